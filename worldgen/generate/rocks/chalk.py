"""A white boulder of chalk."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#c9c4b4", "#f6f3ea"), ("#d2ccbc", "#fbf8f0"), ("#c0bcae", "#efece2"), ("#d8d2c0", "#fffaf0")),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
