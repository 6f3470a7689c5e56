"""A long hollow with a flat floor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import nearest_on_line, smoothstep
from worldgen.core.noise import fbm
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import marked, pinned, point_m, to_cells, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Valley(Params):
    """A hollow between two points, never cut below the sea."""

    from_: At = Field(alias="from", description="one end")
    to: At = Field(description="the other end")
    depth: Metres | None = Field(
        None, ge=0.5, le=100, description="below the ground; drawn from 6 to 12 m", examples=["8 m"]
    )
    width: Metres | None = Field(
        None, ge=6, le=600, description="from side to side; drawn from 40 to 60 m", examples=["50 m"]
    )


def shape_valley(params: Valley, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a hollow cut into it; area `<id>` with its line."""
    depth = pinned(params.depth, seed, "depth", 6.0, 12.0)
    half = 0.5 * pinned(params.width, seed, "width", 40.0, 60.0)
    line = np.array([point_m(params.from_, land.size_m), point_m(params.to, land.size_m)], np.float32)
    away, _, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, 1.5 * half / land.cell_m)
    x, z = land.axes()
    wander = fbm(seed / "wander", x / 34.0, z / 34.0, 3) * np.float32(0.4 * half)
    near = np.isfinite(away)
    share = np.where(near, np.where(near, away, 0.0) * land.cell_m + wander, 2.0 * half) / half
    body = 1.0 - smoothstep(0.3, 1.0, share)
    keep = np.maximum(np.minimum(land.height_m, np.float32(1.2)), land.height_m - np.float32(depth))
    height = land.height_m + (keep - land.height_m) * body
    land = replace(land, height_m=height.astype(np.float32))
    return with_areas(land, marked(land, site, body > 0.08, "valley", line_m=line))


SHAPER = Shaper(Valley, shape_valley, order=0)
