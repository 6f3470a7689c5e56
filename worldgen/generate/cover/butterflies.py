"""Butterflies: a few that flutter in small circles over the grass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from worldgen.generate.cover.circling import F64, Circling, around, circle
from worldgen.generate.cover.plot import Plot
from worldgen.generate.cover.stand import free
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.land import Cover
from worldgen.generate.props.catalogue import kit_names
from worldgen.spec.dressing import Only
from worldgen.spec.params import Field, Params
from worldgen.spec.words import Whole

if TYPE_CHECKING:
    Insect = str
else:
    Insect = Literal[kit_names("insects")]


class Butterflies(Params):
    """Butterflies over grass and flowers."""

    animals: tuple[Insect, ...] = Field(("butterfly",), min_length=1, description="which insects")
    only: Only = Field(Only.model_construct(), description="where they flutter")
    groups: Whole = Field(3, ge=1, le=8, description="how many swarms there are")
    count: Whole = Field(5, ge=1, le=20, description="how many are in each")


def place_butterflies(words: Butterflies, plot: Plot) -> Planting:
    """Return the swarms, at about the height of a child's eyes, over grass where nothing stands in their way."""
    how = Circling(words.groups, words.count, (1.0, 1.8), (0.7, 1.3), speed_m=0.5, apart_m=12.0, ragged=0.4)
    land = plot.ground.land
    ground = (land.cover == Cover.GRASS) & ~land.wet() & free(plot.ground)

    def floor(x_m: F64, z_m: F64, radius_m: F64) -> tuple[F64, F64]:
        return around(land.height_m, plot, x_m, z_m, radius_m).max(axis=0), np.full(len(x_m), 10.0)

    return circle(words.animals, words.only, plot, how, floor, ground)


PLACER = Placer(params=Butterflies, place=place_butterflies)
