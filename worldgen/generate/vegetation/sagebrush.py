"""Sagebrush: a low silvery bush."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Tuft, ball, make_sketch
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#6b7a62", "#b5bf9c"), ("#74806a", "#c2c8a8"), ("#62745f", "#a6b496"), ("#7c8464", "#c9c9a0"))
HABIT = Habit("under", 1.8, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.GRASS), per_hectare=160.0)


def draw_sagebrush(params: Species, seed: Seed) -> Sketch:
    """Return a bush of 0.5 to 0.9 m: a loose dome of spiky grey tufts."""
    height = height_of(params, 0.5, 0.9, seed)
    green = GRADIENTS[params.variant % VARIANTS]
    return Sketch(
        (
            ball((0.0, 0.38 * height, 0.0), (0.62 * height, 0.42 * height, 0.62 * height), green, seed / "dome", 0.16),
            Tuft(draw_blades(14, 0.98 * height, 0.5 * height, 0.5, seed), green),
        ),
        height,
        0.3 * height,
    )


MAKER = Maker(params=Species, draw=draw_sagebrush, make=make_sketch, variants=VARIANTS)
