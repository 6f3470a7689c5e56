"""A tree stump with rings and roots."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#4a382e", "#8a6b52"), ("#523e32", "#957458"), ("#43342c", "#7d6049"), ("#5a463a", "#a08064"))
HABIT = Habit("under", 3.0, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL), sink_m=0.06, per_hectare=24.0, wild=0.6)


def draw_stump(params: Species, seed: Seed) -> Sketch:
    """Return a stump of 0.4 to 0.6 m on five roots; its top shows three rings."""
    height = height_of(params, 0.4, 0.6, seed)
    bark = GRADIENTS[params.variant % VARIANTS]
    thick = 0.62 * height
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.0, 0.3 * height, 0.0), (0.0, 0.96 * height, 0.0)),
            (1.25 * thick, thick, 0.9 * thick),
            bark,
            9,
        )
    ]
    for i, (share, colour) in enumerate(((0.88, "#e0c090"), (0.62, "#c99a62"), (0.54, "#e6c898"), (0.24, "#c99a62"))):
        up = height * (0.96 + 0.01 * i)
        strokes.append(
            stem(
                ((0.0, up, 0.0), (0.0, up + 0.005 * height, 0.0), (0.0, up + 0.006 * height, 0.0)),
                (share * thick, share * thick, 0.0),
                (colour, colour),
                9,
                detail=i > 0,
            )
        )
    for i in range(5):
        turn = 2.0 * np.pi * (i + 0.4 * (seed / "root" / i).one()) / 5
        strokes.append(
            stem(
                (
                    about(turn, 0.7 * thick, 0.3 * height),
                    about(turn, 1.5 * thick, 0.04 * height),
                    about(turn, 2.0 * thick, -0.05 * height),
                ),
                (0.3 * thick, 0.22 * thick, 0.06 * thick),
                bark,
                4,
            )
        )
    strokes.append(
        ball(
            about((seed / "moss").one(0.0, 6.28), 0.95 * thick, 0.35 * height),
            (0.4 * thick, 0.3 * height, 0.4 * thick),
            ("#4f7a35", "#93b84e"),
            seed / "moss",
            0.1,
            rounds=0,
        )
    )
    return Sketch(tuple(strokes), height, thick, "matte")


MAKER = Maker(params=Species, draw=draw_stump, make=make_sketch, variants=VARIANTS)
