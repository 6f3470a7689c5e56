"""A slab of slate: dark grey-blue, in layers."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#3f4854", "#7f8c9a"), ("#474f58", "#8c969f"), ("#3a434f", "#748292"), ("#505760", "#9aa2aa")),
    layers=1.0,
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
