"""A plan as an author draws it: lines, holes and spots in the frame of a plan, each with the line that it came from."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import OpeningKind, Vec2
from worldgen.scene import LocalText
from worldgen.spec.buildings import WallPlan


@dataclass(frozen=True, slots=True)
class Line:
    """A wall."""

    start: Vec2
    end: Vec2
    level: int
    pointer: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A door or a window."""

    at: Vec2
    kind: OpeningKind
    level: int
    pointer: str
    width_m: float | None = None
    height_m: float | None = None
    sill_m: float | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A room, by a point inside it."""

    id: str
    kind: str
    at: Vec2
    level: int
    pointer: str
    label: LocalText = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rise:
    """Stairs, a ramp or a lift, from `start` on the storey `level` to `end` on the next."""

    kind: Literal["stairs", "ramp", "lift"]
    start: Vec2
    end: Vec2
    width_m: float
    level: int
    pointer: str


@dataclass(frozen=True, slots=True)
class Strokes:
    """All that is drawn."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    names: tuple[Name, ...]
    rises: tuple[Rise, ...] = ()


def strokes_of(plan: WallPlan, pointer: str) -> Strokes:
    """Return what the coordinates of `plan` say; it counts to the back, where a plan has z to the front."""

    def placed(point: Vec2) -> Vec2:
        return point[0], -point[1]

    doors = [
        Gap(placed(one.at), one.kind, one.storey, f"{pointer}/doors/{k}", one.width, one.height)
        for k, one in enumerate(plan.doors)
    ]
    windows = [
        Gap(placed(one.at), "window", one.storey, f"{pointer}/windows/{k}", one.width, one.height, one.sill)
        for k, one in enumerate(plan.windows)
    ]
    return Strokes(
        lines=tuple(
            Line(placed(one.from_), placed(one.to), one.storey, f"{pointer}/walls/{k}")
            for k, one in enumerate(plan.walls)
        ),
        gaps=(*doors, *windows),
        names=tuple(
            Name(one.id, one.kind, placed(one.at), one.storey, f"{pointer}/rooms/{k}", one.label or {})
            for k, one in enumerate(plan.rooms)
        ),
        rises=tuple(
            Rise(
                one.kind, placed(one.from_), placed(one.to or one.from_), one.width, one.storey, f"{pointer}/links/{k}"
            )
            for k, one in enumerate(plan.links)
        ),
    )
