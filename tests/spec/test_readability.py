"""Texts above the readers' level are pointed out with their sentence, and others are left alone."""

from __future__ import annotations

from pathlib import Path

from tests.spec.kinds import KINDS
from worldgen.spec.load import load_lesson, parse_lesson
from worldgen.spec.readability import reading_report, reading_warnings

VOLCANO = Path(__file__).with_name("field-trip.yaml")  # the language is tested apart from how a lesson looks
TEXT = VOLCANO.read_text("utf-8")
HARD = "Subterranean accumulations of differentiated basaltic magma necessitate instantaneous decompression."


def test_the_example_reads_at_its_level() -> None:
    assert reading_warnings(load_lesson(VOLCANO, KINDS)) == ()


def test_a_hard_sentence_is_named_with_its_grade_its_target_and_its_line() -> None:
    lesson = parse_lesson(TEXT.replace("The lava was runny.", f"The lava was runny. {HARD}"), KINDS)
    (found,) = reading_warnings(lesson)
    assert (found.code, found.severity, found.pointer) == ("HARD_TO_READ", "warning", "/stations/1/support_text")
    assert HARD in found.message
    assert "at grade 5 at most" in found.message
    assert found.line == lesson.spans["/stations/1/support_text"].line


def test_words_that_the_vocabulary_explains_do_not_count() -> None:
    text = TEXT.replace("prompt: Why does magma rise?", "prompt: Why is magma in an intercontinental stratovolcano?")
    assert len(reading_warnings(parse_lesson(text, KINDS))) == 1
    words = (
        "vocabulary:\n  - {id: w1, term: intercontinental, meaning: m}\n  - {id: w2, term: stratovolcano, meaning: m}\n"
    )
    assert reading_warnings(parse_lesson(text.replace("vocabulary:\n", words), KINDS)) == ()


def test_nothing_is_said_without_ages_or_in_a_language_that_is_not_measured() -> None:
    hard = TEXT.replace("The lava was runny.", HARD)
    assert reading_warnings(parse_lesson(hard.replace("  ages: 10-13\n", ""), KINDS)) == ()
    assert reading_warnings(parse_lesson(hard.replace("language: en ", "language: cy "), KINDS)) == ()


def test_the_report_tells_the_teacher_how_many_texts_read_at_their_level_and_which_do_not() -> None:
    lesson = parse_lesson(TEXT.replace("The lava was runny.", f"The lava was runny. {HARD}"), KINDS)
    found = reading_report(lesson)
    assert (found["judged"], found["language"], found["ages"]) == (True, "en", [10, 13])
    assert found["texts"] > 10
    (hard,) = found["hard"]
    assert (hard["text"], hard["sentence"], hard["target"]) == ("stations/lava/support_text", HARD, 5)
    assert hard["grade"] > hard["target"]


def test_the_report_says_so_where_it_cannot_judge() -> None:
    found = reading_report(parse_lesson(TEXT.replace("  ages: 10-13\n", ""), KINDS))
    assert (found["judged"], found["why"]) == (False, "the lesson names no ages")


def test_every_text_that_learners_meet_is_judged_not_only_those_of_stations() -> None:
    for old in (
        "prompt: Say it in one sentence.",
        "meaning: melted rock under the ground",
        "statement: Explain why magma rises.",
    ):
        assert old in TEXT
        key = old.partition(":")[0]
        lesson = parse_lesson(TEXT.replace(old, f"{key}: {HARD}"), KINDS)
        assert [one.code for one in reading_warnings(lesson)] == ["HARD_TO_READ"], old
