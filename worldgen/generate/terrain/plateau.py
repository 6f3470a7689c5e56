"""A level place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import lerp, smoothstep
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Plateau(Params):
    """Level ground, at its own height or at the mean of what is there."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=3, le=1000, description="of the level part; drawn from 16 to 26 m", examples=["20 m"]
    )
    height: Metres | None = Field(
        None,
        ge=-50,
        le=400,
        description="of its top above the sea or the valley's river; the mean of the ground if left out",
    )
    skirt: Metres | None = Field(
        None, ge=1, le=500, description="how broad the slope around it is; drawn from 10 to 16 m", examples=["12 m"]
    )


def shape_plateau(params: Plateau, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` made level within a radius, easing into what is around; area `<id>`."""
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 16.0, 26.0)
    skirt = pinned(params.skirt, seed, "skirt", 10.0, 16.0)
    away = away_m(land, centre)
    inside = away <= max(radius, land.cell_m)
    mean = float(land.height_m[inside].mean(dtype=np.float64)) if inside.any() else 0.0
    level = params.height if params.height is not None else mean
    x, z = land.axes()
    uneven = gradient_noise(seed / "edge", x / 19.0, z / 19.0) * np.float32(0.25 * skirt)
    blend = smoothstep(radius, radius + skirt, np.where(inside, 0.0, np.maximum(away + uneven, radius)))
    land = replace(land, height_m=lerp(np.full_like(land.height_m, level), land.height_m, blend))
    return with_areas(land, marked(land, site, inside, "plateau"))


SHAPER = Shaper(Plateau, shape_plateau, order=0)
