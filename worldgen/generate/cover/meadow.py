"""A meadow: drifts of grass and wild flowers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.vegetation import KINDS
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Herb = str
else:
    Herb = Literal[tuple(kind.name for kind in KINDS)]


class Meadow(Growth):
    """Tufts of grass and wild flowers over an area."""

    species: tuple[Herb, ...] = Field(
        ("grass_tuft", "flower"), min_length=1, description="which plants grow in it", examples=[["grass_tuft"]]
    )


def place_meadow(meadow: Meadow, plot: Plot) -> Planting:
    """Return the meadow; its plants stand in drifts with bare turf between."""
    return place(meadow, meadow.species, plot, clumps=1.4)


PLACER = Placer(params=Meadow, place=place_meadow)
