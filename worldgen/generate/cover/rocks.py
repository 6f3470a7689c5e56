"""Boulders and stones strewn over an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate import rocks
from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Stone = str
else:
    Stone = Literal[tuple(kind.name for kind in rocks.KINDS)]


class Rocks(Growth):
    """Rocks over an area, a few large and many small."""

    species: tuple[Stone, ...] = Field(
        ("granite",), min_length=1, description="which kinds of stone lie there", examples=[["basalt"]]
    )


def place_rocks(strewn: Rocks, plot: Plot) -> Planting:
    """Return the rocks; they lie in loose groups."""
    return place(strewn, strewn.species, plot, clumps=0.35)


PLACER = Placer(params=Rocks, place=place_rocks)
