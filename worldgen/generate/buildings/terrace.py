"""A row of narrow houses joined wall to wall, each with a door of its own."""

from __future__ import annotations

from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Sizes, maker


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    count = max(2, round(sizes.width_m / 4.8))
    wide, x, z = sizes.width_m / count, sizes.width_m / 2, sizes.depth_m / 2
    panes = Glazing(1.0, 1.3, 0.8, 2.0)
    houses = tuple(
        Block(f"home_{i + 1}", "living", (-x + i * wide, -z, -x + (i + 1) * wide, z), sizes.storeys, panes)
        for i in range(count)
    )
    middle = count // 2
    order = [middle, *(i for i in range(count) if i != middle)]
    doors = tuple(Door(houses[i].id, "front", along=0.26) for i in order)
    return Massing("terrace", houses, doors, (2.6,))


LABEL = {"en": "Terraced houses", "es": "Casas adosadas", "fr": "Maisons mitoyennes", "de": "Reihenhäuser"}
MAKER = maker(Sizes(15.0, 7.0, 2), massing, LABEL)
