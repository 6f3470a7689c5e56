"""Free floor of a room: where a learner can stand who comes in by its doors."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.generate.layout.indoors import doors_of, out_of, point_of
from worldgen.generate.layout.placed import F64
from worldgen.generate.rooms.floor_plan import FloorPlan, Room

STEP_M = 0.1
SILL_M = 0.35  # from the face of a wall into the room: where one stands who has just come in


def free_floor(floors: FloorPlan, room: Room, solid: Iterable[F64], radius_m: float) -> F64:
    """Return points (k, 2) of the plan, 0.1 m apart, where a body of `radius_m` can stand and get to from a door.

    `solid` are the outlines (n, 2) of what stands in the room.
    """
    outline = np.array(room.outline_m, np.float64)
    low, high = outline.min(axis=0), outline.max(axis=0)
    x = np.arange(low[0] + STEP_M / 2, high[0], STEP_M)
    z = np.arange(low[1] + STEP_M / 2, high[1], STEP_M)
    points = np.stack(np.meshgrid(x, z), axis=-1)
    free = _within(points, outline, radius_m)
    for one in (*solid, *_wells(floors, room)):
        free &= polygon.distance(points, one) > radius_m
    reached = np.zeros(free.shape, np.bool_)
    for opening, wall in doors_of(floors, room):
        inward = out_of(wall) * (1.0 if wall.rooms[0] == room.id else -1.0)
        if None in wall.rooms:
            inward = -out_of(wall)
        spot = point_of(wall, opening) + inward * (wall.thickness_m / 2 + max(radius_m, SILL_M))
        reached |= np.hypot(*(np.moveaxis(points - spot, -1, 0))) <= 0.2
    for spot in _landings(floors, room):
        reached |= np.hypot(*(np.moveaxis(points - spot, -1, 0))) <= radius_m + 0.2
    return np.asarray(points[_spread(reached & free, free)], np.float64)


def turning_at(floors: FloorPlan, room: Room, solid: Iterable[F64], points: F64, radius_m: float) -> F64:
    """Return those of `points` (k, 2) of the plan about which a circle of `radius_m` is free to turn in."""
    free = _within(points, np.array(room.outline_m, np.float64), radius_m)
    for one in (*solid, *_wells(floors, room)):
        free &= polygon.distance(points, one) > radius_m
    return np.asarray(points[free], np.float64)


def _within(points: F64, outline: F64, inset_m: float) -> NDArray[np.bool_]:
    """Return which points are in a polygon, `inset_m` from its sides."""
    free = polygon.within(points, outline)
    ends = np.concatenate((outline[1:], outline[:1]))
    for a, b in zip(outline, ends, strict=True):
        way = b - a
        share = np.clip(((points - a) @ way) / max(float(way @ way), 1e-9), 0.0, 1.0)
        free &= np.hypot(*np.moveaxis(points - (a + share[..., None] * way), -1, 0)) >= inset_m
    return free


def _landings(floors: FloorPlan, room: Room) -> list[F64]:
    """Return where stairs, ramps and lifts let one into a room."""
    found = []
    for link in floors.links:
        foot, head = np.array(link.foot_m), np.array(link.head_m)
        long = max(float(np.hypot(*(head - foot))), 1e-6)
        for end, name, sign in ((foot, link.rooms[0], -1.0), (head, link.rooms[1], 1.0)):
            if name == room.id:
                found.append(end + (head - foot) / long * sign * SILL_M)
    return found


def _wells(floors: FloorPlan, room: Room) -> list[F64]:
    return [
        np.array(link.outline_m, np.float64)
        for link in floors.links
        if room.level in link.levels and link.kind != "lift" and room.id in link.rooms
    ]


def _spread(start: NDArray[np.bool_], free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the free cells that hang together with `start`."""
    out = start
    while True:
        grown = out.copy()
        grown[1:] |= out[:-1]
        grown[:-1] |= out[1:]
        grown[:, 1:] |= out[:, :-1]
        grown[:, :-1] |= out[:, 1:]
        grown &= free
        if np.array_equal(grown, out):
            return out
        out = grown
