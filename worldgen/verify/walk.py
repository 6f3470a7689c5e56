"""Where an agent can stand, and how far it walks: layers of raster cells, joined where they meet."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.verify.raster import NOTHING, Window

T = TypeVar("T", bound=np.generic)
F64 = NDArray[np.float64]
Bools = NDArray[np.bool_]
Seeds = list[tuple[int, NDArray[np.int64], F64]]  # where a walk begins: layer, cells, how far one has come
STEEPEST_RAD = np.deg2rad(30.0)  # of the ground under a foot, whatever the direction of the walk
_ROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))


@dataclass(frozen=True, slots=True)
class Walker:
    """The agent the file promises to be walkable for."""

    radius_m: float
    height_m: float
    step_m: float
    max_slope_rad: float
    wade_m: float


@dataclass(frozen=True, eq=False, slots=True)
class Solid:
    """A box or an upright cylinder that stops an agent, in the world."""

    kind: str
    centre_m: F64  # (3,)
    half_m: F64  # (3,)
    yaw_rad: float


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """One walkable sheet on the common lattice, (rows, cols) all of it; `standable` is what is left after erosion."""

    height_m: F64
    standable: Bools


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """One raster of ground before erosion: where it bears a foot, and where no solid is within the agent's radius."""

    height_m: F64
    bears: Bools
    free: Bools


def sheet_of(height: F64, steep: F64, water: F64, window: Window, solids: list[Solid], walker: Walker) -> Sheet:
    """Return where the ground is there, not too steep and not too deep, and where a body of the walker has room."""
    bears = (height > NOTHING / 2) & (steep <= STEEPEST_RAD) & (water - height <= walker.wade_m)
    free = np.ones(height.shape, np.bool_)
    for solid in solids:
        _stop(free, height, window, solid, walker)
    return Sheet(height, bears, free)


def _stop(free: Bools, height: F64, window: Window, solid: Solid, walker: Walker) -> None:
    """Clear the cells from which a body of the walker's radius and height would touch `solid`."""
    reach = float(np.hypot(solid.half_m[0], solid.half_m[2])) + walker.radius_m
    row, col = window.cell_of(float(solid.centre_m[0]), float(solid.centre_m[2]))
    span = int(np.ceil(reach / window.cell_m)) + 1
    r0, r1 = max(row - span, 0), min(row + span + 1, window.rows)
    c0, c1 = max(col - span, 0), min(col + span + 1, window.cols)
    if r0 >= r1 or c0 >= c1:
        return
    x, z = window.centres()
    dx, dz = x[:, c0:c1] - solid.centre_m[0], z[r0:r1] - solid.centre_m[2]
    if solid.kind == "cylinder":
        near = np.hypot(dx, dz) <= solid.half_m[0] + walker.radius_m
    else:
        cos, sin = np.cos(solid.yaw_rad), np.sin(solid.yaw_rad)
        along, across = cos * dx - sin * dz, sin * dx + cos * dz
        gap_x = np.maximum(np.abs(along) - solid.half_m[0], 0.0)
        gap_z = np.maximum(np.abs(across) - solid.half_m[2], 0.0)
        near = np.hypot(gap_x, gap_z) <= walker.radius_m
    ground = height[r0:r1, c0:c1]
    low, high = solid.centre_m[1] - solid.half_m[1], solid.centre_m[1] + solid.half_m[1]
    meets = (high > ground + walker.step_m) & (low < ground + walker.height_m)
    free[r0:r1, c0:c1] &= ~(near & meets)


def layers_of(sheets: list[Sheet], window: Window, walker: Walker) -> list[Layer]:
    """Return the sheets with headroom and the agent's radius taken into account.

    A cell is kept when all around it, within the radius, some sheet at nearly the same height bears: so the end of a
    bridge that meets the ground is no edge, but its side is. Solids keep their distance by themselves.
    """
    bearing = [(sheet.height_m, sheet.bears & _headroom(sheet.height_m, sheets, walker)) for sheet in sheets]
    reach = int(np.ceil(walker.radius_m / window.cell_m - 1e-9))
    ring = [
        (i, j)
        for i in range(-reach, reach + 1)
        for j in range(-reach, reach + 1)
        if 0 < np.hypot(i, j) * window.cell_m <= walker.radius_m + 1e-9
    ] or list(_ROUND)
    kept = []
    for sheet, (height, bears) in zip(sheets, bearing, strict=True):
        left = bears & sheet.free
        for i, j in ring:
            held = np.zeros_like(left)
            for other, carries in bearing:
                apart = np.abs(shifted(other, i, j, NOTHING) - height)
                level = walker.step_m + float(np.hypot(i, j)) * window.cell_m
                held |= shifted(carries, i, j, 0.0) & (apart <= level)
            left &= held
        kept.append(Layer(height, left))
    return kept


def walk(
    layers: list[Layer], window: Window, seeds: Seeds, walker: Walker, grades: list[float], far: list[F64]
) -> None:
    """Write into `far`, an array a layer, the length of the walk from `seeds` to every cell that has none yet.

    Breadth first in rings; a step is allowed when its grade is within the cap of its layer, or, between layers, when
    it is no higher than a step.
    """
    front: dict[int, NDArray[np.int64]] = {}
    for index, cells, length_m in seeds:
        far[index].reshape(-1)[cells] = length_m
        front[index] = np.concatenate([front[index], cells]) if index in front else cells
    while front:
        ahead: dict[int, list[NDArray[np.int64]]] = {}
        for index, cells in front.items():
            rows, cols = np.divmod(cells, window.cols)
            for i, j in (*_ROUND, (0, 0)):
                r, c = rows + i, cols + j
                inside = (r >= 0) & (r < window.rows) & (c >= 0) & (c < window.cols)
                r, c, r_from, c_from = r[inside], c[inside], rows[inside], cols[inside]
                length = window.cell_m * float(np.hypot(i, j))
                for other, layer in enumerate(layers):
                    if other == index and not (i or j):
                        continue
                    rise = np.abs(layer.height_m[r, c] - layers[index].height_m[r_from, c_from])
                    most = grades[index] * length + 0.005 if other == index else walker.step_m
                    through = far[index][r_from, c_from] + length
                    better = layer.standable[r, c] & (rise <= most) & np.isinf(far[other][r, c])
                    if better.any():
                        flat = r[better] * window.cols + c[better]
                        np.minimum.at(far[other].reshape(-1), flat, through[better])
                        ahead.setdefault(other, []).append(flat)
        front = {other: np.unique(np.concatenate(cells)) for other, cells in ahead.items()}


def _headroom(height: F64, sheets: list[Sheet], walker: Walker) -> Bools:
    """Return where no sheet hangs so low over `height` that the agent would hit it."""
    free = np.ones(height.shape, np.bool_)
    for sheet in sheets:
        gap = sheet.height_m - height
        free &= ~((sheet.height_m > NOTHING / 2) & (gap > walker.step_m) & (gap < walker.height_m))
    return free


def shifted(array: NDArray[T], i: int, j: int, fill: float) -> NDArray[T]:
    """Return `array` such that cell (r, c) holds what stood at (r + i, c + j)."""
    out = np.full_like(array, fill)
    rows, cols = array.shape
    out[max(-i, 0) : rows - max(i, 0), max(-j, 0) : cols - max(j, 0)] = array[
        max(i, 0) : rows + min(i, 0), max(j, 0) : cols + min(j, 0)
    ]
    return out
