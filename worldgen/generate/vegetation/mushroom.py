"""Toadstools: red caps with white spots."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, make_sketch, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#a82c24", "#e0483a"), ("#b0382a", "#ea5a44"), ("#8f5a34", "#c98a54"), ("#a03028", "#d84c3e"))
HABIT = Habit("ground", 1.4, ground=(Cover.GRASS, Cover.SOIL), sink_m=0.02, per_hectare=90.0)


def draw_mushroom(params: Species, seed: Seed) -> Sketch:
    """Return three toadstools, the tallest of 0.3 to 0.45 m."""
    height = height_of(params, 0.3, 0.45, seed)
    cap = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i, (tall, out) in enumerate(((1.0, 0.0), (0.68, 0.5), (0.5, 0.42))):
        turn, up = 2.4 * i + (seed / "turn").one(0.0, 6.28), tall * height
        x, _, z = about(turn, out * height, 0.0)
        strokes.append(stem(((x, 0.0, z), (x, 0.7 * up, z)), (0.13 * up, 0.09 * up), ("#d8cdb8", "#fbf6ea"), 5))
        rim, top = 0.46 * up, 0.72 * up
        strokes.append(
            stem(
                ((x, top - 0.14 * up, z), (x, top, z), (x, 0.92 * up, z), (x, up, z)),
                (rim, 0.92 * rim, 0.5 * rim, 0.0),
                cap,
                8,
            )
        )
        for k in range(4 if i < 2 else 0):
            dx, _, dz = about(1.6 * k + i, 0.26 * up, 0.0)
            strokes.append(round_ball((x + dx, 0.9 * up, z + dz), 0.055 * up, "#fbf6ea"))
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_mushroom, make=make_sketch, variants=VARIANTS)
