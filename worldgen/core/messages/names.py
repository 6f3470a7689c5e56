"""How the page of an error code names the facts of a message that are known only when it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter

NAMES: Mapping[str, str] = {
    "about": "sort of thing",
    "ages": "the ages of the lesson",
    "allowed": "the words that are allowed",
    "bound": "the bound",
    "by": "",
    "circle": "each place of the circle",
    "crater": "so many",
    "deep": "so many",
    "depth": "so many",
    "example": "an example of it",
    "foot": "so many",
    "found": "what was found",
    "free": "so many",
    "hint": "what to do, for just this case",
    "how": "what to do",
    "known": "the words there are",
    "least": "so many",
    "limit": "the far edge",
    "mend": "what to do, for just this case",
    "missing": "what is left out",
    "most": "so many",
    "near": "",
    "nearly": "what comes nearest",
    "need": "so many",
    "nodes": "so many",
    "of": "the part of the lesson",
    "over": "what is too much",
    "phrase": "at least or at most",
    "problem": "what the reader met",
    "radius": "so many",
    "reasons": "why, in shares of the land",
    "share": "so many",
    "sign": "the sign",
    "size": "so many",
    "slope": "so many",
    "sort": "what it is",
    "square": "so many",
    "suggestion": "an id that would do",
    "taken": "so many",
    "to": "where it should end",
    "wanted": "what is wanted",
    "what": "what there is",
    "where": "the station",
    "whole": "the whole text",
    "why": "the reason",
    "wide": "so many",
    "word": "the word",
    "words": "what its place asks for",
}


class _Named(Formatter):
    """Fills a template with the names of its facts."""

    def get_field(self, field_name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> tuple[str, str]:
        del args, kwargs
        name = NAMES.get(field_name, field_name.replace("_", " "))
        return (f"<{name}>" if name else ""), field_name

    def convert_field(self, value: object, conversion: str | None) -> str:
        return f"'{value}'" if conversion == "r" else str(value)

    def format_field(self, value: object, format_spec: str) -> str:
        del format_spec
        return str(value)


def with_names(template: str) -> str:
    """Return the text or hint of a message with `<what was found>` and the like in the place of facts."""
    return _Named().vformat(template, (), {})
