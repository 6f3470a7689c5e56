"""Still water in a hollow of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, lerp, quantile, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import fbm
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.terrain.place import centre_or_drawn, marked, pinned, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Lake(Params):
    """A lake with a level surface."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=3, le=1000, description="about how far its shore is; drawn from 16 to 26 m", examples=["20 m"]
    )
    depth: Metres | None = Field(
        None, ge=0.3, le=60, description="in its middle; drawn from 1.8 to 3 m", examples=["2 m"]
    )


def shape_lake(params: Lake, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a lake dug into it, its shore raised where the ground was too low to hold the water.

    Raises
    ------
    SpecError
        FEATURE_OUTSIDE when its shore would cross the edge of the world.
    """
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 16.0, 26.0)
    depth = pinned(params.depth, seed, "depth", 1.8, 3.0)
    if max(abs(centre[0]), abs(centre[1])) + 1.35 * radius > land.size_m / 2.0:
        raise SpecError([issue("FEATURE_OUTSIDE", site.pointer, id=site.id, size=round(land.size_m))])
    x, z = land.axes()
    share = _outline(x - np.float32(centre[0]), z - np.float32(centre[1]), radius, seed)
    ring = (share > 0.9) & (share < 1.15)
    level = np.float32(quantile(land.height_m[ring], 0.35) - 0.25) if ring.any() else land.height_m.min()
    bed = level - depth * np.clip(1.0 - share * share, 0.0, 1.0)
    beyond = np.maximum(share - 1.0, 0.0)
    lip = 2.0 * depth * beyond  # as steep as the bed where it ends, so that the waterline is no row of steps
    shore = level + np.minimum(lip, 0.16 + 1.1 * beyond)
    outside = lerp(shore, land.height_m, smoothstep(1.04, 1.55, share))
    outside = np.where(share < 1.2, np.maximum(outside, level + np.minimum(lip, 0.12)), outside)
    height = np.where(share < 1.0, bed, outside)
    inside = share < 1.0
    held = (share < 1.0 + 2.5 * land.cell_m / radius) & (share < 1.2)
    water = np.where(inside | (held & (height > level)), level, np.where(share < 1.2, NO_WATER, land.water_m))
    cover = np.where(share < 1.08, np.uint8(Cover.SAND), land.cover)
    land = replace(land, height_m=height, water_m=water, cover=cover)
    return with_areas(
        land,
        marked(land, site, inside, "lake"),
        marked(land, site, ~inside & (share < 1.0 + 4.0 / radius), "lake", "banks"),
    )


def _outline(east: F32, south: F32, radius: float, seed: Seed) -> F32:
    """Return how far out points are, (n, n), 1 on the shore: longer one way than the other, with bays and points."""
    draw = (seed / "outline").uniform(2)
    turn = np.float32(2.0 * draw[0] - 1.0)
    side = np.sqrt(1.0 - turn * turn)
    longer = np.float32(1.03 + 0.11 * draw[1])
    along, across = (east * side + south * turn) / longer, (south * side - east * turn) * longer
    away = np.sqrt(along * along + across * across)
    scale = 0.95 * radius
    bays = fbm(seed / "shore", east / scale + 0.5, south / scale + 0.5, 4)
    share = away / np.float32(radius) * (1.0 + np.float32(0.46) * bays * smoothstep(0.1, 0.7, away / radius))
    return np.asarray(np.maximum(share, np.sqrt(east * east + south * south) / np.float32(1.24 * radius)), np.float32)


SHAPER = Shaper(Lake, shape_lake, ("banks",), order=0)
