"""Staghorn coral: a thicket of antlers with pale tips."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, make_sketch, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#c2603a", "#f6a860"), ("#4f6fc0", "#90b0f0"), ("#b04a80", "#f090b8"), ("#c0902c", "#f6d868"))
HABIT = Habit(
    "under",
    1.2,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.06,
    water="under",
    per_hectare=220.0,
)


def draw_staghorn_coral(params: Species, seed: Seed) -> Sketch:
    """Return a coral of 0.8 to 1.4 m: seven antlers, each with a side branch."""
    height = height_of(params, 0.8, 1.4, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i in range(7):
        own = seed / "antler" / i
        turn, out = 2.399963 * i, height * (0.12 + 0.5 * np.sqrt(i / 7))
        tall = height * (1.0 if i == 0 else own.one(0.55, 0.9))
        middle, tip = about(turn, 0.5 * out, 0.45 * tall), about(turn, out, tall)
        strokes.append(
            stem((about(turn, 0.2 * out, 0.0), middle, tip), (0.06 * height, 0.05 * height, 0.012 * height), colours, 5)
        )
        side = turn + own.one(0.7, 1.1)
        end = (
            middle[0] + 0.2 * height * float(np.sin(side)),
            middle[1] + 0.28 * height,
            middle[2] + 0.2 * height * float(np.cos(side)),
        )
        strokes.append(
            stem((middle, end), (0.04 * height, 0.012 * height), (colours[1], "#fff2e2"), 4, detail=i % 2 == 1)
        )
        strokes.append(round_ball(tip, 0.03 * height, "#fff2e2"))
    return Sketch(tuple(strokes), height, 0.35 * height, "matte")


MAKER = Maker(params=Species, draw=draw_staghorn_coral, make=make_sketch, variants=VARIANTS)
