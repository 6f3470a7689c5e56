"""A banana plant: great torn leaves on a soft green stem."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, Stroke, about, make_sketch, points, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (
    ("#2f7a45", "#66b04e", "#a8d060"),
    ("#35804a", "#74ba52", "#b6d866"),
    ("#2a7446", "#5ca64c", "#98c65a"),
    ("#3c8444", "#82be50", "#c0dc62"),
)
HABIT = Habit("under", 2.6, shore=0.2, high=-0.8, per_hectare=150.0)


def draw_banana(params: Species, seed: Seed) -> Sketch:
    """Return a plant of 3 to 4 m with seven broad leaves, and a bunch of fruit on every second one."""
    height = height_of(params, 3.0, 4.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    fronds = draw_fronds(8, 0.80 * height, seed, rise=(1.0, 1.5), fall=(-0.5, 0.25), slim=0.2)
    strokes: list[Stroke] = [
        stem(((0.0, 0.0, 0.0), (0.0, 0.34 * height, 0.0)), (0.045 * height, 0.032 * height), ("#6b7a3c", "#a2b25a"), 6),
        Leaves(fronds, points((0.0, 0.32 * height, 0.0))[0], leaves, 5),
    ]
    if params.variant % 2 == 0:
        turn = (seed / "fruit").one(0.0, 6.28)
        strokes += [
            round_ball(about(turn, 0.09 * height, (0.34 - 0.05 * i) * height), 0.035 * height, "#e6c84a")
            for i in range(3)
        ]
    return Sketch(tuple(strokes), height, 0.05 * height, "leaf")


MAKER = Maker(params=Species, draw=draw_banana, make=make_sketch, variants=VARIANTS)
