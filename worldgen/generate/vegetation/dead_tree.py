"""A dead tree: bare, bleached branches."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, about, make_sketch, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#6b5a50", "#b5a596"), ("#7a6a60", "#c9bcae"), ("#5a4c46", "#9a8a7e"), ("#80705f", "#c2b29a"))
HABIT = Habit(
    "canopy",
    7.0,
    high=0.2,
    ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL, Cover.MUD, Cover.SNOW, Cover.ROCK),
    per_hectare=20.0,
)


def draw_dead_tree(params: Species, seed: Seed) -> Sketch:
    """Return a tree of 4 to 6 m: a broken trunk with six crooked branches, each forked."""
    height = height_of(params, 4.0, 6.0, seed)
    bark = GRADIENTS[params.variant % VARIANTS]
    lean = height * (seed / "lean").one(-0.08, 0.08)
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.5 * lean, 0.4 * height, 0.0), (lean, 0.8 * height, 0.0), (0.8 * lean, height, 0.0)),
            (0.05 * height, 0.036 * height, 0.022 * height, 0.004 * height),
            bark,
            6,
        ),
    ]
    for i in range(6):
        own = seed / "branch" / i
        turn, foot = 2.399963 * i + own.one(0.0, 0.7), 0.34 + 0.09 * i
        out, rise = height * own.one(0.2, 0.32) * (1.25 - foot), height * own.one(0.10, 0.22)
        base = (lean * foot, foot * height, 0.0)
        elbow = about(turn, 0.55 * out, foot * height + 0.3 * rise)
        tip = about(turn + own.one(-0.4, 0.4), out, foot * height + rise)
        strokes.append(stem((base, elbow, tip), (0.02 * height, 0.014 * height, 0.002 * height), bark, 4))
        twig = about(turn + own.one(0.4, 0.9), 0.85 * out, foot * height + 0.9 * rise)
        strokes.append(stem((elbow, twig), (0.01 * height, 0.002 * height), bark, 3, detail=True))
    return Sketch(tuple(strokes), height, 0.05 * height)


MAKER = Maker(params=Species, draw=draw_dead_tree, make=make_sketch, variants=VARIANTS)
