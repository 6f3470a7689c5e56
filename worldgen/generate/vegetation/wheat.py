"""Wheat: a sheaf of golden stalks with heavy ears."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import draw_blades
from worldgen.generate.vegetation.sketch import Sketch, Stroke, Tuft, about, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#b08a3c", "#ecc868"), ("#a88438", "#e4bc5c"), ("#ba9444", "#f2d274"), ("#a07e3a", "#dcb458"))
HABIT = Habit(
    "ground",
    0.8,
    ground=(Cover.WHEAT, Cover.GRASS, Cover.SOIL, Cover.CROP, Cover.PLOUGHED),
    sink_m=0.03,
    per_hectare=2600.0,
    wild=0.3,
)


def draw_wheat(params: Species, seed: Seed) -> Sketch:
    """Return a sheaf of 0.8 to 1 m: six stalks that bow under their ears, and a few leaves at their feet."""
    height = height_of(params, 0.8, 1.0, seed)
    gold = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [Tuft(draw_blades(5, 0.45 * height, 0.2 * height, 0.3, seed), (gold[0], gold[1]))]
    for i in range(6):
        own = seed / "ear" / i
        turn, out, up = 2.399963 * i, height * own.one(0.05, 0.24), height * own.one(0.6, 0.78)
        neck, top = about(turn, 1.1 * out, up), about(turn, 1.5 * out, up + 0.22 * height)
        middle = about(turn, 1.22 * out, up + 0.08 * height)
        line = about(turn, 0.45 * out, 0.0), neck, middle, top
        thick = 0.011 * height, 0.012 * height, 0.042 * height, 0.004 * height
        strokes.append(stem(line, thick, (gold[0], "#f8dc86"), 3, detail=i % 2 == 1))
    return Sketch(tuple(strokes), height)


MAKER = Maker(params=Species, draw=draw_wheat, make=make_sketch, variants=VARIANTS)
