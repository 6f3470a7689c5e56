"""A baobab: a bottle of a trunk with stubby branches."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#8f7260", "#c09a80")
GRADIENTS = (("#4f7a3c", "#a8bd5a"), ("#47743f", "#98b454"), ("#5b7f3c", "#b8c460"), ("#44704a", "#8fb25a"))
HABIT = Habit("canopy", 12.0, high=-0.3, ground=(Cover.GRASS, Cover.SOIL, Cover.SAND), per_hectare=7.0)


def draw_baobab(params: Species, seed: Seed) -> Sketch:
    """Return a baobab of 8 to 11 m: a swollen trunk, and six bare branches with a tuft of leaves each."""
    height = height_of(params, 8.0, 11.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    thick = height * (seed / "thick").one(0.12, 0.145)
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.0, 0.14 * height, 0.0), (0.0, 0.5 * height, 0.0), (0.0, 0.7 * height, 0.0)),
            (1.15 * thick, 1.05 * thick, 0.9 * thick, 0.5 * thick),
            BARK,
            9,
        ),
    ]
    for i in range(6):
        own = seed / "branch" / i
        turn = 2.0 * np.pi * (i + own.one(0.0, 0.5)) / 6
        out, up = height * own.one(0.24, 0.36), height * own.one(0.78, 0.92)
        at = about(turn, out, up)
        middle = about(turn, 0.6 * out, 0.76 * height)
        strokes.append(
            stem(
                (about(turn, 0.2 * thick, 0.6 * height), middle, at), (0.4 * thick, 0.26 * thick, 0.1 * thick), BARK, 5
            )
        )
        size = height * own.one(0.08, 0.11)
        strokes.append(ball(at, (size, 0.5 * size, size), leaves, own / "leaves", 0.12, rounds=0))
    return Sketch(tuple(strokes), height, min(1.1 * thick, 1.4))


MAKER = Maker(params=Species, draw=draw_baobab, make=make_sketch, variants=VARIANTS)
