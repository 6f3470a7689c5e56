"""Ways to cut a storey: rooms cut from one another, or rows of rooms along a corridor.

CONTRIBUTOR NOTES
    Slicing trees (Otten 1982) with scored candidates, bounded by counts. Rows along a corridor are slicing trees too,
    but a random tree hardly ever is one, and beyond some seven rooms nothing else lets all be reached without walking
    through a bedroom. An exact solver was set aside: the wishes of a teacher are soft, and a plan must be the same on
    every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.cuts import Cut, Tree
from worldgen.generate.rooms.kinds import HUB
from worldgen.generate.rooms.wanted import Want

Keys = Mapping[str, NDArray[np.float64]]
WALL_M = 0.2  # how much longer and wider a room is on the middle lines of its walls, about


@lru_cache(maxsize=1024)
def gross(area_m2: float) -> float:
    """Return the area of a room on the middle lines of its walls."""
    return (math.sqrt(area_m2) + WALL_M) ** 2


def keys_of(wants: Sequence[Want], seed: Seed, trials: int) -> Keys:
    """Return `trials` draws for each room, by its own name: another room leaves them as they are."""
    return {want.id: (seed / "order" / want.id).uniform(trials) for want in wants}


def sliced(wants: Sequence[Want], keys: Keys, trial: int, sides: tuple[float, float]) -> Tree:
    """Return the rooms cut from one another, those that one comes through to the front."""
    ordered = sorted(wants, key=lambda want: (want.about.way * 0.16 + keys[want.id][trial], want.id))
    turns = keys[min(keys)]
    return _halved(ordered, sides, (turns, trial, 0))


def _halved(wants: Sequence[Want], sides: tuple[float, float], draw: tuple[NDArray[np.float64], int, int]) -> Tree:
    if len(wants) == 1:
        return wants[0].id
    turns, trial, depth = draw
    areas = [gross(want.area_m2) for want in wants]
    whole, sums = sum(areas), np.cumsum(areas)
    luck = float(turns[(trial * 7 + depth * 3) % len(turns)])
    half = 1 + int(np.argmin(np.abs(sums[:-1] - whole * (0.35 + 0.3 * luck))))
    share = float(sums[half - 1]) / whole
    wide, deep = sides
    across = wide * (0.75 + 0.5 * luck) > deep
    after = (
        ((wide * share, deep), (wide * (1 - share), deep))
        if across
        else ((wide, deep * share), (wide, deep * (1 - share)))
    )
    first = _halved(wants[:half], after[0], (turns, trial, 2 * depth + 1))
    second = _halved(wants[half:], after[1], (turns, trial, 2 * depth + 2))
    whole_m = wide if across else deep
    parts = (first, _slim(wants[:half], whole_m * share)), (second, _slim(wants[half:], whole_m * (1 - share)))
    if across:
        return Cut("x", parts if turns[(trial + depth) % len(turns)] < 0.5 else parts[::-1])
    return Cut("z", parts[::-1])  # the first are to the front


def _slim(wants: Sequence[Want], share_m: float) -> float | None:
    """Return the least width of a room that its share would make too narrow, None where it is wide enough."""
    least = wants[0].least_m(wheelchair=False) + WALL_M + 0.05
    return math.ceil(least * 20) / 20 if len(wants) == 1 and share_m < least else None


@dataclass(frozen=True, slots=True)
class Core:
    """What goes through all storeys at one end of the back row: stairs, and a lift with a closet behind it."""

    stairs_m: float  # its width on middle lines
    lift_m: float  # of the lift, 0 for none
    lift_deep_m: float

    @property
    def wide_m(self) -> float:
        """How much of the back row it takes."""
        return self.stairs_m + self.lift_m


@dataclass(frozen=True, slots=True)
class Spine:
    """How a building with a corridor is divided: depths on middle lines; `wide_m` is its length."""

    back_m: float
    way_m: float
    front_m: float
    wide_m: float
    core: Core | None = None
    core_left: bool = True
    wheelchair: bool = False

    @property
    def deep_m(self) -> float:
        """From back to front."""
        return self.back_m + self.way_m + self.front_m


@dataclass(frozen=True, slots=True)
class Ways:
    """The rooms of one storey that are no author's: their ids by what they are; empty where there is none."""

    corridor: str
    stairs: str = ""
    lift: str = ""
    closet: str = ""
    lobby: str = ""
    halls: tuple[str, str] = ("", "")  # of the back row and of the front row, where rooms leave much of them


LOBBY_M = 2.6
SPARE, SPARE_M = 0.3, 2.2  # a row with so much more length than its rooms need gets a hall of its own
ROOMY = 1.06  # how much rooms grow beside such a hall


def along_spine(
    chains: Sequence[Sequence[Want]], end: Want | None, ways: Ways, spine: Spine, draw: tuple[Keys, int]
) -> Tree | None:
    """Return `chains` in rows on both sides of a corridor, `end` across its end; None where a row stays empty."""
    end_m = round(gross(end.area_m2) / spine.deep_m * 20) / 20 if end is not None else 0.0
    rows = _rows(chains, spine, end_m, ways, draw)
    long = spine.wide_m - end_m
    sits, core_m = spine.wheelchair, spine.core.wide_m if spine.core is not None else 0.0
    back = _filled(rows[0], spine.back_m, long - core_m, ways.halls[0], sits=sits)
    if not back and spine.core is None:
        return None
    parts: list[tuple[Tree, float | None]] = [(_back(back, ways, spine), spine.back_m), (ways.corridor, spine.way_m)]
    if spine.front_m:
        hall = _filled(rows[1], spine.front_m, long, ways.halls[1], sits=sits)
        lobby = ways.lobby if len(hall) == len(rows[1]) else ""
        front = _filled(rows[1], spine.front_m, long - LOBBY_M, ways.halls[1], sits=sits) if lobby else hall
        if not front and not lobby:
            return None
        parts.append((_front(front, lobby, _between(rows[1])), None))
    main: Tree = Cut("z", (*parts[:-1], (parts[-1][0], None)))
    if end is None:
        return main
    both: tuple[tuple[Tree, float | None], ...] = ((main, None), (end.id, end_m))
    return Cut("x", both if spine.core_left else both[::-1])


Parts = tuple[tuple[Tree, float | None], ...]


def _filled(wants: Sequence[Want], deep_m: float, long_m: float, hall: str, *, sits: bool) -> Parts:
    """Return the rooms of a row, and where they would leave much of it, a hall that takes the rest."""
    needs = [(gross(want.area_m2) / deep_m, want.least_m(wheelchair=sits) + WALL_M) for want in wants]
    parts: Parts = tuple(
        (want.id, math.ceil(least * 20) / 20 if least > wide else None)
        for want, (wide, least) in zip(wants, needs, strict=True)
    )
    needed = sum(map(max, needs))
    spare = long_m - ROOMY * needed
    if spare < max(SPARE * needed, SPARE_M):
        return parts
    at = _between(wants)
    return (*parts[:at], (hall, round(spare * 20) / 20 if parts else None), *parts[at:])


def _between(wants: Sequence[Want]) -> int:
    """Return where in a row something may be put, near its middle: not between two that want to be neighbours."""
    half = (len(wants) + 1) // 2

    def held(at: int) -> bool:
        pair = wants[at - 1 : at + 1] if 0 < at < len(wants) else ()
        return len(pair) == 2 and (pair[0].id in pair[1].beside or pair[1].id in pair[0].beside)

    return min((at for at in range(len(wants) + 1) if not held(at)), key=lambda at: (abs(at - half), at))


def _side(parts: Parts) -> Tree:
    return parts[0][0] if len(parts) == 1 else Cut("x", parts)


def _back(parts: Parts, ways: Ways, spine: Spine) -> Tree:
    if spine.core is None:
        return _side(parts)
    core = _core(spine.core, ways, left=spine.core_left)
    if not parts:
        return core
    sides: Parts = ((core, spine.core.wide_m), (_side(parts), None))
    return Cut("x", sides if spine.core_left else sides[::-1])


def _front(parts: Parts, lobby: str, at: int) -> Tree:
    if not lobby:
        return _side(parts)
    return _side((*parts[:at], (lobby, LOBBY_M if parts else None), *parts[at:]))


def _core(core: Core, ways: Ways, *, left: bool) -> Tree:
    if not core.lift_m:
        return ways.stairs
    lift: Tree = Cut("z", ((ways.closet, None), (ways.lift, core.lift_deep_m)))
    parts: tuple[tuple[Tree, float | None], ...] = ((ways.stairs, None), (lift, core.lift_m))
    return Cut("x", parts if left else parts[::-1])


def chains_of(wants: Sequence[Want]) -> list[list[Want]]:
    """Return the rooms in runs: those that want to be beside each other follow one another."""
    by_id = {want.id: want for want in wants}
    near: dict[str, list[str]] = {want.id: [] for want in wants}
    for want in wants:
        for other in want.beside:
            if other in by_id and other not in near[want.id]:
                near[want.id].append(other)
                near[other].append(want.id)
    left, out = dict(by_id), []
    for name in sorted(by_id, key=lambda name: (len(near[name]) != 1, name)):
        run: list[Want] = []
        here: str | None = name
        while here is not None and here in left:
            run.append(left.pop(here))
            here = next((other for other in near[here] if other in left), None)
        if run:
            out.append(run)
    return out


def _rows(
    chains: Sequence[Sequence[Want]], spine: Spine, end_m: float, ways: Ways, draw: tuple[Keys, int]
) -> tuple[list[Want], list[Want]]:
    """Return the back row and the front row: both filled alike, or the small rooms where it is less deep."""
    keys, trial = draw
    wide = spine.wide_m - end_m
    core = spine.core.wide_m if spine.core is not None else 0.0
    room = [spine.back_m * (wide - core), spine.front_m * (wide - (LOBBY_M if ways.lobby else 0.0))]

    sizes = {chain[0].id: sum(gross(want.area_m2) for want in chain) for chain in chains}

    def size(chain: Sequence[Want]) -> float:
        return sizes[chain[0].id]

    def key(chain: Sequence[Want]) -> float:
        return float(keys[chain[0].id][trial])

    rows: tuple[list[Sequence[Want]], list[Sequence[Want]]] = ([], [])
    used = [0.0, 0.0]
    sorted_by_size = trial % 2 == 1 and room[1] > 1.0
    shallow = 1 if spine.front_m <= spine.back_m else 0

    def order(chain: Sequence[Want]) -> tuple[float, str]:
        if sorted_by_size:  # the small first
            return size(chain) / len(chain) * (0.7 + 0.6 * key(chain)), chain[0].id
        return -size(chain) * (0.4 + key(chain)), chain[0].id

    for chain in sorted(chains, key=order):
        fill = [(used[k] + size(chain)) / room[k] if room[k] > 1.0 else math.inf for k in (0, 1)]
        if any(want.about.way == HUB for want in chain) and room[1] > 1.0:
            side = 1
        elif sorted_by_size:
            side = shallow if fill[shallow] <= 1.05 else 1 - shallow
        else:
            side = 1 if fill[1] < fill[0] else 0
        rows[side].append(chain)
        used[side] += size(chain)
    out: list[list[Want]] = []
    for chosen in rows:
        ordered = sorted(chosen, key=lambda chain: ((key(chain) * 7919.0) % 1.0, chain[0].id))
        flip = [chain if (key(chain) * 104729.0) % 1.0 < 0.5 else chain[::-1] for chain in ordered]
        out.append([want for chain in flip for want in chain])
    return out[0], out[1]
