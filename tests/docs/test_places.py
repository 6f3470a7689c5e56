"""No file of the project leans on one machine or on a list of tasks that its readers cannot see."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OF_ONE_MACHINE = re.compile(r"(?<![\w.\"'$}*])/(?:home|root|tmp|work|opt|Users)/\w|\b[A-Z]:\\Users")
OF_A_TASK_LIST = re.compile(r"\b(?:issue|ticket|task|PR) #?\d+", re.IGNORECASE)


def text_files() -> list[Path]:
    """Return every file that is kept under version control and holds text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a clone")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def test_no_file_names_a_path_of_one_machine_or_an_entry_of_a_task_list() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if path != Path(__file__) and (OF_ONE_MACHINE.search(line) or OF_A_TASK_LIST.search(line))
    ]
    assert found == []
