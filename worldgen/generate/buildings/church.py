"""A church with a nave, a bell tower and a pointed spire."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    half = min(2.4, x * 0.6)
    nave = Block("nave", "nave", (-x, -z - half, x, z - half), 1, Glazing(0.9, 2.4, 1.5, 2.8))
    tower = Block("porch", "hall", (-half, z - half, half, z + half), 3, Glazing(0.9, 1.6, 1.2, 2.4, (2,)))
    doors = (Door("porch", "front", "double_door", (1.7, 2.6)), Door("porch", "nave", "passage", (1.7, 2.6)))
    return Massing("church", (nave, tower), doors, (5.0, 3.6, 3.2))


LABEL = {"en": "Church", "es": "Iglesia", "fr": "Église", "de": "Kirche"}
MAKER = maker(Sizes(8.4, 14.0, 1), massing, LABEL)
