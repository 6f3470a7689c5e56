"""The mouth of a cave: a bluff of rock with a dark opening, into which one can walk a little way.

The ground is a grid of heights and cannot hang over. So a slot is cut into the bluff, with a floor that can be walked,
and `worldgen.generate.ground.cave` closes it with a vault of rock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import lerp, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import SIDES, centre_or_drawn, marked, pinned, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

DEEP = 1.9  # how far the cave goes in, in widths of its mouth
SLOT_M = 0.9  # the slot is wider than the mouth by this much on each side


class CaveMouth(Params):
    """An opening in a face of rock."""

    at: At | None = Field(None, description="the middle of its threshold; drawn if left out")
    width: Metres | None = Field(
        None, ge=2.5, le=30, description="of the opening; drawn from 5 to 7 m", examples=["6 m"]
    )
    faces: Literal["north", "south", "east", "west"] = Field("south", description="the side that it opens to")


def shape_cave_mouth(params: CaveMouth, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a bluff and a slot in it; areas `<id>` (its line runs in, and aside) and `<id>.inside`."""
    mouth = centre_or_drawn(params.at, land, seed)
    width = pinned(params.width, seed, "width", 5.0, 7.0)
    out_east, out_south = SIDES[params.faces]
    x, z = land.axes()
    east, south = x - np.float32(mouth[0]), z - np.float32(mouth[1])
    ahead = np.asarray(east * np.float32(out_east) + south * np.float32(out_south), np.float32)
    aside = np.asarray(east * np.float32(-out_south) + south * np.float32(out_east), np.float32)
    sill = (np.abs(aside) < 0.5 * width) & (ahead > 0.0) & (ahead < 0.8 * width)
    floor = np.float32(np.median(land.height_m[sill])) if sill.any() else land.height_m.min()
    bluff = _bluff(land, width, (ahead, aside), seed)
    height = np.maximum(land.height_m, floor + bluff)
    slot = (np.abs(aside) < 0.5 * width + SLOT_M) & (ahead <= 0.0) & (ahead > -DEEP * width)
    yard = np.sqrt(aside * aside + np.maximum(ahead - 0.5 * width, 0.0) ** 2) / np.float32(width)
    level = (1.0 - smoothstep(0.75, 1.5, yard)) * (ahead > -0.01)
    height = np.where(slot, floor, lerp(height, np.full_like(height, floor), level))
    rock = (bluff > 0.6) | ((np.abs(aside) < 0.5 * width + 3.0) & (ahead <= 0.0) & (ahead > -DEEP * width - 3.0))
    natural = land.cover == Cover.GRASS
    cover = np.where(rock & natural, np.uint8(Cover.ROCK), land.cover)
    trodden = (yard < 0.62) & natural & (ahead > -1.0) & (ahead < 0.6 * width)
    cover = np.where(trodden, np.uint8(Cover.SOIL), cover)
    land = replace(land, height_m=height.astype(np.float32), cover=cover)
    run = np.array([
        mouth,
        (mouth[0] - DEEP * width * out_east, mouth[1] - DEEP * width * out_south),
        (mouth[0] - 0.5 * width * out_south, mouth[1] + 0.5 * width * out_east),
    ], np.float32)  # fmt: skip
    half = land.size_m / 2.0
    face = (np.abs(aside) < 1.3 * width) & (ahead < 1.2 * width) & (ahead > -1.6 * width) & ~slot
    return with_areas(
        land,
        marked(land, site, face, "cave_mouth", line_m=np.clip(run, -half, half)),
        marked(land, site, slot & (ahead > -0.75 * DEEP * width), "cave_mouth", "inside"),
    )


def _bluff(land: Land, width: float, where: tuple[np.ndarray, np.ndarray], seed: Seed) -> np.ndarray:
    """Return how high rock stands over the floor: a steep face with the cave in it, falling away behind."""
    ahead, aside = where
    x, z = land.axes()
    lumps = fbm(seed / "lumps", x / (1.1 * width), z / (1.1 * width), 3)
    ribs = gradient_noise(seed / "ribs", x / 3.1, z / 3.1)
    back = -ahead + 0.35 * width * lumps * smoothstep(0.3 * width, 1.1 * width, np.abs(aside)) + 0.25 * ribs
    face = smoothstep(-0.02 * width, 0.42 * width, back) * (1.0 - smoothstep(2.6 * width, 5.2 * width, back))
    side = 1.0 - smoothstep(1.0 * width, 2.5 * width, np.abs(aside) + 0.5 * width * lumps)
    return np.asarray(np.float32(1.75 * width) * face * side * (1.0 + 0.16 * lumps), np.float32)


SHAPER = Shaper(CaveMouth, shape_cave_mouth, ("inside",), order=0)
