"""Texts that are harder to read than the readers' age allows: warnings, asked for by `worldgen check` alone.

CONTRIBUTOR NOTES
    Reading the hyphenation patterns of one language takes 0.1 s and more, so a build does not do this. The grade is
    that of Flesch and Kincaid (Kincaid et al. 1975), with the coefficients that `readsight` has for twelve languages;
    other languages are not judged. It counts syllables, so words that the vocabulary explains are left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from worldgen.core.issues import Issue, issue, located
from worldgen.spec.lesson import Lesson
from worldgen.spec.questions import Choice, Label, Match, Multi, Order, Question

if TYPE_CHECKING:
    from readsight import ReadSight

_PATTERNS = {
    "en": "en-us", "de": "de-1996", "es": "es", "fr": "fr", "it": "it", "nl": "nl", "pt": "pt", "ru": "ru", "tr": "tr",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
FEWEST_WORDS = 5  # a grade of fewer words is chance
SLACK = 1.0  # grades; one sentence alone is measured no better


def reading_warnings(lesson: Lesson) -> tuple[Issue, ...]:
    """Return a warning for each text whose hardest sentence is above the level of the lesson's oldest readers.

    Nothing is said where the lesson names no ages, or is in a language without measured coefficients.
    """
    pattern = _PATTERNS.get(lesson.language.split("-")[0])
    if lesson.lesson.ages is None or pattern is None:
        return ()
    from readsight import ReadSight  # noqa: PLC0415  0.15 s

    scale = ReadSight(pattern)
    low, high = lesson.lesson.ages
    known = [next(iter(word.term.values())) for word in lesson.vocabulary]
    found = []
    for pointer, text, easy in _texts(lesson):
        target = max((low if easy else high) - 5, 1)
        grade, sentence = _hardest(text, known, scale)
        if grade > target + SLACK:
            said = {"sentence": sentence, "grade": f"{grade:.0f}", "target": str(target), "ages": _span(low, high)}
            found.append(issue("HARD_TO_READ", pointer, severity="warning", related=(), **said))
    return tuple(located(one, lesson.spans, lesson.path) for one in found)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _hardest(text: str, known: list[str], scale: ReadSight) -> tuple[float, str]:
    """Return grade and words of the hardest sentence in `text`."""
    worst = (0.0, "")
    for match in _SENTENCE.finditer(" ".join(text.split())):
        sentence = match[0].strip()
        if len(sentence.split()) < FEWEST_WORDS:
            continue
        plain = sentence
        for word in known:
            plain = re.sub(rf"\b{re.escape(word)}\w{{0,2}}\b", "word", plain, flags=re.IGNORECASE)
        worst = max(worst, (float(scale.flesch_kincaid_grade_level(plain).score), sentence))
    return worst


def _texts(lesson: Lesson) -> Iterator[tuple[str, str, bool]]:
    """Yield pointer and words of every text that learners read, and whether it is meant to be the easier one."""
    for station in lesson.stations:
        yield from _one(f"{station.pointer}/text", station.text)
        yield from _one(f"{station.pointer}/support_text", station.support_text, easy=True)
    for activity in lesson.activities:
        yield from _one(f"{activity.pointer}/prompt", activity.prompt)
        yield from _one(f"{activity.pointer}/text", activity.text)
        yield from _each(f"{activity.pointer}/steps", activity.steps)
    for question in lesson.questions:
        yield from _one(f"{question.pointer}/prompt", question.prompt)
        yield from _each(f"{question.pointer}/hints", question.hints)
        if question.feedback:
            yield from _one(f"{question.pointer}/feedback/right", question.feedback.right)
            yield from _one(f"{question.pointer}/feedback/wrong", question.feedback.wrong)
        yield from _answers(question)


def _answers(question: Question) -> Iterator[tuple[str, str, bool]]:
    at = question.pointer
    if isinstance(question, Choice | Multi):
        yield from _each(f"{at}/options", [option.text for option in question.options], "/text")
        yield from _each(f"{at}/options", [option.feedback for option in question.options], "/feedback")
    if isinstance(question, Order):
        yield from _each(f"{at}/items", question.items)
    if isinstance(question, Match):
        yield from _each(f"{at}/pairs", [pair.left for pair in question.pairs], "/left")
        yield from _each(f"{at}/pairs", [pair.right for pair in question.pairs], "/right")
    if isinstance(question, Label):
        yield from _each(f"{at}/labels", [label.text for label in question.labels], "/text")


def _each(pointer: str, texts: Sequence[Mapping[str, str] | None], below: str = "") -> Iterator[tuple[str, str, bool]]:
    for index, text in enumerate(texts):
        yield from _one(f"{pointer}/{index}{below}", text)


def _one(pointer: str, text: Mapping[str, str] | None, *, easy: bool = False) -> Iterator[tuple[str, str, bool]]:
    if text:
        yield pointer, next(iter(text.values())), easy
