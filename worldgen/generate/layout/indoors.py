"""Rooms as places: which room an item of the lesson belongs in, and how a room lies in the world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from worldgen.core import polygon
from worldgen.core.record import dataclass
from worldgen.generate.layout.placed import F64, PlacedThing
from worldgen.generate.plan import Plan, Station, Thing, Zone

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Room, Wall

Item = Zone | Station | Thing


@dataclass(frozen=True, slots=True)
class Inside:
    """A room of a building: the id of the building, and the room."""

    building: str
    room: Room


def room_named(plan: Plan, name: str) -> Inside | None:
    """Return the room that `name` means: `school.workshop`, or of a building alone the room behind its front door."""
    head, _, part = name.partition(".")
    floors = plan.floor_plans.get(head)
    if floors is None:
        return None
    wanted = part or entrance_room(floors)
    return next((Inside(head, room) for room in floors.rooms if room.id == wanted), None)


def entrance_room(floors: FloorPlan) -> str:
    """Return the id of the room behind the front door."""
    door = next(one for one in floors.openings if one.id == floors.entrance)
    return next(name for name in floors.wall(door.wall).rooms if name is not None)


def rooms_of(plan: Plan) -> dict[str, Inside]:
    """Return the room of every station and thing that belongs in one, by id."""
    if not plan.floor_plans:
        return {}
    items: dict[str, Item] = {station.id: station for station in plan.stations}
    items |= {thing.id: thing for thing in plan.things}
    found: dict[str, Inside | None] = {}
    for name in items:
        _resolve(plan, items, name, found)
    return {name: inside for name, inside in found.items() if inside is not None}


def _resolve(plan: Plan, items: Mapping[str, Item], name: str, found: dict[str, Inside | None]) -> Inside | None:
    if name in found:
        return found[name]
    found[name] = None  # a circle, which the spec refuses, ends here
    item = items[name]
    if item.id in plan.floor_plans:
        return None
    where = item.where
    for word in (where.in_, where.on):
        elsewhere = word is None or (word in items and word not in plan.floor_plans)
        inside = None if elsewhere else room_named(plan, word or "")
        if inside is not None:
            found[name] = inside
            return inside
    own = item.station if isinstance(item, Thing) else None
    carrier = where.on.partition(".")[0] if where.on else None  # `desk.left` is where the desk is
    for other in (own, carrier, where.beside, where.near, *(where.between or ())):
        if other is not None and other in items and other not in plan.floor_plans:
            found[name] = _resolve(plan, items, other, found)
            if found[name] is not None:
                return found[name]
    return None


def to_world(site: PlacedThing, points: F64) -> F64:
    """Return points (k, 2) of a building's plan as (x, z) in the world."""
    return polygon.turned(points, site.yaw_rad, (site.position_m[0], site.position_m[2]))


def to_plan(site: PlacedThing, points: F64) -> F64:
    """Return points (..., 2) of the world as (x, z) of a building's plan."""
    cos, sin = float(np.cos(site.yaw_rad)), float(np.sin(site.yaw_rad))
    moved = points - np.array([site.position_m[0], site.position_m[2]])
    return np.asarray(moved @ np.array([[cos, sin], [-sin, cos]]), np.float64)


def outline_of(site: PlacedThing, room: Room) -> F64:
    """Return the outline of a room in the world, (k, 2); of one with a niche the convex hull."""
    return to_world(site, polygon.hull(np.array(room.outline_m, np.float64)))


def floor_m(site: PlacedThing, floors: FloorPlan, level: int) -> float:
    """Return how high the floor of a storey lies in the world."""
    return site.position_m[1] + floors.storey(level).floor_m


def doors_of(floors: FloorPlan, room: Room) -> list[tuple[Opening, Wall]]:
    """Return the doors and passages of a room, with the walls that they are in."""
    walls = {wall.id: wall for wall in floors.walls if room.id in wall.rooms}
    return [(one, walls[one.wall]) for one in floors.openings if one.kind != "window" and one.wall in walls]


def before_door(floors: FloorPlan, away_m: float) -> F64:
    """Return the point so far outside the front door, (2,) in the plan."""
    door = next(one for one in floors.openings if one.id == floors.entrance)
    wall = floors.wall(door.wall)
    at, out = point_of(wall, door), out_of(wall)
    return at + out * (away_m + wall.thickness_m / 2)


def point_of(wall: Wall, opening: Opening) -> F64:
    """Return the middle of an opening, (2,) in the plan."""
    start, end = np.array(wall.start_m), np.array(wall.end_m)
    return np.asarray(start + (end - start) * (opening.along_m / float(np.hypot(*(end - start)))), np.float64)


def out_of(wall: Wall) -> F64:
    """Return the direction (2,) that leads from a wall to the open air, or to its left."""
    way = np.array(wall.end_m) - np.array(wall.start_m)
    left = np.array([way[1], -way[0]]) / float(np.hypot(*way))
    return left if wall.rooms[0] is None or wall.rooms[1] is not None else -left
