"""A strip of sand along the water."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import distance_m, lerp, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import away_m, marked, pinned, point_m, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Beach(Params):
    """Sand along the shore, within reach of a point or all around."""

    at: At | None = Field(None, description="the middle of the beach; all along the water if left out")
    radius: Metres | None = Field(
        None, ge=5, le=2000, description="how far it runs from `at`; drawn from 30 to 50 m", examples=["40 m"]
    )
    width: Metres | None = Field(
        None, ge=2, le=60, description="from the water inland; drawn from 8 to 14 m", examples=["10 m"]
    )


def shape_beach(params: Beach, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with sand that rises gently from the water; area `<id>`.

    Raises
    ------
    SpecError
        NO_SHORE_HERE when there is no water in reach.
    """
    width = pinned(params.width, seed, "width", 8.0, 14.0)
    wet = land.wet()
    level = np.where(wet, land.water_m, 0.0)
    inland = distance_m(wet, land.cell_m, 2.0 * width)
    here = np.ones(wet.shape, np.float32)
    if params.at is not None:
        radius = pinned(params.radius, seed, "radius", 30.0, 50.0)
        here = 1.0 - smoothstep(0.75 * radius, radius, away_m(land, point_m(params.at, land.size_m)))
    if not (wet & (here > 0.5)).any():
        raise SpecError([issue("NO_SHORE_HERE", site.pointer, id=site.id)])
    x, z = land.axes()
    reach = width * (1.0 + 0.3 * gradient_noise(seed / "edge", x / 23.0, z / 23.0))
    sea = float(level[wet & (here > 0.5)].mean(dtype=np.float64))
    gentle = np.minimum(land.height_m, np.float32(sea) + 0.12 + 0.09 * inland)
    share = here * (1.0 - smoothstep(0.8, 1.5, inland / reach))
    sand = (inland <= reach) & ~wet & (here > 0.5) & (land.cover == Cover.GRASS)
    height = np.where(wet, land.height_m, lerp(land.height_m, gentle, share))
    land = replace(land, height_m=height, cover=np.where(sand, np.uint8(Cover.SAND), land.cover))
    return with_areas(land, marked(land, site, sand, "beach"))


SHAPER = Shaper(Beach, shape_beach, order=2)
