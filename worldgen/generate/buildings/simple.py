"""Plans of one rectangle, for buildings that stand on the land without rooms of the author's own."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Room, Storey, Vec2, Wall

OUTER_M = 0.3


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangular building: measures of its outside, and how its four sides are opened.

    `windows` says how many there are on the front, right, back and left of each storey, `window_m` how wide and high
    they are and how high their sill is.
    """

    kind: str
    width_m: float
    depth_m: float
    storeys: int = 1
    height_m: float = 2.6
    floor_m: float = 0.15
    room: str = "room"
    door: str = "door"
    door_m: tuple[float, float] = (1.0, 2.1)
    windows: tuple[int, int, int, int] = (2, 1, 2, 1)
    window_m: tuple[float, float, float] = (0.9, 1.1, 0.9)
    outer_m: float = OUTER_M


def simple_plan(box: Box) -> FloorPlan:
    """Return the plan of `box`: one room on each storey, its front door in the middle of the front."""
    x, z = box.width_m / 2, box.depth_m / 2
    half = box.outer_m / 2
    line = ((-x + half, z - half), (x - half, z - half), (x - half, -z + half), (-x + half, -z + half))
    clear = ((-x + 2 * half, -z + 2 * half), (-x + 2 * half, z - 2 * half), (x - 2 * half, z - 2 * half), (x - 2 * half, -z + 2 * half))  # fmt: skip
    storeys, rooms, walls, openings = [], [], [], []
    for level in range(box.storeys):
        storeys.append(Storey(level, box.floor_m + level * (box.height_m + 0.25), box.height_m))
        room = f"room_{level}"
        rooms.append(Room(room, box.room, level, clear))
        for side, name in enumerate(("front", "right", "back", "left")):
            wall = Wall(f"{name}_{level}", level, line[side], line[(side + 1) % 4], box.outer_m, (room, None))
            walls.append(wall)
            openings += _openings(box, wall, side, level)
    outline = ((-x, -z), (-x, z), (x, z), (x, -z))
    return FloorPlan(
        box.kind, tuple(storeys), tuple(rooms), tuple(walls), tuple(openings), (), "front_door", outline, kind=box.kind
    )


def _long(a: Vec2, b: Vec2) -> float:
    return float(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5)


def _openings(box: Box, wall: Wall, side: int, level: int) -> list[Opening]:
    """Return the windows of one wall, evenly spaced, and the door in place of the middle one of the front."""
    long = _long(wall.start_m, wall.end_m)
    found: list[Opening] = []
    door = side == 0 and level == 0
    if door:
        found.append(Opening("front_door", box.door, wall.id, long / 2, *box.door_m))  # type: ignore[arg-type]
    count = box.windows[side]
    wide, tall, sill = box.window_m
    for i in range(count):
        along = long * (i + 0.5) / count
        if door:
            clear = (long - box.door_m[0]) / 2
            half = (count + 1) // 2
            along = clear * (i % half + 0.5) / half + (0 if i < half else clear + box.door_m[0])
        found.append(Opening(f"{wall.id}_window_{i + 1}", "window", wall.id, along, wide, tall, sill))
    return found
