"""A factory with a sawtooth roof and tall chimneys."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    floor = Block("floor", "workshop", (-x, -z, x, z), 1, Glazing(2.0, 2.2, 1.3, 3.0))
    return Massing("factory", (floor,), (Door("floor", "front", "gate", (3.2, 3.3)),), (4.6,))


LABEL = {"en": "Factory", "es": "Fábrica", "fr": "Usine", "de": "Fabrik"}
MAKER = maker(Sizes(20.0, 12.0, 1), massing, LABEL)
