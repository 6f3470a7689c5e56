"""A tussock: a stiff mound of pale grass, for cold and windy ground."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Tuft, make_sketch
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#7f8a52", "#cfcf8a"), ("#8a9258", "#dad698"), ("#74824e", "#c0c67e"), ("#948f58", "#e0d494"))
HABIT = Habit(
    "ground",
    1.3,
    high=0.4,
    ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL, Cover.SNOW),
    sink_m=0.04,
    per_hectare=420.0,
    leaves="withering",
)


def draw_tussock(params: Species, seed: Seed) -> Sketch:
    """Return a tuft of 0.35 to 0.6 m."""
    height = height_of(params, 0.35, 0.6, seed)
    return Sketch(
        (Tuft(draw_blades(13, height, 0.55 * height, 0.8, seed), GRADIENTS[params.variant % VARIANTS]),), height
    )


MAKER = Maker(params=Species, draw=draw_tussock, make=make_sketch, variants=VARIANTS)
