"""A barrel cactus: a ribbed ball with a ring of flowers."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stem, Stroke, about, make_sketch, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

FLOWERS = ("#f06a8a", "#f2b23c", "#e8563c", "#f6e06a")
GRADIENTS = (("#3a6b48", "#7aa860"), ("#42724a", "#88b066"), ("#356450", "#6c9e62"), ("#4c7846", "#9ab866"))
HABIT = Habit("under", 1.6, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.ROCK, Cover.GRASS), per_hectare=70.0)


def draw_barrel_cactus(params: Species, seed: Seed) -> Sketch:
    """Return a cactus of 0.6 to 0.9 m: a barrel of ten ribs, pale spines along them, five flowers."""
    height = height_of(params, 0.6, 0.9, seed)
    wide = height * (seed / "wide").one(0.42, 0.5)
    up, out = np.array([0.0, 0.25, 0.55, 0.8, 0.93, 0.95]), np.array([0.72, 0.98, 1.0, 0.74, 0.3, 0.0])
    line = np.stack([0.0 * up, up * height, 0.0 * up], 1).astype(np.float32)
    strokes: list[Stroke] = [Stem(line, (wide * out).astype(np.float32), GRADIENTS[params.variant % VARIANTS], 10)]
    for i in range(10):
        turn = 2.0 * np.pi * i / 10
        spine = tuple(about(turn, 1.03 * wide * o, u * height) for u, o in ((0.1, 0.84), (0.5, 1.01), (0.82, 0.72)))
        strokes.append(
            stem(spine, (0.012 * height, 0.022 * height, 0.012 * height), ("#e6dcae", "#f6eec8"), 3, detail=True)
        )
    for i in range(5):
        turn = 2.0 * np.pi * i / 5
        strokes.append(
            round_ball(
                about(turn, 0.28 * wide, 0.95 * height), 0.09 * height, FLOWERS[params.variant % VARIANTS], detail=False
            )
        )
    return Sketch(tuple(strokes), height, 0.9 * wide)


MAKER = Maker(params=Species, draw=draw_barrel_cactus, make=make_sketch, variants=VARIANTS)
