"""Texts that are harder to read than the readers' age allows: warnings, asked for by `worldgen check` alone.

CONTRIBUTOR NOTES
    Reading the hyphenation patterns of one language takes 0.1 s and more, so a build does not do this. The grade is
    that of Flesch and Kincaid (Kincaid et al. 1975), with the coefficients that `readsight` has for twelve languages;
    other languages are not judged. It counts syllables, so words that the vocabulary explains are left out of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from worldgen.core.issues import Issue, issue, located
from worldgen.core.record import dataclass
from worldgen.spec.lesson import Lesson
from worldgen.spec.texts import texts_of

if TYPE_CHECKING:
    from readsight import ReadSight

_PATTERNS = {
    "en": "en-us", "de": "de-1996", "es": "es", "fr": "fr", "it": "it", "nl": "nl", "pt": "pt", "ru": "ru", "tr": "tr",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
FEWEST_WORDS = 5  # a grade of fewer words is chance
SLACK = 1.0  # grades; one sentence alone is measured no better


@dataclass(frozen=True, slots=True)
class Reading:
    """How hard the hardest sentence of one text is; grades are years of school."""

    key: str
    pointer: str
    sentence: str
    grade: float
    target: int

    @property
    def hard(self) -> bool:
        """Whether it is above the level of its readers."""
        return self.grade > self.target + SLACK


def readings(lesson: Lesson) -> tuple[Reading, ...] | None:
    """Return the reading level of each text that learners meet.

    None where the lesson names no ages, or is in a language without measured coefficients: nothing can be said then.
    """
    pattern = _PATTERNS.get(lesson.language.split("-")[0])
    if lesson.lesson.ages is None or pattern is None:
        return None
    from readsight import ReadSight  # noqa: PLC0415  0.15 s

    scale = ReadSight(pattern)
    low, high = lesson.lesson.ages
    known = [next(iter(word.term.values())) for word in lesson.vocabulary]
    found = []
    for text in texts_of(lesson):
        words = text.words.get(lesson.language)
        if words is None or text.key.startswith("lesson/"):  # a text of another language; the title page
            continue
        easy = text.key.endswith("/support_text")
        grade, sentence = _hardest(words, known, scale)
        if sentence:
            found.append(Reading(text.key, text.pointer, sentence, grade, max((low if easy else high) - 5, 1)))
    return tuple(found)


def reading_warnings(lesson: Lesson) -> tuple[Issue, ...]:
    """Return a warning for each text whose hardest sentence is above the level of the lesson's oldest readers."""
    found = []
    for one in readings(lesson) or ():
        if one.hard:
            low, high = lesson.lesson.ages or (0, 0)
            said = {
                "sentence": one.sentence,
                "grade": f"{one.grade:.0f}",
                "target": str(one.target),
                "ages": _span(low, high),
            }
            found.append(issue("HARD_TO_READ", one.pointer, severity="warning", related=(), **said))
    return tuple(located(one, lesson.spans, lesson.path) for one in found)


def reading_report(lesson: Lesson) -> dict[str, Any]:
    """Return what a teacher wants to know of the texts: how many are at the level of their readers, which are not."""
    found = readings(lesson)
    about: dict[str, Any] = {"language": lesson.language, "ages": list(lesson.lesson.ages or ())}
    if found is None:
        why = "the lesson names no ages" if lesson.lesson.ages is None else "this language has no measured scale"
        return about | {"judged": False, "why": why}
    hard = [
        {"text": one.key, "sentence": one.sentence, "grade": round(one.grade, 1), "target": one.target}
        for one in found
        if one.hard
    ]
    return about | {"judged": True, "scale": "Flesch-Kincaid grade", "texts": len(found), "hard": hard}


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
