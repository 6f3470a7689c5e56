"""A boulder of granite: grey speckled rock."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#6e6a70", "#b4aea8"), ("#77706f", "#c2b8ac"), ("#656670", "#a6a6aa"), ("#7c726c", "#cabba8")),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
