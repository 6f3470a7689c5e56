"""Tube sponges: a cluster of open chimneys."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

DARK = "#6b3a2c"
GRADIENTS = (("#c08a1c", "#f6d84a"), ("#c0582c", "#f69a5a"), ("#8f4fa0", "#d090e0"), ("#3f8fa0", "#7fd8e0"))
HABIT = Habit(
    "under",
    1.1,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.06,
    water="under",
    per_hectare=120.0,
)


def draw_tube_sponge(params: Species, seed: Seed) -> Sketch:
    """Return five tubes, the tallest of 0.8 to 1.3 m, dark inside."""
    height = height_of(params, 0.8, 1.3, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i in range(5):
        own = seed / "tube" / i
        turn, out, tall = 2.399963 * i, 0.2 * height * np.sqrt(i), height * (1.0 if i == 0 else own.one(0.45, 0.8))
        foot, top = about(turn, out, 0.0), about(turn, 1.5 * out, tall)
        middle = about(turn, 1.15 * out, 0.55 * tall)
        lip = about(turn, 1.49 * out, 0.93 * tall)
        strokes.append(stem((foot, middle, top, lip), (0.09 * height, 0.1 * height, 0.115 * height, 0.0), colours, 8))
        strokes.append(
            stem((lip, about(turn, 1.5 * out, 0.985 * tall)), (0.0, 0.085 * height), (DARK, DARK), 8, detail=True)
        )
    return Sketch(tuple(strokes), height, 0.25 * height, "matte")


MAKER = Maker(params=Species, draw=draw_tube_sponge, make=make_sketch, variants=VARIANTS)
