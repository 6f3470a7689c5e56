"""The floors of a building to walk on, and the walls that stop a walker."""

from __future__ import annotations

import numpy as np

from worldgen.core.arrays import renumbered
from worldgen.generate.buildings.grid import Cells
from worldgen.generate.buildings.shell import FIRST_ROOM, OPEN, Band, bands, shell_cells
from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Wall
from worldgen.scene import Collider, Deck, Vec3

RAIL_M = 0.06  # thickness of a balustrade


def decks(plan: FloorPlan) -> tuple[Deck, ...]:
    """Return a deck for each storey, `floor_<level>`, and one for each stair and ramp, by the name of its link.

    A floor is that of all rooms with the thresholds of their doors; flights leave a hole in the floor above them, and
    begin and end at the edges of floors.
    """
    cells = shell_cells(plan, fine=False, holes=False)
    floors = [_floor(band, cells, plan) for band in bands(plan)]
    flights = [_flight(link, plan) for link in plan.links if link.kind != "lift"]
    return (*(floor for floor in floors if floor is not None), *flights)


def _floor(band: Band, cells: Cells, plan: FloorPlan) -> Deck | None:
    layer = int(np.searchsorted(cells.at[1], band.floor_m - 1e-3))
    tag = cells.tag[:, layer, :]
    free = (tag <= FIRST_ROOM) | (tag == OPEN)
    x, z = cells.middle(0)[:, None], cells.middle(2)[None, :]
    for link in plan.links:
        if link.kind != "lift" and link.levels[1] == band.level:
            xs, zs = [p[0] for p in link.outline_m], [p[1] for p in link.outline_m]
            free &= ~((x > min(xs)) & (x < max(xs)) & (z > min(zs)) & (z < max(zs)))
    i, k = np.nonzero(free)
    if not len(i):
        return None
    wide = len(cells.at[2])
    corner = np.stack([i * wide + k, i * wide + k + 1, (i + 1) * wide + k + 1, (i + 1) * wide + k], axis=1)
    used, corner = renumbered(corner)
    points = np.stack(
        [cells.at[0][used // wide], np.full(len(used), band.floor_m), cells.at[2][used % wide]], axis=1
    )  # fmt: skip
    face = np.concatenate([corner[:, [0, 1, 2]], corner[:, [0, 2, 3]]])
    return Deck(f"floor_{band.level}", points.astype(np.float32), face.astype(np.uint32), "floor")


def _flight(link: Link, plan: FloorPlan) -> Deck:
    floor = {storey.level: storey.floor_m for storey in plan.storeys}
    (fx, fz), (hx, hz) = link.foot_m, link.head_m
    long = float(np.hypot(hx - fx, hz - fz))
    ax, az = -(hz - fz) / long * link.width_m / 2, (hx - fx) / long * link.width_m / 2
    low, high = floor[link.levels[0]], floor[link.levels[1]]
    points = [(fx + ax, low, fz + az), (hx + ax, high, hz + az), (hx - ax, high, hz - az), (fx - ax, low, fz - az)]
    face = np.array([[0, 1, 2], [0, 2, 3]])
    at = np.array(points)
    if np.cross(at[1] - at[0], at[2] - at[0])[1] < 0:
        face = face[:, ::-1]
    return Deck(link.id, at.astype(np.float32), face.astype(np.uint32), "ramp" if link.kind == "ramp" else "stairs")


def colliders(plan: FloorPlan) -> tuple[Collider, ...]:
    """Return a box for each stretch of wall between doors, and balustrades around the wells of stairs."""
    of_level = {band.level: band for band in bands(plan)}
    found: list[Collider] = []
    for wall in plan.walls:
        holes = [one for one in plan.openings if one.wall == wall.id and one.kind != "window"]
        found += _stretches(wall, holes, of_level[wall.level])
    return (
        *found,
        *(
            solid
            for link in plan.links
            for solid in rails(link, of_level[link.levels[1]], ends=not goes_on(plan, link))
        ),
    )


def _stretches(wall: Wall, holes: list[Opening], band: Band) -> list[Collider]:
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = float(np.hypot(bx - ax, bz - az))
    ux, uz = (bx - ax) / long, (bz - az) / long
    half = wall.thickness_m / 2
    edges = [-half]
    for one in sorted(holes, key=lambda one: one.along_m):
        edges += [one.along_m - one.width_m / 2, one.along_m + one.width_m / 2]
    edges.append(long + half)
    tall = (band.ceiling_m - band.floor_m) / 2
    found = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if high - low > 0.02:
            middle = (low + high) / 2
            centre = (ax + ux * middle, band.floor_m + tall, az + uz * middle)
            found.append(_solid(centre, (high - low) / 2, tall, half, (ux, uz)))
    return found


def _solid(centre_m: Vec3, long_m: float, tall_m: float, thick_m: float, along: tuple[float, float]) -> Collider:
    """Return a box of half sizes along a direction, square to the axes where that is along one of them."""
    if abs(along[1]) < 1e-6:
        return Collider("box", centre_m, (long_m, tall_m, thick_m))
    if abs(along[0]) < 1e-6:
        return Collider("box", centre_m, (thick_m, tall_m, long_m))
    return Collider("box", centre_m, (long_m, tall_m, thick_m), float(np.arctan2(-along[1], along[0])))


def goes_on(plan: FloorPlan, link: Link) -> bool:
    """Return whether another flight begins over the foot of `link`: one steps onto it there."""
    return any(one.levels[0] == link.levels[1] and one.foot_m == link.foot_m for one in plan.links)


def rails(link: Link, band: Band, *, ends: bool = True) -> list[Collider]:
    """Return the balustrades around a flight on the storey where it ends: its long sides and, if it `ends`, its end."""
    if link.kind == "lift":
        return []
    (fx, fz), (hx, hz) = link.foot_m, link.head_m
    long = float(np.hypot(hx - fx, hz - fz))
    ux, uz = (hx - fx) / long, (hz - fz) / long
    half, y = link.width_m / 2 + RAIL_M / 2, band.floor_m + 0.5
    x, z = (fx + hx) / 2, (fz + hz) / 2
    found = [
        _solid((x - uz * side * half, y, z + ux * side * half), long / 2, 0.5, RAIL_M / 2, (ux, uz))
        for side in (-1.0, 1.0)
    ]
    if not ends:
        return found
    end = (fx - ux * RAIL_M / 2, y, fz - uz * RAIL_M / 2)
    found.append(_solid(end, half + RAIL_M / 2, 0.5, RAIL_M / 2, (-uz, ux)))
    return found
