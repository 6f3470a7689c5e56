"""A herd: animals on the land, where plants might grow and in the same loose clumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.props.catalogue import kit_names
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Animal = str
else:
    Animal = Literal[kit_names("animals")]

_CLUMPS = 1.8
_LEVEL_RAD = 0.35  # where nothing is said of slopes


class Herd(Growth):
    """Animals over an area."""

    animals: tuple[Animal, ...] = Field(
        ("sheep",), min_length=1, description="which animals are in it", examples=[["sheep", "cow"]]
    )


def place_herd(herd: Herd, plot: Plot) -> Planting:
    """Return the animals; like plants they keep off paths, things and promised views."""
    if herd.only.max_slope is None:
        herd = herd.model_copy(update={"only": herd.only.model_copy(update={"max_slope": _LEVEL_RAD})})
    return place(herd, herd.animals, plot, clumps=_CLUMPS)


PLACER = Placer(params=Herd, place=place_herd)
