"""What the YAML parser stumbled over, in words for people who do not know YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

from worldgen.core.issues import Issue, Span, issue, located

_KEY = re.compile(r"\s*(?:- +)*(?:\"[^\"]*\"|'[^']*'|[^\s:#][^:#]*):\s+(?P<rest>\S.*)")


def trouble(error: Exception, text: str, path: str) -> Issue:
    """Return the problem behind an error of PyYAML, at its line and column."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable(error, text, path)
    said = str(error.problem or error)
    opened = "quoted scalar" in str(error.context) or "flow" in str(error.context)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.splitlines() or [""]
    line = min(line, len(lines) - 1)
    code, facts, shift = _name(f"{error.context} {said}" if opened else said, lines, line)
    if shift is not None:
        line, column = shift
    found = issue(code, **facts)
    return located(found, {"": Span(line + 1, column + 1)}, path)


def _name(problem: str, lines: list[str], line: int) -> tuple[str, dict[str, Any], tuple[int, int] | None]:
    """Return code, facts and, where it lies elsewhere than the parser says, (line, column)."""
    here = lines[line]
    tab = next((number for number in (line, line - 1) if number >= 0 and "\t" in _indent(lines[number])), None)
    if tab is not None:
        return "YAML_TAB", {}, (tab, lines[tab].index("\t"))
    if "mapping values are not allowed" in problem:
        match = _KEY.match(here)
        if match and ": " in f"{match['rest']} ":
            rest = match["rest"].strip()
            return "PROSE_CUT_BY_COLON", quoted(rest), (line, match.start("rest"))
        return "YAML_INDENT", {}, None
    if "alias" in problem or "anchor" in problem or "expected alphabetic or numeric" in problem:
        sign = "*" if "*" in here else "&"
        return "YAML_STAR", {"sign": sign}, (line, max(here.find(sign), 0))
    if "cannot start any token" in problem:
        return "YAML_SIGN", {"sign": here[-1:] if not here.strip() else _sign(here)}, None
    if "expected <block end>" in problem or "did not find expected key" in problem or "block" in problem:
        return "YAML_INDENT", {}, None
    if "',' or" in problem or "flow" in problem:
        return "YAML_BRACKET", {}, None
    if "quoted scalar" in problem or "end of stream" in problem:
        return "YAML_QUOTE", {}, None
    if "expected a single document" in problem or "document" in problem:
        return "YAML_TWO_DOCUMENTS", {}, None
    return "YAML_SYNTAX", {"problem": problem}, None


def _sign(line: str) -> str:
    return next((sign for sign in line if sign in "@`%"), "@")


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def quoted(text: str) -> dict[str, Any]:
    """Return the facts of a prose that must be put in quotes: as it was found, and how to write it."""
    if len(text) > 60 or '"' in text:
        short = text if len(text) <= 60 else f"{text[:57]}..."
        return {"found": short, "hint": "put the whole text in quotes, or on lines of its own under `>-`"}
    return {"found": text, "hint": f'put the whole text in quotes: "{text}"'}


def _unreadable(error: Exception, text: str, path: str) -> Issue:
    position = getattr(error, "position", None)
    at = position if isinstance(position, int) else 0
    before = text[:at]
    span = Span(before.count("\n") + 1, at - before.rfind("\n"))
    return located(issue("YAML_CHARACTER"), {"": span}, path)
