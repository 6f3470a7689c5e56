"""Rolling hills."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import smoothstep
from worldgen.core.noise import fbm
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import away_m, marked, pinned, point_m, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Hills(Params):
    """Rounded hills."""

    at: At | None = Field(None, description="the middle of the hills; the whole world if left out")
    radius: Metres | None = Field(
        None, ge=10, le=2000, description="how far they reach from `at`; drawn from 40 to 80 m", examples=["60 m"]
    )
    height: Metres | None = Field(
        None, ge=0.5, le=200, description="of the highest; drawn from 8 to 16 m", examples=["12 m"]
    )
    spacing: Metres | None = Field(
        None, ge=10, le=500, description="from top to top; drawn from 45 to 70 m", examples=["50 m"]
    )


def shape_hills(params: Hills, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` raised by 0 to `height` metres where it is dry; area `<id>`."""
    height = pinned(params.height, seed, "height", 8.0, 16.0)
    spacing = pinned(params.spacing, seed, "spacing", 45.0, 70.0)
    x, z = land.axes()
    rise = np.clip(0.5 + 0.75 * fbm(seed / "rise", x / spacing, z / spacing, 4, gain=0.42), 0.0, 1.0)
    mask = smoothstep(0.3, 6.0, land.height_m) * (~land.wet())
    if params.at is not None:
        radius = pinned(params.radius, seed, "radius", 40.0, 80.0)
        mask = mask * (1.0 - smoothstep(0.45 * radius, radius, away_m(land, point_m(params.at, land.size_m))))
    added = (rise * rise * height * mask).astype(np.float32)
    land = replace(land, height_m=land.height_m + added)
    return with_areas(land, marked(land, site, added > 0.05 * height, "hills"))


SHAPER = Shaper(Hills, shape_hills, order=0)
