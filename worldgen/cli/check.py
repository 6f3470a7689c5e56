"""`worldgen check`: all that is wrong in lesson files, without building them."""

from __future__ import annotations

import sys
from pathlib import Path

from worldgen.cli.say import issues_json, say, say_issues, say_json
from worldgen.pipeline import check


def run_check(lessons: list[Path], *, quiet: bool, as_json: bool) -> int:
    """Check `lessons`; 1 when any of them has an error."""
    found = {path: check(path) for path in lessons}
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
        sys.stderr.write(f"{bad} of {len(lessons)} lesson{'s' * (len(lessons) != 1)} cannot be built yet.\n")
    return int(bool(bad))
