"""A pine: a tall bare reddish trunk with plates of needles at its top."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#7a4a36", "#c07a52")
GRADIENTS = (("#1f5348", "#5c9a62"), ("#25584a", "#6aa060"), ("#1c4d4a", "#54906a"), ("#2b5c46", "#78a65c"))
HABIT = Habit(
    "canopy", 5.0, shore=-0.2, high=0.6, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.SAND), per_hectare=150.0
)


def draw_pine(params: Species, seed: Seed) -> Sketch:
    """Return a pine of 9 to 13 m whose trunk bends a little; four plates sit round its upper third."""
    height = height_of(params, 9.0, 13.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    bend = height * (seed / "bend").one(-0.06, 0.06)
    line = (
        (0.0, 0.0, 0.0),
        (0.6 * bend, 0.35 * height, 0.0),
        (bend, 0.70 * height, 0.0),
        (0.7 * bend, 0.96 * height, 0.0),
    )
    strokes: list[Stroke] = [stem(line, (0.028 * height, 0.022 * height, 0.016 * height, 0.006 * height), BARK)]
    first = (seed / "turn").one(0.0, 6.28)
    for i, (up, wide, out) in enumerate(
        ((0.60, 0.13, 0.13), (0.72, 0.15, 0.10), (0.83, 0.14, 0.07), (0.93, 0.12, 0.0))
    ):
        own = seed / "plate" / i
        at = about(first + 2.4 * i + own.one(-0.4, 0.4), height * out, height * up)
        size = height * wide * own.one(0.9, 1.15)
        strokes.append(ball((at[0] + 0.9 * bend, at[1], at[2]), (size, 0.052 * height, size), leaves, own, 0.12))
        if out:
            foot = (0.9 * bend, height * (up - 0.05), 0.0)
            strokes.append(
                stem((foot, (at[0] + 0.9 * bend, at[1], at[2])), (0.01 * height, 0.006 * height), BARK, 3, detail=True)
            )
    return Sketch(tuple(strokes), height, 0.03 * height + 0.05)


MAKER = Maker(params=Species, draw=draw_pine, make=make_sketch, variants=VARIANTS)
