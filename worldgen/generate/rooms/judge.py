"""How good a cut of a storey is: what it costs, where its doors go, and what it fails of."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping

from worldgen.core.record import dataclass
from worldgen.generate.rooms.cuts import Rect, shared
from worldgen.generate.rooms.kinds import CLOSED, HUB, PRIVATE, PUBLIC, USUAL
from worldgen.generate.rooms.wanted import Measures, Want

WALK = {HUB: 0.0, PUBLIC: 1.0, USUAL: 8.0, PRIVATE: 14.0, CLOSED: 60.0}  # what it costs to come through such a room
ENTER = {HUB: 0.0, PUBLIC: 0.5, USUAL: 2.0, PRIVATE: 10.0, CLOSED: 30.0}  # and to come in from outside
END_M = 0.2  # from a door to the end of its wall, at least
LEAST_SHARE, MOST_SHARE = 0.8, 1.35  # of the area that an author says
SLIM_M = 0.4  # on the middle lines of its walls: nothing is left of such a room
FAIL = 1000.0  # what a failure costs, so that the candidate that fails least can be told
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """`fails` says what is wrong as (what, room, other or nothing); none of them and the plan can be built."""

    cost: float
    doors: tuple[Pair, ...]
    entry: str
    fails: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a storey is cut from: its rectangle, measures, who must be beside whom, and where one comes in.

    `least_m` is the shortest side that each room may have.
    """

    rect: Rect
    measures: Measures
    least_m: Mapping[str, float]
    pairs: tuple[Pair, ...]
    entry: str | None = None  # of an upper storey; None where the front door is to be found


def clear(rect: Rect, outer: Rect, measures: Measures) -> Rect:
    """Return what is left of `rect` between the faces of its walls, in a building of the outline `outer`."""
    half, out = measures.inner_m / 2, measures.outer_m / 2
    (x0, z0, x1, z1), (low_x, low_z, high_x, high_z) = rect, outer
    return Rect(
        x0 + (out if x0 == low_x else half), z0 + (out if z0 == low_z else half),
        x1 - (out if x1 == high_x else half), z1 - (out if z1 == high_z else half),
    )  # fmt: skip


def judged(rects: Mapping[str, Rect], wants: Mapping[str, Want], frame: Frame, stop: float = math.inf) -> Judged:
    """Return what the rooms `rects` of a storey cost; without doors when they cost more than `stop` already."""
    fails: list[tuple[str, str, str]] = []
    cost = 0.0
    for name, rect in rects.items():
        if rect[2] - rect[0] <= SLIM_M or rect[3] - rect[1] <= SLIM_M:
            return Judged(math.inf, (), "", ())
        cost += _room(wants[name], rect, frame, fails)
        if cost + FAIL * len(fails) >= stop:  # no room makes it less
            return Judged(cost + FAIL * len(fails), (), "", tuple(fails))
    meets = _meetings(rects, frame.measures)
    _keep_apart(meets, wants, frame.pairs)
    fails += [("beside", a, b) for a, b in frame.pairs if b not in meets[a]]
    entry, entering = _entry(rects, wants, frame)
    if entry is None:
        fails.append(("front", "", ""))
        return Judged(cost + FAIL * len(fails), (), "", tuple(fails))
    doors, walking, lost = _tree(entry, meets, wants, frame.pairs)
    fails += [("door", name, "") for name in lost]
    return Judged(cost + entering + walking + FAIL * len(fails), doors, entry, tuple(fails))


def _room(want: Want, rect: Rect, frame: Frame, fails: list[tuple[str, str, str]]) -> float:
    x0, z0, x1, z1 = clear(rect, frame.rect, frame.measures)
    short, long = (x1 - x0, z1 - z0) if x1 - x0 <= z1 - z0 else (z1 - z0, x1 - x0)
    area = (x1 - x0) * (z1 - z0)
    if short < frame.least_m[want.id] - 1e-6:
        fails.append(("narrow", want.id, ""))
        if short <= 0.3:
            return 100.0
    if want.came:
        return 0.02 * area
    ratio = math.log(area / want.area_m2)
    cost = abs(ratio) * (4.0 if want.said else 1.0)
    if want.said and not math.log(LEAST_SHARE) <= ratio <= math.log(MOST_SHARE):
        fails.append(("area", want.id, ""))
    if want.size_m is not None:
        a, b = sorted(want.size_m)
        cost += 6.0 * (abs(short - a) / a + abs(long - b) / b)
    elif want.about.way != HUB:
        cost += 2.0 * max(long / short - 1.6, 0.0) ** 1.5
    aired = any(map(operator.eq, rect, frame.rect))
    if not aired and want.about.light != "none":
        cost += 3.0
    if not aired and (want.outside or want.windows):
        fails.append(("outside", want.id, ""))
    return cost


def door_room_m(measures: Measures) -> float:
    """Return how long a wall must be between its ends, on middle lines, for a door."""
    return measures.door_m + 2 * END_M + measures.outer_m / 2 + measures.inner_m / 2


def _meetings(rects: Mapping[str, Rect], measures: Measures) -> dict[str, dict[str, float]]:
    """Return for each room those with which it shares a wall long enough for a door, and how long that is."""
    need, names = door_room_m(measures), list(rects)
    found: dict[str, dict[str, float]] = {name: {} for name in names}
    for index, name in enumerate(names):
        for other in names[index + 1 :]:
            wall = shared(rects[name], rects[other])
            if wall is not None and wall[3] - wall[2] >= need:
                found[name][other] = found[other][name] = wall[3] - wall[2]
    return found


def _keep_apart(meets: dict[str, dict[str, float]], wants: Mapping[str, Want], pairs: tuple[Pair, ...]) -> None:
    """Take from `meets` what no door is to lead to: a lift and its closet open only where they are asked to."""
    asked = {frozenset(pair) for pair in pairs}
    for name in [name for name in meets if wants[name].came and wants[name].about.way == CLOSED]:
        for other in [other for other in meets[name] if frozenset((name, other)) not in asked]:
            del meets[name][other], meets[other][name]


def _entry(rects: Mapping[str, Rect], wants: Mapping[str, Want], frame: Frame) -> tuple[str | None, float]:
    if frame.entry is not None:
        return frame.entry, 0.0
    front, need = frame.rect.z1, frame.measures.front_m + 2 * END_M + frame.measures.outer_m
    middle = (frame.rect.x0 + frame.rect.x1) / 2
    best: tuple[float, str] | None = None
    for name, rect in rects.items():
        if rect.z1 == front and rect.wide >= need:
            off = abs((rect.x0 + rect.x1) / 2 - middle) / frame.rect.wide
            cost = ENTER[wants[name].about.way] + off
            best = min(best or (math.inf, ""), (cost, name))
    return (best[1], best[0]) if best is not None else (None, 0.0)


def _tree(
    entry: str, meets: Mapping[str, Mapping[str, float]], wants: Mapping[str, Want], pairs: tuple[Pair, ...]
) -> tuple[tuple[Pair, ...], float, list[str]]:
    """Return a door for every room on the best way from `entry` (Dijkstra), what the walking costs, who is cut off.

    A pair that must be beside each other gets its door in any case, and ways prefer it.
    """
    asked = {*pairs, *((b, a) for a, b in pairs)}
    far, came, open_ = {entry: 0.0}, {}, {entry}
    done: set[str] = set()
    while open_:
        here = min(open_, key=lambda name: (far[name], name))
        open_.remove(here)
        done.add(here)
        through = 0.2 + (0.0 if here == entry else WALK[wants[here].about.way])
        for there in meets[here]:
            step = far[here] + (0.1 if (here, there) in asked and through < WALK[PRIVATE] else through)
            if there not in done and step < far.get(there, math.inf) - 1e-9:
                far[there], came[there] = step, here
                open_.add(there)
    doors = [(came[name], name) for name in meets if name in came]
    doors += [(a, b) for a, b in pairs if came.get(a) != b and came.get(b) != a and b in meets[a]]
    lost = [name for name in meets if name not in far]
    return tuple(doors), sum(far.values()) / max(len(far), 1) * 1.5, lost
