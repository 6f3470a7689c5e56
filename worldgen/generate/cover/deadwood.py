"""Dead wood: fallen trunks and stumps that lie among the trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.vegetation import DEAD_WOOD
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Wood = str
else:
    Wood = Literal[DEAD_WOOD]


class Deadwood(Growth):
    """Fallen trunks, stumps and dead trees over an area; they keep off what stands there already."""

    species: tuple[Wood, ...] = Field(
        ("fallen_log", "stump"), min_length=1, description="which dead wood lies there", examples=[["fallen_log"]]
    )


def place_deadwood(wood: Deadwood, plot: Plot) -> Planting:
    """Return the dead wood, in loose groups."""
    return place(wood, wood.species, plot, clumps=0.8)


PLACER = Placer(params=Deadwood, place=place_deadwood)
