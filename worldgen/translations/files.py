"""The translators' files beside a lesson: `volcano-island.uk.po` or `volcano-island.uk.xlf`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from worldgen.core.issues import SpecError, issue
from worldgen.core.sources import Sources
from worldgen.spec.lesson import Lesson
from worldgen.translations.catalogue import Entry, merged
from worldgen.translations.po import read_po
from worldgen.translations.xliff import read_xliff

READERS = {"po": read_po, "xlf": read_xliff}


def file_of(lesson: Lesson, language: str, ending: str = "po") -> str:
    """Return the name of the file with the translations into `language`."""
    return f"{Path(lesson.path).stem}.{language}.{ending}"


def translations_of(lesson: Lesson, language: str, sources: Sources) -> tuple[str, tuple[Entry, ...]]:
    """Return the name of the file with the translations into `language` and its entries; nothing where there is none.

    Raises
    ------
    SpecError
        TRANSLATION_UNREADABLE.
    """
    for ending, read in READERS.items():
        name = file_of(lesson, language, ending)
        if not (sources.root / name).is_file():
            continue
        try:
            return name, read(sources.read(name).data.decode("utf-8-sig"))
        except ValueError as error:
            found = issue("TRANSLATION_UNREADABLE", file=name, why=str(error))
            raise SpecError([replace(found, path=str(sources.root / name))]) from None
    return "", ()


def languages_beside(lesson: Lesson) -> tuple[str, ...]:
    """Return the languages into which files beside `lesson` translate it, by name."""
    folder, stem = Path(lesson.path).parent, Path(lesson.path).stem
    found = (path.name.split(".") for ending in READERS for path in folder.glob(f"{stem}.*.{ending}"))
    return tuple(sorted({parts[-2] for parts in found if len(parts) == len(stem.split(".")) + 2}))


def with_translations(lesson: Lesson, languages: Iterable[str]) -> Lesson:
    """Return `lesson` with what the files beside it say in `languages`.

    Raises
    ------
    SpecError
        TRANSLATION_UNREADABLE.
    """
    sources = Sources(Path(lesson.path).parent)
    for language in languages:
        _, entries = translations_of(lesson, language, sources)
        lesson = merged(lesson, language, entries)
    return lesson
