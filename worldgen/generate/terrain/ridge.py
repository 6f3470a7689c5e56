"""A long crest of rock."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import nearest_on_line, smoothstep
from worldgen.core.noise import fbm, ridged
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import marked, pinned, point_m, to_cells, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At


class Ridge(Params):
    """A crest between two points."""

    from_: At = Field(alias="from", description="one end")
    to: At = Field(description="the other end")
    height: Metres | None = Field(
        None, ge=1, le=300, description="above the ground; drawn from 12 to 22 m", examples=["18 m"]
    )
    width: Metres | None = Field(
        None, ge=6, le=600, description="of its foot; drawn from 40 to 60 m", examples=["50 m"]
    )


def shape_ridge(params: Ridge, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a crest added; area `<id>` with its line."""
    height = pinned(params.height, seed, "height", 12.0, 22.0)
    half = 0.5 * pinned(params.width, seed, "width", 40.0, 60.0)
    line = np.array([point_m(params.from_, land.size_m), point_m(params.to, land.size_m)], np.float32)
    away, _, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, 1.5 * half / land.cell_m)
    x, z = land.axes()
    wander = fbm(seed / "wander", x / 30.0, z / 30.0, 3) * np.float32(0.45 * half)
    share = (
        np.where(np.isfinite(away), np.where(np.isfinite(away), away, 0.0) * land.cell_m + wander, 2.0 * half) / half
    )
    body = 1.0 - smoothstep(0.0, 1.0, np.abs(share))
    crest = 0.72 + 0.28 * ridged(seed / "crest", x / 24.0, z / 24.0, 3)
    added = (height * body * crest).astype(np.float32)
    land = replace(land, height_m=land.height_m + added)
    return with_areas(land, marked(land, site, body > 0.08, "ridge", line_m=line))


SHAPER = Shaper(Ridge, shape_ridge, order=0)
