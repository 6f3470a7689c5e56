"""A forest: trees, and what grows under them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from worldgen.core.issues import SpecError, issue
from worldgen.generate.cover.grow import Rim
from worldgen.generate.cover.placing import place
from worldgen.generate.cover.plot import Plot
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.vegetation import KINDS
from worldgen.generate.vegetation.nursery import habit_of
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field
from worldgen.spec.words import YesNo

if TYPE_CHECKING:
    Plant = str
else:
    Plant = Literal[tuple(kind.name for kind in KINDS)]

_BELOW = ("bush", "grass_tuft")
_BELOW_PER_HECTARE = 170.0
_BELOW_AT_EDGE, _BELOW_DEEP = 1.9, 0.7  # of that
_TREES = Rim(beside_path=0.3)
_BELOW_VARIANTS = ("0", "1")  # small things look alike; every variant costs a draw call


class Forest(Growth):
    """Trees and undergrowth over an area."""

    species: tuple[Plant, ...] = Field(
        ("broadleaf",), min_length=1, description="which plants grow in it", examples=[["palm", "tree_fern"]]
    )
    undergrowth: YesNo = Field(True, description="whether a few bushes and tufts of grass grow between the trees")

    @property
    def companions(self) -> tuple[str, ...]:
        """What grows there besides the species that are named."""
        return tuple(name for name in _BELOW if name not in self.species) if self.undergrowth else ()


def place_forest(forest: Forest, plot: Plot) -> Planting:
    """Return the forest; tall plants first, so that what grows under them keeps off their stems.

    Trees stand back from paths and thin out at the edge; there, around clearings and where a promised view keeps trees
    away, the undergrowth is thickest, so that a wood never ends like a wall.
    """
    _check(forest, plot)
    trees = place(forest, forest.species, plot, rim=_TREES)
    if not forest.companions:
        return trees
    few = {key: model for key, model in plot.models.items() if key.rpartition(".")[2] in _BELOW_VARIANTS}
    claim = np.concatenate([plot.claim_m, trees.claim_m])
    floor = replace(plot, pointer="", models=few, claim_m=claim, seed=plot.seed / "undergrowth")
    words = forest.model_copy(update={"density": _BELOW_PER_HECTARE})
    below = place(words, forest.companions, floor, clumps=1.3, rim=Rim(_BELOW_AT_EDGE, _BELOW_DEEP, glades=plot.seed))
    return Planting(
        (*trees.instances, *below.instances), np.concatenate([trees.claim_m, below.claim_m]), trees.warnings
    )


def _check(forest: Forest, plot: Plot) -> None:
    """Refuse plants that live under water or float on it, where the lesson names them and there is dry land.

    Raises
    ------
    SpecError
        COVER_UNFIT for each of them.
    """
    wet = [(i, name) for i, name in enumerate(forest.species) if habit_of(name).water != "dry"]
    if wet and plot.asked and plot.ground.land.ceiling_m is None:
        raise SpecError(
            issue("COVER_UNFIT", f"{plot.pointer}/species/{i}", id=plot.id, species=name) for i, name in wet
        )


PLACER = Placer(params=Forest, place=place_forest)
