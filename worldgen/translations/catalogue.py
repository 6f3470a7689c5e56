"""The texts of a lesson and what a translator made of them; what is missing, what is stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worldgen.core.issues import Issue, issue, located
from worldgen.core.record import dataclass
from worldgen.languages.own import main_language, speaks
from worldgen.spec.lesson import Lesson
from worldgen.spec.texts import Words, rewritten, texts_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One text in a translator's file: `source` is what stood in the lesson when it was translated."""

    key: str
    source: str
    target: str = ""
    line: int = 0  # of the lesson, for the translator
    before: str = ""  # the source that `target` was made from, where the lesson says something else now
    unsure: bool = False  # somebody must look at it again


def updated(lesson: Lesson, language: str, old: Sequence[Entry] = ()) -> tuple[Entry, ...]:
    """Return an entry for every text of `lesson`, with what `old` has of it.

    A translation made from other words is kept, with those words, and marked as one to look at again. Words in
    `language` that stand in the lesson itself come first.
    """
    known = {entry.key: entry for entry in old}
    found = []
    for text in texts_of(lesson):
        source, line = (
            source_of(text.words, lesson.language),
            lesson.spans[text.pointer].line if text.pointer in lesson.spans else 0,
        )
        was = known.get(text.key)
        if language in text.words:
            found.append(Entry(text.key, source, text.words[language], line))
        elif was is None or not was.target:
            found.append(Entry(text.key, source, line=line))
        elif was.source == source:
            found.append(Entry(text.key, source, was.target, line, was.before, was.unsure))
        else:
            found.append(Entry(text.key, source, was.target, line, was.before or was.source, unsure=True))
    return tuple(found)


def merged(lesson: Lesson, language: str, entries: Sequence[Entry]) -> Lesson:
    """Return `lesson` with every fresh translation in it, under `language`; what the lesson says itself stays."""
    known = {entry.key: entry for entry in entries}

    def told(key: str, words: Words) -> Words:
        entry = known.get(key)
        if entry is None or language in words or not fresh(entry, source_of(words, lesson.language)):
            return words
        return {**words, language: entry.target}

    return rewritten(lesson, told)


def fresh(entry: Entry, source: str) -> bool:
    """Return whether `entry` has a translation of just these words that nobody doubts."""
    return bool(entry.target) and entry.source == source and not entry.unsure


def gaps(lesson: Lesson, language: str, entries: Sequence[Entry], name: str) -> tuple[Issue, ...]:
    """Return an issue for each text that has no translation, or one of other words, or whose place is gone.

    Parameters
    ----------
    name : str
        The translator's file, for the messages; empty where there is none.
    """
    if main_language(language) == main_language(lesson.language):
        return ()
    known = {entry.key: entry for entry in entries}
    texts = texts_of(lesson)
    found: list[Issue] = []
    for text in texts:
        entry, source = known.pop(text.key, None), source_of(text.words, lesson.language)
        facts: dict[str, Any] = {"key": text.key, "language": language, "source": _short(source)}
        if language in text.words or (entry is not None and fresh(entry, source)):
            continue
        if entry is None or not entry.target:
            found.append(issue("TEXT_UNTRANSLATED", text.pointer, **facts))
        else:
            before = _short(entry.before or (entry.source if entry.source != source else ""))
            found.append(issue("TRANSLATION_STALE", text.pointer, before=before or "not said", **facts))
    found += [
        issue("TRANSLATION_ORPHAN", severity="warning", key=key, file=name, source=_short(entry.source))
        for key, entry in known.items()
        if entry.target
    ]
    if not speaks(language):
        found.append(issue("LANGUAGE_NOT_SPOKEN", "/lesson/language", severity="warning", language=language))
    return tuple(located(one, lesson.spans, lesson.path) for one in found)


def source_of(words: Mapping[str, str], language: str) -> str:
    """Return `words` in the language of the lesson."""
    return words.get(language) or next(iter(words.values()))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
