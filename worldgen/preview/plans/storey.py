"""One storey as a drawing: rooms, walls, doors with their swing, windows, stairs and lifts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Room, Vec2, Wall
from worldgen.preview.plans.svg import element, path, text

WALL, LINE, FAINT, GLASS = "#3b3a38", "#3b3a38", "#9a948a", "#5b9bc4"
TINTS = {
    "corridor": "#f4efe4", "hall": "#f4efe4", "reception": "#f6ead2", "stairs": "#ece6da", "lift": "#e2ddd4",
    "toilets": "#dcebee", "bathroom": "#dcebee", "kitchen": "#f6dfc8", "canteen": "#f6dfc8", "store": "#e6e2da",
    "classroom": "#fdf3cf", "library": "#efe3f2", "laboratory": "#d9efe6", "workshop": "#f3dccb", "garage": "#e6e2da",
    "office": "#e1eaf4", "meeting": "#e1eaf4", "bedroom": "#e6e4f4", "living": "#fbe9d0", "ward": "#def0ea",
    "treatment": "#def0ea", "waiting": "#f6ead2", "gallery": "#fbf1df", "shop": "#fbe3d8", "gym": "#e3efd8",
    "studio": "#efe3f2", "nave": "#f6efe0", "platform": "#eeeae2", "barn": "#efe2c8", "glasshouse": "#e0f0da",
}  # fmt: skip
LETTER_M = 0.62  # of the height of a letter: its width, about
Place = Callable[[Vec2], Vec2]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A storey on its way onto the sheet: where a point of the plan lies on it, and how large a metre is."""

    plan: FloorPlan
    level: int
    place: Place
    px: float
    names: Callable[[Room], str]
    area: Callable[[float], str]
    marks: tuple[Vec2, ...] = ()  # where stations are: words keep off them

    def rooms(self) -> list[Room]:
        """Return the rooms of the storey."""
        return [room for room in self.plan.rooms if room.level == self.level]


def drawn_storey(storey: Drawn) -> Iterator[str]:
    """Yield the elements of one storey, what lies below first."""
    for room in storey.rooms():
        fill = TINTS.get(room.kind, "#faf4e6")
        yield path(map(storey.place, room.outline_m), fill=fill, class_="room", id=f"{storey.plan.id}.{room.id}")
    yield from _links(storey)
    walls = [wall for wall in storey.plan.walls if wall.level == storey.level]
    for wall in walls:
        yield path(map(storey.place, _slab(wall)), fill=WALL, stroke=WALL, stroke_width=0.5)
    by_id = {wall.id: wall for wall in walls}
    for opening in storey.plan.openings:
        if opening.wall in by_id:
            yield from _opening(storey, by_id[opening.wall], opening)
    for room in storey.rooms():
        yield from _label(storey, room)


def _slab(wall: Wall) -> tuple[Vec2, ...]:
    """Return the outline of a wall, as much longer as it is thick so that corners are filled."""
    return _quad(wall, 0.0, _length(wall), wall.thickness_m / 2, wall.thickness_m / 2)


def _length(wall: Wall) -> float:
    return math.hypot(wall.end_m[0] - wall.start_m[0], wall.end_m[1] - wall.start_m[1])


def _at(wall: Wall, along: float, aside: float = 0.0) -> Vec2:
    """Return the point so far along a wall and to the left of it."""
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    length = _length(wall)
    dx, dz = (bx - ax) / length, (bz - az) / length
    return ax + dx * along + dz * aside, az + dz * along - dx * aside


def _quad(wall: Wall, start: float, end: float, half: float, past: float = 0.0) -> tuple[Vec2, ...]:
    a, b = start - past, end + past
    return _at(wall, a, half), _at(wall, b, half), _at(wall, b, -half), _at(wall, a, -half)


def _opening(storey: Drawn, wall: Wall, opening: Opening) -> Iterator[str]:
    low, high = opening.along_m - opening.width_m / 2, opening.along_m + opening.width_m / 2
    half = wall.thickness_m / 2
    floor = TINTS.get("corridor") if opening.kind != "window" else "#ffffff"
    yield path(map(storey.place, _quad(wall, low, high, half + 0.015)), fill=floor)
    if opening.kind == "window":
        for aside in (-half, 0.0, half):
            yield _line(storey, _at(wall, low, aside), _at(wall, high, aside), GLASS, 1.4 if aside == 0.0 else 0.9)
        return
    if opening.kind == "passage":
        for end in (low, high):
            yield _line(storey, _at(wall, end, half), _at(wall, end, -half), LINE, 1.0)
        return
    yield from _leaves(storey, wall, opening)
    if opening.id == storey.plan.entrance:
        yield _arrow(storey, wall, opening)


def _leaves(storey: Drawn, wall: Wall, opening: Opening) -> Iterator[str]:
    """Yield the leaves of a door, open, with the arcs of their swing: into the room, or out of the building."""
    side = _swing(storey, wall)
    low, high = opening.along_m - opening.width_m / 2, opening.along_m + opening.width_m / 2
    hinges = [(low, high), (high, low)] if opening.kind in ("double_door", "gate") else [(low, high)]
    for hinge, latch in hinges:
        reach = opening.width_m / len(hinges)
        foot = storey.place(_at(wall, hinge, side * wall.thickness_m / 2))
        tip = storey.place(_at(wall, hinge, side * (wall.thickness_m / 2 + reach)))
        shut = storey.place(_at(wall, hinge + math.copysign(reach, latch - hinge), side * wall.thickness_m / 2))
        turn = (tip[0] - foot[0]) * (shut[1] - foot[1]) - (tip[1] - foot[1]) * (shut[0] - foot[0])
        radius = reach * storey.px
        arc = f"M{tip[0]:.2f} {tip[1]:.2f}A{radius:.2f} {radius:.2f} 0 0 {int(turn > 0)} {shut[0]:.2f} {shut[1]:.2f}"
        yield element("path", d=arc, fill="none", stroke=FAINT, stroke_width=0.9)
        yield element("line", x1=foot[0], y1=foot[1], x2=tip[0], y2=tip[1], stroke=LINE, stroke_width=2.2)


def _swing(storey: Drawn, wall: Wall) -> int:
    """Return on which side of a wall a door swings: 1 the left, -1 the right; into the room that is no way through."""
    left, right = wall.rooms
    if left is None or right is None:
        return 1 if left is None else -1  # outwards: the way out is never blocked
    ways = ("corridor", "hall", "stairs", "lift", "reception")
    kinds = [storey.plan.room(name).kind in ways for name in (left, right)]
    return -1 if kinds[0] and not kinds[1] else 1


def _arrow(storey: Drawn, wall: Wall, opening: Opening) -> str:
    """Return the mark of the front door: a triangle that points in."""
    out = 1 if wall.rooms[0] is None else -1
    half = wall.thickness_m / 2
    reach = half + (opening.width_m / 2 if opening.kind != "door" else opening.width_m) + 0.35
    points = (
        _at(wall, opening.along_m, out * reach),
        _at(wall, opening.along_m - 0.35, out * (reach + 0.6)),
        _at(wall, opening.along_m + 0.35, out * (reach + 0.6)),
    )
    return path(map(storey.place, points), fill="#c4512d", class_="entrance")


def _line(storey: Drawn, a: Vec2, b: Vec2, colour: str, width: float) -> str:
    (x1, y1), (x2, y2) = storey.place(a), storey.place(b)
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width)


def _links(storey: Drawn) -> Iterator[str]:
    for link in storey.plan.links:
        if storey.level not in link.levels:
            continue
        yield path(map(storey.place, link.outline_m), fill="#fffdf8", stroke=FAINT, stroke_width=1.0)
        if link.kind == "lift":
            corners = link.outline_m
            yield _line(storey, corners[0], corners[2], FAINT, 0.9)
            yield _line(storey, corners[1], corners[3], FAINT, 0.9)
        else:
            yield from _flight(storey, link)


def _flight(storey: Drawn, link: Link) -> Iterator[str]:
    """Yield the treads of stairs and the arrow that points up."""
    (fx, fz), (hx, hz) = link.foot_m, link.head_m
    run = math.hypot(hx - fx, hz - fz)
    dx, dz = (hx - fx) / run, (hz - fz) / run
    half = link.width_m / 2
    for k in range(1, max(int(run / 0.27), 1) if link.kind == "stairs" else 0):
        x, z = fx + dx * k * 0.27, fz + dz * k * 0.27
        yield _line(storey, (x + dz * half, z - dx * half), (x - dz * half, z + dx * half), FAINT, 0.8)
    start, end = (fx + dx * 0.2, fz + dz * 0.2), (hx - dx * 0.35, hz - dz * 0.35)
    yield _line(storey, start, end, LINE, 1.2)
    tip = (end[0] + dx * 0.2, end[1] + dz * 0.2)
    back = end[0] - dx * 0.1, end[1] - dz * 0.1
    wings = (tip, (back[0] + dz * 0.18, back[1] - dx * 0.18), (back[0] - dz * 0.18, back[1] + dx * 0.18))
    yield path(map(storey.place, wings), fill=LINE)


def _label(storey: Drawn, room: Room) -> Iterator[str]:
    """Yield the name of a room and its area, as large as it has room for; upright where it is narrow."""
    box = _free(storey, room)
    name, area = storey.names(room), storey.area(room.area_m2)
    wide, deep = box[2] - box[0], box[3] - box[1]
    upright = deep > 1.5 * wide and wide < 2.6
    along, across = (deep, wide) if upright else (wide, deep)
    size = min(0.46, (along - 0.3) / max(len(name) * LETTER_M, 1.0), across * 0.4)
    if size < 0.16:
        return
    x, y = storey.place(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    turn = f"rotate(-90 {x:.2f} {y:.2f})" if upright else None
    long = len(name) * LETTER_M * size / 2
    if not upright and any(abs(mx - (box[0] + box[2]) / 2) < long + 0.5 and -0.9 < mz - (box[1] + box[3]) / 2 < 1.1
                           for mx, mz in storey.marks):  # fmt: skip
        y = storey.place((0.0, box[1] + 0.9))[1]
    both = across > 2.6 * size and room.kind not in ("stairs", "lift")
    look: dict[str, object] = {"text_anchor": "middle", "transform": turn, "fill": "#2c2a28"}
    yield text(name, (x, y + (0.0 if both else 0.35 * size * storey.px)), font_size=size * storey.px, **look)
    if both:
        smaller = min(size * 0.72, 0.3)
        look["fill"] = "#6b665e"
        yield text(area, (x, y + (size * 0.35 + smaller) * storey.px), font_size=smaller * storey.px, **look)


def _free(storey: Drawn, room: Room) -> tuple[float, float, float, float]:
    """Return the box (x0, z0, x1, z1) of a room in which words may stand: beside stairs, not on them."""
    xs, zs = zip(*room.outline_m, strict=True)
    x0, x1, z0, z1 = min(xs), max(xs), min(zs), max(zs)
    for link in storey.plan.links:
        if storey.level in link.levels and link.kind != "lift":
            lx, lz = zip(*link.outline_m, strict=True)
            if min(lx) >= x0 - 0.01 and max(lx) <= x1 + 0.01 and min(lz) >= z0 - 0.01 and max(lz) <= z1 + 0.01:
                left, right, back, front = min(lx) - x0, x1 - max(lx), min(lz) - z0, z1 - max(lz)
                best = max(left * (z1 - z0), right * (z1 - z0), back * (x1 - x0), front * (x1 - x0))
                if best == right * (z1 - z0):
                    x0 = max(lx)
                elif best == left * (z1 - z0):
                    x1 = min(lx)
                elif best == front * (x1 - x0):
                    z0 = max(lz)
                else:
                    z1 = min(lz)
    return x0, z0, x1, z1
