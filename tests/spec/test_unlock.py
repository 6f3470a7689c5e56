"""Conditions of `unlock`: the table that every player of a lesson shares, and a parser that never crashes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldgen.spec.unlock import Facts, UnlockError, calls, evaluate, parse_unlock

TABLE = json.loads((Path(__file__).parent / "unlock_cases.json").read_text("utf-8"))
KNOWN = TABLE["facts"]
FACTS = Facts(
    *(frozenset(KNOWN[word]) for word in ("visited", "answered", "correct", "mastered")),
    attempts=KNOWN["attempts"],
    score=KNOWN["score"],
)


@pytest.mark.parametrize("case", TABLE["values"], ids=lambda case: case["when"])
def test_a_condition_means_what_the_shared_table_says(case: dict) -> None:
    assert evaluate(parse_unlock(case["when"]), FACTS) is case["value"]


@pytest.mark.parametrize("case", TABLE["errors"], ids=lambda case: case["when"] or "nothing")
def test_a_condition_that_cannot_be_read_is_refused_at_its_column(case: dict) -> None:
    with pytest.raises(UnlockError) as refused:
        parse_unlock(case["when"])
    assert (refused.value.code, refused.value.column) == (case["code"], case["column"])


def test_every_question_to_the_record_is_found_with_its_column() -> None:
    tree = parse_unlock("visited(lava) and not (correct(q1) or attempts(q2) >= 3)")
    assert [(call.word, call.about, call.column) for call in calls(tree)] == [
        ("visited", "lava", 8),
        ("correct", "q1", 31),
        ("attempts", "q2", 47),
    ]


WORDS = ("visited", "(", ")", "lava", "and", "or", "not", ">=", "3", "%", "score", " ", "attempts", "é", "'")


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join) | st.text(max_size=30))
def test_any_text_is_either_a_condition_or_refused_inside_itself(text: str) -> None:
    try:
        tree = parse_unlock(text)
    except UnlockError as error:
        column = error.column
    else:
        assert evaluate(tree, FACTS) in (True, False)
        return
    assert 0 <= column <= len(text)


def test_brackets_without_end_are_refused_and_do_not_exhaust_the_stack() -> None:
    with pytest.raises(UnlockError):
        parse_unlock("(" * 400)
    with pytest.raises(UnlockError):
        parse_unlock("not " * 120 + "visited(a)")
