"""A flat umbrella of a tree on forked stems, the tree of the savanna."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, ball, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#5a4336", "#8a6b52")
GRADIENTS = (("#4f6b35", "#a3b25a"), ("#466638", "#93a852"), ("#5b7038", "#b5b562"), ("#4a6a3f", "#9cb45c"))
HABIT = Habit("canopy", 9.0, high=-0.2, ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL), per_hectare=26.0)


def draw_acacia(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 5 to 7 m: three stems that lean out, each under its own flat plate of leaves."""
    height = height_of(params, 5.0, 7.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    first = (seed / "turn").one(0.0, 6.28)
    fork = 0.30 * height
    strokes: list[Stroke] = [stem(((0.0, 0.0, 0.0), (0.0, fork, 0.0)), (0.045 * height, 0.032 * height), BARK)]
    for i in range(3):
        own = seed / "stem" / i
        turn, out, up = first + 2.1 * i + own.one(-0.3, 0.3), height * own.one(0.26, 0.36), height * own.one(0.80, 0.93)
        top, middle = about(turn, out, up - 0.04 * height), about(turn, 0.38 * out, 0.56 * height)
        strokes.append(
            stem(((0.0, fork * 0.9, 0.0), middle, top), (0.026 * height, 0.02 * height, 0.012 * height), BARK, 4)
        )
        wide = height * own.one(0.30, 0.38)
        strokes.append(ball(about(turn, out, up), (wide, 0.075 * height, wide), leaves, own / "leaves", 0.10))
    crown = height * (seed / "crown").one(0.30, 0.36)
    strokes.append(ball((0.0, 0.93 * height, 0.0), (crown, 0.07 * height, crown), leaves, seed / "leaves", 0.10))
    return Sketch(tuple(strokes), height, 0.05 * height)


MAKER = Maker(params=Species, draw=draw_acacia, make=make_sketch, variants=VARIANTS)
