"""A flame tree: a wide low crown of scarlet or golden flowers over fresh green, that is seen far over a forest."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#6e5a4a", "#9a8470")
LEAVES = ("#2c6a44", "#79a84c")
FLOWERS = (("#c4442c", "#f08a4a"), ("#c98a1f", "#f6cf58"), ("#b8487a", "#f0a0b8"), ("#c8572c", "#f4a060"))
HABIT = Habit("canopy", 5.0, high=-0.2, per_hectare=30.0)


def draw_flame_tree(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 7 to 10 m: a short trunk that parts, leaves below, flowers over them like an umbrella."""
    height = height_of(params, 7.0, 10.0, seed)
    flowers = FLOWERS[params.variant % VARIANTS]
    first = (seed / "arms").one(0.0, 6.28)
    strokes: list[Stroke] = [
        stem(((0.0, 0.0, 0.0), (0.0, 0.62 * height, 0.0)), (0.045 * height, 0.026 * height), BARK, 6),
        ball((0.0, 0.66 * height, 0.0), (0.33 * height, 0.16 * height, 0.33 * height), LEAVES, seed / "leaves", 0.10),
    ]
    for arm in range(4):
        own = seed / "arm" / arm
        turn, out = first + 2.0 * np.pi * arm / 3 + own.one(-0.3, 0.3), height * (0.24 if arm < 3 else 0.02)
        size = height * own.one(0.21, 0.26)
        up = height * (own.one(0.74, 0.80) if arm < 3 else 0.87)
        strokes.append(ball(about(turn, out, up), (size, 0.12 * height, size), flowers, own, 0.12))
        if arm < 3:
            strokes.append(
                stem(((0.0, 0.40 * height, 0.0), about(turn, out, up)), (0.024 * height, 0.012 * height), BARK, 4,
                     detail=True)
            )  # fmt: skip
    return Sketch(tuple(strokes), height, 0.045 * height)


MAKER = Maker(params=Species, draw=draw_flame_tree, make=make_sketch, variants=VARIANTS)
