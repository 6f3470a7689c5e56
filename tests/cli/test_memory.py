"""What is freed is kept, so that the kernel need not clear it anew."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

TAKE_AND_GIVE_BACK = """
import resource, sys
from worldgen.cli.memory import keep_freed_memory
kept = keep_freed_memory() if sys.argv[1] == "keep" else None
for _ in range(100):
    many = [bytearray(1_000_000) for _ in range(4)]
    many.clear()
print(kept, resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def run(how: str) -> tuple[str, int]:
    done = subprocess.run([sys.executable, "-c", TAKE_AND_GIVE_BACK, how], capture_output=True, text=True, check=True)
    kept, faults = done.stdout.split()
    return kept, int(faults)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the allocator of another system")
def test_memory_that_is_freed_is_not_asked_for_again() -> None:
    _, given_back = run("give back")
    kept, faults = run("keep")
    assert kept == "True"
    assert faults < given_back / 5
