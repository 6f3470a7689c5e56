"""Where a bridge could stand: straight over water, from dry bank to dry bank, no longer than it may be."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import dilate
from worldgen.core.record import dataclass
from worldgen.generate.land import F32, Cover, Land, Mask
from worldgen.generate.paths.steps import B8, HALF, I64, STEPS

MOST_SPAN_M: Final = 24.0
_BESIDE_M: Final = 0.8  # of a deck beside the tread, so that its middle is free on any raster
CLEARANCE_M: Final = 0.55  # of the ends of a deck above the water
_BANK_M: Final = 7.0  # how far from the water's edge a node at the end may be
_LANDING_M: Final = 1.5  # from the water to the node beyond it
_TILT: Final = 0.45  # share of the slope that the line between its ends may have
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


@dataclass(frozen=True, eq=False, slots=True)
class _Banks:
    """The land as the search for bridges sees it."""

    land: Land
    level: F32  # (n * n) smoothed ground
    clear: B8  # (n * n)
    wet: B8  # (n * n)
    taken: B8  # (n * n) where no bridge may pass
    stride: int
    steep: float


def deck_width_m(tread_m: float) -> float:
    """Return how wide the deck of a bridge is on a way of treads `tread_m` wide."""
    return max(tread_m, 1.6) + _BESIDE_M


def find_spans(land: Land, smooth: F32, clear: Mask, stride: int, steep: float, deck_m: float) -> Spans:
    """Return the bridges `deck_m` wide that could be built over `land`.

    None is longer over water than `MOST_SPAN_M`.
    """
    wet = land.wet()
    solid = land.blocked & ~wet
    taken = (dilate(solid, deck_m / 2 / land.cell_m + 0.7) if solid.any() else solid) | (land.cover == Cover.LAVA_HOT)
    banks = _Banks(land, smooth.ravel(), clear.ravel(), wet.ravel(), taken.ravel(), stride, steep)
    tail = _bank_nodes(wet, clear, stride, land.cell_m)
    found = [_along(banks, heading, tail) for heading in range(HALF)] if tail.size else []
    if not sum(len(part[0]) for part in found):
        none = np.zeros(0, np.int64)
        return Spans(none, none, none, np.zeros(0), np.zeros((0, 1), np.int64))
    one, two, way, price = (np.concatenate([part[i] for part in found]) for i in range(4))
    kept = _cheapest(one, two, price)
    one, two, way, price = one[kept], two[kept], way[kept], price[kept]
    a, b = np.concatenate([one, two]), np.concatenate([two, one])
    heading, cost = np.concatenate([way, way + HALF]), np.concatenate([price, price])
    side = (land.rows - 1) // stride + 1
    return Spans(a, b, heading, cost, _below(a, b, side, stride, land.rows, land.cell_m))


def _bank_nodes(wet: Mask, clear: Mask, stride: int, cell_m: float) -> I64:
    """Return the samples (row * n + col) of nodes that are dry and close to water."""
    if not wet.any():
        return np.zeros(0, np.int64)
    r = max(int(_BANK_M / cell_m / stride), 1)
    n = wet.shape[0]
    blocks = wet[: n - 1, : n - 1].reshape((n - 1) // stride, stride, (n - 1) // stride, stride).any(axis=(1, 3))
    near = np.zeros(((n - 1) // stride + 1,) * 2, np.bool_)
    near[:-1, :-1] = dilate(np.asarray(blocks), r + 0.5)
    good = np.zeros_like(clear)
    good[::stride, ::stride] = clear[::stride, ::stride] & near
    return np.flatnonzero(good)


def _along(banks: _Banks, heading: int, tail: I64) -> tuple[I64, I64, I64, NDArray[np.float64]]:
    """Return (node, node, heading, cost) of the bridges in one heading over the first water that the line meets."""
    n, stride, cell = banks.land.rows, banks.stride, banks.land.cell_m
    dr, dc = (v * stride for v in STEPS[heading])
    unit = float(np.hypot(dr, dc)) * cell
    most = int((MOST_SPAN_M + 2 * _BANK_M) / unit)
    parts = max(int(np.ceil(unit / max(cell, 1.0))), 1)  # samples of a step
    row, col = np.divmod(tail, n)
    far = min(int(_BANK_M / unit * parts) + 1, parts * most) / parts
    tail = tail[_first_wet(banks, row, col, (dr, dc), far)]
    row, col = np.divmod(tail, n)
    share = np.arange(parts * most + 1) / parts
    r = np.rint(row[:, None] + dr * share).astype(np.int64)
    c = np.rint(col[:, None] + dc * share).astype(np.int64)
    inside = (r >= 0) & (r < n) & (c >= 0) & (c < n)
    cells = np.where(inside, r * n + c, 0)
    over = banks.wet[cells] & inside
    first = over.argmax(axis=1)
    index = np.arange(len(share))
    landing = (~over & (index > first[:, None])).argmax(axis=1)
    times = np.ceil((landing + _LANDING_M / unit * parts) / parts).astype(np.int64)
    line = np.arange(len(cells))[:, None]
    tries = np.minimum(times[:, None] + np.arange(int(_BANK_M / unit) + 1), most)
    firm = banks.clear[cells[line, tries * parts]] & inside[line, tries * parts]
    times = tries[line[:, 0], firm.argmax(axis=1)]
    head = cells[line[:, 0], times * parts]
    ok = over.any(axis=1) & (landing > 0) & (times * parts > landing) & firm.any(axis=1)
    wet_m = (landing - first) * (unit / parts)
    ok &= wet_m <= MOST_SPAN_M
    part = np.flatnonzero(ok)
    end = times[part] * parts
    fit = _fit(banks, cells[part], over[part], end, end * (unit / parts))
    part = part[fit]
    side = (n - 1) // stride + 1
    nodes = [(v // n // stride) * side + v % n // stride for v in (tail[part], head[part])]
    cost = _BUILD_M + times[part] * unit + _SPAN_M * wet_m[part]
    return nodes[0], nodes[1], np.full(len(part), heading), cost


def _first_wet(banks: _Banks, row: I64, col: I64, step: tuple[int, int], most: float) -> I64:
    """Return which lines from samples (row, col) meet water within `most` steps."""
    n = banks.land.rows
    share = np.linspace(0.0, most, 6)[1:]
    r = np.clip(np.rint(row[:, None] + step[0] * share), 0, n - 1).astype(np.int64)
    c = np.clip(np.rint(col[:, None] + step[1] * share), 0, n - 1).astype(np.int64)
    return np.flatnonzero(banks.wet[r * n + c].any(axis=1))


def _fit(banks: _Banks, cells: I64, over: B8, end: I64, length_m: NDArray[np.float64]) -> B8:
    """Return on which lines of samples, each up to its `end`, a bridge can stand."""
    index = np.arange(cells.shape[1])
    inside = index <= end[:, None]
    over = over & inside
    ground = np.where(inside, banks.level[cells], -1e3)
    water = np.where(over, banks.land.water_m.ravel()[cells], -1e3).max(axis=1)
    tail, head = ground[:, 0], banks.level[cells[np.arange(len(cells)), end]]
    low, high = np.maximum(tail, water + CLEARANCE_M), np.maximum(head, water + CLEARANCE_M)
    deck = low[:, None] + (high - low)[:, None] * (index / np.maximum(end, 1)[:, None])
    ok = (np.abs(high - low) <= _TILT * banks.steep * length_m) & (low - tail <= 1.0) & (high - head <= 1.0)
    ok &= (ground <= deck + 0.4).all(axis=1) & ~(banks.taken[cells] & inside).any(axis=1)
    return np.asarray(ok)


def _line_cells(tail: I64, head: I64, n: int, share: NDArray[np.float64]) -> I64:
    row, col = np.divmod(tail, n)
    to_row, to_col = np.divmod(head, n)
    r = np.rint(row[:, None] + (to_row - row)[:, None] * share).astype(np.int64)
    c = np.rint(col[:, None] + (to_col - col)[:, None] * share).astype(np.int64)
    return np.asarray(r * n + c)


def _cheapest(a: I64, b: I64, cost: NDArray[np.float64]) -> I64:
    """Return the bridges that are among the cheapest at either of their ends."""
    kept = np.zeros(len(a), np.bool_)
    for end, other in ((a, b), (b, a)):
        order = np.lexsort((other, np.round(cost, 6), end))
        new = np.concatenate([[True], end[order][1:] != end[order][:-1]])
        begin = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
        kept[order[np.arange(len(order)) - begin < _KEPT]] = True
    return np.flatnonzero(kept)


def _below(a: I64, b: I64, side: int, stride: int, n: int, cell_m: float) -> I64:
    count = int((MOST_SPAN_M + 2 * _BANK_M) / max(cell_m, 1.0))
    tail, head = ((v // side) * stride * n + (v % side) * stride for v in (a, b))
    return _line_cells(tail, head, n, np.linspace(0.0, 1.0, count + 1))
