"""Triangles onto a raster: for each cell the height of the highest triangle above it, and how steep that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
NOTHING = -1.0e6


@dataclass(frozen=True, eq=False, slots=True)
class Window:
    """A raster in the world: `origin` (x, z) is the centre of cell (0, 0), rows run along z, columns along x."""

    x_m: float
    z_m: float
    rows: int
    cols: int
    cell_m: float

    def centres(self) -> tuple[F64, F64]:
        """Return x (1, cols) and z (rows, 1) of the cells' centres."""
        x = self.x_m + np.arange(self.cols, dtype=np.float64) * self.cell_m
        z = self.z_m + np.arange(self.rows, dtype=np.float64) * self.cell_m
        return x[None, :], z[:, None]

    def cell_of(self, x_m: float, z_m: float) -> tuple[int, int]:
        """Return (row, col) of the cell that a point lies in; it may be outside."""
        return round((z_m - self.z_m) / self.cell_m), round((x_m - self.x_m) / self.cell_m)


def window_around(points: F64, cell_m: float, anchor: Window | None = None) -> Window:
    """Return the window that holds `points` (n, 3), on the lattice of `anchor` where one is given."""
    low, high = points[:, (0, 2)].min(axis=0), points[:, (0, 2)].max(axis=0)
    if anchor is not None:
        base = np.array([anchor.x_m, anchor.z_m])
        low = base + np.floor((low - base) / cell_m) * cell_m
    cols, rows = (np.ceil((high - low) / cell_m).astype(int) + 1).tolist()
    return Window(float(low[0]), float(low[1]), rows, cols, cell_m)


def rasterise(position: F64, face: I64, window: Window) -> tuple[F64, F64]:
    """Return (height, steepness) of the highest triangle above each cell's centre, (rows, cols) each.

    Triangles are taken in classes of similar size, and each class is tested against the square of cells that its
    largest member covers, so that there is no loop over triangles. Height is `NOTHING` where no triangle is; the
    steepness is in radians, pi / 2 there.
    """
    height = np.full(window.rows * window.cols, NOTHING)
    steep = np.full(window.rows * window.cols, np.pi / 2)
    corner = position[face]  # (m, 3, 3)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.linalg.norm(normal, axis=1)
    keep = normal[:, 1] > 1e-9 * np.maximum(length, 1e-12)
    corner, normal, length = corner[keep], normal[keep], length[keep]
    grid = (corner[:, :, (0, 2)] - (window.x_m, window.z_m)) / window.cell_m
    first = np.ceil(grid.min(axis=1) - 1e-9).astype(np.int64)
    last = np.floor(grid.max(axis=1) + 1e-9).astype(np.int64)
    span = (last - first + 1).max(axis=1)
    slope = np.arccos(np.clip(normal[:, 1] / length, -1.0, 1.0))
    bound = 1
    while len(span) and bound < 2 * span.max():
        chosen = np.flatnonzero((span <= bound) & (span > bound // 2))
        for part in np.array_split(chosen, max(1, chosen.size * bound * bound // 2_000_000)):
            if part.size:
                _fill(
                    height,
                    steep,
                    window,
                    _Group(corner[part], normal[part], grid[part], first[part], slope[part]),
                    bound,
                )
        bound *= 2
    return height.reshape(window.rows, window.cols), steep.reshape(window.rows, window.cols)


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    corner: F64
    normal: F64
    grid: F64
    first: I64
    slope: F64


def _fill(height: F64, steep: F64, window: Window, group: _Group, bound: int) -> None:
    step = np.arange(bound)
    col = group.first[:, 0, None, None] + step[None, None, :]
    row = group.first[:, 1, None, None] + step[None, :, None]
    inside = (row >= 0) & (row < window.rows) & (col >= 0) & (col < window.cols)
    a, b, c = (group.grid[:, i, None, None] for i in range(3))
    for p, q in ((a, b), (b, c), (c, a)):
        # A hair of slack: no cell on a shared edge falls between two triangles. Upward faces run clockwise here.
        cross = (q[..., 0] - p[..., 0]) * (row - p[..., 1]) - (q[..., 1] - p[..., 1]) * (col - p[..., 0])
        inside &= cross <= 1e-7
    which, r, k = np.nonzero(inside)
    if not which.size:
        return
    rows, cols = group.first[which, 1] + r, group.first[which, 0] + k
    x = window.x_m + cols * window.cell_m
    z = window.z_m + rows * window.cell_m
    corner, normal = group.corner[which, 0], group.normal[which]
    y = corner[:, 1] - (normal[:, 0] * (x - corner[:, 0]) + normal[:, 2] * (z - corner[:, 2])) / normal[:, 1]
    index = rows * window.cols + cols
    order = np.lexsort((y, index))
    index, y, slope = index[order], y[order], group.slope[which][order]
    top = np.append(index[1:] != index[:-1], True)
    index, y, slope = index[top], y[top], slope[top]
    higher = y > height[index]
    height[index[higher]] = y[higher]
    steep[index[higher]] = slope[higher]
