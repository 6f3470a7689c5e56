"""A sea along one side of a world that had none, with the coast where the land comes down to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, distance_m, lerp, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import SIDES, marked, pinned, reserved, with_areas
from worldgen.generate.terrain.sea_level import SEA, with_sea
from worldgen.spec.params import Metres, Params

# Metres from the coast (inland is positive) to metres above the sea: a floor and a beach, or the foot of rocks.
_GENTLE = (-60.0, -24.0, -8.0, -2.5, 0.0, 3.0, 9.0, 18.0), (-8.0, -4.5, -1.6, -0.5, 0.0, 0.6, 1.6, 2.8)
_STEEP = (-60.0, -24.0, -8.0, -2.5, 0.0, 1.0), (-9.0, -6.5, -2.4, -0.7, -0.1, 2.0)
_DRY_M = 1.2  # a zone by the sea is at least this high


class Sea(Params):
    """A sea that reaches in from one side."""

    side: Literal["north", "south", "east", "west"] = Field("south", description="the side that it lies on")
    reach: Metres | None = Field(
        None, ge=5, le=1500, description="from the edge to the coast; drawn from a quarter to a third of the side",
        examples=["60 m"],
    )  # fmt: skip
    coast: Literal["gentle", "steep"] = Field("gentle", description="gentle: beaches; steep: the land breaks off")
    level: Metres = Field(0.0, ge=-50, le=100, description="the height of its surface")


def shape_sea(params: Sea, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a sea let in from a side; area `<id>`, and `sea`, which every sea has."""
    reach = pinned(params.reach, seed, "reach", 0.25 * land.size_m, 0.34 * land.size_m)
    x, z = land.axes()
    away_x, away_z = SIDES[params.side]
    to_side = (land.size_m / 2.0 - x * np.float32(away_x) - z * np.float32(away_z)).astype(np.float32)
    along = x * np.float32(abs(away_z)) + z * np.float32(abs(away_x))
    capes = gradient_noise(seed / "capes", along / (0.36 * land.size_m), 0.0 * along + 0.41) * np.float32(0.3 * reach)
    coves = fbm(seed / "coves", x / 44.0, z / 44.0, 3) * np.float32(min(9.0, 0.3 * reach))
    inland = np.asarray(to_side - reach + capes + coves, np.float32)
    level = np.float32(params.level)
    profile, ease = (_GENTLE, 34.0) if params.coast == "gentle" else (_STEEP, 5.0)
    shore = level + np.interp(inland, *profile).astype(np.float32)
    share = smoothstep(2.0, ease, inland)
    height = lerp(shore, np.maximum(land.height_m, shore * share), share)
    height = np.where(inland < 0.0, np.minimum(shore, land.height_m), height)
    land = replace(land, height_m=_kept(land, height.astype(np.float32), float(level)))
    mask = (land.height_m < level) & (inland < 4.0)
    return with_sea(with_areas(land, marked(land, site, mask, SEA)), params.level)


def _kept(land: Land, height: F32, level: float) -> F32:
    """Return `height` made dry where a zone will be, easing into the sea around it."""
    zones = reserved(land)
    if not zones.any():
        return height
    away = distance_m(zones, land.cell_m, 20.0)
    dry = np.maximum(height, np.float32(level + _DRY_M))
    return lerp(dry, height, smoothstep(1.0, 18.0, away))


SHAPER = Shaper(Sea, shape_sea, order=0)
