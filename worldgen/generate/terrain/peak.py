"""A mountain: sharp ridges run down from its summit, rain has cut gullies between them, snow lies on top."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, lerp, smoothstep
from worldgen.core.noise import fbm, ridged
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.erosion import eroded
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, with_areas
from worldgen.generate.terrain.snow import bare_rock, snowed
from worldgen.spec.params import Metres, Params, Share
from worldgen.spec.where import At
from worldgen.spec.words import YesNo


class Peak(Params):
    """A mountain with a summit."""

    at: At | None = Field(None, description="where its summit is; drawn if left out")
    height: Metres | None = Field(
        None, ge=6, le=600, description="of the summit above the ground around it; drawn from 40 to 60 m",
        examples=["50 m"],
    )  # fmt: skip
    radius: Metres | None = Field(
        None, ge=15, le=2000, description="of its foot; drawn from 70 to 95 m", examples=["80 m"]
    )
    snow: Share = Field(0.35, description="how much of its height, from the summit down, has snow", examples=["40 %"])
    eroded: YesNo = Field(True, description="whether rain has cut gullies into its flanks")


def shape_peak(params: Peak, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a mountain on it; areas `<id>` and `<id>.summit`."""
    centre = centre_or_drawn(params.at, land, seed)
    height = pinned(params.height, seed, "height", 40.0, 60.0)
    radius = pinned(params.radius, seed, "radius", 70.0, 95.0)
    share = away_m(land, centre) / np.float32(radius)
    rise = mountain(land, centre, radius, seed)
    base = float(land.height_at(*(np.asarray(part, np.float32) for part in centre)))
    tall = np.float32(height) * rise
    formed = np.maximum(land.height_m * (1.0 - 0.7 * rise) + np.float32(0.7 * base) * rise + tall, land.height_m)
    if params.eroded:
        worn = eroded(formed.astype(np.float32), land.cell_m, seed / "rain")
        formed = lerp(formed, worn, 1.0 - smoothstep(0.8, 1.1, share))
    body = (share < 1.0) & (rise > 0.12) & (formed > land.height_m + 0.4)
    if not body.any():
        body = share < 1.0
    land = replace(land, height_m=formed.astype(np.float32))
    land = bare_rock(land, body, base + 0.42 * height, seed)
    if params.snow:
        land = snowed(land, body, base + height * (1.0 - params.snow), seed)
    rows, cols = np.nonzero(body)
    top = float(land.height_m[rows, cols].max(initial=base)) if rows.size else base
    summit = body & (land.height_m > top - 0.06 * height) & (share < 0.25)
    return with_areas(
        land,
        marked(land, site, body & (land.cover != Cover.LAVA_HOT), "peak"),
        marked(land, site, summit if summit.any() else body, "peak", "summit"),
    )


def mountain(land: Land, centre: tuple[float, float], radius_m: float, seed: Seed) -> F32:
    """Return the form of a mountain, (n, n): about 1 at its summit, 0 beyond its foot."""
    x, z = land.axes()
    east, south = x - np.float32(centre[0]), z - np.float32(centre[1])
    away = np.sqrt(east * east + south * south)
    out = np.maximum(away, np.float32(1e-3))
    unit_east, unit_south = east / out, south / out
    t = np.clip(away / np.float32(radius_m), 0.0, 1.0)
    # On circles round the summit noise has no seam; they grow outwards, so ridges part on their way down.
    spread = 0.85 + 1.5 * t
    bend = fbm(seed / "bend", x / (0.5 * radius_m), z / (0.5 * radius_m), 2) * np.float32(0.35) * t
    crest = ridged(seed / "ridges", unit_east * spread + bend, unit_south * spread - bend, 3)
    cut = np.clip(1.0 - crest, 0.0, 1.0) * smoothstep(0.02, 0.30, t)
    uneven = fbm(seed / "foot", x / (0.45 * radius_m), z / (0.45 * radius_m), 3)
    t = np.clip(t * (1.0 + 0.20 * uneven * smoothstep(0.15, 0.5, t)) + 0.32 * cut * (1.0 - t), 0.0, 1.0)
    down = 1.0 - t
    return np.asarray(down * np.sqrt(down) * (0.86 + 0.14 * crest), np.float32)


SHAPER = Shaper(Peak, shape_peak, ("summit",), order=0)
