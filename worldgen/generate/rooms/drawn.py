"""From a plan that the author drew to a floor plan, or the lines that are wrong."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.sources import Sources
from worldgen.generate.rooms.faces import Faces, faces_of, inset
from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Room, Storey, Vec2, Wall
from worldgen.generate.rooms.strokes import Gap, Name, Rise, Strokes, strokes_of
from worldgen.generate.rooms.wanted import Measures, Wanted, measures_of
from worldgen.spec.buildings import Building

ON_WALL_M = 0.35  # a door or a window so near to a wall is in it
CABIN_M = 1.6
STEEPEST = math.tan(math.radians(42.0))  # of stairs


@dataclass(frozen=True, slots=True)
class _Storey:
    """One storey of a drawing: its rooms, its walls, and which room a point lies in."""

    rooms: tuple[Room, ...]
    walls: tuple[Wall, ...]

    def room_at(self, point: Vec2) -> str | None:
        return next((room.id for room in self.rooms if _inside(point, room.outline_m)), None)


def drawn_plan(building: Building, sources: Sources, *, wheelchair: bool) -> FloorPlan:
    """Return the plan that `building` draws, its front door to the front and its middle at the origin.

    Raises
    ------
    SpecError
        With every line of it that is wrong.
    """
    plan, at = building.plan, f"{building.pointer}/plan"
    assert plan is not None  # noqa: S101  asked for by who calls
    sits = building.access == "wheelchair" if building.access is not None else wheelchair
    strokes = strokes_of(plan, at)
    if plan.file is not None:
        from worldgen.generate.rooms.svg_plan import MOST_BYTES, read_svg  # noqa: PLC0415  few plans are drawings

        found = read_svg(sources.read(plan.file, f"{at}/file", MOST_BYTES), plan.unit, f"{at}/file")
        strokes = Strokes(
            (*found.lines, *strokes.lines), (*found.gaps, *strokes.gaps), (*_unnamed(found, strokes), *strokes.names),
            strokes.rises,
        )  # fmt: skip
    count = max([building.storeys, *(line.level + 1 for line in strokes.lines)])
    measures = measures_of(Wanted(building.id, building.kind, (), count, sits))
    storeys = _storeys(building, strokes, count, measures)
    wrong: list[Issue] = []
    openings = _openings(strokes.gaps, storeys, measures, wrong)
    links = _links(strokes.rises, storeys, measures, wrong)
    if wrong:
        raise SpecError(wrong)
    made = FloorPlan(
        building.id,
        tuple(Storey(k, measures.plinth_m + k * measures.storey_m, measures.clear_m) for k in range(count)),
        tuple(room for storey in storeys for room in storey.rooms),
        tuple(wall for storey in storeys for wall in storey.walls),
        openings, links, kind=building.kind, label=building.label or {}, pointer=building.pointer, wheelchair=sits,
    )  # fmt: skip
    return _turned(_with_entrance(made, at))


def _unnamed(found: Strokes, strokes: Strokes) -> tuple[Name, ...]:
    """Return the rooms that a drawing names and the lesson does not; the words of a drawing are in its language."""
    said = {name.id for name in strokes.names}
    return tuple(name for name in found.names if name.id not in said)


def _storeys(building: Building, strokes: Strokes, count: int, measures: Measures) -> list[_Storey]:
    out: list[_Storey] = []
    wrong: list[Issue] = []
    for level in range(count):
        lines = [line for line in strokes.lines if line.level == level]
        faces = faces_of([(line.start, line.end) for line in lines])
        wrong += [issue("PLAN_LOOSE_WALL", lines[k].pointer, id=building.id) for k in faces.loose]
        if not faces.loops:
            wrong.append(issue("PLAN_ENCLOSES_NOTHING", f"{building.pointer}/plan", id=building.id, storey=level))
            continue
        if not faces.loose:
            names = [name for name in strokes.names if name.level == level]
            out.append(_storey(faces, level, (names, measures), wrong))
    if wrong:
        raise SpecError({(one.code, one.pointer): one for one in wrong}.values())
    return out


def _storey(faces: Faces, level: int, how: tuple[Sequence[Name], Measures], wrong: list[Issue]) -> _Storey:
    names, measures = how
    of_edge: dict[tuple[int, int], int] = {}
    for number, loop in enumerate(faces.loops):
        for a, b in zip(loop, (*loop[1:], loop[0]), strict=True):
            of_edge[a, b] = number
    who = _named(faces, level, names, wrong)

    def thick(a: int, b: int) -> float:
        return measures.inner_m if (a, b) in of_edge and (b, a) in of_edge else measures.outer_m

    rooms = []
    for number, loop in enumerate(faces.loops):
        halves = [thick(a, b) / 2 for a, b in zip(loop, (*loop[1:], loop[0]), strict=True)]
        outline = inset([faces.points[k] for k in loop], halves)
        name = who[number]
        rooms.append(Room(name.id, name.kind, level, outline, name.label, name.pointer))
    walls, used = [], dict[str, int]()
    for a, b in faces.source:
        left, right = (rooms[of_edge[edge]].id if edge in of_edge else None for edge in ((a, b), (b, a)))
        said = ".".join(sorted(filter(None, (left, right)))) + ("" if left and right else ".outside")
        used[said] = used.get(said, 0) + 1
        name_ = said if used[said] == 1 else f"{said}.{used[said]}"
        walls.append(Wall(name_, level, faces.points[a], faces.points[b], thick(a, b), (left, right)))
    return _Storey(tuple(rooms), tuple(walls))


def _named(faces: Faces, level: int, names: Sequence[Name], wrong: list[Issue]) -> dict[int, Name]:
    found: dict[int, Name] = {}
    for name in names:
        number = next(
            (k for k, loop in enumerate(faces.loops) if _inside(name.at, [faces.points[p] for p in loop])), None
        )
        if number is None:
            wrong.append(issue("PLAN_SPOT_OUTSIDE", name.pointer, id=name.id))
        elif number in found:
            other = found[number]
            wrong.append(issue("PLAN_SPOT_TWICE", name.pointer, related=[other.pointer], id=name.id, other=other.id))
        else:
            found[number] = name
    said = {name.id for name in names}
    for number, loop in enumerate(faces.loops):
        if number not in found:
            x, z = (sum(faces.points[p][axis] for p in loop) / len(loop) for axis in (0, 1))
            free = next(f"room_{k}" for k in range(1, 500) if f"room_{k}" not in said)
            said.add(free)
            found[number] = Name(f"{free}_{level}" if level else free, "room", (x, z), level, "")
    return found


def _inside(point: Vec2, outline: Sequence[Vec2]) -> bool:
    odd, (x, z) = False, point
    for (ax, az), (bx, bz) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (az > z) != (bz > z) and x < (bx - ax) * (z - az) / (bz - az) + ax:
            odd = not odd
    return odd


def _openings(
    gaps: Sequence[Gap], storeys: Sequence[_Storey], measures: Measures, wrong: list[Issue]
) -> tuple[Opening, ...]:
    found, count = [], dict[str, int]()
    for gap in gaps:
        walls = storeys[gap.level].walls if gap.level < len(storeys) else ()
        near = min(
            ((_away(wall, gap.at), wall) for wall in walls), key=lambda one: (one[0][0], one[1].id), default=None
        )
        if near is None or near[0][0] > ON_WALL_M:
            sort = "window" if gap.kind == "window" else "door"
            wrong.append(issue("PLAN_OFF_WALL", gap.pointer, sort=sort, most=f"{ON_WALL_M:.2f}"))
            continue
        (_, along), wall = near
        tail = "window" if gap.kind == "window" else "door"
        said = f"{wall.id}.{tail}"
        count[said] = count.get(said, 0) + 1
        name = said if count[said] == 1 else f"{said}.{count[said]}"
        width, height, sill = _usual(gap, measures)
        found.append(Opening(name, gap.kind, wall.id, along, width, height, sill, gap.pointer))
    return tuple(found)


def _usual(gap: Gap, measures: Measures) -> tuple[float, float, float]:
    wide = {"window": 1.3, "double_door": 1.6, "gate": 2.8, "passage": 1.2, "door": measures.door_m}[gap.kind]
    sill = gap.sill_m if gap.sill_m is not None else 0.85 if gap.kind == "window" else 0.0
    high = 1.35 if gap.kind == "window" else measures.door_high_m
    return gap.width_m or wide, min(gap.height_m or high, measures.clear_m - sill - 0.1), sill


def _away(wall: Wall, point: Vec2) -> tuple[float, float]:
    """Return (distance of a point from a wall, how far along the wall it is)."""
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = math.dist(wall.start_m, wall.end_m)
    along = min(max(((point[0] - ax) * (bx - ax) + (point[1] - az) * (bz - az)) / long, 0.0), long)
    share = along / long
    return math.dist(point, (ax + (bx - ax) * share, az + (bz - az) * share)), along


def _links(
    rises: Sequence[Rise], storeys: Sequence[_Storey], measures: Measures, wrong: list[Issue]
) -> tuple[Link, ...]:
    found = []
    for number, rise in enumerate(rises):
        levels = (rise.level, rise.level + 1)
        if levels[1] >= len(storeys):
            wrong.append(issue("PLAN_LINK_NOWHERE", rise.pointer, storey=levels[1]))
            continue
        rooms = [storeys[k].room_at(end) for k, end in zip(levels, (rise.start, rise.end), strict=True)]
        if rooms[0] is None or rooms[1] is None:
            wrong.append(issue("PLAN_LINK_NOWHERE", rise.pointer, storey=levels[rooms.index(None)]))
            continue
        run = math.dist(rise.start, rise.end)
        most = {"stairs": STEEPEST, "ramp": 1 / 6, "lift": math.inf}[rise.kind]
        if rise.kind != "lift" and measures.storey_m > run * most:
            need = measures.storey_m / most
            wrong.append(issue("PLAN_STEEP", rise.pointer, kind=rise.kind, run=f"{run:.1f}", need=f"{need:.1f}"))
            continue
        name = f"{rise.kind}.{number}"
        both = rooms[0], rooms[1]
        found.append(Link(name, rise.kind, levels, both, _flight(rise), rise.start, rise.end, rise.width_m))
    return tuple(found)


def _flight(rise: Rise) -> tuple[Vec2, ...]:
    (ax, az), (bx, bz) = rise.start, rise.end
    if rise.kind == "lift":
        r = CABIN_M / 2
        return (ax - r, az + r), (ax + r, az + r), (ax + r, az - r), (ax - r, az - r)
    long = math.dist(rise.start, rise.end)
    sx, sz = -(bz - az) / long * rise.width_m / 2, (bx - ax) / long * rise.width_m / 2
    return (ax + sx, az + sz), (bx + sx, bz + sz), (bx - sx, bz - sz), (ax - sx, az - sz)


def _with_entrance(plan: FloorPlan, pointer: str) -> FloorPlan:
    """Return `plan` with its first outer door on the ground as the front door."""
    walls = {wall.id: wall for wall in plan.walls}
    front = next(
        (one for one in plan.openings if one.kind != "window" and walls[one.wall].level == 0
         and None in walls[one.wall].rooms), None,
    )  # fmt: skip
    if front is None:
        raise SpecError([issue("PLAN_NO_FRONT_DOOR", f"{pointer}/doors", id=plan.id)])
    openings = tuple(replace(one, id="front_door") if one is front else one for one in plan.openings)
    return replace(plan, openings=openings, entrance="front_door")


def _turned(plan: FloorPlan) -> FloorPlan:
    """Return `plan` with its front door towards +Z and the middle of its outline at the origin."""
    door = next(one for one in plan.openings if one.id == plan.entrance)
    wall = plan.wall(door.wall)
    dx, dz = wall.end_m[0] - wall.start_m[0], wall.end_m[1] - wall.start_m[1]
    long = math.hypot(dx, dz)
    out = (dz / long, -dx / long) if wall.rooms[0] is None else (-dz / long, dx / long)
    cos, sin = out[1], -out[0]  # turns `out` to (0, 1)

    def turn(point: Vec2) -> Vec2:
        x, z = point
        return round(x * cos + z * sin, 4), round(-x * sin + z * cos, 4)

    ends = [turn(point) for one in plan.walls for point in (one.start_m, one.end_m)]
    mx, mz = ((min(values) + max(values)) / 2 for values in zip(*ends, strict=True))
    return _moved(plan, lambda point: (round(turn(point)[0] - mx, 4), round(turn(point)[1] - mz, 4)))


def _moved(plan: FloorPlan, move: Callable[[Vec2], Vec2]) -> FloorPlan:
    def all_(points: Sequence[Vec2]) -> tuple[Vec2, ...]:
        return tuple(move(point) for point in points)

    rooms = tuple(replace(room, outline_m=all_(room.outline_m)) for room in plan.rooms)
    walls = tuple(replace(wall, start_m=move(wall.start_m), end_m=move(wall.end_m)) for wall in plan.walls)
    links = tuple(
        replace(link, outline_m=all_(link.outline_m), foot_m=move(link.foot_m), head_m=move(link.head_m))
        for link in plan.links
    )
    ground = [wall for wall in walls if wall.level == 0 and None in wall.rooms]
    return replace(plan, rooms=rooms, walls=walls, links=links, outline_m=_outline(ground))


def _outline(walls: Sequence[Wall]) -> tuple[Vec2, ...]:
    """Return the outer faces of the outer walls as one loop, anticlockwise from above."""
    following = {}
    for wall in walls:
        start, end = (wall.start_m, wall.end_m) if wall.rooms[1] is None else (wall.end_m, wall.start_m)
        following[start] = end, wall.thickness_m / 2
    first = min(following)
    loop, halves, at = [], [], first
    while at in following:
        loop.append(at)
        at, half = following.pop(at)
        halves.append(-half)
    return inset(loop, halves)
