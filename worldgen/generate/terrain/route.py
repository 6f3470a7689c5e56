"""The way that water or lava takes: the cheapest one down, on a coarse grid, then smoothed.

CONTRIBUTOR NOTES
    Steepest descent stops in the first hollow and needs the whole map filled first; the cheapest way, where climbing
    costs many times its height, leaves a hollow by its lowest lip and is one small relaxation. On 65 x 65 samples it
    settles in well under a hundred sweeps of eight shifted minima; a heap in Python costs ten times that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, blur, distance_m
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.land import Land

_COARSE = 64  # cells on a side of the grid on which ways are found
_CLIMB = 60.0  # metres of detour that one metre of climb is worth
_STEPS = ((-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))
_FAR = np.float32(1e9)


def way_down(land: Land, start: tuple[float, float], target: Mask, seed: Seed, avoid: Mask | None = None) -> F32 | None:
    """Return the middle line from `start` (x, z) to `target`, (k, 2) metres, or None where there is no way.

    Parameters
    ----------
    target : (n, n) bool
        Where it may end.
    avoid : (n, n) bool, optional
        Where it must not run; it keeps some distance where it can.
    """
    stride = max((land.rows - 1) // _COARSE, 1)
    cell = land.cell_m * stride
    ground = land.height_m[::stride, ::stride]
    goal = _thinned(target, stride)
    if not goal.any():
        return None
    price = _price(land, seed, stride, avoid)
    row, col = land.cell_of(np.asarray(start[0], np.float32), np.asarray(start[1], np.float32))
    cells = _follow(_cost_to(goal, ground, price, cell), ground, price, cell, (int(row) // stride, int(col) // stride))
    if cells is None:
        return None
    half = land.size_m / 2.0
    line = cells[:, ::-1] * cell - half
    line = np.concatenate([np.array([start], np.float64), line[1:]]) if len(line) > 1 else np.array([start, line[0]])
    return _smoothed(line, land.cell_m * 2.0)


def _thinned(mask: Mask, stride: int) -> Mask:
    return np.asarray(mask[::stride, ::stride]) if mask[::stride, ::stride].any() else _pooled(mask, stride)


def _pooled(mask: Mask, stride: int) -> Mask:
    n = (mask.shape[0] - 1) // stride + 1
    out = np.zeros((n, n), np.bool_)
    rows, cols = np.nonzero(mask)
    out[rows // stride, cols // stride] = True
    return out


def _price(land: Land, seed: Seed, stride: int, avoid: Mask | None) -> F32:
    x, z = (axis[:, ::stride] if axis.shape[0] == 1 else axis[::stride] for axis in land.axes())
    ground = land.height_m[::stride, ::stride]
    price = 1.0 + 0.7 * gradient_noise(seed / "wander", x / 26.0, z / 26.0)
    price = price + 0.22 * np.clip(ground - blur(ground, 3), -2.0, 2.0)  # along hollows, not along crests
    if avoid is not None and avoid.any():
        price = price + 60.0 * _pooled(avoid, stride)
        near = distance_m(_pooled(avoid, stride), land.cell_m * stride, 20.0)
        price = price + 3.0 * (1.0 - near / 20.0)
    return np.asarray(np.maximum(price, 0.25), np.float32)


def _cost_to(goal: Mask, ground: F32, price: F32, cell: float) -> F32:
    cost = np.where(goal, np.float32(0.0), _FAR)
    steps = [(*_pair(step), _step_cost(ground, price, cell, step)) for step in _STEPS]
    for _ in range(6 * _COARSE):
        before = cost.copy()
        for here, there, dear in steps:  # in place: what one step finds the next goes on from
            np.minimum(cost[here], cost[there] + dear, out=cost[here])
        if np.array_equal(before, cost):
            break
    return cost


def _pair(step: tuple[int, int]) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    span = {-1: (slice(1, None), slice(None, -1)), 0: (slice(None), slice(None)), 1: (slice(None, -1), slice(1, None))}
    (here_row, there_row), (here_col, there_col) = span[step[0]], span[step[1]]
    return (here_row, here_col), (there_row, there_col)


def _step_cost(ground: F32, price: F32, cell: float, step: tuple[int, int]) -> F32:
    here, there = _pair(step)
    climb = np.maximum(ground[there] - ground[here], 0.0)
    length = np.float32(cell * np.hypot(*step))
    return np.asarray((length * 0.5 * (price[here] + price[there]) + np.float32(_CLIMB) * climb), np.float32)


def _follow(cost: F32, ground: F32, price: F32, cell: float, start: tuple[int, int]) -> NDArray[np.float64] | None:
    n = cost.shape[0]
    if cost[start] >= _FAR:
        return None
    cells = [start]
    for _ in range(4 * n):
        row, col = cells[-1]
        if cost[row, col] <= 0.0:
            break
        options = []
        for dr, dc in _STEPS:
            r, c = row + dr, col + dc
            if 0 <= r < n and 0 <= c < n:
                climb = max(float(ground[r, c] - ground[row, col]), 0.0)
                step = cell * float(np.hypot(dr, dc)) * 0.5 * float(price[row, col] + price[r, c]) + _CLIMB * climb
                options.append((float(cost[r, c]) + step, (r, c)))
        cells.append(min(options)[1])
    return np.array(cells, np.float64)


def _smoothed(line: NDArray[np.float64], step_m: float) -> F32:
    """Return the line with its corners cut three times (Chaikin), resampled about every `step_m`."""
    for _ in range(3):
        if len(line) < 3:
            break
        cut = np.zeros((2 * (len(line) - 1), 2))
        cut[0::2] = 0.75 * line[:-1] + 0.25 * line[1:]
        cut[1::2] = 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.concatenate([line[:1], cut, line[-1:]])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0.0, length[-1], max(int(length[-1] / step_m), 1) + 1)
    return np.stack([np.interp(at, length, line[:, i]) for i in (0, 1)], axis=-1).astype(np.float32)


def eased(line: F32, over_m: float) -> F32:
    """Return the line averaged over `over_m` to both sides, less near its ends so that they stay."""
    count = len(line)
    step = float(np.hypot(*np.diff(line, axis=0).T).mean(dtype=np.float64))
    total = np.concatenate([np.zeros((1, 2)), np.cumsum(line, axis=0, dtype=np.float64)])
    at = np.arange(count)
    reach = np.minimum(np.minimum(at, count - 1 - at), max(int(over_m / max(step, 1e-6)), 1))
    low, high = at - reach, at + reach + 1
    return np.asarray(((total[high] - total[low]) / (high - low)[:, None]), np.float32)
