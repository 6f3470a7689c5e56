"""A town hall with columns before its door and a clock turret."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("hall", "hall", (-x, -z, x, z), sizes.storeys, Glazing(1.1, 1.7, 0.8, 2.3))
    return Massing("hall", (room,), (Door("hall", "front", "double_door", (1.8, 2.6)),), (3.3,))


LABEL = {"en": "Town hall", "es": "Ayuntamiento", "fr": "Mairie", "de": "Rathaus"}
MAKER = maker(Sizes(13.5, 10.0, 2), massing, LABEL)
