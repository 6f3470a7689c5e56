"""A broad-leaved tree in the manner of an oak: a round, lumpy crown on a short trunk."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.crown import Lumps, draw_lumps, make_crown
from worldgen.generate.vegetation.form import Part, join, tube
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Mesh, Model

GRADIENTS = (("#1f5f50", "#79b257"), ("#2a6b4c", "#93bd58"), ("#3b7448", "#b3c65e"), ("#1d5a52", "#69a85a"))
HABIT = Habit("canopy", 4.0, shore=-0.35, high=-0.3, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL), per_hectare=270.0,
              leaves="deciduous")  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Oak:
    """A drawn tree: its crown's lumps around `crown_m`, the trunk's middle line and thickness."""

    height_m: float
    lumps: Lumps
    crown_m: F32
    trunk_m: F32
    thick_m: float
    gradient: tuple[str, str]


def draw_broadleaf(params: Species, seed: Seed) -> Oak:
    """Return a tree of 5 to 8 m with 4 or 5 lumps."""
    height = height_of(params, 5.0, 8.0, seed)
    count = 4 + (seed / "count").choice(2)
    radius = height * (seed / "radius").one(0.305, 0.345)
    lumps = draw_lumps(count, radius, seed)
    bend = (np.array([(seed / "bend_x").one(-1, 1), 0.0, (seed / "bend_z").one(-1, 1)]) * 0.035 * height).astype(
        np.float32
    )
    crown = bend + np.array([0.0, height - radius * 0.92, 0.0], np.float32)
    trunk = np.stack([np.zeros(3), bend * 0.3 + [0.0, 0.5 * crown[1], 0.0], crown]).astype(np.float32)
    return Oak(height, lumps, crown, trunk, 0.036 * height, GRADIENTS[params.variant % VARIANTS])


def make_broadleaf(oak: Oak) -> Model:
    """Return the tree of 340 or 420 triangles, and 86 or 106 from afar."""
    return plant((_level(oak, 1, 5), _level(oak, 0, 3)), oak.height_m, trunk_m=oak.thick_m + 0.05)


def _level(oak: Oak, subdivisions: int, sides: int) -> Mesh:
    line = oak.trunk_m if subdivisions else oak.trunk_m[[0, 2]]
    thick = np.array([1.45, 0.9, 0.6]) * oak.thick_m
    trunk: Part = tube(line, list(thick if subdivisions else thick[[0, 2]]), sides, "#6b4a3c", "#977154")
    return join([make_crown(oak.lumps, oak.crown_m, oak.gradient, subdivisions), trunk], "foliage")


MAKER = Maker(params=Species, draw=draw_broadleaf, make=make_broadleaf, variants=VARIANTS)
