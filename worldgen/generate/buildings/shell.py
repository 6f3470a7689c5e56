"""The walls, floors and ceilings of a plan as one solid, each face knowing where it looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import PLINTH_M
from worldgen.generate.buildings.grid import I16, NEAR_M, Cells, lines
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Vec2, Wall
from worldgen.generate.shapes.shape import F64

AIR, OPEN, FIRST_ROOM = 0, -1, -2  # room i is FIRST_ROOM - i
WALL, SLAB, BASE = 1, 2, 3
TOP_M = 0.24  # thickness of the uppermost ceiling
WAINSCOT_M = 1.05
SMALL_M = 0.06  # cells of a plan with slanted walls
LOFTY = ("nave", "barn", "gym", "glasshouse")  # rooms that are open to their roof
Rect = tuple[float, float, float, float]  # x from, z from, x to, z to


@dataclass(frozen=True, eq=False, slots=True)
class Band:
    """A storey from floor to ceiling, and what lies above it."""

    level: int
    floor_m: float
    ceiling_m: float
    above_m: float  # the floor of the next one, or the top of the last ceiling


def bands(plan: FloorPlan) -> tuple[Band, ...]:
    """Return the storeys of `plan` from the lowest."""
    storeys = sorted(plan.storeys, key=lambda storey: storey.level)
    found = []
    for here, after in zip(storeys, [*storeys[1:], None], strict=True):
        ceiling = here.floor_m + here.height_m
        found.append(Band(here.level, here.floor_m, ceiling, ceiling + TOP_M if after is None else after.floor_m))
    return tuple(found)


def foot_m(lowest: Band) -> float:
    """Return how deep a building goes, so that no slope shows a gap."""
    return min(lowest.floor_m, 0.0) - PLINTH_M


def straight(wall: Wall) -> bool:
    """Return whether `wall` runs along x or z."""
    return min(abs(wall.start_m[0] - wall.end_m[0]), abs(wall.start_m[1] - wall.end_m[1])) < 1e-6


def slanted(plan: FloorPlan) -> tuple[Wall, ...]:
    """Return the walls of `plan` that run along neither x nor z."""
    return tuple(wall for wall in plan.walls if not straight(wall))


def wall_rect(wall: Wall) -> Rect:
    """Return what `wall` takes of the floor: half its thickness past both ends, so that corners close."""
    half = wall.thickness_m / 2
    xs, zs = sorted((wall.start_m[0], wall.end_m[0])), sorted((wall.start_m[1], wall.end_m[1]))
    return xs[0] - half, zs[0] - half, xs[1] + half, zs[1] + half


def hole_rect(wall: Wall, opening: Opening) -> Rect:
    """Return what an opening takes of a straight wall, seen from above."""
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = float(np.hypot(bx - ax, bz - az))
    ux, uz = (bx - ax) / long, (bz - az) / long
    x, z = ax + ux * opening.along_m, az + uz * opening.along_m
    dx = abs(ux) * opening.width_m / 2 + abs(uz) * wall.thickness_m / 2
    dz = abs(uz) * opening.width_m / 2 + abs(ux) * wall.thickness_m / 2
    return x - dx, z - dz, x + dx, z + dz


def within(outline: Sequence[Vec2], x: F64, z: F64) -> NDArray[np.bool_]:
    """Return which points (i,) x (k,) lie inside of an outline, (i, k)."""
    out = np.zeros((len(x), len(z)), np.bool_)
    for (ax, az), (bx, bz) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if az != bz:
            crosses = (az > z) != (bz > z)
            out ^= crosses[None, :] & (x[:, None] < ax + (z[None, :] - az) / (bz - az) * (bx - ax))
    return out


def _close(outline: Sequence[Vec2], x: F64, z: F64) -> NDArray[np.bool_]:
    """Return which points (i,) x (k,) lie within the thinnest wall's half of an outline."""
    out = np.zeros((len(x), len(z)), np.bool_)
    for (ax, az), (bx, bz) in zip(outline, [*outline[1:], outline[0]], strict=True):
        dx, dz = bx - ax, bz - az
        px, pz = x[:, None] - ax, z[None, :] - az
        share = np.clip((px * dx + pz * dz) / max(dx * dx + dz * dz, 1e-9), 0.0, 1.0)
        out |= np.hypot(px - share * dx, pz - share * dz) <= SMALL_M
    return out


def extent(outline: Sequence[Vec2]) -> Rect:
    """Return the rectangle around an outline."""
    xs, zs = [point[0] for point in outline], [point[1] for point in outline]
    return min(xs), min(zs), max(xs), max(zs)


def shell_cells(plan: FloorPlan, *, fine: bool = True, holes: bool = True, open_top: bool = False) -> Cells:
    """Return the cells of `plan`, with a margin of air around it.

    `fine` adds the lines at which corners are shaded; without `holes` only doors and passages are open.
    With `open_top` lofty rooms under a roof have no ceiling.
    """
    levels = bands(plan)
    walls = {wall.id: wall for wall in plan.walls if straight(wall)}
    openings = [one for one in plan.openings if one.wall in walls and (holes or one.kind != "window")]
    rects = [wall_rect(wall) for wall in walls.values()]
    rooms = [extent(room.outline_m) for room in plan.rooms]
    cuts = [hole_rect(walls[one.wall], one) for one in openings]
    links = [extent(link.outline_m) for link in plan.links]
    corners = [point for room in plan.rooms for point in room.outline_m]
    if slanted(plan):
        fine = False
    flat = np.array([*rects, *rooms, *cuts, *links] or [(0.0, 0.0, 1.0, 1.0)])
    inner = np.array([*rects, *rooms])
    at = []
    for axis in (0, 1):
        values = np.concatenate([flat[:, axis], flat[:, axis + 2], [point[axis] for point in corners]])
        if slanted(plan):  # small cells, whose steps hide within the walls
            values = np.concatenate([values, np.arange(values.min(), values.max(), SMALL_M)])
        values = np.concatenate([values, [values.min() - 2.0, values.max() + 2.0]])
        shade: F64 | list[float] = (
            np.concatenate([inner[:, axis::2] + NEAR_M, inner[:, axis::2] - NEAR_M]).ravel() if fine else []
        )
        at.append(lines(values, shade))
    y = lines(_heights(plan, levels, openings), _shades(levels) if fine else [])
    cells = Cells((at[0], y, at[1]), np.zeros((len(at[0]) - 1, len(y) - 1, len(at[1]) - 1), np.int16))
    plans = {band.level: _flat(plan, band, cells) for band in levels}
    for band in levels:
        _fill(plan, band, cells, plans, open_top=open_top)
    for wall, one in ((walls[one.wall], one) for one in openings):
        _cut(cells, wall, one, next(band for band in levels if band.level == wall.level))
    _base(levels[0], cells)
    return cells


def _heights(plan: FloorPlan, levels: Sequence[Band], openings: Sequence[Opening]) -> list[float]:
    floor = {band.level: band.floor_m for band in levels}
    level_of = {wall.id: wall.level for wall in plan.walls}
    foot = foot_m(levels[0])
    found = [foot - 1.0, foot, levels[-1].above_m + 1.0]
    for band in levels:
        found += [band.floor_m, band.ceiling_m, band.above_m]
    for one in openings:
        low = floor[level_of[one.wall]] + one.sill_m
        found += [low, low + one.height_m]
    return found


def _shades(levels: Sequence[Band]) -> list[float]:
    ends = [y for band in levels for y in (band.floor_m + NEAR_M, band.ceiling_m - NEAR_M)]
    return [*ends, *(band.floor_m + WAINSCOT_M for band in levels)]


def _span(line: F64, low: float, high: float) -> slice:
    return slice(int(np.searchsorted(line, low - 1e-3)), int(np.searchsorted(line, high - 1e-3)))


def _flat(plan: FloorPlan, band: Band, cells: Cells) -> I16:
    """Return the tags of one storey seen from above, (nx, nz)."""
    tag = np.zeros((len(cells.at[0]) - 1, len(cells.at[2]) - 1), np.int16)
    x, z = cells.middle(0), cells.middle(2)
    leaning = bool(slanted(plan))
    for index, room in enumerate(plan.rooms):
        if room.level == band.level:
            inside = within(room.outline_m, x, z)
            tag[inside | (_close(room.outline_m, x, z) & (tag == AIR)) if leaning else inside] = FIRST_ROOM - index
    for wall in plan.walls:
        if wall.level == band.level and straight(wall):
            x0, z0, x1, z1 = wall_rect(wall)
            tag[_span(cells.at[0], x0, x1), _span(cells.at[2], z0, z1)] = WALL
    return tag


def _fill(plan: FloorPlan, band: Band, cells: Cells, plans: Mapping[int, I16], *, open_top: bool) -> None:
    """Set the cells of one storey and of what lies above it: a slab but where stairs and lifts go through."""
    here = plans[band.level]
    over = plans.get(band.level + 1, np.full_like(here, AIR))
    slab = (here != AIR) | (over != AIR)
    lofty = [FIRST_ROOM - index for index, room in enumerate(plan.rooms) if room.kind in LOFTY]
    if open_top and lofty:
        slab &= ~((here[..., None] == lofty).any(axis=-1) & (over == AIR))
    for link in plan.links:
        if link.levels[0] == band.level:
            slab &= ~within(link.outline_m, cells.middle(0), cells.middle(2))
    cells.tag[:, _span(cells.at[1], band.floor_m, band.ceiling_m), :] = here[:, None, :]
    above = _span(cells.at[1], band.ceiling_m, band.above_m)
    cells.tag[:, above, :] = np.where(slab, SLAB, here)[:, None, :]


def _cut(cells: Cells, wall: Wall, one: Opening, band: Band) -> None:
    x0, z0, x1, z1 = hole_rect(wall, one)
    low = band.floor_m + one.sill_m
    y = _span(cells.at[1], low, min(low + one.height_m, band.ceiling_m))
    cells.tag[_span(cells.at[0], x0, x1), y, _span(cells.at[2], z0, z1)] = OPEN


def _base(lowest: Band, cells: Cells) -> None:
    """Set what is below the lowest floor, under all of it."""
    first = int(np.searchsorted(cells.at[1], lowest.floor_m - 1e-3))
    below = _span(cells.at[1], foot_m(lowest), lowest.floor_m)
    cells.tag[:, below, :] = np.where(cells.tag[:, first, :] != AIR, BASE, AIR)[:, None, :]
