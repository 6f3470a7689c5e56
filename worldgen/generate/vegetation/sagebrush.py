"""Sagebrush: a low silvery bush."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Stroke, Tuft, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#6b7a62", "#b5bf9c"), ("#74806a", "#c2c8a8"), ("#62745f", "#a6b496"), ("#7c8464", "#c9c9a0"))
HABIT = Habit("under", 1.8, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.GRASS), per_hectare=160.0)
_DETAIL = (2, 3, 6)  # twigs that are not drawn from afar


def draw_sagebrush(params: Species, seed: Seed) -> Sketch:
    """Return a bush of 0.5 to 0.9 m: twigs that fan out from one foot, each under a silvery tuft."""
    height = height_of(params, 0.5, 0.9, seed)
    green = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [Tuft(draw_blades(12, 0.6 * height, 0.4 * height, 0.8, seed), green)]
    for i in range(7):
        own = seed / "twig" / i
        turn, out = 2.399963 * i, height * (0.12 + 0.15 * np.sqrt(i)) * own.one(0.9, 1.1)
        up = height * own.one(0.62, 0.74) * (1.0 - 0.3 * out / height)
        tip, size = about(turn, out, up), height * own.one(0.2, 0.26)
        twig = stem((about(turn, 0.1 * out, 0.0), tip), (0.03 * height, 0.014 * height), ("#6a5848", "#8c8068"), 3)
        tuft = ball(tip, (size, 0.8 * size, size), green, own, 0.3, rounds=0)
        strokes += [replace(one, detail=i in _DETAIL) for one in (twig, tuft)]
    return Sketch(tuple(strokes), height, 0.3 * height)


MAKER = Maker(params=Species, draw=draw_sagebrush, make=make_sketch, variants=VARIANTS)
