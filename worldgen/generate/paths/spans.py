"""Where a bridge could stand: straight over water, from dry bank to dry bank, no longer than it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.generate.land import F32, Cover, Land, Mask
from worldgen.generate.paths.steps import B8, I64, STEPS

MOST_SPAN_M: Final = 24.0
CLEARANCE_M: Final = 0.55  # of the ends of a deck above the water
_BANK_M: Final = 7.0  # how far from the water's edge a node at the end may be
_SPAN_M: Final = 2.5  # what a metre of bridge costs, in metres of way
_BUILD_M: Final = 20.0  # and what it costs to have one at all
_KEPT: Final = 3  # of the bridges that begin at one node


@dataclass(frozen=True, eq=False, slots=True)
class Spans:
    """Possible bridges, each listed both ways: nodes at the ends, heading, cost, and the samples below it."""

    a: I64  # (s,)
    b: I64  # (s,)
    heading: I64  # (s,) index into STEPS
    cost_m: NDArray[np.float64]  # (s,)
    cells: I64  # (s, c) numbers of samples of the land along it


def find_spans(land: Land, smooth: F32, clear: Mask, stride: int, steep: float) -> Spans:
    """Return the bridges that could be built over `land`; none is longer over water than `MOST_SPAN_M`."""
    n = land.rows
    side = (n - 1) // stride + 1
    deep = land.depth_m() > 0.0
    tail = _bank_nodes(deep, clear, stride, land.cell_m)
    found = [
        part
        for heading in range(len(STEPS))
        for part in _along(land, smooth, clear, (stride, heading, steep), tail, deep)
    ]
    if not found or not sum(len(part[0]) for part in found):
        none = np.zeros(0, np.int64)
        return Spans(none, none, none, np.zeros(0), np.zeros((0, 1), np.int64))
    a, b, heading, cost = (np.concatenate([part[i] for part in found]) for i in range(4))
    kept = _cheapest(a, b, cost, side * side)
    a, b, heading, cost = a[kept], b[kept], heading[kept], cost[kept]
    return Spans(a, b, heading, cost, _below(a, b, side, stride, n, land.cell_m))


def _bank_nodes(deep: Mask, clear: Mask, stride: int, cell_m: float) -> I64:
    """Return the nodes (row * n + col of the land) that are dry and close to water."""
    if not deep.any():
        return np.zeros(0, np.int64)
    from worldgen.core.grid import distance_m

    near = distance_m(deep, cell_m, _BANK_M + cell_m) <= _BANK_M
    good = np.zeros_like(clear)
    good[::stride, ::stride] = (clear & near)[::stride, ::stride]
    return np.flatnonzero(good)


def _along(
    land: Land, smooth: F32, clear: Mask, graph: tuple[int, int, float], tail: I64, deep: Mask
) -> list[tuple[I64, I64, I64, NDArray[np.float64]]]:
    """Return the spans from the nodes `tail` in one heading, of every length."""
    stride, heading, steep = graph
    dr, dc = STEPS[heading]
    n, side = land.rows, (land.rows - 1) // stride + 1
    unit = float(np.hypot(dr, dc)) * stride * land.cell_m
    out = []
    for times in range(1, int((MOST_SPAN_M + 2 * _BANK_M) / unit) + 1):
        row, col = np.divmod(tail, n)
        hr, hc = row + dr * stride * times, col + dc * stride * times
        inside = (hr >= 0) & (hr < n) & (hc >= 0) & (hc < n)
        at, hr, hc = tail[inside], hr[inside], hc[inside]
        ends = clear[hr, hc]
        at, hr, hc = at[ends], hr[ends], hc[ends]
        if not at.size:
            continue
        ok, wet_m = _spanned(land, smooth, at, hr * n + hc, deep, unit * times, steep)
        at, to = at[ok], (hr * n + hc)[ok]
        cost = _BUILD_M + unit * times + _SPAN_M * wet_m[ok]
        nodes = [(v // n // stride) * side + v % n // stride for v in (at, to)]
        out.append((nodes[0], nodes[1], np.full(len(at), heading), cost))
    return out


def _spanned(
    land: Land, smooth: F32, tail: I64, head: I64, deep: Mask, length_m: float, steep: float
) -> tuple[B8, NDArray[np.float64]]:
    """Return which lines are fit for a bridge, and how far each runs over water."""
    count = max(int(length_m / max(land.cell_m, 1.0)), 2)
    share = np.linspace(0.0, 1.0, count + 1)
    cells = _line_cells(tail, head, land.rows, share)
    over = deep.ravel()[cells]
    first = over.argmax(axis=1)
    last = count - over[:, ::-1].argmax(axis=1)
    wet_m = (last - first + 1) * (length_m / count)
    ground, level = smooth.ravel()[cells], smooth.ravel()
    water = np.where(over, land.water_m.ravel()[cells], -1e3).max(axis=1)
    low, high = (np.maximum(level[v], water + CLEARANCE_M) for v in (tail, head))
    line = low[:, None] + (high - low)[:, None] * share[None, :]
    ok = over.any(axis=1) & (wet_m <= MOST_SPAN_M) & (np.abs(high - low) <= 0.45 * steep * length_m)
    ok &= (first * length_m / count <= _BANK_M) & ((count - last) * length_m / count <= _BANK_M)
    ok &= (ground <= line + 0.4).all(axis=1)
    ok &= (low - level[tail] <= 1.0) & (high - level[head] <= 1.0)
    taken = (land.blocked & ~deep) | (land.cover == Cover.LAVA_HOT)
    ok &= ~taken.ravel()[cells].any(axis=1)
    return ok, wet_m


def _line_cells(tail: I64, head: I64, n: int, share: NDArray[np.float64]) -> I64:
    row, col = np.divmod(tail, n)
    to_row, to_col = np.divmod(head, n)
    r = np.rint(row[:, None] + (to_row - row)[:, None] * share).astype(np.int64)
    c = np.rint(col[:, None] + (to_col - col)[:, None] * share).astype(np.int64)
    return np.asarray(r * n + c)


def _cheapest(a: I64, b: I64, cost: NDArray[np.float64], nodes: int) -> I64:
    """Return the spans that are among the cheapest at both of their ends; the choice is the same both ways."""
    price = np.round(cost, 6) * nodes + np.minimum(a, b) * 1e-3 + np.maximum(a, b) * 1e-6
    order = np.lexsort((price, a))
    new = np.concatenate([[True], a[order][1:] != a[order][:-1]])
    begin = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
    rank = np.arange(len(order)) - begin
    few = order[rank < _KEPT]
    pair = a[few] * nodes + b[few]
    both = np.isin(a * nodes + b, pair) | np.isin(b * nodes + a, pair)
    return np.flatnonzero(both)


def _below(a: I64, b: I64, side: int, stride: int, n: int, cell_m: float) -> I64:
    count = int((MOST_SPAN_M + 2 * _BANK_M) / max(cell_m, 1.0))
    tail, head = ((v // side) * stride * n + (v % side) * stride for v in (a, b))
    return _line_cells(tail, head, n, np.linspace(0.0, 1.0, count + 1))
