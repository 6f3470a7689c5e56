"""Cut and fill: the ground under a tread made flat across, with shoulders and side slopes that end in the land."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import smoothstep
from worldgen.generate.land import F32, Land, Mask

F64 = NDArray[np.float64]
SHOULDER: Final = np.tan(np.radians(24.0))
BANK: Final = 1.0
_REACH_M: Final = 5.0
_SIGMA_M: Final = 0.9


@dataclass(frozen=True, eq=False, slots=True)
class Bed:
    """For each sample near the treads: distance to the nearest, and the height that it wants there."""

    away_m: F32  # (n, n), infinite far from any tread
    height_m: F32  # (n, n)


def core_m(land: Land, width_m: float) -> float:
    """Return how far from its middle line a tread is carved flat: wide enough for either diagonal of a cell."""
    return width_m / 2 + 1.2 * land.cell_m


def bed_of(land: Land, points_m: F64, reach_m: float) -> Bed:
    """Return the bed around the points (k, 3) of all treads.

    Heights are a mean with weights that fall off so fast with the square of the distance that they are those of the
    nearest point, except where two treads are as near: there they pass into each other.
    """
    n, cell = land.rows, land.cell_m
    r = int(np.ceil(reach_m / cell))
    col = (points_m[:, 0] + land.size_m / 2) / cell
    row = (points_m[:, 2] + land.size_m / 2) / cell
    dr, dc = (v.ravel() for v in np.mgrid[-r : r + 1, -r : r + 1])
    disc = np.hypot(dr, dc) <= r + 0.5
    dr, dc = dr[disc], dc[disc]
    rr = np.rint(row).astype(np.int64)[:, None] + dr
    cc = np.rint(col).astype(np.int64)[:, None] + dc
    square = ((rr - row[:, None]) ** 2 + (cc - col[:, None]) ** 2) * cell**2
    ok = (rr >= 0) & (rr < n) & (cc >= 0) & (cc < n)
    at, square = (rr * n + cc)[ok], square[ok]
    nearest = np.full(n * n, np.inf)
    np.minimum.at(nearest, at, square)
    weight = np.exp(np.maximum(-(square - nearest[at]) / _SIGMA_M**2, -60.0))
    total = np.bincount(at, weight, n * n)
    height = np.bincount(at, weight * np.broadcast_to(points_m[:, 1:2], ok.shape)[ok], n * n)
    touched = total > 0
    height[touched] /= total[touched]
    return Bed(
        np.sqrt(np.minimum(nearest, 1e12)).reshape(n, n).astype(np.float32), height.reshape(n, n).astype(np.float32)
    )


def carve(land: Land, points_m: F64, width_m: float) -> tuple[Land, Mask]:
    """Return `land` with treads along the points (k, 3), and where its mesh needs every sample.

    What is blocked or under water is left as it is.
    """
    core = core_m(land, width_m)
    bed = bed_of(land, points_m, core + land.cell_m + _REACH_M)
    beyond = np.maximum(bed.away_m - core, 0.0)
    ease = np.minimum(beyond, land.cell_m) * np.float32(SHOULDER) + np.maximum(beyond - land.cell_m, 0.0) * np.float32(
        BANK
    )
    near = bed.away_m < core + land.cell_m + _REACH_M
    near &= ~land.blocked & ~land.wet()
    shaped = np.clip(land.height_m, bed.height_m - ease, bed.height_m + ease)
    height = np.where(near, shaped, land.height_m)
    tread = (1.0 - smoothstep(width_m * 0.5 - 0.1 * land.cell_m, width_m * 0.5 + 0.75 * land.cell_m, bed.away_m)) * ~(
        land.blocked | land.wet()
    )
    fine = (np.abs(height - land.height_m) > 1e-4) | (bed.away_m < core + 2.5 * land.cell_m)
    return replace(
        land, height_m=height.astype(np.float32), tread=np.maximum(land.tread, tread.astype(np.float32))
    ), fine
