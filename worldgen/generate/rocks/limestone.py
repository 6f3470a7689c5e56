"""A boulder of limestone: pale rock."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#a3967f", "#e6dac0"), ("#9a9184", "#dcd5c4"), ("#ab9a7c", "#eddfbd"), ("#96907f", "#d6d0bc")),
    layers=0.25,
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
