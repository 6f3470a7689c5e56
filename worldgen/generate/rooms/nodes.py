"""A building in the tree: its rooms as areas that a question can point at, and what a viewer needs to know of it."""

from __future__ import annotations

import math

from worldgen.generate.rooms.floor_plan import FloorPlan, Room, Wall
from worldgen.generate.rooms.names import room_label
from worldgen.scene import Json, Node, Semantics


def room_nodes(building: str, plan: FloorPlan, language: str) -> tuple[Node, ...]:
    """Return an empty node in the middle of the floor of every room, `<building>.<room>`, in the building's frame."""
    return tuple(_node(building, plan, room, language) for room in plan.rooms)


def _node(building: str, plan: FloorPlan, room: Room, language: str) -> Node:
    xs, zs = zip(*room.outline_m, strict=True)
    facts: dict[str, Json] = {
        "kind": "room",
        "room": room.kind,
        "storey": room.level,
        "area_m2": round(room.area_m2, 1),
        "radius_m": round(math.sqrt(room.area_m2 / math.pi), 2),
        "outline_m": [[round(x, 3), round(z, 3)] for x, z in room.outline_m],
    }
    middle = (min(xs) + max(xs)) / 2, plan.storey(room.level).floor_m, (min(zs) + max(zs)) / 2
    return Node(f"{building}.{room.id}", middle, semantics=Semantics("area", room_label(room, language), facts=facts))


def building_facts(plan: FloorPlan) -> dict[str, Json]:
    """Return what a viewer needs to show a building cut open: how high its floors lie, and whether it is for all."""
    return {
        "kind": plan.kind,
        "storeys": [
            {"level": one.level, "floor_m": round(one.floor_m, 3), "height_m": round(one.height_m, 3)}
            for one in plan.storeys
        ],
        "wheelchair": plan.wheelchair,
        "walls": [_wall(plan, wall) for wall in plan.walls],
    }


def _wall(plan: FloorPlan, wall: Wall) -> dict[str, Json]:
    """Return where a wall runs, how thick it is, the rooms on its left and right, and its openings.

    Each opening is [middle along the wall, width, sill, height] in metres.
    """
    gaps: list[Json] = [
        [round(part, 3) for part in (one.along_m, one.width_m, one.sill_m, one.height_m)]
        for one in plan.openings
        if one.wall == wall.id
    ]
    return {
        "level": wall.level,
        "line_m": [round(part, 3) for part in (*wall.start_m, *wall.end_m)],
        "thickness_m": wall.thickness_m,
        "rooms": list(wall.rooms),
        "openings": gaps,
    }
