"""A prickly pear: flat pads that grow out of each other, with pink fruit."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, ball, make_sketch, round_ball
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#3f7450", "#8ab468"), ("#477a50", "#98bc6c"), ("#386c52", "#7caa66"), ("#528048", "#a8c46a"))
HABIT = Habit("under", 2.2, ground=(Cover.SAND, Cover.SOIL, Cover.GRAVEL, Cover.ROCK, Cover.GRASS), per_hectare=60.0)


def draw_prickly_pear(params: Species, seed: Seed) -> Sketch:
    """Return a cactus of 1 to 1.5 m: five pads, the upper ones bearing fruit."""
    height = height_of(params, 1.0, 1.5, seed)
    green = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = []
    for i, (x, up, size) in enumerate(
        ((0.0, 0.24, 0.27), (-0.24, 0.56, 0.21), (0.22, 0.60, 0.22), (-0.02, 0.74, 0.2), (0.42, 0.80, 0.16))
    ):
        own = seed / "pad" / i
        z = 0.05 * own.one(-1.0, 1.0) + 0.06 * (i % 2)
        strokes.append(
            ball(
                (x * height, up * height, z * height),
                (0.82 * size * height, size * height, 0.075 * height),
                green,
                own,
                0.03,
            )
        )
        if i:
            for k in (-1, 1) if i < 3 else (0,):
                at = ((x + 0.55 * k * size) * height, (up + size * (0.98 - 0.2 * abs(k))) * height, z * height)
                strokes.append(round_ball(at, 0.045 * height, "#d6457a"))
    return Sketch(tuple(strokes), height, 0.25 * height)


MAKER = Maker(params=Species, draw=draw_prickly_pear, make=make_sketch, variants=VARIANTS)
