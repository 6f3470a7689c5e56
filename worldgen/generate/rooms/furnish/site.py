"""A room as furnishing sees it: its sides, what opens in them, and the floor that must stay free."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Room
from worldgen.generate.rooms.furnish.boxes import F64, rows

DOOR_DEEP_M, DOOR_SIDE_M = 1.0, 0.12  # of the floor before a door that stays free
WINDOW_DEEP_M = 0.4  # of the air before a window that stays free
STEP_M = 1.0  # before stairs
_TALL_M = 2.2


@dataclass(frozen=True, eq=False, slots=True)
class Gap:
    """An opening in a side of the room: its middle along the side, half its width, from sill to head."""

    id: str
    kind: str
    along_m: float
    half_m: float
    sill_m: float
    head_m: float


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """A straight side of the room, with the room on the side to which `inward` points."""

    number: int
    start_m: F64
    along: F64  # unit
    inward: F64  # unit
    long_m: float
    gaps: tuple[Gap, ...]

    @property
    def yaw_rad(self) -> float:
        """The turn of what stands with its back to it."""
        return float(np.arctan2(self.inward[0], self.inward[1]))

    def at(self, along_m: F64 | float, away_m: float) -> F64:
        """Return points (..., 2) so far along it and so far into the room."""
        return np.asarray(self.start_m + np.multiply.outer(along_m, self.along) + away_m * self.inward, np.float64)


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """The whole room; `doors` are boxes of floor to keep free, `windows` of air, `wells` solid, `entries` points."""

    room: Room
    outline: F64
    high_m: float
    floor_m: float
    sides: tuple[Side, ...]
    doors: F64
    windows: F64
    wells: F64
    entries: F64
    toward: F64  # (2,) to whoever looks in where the room is shown cut open; zeros where nobody does

    def is_cut(self, side: Side) -> bool:
        """Return whether `side` is taken away where the room is shown cut open."""
        return bool(self.toward.any()) and float(side.inward @ self.toward) <= 0.05


def site_of(plan: FloorPlan, room: Room, toward: tuple[float, float] = (0.0, 0.0)) -> Site:
    """Return `room` of `plan` for furnishing, looked into from the side `toward`."""
    outline = np.array(room.outline_m, np.float64)
    storey = plan.storey(room.level)
    sides = tuple(_sides(plan, room, outline))
    doors, windows, entries = [], [], []
    for side in sides:
        for gap in side.gaps:
            if gap.kind == "window":
                windows.append(_before(side, gap, WINDOW_DEEP_M, 0.0, (gap.sill_m + 0.06, gap.head_m)))
            else:
                doors.append(_before(side, gap, DOOR_DEEP_M, DOOR_SIDE_M, (0.0, _TALL_M)))
                entries.append(side.at(gap.along_m, 0.5))
    wells, steps = _wells(plan, room)
    return Site(
        room, outline, storey.height_m, storey.floor_m, sides, _many([*doors, *steps]), _many(windows), _many(wells),
        np.array(entries).reshape(-1, 2), np.array(toward),
    )  # fmt: skip


def _many(found: list[F64]) -> F64:
    return np.concatenate(found) if found else np.zeros((0, 8))


def _sides(plan: FloorPlan, room: Room, outline: F64) -> list[Side]:
    area = float(np.sum(outline[:, 0] * np.roll(outline[:, 1], -1) - outline[:, 1] * np.roll(outline[:, 0], -1)))
    walls = {wall.id: wall for wall in plan.walls if room.id in wall.rooms and wall.level == room.level}
    holes = [(one, walls[one.wall]) for one in plan.openings if one.wall in walls]
    found = []
    for number, (a, b) in enumerate(zip(outline, np.roll(outline, -1, axis=0), strict=True)):
        long = float(np.hypot(*(b - a)))
        along = (b - a) / max(long, 1e-9)
        inward = np.array([-along[1], along[0]]) * (1.0 if area > 0 else -1.0)
        gaps = []
        for one, wall in holes:
            start, end = np.array(wall.start_m), np.array(wall.end_m)
            middle = start + (end - start) * (one.along_m / max(float(np.hypot(*(end - start))), 1e-9))
            away = middle - a
            reach = float(away @ along)
            if abs(float(away @ inward)) <= wall.thickness_m / 2 + 0.06 and -0.01 <= reach <= long + 0.01:
                gaps.append(_gap(one, reach))
        found.append(Side(number, a, along, inward, long, tuple(gaps)))
    return found


def _gap(one: Opening, along_m: float) -> Gap:
    return Gap(one.id, one.kind, along_m, one.width_m / 2, one.sill_m, one.sill_m + one.height_m)


def _before(side: Side, gap: Gap, deep_m: float, more_m: float, span: tuple[float, float]) -> F64:
    middle = side.at(gap.along_m, deep_m / 2)[None]
    return rows(middle, (gap.half_m + more_m, deep_m / 2), np.array([side.yaw_rad]), span)


def _wells(plan: FloorPlan, room: Room) -> tuple[list[F64], list[F64]]:
    """Return what stairs and ramps take of the floor, and the floor before them."""
    wells, steps = [], []
    for link in plan.links:
        if room.id not in link.rooms or room.level not in link.levels:
            continue
        points = np.array(link.outline_m, np.float64)
        low, high = points.min(axis=0), points.max(axis=0)
        half = (high - low) / 2
        if link.kind != "lift":
            wells.append(rows(((low + high) / 2)[None], (half[0], half[1]), np.zeros(1), (0.0, _TALL_M)))
        end, other = (link.foot_m, link.head_m) if room.level == link.levels[0] else (link.head_m, link.foot_m)
        away = np.array(end) - np.array(other)
        away = away / max(float(np.hypot(*away)), 1e-9)
        yaw = np.array([float(np.arctan2(away[0], away[1]))])
        at = (np.array(end) + away * STEP_M / 2)[None]
        steps.append(rows(at, (link.width_m / 2, STEP_M / 2), yaw, (0.0, _TALL_M)))
    return wells, steps
