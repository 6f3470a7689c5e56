"""Kelp: long ribbons that rise to the light."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Ribbon, Sketch, Stem, Stroke, make_sketch
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#4f5f2a", "#b5b84a"), ("#5a6630", "#c4c456"), ("#44582c", "#a4ac48"), ("#66682c", "#d0c45a"))
HABIT = Habit(
    "canopy",
    2.2,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.06,
    water="under",
    per_hectare=420.0,
)


def draw_kelp(params: Species, seed: Seed) -> Sketch:
    """Return a plant of 4 to 7 m: three stalks that sway, with leaves to either side."""
    height = height_of(params, 4.0, 7.0, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    s = np.linspace(0.0, 1.0, 5)
    for i in range(3):
        own = seed / "stalk" / i
        turn, tall, foot = (
            2.1 * i + own.one(0.0, 1.0),
            height * (1.0 if i == 0 else own.one(0.6, 0.85)),
            0.03 * height * i,
        )
        sway = 0.06 * height * np.sin(3.0 * s + own.one(0.0, 6.28))
        x, z = foot * np.sin(turn) + sway * np.sin(turn), foot * np.cos(turn) + sway * np.cos(turn)
        line = np.stack([x, s * tall, z], 1).astype(np.float32)
        strokes.append(Stem(line, np.full(5, 0.008 * height, np.float32), colours, 3))
        for k in range(7):
            up = (0.16 + 0.12 * k) * tall
            at = np.array([np.interp(up / tall, s, x), up, np.interp(up / tall, s, z)])
            way = turn + 1.9 * k + own.one(0.0, 0.5)
            out = np.array([np.sin(way), 0.0, np.cos(way)])
            leaf = np.stack(
                [
                    at,
                    at + out * 0.09 * height + [0.0, 0.05 * height, 0.0],
                    at + out * 0.17 * height + [0.0, 0.12 * height, 0.0],
                ]
            )
            width = height * np.array([0.01, 0.045, 0.004], np.float32)
            across = np.array([np.cos(way), 0.0, -np.sin(way)], np.float32)
            strokes.append(Ribbon(leaf.astype(np.float32), width, across, colours, detail=k % 2 == 1))
    return Sketch(tuple(strokes), height, 0.08, "leaf")


MAKER = Maker(params=Species, draw=draw_kelp, make=make_sketch, variants=VARIANTS)
