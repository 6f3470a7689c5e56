"""Heather: a low purple mound."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Stroke, Tuft, about, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#4f6b45", "#b56aa8"), ("#55704a", "#c47ab0"), ("#4a6648", "#a45aa0"), ("#5f7448", "#d48cba"))
HABIT = Habit(
    "ground", 1.1, high=0.5, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.ROCK), sink_m=0.03, per_hectare=480.0
)


def draw_heather(params: Species, seed: Seed) -> Sketch:
    """Return a mound of 0.35 to 0.55 m: a green foot that blooms on top."""
    height = height_of(params, 0.35, 0.55, seed)
    bloom = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [Tuft(draw_blades(8, 0.7 * height, 0.55 * height, 0.6, seed), ("#41603f", "#86a060"))]
    for i in range(13):
        own = seed / "sprig" / i
        turn, out = 2.399963 * i, 0.2 * height * np.sqrt(i + 0.2)
        up = height * own.one(0.72, 1.0) * (1.0 - 0.32 * out / height)
        line = (about(turn, 0.8 * out, 0.3 * up), about(turn, 1.1 * out, 0.66 * up), about(turn, 1.3 * out, up))
        strokes.append(stem(line, (0.02 * height, 0.095 * height, 0.012 * height), bloom, 4, detail=i % 2 == 1))
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_heather, make=make_sketch, variants=VARIANTS)
