"""A sea anemone: a stalk crowned with soft arms."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Tuft, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#d0608a", "#ffc0d8"), ("#8fb04a", "#e6f0a0"), ("#c07ae0", "#f0d0ff"), ("#e0903c", "#ffe0a8"))
HABIT = Habit(
    "ground",
    1.2,
    ground=(Cover.SAND, Cover.ROCK, Cover.GRAVEL, Cover.MUD, Cover.GRASS, Cover.SOIL),
    sink_m=0.14,
    water="under",
    per_hectare=200.0,
)


def draw_anemone(params: Species, seed: Seed) -> Sketch:
    """Return an anemone of 0.4 to 0.6 m with eighteen arms."""
    height = height_of(params, 0.4, 0.6, seed)
    colours = GRADIENTS[params.variant % VARIANTS]
    stalk = stem(
        ((0.0, 0.0, 0.0), (0.0, 0.4 * height, 0.0), (0.0, 0.46 * height, 0.0)),
        (0.3 * height, 0.36 * height, 0.1 * height),
        ("#a8623c", "#d89a5c"),
        7,
    )
    arms = draw_blades(18, 0.58 * height, 0.36 * height, 0.75, seed)
    return Sketch((stalk, Tuft(arms, colours, 0.40 * height)), height, 0.0, "matte")


MAKER = Maker(params=Species, draw=draw_anemone, make=make_sketch, variants=VARIANTS)
