"""A clump of wild flowers: a few leaves and bright heads."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.vegetation.blades import Blades, draw_blades, make_blades
from worldgen.generate.vegetation.form import Part, blend, fan, join
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import Model

PETALS = (("#e0713f", "#f7b45a"), ("#e9c23f", "#fff0a0"), ("#c9587f", "#f3a6bd"), ("#e8e0d0", "#fffaf0"))
HABIT = Habit("ground", 1.3, sink_m=0.03, per_hectare=450.0, leaves="withering")
_HEADS = 5


@dataclass(frozen=True, eq=False, slots=True)
class Flowers:
    """A drawn clump: leaves, of which the first five carry a head."""

    height_m: float
    blades: Blades
    petals: tuple[str, str]


def draw_flower(params: Species, seed: Seed) -> Flowers:
    """Return a clump of 0.35 to 0.55 m."""
    height = height_of(params, 0.35, 0.55, seed)
    return Flowers(height, draw_blades(8, height * 0.94, 0.5 * height, 0.35, seed), PETALS[params.variant % VARIANTS])


def make_flower(flowers: Flowers) -> Model:
    """Return the clump of 49 triangles, and 18 from afar."""
    green = ("#3f8250", "#93bd58")
    fine = [make_blades(flowers.blades, green, fine=True), _heads(flowers, 5)]
    far = [make_blades(flowers.blades, green, fine=False), _heads(flowers, 2)]
    return plant((join(fine, "foliage"), join(far, "foliage")), flowers.height_m)


def _heads(flowers: Flowers, petals: int) -> Part:
    """Return a shallow cup on each of the first leaves: `petals` triangles, or a flat square of 2.

    It is seen from above, the side that is drawn.
    """
    blades = flowers.blades
    few = slice(0, _HEADS, 1 if petals > 2 else 2)  # from afar, every second leaf is left out
    tall, out, yaw = blades.height_m[few], blades.bend[few], blades.yaw_rad[few]
    x, z = blades.foot_m[few, 0] + out * np.sin(yaw), blades.foot_m[few, 1] + out * np.cos(yaw)
    middle = np.stack([x, tall, z], 1)
    rim = max(petals, 4)
    turn = np.arange(rim) * (2.0 * np.pi / rim)
    reach = 0.2 * float(blades.height_m.max())
    ring = np.stack([reach * np.sin(turn), 0.25 * reach + 0 * turn, reach * np.cos(turn)], 1)
    around = middle[:, None] + ring[None]
    if petals > 2:
        position = np.concatenate([middle[:, None], around], 1)
        i = np.arange(rim)
        face = np.stack([0 * i, 1 + i, 1 + (i + 1) % rim], 1)
        share = np.append(0.0, np.ones(rim))
    else:
        position, share, face = around, np.ones(rim), np.array([[0, 1, 2], [0, 2, 3]])
    flat = position.reshape(-1, 3)
    normal = np.tile([0.0, 1.0, 0.0], (len(flat), 1))
    return fan(flat, normal, np.tile(blend(*flowers.petals, share), (len(middle), 1)), face, len(middle))


MAKER = Maker(params=Species, draw=draw_flower, make=make_flower, variants=VARIANTS)
