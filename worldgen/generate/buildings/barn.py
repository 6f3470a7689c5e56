"""A great red barn with a wide gate and a hayloft."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("barn", "barn", (-x, -z, x, z), 1, Glazing(0.8, 0.8, 1.4, 3.4, blank=("front",)))
    return Massing("barn", (room,), (Door("barn", "front", "gate", (3.0, 2.9)),), (3.3,))


LABEL = {"en": "Barn", "es": "Granero", "fr": "Grange", "de": "Scheune"}
MAKER = maker(Sizes(9.0, 12.0, 1), massing, LABEL)
