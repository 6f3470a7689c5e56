"""A canyon: a winding trench with walls of layered rock and a floor of sand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, nearest_on_line
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import marked, pinned, point_m, to_cells, with_areas
from worldgen.generate.terrain.strata import wall, wall_depth_m, weathered, winding
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_LOWEST_M = 0.8  # by the sea a floor is never cut below this, so that no water comes in


class Canyon(Params):
    """A gorge between two points; its floor can be walked."""

    from_: At = Field(alias="from", description="one end")
    to: At = Field(description="the other end")
    depth: Metres | None = Field(
        None, ge=2, le=200, description="below the ground on both sides; drawn from 12 to 20 m", examples=["16 m"]
    )
    width: Metres | None = Field(
        None, ge=3, le=400, description="of its floor; drawn from 9 to 14 m", examples=["12 m"]
    )


def shape_canyon(params: Canyon, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a gorge cut into it; areas `<id>` (with its line) and `<id>.floor`."""
    depth = pinned(params.depth, seed, "depth", 12.0, 20.0)
    half = 0.5 * pinned(params.width, seed, "width", 9.0, 14.0)
    ends = np.array([point_m(params.from_, land.size_m), point_m(params.to, land.size_m)], np.float32)
    line = winding(ends, 1.4 * half + 0.5 * depth, 6.0 * half + 1.6 * depth, seed, land.size_m / 2.0)
    reach = half + 1.4 * wall_depth_m(depth) + 8.0
    away, along, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, reach / land.cell_m)
    near = np.isfinite(away)
    inside = np.where(near, np.where(near, away, 0.0) * np.float32(land.cell_m), np.float32(reach)) - np.float32(half)
    inside = np.where(near, inside + 0.55 * weathered(land, seed, 4.0 * half), reach).astype(np.float32)
    x, z = land.axes()
    ripple = gradient_noise(seed / "floor", x / 9.0, z / 9.0) * np.float32(0.22)
    level = _level(land, line, along * np.float32(land.cell_m)) - np.float32(depth)
    lowest = np.float32(_LOWEST_M if "sea" in land.areas else -1000.0)
    floor = np.minimum(np.maximum(level, lowest) + ripple, land.height_m)
    share = wall(inside, depth)
    sand = (inside < 0.15 * wall_depth_m(depth)) & (land.cover == Cover.GRASS)
    land = replace(
        land,
        height_m=(floor + (land.height_m - floor) * share).astype(np.float32),
        cover=np.where(sand, np.uint8(Cover.SAND), land.cover),
    )
    return with_areas(
        land,
        marked(land, site, share < 0.98, "canyon", line_m=line),
        marked(land, site, inside < 0.0, "canyon", "floor"),
    )


def _level(land: Land, line: F32, along_m: F32) -> F32:
    """Return the height of the ground that the gorge is cut into: even from one end to the other, past single hills."""
    ground = land.height_at(line[:, 0], line[:, 1])
    third = max(len(line) // 3, 1)
    start, end = np.median(ground[:third]), np.median(ground[-third:])
    total = max(float(np.hypot(*np.diff(line, axis=0).T).sum()), 1.0)
    return np.asarray(start + (end - start) * along_m / np.float32(total), np.float32)


SHAPER = Shaper(Canyon, shape_canyon, ("floor",), order=0)
