"""Stacks of rock that the sea has left standing before a coast, and an arch that still joins one to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, Mask, distance_m
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import away_m, marked, point_m, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At
from worldgen.spec.words import YesNo

_NEAR_M, _FAR_M = 9.0, 30.0  # how far from the coast they stand
_EDGE_M = 10.0  # and at least so far from the edge of the world
_GAP_M = 13.0  # from each other
_SHELF_M = 0.55  # how deep the ledge around them lies, in the surf


class SeaStacks(Params):
    """Pillars of rock in the sea, flat on top, and an arch."""

    at: At | None = Field(None, description="the middle of them, in the sea; along the highest coast if left out")
    radius: Metres | None = Field(
        None, ge=8, le=400, description="how far from `at` they stand; 40 m if left out", examples=["30 m"]
    )
    count: int | None = Field(None, ge=1, le=9, description="how many; drawn from 3 to 5", examples=[4])
    height: Metres | None = Field(
        None, ge=3, le=60, description="of the highest above the sea; as high as the coast if left out"
    )
    arch: YesNo = Field(True, description="whether an arch joins the first of them to the coast")


@dataclass(frozen=True, eq=False, slots=True)
class _Stack:
    """Where one stands, how broad its top is and how high."""

    x_m: float
    z_m: float
    radius_m: float
    height_m: float


def shape_sea_stacks(params: SeaStacks, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with stacks in its sea; areas `<id>` and `<id>.arch`, whose line runs from the coast to the stack.

    Raises
    ------
    SpecError
        NO_SEA_HERE.
    """
    sea = land.areas["sea"].mask if "sea" in land.areas else np.zeros(land.height_m.shape, np.bool_)
    level = float(land.water_m[sea].max()) if sea.any() else 0.0
    where = _where(params, land, sea)
    if not where.any():
        said = "in this world" if not sea.any() else "within its reach"
        raise SpecError([issue("NO_SEA_HERE", site.pointer, id=site.id, kind="sea_stacks", where=said)])
    high = _coast_m(land, sea, level)
    count = params.count if params.count is not None else 3 + int(3.0 * (seed / "count").one(0.0, 1.0))
    stacks = _chosen(where, high, land, (count, params.height), seed)
    height, body = land.height_m, np.zeros(sea.shape, np.bool_)
    for number, stack in enumerate(stacks):
        height, own = _raised(height, land, stack, level, seed / number)
        body |= own
    land = replace(land, height_m=height, blocked=land.blocked | body)
    areas = [marked(land, site, body, "sea_stacks")]
    if params.arch and stacks:
        line = _arch(land, stacks[0], body, level)
        if line is not None:
            areas.append(marked(land, site, _under(land, line), "arch", "arch", line_m=line))
    return with_areas(land, *areas)


def _where(params: SeaStacks, land: Land, sea: Mask) -> Mask:
    """Return where stacks may stand: in the sea, near the coast, off the edge."""
    x, z = land.axes()
    to_coast = distance_m(~sea, land.cell_m, _FAR_M + 4.0)
    inside = np.maximum(np.abs(x), np.abs(z)) < land.size_m / 2.0 - _EDGE_M
    out = sea & inside & (to_coast > _NEAR_M) & (to_coast < _FAR_M) & ~land.blocked
    if params.at is not None:
        away = away_m(land, point_m(params.at, land.size_m))
        out = sea & inside & (to_coast > 0.6 * _NEAR_M) & (away < (params.radius or 40.0))
    return np.asarray(out)


def _coast_m(land: Land, sea: Mask, level: float) -> F32:
    """Return how high the coast near each sample is above the sea."""
    high = np.where(sea, 0.0, np.maximum(land.height_m - level, 0.0)).astype(np.float32)
    step = max(round(4.0 / land.cell_m), 1)
    coarse = high[::step, ::step]
    for _ in range(max(int(22.0 / (step * land.cell_m)), 1)):
        wide = np.pad(coarse, 1, mode="edge")
        rows = np.maximum(np.maximum(wide[:-2], wide[1:-1]), wide[2:])
        coarse = np.maximum(np.maximum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    at = np.minimum(np.arange(land.rows) // step, len(coarse) - 1)
    return np.asarray(coarse[at[:, None], at[None, :]], np.float32)


def _chosen(where: Mask, high: F32, land: Land, asked: tuple[int, float | None], seed: Seed) -> list[_Stack]:
    """Return the stacks: first where the coast is highest, then around, each apart from the others."""
    row, col = np.nonzero(where)
    half = land.size_m / 2.0
    x, z = col * land.cell_m - half, row * land.cell_m - half
    chance = np.asarray((seed / "site").at(row, col), np.float64)
    score = 0.10 * np.minimum(high[row, col], 24.0) + 0.8 * chance
    out: list[_Stack] = []
    for number in range(asked[0]):
        best = int(np.argmax(score))
        if not np.isfinite(score[best]):
            break
        draw = (seed / "size" / number).uniform(2)
        coast = float(np.clip(high[row[best], col[best]], 6.0, 26.0))
        tall = (asked[1] or coast) * (0.86 if number == 0 else 0.5 + 0.45 * float(draw[0]))
        broad = (2.6 + 2.4 * float(draw[1])) * min(1.0, 0.55 + tall / 30.0)
        out.append(_Stack(float(x[best]), float(z[best]), max(broad, 1.2 * land.cell_m), tall))
        away = np.hypot(x - x[best], z - z[best])
        score = np.where(away < _GAP_M, -np.inf, score - 0.012 * away)  # they stand together
    return out


def _raised(height: F32, land: Land, stack: _Stack, level: float, seed: Seed) -> tuple[F32, Mask]:
    x, z = land.axes()
    away = np.hypot(x - np.float32(stack.x_m), z - np.float32(stack.z_m))
    ragged = 1.1 * gradient_noise(seed / "edge", x / 4.2, z / 4.2) + 0.7 * gradient_noise(
        seed / "ribs", x / 9.0, z / 9.0
    )
    foot = stack.radius_m + max(0.20 * stack.height_m, 1.6)
    inside = foot - away + ragged * min(1.0, stack.radius_m / 3.0)
    share = np.interp(
        inside / (foot - stack.radius_m), (0.0, 0.18, 0.5, 0.62, 1.0, 1.6), (0.0, 0.12, 0.55, 0.60, 0.96, 1.0)
    )
    tilt = 0.05 * (x - np.float32(stack.x_m)) * (1.0 if stack.radius_m > 3.5 else -1.0)
    top = level - _SHELF_M + (stack.height_m + _SHELF_M + tilt) * share
    shelf = np.interp(inside, (-7.0, -3.0, 0.0), (-8.0, -_SHELF_M - 0.5, -_SHELF_M)) + level
    raised = np.where(inside > 0.0, top, np.maximum(shelf, height))
    near = inside > -7.0
    return np.where(near, np.maximum(height, raised), height).astype(np.float32), np.asarray(near & (inside > 0.0))


def _arch(land: Land, stack: _Stack, body: Mask, level: float) -> F32 | None:
    """Return the line of the arch, from inside the coast to the middle of the stack, or None where none would hold."""
    rock = (land.height_m > level + 0.55 * stack.height_m) & ~body
    row, col = np.nonzero(rock)
    if not len(row):
        return None
    half = land.size_m / 2.0
    x, z = col * land.cell_m - half, row * land.cell_m - half
    away = np.hypot(x - stack.x_m, z - stack.z_m)
    best = int(np.argmin(away))
    if away[best] > 26.0:
        return None
    end = np.array([stack.x_m, stack.z_m])
    way = (end - [x[best], z[best]]) / max(float(away[best]), 1e-6)
    start = np.array([x[best], z[best]]) - 1.2 * way
    limit = half - 0.5
    return np.asarray(np.clip(np.stack([start, end]), -limit, limit), np.float32)


def _under(land: Land, line: F32) -> Mask:
    x, z = land.axes()
    way = line[1] - line[0]
    t = np.clip(((x - line[0, 0]) * way[0] + (z - line[0, 1]) * way[1]) / max(float((way * way).sum()), 1e-6), 0.0, 1.0)
    away = np.hypot(x - line[0, 0] - t * way[0], z - line[0, 1] - t * way[1])
    return np.asarray(away < 2.5)


SHAPER = Shaper(SeaStacks, shape_sea_stacks, ("arch",), order=1)
