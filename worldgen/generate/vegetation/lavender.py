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
    """Return a mound of 0.5 to 0.7 m with eleven flower spikes."""
    height = height_of(params, 0.5, 0.7, seed)
    purple = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [Tuft(draw_blades(9, 0.6 * height, 0.5 * height, 0.5, seed), ("#5f7f62", "#a2b88c"))]
    for i in range(11):
        own = seed / "spike" / i
        turn, out, up = 2.399963 * i, 0.13 * height * np.sqrt(i + 0.2), height * own.one(0.52, 0.72)
        strokes.append(
            stem(
                (
                    about(turn, 1.05 * out, up),
                    about(turn, 1.2 * out, up + 0.12 * height),
                    about(turn, 1.4 * out, up + 0.28 * height),
                ),
                (0.025 * height, 0.045 * height, 0.0),
                purple,
                3,
                detail=i % 2 == 1,
            )
        )
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_lavender, make=make_sketch, variants=VARIANTS)
