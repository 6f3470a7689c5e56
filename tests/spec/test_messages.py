"""Every message of this room has a page, is used, and is met by a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.spec.broken import BROKEN
from worldgen.core.messages.spec import MESSAGES

ROOT = Path(__file__).parents[2]
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "worldgen" / "spec").rglob("*.py")))
TESTS = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.*")) if path.suffix != ".pyc"
)
ISSUES = "\n".join(path.read_text("utf-8") for path in sorted(BROKEN.glob("*.issues")))


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_says_what_is_wrong_and_what_to_do_and_has_a_page(code: str) -> None:
    message = MESSAGES[code]
    assert message.text
    assert message.hint
    assert len(message.page) > 60
    assert not message.text.endswith(".")


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_used_and_met_by_a_test(code: str) -> None:
    assert f'"{code}"' in SOURCE
    assert f"[{code}]" in ISSUES or re.search(rf"\b{code}\b", TESTS)
