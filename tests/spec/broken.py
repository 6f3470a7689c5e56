"""The broken lessons and what is said of them."""

from __future__ import annotations

from pathlib import Path

from worldgen.core.issues import SpecError
from worldgen.generate.registry import REGISTRY
from worldgen.spec.load import load_lesson

SCENES = Path(__file__).parents[2] / "scenes"
BROKEN = SCENES / "broken"


def issues_of(path: Path) -> str:
    """Return everything that loading says of a lesson, as `worldgen check` prints it in the folder of the file."""
    try:
        lesson = load_lesson(path, REGISTRY)
    except SpecError as error:
        found = error.issues
    else:
        found = lesson.warnings
    return "".join(f"{str(one).replace(str(path), path.name)}\n" for one in found)
