"""A stretch of castle wall with a gate between two round towers."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    gate = Block("gate", "hall", (-2.6, -z, 2.6, z), 2, Glazing(0.5, 1.2, 0.9, 2.2, (1,)))
    sides = tuple(
        Block(name, "store", line, 1, None)
        for name, line in (("left_wall", (-x, -z + 0.4, -2.6, z - 0.4)), ("right_wall", (2.6, -z + 0.4, x, z - 0.4)))
    )
    doors = (
        Door("gate", "front", "gate", (2.8, 3.2)), Door("gate", "back", "passage", (2.8, 3.2)),
        Door("gate", "left_wall"), Door("gate", "right_wall"),
    )  # fmt: skip
    return Massing("castle_wall", (gate, *sides), doors, (4.2, 2.8), 0.05, 0.5)


LABEL = {"en": "Castle wall", "es": "Muralla", "fr": "Rempart", "de": "Burgmauer"}
MAKER = maker(Sizes(18.0, 3.4, 1), massing, LABEL)
