"""A table mountain: walls of layered rock round a level top."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, with_areas
from worldgen.generate.terrain.strata import wall, wall_depth_m, weathered
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Mesa(Params):
    """A table mountain; one that is as high as it is wide is a butte."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=6, le=1000, description="of its foot; drawn from 26 to 40 m", examples=["32 m"]
    )
    height: Metres | None = Field(
        None, ge=2, le=200, description="of its top above the ground; drawn from 18 to 28 m", examples=["24 m"]
    )


def shape_mesa(params: Mesa, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a mesa on it; areas `<id>` and `<id>.top`."""
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 26.0, 40.0)
    height = pinned(params.height, seed, "height", 18.0, 28.0)
    inside = radius - away_m(land, centre) + 0.8 * weathered(land, seed, max(radius, 12.0))
    height = min(height, 1.2 * radius)
    share = wall(inside, height)
    x, z = land.axes()
    worn = gradient_noise(seed / "top", x / 13.0, z / 13.0) * np.float32(0.5)
    foot = inside > -2.0
    low = float(np.median(land.height_m[foot])) if foot.any() else 0.0
    top = np.maximum(np.float32(low + height) + worn, land.height_m)
    land = replace(land, height_m=(land.height_m + (top - land.height_m) * share).astype(np.float32))
    return with_areas(
        land,
        marked(land, site, inside > 0.0, "mesa"),
        marked(land, site, inside > wall_depth_m(height), "mesa", "top"),
    )


SHAPER = Shaper(Mesa, shape_mesa, ("top",), order=0)
