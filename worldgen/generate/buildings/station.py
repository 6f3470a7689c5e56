"""A railway station: a platform, tracks and a long canopy with a clock."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, placed, plain
from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing
from worldgen.generate.buildings.measured import Extra, Sizes, maker
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import box, cylinder, merge, moved, painted
from worldgen.scene import Deck


def massing(sizes: Sizes) -> Massing:
    """Return what it is built of."""
    x, z = sizes.width_m / 2, sizes.depth_m / 2
    room = Block("concourse", "reception", (-x, -z, x, z), 1, Glazing(1.2, 1.8, 0.9, 2.6))
    return Massing("station", (room,), (Door("concourse", "front", "double_door", (1.8, 2.5)),), (4.2,))


def tracks(plan: FloorPlan) -> Extra:
    """Return the platform before the station, the rails along it, and a signal."""
    x0, x1 = min(x for x, _ in plan.outline_m) - 2.0, max(x for x, _ in plan.outline_m) + 2.0
    z, floor = max(z for _, z in plan.outline_m), plan.storeys[0].floor_m
    wide, edge, middle = x1 - x0, z + 3.6, (x0 + x1) / 2
    found: Pieces = [
        beam((wide, floor + 0.497, edge - z), (middle, -0.5, (z + edge) / 2), "#c9bfae"),
        beam((wide, 0.01, 0.22), (middle, floor - 0.003, edge - 0.45), "#f0c33c"),
        beam((wide, 0.3, 3.0), (middle, -0.24, edge + 1.75), "#8f867c"),
    ]
    sleepers = int(wide / 0.75)
    sleeper = [
        moved(box((0.26, 0.12, 2.3)), (x0 + wide * (k + 0.5) / sleepers, 0.03, edge + 1.75)) for k in range(sleepers)
    ]
    rails = [moved(box((wide, 0.13, 0.1)), (middle, 0.14, edge + 1.75 + side * 0.72)) for side in (-1.0, 1.0)]
    found += [plain(merge(sleeper), "#6a4a36"), ("metal", painted(merge(rails), "#7f8890"))]
    found += placed(_signal(), (x1 - 0.7, 0.0, edge - 0.3))
    corner = np.array([[x0, floor, z], [x0, floor, edge], [x1, floor, edge], [x1, floor, z]], np.float32)
    return Extra(found, (Deck("platform", corner, np.array([[0, 1, 2], [0, 2, 3]], np.uint32), "floor"),))


def _signal() -> Pieces:
    lamp = [moved(cylinder(0.13, 0.06, 10), (0, y, 0.16), (np.pi / 2, 0, 0)) for y in (4.15, 3.75)]
    return [
        plain(cylinder(0.09, 4.6, 8), "#4b4f55"), beam((0.46, 1.0, 0.24), (0, 3.5, 0), "#2f3338"),
        plain(lamp[0], "#d7263d"), plain(lamp[1], "#4caf6a"), beam((0.5, 0.12, 0.3), (0, 4.5, 0), "#f0c33c"),
    ]  # fmt: skip


LABEL = {"en": "Railway station", "es": "Estación de tren", "fr": "Gare", "de": "Bahnhof"}
MAKER = maker(Sizes(16.0, 6.6, 1), massing, LABEL, tracks)
