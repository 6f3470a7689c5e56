"""`worldgen diff`: what differs between two lessons, learners or builds, in words and in pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from worldgen.cli.say import say, say_issues, say_json, warn
from worldgen.compare import differences, of_build, of_lesson
from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.pipeline import draft_pictures, for_learner, load_learner, load_lesson
from worldgen.spec.lesson import Lesson


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """One of the two: all it says, and its lesson or the folder its pictures are in."""

    said: dict[str, Any]
    lesson: Lesson | None
    folder: Path | None


def run_diff(a: Path, b: Path, lesson: Path | None, sheet: Path | None, *, as_json: bool) -> int:
    """Print what differs; 0 where nothing does, 1 where something does, 2 where they cannot be compared."""
    try:
        sides = (_side(a, lesson), _side(b, lesson))
    except SpecError as error:
        say_issues(error.issues)
        return 2
    except (OSError, ValueError) as error:
        warn(f"These cannot be compared: {error}")
        return 2
    if (sides[0].folder is None) != (sides[1].folder is None):
        warn("A build can be compared with another build, and not with a lesson or a learner.")
        return 2
    found = differences(sides[0].said, sides[1].said)
    if as_json:
        say_json([asdict(one) for one in found])
    else:
        for one in found:
            say(str(one))
        say(f"{len(found)} difference{'s' * (len(found) != 1)} between {a} and {b}")
    if sheet is not None:
        _draw(sheet, sides, (a.stem, b.stem))
    return int(bool(found))


def _side(path: Path, lesson: Path | None) -> _Side:
    if path.is_dir():
        report = json.loads((path / "report.json").read_text("utf-8"))
        glb = path / "world.glb"
        return _Side(of_build(report, glb.read_bytes() if glb.is_file() else None), None, path)
    if lesson is None:
        found = load_lesson(path)
    else:
        whole = load_lesson(lesson)
        found = whole if path.resolve() == lesson.resolve() else for_learner(whole, load_learner(path))
    return _Side(of_lesson(found), found, None)


def _draw(sheet: Path, sides: tuple[_Side, _Side], names: tuple[str, str]) -> None:
    """Write the pictures that both have side by side."""
    from worldgen.preview import available  # noqa: PLC0415

    missing = available()
    if missing is not None:
        warn(f"No pictures: {missing.what}. {missing.how}")
        return
    from worldgen.preview.sheet import contact_sheet  # noqa: PLC0415

    left, right = map(_pictures, sides)
    both = [name for name in left if name in right]
    pairs = [
        (f"{Path(name).stem} {side}", picture)
        for name in both
        for side, picture in zip(names, (left[name], right[name]), strict=True)
    ]
    if not pairs:
        warn("There are no pictures that both have; build them with --make glb,preview.")
        return
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_bytes(contact_sheet(pairs, columns=2))
    warn(f"Drew {len(both)} pairs of pictures on {sheet}.")


def _pictures(side: _Side) -> Mapping[str, Any]:
    if side.lesson is not None:
        return draft_pictures(side.lesson)
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    folder = (side.folder or Path()) / "preview"
    return {path.name: np.asarray(Image.open(path).convert("RGB")) for path in sorted(folder.glob("*.png"))}
