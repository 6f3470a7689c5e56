"""`worldgen build`: run the pipeline, show how far it is, write what it returns."""

from __future__ import annotations

import sys
from pathlib import Path

from worldgen.cli.memory import keep_freed_memory
from worldgen.cli.progress import Progress
from worldgen.cli.say import issues_json, say, say_issues, say_json
from worldgen.cli.write import write_bundle
from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.pipeline import Built, build


@dataclass(frozen=True, slots=True)
class Manner:
    """How the build speaks, and for whom it is."""

    timings: bool = False
    quiet: bool = False
    as_json: bool = False
    learner: Path | None = None


def run_build(lesson: Path, out: Path, make: str | None, profile: str, manner: Manner) -> int:
    """Build `lesson` into `out`; 0 when all that was asked for was made, 1 when the lesson has errors."""
    keep_freed_memory()
    wanted = None if make is None else tuple(word.strip() for word in make.split(",") if word.strip())
    with Progress(lesson.name, shown=not (manner.quiet or manner.as_json) and sys.stderr.isatty()) as progress:
        try:
            built = build(lesson, learner=manner.learner, make=wanted, profile=profile, progress=progress.stage)
        except SpecError as error:
            progress.stop()
            return _refused(error, lesson, as_json=manner.as_json)
        progress.stage("write")
        folder = out / built.lesson_id
        write_bundle(built.files, folder)
    if manner.as_json:
        say_json({
            "ok": True, "folder": folder.as_posix(), "files": sorted(map(str, built.files)),
            "issues": issues_json(built.warnings), "timings_s": built.timings_s if manner.timings else {},
        })  # fmt: skip
        return 0
    text = lesson.read_text("utf-8", errors="replace")
    say_issues(built.warnings, {found.path: text for found in built.warnings})
    if not manner.quiet:
        _say_done(built, folder, timings=manner.timings)
    return 0


def _refused(error: SpecError, lesson: Path, *, as_json: bool) -> int:
    if as_json:
        say_json({"ok": False, "issues": issues_json(error.issues)})
        return 1
    text = lesson.read_text("utf-8", errors="replace") if lesson.is_file() else ""
    say_issues(error.issues, {found.path: text for found in error.issues})
    errors = sum(found.severity == "error" for found in error.issues)
    sys.stderr.write(f"{errors} error{'s' * (errors != 1)}; nothing was built. `worldgen explain CODE` tells more.\n")
    return 1


def _say_done(built: Built, folder: Path, *, timings: bool) -> None:
    total = sum(map(len, built.files.values()))
    say(f"Built {built.lesson_id} in {built.seconds:.1f} s: {folder}/ ({total / 1e6:.1f} MB)")
    for name in sorted(built.files):
        say(f"  {name}  {len(built.files[name]) / 1e3:.0f} kB")
    if timings:
        width = max(map(len, built.timings_s), default=0)
        for stage, seconds in built.timings_s.items():
            say(f"  {stage:<{width}}  {seconds * 1e3:7.1f} ms")
