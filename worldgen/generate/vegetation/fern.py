"""A fern: a shuttlecock of arching green fronds."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, make_sketch, points
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (
    ("#2a6b42", "#5fa04c", "#a5cc60"),
    ("#2f7246", "#6cac52", "#b2d468"),
    ("#256444", "#54944a", "#96c05c"),
    ("#3a783f", "#7cb44e", "#c0d864"),
)
HABIT = Habit("ground", 1.3, shore=0.2, sink_m=0.03, per_hectare=320.0, leaves="withering")


def draw_fern(params: Species, seed: Seed) -> Sketch:
    """Return a fern of 0.6 to 0.9 m with nine fronds."""
    height = height_of(params, 0.6, 0.9, seed)
    fronds = draw_fronds(9, 1.15 * height, seed, rise=(0.7, 1.25), fall=(-0.9, -0.3), slim=0.14)
    return Sketch(
        (Leaves(fronds, points((0.0, 0.02, 0.0))[0], GRADIENTS[params.variant % VARIANTS], 3),), height, 0.0, "leaf"
    )


MAKER = Maker(params=Species, draw=draw_fern, make=make_sketch, variants=VARIANTS)
