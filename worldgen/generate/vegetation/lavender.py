"""Lavender: a grey-green mound under purple spikes."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Stroke, Tuft, about, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#6f52a8", "#b59ae0"), ("#785ab2", "#c2a6ea"), ("#64489c", "#a68cd6"), ("#8460b0", "#ceb0ea"))
HABIT = Habit(
    "ground",
    0.9,
    ground=(Cover.CROP, Cover.GRASS, Cover.SOIL, Cover.PLOUGHED, Cover.GRAVEL),
    sink_m=0.03,
    per_hectare=1500.0,
    wild=0.4,
)


def draw_lavender(params: Species, seed: Seed) -> Sketch:
    """Return a mound of 0.5 to 0.7 m: grey-green leaves, and eleven flower spikes on stalks that fan out."""
    height = height_of(params, 0.5, 0.7, seed)
    purple = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [Tuft(draw_blades(11, 0.5 * height, 0.34 * height, 0.7, seed), ("#5f7f62", "#a2b88c"))]
    for i in range(11):
        own = seed / "spike" / i
        turn, out, up = 2.399963 * i, 0.13 * height * np.sqrt(i + 0.2), height * own.one(0.56, 0.72)
        foot, neck = about(turn, 0.35 * out, 0.0), about(turn, 1.2 * out, up)
        middle, top = about(turn, 1.3 * out, up + 0.1 * height), about(turn, 1.5 * out, up + 0.28 * height)
        thin, detail = 0.011 * height, i % 2 == 1
        strokes += [
            stem((foot, neck), (thin, thin), ("#6f8f68", "#8da583"), 3, detail=detail),
            stem((neck, middle, top), (thin, 0.048 * height, 0.0), purple, 3, detail=detail),
        ]
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_lavender, make=make_sketch, variants=VARIANTS)
