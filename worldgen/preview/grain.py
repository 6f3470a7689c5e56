"""Noise by position: the same in every picture, from any eye."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.scene import F32


def patches(x: NDArray[np.floating], z: NDArray[np.floating]) -> F32:
    """Return smooth value noise in 0..1 at points (n,), one value a unit cell."""
    cell = [np.floor(x).astype(np.int64), np.floor(z).astype(np.int64)]
    across, down = (x - cell[0]).astype(np.float32), (z - cell[1]).astype(np.float32)
    u, v = across * across * (3.0 - 2.0 * across), down * down * (3.0 - 2.0 * down)
    corner = [hashed(cell[0] + right, cell[1] + low) for low in (0, 1) for right in (0, 1)]
    top = corner[0] + (corner[1] - corner[0]) * u
    bottom = corner[2] + (corner[3] - corner[2]) * u
    return np.asarray(top + (bottom - top) * v, np.float32)


def hashed(column: NDArray[np.int64], row: NDArray[np.int64]) -> F32:
    """Return a number in 0..1 for each whole (column, row), (n,)."""
    bits = column.astype(np.uint32) * np.uint32(0x1B873593) + row.astype(np.uint32) * np.uint32(0x2545F491)
    bits = (bits ^ (bits >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    bits = (bits ^ (bits >> np.uint32(12))) * np.uint32(0x297A2D39)
    unit = ((bits ^ (bits >> np.uint32(15))) & np.uint32(0xFFFFFF)).astype(np.float32)
    return np.asarray(unit / np.float32(0xFFFFFF), np.float32)
