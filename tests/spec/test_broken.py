"""Every broken lesson is answered in exactly the words that a teacher will read.

To write the words anew after a change: WORLDGEN_WRITE_ISSUES=1 pytest tests/spec/test_broken.py; then read each one.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.spec.broken import BROKEN, issues_of

CASES = sorted(BROKEN.glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_broken_lesson_is_answered_in_the_expected_words(path: Path) -> None:
    expected = path.with_suffix(".issues")
    found = issues_of(path)
    if os.environ.get("WORLDGEN_WRITE_ISSUES") == "1":
        expected.write_text(found, "utf-8")
    assert found
    assert found == expected.read_text("utf-8")


def test_there_are_forty_and_more_and_each_has_its_words() -> None:
    assert len(CASES) >= 40
    assert {path.stem for path in BROKEN.glob("*.issues")} == {path.stem for path in CASES}
