"""What differs between two lessons, two learners' versions of one, or two builds, in the words of the lesson."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worldgen.core.record import dataclass
from worldgen.export.reading import meaning, read_json
from worldgen.generate.facts import plain
from worldgen.spec.lesson import Lesson

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: its place by the author's ids, and what stands there; None where nothing does."""

    place: str
    a: Any
    b: Any

    def __str__(self) -> str:
        return f"{self.place}\n  - {_shown(self.a)}\n  + {_shown(self.b)}"


def of_lesson(lesson: Lesson) -> dict[str, Any]:
    """Return all that `lesson` says, as plain data; quantities are in metres, radians and seconds."""
    found: Any = plain(lesson)
    return {key: value for key, value in found.items() if key != "worldgen"}


def of_build(report: Plain, glb: bytes | None) -> dict[str, Any]:
    """Return what a build made: where things stand, what is counted, and what the lesson in its GLB says."""
    kept = ("title", "seed", "profile", "counts", "placements", "views", "warnings", "reading")
    found: dict[str, Any] = {key: report[key] for key in kept if key in report}
    if glb is not None:
        document, _ = read_json(glb)
        scenes = document.get("scenes") or [{}]
        about = meaning(scenes[0])
        found["lesson"] = about.get("facts", {})
        found["texts"] = {
            row["id"]: row["facts"]
            for node in document.get("nodes", ())
            if (row := meaning(node)).get("role") in ("station", "thing") and "facts" in row and "id" in row
        }
    return found


def differences(a: Plain, b: Plain) -> tuple[Difference, ...]:
    """Return what differs, in the order of `a`; items of lists are matched by their ids, not by their places."""
    return tuple(_between(a, b, ""))


def _between(a: Any, b: Any, at: str) -> Iterator[Difference]:
    if a == b:
        return
    left, right = _keyed(a), _keyed(b)
    if left is None or right is None or _is_text(a) or _is_text(b):
        yield Difference(at, a, b)
        return
    for key in dict.fromkeys([*left, *right]):
        yield from _between(left.get(key), right.get(key), f"{at}/{key}".lstrip("/"))


def _keyed(value: Any) -> dict[str, Any] | None:
    """Return a mapping, or a list of items with ids as one; None for anything else."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        names = [str(one.get("id", index)) for index, one in enumerate(value)]
        return dict(zip(names, value, strict=True)) if len(set(names)) == len(names) else None
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(isinstance(one, str) for one in value.values())


def _shown(value: Any) -> str:
    if value is None:
        return "(nothing)"
    if _is_text(value):
        return "   ".join(f"{tag}: {words}" for tag, words in value.items())
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "(none)"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(one)}" for key, one in value.items())
    return str(value)
