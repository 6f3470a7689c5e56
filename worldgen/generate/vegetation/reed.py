"""A stand of reeds with brown heads, for the edge of still water."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import Blades, draw_blades, make_blades
from worldgen.generate.vegetation.form import join, tube
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import Mesh, Model

GRADIENTS = (("#3f7a4c", "#b5c568"), ("#4a8050", "#c4c874"), ("#35704e", "#9dba60"), ("#56844a", "#d0cc7c"))
HABIT = Habit(
    "ground",
    1.1,
    shore=2.5,
    ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL),
    per_hectare=1500.0,
    wet_m=0.35,
    bank_m=3.5,
    leaves="withering",
)


@dataclass(frozen=True, eq=False, slots=True)
class Reeds:
    """A drawn stand: leaves, of which the first three are stalks with a head."""

    height_m: float
    blades: Blades
    gradient: tuple[str, str]


def draw_reed(params: Species, seed: Seed) -> Reeds:
    """Return a stand of 1.3 to 1.9 m."""
    height = height_of(params, 1.3, 1.9, seed)
    return Reeds(
        height, draw_blades(11, 0.95 * height, 0.22 * height, 0.25, seed), GRADIENTS[params.variant % VARIANTS]
    )


def make_reed(reeds: Reeds) -> Model:
    """Return the stand of 51 triangles, and 24 from afar."""
    return plant((_level(reeds, fine=True), _level(reeds, fine=False)), reeds.height_m)


def _level(reeds: Reeds, *, fine: bool) -> Mesh:
    blades = reeds.blades
    parts = [make_blades(blades, reeds.gradient, fine=fine)]
    thick = 0.028 * float(blades.height_m.max())
    for i in range(3 if fine else 1):
        height, out = float(blades.height_m[i]), float(blades.bend[i])
        toward = np.array([np.sin(blades.yaw_rad[i]), 0.0, np.cos(blades.yaw_rad[i])])
        foot = np.array([blades.foot_m[i, 0], 0.0, blades.foot_m[i, 1]])
        line = np.stack([foot + toward * (share * out) for share in (0.84, 1.05)])
        line[:, 1] = 0.84 * height, height / 0.95
        parts.append(tube(line, [thick, thick * 0.6], 3, "#5b3f2f", "#86593a"))
    return join(parts, "foliage")


MAKER = Maker(params=Species, draw=draw_reed, make=make_reed, variants=VARIANTS)
