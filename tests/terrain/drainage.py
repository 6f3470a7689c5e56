"""Where rain runs, by a method that shares no code with the land: fill hollows, then follow the steepest fall."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

ROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]


@dataclass(frozen=True, eq=False)
class Drained:
    """For each sample (flat): which one its water runs to (itself at an end), and how many samples drain through it."""

    to: np.ndarray
    area: np.ndarray


def drained(ground: np.ndarray, sinks: np.ndarray | None = None) -> Drained:
    """Return how `ground` (n, n) drains to its edge and to `sinks`, filled from them inwards (Barnes et al. 2014)."""
    n = len(ground)
    ends = np.zeros((n, n), bool)
    ends[[0, -1]] = ends[:, [0, -1]] = True
    if sinks is not None:
        ends |= sinks
    level = np.full((n, n), np.inf)
    to = np.arange(n * n)
    waiting = [(float(ground[r, c]), int(r), int(c)) for r, c in np.argwhere(ends)]
    level[ends] = ground[ends]
    heapq.heapify(waiting)
    order = []
    done = np.zeros((n, n), bool)
    while waiting:
        high, r, c = heapq.heappop(waiting)
        if done[r, c]:
            continue
        done[r, c] = True
        order.append(r * n + c)
        for i, j in ROUND:
            a, b = r + i, c + j
            if 0 <= a < n and 0 <= b < n and not done[a, b]:
                up = max(float(ground[a, b]), high + 1e-6)
                if up < level[a, b]:
                    level[a, b] = up
                    to[a * n + b] = r * n + c
                    heapq.heappush(waiting, (up, a, b))
    for cell in order:  # the steepest of the lower neighbours, where there are several
        r, c = divmod(cell, n)
        if not ends[r, c]:
            to[cell] = _steepest(level, (r, c), n)
    area = np.ones(n * n)
    for cell in sorted(order, key=lambda cell: -level.ravel()[cell]):
        if to[cell] != cell:
            area[to[cell]] += area[cell]
    return Drained(to, area)


def _steepest(level: np.ndarray, cell: tuple[int, int], n: int) -> int:
    r, c = cell
    best, found = 0.0, r * n + c
    for i, j in ROUND:
        a, b = r + i, c + j
        if 0 <= a < n and 0 <= b < n:
            fall = (level[r, c] - level[a, b]) / float(np.hypot(i, j))
            if fall > best:
                best, found = fall, a * n + b
    return found


def ends_in(how: Drained, start: np.ndarray, goal: np.ndarray) -> np.ndarray:
    """Return which of the samples `start` (flat) drain through `goal` (n, n)."""
    wanted, at = goal.ravel(), start.copy()
    met = wanted[at]
    for _ in range(len(how.to)):
        following = how.to[at]
        if np.array_equal(following, at):
            break
        at = following
        met |= wanted[at]
    return met
