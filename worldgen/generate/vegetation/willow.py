"""A weeping willow: a dome from which long curtains hang."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.sketch import Ribbon, Sketch, Stroke, about, ball, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#5f4b3a", "#85694e")
GRADIENTS = (("#4f8a4a", "#b8d468"), ("#5a9150", "#c6da70"), ("#468650", "#a6cc66"), ("#659548", "#d0dc6c"))
HABIT = Habit(
    "canopy",
    6.0,
    shore=1.6,
    high=-1.0,
    per_hectare=60.0,
    bank_m=22.0,
    leaves="deciduous",
    autumn=("#8f7a2a", "#e8d468"),
)


def draw_willow(params: Species, seed: Seed) -> Sketch:
    """Return a willow of 6 to 8 m: a dome of leaves and eighteen curtains that hang nearly to the ground."""
    height = height_of(params, 6.0, 8.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [
        stem(((0.0, 0.0, 0.0), (0.0, 0.62 * height, 0.0)), (0.05 * height, 0.035 * height), BARK, 6)
    ]
    strokes.append(
        ball((0.0, 0.80 * height, 0.0), (0.34 * height, 0.20 * height, 0.34 * height), leaves, seed / "dome", 0.10)
    )
    for i in range(18):
        own = seed / "curtain" / i
        turn = 2.0 * np.pi * (i + 0.6 * own.one()) / 18
        out, low = height * own.one(0.36, 0.46), height * own.one(0.12, 0.3)
        line = points(
            about(turn, 0.18 * height, 0.90 * height),
            about(turn, 0.88 * out, 0.84 * height),
            about(turn, out, 0.55 * height),
            about(turn, 1.02 * out, low),
        )
        across = np.array([np.cos(turn), 0.0, -np.sin(turn)], np.float32)
        width = height * np.array([0.05, 0.13, 0.11, 0.03], np.float32)
        strokes.append(Ribbon(line, width, across, (leaves[1], leaves[0]), detail=i % 2 == 1))
    return Sketch(tuple(strokes), height, 0.06 * height, "leaf")


MAKER = Maker(params=Species, draw=draw_willow, make=make_sketch, variants=VARIANTS)
