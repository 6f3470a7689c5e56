"""How the command line speaks: issues on the error stream, colours only for a person at a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from worldgen.core.issues import Issue


def say(text: str) -> None:
    """Print `text` on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """Print `value` as JSON on standard output."""
    say(json.dumps(value, indent=2, ensure_ascii=False))


def warn(text: str) -> None:
    """Print `text` on the error stream."""
    sys.stderr.write(text + "\n")


def issues_json(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Return issues as plain data."""
    return [
        {
            "code": found.code, "severity": found.severity, "message": found.message, "hint": found.hint,
            "path": found.path, "line": found.line, "column": found.column, "pointer": found.pointer,
            "related": list(found.related),
        }
        for found in issues
    ]  # fmt: skip


def say_issues(issues: Iterable[Issue], sources: Mapping[str, str] | None = None) -> None:
    """Print each issue on the error stream, with the line of the file it points at."""
    for found in issues:
        colour = "\033[31m" if found.severity == "error" else "\033[33m"
        text = str(found)
        line = _line(found, (sources or {}).get(found.path, ""))
        if line:
            head, _, rest = text.partition("\n")
            text = f"{head}\n{line}" + (f"\n{rest}" if rest else "")
        if colourful():
            text = text.replace(f"{found.severity}[{found.code}]", f"{colour}{found.severity}[{found.code}]\033[0m", 1)
        warn(text)


def colourful() -> bool:
    """Return whether the error stream is a terminal that wants colours (https://no-color.org)."""
    return sys.stderr.isatty() and "NO_COLOR" not in os.environ


def _line(found: Issue, source: str) -> str:
    lines = source.splitlines()
    if not 0 < found.line <= len(lines):
        return ""
    text = lines[found.line - 1].expandtabs(1)
    return f"    {text}\n    {' ' * (found.column - 1)}^"
