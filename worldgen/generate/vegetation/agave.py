"""An agave: a rosette of stiff blue-green blades."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, make_sketch, points
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (
    ("#5f8a7a", "#86ad92", "#d6d8a0"),
    ("#567f78", "#7ca490", "#cfd49c"),
    ("#68907a", "#92b48e", "#dede9e"),
    ("#50787a", "#749c94", "#c6cf9c"),
)
HABIT = Habit("under", 1.8, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.ROCK, Cover.GRASS), per_hectare=60.0)


def draw_agave(params: Species, seed: Seed) -> Sketch:
    """Return a rosette of 0.8 to 1.2 m with sixteen pointed leaves."""
    height = height_of(params, 0.8, 1.2, seed)
    fronds = draw_fronds(16, 1.0 * height, seed, rise=(0.3, 1.35), fall=(0.1, 0.75), slim=0.10)
    return Sketch(
        (Leaves(fronds, points((0.0, 0.05, 0.0))[0], GRADIENTS[params.variant % VARIANTS], 2),),
        height,
        0.2 * height,
        "leaf",
    )


MAKER = Maker(params=Species, draw=draw_agave, make=make_sketch, variants=VARIANTS)
