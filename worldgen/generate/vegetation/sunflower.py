"""A sunflower: a great yellow face on a tall stalk."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Ball, Leaves, Ribbon, Sketch, Stroke, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

PETALS = (("#e8a020", "#ffd84a"), ("#e29418", "#ffcf3c"), ("#eeaa2c", "#ffe060"), ("#dc8c1c", "#fac63c"))
HABIT = Habit(
    "ground",
    1.0,
    ground=(Cover.CROP, Cover.GRASS, Cover.SOIL, Cover.PLOUGHED, Cover.WHEAT),
    sink_m=0.03,
    per_hectare=1100.0,
    wild=0.4,
    leaves="withering",
)


def draw_sunflower(params: Species, seed: Seed) -> Sketch:
    """Return a flower of 1.6 to 2.2 m: two pairs of leaves, and a face of twelve petals that looks to its front."""
    height = height_of(params, 1.6, 2.2, seed)
    petals = PETALS[params.variant % VARIANTS]
    head = (0.0, 0.88 * height, 0.05 * height)
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.0, 0.7 * height, 0.0), (0.0, 0.9 * height, 0.02 * height)),
            (0.017 * height, 0.014 * height, 0.011 * height),
            ("#4f7f3c", "#86ac50"),
            4,
        ),
        Leaves(
            draw_fronds(4, 0.26 * height, seed, rise=(0.3, 0.6), fall=(-0.7, -0.4), slim=0.26),
            points((0.0, 0.42 * height, 0.0))[0],
            ("#35703f", "#6ca64a", "#98c456"),
            2,
        ),
        Ball(
            points(head)[0],
            np.array([0.075, 0.075, 0.028], np.float32) * np.float32(height),
            ("#5a3a22", "#7a4f2c"),
            np.zeros(42, np.float32),
            0,
        ),
    ]
    for i in range(12):
        turn = 2.0 * np.pi * i / 12
        sin, cos = float(np.sin(turn)), float(np.cos(turn))
        line = points(
            *(
                (head[0] + r * height * sin, head[1] + r * height * cos, head[2] + z * height)
                for r, z in ((0.05, 0.0), (0.09, 0.012), (0.135, 0.0))
            )
        )
        across = np.array([cos, -sin, 0.0], np.float32)
        width = height * np.array([0.035, 0.05, 0.008], np.float32)
        strokes.append(Ribbon(line, width, across, petals, detail=i % 2 == 1))
    return Sketch(tuple(strokes), height, 0.0, "leaf")


MAKER = Maker(params=Species, draw=draw_sunflower, make=make_sketch, variants=VARIANTS)
