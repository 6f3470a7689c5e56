"""The user's own land: from a grey picture of heights, or from a map of heights in metres (GeoTIFF)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, bilinear
from worldgen.core.issues import SpecError, issue
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import marked, with_areas
from worldgen.generate.terrain.raster import Raster, read_raster
from worldgen.spec.params import Metres, Params

_LOW_M, _HIGH_M = 0.0, 30.0  # of a picture without a scale of its own
_GROUND_M = 2.0  # where the lowest point of a map with a scale comes to lie


class Heightmap(Params):
    """A square grey PNG: black is `low`, white is `high`, north is up. Or a GeoTIFF, which knows its own scale."""

    image: str = Field(
        description="a PNG of 8 or 16 bits grey, or a TIFF of 8, 16 or 32 bits, in the folder of the lesson",
        examples=["media/land.png"],
    )
    low: Metres | None = Field(
        None, ge=-500, le=4000, description="the height of black, or of the lowest point of a TIFF; 0 m for a PNG",
        examples=["0 m"],
    )  # fmt: skip
    high: Metres | None = Field(
        None, ge=-500, le=4000, description="the height of white, or of the highest point of a TIFF; 30 m for a PNG",
        examples=["40 m"],
    )  # fmt: skip
    exaggerate: float = Field(
        1.0, gt=0, le=20, description="by how much heights are stretched where the file has a scale", examples=[2]
    )


def shape_heightmap(params: Heightmap, land: Land, seed: Seed, site: Site) -> Land:  # noqa: ARG001  every shaper has one
    """Return `land` with its heights replaced by those of the file, resampled bilinearly; area `<id>`.

    A GeoTIFF keeps its shape: where the world is smaller than the map, heights shrink as much as distances do.

    Raises
    ------
    SpecError
        FILE_MISSING, FILE_OUTSIDE, HEIGHTMAP_LOW_HIGH, and all that `read_raster` refuses.
    """
    pointer = f"{site.pointer}/image"
    raster = read_raster(site.sources.read(params.image, pointer), pointer)
    low, high = _range(params, raster, land.size_m)
    if low >= high and not (low == high and raster.span_m == 0.0 and raster.side_m is not None):
        raise SpecError([issue("HEIGHTMAP_LOW_HIGH", f"{site.pointer}/low", id=site.id, low=low, high=high)])
    at = np.linspace(0.0, 1.0, land.rows)
    rows, cols = at[:, None] * (raster.share.shape[0] - 1), at[None, :] * (raster.share.shape[1] - 1)
    share: F32 = bilinear(raster.share, *np.broadcast_arrays(rows, cols))
    land = replace(land, height_m=np.float32(low) + share * np.float32(high - low))
    return with_areas(land, marked(land, site, np.ones(land.height_m.shape, np.bool_), "heightmap"))


def _range(params: Heightmap, raster: Raster, size_m: float) -> tuple[float, float]:
    """Return the heights of the lowest and of the highest value."""
    if raster.side_m is None or params.high is not None:
        low = params.low if params.low is not None else _LOW_M
        return low, params.high if params.high is not None else max(_HIGH_M, low + _HIGH_M)
    low = params.low if params.low is not None else _GROUND_M
    return low, low + raster.span_m * params.exaggerate * size_m / raster.side_m


SHAPER = Shaper(Heightmap, shape_heightmap, order=-1)
