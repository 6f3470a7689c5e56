"""A mangrove: a low crown on arching stilt roots."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.crown import draw_lumps
from worldgen.generate.vegetation.sketch import Crown, Sketch, Stroke, about, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#5f4a3f", "#8f7462")
GRADIENTS = (("#235f45", "#76ae52"), ("#2a6648", "#86b858"), ("#1f5a48", "#68a250"), ("#356c42", "#98be56"))
HABIT = Habit(
    "canopy",
    4.6,
    shore=2.5,
    high=-1.0,
    ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.MUD),
    per_hectare=160.0,
    wet_m=0.8,
    bank_m=9.0,
)


def draw_mangrove(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 4 to 6 m whose trunk begins above eight arching roots."""
    height = height_of(params, 4.0, 6.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    knee = 0.32 * height
    radius = 0.30 * height
    strokes: list[Stroke] = [
        stem(((0.0, knee * 0.8, 0.0), (0.0, height - radius, 0.0)), (0.035 * height, 0.022 * height), BARK),
        Crown(draw_lumps(4, radius, seed), points((0.0, height - 0.85 * radius, 0.0))[0], leaves, tall=0.85),
    ]
    for i in range(8):
        own = seed / "root" / i
        turn, out = 2.0 * np.pi * (i + 0.5 * own.one()) / 8, height * own.one(0.18, 0.30)
        line = (about(turn, 0.0, knee), about(turn, 0.55 * out, 0.8 * knee), about(turn, out, 0.0))
        strokes.append(stem(line, (0.018 * height, 0.016 * height, 0.012 * height), BARK, 4, detail=i % 2 == 1))
    return Sketch(tuple(strokes), height, 0.16 * height)


MAKER = Maker(params=Species, draw=draw_mangrove, make=make_sketch, variants=VARIANTS)
