"""Furnishing: what is asked for in a room finds a place there, or is refused by name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.seed import Seed
from worldgen.generate.rooms.asked import Asked, Furnished, Placement
from worldgen.generate.rooms.floor_plan import FloorPlan, Room
from worldgen.scene import Model

F64 = NDArray[np.float64]
GAP_M, WALL_GAP_M, DOOR_M = 0.12, 0.04, 1.1
NOWHERE = "no free place is left for it there"


def furnish(plan: FloorPlan, room: Room, asked: Sequence[Asked], seed: Seed) -> Furnished:
    """Return where everything in `asked` stands in `room`; what has a place already keeps it."""
    taken: dict[str, tuple[Asked, Placement, F64]] = {}
    for one in asked:
        if one.at_m is not None:
            placement = Placement(one.id, one.at_m, one.yaw_rad)
            taken[one.id] = one, placement, _outline(one, placement)
    placed, refused = [], []
    for one in [one for one in asked if one.at_m is None]:
        found = _first(plan, room, one, taken, seed / one.id)
        if found is None:
            refused.append((one.id, NOWHERE))
        else:
            placed.append(found)
            taken[one.id] = one, found, _outline(one, found)
    return Furnished(tuple(placed), tuple(refused))


def _outline(one: Asked, at: Placement) -> F64:
    return polygon.turned(polygon.hull(one.model.footprint_m), at.yaw_rad, (at.position_m[0], at.position_m[2]))


def _first(
    plan: FloorPlan, room: Room, one: Asked, taken: dict[str, tuple[Asked, Placement, F64]], seed: Seed
) -> Placement | None:
    floor = plan.storey(room.level).floor_m
    if one.on is not None:
        under = taken.get(one.on)
        if under is None:
            return None
        x, y, z = under[1].position_m
        return Placement(one.id, (x, y + under[0].model.height_m, z), under[1].yaw_rad)
    doors = _doors(plan, room)
    for x, z, yaw in _tries(room, one.model, one.against, seed):
        at = Placement(one.id, (x, floor, z), yaw)
        outline = _outline(one, at)
        if not polygon.within(outline, np.array(room.outline_m)).all():
            continue
        if any(polygon.gap(outline, other) < GAP_M for _, _, other in taken.values()):
            continue
        if len(doors) and polygon.distance(doors, outline).min() < DOOR_M:
            continue
        near = taken.get(one.beside or one.near or "")
        if near is not None and polygon.gap(outline, near[2]) > 1.2:
            continue
        return at
    return None


def _tries(room: Room, model: Model, against: str | None, seed: Seed) -> list[tuple[float, float, float]]:
    corners = np.array(room.outline_m)
    own = polygon.hull(model.footprint_m)
    deep = -float(own[:, 1].min()) + WALL_GAP_M
    tries = []
    for a, b in zip(corners, np.concatenate((corners[1:], corners[:1])), strict=True):
        long = float(np.hypot(*(b - a)))
        along = (b - a) / long
        inward = np.array([along[1], -along[0]])
        for t in np.arange(0.3, long - 0.2, 0.2):
            x, z = a + along * t + inward * deep
            tries.append((float(x), float(z), float(np.arctan2(inward[0], inward[1]))))
    low, high = corners.min(axis=0), corners.max(axis=0)
    grid = [] if against is not None else [
        (float(x), float(z), 0.0) for x in np.arange(low[0] + 0.5, high[0], 0.3) for z in np.arange(low[1] + 0.5, high[1], 0.3)
    ]  # fmt: skip
    keys = seed.uniform(len(tries) + len(grid))
    small = float(np.hypot(*np.ptp(own, axis=0))) < 0.01
    score = np.concatenate([keys[: len(tries)], keys[len(tries) :] + (0.0 if small else 2.0)])
    both = [*tries, *grid]
    return [both[int(k)] for k in np.argsort(score, kind="stable")]


def _doors(plan: FloorPlan, room: Room) -> F64:
    found = []
    for opening in plan.openings:
        wall = plan.wall(opening.wall)
        if opening.kind != "window" and room.id in wall.rooms:
            start, end = np.array(wall.start_m), np.array(wall.end_m)
            found.append(start + (end - start) * opening.along_m / float(np.hypot(*(end - start))))
    return np.array(found).reshape(-1, 2)
