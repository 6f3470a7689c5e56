"""Plans put together of rectangular blocks, for buildings that stand on the land without rooms of the author's own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, OpeningKind, Room, Storey, Vec2, Wall

SLAB_M = 0.25
END_M = 0.35  # from the edge of a window to the end of its wall, at least


@dataclass(frozen=True, slots=True)
class Glazing:
    """Windows of a block: how wide, how high, how high their sill; `pitch_m` apart; `storeys` that have them."""

    wide_m: float = 0.9
    tall_m: float = 1.1
    sill_m: float = 0.9
    pitch_m: float = 2.2
    storeys: tuple[int, ...] | None = None
    blank: tuple[str, ...] = ()  # sides without any: front, back, left, right


@dataclass(frozen=True, slots=True)
class Block:
    """A room on every storey from 0 to below `storeys`: x from, z from, x to, z to on the middle lines of its walls."""

    id: str
    kind: str
    line_m: tuple[float, float, float, float]
    storeys: int = 1
    glazing: Glazing | None = Glazing()


@dataclass(frozen=True, slots=True)
class Door:
    """A door in the wall between a block and another, or the open air on a side (front, back, left, right)."""

    block: str
    to: str
    kind: OpeningKind = "door"
    size_m: tuple[float, float] = (1.0, 2.1)
    along: float = 0.5  # of the wall, from the left or from the back


@dataclass(frozen=True, slots=True)
class Massing:
    """A building of blocks; the first of its doors is the front door."""

    kind: str
    blocks: tuple[Block, ...]
    doors: tuple[Door, ...]
    height_m: tuple[float, ...] = (2.6,)  # of each storey; the last one of all above
    floor_m: float = 0.15
    wall_m: float = 0.3


_SIDES = {"left": ("x", 0), "right": ("x", 2), "back": ("z", 1), "front": ("z", 3)}


def plan_of(massing: Massing) -> FloorPlan:
    """Return the plan of `massing`: walls cut at every joint, doors where they are said, windows evenly between."""
    storeys, at = [], massing.floor_m
    count = max(block.storeys for block in massing.blocks)
    for level in range(count):
        tall = massing.height_m[min(level, len(massing.height_m) - 1)]
        storeys.append(Storey(level, at, tall))
        at += tall + SLAB_M
    walls: list[Wall] = []
    openings: list[Opening] = []
    for level in range(count):
        here = [block for block in massing.blocks if block.storeys > level]
        mine = _walls(here, level, massing.wall_m)
        made = _doors(massing, mine) if level == 0 else []
        walls += mine
        openings += made + [one for wall in mine for one in _windows(wall, here, made, level, storeys[level].height_m)]
    rooms = [
        Room(f"{block.id}_{level}" if level else block.id, block.kind, level, _clear(block, massing.wall_m))
        for level in range(count) for block in massing.blocks if block.storeys > level
    ]  # fmt: skip
    return FloorPlan(
        massing.kind,
        tuple(storeys),
        tuple(rooms),
        tuple(walls),
        tuple(openings),
        (),
        openings[0].id,
        _outline(massing),
        kind=massing.kind,
    )


def _clear(block: Block, wall_m: float) -> tuple[Vec2, ...]:
    x0, z0, x1, z1 = block.line_m
    half = wall_m / 2
    x0, z0, x1, z1 = x0 + half, z0 + half, x1 - half, z1 - half
    return (x0, z0), (x0, z1), (x1, z1), (x1, z0)


def _outline(massing: Massing) -> tuple[Vec2, ...]:
    half = massing.wall_m / 2
    lines = [block.line_m for block in massing.blocks]
    x0, z0 = min(line[0] for line in lines) - half, min(line[1] for line in lines) - half
    x1, z1 = max(line[2] for line in lines) + half, max(line[3] for line in lines) + half
    return (x0, z0), (x0, z1), (x1, z1), (x1, z0)


def _walls(blocks: Sequence[Block], level: int, wall_m: float) -> list[Wall]:
    """Return the walls of one storey, each with one room or the open air on either side."""
    found: list[Wall] = []
    for axis in (0, 1):  # along x, then along z
        across = 1 - axis
        for place in sorted({block.line_m[k] for block in blocks for k in (across, across + 2)}):
            ends = sorted({block.line_m[k] for block in blocks for k in (axis, axis + 2)})
            for low, high in pairwise(ends):
                middle = (low + high) / 2
                sides = [_room_at(blocks, axis, middle, place + step, level) for step in (-0.05, 0.05)]
                if sides[0] == sides[1]:
                    continue
                a, b = ((low, place), (high, place)) if axis == 0 else ((place, high), (place, low))
                wall = Wall(f"wall_{level}_{len(found)}", level, a, b, wall_m, (sides[0], sides[1]))
                last = found[-1] if found else None
                if (
                    last is not None
                    and last.rooms == wall.rooms
                    and (last.end_m == a if axis == 0 else last.start_m == b)
                ):
                    found[-1] = Wall(
                        last.id,
                        level,
                        last.start_m if axis == 0 else a,
                        b if axis == 0 else last.end_m,
                        wall_m,
                        wall.rooms,
                    )
                else:
                    found.append(wall)
    return found


def _room_at(blocks: Sequence[Block], axis: int, along: float, across: float, level: int) -> str | None:
    x, z = (along, across) if axis == 0 else (across, along)
    for block in blocks:
        x0, z0, x1, z1 = block.line_m
        if x0 < x < x1 and z0 < z < z1:
            return f"{block.id}_{level}" if level else block.id
    return None


def _doors(massing: Massing, walls: Sequence[Wall]) -> list[Opening]:
    found: list[Opening] = []
    blocks = {block.id: block for block in massing.blocks}
    for index, door in enumerate(massing.doors):
        wall = _wall_of(blocks[door.block], door.to, walls)
        long = abs(wall.end_m[0] - wall.start_m[0]) + abs(wall.end_m[1] - wall.start_m[1])
        name = "front_door" if index == 0 else f"{door.block}.{door.to}"
        found.append(Opening(name, door.kind, wall.id, long * door.along, *door.size_m))
    return found


def _wall_of(block: Block, to: str, walls: Sequence[Wall]) -> Wall:
    if to not in _SIDES:
        return next(wall for wall in walls if set(wall.rooms) == {block.id, to})
    axis, side = _SIDES[to]
    at = block.line_m[side]
    index = 0 if axis == "x" else 1
    outer = [wall for wall in walls if set(wall.rooms) == {block.id, None}]
    return next(wall for wall in outer if abs(wall.start_m[index] - at) + abs(wall.end_m[index] - at) < 1e-6)


def _on_side(wall: Wall, block: Block, side: str) -> bool:
    axis, edge = _SIDES[side]
    index = 0 if axis == "x" else 1
    return abs(wall.start_m[index] - block.line_m[edge]) < 1e-6 and abs(wall.end_m[index] - block.line_m[edge]) < 1e-6


def _windows(
    wall: Wall, blocks: Sequence[Block], doors: Sequence[Opening], level: int, height_m: float
) -> list[Opening]:
    """Return the windows of an outer wall: evenly spaced, on either side of its door."""
    if None not in wall.rooms:
        return []
    name = next(name for name in wall.rooms if name is not None)
    block = next(one for one in blocks if (f"{one.id}_{level}" if level else one.id) == name)
    glass = block.glazing
    if (
        glass is None
        or any(_on_side(wall, block, side) for side in glass.blank)
        or (glass.storeys is not None and level not in glass.storeys)
    ):
        return []
    long = abs(wall.end_m[0] - wall.start_m[0]) + abs(wall.end_m[1] - wall.start_m[1])
    cuts = sorted((one.along_m, one.width_m / 2) for one in doors if one.wall == wall.id)
    edges = [0.15, *(edge for at, half in cuts for edge in (at - half, at + half)), long - 0.15]
    tall = min(glass.tall_m, height_m - glass.sill_m - 0.2)
    found: list[Opening] = []
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        clear = high - low - 2 * END_M
        count = 0 if clear < glass.wide_m else max(1, round((high - low) / glass.pitch_m))
        while count > 1 and (high - low) / count < glass.wide_m + 0.3:
            count -= 1
        for i in range(count):
            along = low + (high - low) * (i + 0.5) / count
            found.append(
                Opening(f"{wall.id}.window.{len(found)}", "window", wall.id, along, glass.wide_m, tall, glass.sill_m)
            )
    return found
