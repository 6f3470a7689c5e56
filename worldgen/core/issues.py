"""Problems as data: one `Issue` for everything that can be wrong with a lesson, its files or its world.

The prose lives in `core/messages/`, one module a room, loaded only when a problem is met; every code has a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Literal

from worldgen.core.record import dataclass

Severity = Literal["error", "warning"]

_ROOMS = ("spec", "places", "course", "learners", "generate", "files", "export")


@dataclass(frozen=True, slots=True)
class Message:
    """What is said for one error code.

    `text` and `hint` are `str.format` templates over the facts of the issue; `page` is the longer explanation in
    Markdown that `worldgen explain CODE` and the docs show: what it means, an example, how to mend it.
    """

    text: str
    hint: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in its file: 1-based line and column of its first and just past its last character."""

    line: int
    column: int
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: what was found, where, what is allowed and what to do."""

    code: str
    message: str
    pointer: str = ""  # JSON pointer (RFC 6901) to the value in the lesson, e.g. /world/terrain/0/height
    hint: str = ""
    severity: Severity = "error"
    path: str = ""
    line: int = 0
    column: int = 0
    related: tuple[str, ...] = ()  # pointers of other lines that take part in the conflict

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path or "worldgen"
        lines = [f"{place}: {self.severity}[{self.code}] {self.message}"]
        if self.pointer:
            lines.append(f"    at {self.pointer}")
        lines += [f"    with {pointer}" for pointer in self.related]
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


class SpecError(Exception):
    """The lesson cannot be built as it is written; `issues` says everything that is wrong, in file order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__("\n".join(map(str, self.issues)))


@cache
def catalogue() -> Mapping[str, Message]:
    """Return every message by code."""
    found: dict[str, Message] = {}
    for room in _ROOMS:
        messages: Mapping[str, Message] = import_module(f"worldgen.core.messages.{room}").MESSAGES
        twice = found.keys() & messages.keys()
        if twice:
            raise ValueError(f"codes defined twice: {sorted(twice)}")
        found.update(messages)
    return found


def issue(
    code: str, pointer: str = "", *, severity: Severity = "error", related: Iterable[str] = (), **facts: object
) -> Issue:
    """Return the issue `code` with its message and hint filled in from `facts`.

    Raises
    ------
    KeyError
        When the catalogue has no such code, or its template asks for a fact that was not given.
    """
    message = catalogue()[code]
    return Issue(
        code=code,
        message=message.text.format(**facts),
        pointer=pointer,
        hint=message.hint.format(**facts),
        severity=severity,
        related=tuple(related),
    )


def located(found: Issue, spans: Mapping[str, Span], path: str) -> Issue:
    """Return `found` with the line and column of its pointer, or of the nearest parent that has a place."""
    pointer = found.pointer
    while pointer and pointer not in spans:
        pointer = pointer.rpartition("/")[0]
    span = spans.get(pointer, Span(1, 1))
    return replace(found, path=path, line=span.line, column=span.column)
