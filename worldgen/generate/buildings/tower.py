"""A watch tower of stone with battlements."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("room", "room", (-x, -z, x, z), max(sizes.storeys, 2), Glazing(0.5, 1.3, 0.9, 4.0))
    return Massing("tower", (room,), (Door("room", "front", size_m=(1.1, 2.2)),), (2.9,), wall_m=0.5)


LABEL = {"en": "Tower", "es": "Torre", "fr": "Tour", "de": "Turm"}
MAKER = maker(Sizes(5.2, 5.2, 4), massing, LABEL)
