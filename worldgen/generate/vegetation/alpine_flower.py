"""An alpine cushion: a low green pillow strewn with bright flowers."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, round_ball
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GREEN = ("#3f7a4a", "#93bd62")
PETALS = ("#5f7fe8", "#f27aa8", "#f6d64a", "#f4f0fa")
HEART = "#ffd84a"
HABIT = Habit(
    "ground",
    1.0,
    high=0.8,
    ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.ROCK),
    sink_m=0.02,
    per_hectare=380.0,
    leaves="withering",
)


def draw_alpine_flower(params: Species, seed: Seed) -> Sketch:
    """Return a cushion of 0.16 to 0.26 m with six flowers."""
    height = height_of(params, 0.16, 0.26, seed)
    wide = 1.5 * height
    strokes: list[Stroke] = [
        ball((0.0, 0.25 * height, 0.0), (wide, 0.5 * height, wide), GREEN, seed / "cushion", 0.06, rounds=0)
    ]
    for i in range(6):
        own = seed / "flower" / i
        turn, out = 2.399963 * i, wide * 0.32 * np.sqrt(i + 0.3)
        up = height * (0.25 + 0.5 * np.sqrt(max(1.0 - (out / wide) ** 2, 0.0)))
        across = height * own.one(0.36, 0.46)
        petal = PETALS[params.variant % VARIANTS]
        strokes += [
            ball(about(turn, out, up), (across, 0.36 * across, across), (petal, petal), own, 0.05, rounds=0),
            round_ball(about(turn, out, up + 0.26 * across), 0.34 * across, HEART, detail=True),
        ]
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_alpine_flower, make=make_sketch, variants=VARIANTS)
