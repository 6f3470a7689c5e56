"""Brain coral: a grooved dome."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

PALE = "#f6e2b0"
_RIDGES = 15
GRADIENTS = (("#a8683c", "#e8b45c"), ("#7f7a3c", "#cfc860"), ("#a8506a", "#f0a0a8"), ("#5f7a6a", "#a8d0a0"))
HABIT = Habit(
    "under",
    1.4,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.28,
    water="under",
    per_hectare=160.0,
)


def draw_brain_coral(params: Species, seed: Seed) -> Sketch:
    """Return a dome of 0.6 to 1.1 m with winding pale ridges."""
    height = height_of(params, 0.6, 1.1, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    wide = 0.86 * height
    strokes: list[Stroke] = [ball((0.0, 0.46 * height, 0.0), (wide, 0.5 * height, wide), colours, seed / "dome", 0.03)]
    for i in range(_RIDGES):
        own = seed / "ridge" / i
        line = []
        turn, tilt = 2.399963 * i, 0.12 + 1.1 * (i + own.one()) / _RIDGES
        for _ in range(5):
            r = 0.995 * wide * np.cos(tilt)
            line.append(about(turn, r, height * (0.46 + 0.4975 * np.sin(tilt))))
            turn, tilt = (
                turn + own.one(0.24, 0.36) / np.cos(0.8 * tilt),
                min(max(tilt + 0.2 * np.cos(5.0 * turn), 0.05), 1.4),
            )
        strokes.append(
            stem(
                tuple(line),
                (0.012 * height, 0.03 * height, 0.03 * height, 0.03 * height, 0.012 * height),
                (PALE, PALE),
                3,
                detail=True,
            )
        )
    return Sketch(tuple(strokes), height, wide, "matte")


MAKER = Maker(params=Species, draw=draw_brain_coral, make=make_sketch, variants=VARIANTS)
