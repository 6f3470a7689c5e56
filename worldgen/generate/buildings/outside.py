"""The outer faces of a plan: facades with their openings, and corners."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.shell import Band, bands, straight
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Wall

_CLOSE_M = 0.03


@dataclass(frozen=True, slots=True)
class Hole:
    """An opening of a facade: x of its middle, y of its foot, in the facade's frame."""

    x_m: float
    y_m: float
    wide_m: float
    tall_m: float
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Facade:
    """A stretch of outer wall of a storey: x along it from its middle, y from its floor, +Z outward, z = 0 its face."""

    level: int
    wide_m: float
    tall_m: float
    at_m: tuple[float, float, float]
    yaw_rad: float
    holes: tuple[Hole, ...]
    ends: tuple[bool, bool]  # whether a corner stands out at its left and right end

    def spans(self, low_m: float, high_m: float, margin_m: float = 0.0) -> list[tuple[float, float]]:
        """Return the stretches (from, to) that no opening touches between two heights."""
        taken = sorted(
            (hole.x_m - hole.wide_m / 2 - margin_m, hole.x_m + hole.wide_m / 2 + margin_m)
            for hole in self.holes
            if hole.y_m < high_m - 1e-6 and hole.y_m + hole.tall_m > low_m + 1e-6
        )
        at, found = -self.wide_m / 2, []
        for start, end in taken:
            if start > at + _CLOSE_M:
                found.append((at, start))
            at = max(at, end)
        if at < self.wide_m / 2 - _CLOSE_M:
            found.append((at, self.wide_m / 2))
        return found


@dataclass(frozen=True, slots=True)
class _Run:
    """An outer wall on its line: normal (0 to 3 quarter turns), place across, from and to along its facade."""

    level: int
    turn: int
    across_m: float
    low_m: float
    high_m: float
    half_m: float
    walls: tuple[Wall, ...]


_NORMAL = ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0))
_ALONG = ((1.0, 0.0), (0.0, -1.0), (-1.0, 0.0), (0.0, 1.0))


def facades(plan: FloorPlan) -> list[Facade]:
    """Return every stretch of outer wall that runs along x or z, walls on one line joined."""
    levels = {band.level: band for band in bands(plan)}
    runs = _joined(
        [_run(wall) for wall in plan.walls if straight(wall) and (wall.rooms[0] is None) != (wall.rooms[1] is None)]
    )
    return [_facade(run, runs, levels[run.level], plan.openings) for run in runs]


def _run(wall: Wall) -> _Run:
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = float(np.hypot(bx - ax, bz - az))
    ux, uz = (bx - ax) / long, (bz - az) / long
    normal = (uz, -ux) if wall.rooms[0] is None else (-uz, ux)
    turn = min(range(4), key=lambda k: -(normal[0] * _NORMAL[k][0] + normal[1] * _NORMAL[k][1]))
    (nx, nz), (tx, tz) = _NORMAL[turn], _ALONG[turn]
    ends = sorted((ax * tx + az * tz, bx * tx + bz * tz))
    return _Run(wall.level, turn, round(ax * nx + az * nz, 4), ends[0], ends[1], wall.thickness_m / 2, (wall,))


def _joined(runs: Sequence[_Run]) -> list[_Run]:
    ordered = sorted(runs, key=lambda run: (run.level, run.turn, run.across_m, run.low_m))
    found: list[_Run] = []
    for run in ordered:
        last = found[-1] if found else None
        same = last is not None and (last.level, last.turn, last.across_m) == (run.level, run.turn, run.across_m)
        if last is not None and same and abs(run.low_m - last.high_m) < _CLOSE_M:
            found[-1] = _Run(
                run.level, run.turn, run.across_m, last.low_m, run.high_m, run.half_m, (*last.walls, *run.walls)
            )
        else:
            found.append(run)
    return found


def _facade(run: _Run, runs: Sequence[_Run], band: Band, openings: Sequence[Opening]) -> Facade:
    (nx, nz), (tx, tz) = _NORMAL[run.turn], _ALONG[run.turn]
    out = [_stands_out(run, runs, side) for side in (0, 1)]
    low = run.low_m - run.half_m * (1 if out[0] else -1)
    high = run.high_m + run.half_m * (1 if out[1] else -1)
    middle, face = (low + high) / 2, run.across_m + run.half_m
    ids = {wall.id: wall for wall in run.walls}
    holes = []
    for one in openings:
        if one.wall in ids:
            x, z = _place(ids[one.wall], one)
            holes.append(Hole(x * tx + z * tz - middle, one.sill_m, one.width_m, one.height_m, one.kind, one.id))
    at = (nx * face + tx * middle, band.floor_m, nz * face + tz * middle)
    tall = band.above_m - band.floor_m
    return Facade(run.level, high - low, tall, at, run.turn * np.pi / 2, tuple(holes), (out[0], out[1]))


def _place(wall: Wall, one: Opening) -> tuple[float, float]:
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = float(np.hypot(bx - ax, bz - az))
    return ax + (bx - ax) / long * one.along_m, az + (bz - az) / long * one.along_m


def _stands_out(run: _Run, runs: Sequence[_Run], side: int) -> bool:
    """Return whether the corner at one end stands out: no other wall goes on outward from there."""
    (nx, nz), (tx, tz) = _NORMAL[run.turn], _ALONG[run.turn]
    end = run.high_m if side else run.low_m
    x, z = nx * run.across_m + tx * end, nz * run.across_m + tz * end
    crossing = [one for one in runs if one.level == run.level and (one.turn - run.turn) % 2 == 1]
    return not any(_goes_on(other, (x, z), (nx, nz)) for other in crossing)


def _goes_on(other: _Run, at_m: tuple[float, float], normal: tuple[float, float]) -> bool:
    """Return whether another wall begins at a corner and leads outward."""
    (x, z), (nx, nz) = at_m, normal
    (mx, mz), (sx, sz) = _NORMAL[other.turn], _ALONG[other.turn]
    along = x * sx + z * sz
    if abs(x * mx + z * mz - other.across_m) > 0.2 or not other.low_m - 0.2 < along < other.high_m + 0.2:
        return False
    outward = sx * nx + sz * nz  # 1 or -1: which way along the other wall is out
    far = other.high_m - along if outward > 0 else along - other.low_m
    return far > 0.3
