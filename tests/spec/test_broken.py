"""Every broken lesson is answered in exactly the words that a teacher will read.

To write the words anew after a change: WORLDGEN_WRITE_ISSUES=1 pytest tests/spec/test_broken.py; then read each one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from broken import BROKEN, issues_of

CASES = sorted(path for path in BROKEN.glob("*.yaml") if issues_of(path) or not path.with_suffix(".issues").exists())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_broken_lesson_is_answered_in_the_expected_words(path: Path) -> None:
    expected = path.with_suffix(".issues")
    found = issues_of(path)
    if os.environ.get("WORLDGEN_WRITE_ISSUES"):
        expected.write_text(found, "utf-8")
    assert found
    assert found == expected.read_text("utf-8")
