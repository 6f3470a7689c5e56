"""A temple with columns all round, on steps, under a low gable."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    cella = Block("cella", "nave", (-x, -z, x, z), 1, None)
    return Massing("temple", (cella,), (Door("cella", "front", "double_door", (1.9, 3.1)),), (4.4,), 0.45)


LABEL = {"en": "Temple", "es": "Templo", "fr": "Temple", "de": "Tempel"}
MAKER = maker(Sizes(7.0, 11.0, 1), massing, LABEL)
