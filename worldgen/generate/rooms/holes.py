"""Doors and windows in the walls of a divided building."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.floor_plan import Opening, OpeningKind, Wall
from worldgen.generate.rooms.judge import END_M, Pair
from worldgen.generate.rooms.kinds import HUB, PUBLIC, Light
from worldgen.generate.rooms.wanted import Measures, Want

ASIDE_M = {
    False: 0.12,
    True: 0.45,
}  # between a door and the corner it is next to, beyond the wall: a wheelchair's knees
GATED = ("barn", "garage")
WINDOWS: Mapping[Light, tuple[float, float, float, float]] = {  # width, height, sill, from middle to middle
    "usual": (1.3, 1.35, 0.85, 2.7),
    "large": (1.9, 1.7, 0.8, 2.9),
    "bench": (1.9, 1.6, 1.15, 2.9),
    "high": (0.9, 0.6, 1.6, 2.6),
}
TALL = ("nave",)
APART_M = 0.35  # between two openings of a wall


@dataclass(frozen=True, slots=True)
class Site:
    """What doors and windows are put into: the walls of a storey, who its rooms are, and measures."""

    walls: Sequence[Wall]
    wants: Mapping[str, Want]
    measures: Measures
    wheelchair: bool
    seed: Seed

    def between(self, a: str, b: str) -> Wall:
        """Return the wall between two rooms."""
        return next(wall for wall in self.walls if set(wall.rooms) == {a, b})

    def margin_m(self, wall: Wall) -> float:
        """Return how far an opening keeps from the ends of a wall, which lie in the middle of others."""
        return END_M + (self.measures.outer_m if None in wall.rooms else self.measures.outer_m / 2)


def length_m(wall: Wall) -> float:
    """Return the length of a wall along its middle line."""
    return math.hypot(wall.end_m[0] - wall.start_m[0], wall.end_m[1] - wall.start_m[1])


def doors_of(site: Site, pairs: Iterable[Pair]) -> tuple[Opening, ...]:
    """Return a door or a passage for each pair of rooms."""
    return tuple(_door(site, site.between(a, b)) for a, b in pairs)


def _door(site: Site, wall: Wall) -> Opening:
    rooms = [site.wants[name] for name in wall.rooms if name is not None]
    free, high = length_m(wall) - 2 * site.margin_m(wall), site.measures.door_high_m
    name = f"{wall.id}.door"
    if all(room.about.way == HUB for room in rooms):
        width = free if any(room.kind == "stairs" for room in rooms) else min(2.4, free)
        return Opening(name, "passage", wall.id, length_m(wall) / 2, _tidy(width), high + 0.2)
    if all(room.about.way in (HUB, PUBLIC) for room in rooms) and free >= 2.4:
        return Opening(name, "double_door", wall.id, length_m(wall) / 2, 1.6, high)
    width = min(site.measures.door_m, _tidy(free))
    aside = site.margin_m(wall) + min(ASIDE_M[site.wheelchair], (free - width) / 2) + width / 2
    along = aside if (site.seed / "door" / wall.id).one() < 0.5 else length_m(wall) - aside
    if any(room.kind == "lift" for room in rooms):
        along = length_m(wall) / 2
    return Opening(name, "door", wall.id, along, width, high)


def _tidy(width: float) -> float:
    return math.floor(width * 20 + 1e-6) / 20


def front_door(site: Site, room: str, kind: str) -> Opening:
    """Return the front door, in the middle of the wall of `room` at the front."""
    wall = site.walls[[wall.id for wall in site.walls].index(f"{room}.front")]
    return outer_door(site, wall, kind, "front_door")


def outer_door(site: Site, wall: Wall, kind: str, name: str) -> Opening:
    """Return a door to the outside in the middle of `wall`, wide where the room is for many or for carts."""
    room = next(site.wants[name] for name in wall.rooms if name is not None)
    free, high = length_m(wall) - 2 * site.margin_m(wall), site.measures.door_high_m
    if (room.kind in GATED or kind == "factory") and free >= 3.0:
        return Opening(name, "gate", wall.id, length_m(wall) / 2, 2.8, min(2.9, site.measures.clear_m - 0.2))
    width = site.measures.front_m if name == "front_door" else site.measures.door_m
    sort: OpeningKind = "double_door" if width >= 1.4 and free >= width else "door"
    return Opening(name, sort, wall.id, length_m(wall) / 2, min(width, _tidy(free)), high + 0.1)


def longest_outer(site: Site, room: str) -> Wall | None:
    """Return the longest wall of `room` to the open air, the front last."""
    outer = [wall for wall in site.walls if room in wall.rooms and None in wall.rooms]
    return max(outer, key=lambda wall: (not wall.id.endswith(".front"), length_m(wall), wall.id), default=None)


def windows_of(site: Site, doors: Sequence[Opening]) -> tuple[tuple[Opening, ...], tuple[str, ...]]:
    """Return the windows of a storey, clear of its doors, and the rooms that have no wall for as many as asked."""
    found: list[Opening] = []
    short = []
    for name, want in site.wants.items():
        outer = [wall for wall in site.walls if name in wall.rooms and None in wall.rooms]
        free = [stretch for wall in outer for stretch in _free(site, wall, doors)]
        counts = [None] * len(free) if want.windows is None else _shared_out(want.windows, free)
        made = [one for stretch, n in zip(free, counts, strict=True) for one in _even(site, stretch, want, n)]
        short += [name] if want.windows is not None and len(made) < want.windows else []
        found += made
    return tuple(found), tuple(short)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of an outer wall in which windows may be, from `low_m` to `high_m` along it."""

    wall: Wall
    number: int
    low_m: float
    high_m: float

    @property
    def free_m(self) -> float:
        """How long it is."""
        return self.high_m - self.low_m


def _free(site: Site, wall: Wall, doors: Sequence[Opening]) -> list[_Stretch]:
    """Return the stretches of a wall between its ends and its doors."""
    sides = site.margin_m(wall)
    at, found = sides, list[_Stretch]()
    for door in sorted((door for door in doors if door.wall == wall.id), key=lambda door: door.along_m):
        found.append(_Stretch(wall, len(found), at, door.along_m - door.width_m / 2 - APART_M))
        at = door.along_m + door.width_m / 2 + APART_M
    found.append(_Stretch(wall, len(found), at, length_m(wall) - sides))
    return [stretch for stretch in found if stretch.free_m >= 0.4]


def _shared_out(count: int, free: Sequence[_Stretch]) -> list[int]:
    """Return how many windows each stretch gets: one by one to that with the most room for the next."""
    got = [0] * len(free)
    for _ in range(count if free else 0):
        best = max(range(len(free)), key=lambda k: (free[k].free_m / (got[k] + 1), -k))
        got[best] += 1
    return got


def _even(site: Site, stretch: _Stretch, want: Want, count: int | None) -> list[Opening]:
    """Return windows evenly along a stretch of wall: so many, or as many as usual."""
    if want.about.light == "none" and count is None:
        return []
    light: Light = want.about.light if want.about.light != "none" else "usual"
    width, height, sill, pitch = WINDOWS[light]
    clear_m = site.measures.clear_m
    if want.kind in TALL:
        width, height, sill = 1.1, min(3.0, clear_m - 2.0), 1.5
    height = min(height, clear_m - 0.25 - sill)
    free = stretch.free_m
    count = max(int((free + pitch - width) // pitch), 1 if free >= 0.6 else 0) if count is None else count
    if not count or height < 0.3:
        return []
    width = min(width, _tidy((free - APART_M * (count - 1)) / count))
    if width < 0.4:
        return []
    step = free / count
    tail = f".{stretch.number}" if stretch.number else ""
    return [
        Opening(
            f"{stretch.wall.id}.window{tail}.{k}", "window", stretch.wall.id, stretch.low_m + step * (k + 0.5), width,
            height, sill,
        )
        for k in range(count)
    ]  # fmt: skip
