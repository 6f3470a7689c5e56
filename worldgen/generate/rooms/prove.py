"""Proof of a finished plan by measuring it: nothing here knows how a plan is made.

Each storey is laid on a raster of 5 cm: what is within the walls and not in a wall, with the openings that one can
walk through. A body is a circle; it walks where all of it is free. CONTRIBUTOR NOTES: exact shapes were set aside:
a raster needs no case for walls that meet at odd angles, as in an author's own drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distinct, label
from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Room, Vec2, Wall

CELL_M = 0.05
BODY_M = 0.3  # radius of one who walks
SEATED_M = 0.4  # of one who sits: 0.8 m wide; the clear width of doors is measured on its own
TURN_M, DOOR_M, RAMP = 1.5, 0.9, 1 / 12
STEP_M = 0.015
Bools = NDArray[np.bool_]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a plan fails of: what, at which room, opening or link, and how to mend it."""

    what: str
    at: str
    mend: str


def prove(plan: FloorPlan) -> tuple[Fault, ...]:
    """Return everything that is wrong with `plan`; nothing is the proof."""
    found = [*_rooms(plan), *_openings(plan)]
    rasters = {storey.level: _raster(plan, storey.level) for storey in plan.storeys}
    if not found:
        found = [*_walked(plan, rasters)]
    if plan.wheelchair:
        found += [*_seated(plan, rasters)]
    return tuple(found)


@dataclass(frozen=True, eq=False, slots=True)
class _Raster:
    """A storey on cells: the room of each (-1 for none), and where one may be."""

    x_m: F64
    z_m: F64
    room: NDArray[np.int32]
    free: Bools

    def disc(self, at: Vec2, reach_m: float) -> tuple[tuple[slice, slice], Bools]:
        """Return the window about a point, and which of its cells are within `reach_m` of the point."""
        (c0, c1), (r0, r1) = (
            np.searchsorted(axis, (middle - reach_m - CELL_M, middle + reach_m + CELL_M))
            for axis, middle in zip((self.x_m, self.z_m), at, strict=True)
        )
        away = np.hypot(self.x_m[None, c0:c1] - at[0], self.z_m[r0:r1, None] - at[1])
        return (slice(r0, r1), slice(c0, c1)), np.asarray(away <= reach_m, np.bool_)


def _inside(points: F64, outline: tuple[Vec2, ...]) -> Bools:
    """Return which points (..., 2) lie in a polygon, by counting crossings."""
    x, z = points[..., 0], points[..., 1]
    odd = np.zeros(x.shape, np.bool_)
    for (ax, az), (bx, bz) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if az == bz:
            continue
        crosses = (az > z) != (bz > z)
        odd ^= crosses & (x < (bx - ax) * (z - az) / (bz - az) + ax)
    return odd


def _raster(plan: FloorPlan, level: int) -> _Raster:
    points = np.array([corner for room in plan.rooms for corner in room.outline_m])
    low, high = points.min(axis=0) - 0.8, points.max(axis=0) + 0.8
    x = np.arange(low[0] + CELL_M / 2, high[0], CELL_M)
    z = np.arange(low[1] + CELL_M / 2, high[1], CELL_M)
    room = np.full((len(z), len(x)), -1, np.int32)
    for index, one in enumerate(plan.rooms):
        if one.level == level:
            _mark(room, (x, z), one.outline_m, index)
    free = room >= 0
    for opening in plan.openings:
        wall = plan.wall(opening.wall)
        if wall.level == level and opening.kind != "window":
            _open(free, (x, z), wall, opening)
    for link in plan.links:
        if link.kind != "lift" and level in link.levels:
            taken = np.zeros(room.shape, np.int32)
            _mark(taken, (x, z), link.outline_m, 1)
            free &= taken == 0
    return _Raster(x, z, room, free)


def _mark(field: NDArray[np.int32], axes: tuple[F64, F64], outline: tuple[Vec2, ...], value: int) -> None:
    x, z = axes
    corners = np.array(outline)
    cols = np.flatnonzero((x >= corners[:, 0].min()) & (x <= corners[:, 0].max()))
    rows = np.flatnonzero((z >= corners[:, 1].min()) & (z <= corners[:, 1].max()))
    if not len(cols) or not len(rows):
        return
    box = slice(rows[0], rows[-1] + 1), slice(cols[0], cols[-1] + 1)
    points = np.stack(np.broadcast_arrays(x[None, box[1]], z[box[0], None]), axis=-1)
    field[box] = np.where(_inside(points, outline), value, field[box])


def _open(free: Bools, axes: tuple[F64, F64], wall: Wall, opening: Opening) -> None:
    """Clear the cells of a wall within a door."""
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    length = math.hypot(bx - ax, bz - az)
    dx, dz = (bx - ax) / length, (bz - az) / length
    reach = wall.thickness_m / 2 + (0.6 if None in wall.rooms else CELL_M)
    middle, wide = point_of(wall, opening), opening.width_m / 2 + reach
    spans = [np.searchsorted(axis, (at - wide, at + wide)) for axis, at in zip(axes, middle, strict=True)]
    (c0, c1), (r0, r1) = spans
    x, z = axes[0][c0:c1], axes[1][r0:r1]
    along = (x[None, :] - ax) * dx + (z[:, None] - az) * dz
    across = np.abs((x[None, :] - ax) * dz - (z[:, None] - az) * dx)
    free[r0:r1, c0:c1] |= (np.abs(along - opening.along_m) <= opening.width_m / 2) & (across <= reach)


def _shrunk(free: Bools, radius_m: float) -> Bools:
    """Return the cells around which a circle of `radius_m` is free, half a cell of slack given."""
    reach = radius_m - CELL_M / 2
    span = int(reach / CELL_M)
    out = free.copy()
    padded = np.pad(free, span)
    rows, cols = free.shape
    sums = np.cumsum(np.pad(padded, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    for i in range(span + 1):
        wide = int(math.sqrt(max(reach**2 - (i * CELL_M) ** 2, 0.0)) / CELL_M)
        width = 2 * wide + 1
        full = sums[:, span - wide + width : span - wide + width + cols] - sums[:, span - wide : span - wide + cols]
        whole = full == width
        out &= whole[span + i : span + i + rows]
        out &= whole[span - i : span - i + rows]
    return out


def _rooms(plan: FloorPlan) -> Iterator[Fault]:
    for storey in plan.storeys:
        on = [room for room in plan.rooms if room.level == storey.level]
        for index, room in enumerate(on):
            if room.area_m2 < 0.5:
                yield Fault(f"`{room.id}` has no floor", room.id, "move its walls apart")
            for other in on[index + 1 :]:
                if _overlap(room, other):
                    yield Fault(f"`{room.id}` and `{other.id}` overlap", room.id, "move a wall")


def _overlap(a: Room, b: Room) -> bool:
    """Return whether two rooms share more than 1 cm of floor."""
    lows, highs = (
        [np.array(one.outline_m).min(axis=0) for one in (a, b)],
        [np.array(one.outline_m).max(axis=0) for one in (a, b)],
    )
    low, high = np.maximum(*lows) + 0.01, np.minimum(*highs) - 0.01
    if (low >= high).any():
        return False
    steps = np.maximum(((high - low) / 0.1).astype(int), 2)
    x, z = np.meshgrid(np.linspace(low[0], high[0], steps[0]), np.linspace(low[1], high[1], steps[1]))
    points = np.stack([x, z], axis=-1)
    return bool((_inside(points, a.outline_m) & _inside(points, b.outline_m)).any())


def _openings(plan: FloorPlan) -> Iterator[Fault]:
    by_wall: dict[str, list[Opening]] = {}
    for opening in plan.openings:
        by_wall.setdefault(opening.wall, []).append(opening)
    for name, holes in by_wall.items():
        wall = plan.wall(name)
        length = math.hypot(wall.end_m[0] - wall.start_m[0], wall.end_m[1] - wall.start_m[1])
        ordered = sorted(holes, key=lambda one: one.along_m)
        for one in ordered:
            if one.along_m - one.width_m / 2 < 0.05 or one.along_m + one.width_m / 2 > length - 0.05:
                yield Fault(f"`{one.id}` reaches past the end of its wall", one.id, "make it narrower, or move it")
        for one, other in pairwise(ordered):
            if one.along_m + one.width_m / 2 > other.along_m - other.width_m / 2 - 0.02:
                yield Fault(f"`{one.id}` and `{other.id}` overlap", one.id, "move one of them")


def _walked(plan: FloorPlan, rasters: Mapping[int, _Raster]) -> Iterator[Fault]:
    """Yield the rooms that a body cannot walk to from the front door."""
    body = SEATED_M if plan.wheelchair else BODY_M
    reached = _reached(plan, body, rasters)
    for room in plan.rooms:
        if room.id not in reached:
            yield Fault(f"`{room.id}` cannot be walked to from the front door", room.id, "give it a door")


def reached_rooms(plan: FloorPlan, body_m: float) -> frozenset[str]:
    """Return the rooms that a body of the radius `body_m` gets to from outside the front door."""
    return _reached(plan, body_m, {storey.level: _raster(plan, storey.level) for storey in plan.storeys})


def _reached(plan: FloorPlan, body_m: float, rasters: Mapping[int, _Raster]) -> frozenset[str]:
    parts = {level: label(_shrunk(one.free, body_m))[0] for level, one in rasters.items()}
    joined = [{(level, int(n)) for n in _near(rasters[level], parts[level], at, 0.7)} for level, at in _front(plan)]
    reached = set().union(*joined)
    steps = [
        (link.levels, (link.foot_m, link.head_m)) for link in plan.links if link.kind != "stairs" or not plan.wheelchair
    ]
    for _ in range(len(steps) + 1):
        for levels, ends in steps:
            sides = [
                {(k, int(n)) for n in _near(rasters[k], parts[k], at, body_m + 0.45)}
                for k, at in zip(levels, ends, strict=True)
            ]
            if any(side & reached for side in sides):
                reached |= set().union(*sides)
    names = set()
    for level, raster in rasters.items():
        mine = np.zeros(int(parts[level].max(initial=0)) + 1, np.bool_)
        mine[[n for k, n in reached if k == level]] = True
        names |= {plan.rooms[index].id for index in distinct(raster.room[mine[parts[level]]]).tolist() if index >= 0}
    return frozenset(names)


def _front(plan: FloorPlan) -> Iterator[tuple[int, Vec2]]:
    for opening in plan.openings:
        if opening.id == plan.entrance:
            wall = plan.wall(opening.wall)
            yield wall.level, point_of(wall, opening)


def point_of(wall: Wall, opening: Opening) -> Vec2:
    """Return the middle of an opening."""
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    share = opening.along_m / math.hypot(bx - ax, bz - az)
    return ax + (bx - ax) * share, az + (bz - az) * share


def _near(raster: _Raster, part: NDArray[np.int32], at: Vec2, reach_m: float) -> NDArray[np.int64]:
    """Return the numbers of the free stretches within reach of a point."""
    window, close = raster.disc(at, reach_m)
    numbers = distinct(part[window][close])
    return numbers[numbers > 0]


def _seated(plan: FloorPlan, rasters: Mapping[int, _Raster]) -> Iterator[Fault]:
    for opening in plan.openings:
        if opening.kind != "window" and opening.width_m < DOOR_M - 1e-6:
            yield Fault(f"`{opening.id}` is {opening.width_m:.2f} m wide", opening.id, f"doors are {DOOR_M} m at least")
    ground = plan.storey(0)
    if ground.floor_m > STEP_M and not any(link.kind == "ramp" and link.levels == (0, 0) for link in plan.links):
        yield Fault("there is a step at its front door", plan.id, "lower its floor")
    yield from _ramps(plan)
    yield from _turning(plan, rasters)


def _ramps(plan: FloorPlan) -> Iterator[Fault]:
    for link in plan.links:
        if link.kind == "ramp":
            rise = plan.storey(link.levels[1]).floor_m - plan.storey(link.levels[0]).floor_m
            run = math.hypot(link.head_m[0] - link.foot_m[0], link.head_m[1] - link.foot_m[1])
            if rise > run * RAMP + 1e-6:
                yield Fault(f"`{link.id}` rises 1 in {run / max(rise, 1e-6):.0f}", link.id, "make it longer: 1 in 12")


def _turning(plan: FloorPlan, rasters: Mapping[int, _Raster]) -> Iterator[Fault]:
    """Yield the rooms with no circle to turn in, and the doors with none close before them."""
    for storey in plan.storeys:
        raster = rasters[storey.level]
        walls = raster.free & (raster.room >= 0)
        turns = _shrunk(walls, TURN_M / 2)
        for index, room in enumerate(plan.rooms):
            if room.level == storey.level and not (turns & (raster.room == index)).any():
                yield Fault(f"`{room.id}` has no circle of {TURN_M} m to turn in", room.id, "make it wider")
        for opening in plan.openings:
            wall = plan.wall(opening.wall)
            if opening.kind == "window" or wall.level != storey.level:
                continue
            at = point_of(wall, opening)
            window, close = raster.disc(at, TURN_M)
            sides = set(raster.room[window][close & turns[window]].tolist())
            for name in wall.rooms:
                within = next((k for k, room in enumerate(plan.rooms) if room.id == name), None)
                if within is not None and within not in sides:
                    yield Fault(f"there is no room to turn before `{opening.id}` in `{name}`", opening.id, "move it")
