"""A poplar: a slim column of leaves."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.crown import draw_lumps
from worldgen.generate.vegetation.sketch import Crown, Sketch, Stroke, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

BARK = ("#6b543f", "#8a7050")
GRADIENTS = (("#2f6b45", "#9cc25c"), ("#37724a", "#a8cc66"), ("#2a6648", "#8cb85a"), ("#427845", "#b8d060"))
HABIT = Habit("canopy", 3.2, shore=0.3, high=-0.6, per_hectare=140.0, leaves="deciduous", autumn=("#96701e", "#f2c94a"))


def draw_poplar(params: Species, seed: Seed) -> Sketch:
    """Return a poplar of 10 to 14 m: four long lumps, one above the other."""
    height = height_of(params, 10.0, 14.0, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [stem(((0.0, 0.0, 0.0), (0.0, 0.3 * height, 0.0)), (0.02 * height, 0.014 * height), BARK)]
    lumps = draw_lumps(4, 0.088 * height, seed, noise=0.07)
    strokes.append(Crown(lumps, points((0.0, 0.56 * height, 0.0))[0], leaves, tall=4.4))
    return Sketch(tuple(strokes), height, 0.025 * height + 0.05)


MAKER = Maker(params=Species, draw=draw_poplar, make=make_sketch, variants=VARIANTS)
