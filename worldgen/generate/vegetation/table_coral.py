"""Table coral: a wide flat plate on a foot."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#5f7a4a", "#a8c870"), ("#8f6a4a", "#d8b080"), ("#6a5a90", "#b0a0e0"), ("#4a7f80", "#88c8c0"))
HABIT = Habit(
    "under",
    1.8,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.06,
    water="under",
    per_hectare=90.0,
)


def draw_table_coral(params: Species, seed: Seed) -> Sketch:
    """Return a plate of 0.6 to 1 m in height and about twice as wide, with a second one below."""
    height = height_of(params, 0.6, 1.0, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    wide = 0.95 * height
    turn = (seed / "turn").one(0.0, 6.28)
    low = about(turn, 0.45 * wide, 0.58 * height)
    return Sketch(
        (
            stem(
                ((0.0, 0.0, 0.0), (0.0, 0.5 * height, 0.0), (0.0, 0.86 * height, 0.0)),
                (0.24 * height, 0.14 * height, 0.3 * height),
                colours,
                6,
            ),
            ball((0.0, 0.9 * height, 0.0), (wide, 0.09 * height, wide), (colours[1], colours[1]), seed / "plate", 0.06),
            ball(low, (0.5 * wide, 0.06 * height, 0.5 * wide), colours, seed / "small", 0.06, rounds=0),
        ),
        height,
        0.6 * wide,
        "matte",
    )


MAKER = Maker(params=Species, draw=draw_table_coral, make=make_sketch, variants=VARIANTS)
