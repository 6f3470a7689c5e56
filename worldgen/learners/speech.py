"""What a lesson says to a learner: in whose language, and about what it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from worldgen.core.issues import issue, located
from worldgen.languages.own import main_language, speaks
from worldgen.spec.lesson import Lesson
from worldgen.spec.texts import Words, rewritten, texts_of
from worldgen.spec.words import Item

_I = TypeVar("_I", bound=Item)
MOST_NAMED = 5


def in_languages(lesson: Lesson, tags: Sequence[str]) -> Lesson:
    """Return `lesson` with its texts in the languages `tags`, the first of them first, and no others.

    A text that the first language lacks begins with the language of the lesson, and a warning says so.
    """
    if not tags:
        return lesson
    own, missing = lesson.language, [text.key for text in texts_of(lesson) if _tag(text.words, tags[0]) is None]

    def chosen(_: str, words: Words) -> Words:
        found = {tag: words[known] for tag in tags if (known := _tag(words, tag)) is not None}
        if tags[0] in found:
            return found
        return {own: words.get(own) or next(iter(words.values())), **found}

    spoken = rewritten(lesson, chosen)
    meta = spoken.lesson.model_copy(update={"language": tags[0]})
    spoken = spoken.model_copy(update={"lesson": meta})
    warnings = list(lesson.warnings)
    if missing:
        shown = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        facts: dict[str, Any] = {"count": len(missing), "language": tags[0], "own": own, "keys": shown}
        found = issue("TEXTS_UNTRANSLATED", "/lesson/language", severity="warning", **facts)
        warnings.append(located(found, lesson.spans, lesson.path))
    if not speaks(tags[0]):
        found = issue("LANGUAGE_NOT_SPOKEN", "/lesson/language", severity="warning", language=tags[0])
        warnings.append(located(found, lesson.spans, lesson.path))
    spoken._warnings = tuple(warnings)
    return spoken


def in_contexts(lesson: Lesson, interests: Sequence[str]) -> Lesson:
    """Return `lesson` with the words that it has for the first of `interests` that it knows."""
    known = lesson.personalise.interests
    name = next((one for one in interests if one in known), None)
    if name is None:
        return lesson
    contexts = known[name].contexts
    return lesson.model_copy(
        update={
            "stations": _told(lesson.stations, contexts, "text"),
            "questions": _told(lesson.questions, contexts, "prompt"),
            "activities": _told(lesson.activities, contexts, "prompt"),
            "personalise": lesson.personalise.model_copy(update={"interests": {}}),
        }
    )


def _told(items: tuple[_I, ...], contexts: Mapping[str, Words], field: str) -> tuple[_I, ...]:
    return tuple(one.model_copy(update={field: contexts[one.id]}) if one.id in contexts else one for one in items)


def _tag(words: Words, wanted: str) -> str | None:
    """Return the language of `words` that serves `wanted`: itself, or one that differs in region alone."""
    if wanted in words:
        return wanted
    return next((tag for tag in words if main_language(tag) == main_language(wanted)), None)
