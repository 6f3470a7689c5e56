"""`worldgen check`: all that is wrong in lesson files, without building them."""

from __future__ import annotations

import sys
from pathlib import Path

from worldgen.cli.say import issues_json, say, say_issues, say_json, warn
from worldgen.pipeline import check
from worldgen.spec.words import LANGUAGE


def run_check(lessons: list[Path], language: str | None, *, quiet: bool, as_json: bool) -> int:
    """Check `lessons`, also whether they are whole in `language`; 1 when any of them has an error."""
    if language is not None and not LANGUAGE.fullmatch(language):
        warn(f"{language!r} is no language tag; write one such as uk, ar or pt-BR.")
        return 1
    found = {path: check(path, language) for path in lessons}
    bad = sum(any(issue.severity == "error" for issue in issues) for issues in found.values())
    if as_json:
        say_json({"ok": not bad, "issues": [entry for issues in found.values() for entry in issues_json(issues)]})
        return int(bool(bad))
    for path, issues in found.items():
        text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
        say_issues(issues, {issue.path: text for issue in issues})
        if not issues and not quiet:
            say(f"{path}: all is well")
    if bad:
        sort = "cannot be built yet" if language is None else f"cannot be given in {language} yet"
        sys.stderr.write(f"{bad} of {len(lessons)} lesson{'s' * (len(lessons) != 1)} {sort}.\n")
    return int(bool(bad))
