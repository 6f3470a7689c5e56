"""A birch: white, black-barred stems under a light, loose crown."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.crown import draw_lumps
from worldgen.generate.vegetation.sketch import Crown, Sketch, Stroke, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

DARK = ("#3a3336", "#4a4246")
GRADIENTS = (("#5f9a4a", "#cfe07a"), ("#6aa24e", "#dbe682"), ("#559452", "#bfd872"), ("#74a448", "#e6e67c"))
HABIT = Habit(
    "canopy",
    3.4,
    shore=0.1,
    high=0.1,
    ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL),
    per_hectare=230.0,
    leaves="deciduous",
    autumn=("#8f6a22", "#f8dc5c"),
)


def draw_birch(params: Species, seed: Seed) -> Sketch:
    """Return a birch of 7 to 10 m: a tall narrow crown of loose lumps on a slim white stem."""
    height = height_of(params, 7.0, 10.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    lean = height * (seed / "lean").one(-0.05, 0.05)
    strokes: list[Stroke] = [
        stem(
            ((0.0, 0.0, 0.0), (0.4 * lean, 0.45 * height, 0.0), (lean, 0.86 * height, 0.0)),
            (0.02 * height, 0.016 * height, 0.005 * height),
            ("#e9e4da", "#fbf8f0"),
            6,
        ),
    ]
    for i, up in enumerate((0.07, 0.16, 0.24, 0.34)):
        at = 0.9 * lean * up
        thick = height * (0.0208 - 0.009 * up)
        strokes.append(
            stem(((at, height * up, 0.0), (at, height * (up + 0.014), 0.0)), (thick, thick), DARK, 6, detail=i % 2 == 1)
        )
    lumps = draw_lumps(5, 0.145 * height, seed)
    strokes.append(Crown(lumps, points((lean * 0.8, 0.70 * height, 0.0))[0], leaves, tall=1.75))
    return Sketch(tuple(strokes), height, 0.025 * height + 0.05)


MAKER = Maker(params=Species, draw=draw_birch, make=make_sketch, variants=VARIANTS)
