"""Fields over the grid: how far it is to a mask, and discs of cells. Windowed, so that local questions stay cheap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import square_distance
from worldgen.generate.land import F32, Mask

Window = tuple[slice, slice]
FAR_M = np.float32(1.0e6)


def window(mask: Mask, margin: int) -> Window | None:
    """Return the slices of the box around the cells of `mask`, `margin` cells wider, or None when it is empty."""
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    top, left = max(int(rows[0]) - margin, 0), max(int(cols[0]) - margin, 0)
    return slice(top, int(rows[-1]) + margin + 1), slice(left, int(cols[-1]) + margin + 1)


def distance_m(mask: Mask, cell_m: float, most_m: float) -> F32:
    """Return the exact distance of every cell to the nearest cell of `mask`, FAR_M where it is above `most_m`.

    Looked for only in the box that `most_m` can touch.
    """
    reach = int(np.ceil(most_m / cell_m))
    out = np.full(mask.shape, FAR_M, np.float32)
    box = window(mask, reach)
    if box is None:
        return out
    squared = square_distance(mask[box], reach, reach + 1)
    near = np.sqrt(squared) * np.float32(cell_m)
    out[box] = np.where(near <= most_m + 1e-4, near, FAR_M)
    return out


def far_distance_m(mask: Mask, cell_m: float) -> F32:
    """Return the distance of every cell to `mask` at any range, true to about four cells (a coarse grid, enlarged)."""
    stride = max(mask.shape[0] // 64, 1)
    rows = -(-mask.shape[0] // stride)
    padded = np.zeros((rows * stride, rows * stride), np.bool_)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    coarse = padded.reshape(rows, stride, rows, stride).any(axis=(1, 3))
    field = np.sqrt(square_distance(np.asarray(coarse, np.bool_), rows, 6 * rows)) * np.float32(cell_m * stride)
    large = np.repeat(np.repeat(field, stride, axis=0), stride, axis=1)[: mask.shape[0], : mask.shape[1]]
    return np.where(mask, np.float32(0.0), large)


def spread(mask: Mask, radius_m: float, cell_m: float) -> Mask:
    """Return `mask` grown by `radius_m`."""
    return distance_m(mask, cell_m, radius_m) <= radius_m


def lowest(field: F32, cells: int) -> F32:
    """Return the least value of `field` within `cells` rows and columns of each cell."""
    out = field.copy()
    for axis in (0, 1):
        source = np.moveaxis(out, axis, 0).copy()
        target = np.moveaxis(out, axis, 0)
        for step in range(1, cells + 1):
            np.minimum(target[step:], source[:-step], out=target[step:])
            np.minimum(target[:-step], source[step:], out=target[:-step])
    return out


def ranked(score: NDArray[np.floating], index: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the places of the `count` least scores; equal scores stand in the order of `index`."""
    few = len(score) <= 4 * count
    keep = np.arange(len(score)) if few else np.argpartition(score, 4 * count - 1)[: 4 * count]
    order = keep[np.lexsort((index[keep], score[keep]))]
    return order[:count]
