"""A block of ice: blue below, white above."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#6fb5d6", "#eaf7fc"), ("#7cc0dc", "#f2fafd"), ("#62a8cc", "#e0f2fa"), ("#8accdf", "#f8fdff")),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
