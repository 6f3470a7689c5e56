"""A low round bush."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.crown import Lumps, draw_lumps, make_crown
from worldgen.generate.vegetation.form import join
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Model

GRADIENTS = (("#2a6b4c", "#93bd58"), ("#3b7448", "#b3c65e"), ("#1f5f50", "#79b257"), ("#4a7a3f", "#c8cf62"))
HABIT = Habit("under", 2.2, shore=-0.1, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.SAND), per_hectare=140.0)


@dataclass(frozen=True, eq=False, slots=True)
class Shrub:
    """A drawn bush: its lumps around `centre_m`."""

    height_m: float
    lumps: Lumps
    centre_m: F32
    gradient: tuple[str, str]


def draw_bush(params: Species, seed: Seed) -> Shrub:
    """Return a bush of 0.8 to 1.4 m with two lumps."""
    height = height_of(params, 0.8, 1.4, seed)
    radius = height * 0.56
    lumps = draw_lumps(2, radius, seed)
    return Shrub(height, lumps, np.array([0.0, radius * 0.84, 0.0], np.float32), GRADIENTS[params.variant % VARIANTS])


def make_bush(shrub: Shrub) -> Model:
    """Return the bush of 160 triangles, and 40 from afar."""
    levels = tuple(join([make_crown(shrub.lumps, shrub.centre_m, shrub.gradient, k)], "foliage") for k in (1, 0))
    return plant(levels, shrub.height_m, trunk_m=float(shrub.lumps.radius_m[0]) * 0.7)


MAKER = Maker(params=Species, draw=draw_bush, make=make_bush, variants=VARIANTS)
