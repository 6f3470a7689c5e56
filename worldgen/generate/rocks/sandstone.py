"""A boulder of sandstone: warm, layered rock."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#8f5a44", "#d8a678"), ("#9a6648", "#e2b584"), ("#84533f", "#cb9468"), ("#a1704f", "#e8c190")),
    layers=0.4,
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
