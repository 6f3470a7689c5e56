"""The best way to divide a building that was found, among a counted number of candidates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.candidates import (
    LOBBY_M,
    Core,
    Keys,
    Spine,
    Strip,
    Ways,
    chains_of,
    gross,
    keys_of,
    sliced,
)
from worldgen.generate.rooms.cuts import GRID_M, Rect, Tree, laid
from worldgen.generate.rooms.judge import FAIL, Frame, Judged, Pair, judged
from worldgen.generate.rooms.kinds import HUB
from worldgen.generate.rooms.wanted import Measures, Want, Wanted, least_of, measures_of

SLICED_MOST = 8  # rooms on a storey: more need a corridor
ASPECTS = (1.3, 1.0, 1.7, 2.2, 0.75, 3.2)  # width by depth
DEPTHS_M = (3.4, 4.2, 5.2, 6.2, 7.4, 9.0, 11.0)
RATIOS = (1.0, 0.7, 0.5, 0.0, 1.4, 2.0)  # of the front row's depth to the back row's
SLACKS = (1.0, 1.12)  # of the length: some rooms need more than their area to be wide enough
FIRST, MORE, KEPT = 5, 70, 3
SLICES = 90
WIDEST_M = 60.0
SLACK = 1e-6  # of a cost, so that sums in another order set nothing aside that is as good


@dataclass(frozen=True, slots=True)
class Level:
    """One storey, divided: who is where, with the rooms that came with the ways."""

    wants: Mapping[str, Want]
    rects: Mapping[str, Rect]
    judged: Judged
    ways: Ways


@dataclass(frozen=True, slots=True)
class Divided:
    """A building, divided. `cost` is at least FAIL where something that was wanted is not there."""

    cost: float
    outline: Rect
    levels: tuple[Level, ...]
    spine: Spine | None = None


def divide(wanted: Wanted, seed: Seed) -> Divided | None:
    """Return the best division of `wanted` that is found, None when there is none at all."""
    measures = measures_of(wanted)
    found: list[Divided] = []
    rooms = len(wanted.rooms)
    single = wanted.storeys == 1
    stacked = not single and not wanted.wheelchair and all(len(wanted.on(k)) == 1 for k in range(wanted.storeys))
    if (single and rooms <= SLICED_MOST) or stacked:
        found += _by_slices(wanted, measures, seed)
    if not stacked and (rooms >= 3 or not single):
        found += _by_spines(wanted, measures, seed, min((one.cost for one in found), default=math.inf))
    return min(found, key=lambda one: one.cost, default=None)


def _pairs(wants: Mapping[str, Want]) -> tuple[Pair, ...]:
    pairs = {
        tuple(sorted((want.id, other))): None for want in wants.values() for other in want.beside if other in wants
    }
    return tuple((a, b) for a, b in pairs)


def _outlines(wanted: Wanted, measures: Measures) -> Iterator[Rect]:
    """Yield what the building may be cut from, on the middle lines of its outer walls."""
    if wanted.size_m is not None:
        yield Rect(0.0, 0.0, wanted.size_m[0] - measures.outer_m, wanted.size_m[1] - measures.outer_m)
        return
    least = open_stairs_m(measures) + measures.outer_m if wanted.storeys > 1 else 0.0
    rooms = max((wanted.on(k) for k in range(wanted.storeys)), key=lambda on: sum(gross(w.area_m2) for w in on))
    if len(rooms) == 1 and rooms[0].size_m is not None:
        yield Rect(0.0, 0.0, *(side + measures.outer_m for side in rooms[0].size_m))
        return
    area = sum(gross(want.area_m2) for want in rooms)
    for aspect in (0.55, 0.7) if wanted.kind in ("church", "temple") else ASPECTS:
        wide, deep = math.sqrt(area * aspect), math.sqrt(area / aspect)
        if max(wide, deep) < least:
            wide, deep = (least, max(area / least, 3.4)) if wide >= deep else (max(area / least, 3.4), least)
        yield Rect(0.0, 0.0, round(wide / GRID_M) * GRID_M, round(deep / GRID_M) * GRID_M)


def _by_slices(wanted: Wanted, measures: Measures, seed: Seed) -> Iterator[Divided]:
    keys = {k: keys_of(wanted.on(k), seed, SLICES) for k in range(wanted.storeys)}
    limit = math.inf
    for outline in _outlines(wanted, measures):
        levels: list[Level] = []
        left = limit - _shape(outline, None) + SLACK
        for k in range(wanted.storeys):
            wants = {want.id: want for want in wanted.on(k)}
            entry = next(iter(wants)) if k else None
            frame = Frame(outline, measures, least_of(wants, wanted), _pairs(wants), entry)
            trials = SLICES if len(wants) > 2 else 4
            trees = (sliced(wanted.on(k), keys[k], t, (outline.wide, outline.deep)) for t in range(trials))
            level = _best(trees, wants, frame, Ways(""), left)
            if level is None:
                break
            left -= level.judged.cost
            levels.append(level)
        else:
            found = _divided(outline, levels, None)
            limit = min(limit, found.cost)
            yield found


def _best(
    trees: Iterator[Tree | None], wants: Mapping[str, Want], frame: Frame, ways: Ways, limit: float = math.inf
) -> Level | None:
    """Return the best of `trees`, the first of equals; None where none costs less than `limit`."""
    areas = {name: gross(want.area_m2) for name, want in wants.items()}
    best: Level | None = None
    for tree in trees:
        if tree is None:
            continue
        rects = laid(tree, frame.rect, areas)
        found = judged(rects, wants, frame, limit)
        if found.cost < limit:
            limit = found.cost
            best = Level({name: wants[name] for name in wants if name in rects}, rects, found, ways)
    return best


def _divided(outline: Rect, levels: list[Level], spine: Spine | None) -> Divided:
    cost = sum(level.judged.cost for level in levels) + _shape(outline, spine)
    return Divided(cost, outline, tuple(levels), spine)


def _shape(outline: Rect, spine: Spine | None) -> float:
    aspect = max(outline.wide / outline.deep, 1.2 * outline.deep / outline.wide)
    return max(aspect - 1.8, 0.0) * 1.5 + (1.5 if spine is not None else 0.0)


def _by_spines(wanted: Wanted, measures: Measures, seed: Seed, best: float) -> Iterator[Divided]:
    """Yield divisions along corridors, but what is worse than `best` or than one before."""
    keys = {k: keys_of(wanted.on(k), seed, FIRST + MORE) for k in range(wanted.storeys)}
    first: list[tuple[float, int, Spine, tuple[bool, ...]]] = []  # the best so far, in order
    for number, (spine, ends) in enumerate(_spines(wanted, measures, seed)):
        limit = first[KEPT - 1][0] if len(first) >= KEPT else math.inf
        found = _along(wanted, spine, ends, keys, range(FIRST), limit)
        if found is not None:
            first = sorted([*first, (found.cost, number, spine, ends)], key=lambda one: one[:2])[:KEPT]
    limit = min(best, first[0][0]) if first else best
    for cost, _, spine, ends in first:
        again = _along(wanted, spine, ends, keys, range(FIRST + MORE if cost > 2.0 else FIRST), limit)
        if again is not None:
            limit = min(limit, again.cost)
            yield again


def _spines(wanted: Wanted, measures: Measures, seed: Seed) -> Iterator[tuple[Spine, tuple[bool, ...]]]:
    """Yield divisions to try, each with whether the largest room of each storey lies across the corridor's end."""
    core = _core_of(wanted, measures) if wanted.storeys > 1 else None
    left = (seed / "side").one() < 0.5
    way = measures.corridor_m + measures.inner_m
    least = stairs_deep_m(measures) + measures.outer_m / 2 + measures.inner_m / 2 if core is not None else 0.0
    choices = [tuple([False] * wanted.storeys)]
    if any(_end(wanted.on(k)) is not None for k in range(wanted.storeys)):
        choices.append(tuple(_end(wanted.on(k)) is not None for k in range(wanted.storeys)))
    depths = dict.fromkeys((*(d for d in DEPTHS_M if d >= least), *((math.ceil(least * 20) / 20,) if least else ())))
    for ends in choices:
        for ratio in RATIOS:
            for back, slack in ((back, slack) for back in depths for slack in SLACKS):
                walled = way + (0.1 if ratio == 0.0 else 0.0)
                spine = Spine(back, walled, round(back * ratio / GRID_M) * GRID_M, 0.0, core, left, wanted.wheelchair)
                if wanted.size_m is not None:
                    deep, wide = wanted.size_m[1] - measures.outer_m, wanted.size_m[0] - measures.outer_m
                    whole = deep - walled
                    back_m = max(round(whole / (1 + ratio) / GRID_M) * GRID_M, least)
                    spine = replace(spine, back_m=back_m, front_m=max(whole - back_m, 0.0), wide_m=wide)
                    if 0.0 < spine.front_m < 1.8:
                        spine = replace(spine, back_m=whole, front_m=0.0)
                else:
                    wide = max(_length(wanted, k, ends[k], spine) for k in range(wanted.storeys))
                    spine = replace(spine, wide_m=math.ceil(wide * slack / GRID_M) * GRID_M)
                if spine.wide_m <= WIDEST_M and 0.7 * spine.deep_m <= spine.wide_m <= 6.0 * spine.deep_m:
                    yield spine, ends
                if wanted.size_m is not None:
                    break


def _core_of(wanted: Wanted, measures: Measures) -> Core:
    passage = max(measures.corridor_m - 0.4, 1.0) if not wanted.wheelchair else 1.6
    stairs = measures.flight_m + passage + measures.outer_m / 2 + measures.inner_m / 2
    stairs = math.ceil(stairs * 20) / 20
    return Core(stairs, 1.75 + measures.inner_m if wanted.wheelchair else 0.0, 1.7 + measures.inner_m)


def steps_of(measures: Measures) -> tuple[int, float]:
    """Return how many steps there are from floor to floor, and how long their flight is."""
    count = math.ceil(measures.storey_m / measures.rise_m - 1e-9)
    return count, count * measures.going_m


def stairs_deep_m(measures: Measures) -> float:
    """Return how deep a clear stairwell is: a straight flight with a landing beyond it."""
    return round((FOOT_M + steps_of(measures)[1] + measures.flight_m + 0.1) / GRID_M) * GRID_M


def open_stairs_m(measures: Measures) -> float:
    """Return how long a room is in which stairs stand open: room to step on and off at both ends."""
    return round((steps_of(measures)[1] + 2 * measures.flight_m + 0.1) / GRID_M) * GRID_M


FOOT_M = 0.4  # from the corridor to the first step


def _end(wants: tuple[Want, ...]) -> Want | None:
    """Return the room that may lie across the end of the corridor: one much larger than the rest."""
    sizes = sorted((want for want in wants if want.about.way != HUB), key=lambda want: (-want.area_m2, want.id))
    if len(sizes) < 3 or sizes[0].area_m2 < 1.25 * sizes[1].area_m2 or sizes[0].area_m2 < 30.0:
        return None
    return sizes[0]


def _length(wanted: Wanted, level: int, ended: bool, spine: Spine) -> float:
    """Return how long the building must be for the rooms of one storey."""
    wants = wanted.on(level)
    end = _end(wants) if ended else None
    rooms = sum(gross(want.area_m2) for want in wants if want is not end)
    core = spine.core.wide_m * spine.back_m if spine.core is not None else 0.0
    lobby = LOBBY_M * spine.front_m if level == 0 and _lobby_missing(wants, spine) else 0.0
    wide = (rooms + core + lobby) / (spine.back_m + spine.front_m)
    wide += gross(end.area_m2) / spine.deep_m if end is not None else 0.0
    return math.ceil(wide / GRID_M) * GRID_M


def _lobby_missing(wants: tuple[Want, ...], spine: Spine) -> bool:
    return spine.front_m > 0.0 and not any(want.about.way == HUB for want in wants)


def _along(
    wanted: Wanted,
    spine: Spine,
    ends: tuple[bool, ...],
    keys: Mapping[int, Keys],
    trials: range,
    limit: float,
) -> Divided | None:
    """Return the best rows of every storey, None where there are none, or only such as cost more than `limit`."""
    measures = measures_of(wanted)
    outline = Rect(0.0, 0.0, spine.wide_m, spine.deep_m)
    taken = {want.id for want in wanted.rooms}
    levels: list[Level] = []
    left = limit - _shape(outline, spine) + SLACK  # nothing costs less than nothing
    for k in range(wanted.storeys):
        wants = wanted.on(k)
        end = _end(wants) if ends[k] else None
        ways = _ways(k, wants, spine, taken)
        rows = [want for want in wants if want is not end and want.id != ways.corridor]
        rooms = {want.id: want for want in (*wants, *_came_with(k, ways, spine, measures, taken))}
        pairs = (*_pairs(rooms), *_doors_of_ways(ways))
        frame = Frame(outline, measures, least_of(rooms, wanted), pairs, ways.stairs if k else None)
        strip = Strip(chains_of(rows), end, ways, spine)
        trees = (strip.tree(keys[k], trial) for trial in trials)
        level = _best(trees, rooms, frame, ways, left)
        if level is None:
            return None
        left -= level.judged.cost
        levels.append(level)
    return _divided(outline, levels, spine)


def _ways(level: int, wants: tuple[Want, ...], spine: Spine, taken: set[str]) -> Ways:
    core = spine.core
    own = next((want.id for want in wants if want.kind == "corridor"), None)
    return Ways(
        corridor=own or _free("corridor", level, taken),
        stairs=_free("stairs", level, taken) if core is not None else "",
        lift=_free("lift", level, taken) if core is not None and core.lift_m else "",
        closet=_free("closet", level, taken) if core is not None and core.lift_m else "",
        lobby=_free("entrance", level, taken) if level == 0 and _lobby_missing(wants, spine) else "",
        halls=(
            _free("landing" if level else "lobby", level, taken),
            _free("upper_hall" if level else "foyer", level, taken),
        ),
    )


def _free(name: str, level: int, taken: set[str]) -> str:
    """Return an id for a room that no author named."""
    said = f"{name}_{level}" if level else name
    while said in taken:
        said += "_way"
    return said


def _doors_of_ways(ways: Ways) -> tuple[Pair, ...]:
    """Return the doors that the ways have by themselves: a lift opens to the corridor, its closet to the stairs."""
    return ((ways.corridor, ways.lift), (ways.stairs, ways.closet)) if ways.lift else ()


def _came_with(level: int, ways: Ways, spine: Spine, measures: Measures, own: set[str]) -> Iterator[Want]:
    if ways.corridor not in own:
        yield Want(ways.corridor, "corridor", spine.wide_m * measures.corridor_m, level, came=True)
    for hall in ways.halls:
        yield Want(hall, "hall", 20.0, level, came=True)
    if ways.lobby:
        yield Want(ways.lobby, "hall", LOBBY_M * spine.front_m, level, came=True)
    if spine.core is not None:
        yield Want(ways.stairs, "stairs", spine.core.stairs_m * spine.back_m, level, came=True)
    if ways.lift and spine.core is not None:
        yield Want(ways.lift, "lift", 2.9, level, came=True)
        yield Want(ways.closet, "store", spine.core.lift_m * max(spine.back_m - 1.9, 1.0), level, came=True)


__all__ = ["FAIL", "Divided", "Level", "divide", "stairs_deep_m", "steps_of"]
