"""A school with rows of large windows, a clock and a bell on its roof."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    panes = Glazing(1.5, 1.6, 0.9, 2.4)
    third = max(2.2, x / 5)
    rooms = (
        Block("hall", "hall", (-third, -z, third, z), sizes.storeys, panes),
        Block("left_class", "classroom", (-x, -z, -third, z), sizes.storeys, panes),
        Block("right_class", "classroom", (third, -z, x, z), sizes.storeys, panes),
    )
    doors = (Door("hall", "front", "double_door", (1.8, 2.3)), Door("hall", "left_class"), Door("hall", "right_class"))
    return Massing("school", rooms, doors, (3.1,))


LABEL = {"en": "School", "es": "Escuela", "fr": "École", "de": "Schule"}
MAKER = maker(Sizes(20.0, 9.5, 2), massing, LABEL)
