"""`worldgen play`: a lesson in the browser; with --watch again and again, as often as its file is saved."""

from __future__ import annotations

import signal
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from types import FrameType

from worldgen.cli.say import say, say_issues
from worldgen.cli.serving import PageServer
from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.pipeline import page_of

LOOK_S = 0.4


@dataclass(frozen=True, slots=True)
class Way:
    """How a lesson is played."""

    watch: bool = False
    browser: bool = True
    learner: Path | None = None


def run_play(lesson: Path, out: Path, way: Way) -> int:
    """Play `lesson`; 0 when it was shown, 1 when it has errors."""
    if not way.watch:
        return _once(lesson, out, way)
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    return _watch(lesson, way, stop)


def _once(lesson: Path, out: Path, way: Way) -> int:
    made = _made(lesson, way)
    if made is None:
        return 1
    name, page = made
    path = out / name / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page)
    say(f"{path} ({len(page) / 1e6:.1f} MB)")
    if way.browser:
        webbrowser.open(path.resolve().as_uri())
    return 0


def _made(lesson: Path, way: Way) -> tuple[str, bytes] | None:
    """Return the name of the lesson's folder and its page; None, and what is wrong, where it has errors."""
    try:
        name, page, warnings = page_of(lesson, way.learner, live=way.watch)
    except SpecError as error:
        text = lesson.read_text("utf-8", errors="replace") if lesson.is_file() else ""
        say_issues(error.issues, {one.path: text for one in error.issues})
        return None
    text = lesson.read_text("utf-8", errors="replace")
    say_issues(warnings, {one.path: text for one in warnings})
    return name, page


def _watch(lesson: Path, way: Way, stop: Event) -> int:
    """Serve the page until Ctrl-C; a lesson with errors leaves the last good page as it is."""
    seen = _times(lesson)
    made = _made(lesson, way)
    if made is None:
        return 1
    server = PageServer(made[1])
    say(f"{server.url}  Save {lesson.name} to see it anew; Ctrl-C ends.")
    if way.browser:
        webbrowser.open(server.url)
    while not stop.wait(LOOK_S):
        now = _times(lesson)
        if now == seen:
            continue
        seen = now
        made = _made(lesson, way)
        if made is not None:
            server.show(made[1])
            say(f"{lesson.name}: shown anew")
    server.close()
    say("Ended.")
    return 0


def _times(lesson: Path) -> Mapping[Path, float]:
    """Return when each file in the lesson's folder, or one folder below, was changed last."""
    folder = lesson.resolve().parent
    found: dict[Path, float] = {}
    for path in (*folder.glob("*"), *folder.glob("*/*")):
        try:
            if path.is_file() and not path.name.startswith("."):
                found[path] = path.stat().st_mtime
        except OSError:  # an editor has just taken it away
            continue
    return found
