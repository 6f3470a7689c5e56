"""Life on the floor of the sea: corals, sponges, seagrass and kelp in gardens with sand between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.vegetation import UNDER_WATER
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field

if TYPE_CHECKING:
    Sessile = str
else:
    Sessile = Literal[UNDER_WATER]


class ReefLife(Growth):
    """Corals and sea plants over an area that lies under water."""

    species: tuple[Sessile, ...] = Field(
        ("brain_coral", "staghorn_coral", "fan_coral", "tube_sponge", "seagrass"),
        min_length=1, description="which corals and sea plants grow in it", examples=[["kelp"], ["seagrass"]],
    )  # fmt: skip


def place_reef_life(reef: ReefLife, plot: Plot) -> Planting:
    """Return the reef; its kinds stand in groups, and none rises out of the water."""
    return place(reef, reef.species, plot, clumps=1.3)


PLACER = Placer(params=ReefLife, place=place_reef_life)
