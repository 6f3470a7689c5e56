"""A tuft of tall grass."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.blades import Blades, draw_blades, make_blades
from worldgen.generate.vegetation.form import join
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import Model

GRADIENTS = (("#68a148", "#cfe078"), ("#569650", "#b2d468"), ("#84a84a", "#e2e288"), ("#4b8c56", "#9ecb6e"))
HABIT = Habit("ground", 1.3, ground=(Cover.GRASS, Cover.SOIL, Cover.SAND), sink_m=0.03, per_hectare=900.0,
              leaves="withering")  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Tuft:
    """A drawn tuft of grass."""

    height_m: float
    blades: Blades
    gradient: tuple[str, str]


def draw_grass_tuft(params: Species, seed: Seed) -> Tuft:
    """Return a tuft of 0.45 to 0.75 m."""
    height = height_of(params, 0.45, 0.75, seed)
    return Tuft(height, draw_blades(11, height, 0.42 * height, 0.7, seed), GRADIENTS[params.variant % VARIANTS])


def make_grass_tuft(tuft: Tuft) -> Model:
    """Return the tuft of 33 triangles, and 18 from afar."""
    levels = tuple(join([make_blades(tuft.blades, tuft.gradient, fine=fine)], "foliage") for fine in (True, False))
    return plant(levels, tuft.height_m)


MAKER = Maker(params=Species, draw=draw_grass_tuft, make=make_grass_tuft, variants=VARIANTS)
