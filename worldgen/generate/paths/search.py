"""The cheapest ways over the graph, with what a turn costs, from everything that has been laid so far.

CONTRIBUTOR NOTES
    A state is (node, heading): without the heading a slope is climbed in a staircase of short zigzags, which is as
    short as two long legs with one hairpin. Waves of nodes are expanded together (delta stepping, Meyer and Sanders
    2003), all 32 headings at once; a heap in Python takes 6 times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.generate.paths.routing import HALF, STEPS, I64, Routing

F64 = NDArray[np.float64]
_COUNT: Final = len(STEPS)
_NEAR: Final = 5  # headings to either side that count as a bend and not as a hairpin
_SHARPEST: Final = np.radians(160.0)
_TURN_M: Final = 6.0  # what a turn of one radian costs, in metres of way
_ROOT: Final = -1
_SPAN: Final = 1000  # added to the heading of a bridge


def _turns() -> F64:
    angle = np.array([np.arctan2(r, c) for r, c in STEPS])
    turn = np.abs((angle[:, None] - angle[None, :] + np.pi) % (2 * np.pi) - np.pi)
    return np.where(turn <= _SHARPEST, _TURN_M * turn**1.5, np.inf)


TURN_COST: Final = _turns()
_BEND: Final = np.argsort(np.where(np.isfinite(TURN_COST), TURN_COST, 1e9), axis=0, kind="stable")[: 2 * _NEAR + 1]


@dataclass(eq=False, slots=True)
class Search:
    """How far every (heading, node) is from the sources, and where it was come from."""

    ways: Routing
    far: F64  # (32, m * m)
    before: NDArray[np.int16]  # (32, m * m) heading with which the previous node was left; _ROOT at a source
    root: F64  # (m * m) cost of a source, infinite elsewhere
    pending: NDArray[np.bool_]  # (m * m)
    key: F64  # (m * m) least cost not yet handed on


def new_search(ways: Routing) -> Search:
    """Return a search in which nothing has been reached."""
    count = ways.side * ways.side
    return Search(
        ways,
        np.full((_COUNT, count), np.inf),
        np.full((_COUNT, count), _ROOT, np.int16),
        np.full(count, np.inf),
        np.zeros(count, np.bool_),
        np.full(count, np.inf),
    )


def add_sources(search: Search, nodes: I64, cost_m: F64) -> None:
    """Let paths begin at `nodes` at a cost; ways found before are kept where they are cheaper."""
    np.minimum.at(search.root, nodes, cost_m)
    np.minimum.at(search.key, nodes, cost_m)
    search.pending[nodes] = True


def best_at(search: Search, nodes: I64, extra_m: F64) -> tuple[float, int]:
    """Return the least cost over `nodes`, with `extra_m` added to each, and which of them it is."""
    total = np.minimum(search.far[:, nodes].min(axis=0), search.root[nodes]) + extra_m
    best = int(total.argmin())
    return float(total[best]), best


def spread(search: Search, nodes: I64, extra_m: F64) -> None:
    """Go on until the cheapest way to one of `nodes` is known."""
    ways = search.ways
    delta = ways.spacing_m * 1.5
    while True:
        waiting = np.flatnonzero(search.pending)
        if not waiting.size:
            return
        keys = search.key[waiting]
        low = float(keys.min())
        if low >= best_at(search, nodes, extra_m)[0]:
            return
        wave = waiting[keys <= low + delta]
        search.pending[wave] = False
        search.key[wave] = np.inf
        _expand(search, wave)


def _expand(search: Search, wave: I64) -> None:
    ways = search.ways
    here = search.far[:, wave]
    best, before = _after_turn(here, search.root[wave])
    total = best + ways.cost_m[:, wave]
    target = np.where(np.isfinite(total), wave[None, :] + ways.offset[:, None], 0)
    rows = np.arange(_COUNT)[:, None]
    better = total < search.far[rows, target] - 1e-9
    heading, which = np.nonzero(better)
    node, cost = target[heading, which], total[heading, which]
    search.far[heading, node] = cost
    search.before[heading, node] = before[heading, which]
    search.pending[node] = True
    np.minimum.at(search.key, node, cost)


def _after_turn(here: F64, root: F64) -> tuple[F64, NDArray[np.int16]]:
    """Return the least cost of leaving in each heading, (32, k), and the heading one came with."""
    best = np.broadcast_to(root, here.shape).copy()
    before = np.full(here.shape, _ROOT, np.int16)
    rows = np.arange(_COUNT)
    for rank in range(2 * _NEAR + 1):
        came = _BEND[rank]
        total = here[came] + TURN_COST[came, rows][:, None]
        better = total < best
        best[better] = total[better]
        before[better] = np.broadcast_to(came[:, None].astype(np.int16), here.shape)[better]
    least = here.argmin(axis=0)
    total = here[least, np.arange(here.shape[1])][None, :] + TURN_COST[least, :].T
    better = total < best
    best[better] = total[better]
    before[better] = np.broadcast_to(least[None, :].astype(np.int16), here.shape)[better]
    return best, before


def trace(search: Search, node: int) -> list[int]:
    """Return the nodes from a source to `node`, both included."""
    heading = int(search.far[:, node].argmin())
    if search.root[node] <= search.far[heading, node]:
        return [node]
    out = [node]
    while True:
        came = int(search.before[heading, node])
        node -= int(search.ways.offset[heading])
        out.append(node)
        if came == _ROOT or len(out) > search.far.shape[1]:
            return out[::-1]
        heading = came


assert HALF * 2 == _COUNT
