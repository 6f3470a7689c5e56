"""A shoal: fish that circle between the bed and the surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.circling import F64, Circling, around, circle
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.props.catalogue import kit_names
from worldgen.spec.dressing import Only
from worldgen.spec.params import Field, Params
from worldgen.spec.words import Whole

if TYPE_CHECKING:
    Fish = str
else:
    Fish = Literal[kit_names("fish")]

_BED_M, _SURFACE_M = 0.5, 0.4  # how far they keep from the bed and from the surface


class Shoal(Params):
    """Fish in the water."""

    animals: tuple[Fish, ...] = Field(("reef_fish",), min_length=1, description="which fish")
    only: Only = Field(Only.model_construct(), description="in which water they swim")
    groups: Whole = Field(3, ge=1, le=10, description="how many shoals there are")
    count: Whole = Field(9, ge=1, le=40, description="how many fish are in each")


def place_shoal(shoal: Shoal, plot: Plot) -> Planting:
    """Return the fish, where the water is deep enough all around."""
    how = Circling(shoal.groups, shoal.count, (1.8, 4.2), (0.4, 2.4), 0.8, apart_m=9.0, ragged=0.4, size=1.25)
    land = plot.ground.land
    surface = plot.ground.surface_m()

    def floor(x_m: F64, z_m: F64, radius_m: F64) -> tuple[F64, F64]:
        bed = around(land.height_m, plot, x_m, z_m, radius_m).max(axis=0) + _BED_M
        return bed, around(surface, plot, x_m, z_m, radius_m).min(axis=0) - _SURFACE_M - bed

    return circle(shoal.animals, shoal.only, plot, how, floor, surface > land.height_m)


PLACER = Placer(params=Shoal, place=place_shoal)
