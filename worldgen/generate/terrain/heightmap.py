"""The user's own land from a grey picture of heights."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, bilinear
from worldgen.core.issues import SpecError, issue
from worldgen.core.seed import Seed
from worldgen.core.sources import Source
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import marked, with_areas
from worldgen.spec.params import Metres, Params

MOST_PX = 2048


class Heightmap(Params):
    """A square grey PNG: black is `low`, white is `high`, north is up."""

    image: str = Field(
        description="a PNG of 8 or 16 bits grey, in the folder of the lesson", examples=["media/land.png"]
    )
    low: Metres = Field(0.0, ge=-500, le=4000, description="the height of black", examples=["0 m"])
    high: Metres = Field(30.0, ge=-500, le=4000, description="the height of white", examples=["40 m"])


def shape_heightmap(params: Heightmap, land: Land, seed: Seed, site: Site) -> Land:  # noqa: ARG001  every shaper has one
    """Return `land` with its heights replaced by those of the picture, resampled bilinearly; area `<id>`.

    Raises
    ------
    SpecError
        FILE_MISSING, FILE_OUTSIDE, HEIGHTMAP_NOT_GREY, HEIGHTMAP_TOO_LARGE, HEIGHTMAP_NOT_SQUARE, HEIGHTMAP_LOW_HIGH.
    """
    pointer = f"{site.pointer}/image"
    if params.low >= params.high:
        raise SpecError(
            [issue("HEIGHTMAP_LOW_HIGH", f"{site.pointer}/low", id=site.id, low=params.low, high=params.high)]
        )
    grey = read_grey(site.sources.read(params.image, pointer), pointer)
    at = np.linspace(0.0, 1.0, land.rows)
    rows, cols = at[:, None] * (grey.shape[0] - 1), at[None, :] * (grey.shape[1] - 1)
    height = np.float32(params.low) + bilinear(grey, *np.broadcast_arrays(rows, cols)) * np.float32(
        params.high - params.low
    )
    land = replace(land, height_m=height)
    return with_areas(land, marked(land, site, np.ones(height.shape, np.bool_), "heightmap"))


def read_grey(source: Source, pointer: str) -> F32:
    """Return a grey picture as 0..1, (rows, cols); 65535 or 255 is 1."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  only lessons with a picture pay for it

    try:
        with Image.open(BytesIO(source.data), formats=("PNG",)) as picture:
            width, depth = picture.size
            if max(width, depth) > MOST_PX:
                raise SpecError(
                    [issue("HEIGHTMAP_TOO_LARGE", pointer, name=source.name, width=width, depth=depth, most=MOST_PX)]
                )
            if abs(width - depth) > 1 or min(width, depth) < 2:
                raise SpecError([issue("HEIGHTMAP_NOT_SQUARE", pointer, name=source.name, width=width, depth=depth)])
            mode = picture.mode
            if mode not in ("L", "I;16", "I;16B", "I"):
                raise SpecError([issue("HEIGHTMAP_NOT_GREY", pointer, name=source.name, mode=mode)])
            values = np.asarray(picture, np.float32)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as trouble:
        raise SpecError([issue("HEIGHTMAP_UNREADABLE", pointer, name=source.name)]) from trouble
    return values / np.float32(255.0 if mode == "L" else 65535.0)


SHAPER = Shaper(Heightmap, shape_heightmap, order=-1)
