"""A kiosk that sells ice cream under a striped awning."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    shop = Block("shop", "shop", (-x, -z, x, z), 1, Glazing(1.7, 1.1, 1.0, 3.0, blank=("back",)))
    return Massing("kiosk", (shop,), (Door("shop", "back", size_m=(0.9, 2.0)),), (2.5,), 0.1, 0.2)


LABEL = {"en": "Kiosk", "es": "Quiosco", "fr": "Kiosque", "de": "Kiosk"}
MAKER = maker(Sizes(3.4, 2.8, 1), massing, LABEL)
