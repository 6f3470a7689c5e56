"""A greenhouse of glass with beds of plants inside."""

from __future__ import annotations

from worldgen.generate.buildings.assemble import Pieces, beam, plain
from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Extra, Sizes, maker
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import icosphere, merge, moved


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    house = Block("glasshouse", "glasshouse", (-x, -z, x, z), 1, Glazing(1.05, 1.6, 0.5, 1.3))
    return Massing("greenhouse", (house,), (Door("glasshouse", "front", "double_door", (1.6, 2.1)),), (2.3,), 0.1, 0.14)


def beds(plan: FloorPlan) -> Extra:
    """Return two long beds with rows of plants."""
    (x0, x1), (z0, z1) = (
        (min(p[k] for p in plan.rooms[0].outline_m), max(p[k] for p in plan.rooms[0].outline_m)) for k in (0, 1)
    )
    floor, deep = plan.storeys[0].floor_m, (z1 - z0) * 0.26
    found: Pieces = []
    leaves = ("#3b7448", "#79b257", "#5f9a60", "#93bd58")
    for row, z in enumerate((z0 + deep / 2 + 0.2, (z0 + z1) / 2 + 0.2)):
        wide = x1 - x0 - (0.5 if row == 0 else 2.6)
        found += [
            beam((wide, 0.5, deep), ((x0 + x1) / 2, floor, z), "#9a6a45"),
            beam((wide - 0.16, 0.04, deep - 0.16), ((x0 + x1) / 2, floor + 0.48, z), "#5a4032"),
        ]
        count = int(wide / 0.62)
        for k in range(count):
            tall = 0.7 + 0.5 * ((k * 7 + row * 3) % 5) / 4 if row == 0 else 0.4
            x = (x0 + x1) / 2 - wide / 2 + wide * (k + 0.5) / count
            bush = moved(icosphere(0.3, 1), (x, floor + 0.55 + tall * 0.45, z), scale=(1.0, tall / 0.6, 1.0))
            found.append(plain(bush, "#2a6b4c", leaves[(k + row) % 4]))
            if (k + row) % 2:
                fruit = [
                    moved(icosphere(0.07, 0), (x + dx, floor + 0.6 + tall * h, z + 0.24))
                    for dx, h in ((0.1, 0.6), (-0.12, 0.35), (0.02, 0.85))
                ]
                found.append(plain(merge(fruit), "#d7433a" if row == 0 else "#e5ae3f"))
    return Extra(found)


LABEL = {"en": "Greenhouse", "es": "Invernadero", "fr": "Serre", "de": "Gewächshaus"}
MAKER = maker(Sizes(7.5, 5.0, 1), massing, LABEL, beds)
