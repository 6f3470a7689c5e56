"""What `from worldgen import ...` gives, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from worldgen import __version__


@pytest.mark.parametrize("before", ["", "import worldgen.pipeline", "from worldgen.pipeline import load_lesson"])
def test_build_can_be_called_whatever_was_imported_before(before: str) -> None:
    code = f"""
{before}
from worldgen import build, load_lesson, SpecError, Built, Issue, Lesson, check, __version__
try:
    build("no-such-file.yaml", make=("glb",))
except SpecError as error:
    print(error.issues[0].code, check("no-such-file.yaml")[0].code, __version__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["LESSON_MISSING", "LESSON_MISSING", __version__]
