"""A crater struck by a stone from space: a bowl, a raised rim, and what was thrown out around it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At
from worldgen.spec.words import YesNo

_REACH = 2.3  # radii within which what was thrown out lies


class Crater(Params):
    """An impact crater."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=4, le=1000, description="to the crest of its rim; drawn from 18 to 30 m", examples=["24 m"]
    )
    depth: Metres | None = Field(
        None, ge=0.5, le=200, description="of its floor below the ground around; about a fifth of the radius"
    )
    central_peak: YesNo = Field(False, description="whether the ground sprang back in the middle, as in wide craters")


def shape_crater(params: Crater, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a crater struck into it; areas `<id>`, `<id>.rim` and `<id>.floor`."""
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 18.0, 30.0)
    depth = params.depth if params.depth is not None else radius * (seed / "depth").one(0.19, 0.24)
    x, z = land.axes()
    uneven = 1.0 + 0.07 * gradient_noise(seed / "round", x / (0.9 * radius), z / (0.9 * radius))
    share = away_m(land, centre) / np.float32(radius) * uneven
    rise = struck(share, depth, 0.36 * depth)
    if params.central_peak:
        rise = rise + np.float32(0.62 * depth) * (1.0 - smoothstep(0.02, 0.26, share))
    rough = fbm(seed / "rough", x / (0.35 * radius), z / (0.35 * radius), 3) * np.float32(0.10 * depth)
    rough = rough * smoothstep(0.35, 1.0, share) * (1.0 - smoothstep(1.1, _REACH, share))
    land = replace(land, height_m=(land.height_m + rise + rough).astype(np.float32))
    return with_areas(
        land,
        marked(land, site, share < 1.0, "crater"),
        marked(land, site, (share > 0.94) & (share < 1.16), "crater", "rim"),
        marked(land, site, share < 0.42, "crater", "floor"),
    )


def struck(share: F32, depth_m: float, rim_m: float) -> F32:
    """Return how a stone from space changes the ground, metres, at `share` radii from where it fell."""
    bowl = np.float32(rim_m + depth_m) * smoothstep(0.18, 1.04, share) - np.float32(depth_m)
    thrown = np.maximum(1.0 - (share - 1.0) / np.float32(_REACH - 1.0), 0.0)
    apron = np.float32(rim_m) * thrown * thrown * thrown
    return np.where(share < 1.0, bowl, apron).astype(np.float32)


SHAPER = Shaper(Crater, shape_crater, ("rim", "floor"), order=0)
