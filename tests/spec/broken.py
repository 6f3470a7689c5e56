"""The broken lessons and what is said of them."""

from __future__ import annotations

from pathlib import Path

from worldgen.core.issues import Issue, SpecError
from worldgen.generate.registry import REGISTRY
from worldgen.pipeline import build
from worldgen.spec.lesson import Lesson
from worldgen.spec.load import load_lesson

SCENES = Path(__file__).parents[2] / "scenes"
BROKEN = SCENES / "broken"


def issues_of(path: Path) -> str:
    """Return all that is said of a lesson, by loading it or else by laying out its world, as it is printed."""
    try:
        lesson = load_lesson(path, REGISTRY)
    except SpecError as error:
        found = error.issues
    else:
        found = lesson.warnings or _of_the_world(lesson)
    return "".join(f"{str(one).replace(str(path), path.name)}\n" for one in found)


def _of_the_world(lesson: Lesson) -> tuple[Issue, ...]:
    try:
        build(lesson, make=())
    except SpecError as error:
        return error.issues
    return ()
