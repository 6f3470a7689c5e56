"""A sea fan: a flat lattice of purple branches."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#5f2f80", "#b070e0"), ("#a03a5a", "#f07a9a"), ("#b06a1c", "#f6b85a"), ("#3f5aa0", "#80a8f0"))
HABIT = Habit(
    "under",
    1.2,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.06,
    water="under",
    per_hectare=120.0,
)


def draw_fan_coral(params: Species, seed: Seed) -> Sketch:
    """Return a fan of 1 to 1.5 m: eleven ribs in one plane, tied by three arcs."""
    height = height_of(params, 1.0, 1.5, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [
        stem(((0.0, 0.0, 0.0), (0.0, 0.2 * height, 0.0)), (0.05 * height, 0.035 * height), colours, 5)
    ]
    angle = np.linspace(-1.25, 1.25, 11)
    long = np.array([(seed / "rib" / i).one(0.72, 0.8) for i in range(11)]) * (1.0 - 0.12 * np.abs(angle) ** 2)
    long[5] = 0.8

    def at(k: float, share: float) -> tuple[float, float, float]:
        a, r = np.interp(k, np.arange(11), angle), np.interp(k, np.arange(11), long) * share * height
        return (float(r * np.sin(a)), float(0.2 * height + r * np.cos(a)), float(0.04 * height * np.sin(2.0 * a)))

    thick = (0.02 * height, 0.02 * height, 0.008 * height)
    ribs = [(at(i, 0.0), at(i, 0.5), at(i, 1.0)) for i in range(11)]
    strokes += [stem(rib, thick, colours, 3, detail=i % 2 == 1) for i, rib in enumerate(ribs)]
    for share in (0.4, 0.62, 0.84):
        arc = tuple(at(k, share) for k in np.linspace(0.0, 10.0, 7))
        strokes.append(stem(arc, tuple([0.01 * height] * 7), (colours[1], colours[1]), 3, detail=share != 0.84))
    return Sketch(tuple(strokes), height, 0.1, "matte")


MAKER = Maker(params=Species, draw=draw_fan_coral, make=make_sketch, variants=VARIANTS)
