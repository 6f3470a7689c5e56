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

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.cuts import Cut, Tree, row
from worldgen.generate.rooms.kinds import HUB
from worldgen.generate.rooms.wanted import Want

Keys = Mapping[str, NDArray[np.float64]]
WALL_M = 0.2  # how much longer and wider a room is on the middle lines of its walls, about


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
    if across:
        pair = (first, second) if turns[(trial + depth) % len(turns)] < 0.5 else (second, first)
        return Cut("x", ((pair[0], None), (pair[1], None)))
    return Cut("z", ((second, None), (first, None)))  # the first are to the front


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


LOBBY_M = 2.6


def along_spine(
    wants: Sequence[Want], end: Want | None, ways: Ways, spine: Spine, draw: tuple[Keys, int]
) -> Tree | None:
    """Return rows of rooms on both sides of a corridor, with `end` across its end; None where a row stays empty."""
    chains = _chains([want for want in wants if want is not end and want.id != ways.corridor])
    end_m = gross(end.area_m2) / spine.deep_m if end is not None else 0.0
    rows = _rows(chains, spine, end_m, ways, draw)
    if (not rows[0] and spine.core is None) or (spine.front_m and not rows[1] and not ways.lobby):
        return None
    parts: list[tuple[Tree, float | None]] = [(_back(rows[0], ways, spine), spine.back_m), (ways.corridor, spine.way_m)]
    if spine.front_m:
        parts.append((_front(rows[1], ways), None))
    main: Tree = Cut("z", (*parts[:-1], (parts[-1][0], None)))
    if end is None:
        return main
    both: tuple[tuple[Tree, float | None], ...] = ((main, None), (end.id, round(end_m * 20) / 20))
    return Cut("x", both if spine.core_left else both[::-1])


def _back(names: Sequence[Tree], ways: Ways, spine: Spine) -> Tree:
    if spine.core is None:
        return row("x", names)
    core = _core(spine.core, ways, left=spine.core_left)
    if not names:
        return core
    sides: tuple[tuple[Tree, float | None], ...] = ((core, spine.core.wide_m), (row("x", names), None))
    return Cut("x", sides if spine.core_left else sides[::-1])


def _front(names: Sequence[Tree], ways: Ways) -> Tree:
    if not ways.lobby:
        return row("x", names)
    half = (len(names) + 1) // 2
    left, right = names[:half], names[half:]
    parts: list[tuple[Tree, float | None]] = [(name, None) for name in left]
    parts += [(ways.lobby, LOBBY_M), *((name, None) for name in right)]
    return Cut("x", tuple(parts)) if len(parts) > 1 else ways.lobby


def _core(core: Core, ways: Ways, *, left: bool) -> Tree:
    if not core.lift_m:
        return ways.stairs
    lift: Tree = Cut("z", ((ways.closet, None), (ways.lift, core.lift_deep_m)))
    parts: tuple[tuple[Tree, float | None], ...] = ((ways.stairs, None), (lift, core.lift_m))
    return Cut("x", parts if left else parts[::-1])


def _chains(wants: Sequence[Want]) -> list[list[Want]]:
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
) -> tuple[list[Tree], list[Tree]]:
    """Return the ids of the back row and of the front row: the fullest last, so that both fill alike."""
    keys, trial = draw
    wide = spine.wide_m - end_m
    core = spine.core.wide_m if spine.core is not None else 0.0
    room = [spine.back_m * (wide - core), spine.front_m * (wide - (LOBBY_M if ways.lobby else 0.0))]
    rows: tuple[list[Sequence[Want]], list[Sequence[Want]]] = ([], [])
    used = [0.0, 0.0]

    def size(chain: Sequence[Want]) -> float:
        return sum(gross(want.area_m2) for want in chain)

    def key(chain: Sequence[Want]) -> float:
        return float(keys[chain[0].id][trial])

    for chain in sorted(chains, key=lambda chain: (-size(chain) * (0.4 + key(chain)), chain[0].id)):
        fill = [(used[k] + size(chain)) / room[k] if room[k] > 1.0 else math.inf for k in (0, 1)]
        hub = any(want.about.way == HUB for want in chain) and room[1] > 1.0
        side = 1 if hub or fill[1] < fill[0] else 0
        rows[side].append(chain)
        used[side] += size(chain)
    out: list[list[Tree]] = []
    for chosen in rows:
        ordered = sorted(chosen, key=lambda chain: ((key(chain) * 7919.0) % 1.0, chain[0].id))
        flip = [chain if (key(chain) * 104729.0) % 1.0 < 0.5 else chain[::-1] for chain in ordered]
        out.append([want.id for chain in flip for want in chain])
    return out[0], out[1]
