"""A clump of bamboo: jointed green canes with tufts of leaves."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, Stroke, about, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

CANES = (("#5f8a3c", "#b5cf5e"), ("#6b9440", "#c4d466"), ("#54803f", "#a5c45a"), ("#7a9a3f", "#d0d468"))
GRADIENTS = (
    ("#3f7a45", "#79b050", "#b2d060"),
    ("#45804a", "#86ba54", "#c0d866"),
    ("#387446", "#6aa64e", "#a2c65c"),
    ("#4f8444", "#94be52", "#ccdc66"),
)
HABIT = Habit("canopy", 3.0, shore=0.3, high=-0.6, per_hectare=120.0)


def draw_bamboo(params: Species, seed: Seed) -> Sketch:
    """Return a clump of 5 to 7 m: eight canes that lean apart, each with leaves near its top."""
    height = height_of(params, 5.0, 7.0, seed)
    canes, leaves = CANES[params.variant % VARIANTS], GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i in range(8):
        own = seed / "cane" / i
        turn, foot, tall = (
            2.399963 * i,
            0.03 * height * np.sqrt(i + 0.3),
            height * (1.0 if i == 0 else own.one(0.68, 0.95)),
        )
        out = foot + 0.16 * tall * own.one(0.2, 1.0)
        line = (about(turn, foot, 0.0), about(turn, 0.6 * foot + 0.4 * out, 0.6 * tall), about(turn, out, tall))
        strokes.append(stem(line, (0.012 * height, 0.011 * height, 0.004 * height), canes, 4))
        fronds = draw_fronds(4, 0.15 * height, own / "leaves", rise=(0.1, 0.7), fall=(-1.1, -0.6), slim=0.13)
        strokes.append(Leaves(fronds, points(about(turn, 0.9 * out, 0.86 * tall))[0], leaves, 2, detail=i % 2 == 1))
    return Sketch(tuple(strokes), height, 0.10 * height, "leaf")


MAKER = Maker(params=Species, draw=draw_bamboo, make=make_sketch, variants=VARIANTS)
