"""A river: carved along the cheapest way down, widening as it goes, with falls; its surface never rises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, Mask, lerp, nearest_on_line, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.terrain.ends import End, find_end, find_way
from worldgen.generate.terrain.falls import Profile, lips, with_falls
from worldgen.generate.terrain.place import SIDES, marked, pinned, point_m, to_cells, with_areas
from worldgen.generate.terrain.route import eased
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_FREEBOARD_M = 0.35  # the surface lies this far below the old ground
_POOL_M = 5.0  # how far the pool under a fall reaches at least, and how much further for each metre that it drops
_POOL_FOR_DROP = 0.35
_POOL_WIDE = 0.9  # how much wider than the river it is in its middle


class River(Params):
    """Running water."""

    from_: str | At = Field(
        alias="from", description="where it comes from: a volcano, hills, a lake, an edge or a point", examples=["cone"]
    )
    to: str | At = Field("sea", description="where it goes: the sea, a lake, an edge or a point", examples=["sea"])
    through: tuple[At, ...] = Field(
        (), max_length=8, description="points that it passes on its way, in this order",
        examples=[[{"east": "40 %", "north": "50 %"}]],
    )  # fmt: skip
    width: Metres | None = Field(
        None, ge=1, le=80, description="at its mouth; drawn from 4 to 6 m; narrower at a spring", examples=["5 m"]
    )
    depth: Metres | None = Field(None, ge=0.2, le=8, description="at its mouth; drawn from 0.7 to 1.1 m")
    falls: int | None = Field(
        None, ge=0, le=6, description="how many waterfalls; wherever its bed drops steeply if left out", examples=[1]
    )


def shape_river(params: River, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a river in it; areas `<id>` (with its line), its `.banks`, `.spring`, `.mouth` and `.falls`.

    Raises
    ------
    SpecError
        NO_WAY_DOWN, RIVER_TOO_FLAT, UNKNOWN_END.
    """
    width = pinned(params.width, seed, "width", 4.0, 6.0)
    depth = params.depth if params.depth is not None else min(0.16 * width, 1.5) * (seed / "depth").one(0.9, 1.2)
    source, goal = find_end(params.from_, land, site, "from"), find_end(params.to, land, site, "to")
    if source.word in SIDES and goal.word in SIDES and _drowned(land, source) and not _drowned(land, goal):
        source, goal = goal, source  # a sea that the lesson lets in on that side: the river runs towards it
    from_edge = source.word in SIDES
    start = source.lowest(land) if source.area is None else source.spring(land, seed)
    line = _meandering(_way(params.through, start, goal, land, seed, site), width, seed, land.size_m)
    lengths = _lengths(line)
    profile = with_falls(lengths, _surface(land, line, goal.mask), params.falls)
    if params.falls is not None and len(profile.lips_m) < params.falls:
        found, asked = len(profile.lips_m), params.falls
        raise SpecError([issue("RIVER_TOO_FLAT", f"{site.pointer}/falls", id=site.id, asked=asked, found=found)])
    return _carved(land, line, profile, (width, depth, 1.0 if from_edge else 0.4), seed, site)


def _way(through: tuple[At, ...], start: tuple[float, float], goal: End, land: Land, seed: Seed, site: Site) -> F32:
    """Return the way (k, 2) from `start` to `goal`; straight from point to point where the lesson names points."""
    if not through:
        return find_way(start, goal, land, seed, site)
    points = [start, *(point_m(at, land.size_m) for at in through)]
    corner = np.array([*points, goal.lowest(land)], np.float64)
    reach = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corner, axis=0).T))])
    at = np.linspace(0.0, float(reach[-1]), max(round(float(reach[-1]) / land.cell_m), 2) + 1)
    return np.stack([np.interp(at, reach, corner[:, axis]) for axis in (0, 1)], axis=1).astype(np.float32)


def _drowned(land: Land, end: End) -> bool:
    return bool((land.wet() & end.mask).sum() > 0.5 * end.mask.sum())


def _meandering(line: F32, width: float, seed: Seed, size_m: float) -> F32:
    """Return the line made smooth and swung sideways by noise along it, its ends kept."""
    line = eased(line, max(2.4 * width, 10.0))
    step = np.gradient(line, axis=0)
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    swing = gradient_noise(seed / "meander", along / max(5.5 * width, 26.0), np.full_like(along, 0.41)) * min(
        1.5 * width, 14.0
    )
    ends = smoothstep(0.0, 15.0, along) * smoothstep(0.0, 15.0, along[-1] - along)
    across = np.stack([-step[:, 1], step[:, 0]], axis=-1) / length[:, None]
    limit = size_m / 2.0
    return np.clip(line + across * (swing * ends)[:, None], -limit, limit).astype(np.float32)


def _surface(land: Land, line: F32, goal: Mask) -> F32:
    """Return the height of the water along the line: below the ground, never rising, ending at the goal's level."""
    ground = land.height_at(line[:, 0], line[:, 1])
    surface = np.minimum.accumulate(ground - np.float32(_FREEBOARD_M))
    waters = land.water_m[goal]
    waters = waters[waters > NO_WATER]
    if waters.size:
        surface = np.maximum(surface, waters.max())
    return np.minimum.accumulate(surface).astype(np.float32)


def _lengths(line: F32) -> F32:
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))]).astype(np.float32)


def _carved(land: Land, line: F32, profile: Profile, size: tuple[float, float, float], seed: Seed, site: Site) -> Land:
    width, depth, head = size
    cell = land.cell_m
    bank = max(3.0, 0.8 * width)
    reach = 0.5 * width * 1.3 * (1.0 + _POOL_WIDE * bool(profile.lips_m)) + bank + 2.0 * cell
    away, along, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, reach / cell)
    near = np.isfinite(away)
    away = np.where(near, away, 0.0) * np.float32(cell)
    along = along * np.float32(cell)
    lengths = _lengths(line)
    x, z = land.axes()
    grown = head + (1.0 - head) * smoothstep(0.0, 0.8 * float(lengths[-1]), along)
    half = 0.5 * width * grown * (1.0 + 0.16 * gradient_noise(seed / "banks", x / 11.0, z / 11.0))
    half = np.maximum(half, 0.75 * cell)
    falls = _falls(land, line, profile, half)
    pool, swell = _pools(along, profile)
    half = half * (1.0 + _POOL_WIDE * swell)
    level = profile.at(along)
    share = away / half
    bed = level - depth * (0.55 + 0.45 * grown) * (1.0 + pool) * np.clip(1.0 - share * share, -0.35, 1.0)
    lip = 1.2 * depth * np.maximum(share - 1.0, 0.0)  # as the bed goes on, so that the waterline is no row of steps
    slope = level + np.minimum(lip, 0.10 + 0.3 * np.maximum(away - half, 0.0))
    channel = np.where(share < 1.0, bed, np.maximum(bed, slope))
    blend = smoothstep(0.0, 1.0, (away - half) / bank)
    target = np.where(
        share < 1.0, np.minimum(channel, land.height_m), lerp(np.minimum(channel, land.height_m), land.height_m, blend)
    )
    wetted = near & (share < 1.0)
    # A bank that would lie below the water is raised to hold it: a river on a slope does not spill.
    held = near & ~wetted & (away < half + 1.6 * cell)
    sunk = (land.water_m > land.height_m) & ~wetted
    height = np.where(near & ~sunk, target, land.height_m)
    height = np.where(held & ~sunk, np.maximum(height, level + np.minimum(0.02 + lip, 0.12)), height)
    water = np.where(near & (away < half + 1.6 * cell), np.maximum(level, land.water_m), land.water_m)
    cover = np.where(wetted, np.uint8(Cover.GRAVEL), land.cover)
    cover = np.where(held & (land.cover == Cover.GRASS), np.uint8(Cover.SOIL), cover)
    land = replace(land, height_m=height.astype(np.float32), water_m=water.astype(np.float32), cover=cover)
    edge = near & ~wetted & (away < half + 4.0)
    dropping = [(along > lip) & (along < lip + _POOL_M) for lip in profile.lips_m]
    at_foot = near & np.any(dropping, axis=0) & (away < half + 4.0) if dropping else wetted
    return with_areas(
        land,
        marked(land, site, wetted, "river", line_m=line),
        marked(land, site, edge, "river", "banks"),
        *([marked(land, site, at_foot, "falls", "falls", line_m=falls)] if falls is not None else []),
        marked(land, site, wetted & (along < 8.0), "river", "spring"),
        marked(land, site, wetted & (along > float(lengths[-1]) - 10.0), "river", "mouth"),
    )


def _pools(along: F32, profile: Profile) -> tuple[F32, F32]:
    """Return how deep the pools are that falls dig, and how wide, 0..1 each: the deeper a fall, the longer its pool."""
    deep, wide = np.zeros(along.shape, np.float32), np.zeros(along.shape, np.float32)
    for lip in profile.lips_m:
        ends = profile.at(np.array([lip, lip + 1.0], np.float32))
        length = _POOL_M + _POOL_FOR_DROP * float(ends[0] - ends[1])
        share = (along - np.float32(lip)) / np.float32(length)
        inside = (share > 0.0) & (share < 1.0)
        deep = np.maximum(deep, np.where(inside, 1.0 - smoothstep(0.3, 1.0, share), 0.0))
        wide = np.maximum(wide, np.where(inside, np.sqrt(np.maximum(4.0 * share * (1.0 - share), 0.0)), 0.0))
    return deep, wide


def _falls(land: Land, line: F32, profile: Profile, half: F32) -> F32 | None:
    """Return the ends of every lip, two points each."""
    if not profile.lips_m:
        return None
    lengths = _lengths(line)
    x, z = (np.interp(profile.lips_m, lengths, line[:, i]).astype(np.float32) for i in (0, 1))
    return lips(line, profile, half[land.cell_of(x, z)])


SHAPER = Shaper(River, shape_river, ("spring", "mouth", "banks", "falls"), order=1)
