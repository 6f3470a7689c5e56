"""What weather does to a mountain: drops of water that cut gullies and lay down fans, and slopes that slide.

CONTRIBUTOR NOTES
    Drops run in batches on coarse grids first (large valleys), then on finer ones (gullies), after the recipe that
    looked best for its cost among twelve: see docs/adr/land.md. All drops of a batch take a step at once, so the cost
    is steps times arrays; what they take and lay down is added up by `bincount`, which sums in order and so gives the
    same land on every machine. Only sums, products and square roots are used: see the same ADR.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, bilinear
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed

_F64 = NDArray[np.float64]
_I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weather:
    """How hard it rains: drops for each sample of the grid, how far they run, and the slope that rock keeps."""

    drops: float = 0.9
    steps: int = 28
    inertia: float = 0.3
    carry: float = 7.0  # how much a drop holds, for its speed, its water and the slope
    take: float = 0.26
    drop: float = 0.22
    dry: float = 0.03
    repose: float = 1.1  # rise over run above which slopes slide


_MOST = 0.06  # of a cell, that a step of a batch may change a sample
SCALES = ((64, 2), (128, 1))  # samples on a side, and passes there


def eroded(height_m: F32, cell_m: float, seed: Seed, weather: Weather = Weather()) -> F32:  # noqa: B008  it is frozen
    """Return `height_m` (n, n) as rain has left it.

    Every scale adds what it changed, enlarged, so the finest detail of the ground stays where nothing ran.
    """
    n = height_m.shape[0]
    out = height_m.astype(np.float64)
    for number, (cells, passes) in enumerate(SCALES):
        step = max((n - 1) // cells, 1)
        coarse = _thinned(out, step)
        before = coarse.copy()
        size = cell_m * step
        for turn in range(passes):
            coarse = _rained(coarse, size, seed / number / turn, weather)
            coarse = _slid(coarse, size, weather.repose)
        change = _soft(coarse - before)
        if step == 1:
            out = out + change
        else:
            at = np.arange(n) / step
            out = out + bilinear(change, *np.broadcast_arrays(at[:, None], at[None, :]))
        if step == 1:
            break
    return out.astype(np.float32)


def _soft(change: _F64) -> _F64:
    """Return `change` averaged with its neighbours (1 2 1 both ways): drops on a grid leave its grain."""
    wide = np.pad(change, 1, mode="edge")
    rows = wide[:-2] + 2.0 * wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + 2.0 * rows[:, 1:-1] + rows[:, 2:]) / 16.0)


def _thinned(height: _F64, step: int) -> _F64:
    """Return every `step`-th sample of the ground averaged with its neighbours half a step away."""
    if step == 1:
        return height
    reach = step // 2
    wide = np.pad(height, reach, mode="edge")
    n = height.shape[0]
    total = np.zeros_like(height[::step, ::step])
    for down in (0, reach, 2 * reach):
        for along in (0, reach, 2 * reach):
            total += wide[down : down + n : step, along : along + n : step]
    return total / 9.0


def _rained(ground: _F64, cell_m: float, seed: Seed, weather: Weather) -> _F64:
    """Return `ground` after one batch of drops, in units of a cell within."""
    n = ground.shape[0]
    height = (ground / cell_m).ravel()
    count = int(weather.drops * n * n)
    row = (seed / "row").uniform(count) * (n - 3.0) + 1.0
    col = (seed / "col").uniform(count) * (n - 3.0) + 1.0
    down, along = np.zeros(count), np.zeros(count)
    speed, water, mud = np.ones(count), np.ones(count), np.zeros(count)
    for _ in range(weather.steps):
        cell, weight, slope_down, slope_along, level = _looked(height, n, row, col)
        down = down * weather.inertia - slope_down * (1.0 - weather.inertia)
        along = along * weather.inertia - slope_along * (1.0 - weather.inertia)
        length = np.sqrt(down * down + along * along)
        moving = length > 1e-5
        length = np.where(moving, length, 1.0)
        down, along = down / length, along / length
        row, col = row + down, col + along
        alive = moving & (row > 1.0) & (row < n - 2.0) & (col > 1.0) & (col < n - 2.0)
        row, col = np.clip(row, 1.0, n - 2.001), np.clip(col, 1.0, n - 2.001)
        fall = level - _level(height, n, row, col)
        holds = np.maximum(fall, 0.004) * speed * water * weather.carry
        uphill = fall <= 0.0
        lays = np.where(uphill, np.minimum(mud, -fall), np.maximum(mud - holds, 0.0) * weather.drop)
        takes = np.where(uphill, 0.0, np.minimum(np.maximum(holds - mud, 0.0) * weather.take, fall))
        change = np.where(alive, lays - takes, 0.0)
        mud = mud - change
        moved = np.bincount(cell.ravel(), (weight * change).ravel(), n * n)
        height = height + np.clip(moved, -_MOST, _MOST)  # many drops at one sample must not dig it out at once
        speed = np.sqrt(np.maximum(speed * speed + 4.0 * fall, 0.05))
        speed = np.minimum(speed, 4.0)
        water = water * (1.0 - weather.dry)
        keep = alive
        if int(keep.sum()) < 0.7 * len(keep):
            row, col, down, along = row[keep], col[keep], down[keep], along[keep]
            speed, water, mud = speed[keep], water[keep], mud[keep]
        else:
            water = np.where(alive, water, 0.0)
    return np.asarray(height.reshape(n, n) * cell_m)


def _looked(height: _F64, n: int, row: _F64, col: _F64) -> tuple[_I64, _F64, _F64, _F64, _F64]:
    """Return the four samples round each drop with their weights (4, k), the slope there and the level."""
    r, c = row.astype(np.int64), col.astype(np.int64)
    fr, fc = row - r, col - c
    first = r * n + c
    cell = np.stack([first, first + 1, first + n, first + n + 1])
    a, b, d, e = height[cell]
    weight = np.stack([(1 - fr) * (1 - fc), (1 - fr) * fc, fr * (1 - fc), fr * fc])
    slope_down = (d - a) * (1 - fc) + (e - b) * fc
    slope_along = (b - a) * (1 - fr) + (e - d) * fr
    level = weight[0] * a + weight[1] * b + weight[2] * d + weight[3] * e
    return cell, weight, slope_down, slope_along, level


def _level(height: _F64, n: int, row: _F64, col: _F64) -> _F64:
    r, c = row.astype(np.int64), col.astype(np.int64)
    fr, fc = row - r, col - c
    first = r * n + c
    top = height[first] * (1 - fc) + height[first + 1] * fc
    low = height[first + n] * (1 - fc) + height[first + n + 1] * fc
    return np.asarray(top * (1 - fr) + low * fr)


def _slid(ground: _F64, cell_m: float, repose: float, turns: int = 3) -> _F64:
    """Return `ground` with what is steeper than `repose` slid down a little, `turns` times."""
    most = repose * cell_m
    out = ground
    for _ in range(turns):
        for axis in (0, 1):
            step = np.diff(out, axis=axis)
            over = np.clip(np.abs(step) - most, 0.0, None) * np.sign(step) * 0.25
            move = np.zeros_like(out)
            near = [slice(None), slice(None)]
            far = [slice(None), slice(None)]
            near[axis], far[axis] = slice(None, -1), slice(1, None)
            move[tuple(near)] += over
            move[tuple(far)] -= over
            out = out + move
    return out
