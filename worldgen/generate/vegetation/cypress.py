"""A cypress: a dark narrow flame."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stem, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#173f38", "#4f8a50"), ("#1b4638", "#5a9450"), ("#163a3c", "#447e54"), ("#214a36", "#68984e"))
HABIT = Habit("canopy", 3.0, high=-0.1, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.SAND), per_hectare=90.0)


def draw_cypress(params: Species, seed: Seed) -> Sketch:
    """Return a cypress of 8 to 12 m: one flame of ten sides, widest below its middle."""
    height = height_of(params, 8.0, 12.0, seed)
    slim = height * (seed / "slim").one(0.075, 0.095)
    up = np.array([0.06, 0.12, 0.3, 0.55, 0.8, 1.0])
    wide = np.array([0.3, 0.8, 1.0, 0.82, 0.42, 0.0]) * (1.0 + 0.06 * np.clip((seed / "wide").normal(6), -2.0, 2.0))
    sway = 0.2 * slim * (seed / "sway").one(-1.0, 1.0)
    line = np.stack([sway * up, up * height, 0.0 * up], 1).astype(np.float32)
    flame = Stem(line, (slim * wide).astype(np.float32), GRADIENTS[params.variant % VARIANTS], 10)
    trunk = stem(((0.0, 0.0, 0.0), (0.0, 0.1 * height, 0.0)), (0.016 * height, 0.014 * height), ("#5a4336", "#7a5f4a"))
    return Sketch((flame, trunk), height, 0.02 * height + 0.05)


MAKER = Maker(params=Species, draw=draw_cypress, make=make_sketch, variants=VARIANTS)
