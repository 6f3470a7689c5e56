"""A tree fern: a rosette of eight arching fronds on a short dark trunk."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.form import join, tube
from worldgen.generate.vegetation.frond import Fronds, draw_fronds, make_fronds
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Mesh, Model

GRADIENTS = (
    ("#1d5a52", "#4f9a5c", "#9ac763"), ("#1f5f50", "#5aa35a", "#a8cc62"),
    ("#2a6b4c", "#6cab55", "#b9d069"), ("#1b5454", "#479364", "#86bb66"),
)  # fmt: skip
HABIT = Habit("under", 2.8, shore=-0.2, high=0.1, per_hectare=110.0)


@dataclass(frozen=True, eq=False, slots=True)
class Fern:
    """A drawn tree fern: the trunk's middle line (3, 3), its thickness and its fronds."""

    height_m: float
    trunk_m: F32
    thick_m: float
    fronds: Fronds
    gradient: tuple[str, str, str]


def draw_tree_fern(params: Species, seed: Seed) -> Fern:
    """Return a tree fern of 3 to 4 m."""
    height = height_of(params, 3.0, 4.0, seed)
    fronds = draw_fronds(8, 0.62 * height, seed, rise=(0.6, 1.2), fall=(-0.8, -1.25), slim=0.155)
    top = 0.63 * height
    bend = height * (seed / "bend").one(-0.06, 0.06)
    line = np.array([[0.0, 0.0, 0.0], [0.4 * bend, 0.5 * top, 0.2 * bend], [bend, top, 0.5 * bend]], np.float32)
    return Fern(height, line, 0.036 * height, fronds, GRADIENTS[params.variant % VARIANTS])


def make_tree_fern(fern: Fern) -> Model:
    """Return the fern of 84 triangles, and 22 from afar."""
    return plant((_level(fern, 5, 3), _level(fern, 3, 1)), fern.height_m, trunk_m=fern.thick_m + 0.04)


def _level(fern: Fern, sides: int, segments: int) -> Mesh:
    line = fern.trunk_m if segments > 1 else fern.trunk_m[[0, 2]]
    thick = list(np.linspace(1.0, 0.75, len(line)) * fern.thick_m)
    trunk = tube(line, thick, sides, "#5c483d", "#8d6d54")
    return join([make_fronds(fern.fronds, fern.trunk_m[-1], segments, fern.gradient), trunk], "leaf")


MAKER = Maker(params=Species, draw=draw_tree_fern, make=make_tree_fern, variants=VARIANTS)
