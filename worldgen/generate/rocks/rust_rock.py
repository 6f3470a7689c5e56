"""A rust-red boulder, such as those of Mars."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#5f3426", "#b56a48"), ("#6b3a2a", "#c2775a"), ("#54302a", "#a05f48"), ("#744230", "#cf8a66")),
    tall_m=(0.6, 1.7),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
