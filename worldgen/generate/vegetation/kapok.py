"""A kapok: the giant of the rainforest, with buttress roots and a crown above all others."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#8a7a68", "#b5a68e")
GRADIENTS = (("#1f5a45", "#6aa650"), ("#245f46", "#78b054"), ("#1c5548", "#5c9a50"), ("#2c6542", "#88b856"))
HABIT = Habit("canopy", 11.0, high=-0.4, per_hectare=16.0)


def draw_kapok(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 17 to 23 m: a pale straight trunk with five fins at its foot and a wide flat crown."""
    height = height_of(params, 17.0, 23.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.0, 0.1 * height, 0.0), (0.0, 0.74 * height, 0.0)),
            (0.036 * height, 0.027 * height, 0.018 * height),
            BARK,
            7,
        ),
    ]
    first = (seed / "fins").one(0.0, 6.28)
    for i in range(5):
        turn = first + 2.0 * np.pi * i / 5 + (seed / "fin" / i).one(-0.2, 0.2)
        strokes.append(
            stem(
                (
                    about(turn, 0.105 * height, -0.02 * height),
                    about(turn, 0.04 * height, 0.035 * height),
                    about(turn, 0.012 * height, 0.16 * height),
                ),
                (0.012 * height, 0.02 * height, 0.012 * height),
                BARK,
                4,
            )
        )
    for i in range(4):
        own = seed / "plate" / i
        turn, out, up = (
            first + 1.7 * i,
            (0.0 if i == 0 else 0.15 * height),
            height * (0.90 if i == 0 else own.one(0.78, 0.86)),
        )
        size = height * own.one(0.17, 0.21)
        strokes.append(ball(about(turn, out, up), (size, 0.075 * height, size), leaves, own, 0.11))
        if out:
            strokes.append(
                stem(
                    ((0.0, 0.68 * height, 0.0), about(turn, out, up)),
                    (0.014 * height, 0.008 * height),
                    BARK,
                    4,
                    detail=True,
                )
            )
    return Sketch(tuple(strokes), height, 0.04 * height)


MAKER = Maker(params=Species, draw=draw_kapok, make=make_sketch, variants=VARIANTS)
