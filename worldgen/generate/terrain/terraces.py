"""A hillside cut into steps for growing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, lerp, smoothstep
from worldgen.core.noise import fbm
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_TREAD = 0.64  # share of a step that is level


class Terraces(Params):
    """A hill in level steps, each with its crop, with banks of turf between."""

    at: At | None = Field(None, description="the middle of the hill; drawn if left out")
    radius: Metres | None = Field(
        None, ge=12, le=1000, description="of its foot; drawn from 34 to 46 m", examples=["40 m"]
    )
    height: Metres | None = Field(
        None, ge=2, le=120, description="of its top above the ground; drawn from 9 to 13 m", examples=["12 m"]
    )
    step: Metres | None = Field(
        None, ge=0.5, le=10, description="from one terrace to the next; a seventh of the height if left out"
    )


def shape_terraces(params: Terraces, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a terraced hill; area `<id>`."""
    centre = centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 34.0, 46.0)
    height = pinned(params.height, seed, "height", 9.0, 13.0)
    step = params.step or height / 7.0
    x, z = land.axes()
    scale = 0.9 * radius
    bays = fbm(seed / "bays", x / scale, z / scale, 2) * np.float32(0.26 * radius)
    share = (away_m(land, centre) + bays) / np.float32(radius)
    hill = np.float32(height) * (1.0 - smoothstep(0.10, 1.0, share))
    inside = 1.0 - smoothstep(0.92, 1.06, share)
    stepped, riser = _steps(hill, step)
    base = float(np.median(land.height_m[share < 1.0])) if (share < 1.0).any() else 0.0
    level = np.maximum(np.float32(base) + stepped, land.height_m * (stepped <= 0.0))
    formed = lerp(land.height_m, np.maximum(level, np.float32(base)), inside)
    crops = np.array([Cover.CROP, Cover.WHEAT, Cover.CROP, Cover.SOIL], np.uint8)
    number = (hill / np.float32(step)).astype(np.int64)
    grown = ~riser & (share < 0.94) & (number > 0) & (land.cover == Cover.GRASS) & ~land.wet()
    cover = np.where(grown, crops[number % len(crops)], land.cover)
    land = replace(land, height_m=formed, cover=cover)
    return with_areas(land, marked(land, site, share < 1.0, "terraces"))


def _steps(hill: F32, step_m: float) -> tuple[F32, np.ndarray]:
    """Return the hill in steps, and which samples are the banks between them."""
    at = hill / np.float32(step_m)
    whole = np.floor(at)
    part = at - whole
    return (
        np.asarray(np.float32(step_m) * (whole + smoothstep(_TREAD, 1.0, part)), np.float32),
        np.asarray((part > _TREAD + 0.03) & (whole + 1.0 < at.max() + 0.5), np.bool_),
    )


SHAPER = Shaper(Terraces, shape_terraces, order=0)
