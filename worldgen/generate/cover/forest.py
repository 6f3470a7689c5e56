"""A forest: trees, and what grows under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.vegetation import KINDS
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Plant = str
else:
    Plant = Literal[tuple(kind.name for kind in KINDS)]


class Forest(Growth):
    """Trees and undergrowth over an area."""

    species: tuple[Plant, ...] = Field(
        ("broadleaf",), min_length=1, description="which plants grow in it", examples=[["palm", "tree_fern"]]
    )


def place_forest(forest: Forest, plot: Plot) -> Planting:
    """Return the forest; tall plants first, so that what grows under them keeps off their stems."""
    return place(forest, forest.species, plot)


PLACER = Placer(params=Forest, place=place_forest)
