"""A small hut of one room, of logs under a thick roof."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("room", "room", (-x, -z, x, z), sizes.storeys, Glazing(0.8, 0.8, 1.0, 2.0))
    return Massing("hut", (room,), (Door("room", "front"),), (2.3,))


LABEL = {"en": "Hut", "es": "Cabaña", "fr": "Hutte", "de": "Hütte"}
MAKER = maker(Sizes(4.4, 3.8, 1), massing, LABEL)
