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

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.cuts import Cut, Tree
from worldgen.generate.rooms.kinds import HUB
from worldgen.generate.rooms.wanted import Want

Keys = Mapping[str, Sequence[float]]
WALL_M = 0.2  # how much longer and wider a room is on the middle lines of its walls, about


@lru_cache(maxsize=1024)
def gross(area_m2: float) -> float:
    """Return the area of a room on the middle lines of its walls."""
    return (math.sqrt(area_m2) + WALL_M) ** 2


def keys_of(wants: Sequence[Want], seed: Seed, trials: int) -> Keys:
    """Return `trials` draws for each room, by its own name: another room leaves them as they are."""
    return {want.id: (seed / "order" / want.id).uniform(trials).tolist() for want in wants}


def sliced(wants: Sequence[Want], keys: Keys, trial: int, sides: tuple[float, float]) -> Tree:
    """Return the rooms cut from one another, those that one comes through to the front."""
    ordered = sorted(wants, key=lambda want: (want.about.way * 0.16 + keys[want.id][trial], want.id))
    turns = keys[min(keys)]
    return _halved(ordered, sides, (turns, trial, 0))


def _halved(wants: Sequence[Want], sides: tuple[float, float], draw: tuple[Sequence[float], int, int]) -> Tree:
    if len(wants) == 1:
        return wants[0].id
    turns, trial, depth = draw
    areas = [gross(want.area_m2) for want in wants]
    whole, sums = sum(areas), np.cumsum(areas)
    luck = turns[(trial * 7 + depth * 3) % len(turns)]
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


Parts = tuple[tuple[Tree, float | None], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Rooms that stay together in their row, called by the first; `area_m2` is what they take on middle lines."""

    id: str
    wants: tuple[Want, ...]
    area_m2: float
    hub: bool


class Strip:
    """Rooms to be laid along the corridor of `spine`, `end` across its end: what is alike in every trial is kept."""

    def __init__(self, chains: Sequence[Chain], end: Want | None, ways: Ways, spine: Spine) -> None:
        self._chains, self._end, self._ways, self._spine = chains, end, ways, spine
        self._end_m = round(gross(end.area_m2) / spine.deep_m * 20) / 20 if end is not None else 0.0
        self._long_m = spine.wide_m - self._end_m
        self._core_m = spine.core.wide_m if spine.core is not None else 0.0
        self._backs = self._needs(spine.back_m)
        self._fronts = self._needs(spine.front_m) if spine.front_m else {}

    def _needs(self, deep_m: float) -> dict[str, tuple[float, float | None]]:
        """Return for each room how much of a row so deep it needs, and its size there if its share is too narrow."""
        found: dict[str, tuple[float, float | None]] = {}
        for want in (want for chain in self._chains for want in chain.wants):
            wide = gross(want.area_m2) / deep_m
            least = want.least_m(wheelchair=self._spine.wheelchair) + WALL_M
            found[want.id] = max(wide, least), math.ceil(least * 20) / 20 if least > wide else None
        return found

    def tree(self, keys: Keys, trial: int) -> Tree | None:
        """Return the rooms in rows on both sides of the corridor; None where a row stays empty."""
        ways, spine, long = self._ways, self._spine, self._long_m
        rows = self._rows({chain.id: keys[chain.id][trial] for chain in self._chains}, small_first=trial % 2 == 1)
        back = _filled(rows[0], self._backs, long - self._core_m, ways.halls[0])
        if not back and spine.core is None:
            return None
        parts: Parts = ((_back(back, ways, spine), spine.back_m), (ways.corridor, spine.way_m))
        if spine.front_m:
            hall = _filled(rows[1], self._fronts, long, ways.halls[1])
            lobby = ways.lobby if len(hall) == len(rows[1]) else ""
            front = _filled(rows[1], self._fronts, long - LOBBY_M, ways.halls[1]) if lobby else hall
            if not front and not lobby:
                return None
            parts = (*parts, (_front(front, lobby, _between(rows[1])), None))
        main: Tree = Cut("z", (*parts[:-1], (parts[-1][0], None)))
        if self._end is None:
            return main
        both: Parts = ((main, None), (self._end.id, self._end_m))
        return Cut("x", both if spine.core_left else both[::-1])

    def _rows(self, draw: Mapping[str, float], *, small_first: bool) -> tuple[list[Want], list[Want]]:
        """Return the back row and the front row: both filled alike, or the small rooms where it is less deep."""
        spine = self._spine
        front_m2 = spine.front_m * (self._long_m - (LOBBY_M if self._ways.lobby else 0.0))
        room = [spine.back_m * (self._long_m - self._core_m), front_m2]
        rows: tuple[list[Chain], list[Chain]] = ([], [])
        used = [0.0, 0.0]
        small_first = small_first and room[1] > 1.0
        shallow = 1 if spine.front_m <= spine.back_m else 0

        def order(chain: Chain) -> tuple[float, str]:
            if small_first:
                return chain.area_m2 / len(chain.wants) * (0.7 + 0.6 * draw[chain.id]), chain.id
            return -chain.area_m2 * (0.4 + draw[chain.id]), chain.id

        for chain in sorted(self._chains, key=order):
            fill = [(used[k] + chain.area_m2) / room[k] if room[k] > 1.0 else math.inf for k in (0, 1)]
            if chain.hub and room[1] > 1.0:
                side = 1
            elif small_first:
                side = shallow if fill[shallow] <= 1.05 else 1 - shallow
            else:
                side = 1 if fill[1] < fill[0] else 0
            rows[side].append(chain)
            used[side] += chain.area_m2
        back, front = (
            [want for chain in sorted(row, key=lambda one: ((draw[one.id] * 7919.0) % 1.0, one.id))
             for want in (chain.wants if (draw[chain.id] * 104729.0) % 1.0 < 0.5 else chain.wants[::-1])]
            for row in rows
        )  # fmt: skip
        return back, front


def _filled(
    wants: Sequence[Want], needs: Mapping[str, tuple[float, float | None]], long_m: float, hall: str
) -> Parts:  # fmt: skip
    """Return the rooms of a row, and where they would leave much of it, a hall that takes the rest."""
    parts: Parts = tuple((want.id, needs[want.id][1]) for want in wants)
    needed = sum(needs[want.id][0] for want in wants)
    spare = long_m - ROOMY * needed
    if spare < max(SPARE * needed, SPARE_M):
        return parts
    at = _between(wants)
    return (*parts[:at], (hall, round(spare * 20) / 20 if parts else None), *parts[at:])


def _between(wants: Sequence[Want]) -> int:
    """Return where in a row something may be put, near its middle: not between two that want to be neighbours."""
    half, count = (len(wants) + 1) // 2, len(wants)
    for away in range(count + 1):
        for at in (half - away, half + away):
            if at in (0, count) or (0 < at < count and not _beside(wants[at - 1], wants[at])):
                return at
    return count


def _beside(one: Want, other: Want) -> bool:
    return one.id in other.beside or other.id in one.beside


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


def chains_of(wants: Sequence[Want]) -> list[Chain]:
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
            hub = any(want.about.way == HUB for want in run)
            out.append(Chain(run[0].id, tuple(run), sum(gross(want.area_m2) for want in run), hub))
    return out
