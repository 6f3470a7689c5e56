"""What a building has around it to walk on and to walk around: podium, steps and columns of a temple, round towers."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.features_old import colonnade, podium_m
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.site import site_of
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.scene import Collider, Deck

STEP_M = 0.3  # what one steps up without stairs
TREAD_M = 0.34


def grounds(plan: FloorPlan, scheme: Scheme) -> tuple[tuple[Deck, ...], tuple[Collider, ...]]:
    """Return the decks around a building and what stands on them."""
    if plan.kind == "castle_wall":
        return (), _towers(plan)
    if plan.kind != "temple":
        return (), ()
    site = site_of(plan, scheme)
    main = max(site.regions, key=lambda region: region.size[0] * region.size[1])
    x0, z0, x1, z1 = main.rect
    out, floor = podium_m(scheme), site.floor_m
    found = [ring("podium", (x0, z0, x1, z1), out, floor)]
    if floor > STEP_M:
        far = z1 + out + TREAD_M * max(1, round(floor / 0.15))
        slope = np.array(
            [[x0 - out, floor, z1 + out], [x0 - out, 0, far], [x1 + out, 0, far], [x1 + out, floor, z1 + out]]
        )
        found.append(Deck("steps", slope.astype(np.float32), np.array([[0, 1, 2], [0, 2, 3]], np.uint32), "stairs"))
    if scheme.roof not in ("gable", "pagoda", "hip"):
        return tuple(found), ()
    row = colonnade(site)
    half = (row.radius_m, row.tall_m / 2, row.radius_m)
    return tuple(found), tuple(Collider("cylinder", (x, floor + row.tall_m / 2, z), half) for x, z in row.spots)


def _towers(plan: FloorPlan) -> tuple[Collider, ...]:
    """Return the round towers at the ends of a castle's wall."""
    reach = max(abs(x) for x, _ in plan.outline_m)
    tall = max(storey.floor_m + storey.height_m for storey in plan.storeys) / 2
    return tuple(Collider("cylinder", (side * reach, tall, 0.0), (2.0, tall, 2.0)) for side in (-1.0, 1.0))


def ring(name: str, rect: tuple[float, float, float, float], out_m: float, y_m: float) -> Deck:
    """Return a flat deck around a rectangle, `out_m` wide."""
    x0, z0, x1, z1 = rect
    xs, zs = [x0 - out_m, x0, x1, x1 + out_m], [z0 - out_m, z0, z1, z1 + out_m]
    points = np.array([(x, y_m, z) for z in zs for x in xs], np.float32)
    face = []
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                a = 4 * row + column
                face += [(a, a + 4, a + 5), (a, a + 5, a + 1)]
    return Deck(name, points, np.array(face, np.uint32), "floor")
