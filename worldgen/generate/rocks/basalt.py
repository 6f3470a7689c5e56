"""A boulder of basalt: dark volcanic rock."""

from __future__ import annotations

from worldgen.generate.kinds import Maker
from worldgen.generate.rocks.stone import HABIT, Look, drawer, make_stone
from worldgen.generate.vegetation.species import VARIANTS, Species

__all__ = ["HABIT", "MAKER"]

LOOK = Look(
    (("#413a44", "#857d86"), ("#463c42", "#92868a"), ("#38363f", "#787480"), ("#4a3d40", "#988688")),
)

MAKER = Maker(params=Species, draw=drawer(LOOK), make=make_stone, variants=VARIANTS)
