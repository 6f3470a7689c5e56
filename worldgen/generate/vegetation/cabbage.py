"""A cabbage: a round head in a rosette of leaves."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, ball, make_sketch, points
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (
    ("#3f7f5a", "#6cae78", "#c2e09a"),
    ("#468658", "#7ab874", "#cfe8a0"),
    ("#5f4f7a", "#8a6f9e", "#c9a8cc"),
    ("#387858", "#62a678", "#b4d894"),
)
HABIT = Habit(
    "ground",
    0.9,
    ground=(Cover.CROP, Cover.PLOUGHED, Cover.SOIL, Cover.GRASS),
    sink_m=0.03,
    per_hectare=1800.0,
    wild=0.4,
)


def draw_cabbage(params: Species, seed: Seed) -> Sketch:
    """Return a cabbage of 0.3 to 0.4 m: a ball and eight outer leaves."""
    height = height_of(params, 0.3, 0.4, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    size = 0.42 * height
    fronds = draw_fronds(8, 0.95 * height, seed, rise=(0.4, 0.8), fall=(0.2, 0.7), slim=0.42)
    return Sketch(
        (
            ball((0.0, 0.52 * height, 0.0), (size, 0.46 * height, size), (leaves[1], leaves[2]), seed / "head", 0.05),
            Leaves(fronds, points((0.0, 0.04, 0.0))[0], leaves, 2),
        ),
        height,
        0.0,
        "leaf",
    )


MAKER = Maker(params=Species, draw=draw_cabbage, make=make_sketch, variants=VARIANTS)
