"""Water lilies: round leaves and a pink flower on still water."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Ribbon, Sketch, Stroke, about, make_sketch, points, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

PETALS = (("#e87aa8", "#fbd6e4"), ("#f2f0ea", "#ffffff"), ("#d65a94", "#f6b8d2"), ("#f2d86a", "#fff4c4"))
HABIT = Habit(
    "ground",
    1.8,
    shore=0.6,
    ground=tuple(Cover),
    sink_m=-0.02,
    per_hectare=500.0,
    wet_m=2.2,
    water="afloat",
    bank_m=9.0,
)


def draw_water_lily(params: Species, seed: Seed) -> Sketch:
    """Return five floating leaves of 0.5 m about one flower, 0.22 to 0.3 m high."""
    height = height_of(params, 0.22, 0.3, seed)
    petals = PETALS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i in range(5):
        own = seed / "leaf" / i
        x, _, z = about(2.0 * np.pi * (i + 0.5 * own.one()) / 5, own.one(0.42, 0.7), 0.0)
        size = own.one(0.2, 0.3)
        strokes.append(stem(((x, 0.0, z), (x, 0.02, z), (x, 0.025, z)), (size, size, 0.0), ("#2f7a4a", "#7fbf62"), 8))
    for ring, (count, out, up) in enumerate(((6, 0.16, 0.7), (5, 0.08, 1.0))):
        for i in range(count):
            turn = 2.0 * np.pi * (i + 0.5 * ring) / count
            line = points(
                about(turn, 0.02, 0.03), about(turn, 0.75 * out, 0.5 * up * height), about(turn, out, up * height)
            )
            across = np.array([np.cos(turn), 0.0, -np.sin(turn)], np.float32)
            strokes.append(Ribbon(line, np.array([0.03, 0.09, 0.01], np.float32), across, petals))
    strokes.append(round_ball((0.0, 0.5 * height, 0.0), 0.04, "#f6d24a"))
    return Sketch(tuple(strokes), height, 0.0, "leaf")


MAKER = Maker(params=Species, draw=draw_water_lily, make=make_sketch, variants=VARIANTS)
