"""Seagrass: bright green ribbons on the sea floor."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Tuft, make_sketch
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#2f7a4a", "#9cd468"), ("#35824e", "#a8dc70"), ("#2a7450", "#8cca66"), ("#418a48", "#b8e070"))
HABIT = Habit(
    "ground",
    0.9,
    ground=(Cover.SAND, Cover.MUD, Cover.GRAVEL, Cover.GRASS, Cover.SOIL),
    sink_m=0.04,
    per_hectare=1100.0,
    water="under",
)


def draw_seagrass(params: Species, seed: Seed) -> Sketch:
    """Return a tuft of 0.5 to 0.8 m."""
    height = height_of(params, 0.5, 0.8, seed)
    return Sketch(
        (Tuft(draw_blades(15, height, 0.4 * height, 0.3, seed), GRADIENTS[params.variant % VARIANTS]),), height
    )


MAKER = Maker(params=Species, draw=draw_seagrass, make=make_sketch, variants=VARIANTS)
