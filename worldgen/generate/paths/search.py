"""The cheapest ways over the graph, with what a turn costs, from everything that has been laid so far.

CONTRIBUTOR NOTES
    A state is (node, heading): without the heading a slope is climbed in a staircase of short zigzags, which is as
    short as two long legs with one hairpin. Waves of nodes are expanded together (delta stepping, Meyer and Sanders
    2003, ordered by the bound of A*), all headings at once, as a min-plus product; a heap in Python takes 6 times as
    long. Labels are exact when the search ends, so what lies off the cheapest way cannot change it.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.land import F32
from worldgen.generate.paths.routing import EASE, Routing
from worldgen.generate.paths.steps import F64, I64, STEPS

_COUNT: Final = len(STEPS)
_SHARPEST: Final = np.radians(160.0)
_TURN_M: Final = 7.0  # what a turn of one radian costs, in metres of way
_BACK_M: Final = 150.0  # what it costs more to turn back on oneself
_ROOT: Final = -1
_LESS_M: Final = np.float32(1e-3)  # by how much a way must be cheaper to take the place of another
_ROWS: Final = np.arange(_COUNT)[:, None]


def _turns() -> F32:
    angle = np.array([np.arctan2(r, c) for r, c in STEPS])
    turn = np.abs((angle[:, None] - angle[None, :] + np.pi) % (2 * np.pi) - np.pi)
    return np.asarray(_TURN_M * turn**1.5 + np.where(turn > _SHARPEST, _BACK_M, 0.0), np.float32)


TURN_M: Final = _turns()


@dataclass(eq=False, slots=True)
class Search:
    """How far every (heading, node) is from the sources, and over which bridge it was come to."""

    ways: Routing
    far: F32  # (32, m * m)
    over: NDArray[np.int32]  # (32, m * m) one more than the node on the other side of a bridge; 0 for a step
    root: F32  # (m * m) cost of a source, infinite elsewhere
    pending: NDArray[np.bool_]  # (m * m)
    key: F32  # (m * m) least cost not yet handed on


@dataclass(frozen=True, eq=False, slots=True)
class Goal:
    """The nodes next to a stop, what it costs to go on from each, and a lower bound from every node."""

    nodes: I64
    extra_m: F32
    least_m: F32  # (m * m)


def new_search(ways: Routing) -> Search:
    """Return a search in which nothing has been reached."""
    count = ways.side * ways.side
    return Search(
        ways,
        np.full((_COUNT, count), np.inf, np.float32),
        np.zeros((_COUNT, count), np.int32),
        np.full(count, np.inf, np.float32),
        np.zeros(count, np.bool_),
        np.full(count, np.inf, np.float32),
    )


def goal_at(ways: Routing, nodes: I64, xz: tuple[float, float]) -> Goal:
    """Return the goal of reaching the point (x, z) from one of `nodes`."""
    at = node_xz(ways, np.arange(ways.side * ways.side))
    away = np.hypot(at[:, 0] - xz[0], at[:, 1] - xz[1])
    height = ways.smooth_m[:: ways.stride, :: ways.stride].ravel().astype(np.float64)
    climb = np.abs(height[:, None] - height[nodes][None, :]).min(axis=1)
    steep = np.tan(min(ways.rules.max_slope_rad, ways.agent.max_slope_rad)) * EASE
    least = np.maximum(away, climb / steep) * 0.9999
    return Goal(nodes, away[nodes].astype(np.float32), least.astype(np.float32))


def node_xz(ways: Routing, nodes: I64) -> F64:
    """Return where nodes stand, (k, 2) as (x, z)."""
    row, col = np.divmod(nodes, ways.side)
    return np.asarray(np.stack([col, row], axis=1) * ways.spacing_m - ways.land.size_m / 2)


def add_sources(search: Search, nodes: I64, cost_m: F64) -> None:
    """Let paths begin at `nodes` at a cost; ways found before are kept where they are cheaper."""
    np.minimum.at(search.root, nodes, cost_m.astype(np.float32))
    np.minimum.at(search.key, nodes, cost_m.astype(np.float32))
    search.pending[nodes] = True


def best_at(search: Search, goal: Goal) -> tuple[float, int]:
    """Return the least cost of reaching the goal, and over which of its nodes."""
    total = np.minimum(search.far[:, goal.nodes].min(axis=0), search.root[goal.nodes]) + goal.extra_m
    best = int(total.argmin())
    return float(total[best]), int(goal.nodes[best])


def spread(search: Search, goal: Goal) -> None:
    """Go on until the cheapest way to the goal is known."""
    delta = search.ways.spacing_m * 2.0
    while True:
        waiting = np.flatnonzero(search.pending)
        if not waiting.size:
            return
        bound = search.key[waiting] + goal.least_m[waiting]
        low = float(bound.min())
        if low >= best_at(search, goal)[0]:
            return
        wave = waiting[bound <= low + delta]
        search.pending[wave] = False
        search.key[wave] = np.inf
        _expand(search, wave)


def _expand(search: Search, wave: I64) -> None:
    ways = search.ways
    best = _after_turn(search.far.take(wave, axis=1), search.root[wave])  # rows stay together in memory
    total = best + ways.cost_m.take(wave, axis=1)
    target = np.where(np.isfinite(total), wave[None, :] + ways.offset[:, None], 0)
    heading, which = np.nonzero(total < search.far[_ROWS, target] - _LESS_M)
    node = target[heading, which]
    _set(search, heading, node, total[heading, which])
    search.over[heading, node] = 0
    if ways.spans.a.size:
        _cross(search, wave, best)


def _cross(search: Search, wave: I64, best: F32) -> None:
    """Hand on costs over the bridges that begin in the wave."""
    spans = search.ways.spans
    place = np.full(search.root.shape, -1)
    place[wave] = np.arange(len(wave))
    span = np.flatnonzero(place[spans.a] >= 0)
    heading, which = spans.heading[span], place[spans.a[span]]
    total = best[heading, which] + spans.cost_m[span].astype(np.float32)
    order = np.argsort(-total, kind="stable")  # where two bridges lead to one place the cheaper is written last
    span, heading, which, total = span[order], heading[order], which[order], total[order]
    better = total < search.far[heading, spans.b[span]] - _LESS_M
    span, heading, which, total = span[better], heading[better], which[better], total[better]
    _set(search, heading, spans.b[span], total)
    search.over[heading, spans.b[span]] = spans.a[span] + 1


def _set(search: Search, heading: I64, node: I64, cost: F32) -> None:
    search.far[heading, node] = cost
    search.pending[node] = True
    np.minimum.at(search.key, node, cost)


def _after_turn(here: F32, root: F32) -> F32:
    """Return the least cost of leaving each of k nodes in each heading, (32, k)."""
    best = (here[:, None, :] + TURN_M.T[:, :, None]).min(axis=0)
    return np.asarray(np.minimum(best, root), np.float32)


def trace(search: Search, node: int) -> tuple[list[int], list[bool]]:
    """Return the nodes from a source to `node`, both included, and which of the steps between them are bridges."""
    heading = int(search.far[:, node].argmin())
    nodes, bridges = [node], list[bool]()
    if search.root[node] <= search.far[heading, node]:
        return nodes, bridges
    came = heading
    while came != _ROOT:
        heading = came
        over = int(search.over[heading, node])
        node = over - 1 if over else node - int(search.ways.offset[heading])
        total = search.far[:, node] + TURN_M[heading]
        came = _ROOT if search.root[node] <= total.min() else int(total.argmin())
        nodes.append(node)
        bridges.append(over > 0)
    return nodes[::-1], bridges[::-1]
