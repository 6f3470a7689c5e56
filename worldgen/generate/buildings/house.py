"""A family house with a chimney, a dormer and shutters."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("living", "living", (-x, -z, x, z), sizes.storeys, Glazing(0.95, 1.15, 0.85, 2.6))
    return Massing("house", (room,), (Door("living", "front"), Door("living", "back")), (2.5,))


LABEL = {"en": "House", "es": "Casa", "fr": "Pavillon", "de": "Wohnhaus"}
MAKER = maker(Sizes(8.6, 6.4, 2), massing, LABEL)
