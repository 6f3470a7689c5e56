"""A lesson file into a `Lesson`, or everything that is wrong with it at once, in file order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from worldgen.core.issues import Issue, SpecError, issue, located
from worldgen.core.sources import Sources
from worldgen.spec.check import Draft, check_draft
from worldgen.spec.kinds import Kinds
from worldgen.spec.lesson import Lesson
from worldgen.spec.migrate import migrated
from worldgen.spec.read import Reader
from worldgen.spec.translate import pointed
from worldgen.spec.yaml_text import MOST_BYTES, Document, read_yaml

_AT_KEY = frozenset({"UNKNOWN_KEY"})


def load_lesson(path: Path | str, kinds: Kinds, sources: Sources | None = None) -> Lesson:
    """Return the lesson in the file `path`.

    Parameters
    ----------
    path : Path or str
        The lesson file; the files that it names are looked for in its folder.
    kinds : Kinds
        What there is to use.
    sources : Sources, optional
        The doorway for its files; by default one over its folder.

    Raises
    ------
    SpecError
        With everything that is wrong, in file order.
    """
    path = Path(path)
    if not path.is_file():
        raise SpecError([replace(issue("LESSON_MISSING", name=path.name, folder=path.is_dir()), path=str(path))])
    sources = sources or Sources(path.parent)
    try:
        data = sources.read(path.name, most_bytes=MOST_BYTES).data
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SpecError([replace(issue("NOT_UTF8"), path=str(path), line=line, column=1)]) from None
    except SpecError as error:
        raise SpecError(replace(one, path=str(path)) for one in error.issues) from None
    return _lesson(text, kinds, str(path), sources)


def parse_lesson(text: str, kinds: Kinds, path: str = "lesson.yaml", root: Path | None = None) -> Lesson:
    """Return the lesson written in `text`; files that it names are looked for below `root`, if one is given.

    Raises
    ------
    SpecError
        With everything that is wrong, in file order.
    """
    return _lesson(text, kinds, path, Sources(root) if root is not None else None)


def _lesson(text: str, kinds: Kinds, path: str, sources: Sources | None) -> Lesson:
    document = read_yaml(text, path)
    try:
        data = migrated(document.data)
    except SpecError as error:
        raise SpecError(in_order(error.issues, document, path)) from None
    reader = Reader(kinds)
    lesson = reader.lesson(data)
    found = reader.issues + check_draft(Draft(data, kinds, reader.items), sources) + _empty(data, "")
    if lesson is None or any(one.severity == "error" for one in found):
        raise SpecError(in_order(found, document, path))
    lesson._path, lesson._text = path, text
    lesson._spans, lesson._key_spans = document.spans, document.key_spans
    lesson._warnings = tuple(in_order(found, document, path))
    return lesson


def in_order(issues: Iterable[Issue], document: Document, path: str) -> list[Issue]:
    """Return `issues` with their lines, sorted as the file runs, each said once."""
    placed: dict[tuple[str, ...], Issue] = {}
    for one in issues:
        spans = document.key_spans if one.code in _AT_KEY and one.pointer in document.key_spans else document.spans
        key = (one.code, one.pointer, "" if one.code == "EMPTY_VALUE" else one.message)
        placed.setdefault(key, _shifted(located(one, spans, path), one.column, document))
    return sorted(placed.values(), key=lambda one: (one.line, one.column, one.pointer))


def _empty(value: Any, at: str) -> list[Issue]:
    """Return an issue for every key or dash with nothing behind it; a prop's own grammar is checked by its reader."""
    if value is None:
        return [issue("EMPTY_VALUE", at, wanted="a value")]
    if isinstance(value, Mapping):
        inner = [(pointed(at, key), one) for key, one in value.items()]
    else:
        inner = [(f"{at}/{index}", one) for index, one in enumerate(value)] if isinstance(value, list) else []
    return [one for here, below in inner if here != "/world/props" for one in _empty(below, here)]


def _shifted(placed: Issue, column: int, document: Document) -> Issue:
    """Return `placed`, moved to a sign inside its text where the text stands on one line; a quote takes one column."""
    span = document.spans.get(placed.pointer)
    if not column or span is None or span.line != span.end_line:
        return placed
    quote = document.text.splitlines()[span.line - 1][span.column - 1] in "\"'"
    return replace(placed, column=placed.column + column + quote)
