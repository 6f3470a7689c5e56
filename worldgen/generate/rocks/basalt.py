"""A boulder of basalt: dark volcanic rock."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#2c2830", "#5d565e"), ("#332c33", "#6b6066"), ("#27262e", "#545058"), ("#3a2f33", "#75656a")),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
