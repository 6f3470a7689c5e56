"""Dry grass: golden tufts of the savanna."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Tuft, make_sketch
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#a8833c", "#ecd080"), ("#b08e44", "#f2dc90"), ("#9a7838", "#e0c070"), ("#b89a50", "#f6e6a0"))
HABIT = Habit("ground", 1.1, ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL), sink_m=0.04, per_hectare=700.0)


def draw_dry_grass(params: Species, seed: Seed) -> Sketch:
    """Return a tuft of 0.6 to 1.0 m."""
    height = height_of(params, 0.6, 1.0, seed)
    return Sketch(
        (Tuft(draw_blades(10, height, 0.36 * height, 0.45, seed), GRADIENTS[params.variant % VARIANTS]),), height
    )


MAKER = Maker(params=Species, draw=draw_dry_grass, make=make_sketch, variants=VARIANTS)
