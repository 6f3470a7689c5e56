"""A flock: birds that circle high over the land or the sea."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from worldgen.core.quantity import Span1
from worldgen.generate.cover.circling import F64, Circling, around, circle
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.props.catalogue import kit_names
from worldgen.spec.dressing import Only
from worldgen.spec.params import Field, MetreRange, Params
from worldgen.spec.words import Whole

if TYPE_CHECKING:
    Bird = str
else:
    Bird = Literal[kit_names("birds")]


class Flock(Params):
    """Birds in the air."""

    animals: tuple[Bird, ...] = Field(("gull",), min_length=1, description="which birds", examples=[["gull"]])
    only: Only = Field(Only.model_construct(), description="over what they circle")
    groups: Whole = Field(2, ge=1, le=8, description="how many flocks there are")
    count: Whole = Field(7, ge=1, le=40, description="how many birds are in each")
    above: MetreRange = Field(
        Span1(14.0, 24.0), description="how high they fly above the ground", examples=["14..24 m"]
    )


def place_flock(flock: Flock, plot: Plot) -> Planting:
    """Return the birds, above the highest ground and water under their circle."""
    how = Circling(flock.groups, flock.count, (7.0, 13.0), flock.above, speed_m=5.0, apart_m=40.0)
    land = plot.ground.land
    top = np.maximum(land.height_m, land.water_m)

    def floor(x_m: F64, z_m: F64, radius_m: F64) -> tuple[F64, F64]:
        return around(top, plot, x_m, z_m, radius_m).max(axis=0), np.full(len(x_m), 1e4)

    return circle(flock.animals, flock.only, plot, how, floor)


PLACER = Placer(params=Flock, place=place_flock)
