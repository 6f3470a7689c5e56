"""Wet ground: pools and tussocks at one level of water."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import dilate, lerp, quantile, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, reserved, with_areas
from worldgen.spec.params import Metres, Params, Share
from worldgen.spec.where import At

_TUSSOCK_M, _POOL_M = 0.30, 0.55  # how high tussocks stand over the water and how deep pools are


class Marsh(Params):
    """A marsh with shallow pools."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=6, le=800, description="how far it reaches; drawn from 22 to 34 m", examples=["30 m"]
    )
    water: Share | None = Field(
        None, description="share of it that stands under water; drawn from 40 to 55 %", examples=["50 %"]
    )


def shape_marsh(params: Marsh, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a level marsh in it; areas `<id>` (its pools) and `<id>.banks` (its tussocks and edge).

    Raises
    ------
    SpecError
        FEATURE_OUTSIDE when it would cross the edge of the world.
    """
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 22.0, 34.0)
    share_wet = pinned(params.water, seed, "water", 0.40, 0.55)
    if max(abs(centre[0]), abs(centre[1])) + 1.3 * radius > land.size_m / 2.0:
        raise SpecError([issue("FEATURE_OUTSIDE", site.pointer, id=site.id, size=round(land.size_m))])
    x, z = land.axes()
    away = away_m(land, centre) * (1.0 + 0.30 * fbm(seed / "edge", x / radius, z / radius, 3))
    share = away / np.float32(radius)
    ring = (share > 0.85) & (share < 1.1)
    level = np.float32(quantile(land.height_m[ring], 0.3) - 0.15) if ring.any() else land.height_m.min()
    rough = fbm(seed / "tussocks", x / 9.0, z / 9.0, 2) + 0.45 * gradient_noise(seed / "fine", x / 3.6, z / 3.6)
    inside = share < 1.0
    water_line = np.float32(quantile(rough[inside], share_wet)) if inside.any() else np.float32(0.0)
    over = rough - water_line + smoothstep(0.72, 1.0, share)  # its edge is dry
    wet_ground = level + np.where(over > 0.0, 0.9 * np.minimum(over, 0.6) * 2.0 * _TUSSOCK_M, 1.6 * over * _POOL_M)
    height = lerp(wet_ground, np.maximum(land.height_m, level + 0.08), smoothstep(0.85, 1.3, share))
    height = np.where(reserved(land), np.maximum(height, level + 0.35), height)
    height = np.where(share < 1.3, height, land.height_m).astype(np.float32)
    pools = (share < 1.0) & (height < level)
    held = dilate(pools, 2.3) & (share < 1.15)
    water = np.where(held, level, np.where(share < 1.15, NO_WATER, land.water_m))
    edge = (share < 1.12) & (height < level + 0.12)
    cover = np.where(edge & (land.cover == Cover.GRASS), np.uint8(Cover.MUD), land.cover)
    land = replace(land, height_m=height, water_m=water.astype(np.float32), cover=cover)
    return with_areas(
        land,
        marked(land, site, pools, "marsh"),
        marked(land, site, (share < 1.1) & ~pools, "marsh", "banks"),
    )


SHAPER = Shaper(Marsh, shape_marsh, ("banks",), order=0)
