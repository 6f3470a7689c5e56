"""An apple tree: a low round crown with red fruit."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.crown import draw_lumps
from worldgen.generate.vegetation.sketch import Crown, Sketch, Stroke, about, make_sketch, points, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#5f4738", "#8a6a4e")
APPLES = ("#d6402f", "#e8623c")
GRADIENTS = (("#35703f", "#93bd58"), ("#3f7a42", "#a2c65c"), ("#2f6b45", "#86b456"), ("#4a7f3f", "#b2cc5e"))
HABIT = Habit("canopy", 5.0, high=-0.6, per_hectare=150.0, leaves="deciduous", blossom="#f4b9c6")


def draw_apple_tree(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 3.5 to 4.5 m with nine apples on its crown."""
    height = height_of(params, 3.5, 4.5, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    radius = 0.36 * height
    middle = height - 0.9 * radius
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.03 * height, 0.3 * height, 0.0), (0.0, middle, 0.0)),
            (0.045 * height, 0.034 * height, 0.02 * height),
            BARK,
        ),
        Crown(draw_lumps(3, radius, seed), points((0.0, middle, 0.0))[0], leaves),
    ]
    for i in range(9):
        own = seed / "apple" / i
        turn, tilt = 2.399963 * i + own.one(0.0, 0.8), own.one(-0.5, 0.7)
        out = 0.98 * radius * np.cos(tilt)
        strokes.append(
            round_ball(about(turn, out, middle + 0.75 * radius * np.sin(tilt)), 0.035 * height, APPLES[i % 2])
        )
    return Sketch(tuple(strokes), height, 0.05 * height + 0.05)


MAKER = Maker(params=Species, draw=draw_apple_tree, make=make_sketch, variants=VARIANTS)
