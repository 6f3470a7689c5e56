"""A cliff: the ground breaks off along a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import smoothstep
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import SIDES, marked, pinned, point_m, with_areas
from worldgen.generate.terrain.strata import wall, wall_depth_m, weathered
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Cliff(Params):
    """A wall of rock between two points; the ground behind it falls away gently to what it was."""

    from_: At = Field(alias="from", description="one end of its foot")
    to: At = Field(description="the other end of its foot")
    height: Metres | None = Field(
        None, ge=1.5, le=200, description="of the wall; drawn from 10 to 16 m", examples=["12 m"]
    )
    faces: Literal["north", "south", "east", "west"] | None = Field(
        None, description="the side that it looks to; towards the south or the west if left out"
    )


def shape_cliff(params: Cliff, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` raised behind a line; areas `<id>` (the face), `<id>.top` (its edge) and `<id>.foot`."""
    height = pinned(params.height, seed, "height", 10.0, 16.0)
    start = np.array(point_m(params.from_, land.size_m))
    way = np.array(point_m(params.to, land.size_m)) - start
    length = max(float(np.sqrt((way * way).sum())), 1.0)
    way = way / length
    back = np.array([-way[1], way[0]])
    faces = np.array(SIDES[params.faces]) if params.faces else np.array([-0.6, 1.0])
    if float(back @ faces) > 0.0:
        back = -back
    x, z = land.axes()
    east, south = x - np.float32(start[0]), z - np.float32(start[1])
    along = east * np.float32(way[0]) + south * np.float32(way[1])
    inside = east * np.float32(back[0]) + south * np.float32(back[1])
    inside = np.asarray(inside + weathered(land, seed, 26.0), np.float32)
    deep = wall_depth_m(height)
    ends = smoothstep(-0.10 * length, 0.14 * length, along) * (1.0 - smoothstep(0.86 * length, 1.10 * length, along))
    fall = 1.0 - smoothstep(2.0 * deep, 2.0 * deep + 3.5 * height, inside)
    rise = (np.float32(height) * wall(inside, height) * ends * fall).astype(np.float32)
    face = (inside > 0.0) & (inside < 1.1 * deep) & (ends > 0.35)
    land = replace(land, height_m=land.height_m + rise)
    return with_areas(
        land,
        marked(land, site, face, "cliff"),
        marked(land, site, (inside > 1.1 * deep) & (inside < 1.1 * deep + 7.0) & (ends > 0.6), "cliff", "top"),
        marked(land, site, (inside < 0.0) & (inside > -7.0) & (ends > 0.6), "cliff", "foot"),
    )


SHAPER = Shaper(Cliff, shape_cliff, ("top", "foot"), order=0)
