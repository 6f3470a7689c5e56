"""A palm: nine folded fronds on a leaning trunk."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.form import join, tube
from worldgen.generate.vegetation.frond import Fronds, draw_fronds, make_fronds
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Mesh, Model

GRADIENTS = (
    ("#2a6b4c", "#6fae52", "#b9cf62"), ("#1f5f50", "#5fa556", "#a5c65c"),
    ("#3b7448", "#86b850", "#cfd568"), ("#256650", "#66a85a", "#aecb60"),
)  # fmt: skip
HABIT = Habit("canopy", 3.6, shore=1.0, high=-0.5, ground=(Cover.GRASS, Cover.SOIL, Cover.SAND), per_hectare=190.0)


@dataclass(frozen=True, eq=False, slots=True)
class Palm:
    """A drawn palm: the trunk's middle line (9, 3), its thickness and its fronds."""

    height_m: float
    trunk_m: F32
    thick_m: float
    fronds: Fronds
    gradient: tuple[str, str, str]


def draw_palm(params: Species, seed: Seed) -> Palm:
    """Return a palm of 6 to 9 m that leans to its front."""
    height = height_of(params, 6.0, 9.0, seed)
    fronds = draw_fronds(9, 0.43 * height, seed, rise=(0.40, 1.05), fall=(-1.45, -1.0))
    rise = 0.125 * height  # of the highest frond above the head of the trunk
    t = np.linspace(0.0, 1.0, 9)
    lean = height * (seed / "lean").one(0.06, 0.20)
    sway = height * (seed / "sway").one(-0.03, 0.03)
    line = np.stack([sway * np.sin(np.pi * t), (height - rise) * t, lean * t**1.8], 1)
    return Palm(height, line.astype(np.float32), 0.021 * height, fronds, GRADIENTS[params.variant % VARIANTS])


def make_palm(palm: Palm) -> Model:
    """Return the palm of 492 triangles, and 140 from afar."""
    return plant((_level(palm, 6, 8), _level(palm, 4, 4)), palm.height_m, trunk_m=palm.thick_m + 0.06)


def _level(palm: Palm, sides: int, segments: int) -> Mesh:
    every = 8 // segments
    line = palm.trunk_m[::every]
    t = np.linspace(0.0, 1.0, len(line))
    thick = palm.thick_m * (1.0 - 0.45 * t + 0.45 * np.exp(-t * 9.0))
    trunk = tube(line, list(thick), sides, "#7d5b45", "#bb9770")
    crown = make_fronds(palm.fronds, palm.trunk_m[-1], segments, palm.gradient, leaflets=segments == 8)
    return join([crown, trunk], "leaf")


MAKER = Maker(params=Species, draw=draw_palm, make=make_palm, variants=VARIANTS)
