"""Dunes: waves of sand, gentle to windward, steep to leeward."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, blur, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import SIDES, away_m, marked, pinned, point_m, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_LEE = 0.30  # share of a wave that is its steep side
_STEEPEST = 0.62  # rise over run of loose sand: 32 degrees


class Dunes(Params):
    """A field of dunes."""

    at: At | None = Field(None, description="its middle; the whole world if left out")
    radius: Metres | None = Field(
        None, ge=10, le=2000, description="how far it reaches from `at`; drawn from 45 to 80 m", examples=["60 m"]
    )
    height: Metres | None = Field(
        None, ge=0.3, le=80, description="of the highest; drawn from 4 to 6 m", examples=["5 m"]
    )
    spacing: Metres | None = Field(
        None, ge=6, le=400, description="from crest to crest; at least five heights, so that the sand lies still"
    )
    wind: Literal["north", "south", "east", "west"] = Field("west", description="the side that the wind comes from")


def shape_dunes(params: Dunes, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with dunes of sand where it is dry; area `<id>`."""
    height = pinned(params.height, seed, "height", 4.0, 6.0)
    spacing = max(params.spacing or 0.0, height / (_LEE * _STEEPEST) * 1.05)
    south, east = np.gradient(land.height_m, land.cell_m)
    level = 1.0 - smoothstep(0.30, 0.60, blur(np.sqrt(south * south + east * east), 3.0 / land.cell_m))
    shore = smoothstep(0.2, 2.5, land.height_m) if "sea" in land.areas else np.float32(1.0)
    mask = np.asarray(shore * level * ~land.wet(), np.float32)
    if params.at is not None:
        radius = pinned(params.radius, seed, "radius", 45.0, 80.0)
        mask = mask * (1.0 - smoothstep(0.6 * radius, radius, away_m(land, point_m(params.at, land.size_m))))
    added = np.asarray(waves(land, height, spacing, params.wind, seed) * mask, np.float32)
    sand = (mask > 0.25) & (land.cover == Cover.GRASS)
    land = replace(land, height_m=land.height_m + added, cover=np.where(sand, np.uint8(Cover.SAND), land.cover))
    return with_areas(land, marked(land, site, mask > 0.25, "dunes"))


def waves(land: Land, height_m: float, spacing_m: float, wind: str, seed: Seed) -> F32:
    """Return the height of dunes above their troughs, (n, n) metres."""
    x, z = land.axes()
    east, south = SIDES[wind]
    down = -(x * np.float32(east) + z * np.float32(south))
    bend = fbm(seed / "bend", x / (2.3 * spacing_m), z / (2.3 * spacing_m), 2) * np.float32(1.15)
    phase = (down / np.float32(spacing_m) + bend) % np.float32(1.0)
    windward = phase / np.float32(1.0 - _LEE)
    leeward = (np.float32(1.0) - phase) / np.float32(_LEE)
    wave = np.minimum(windward * windward * (1.6 - 0.6 * windward), leeward)
    swell = 0.62 + 0.55 * gradient_noise(seed / "swell", x / (1.7 * spacing_m), z / (1.7 * spacing_m))
    ripple = gradient_noise(seed / "ripple", x / 8.0, z / 8.0) * np.float32(0.03)
    return np.asarray(np.float32(height_m) * (wave * np.clip(swell, 0.15, 1.0) + ripple), np.float32)


SHAPER = Shaper(Dunes, shape_dunes, order=0)
