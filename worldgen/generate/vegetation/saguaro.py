"""A saguaro: a ribbed green column with upturned arms."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, make_sketch, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#3f6b45", "#86a85f"), ("#45724a", "#93b268"), ("#386448", "#789e5c"), ("#4f7848", "#a2b868"))
HABIT = Habit(
    "canopy", 7.0, high=0.0, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.ROCK, Cover.GRASS), per_hectare=24.0
)


def draw_saguaro(params: Species, seed: Seed) -> Sketch:
    """Return a cactus of 4 to 6 m with two or three arms."""
    height = height_of(params, 4.0, 6.0, seed)
    green = GRADIENTS[params.variant % VARIANTS]
    thick = 0.062 * height
    strokes: list[Stroke] = [
        stem(
            (
                (0.0, 0.0, 0.0),
                (0.0, 0.5 * height, 0.0),
                (0.0, 0.93 * height, 0.0),
                (0.0, 0.985 * height, 0.0),
                (0.0, height, 0.0),
            ),
            (0.85 * thick, thick, 0.95 * thick, 0.6 * thick, 0.0),
            green,
            8,
        ),
    ]
    first = (seed / "turn").one(0.0, 6.28)
    for i in range(2 + params.variant % 2):
        own = seed / "arm" / i
        turn, foot, top, out = (
            first + 2.4 * i,
            height * own.one(0.34, 0.5),
            height * own.one(0.68, 0.86),
            height * own.one(0.17, 0.22),
        )
        line = (
            about(turn, 0.6 * thick, foot),
            about(turn, out, foot + 0.03 * height),
            about(turn, 1.08 * out, foot + 0.12 * height),
            about(turn, 1.08 * out, top - 0.05 * height),
            about(turn, 1.08 * out, top),
        )
        strokes.append(stem(line, (0.5 * thick, 0.6 * thick, 0.62 * thick, 0.5 * thick, 0.0), green, 7))
        strokes.append(round_ball(about(turn, 1.08 * out, top), 0.02 * height, "#f2c6d0"))
    return Sketch(tuple(strokes), height, thick + 0.05)


MAKER = Maker(params=Species, draw=draw_saguaro, make=make_sketch, variants=VARIANTS)
