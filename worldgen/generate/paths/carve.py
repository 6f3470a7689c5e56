"""Cut and fill: the ground under a tread made flat across, with shoulders and side slopes that end in the land."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from worldgen.core.grid import smoothstep
from worldgen.core.record import dataclass
from worldgen.generate.land import F32, Land, Mask
from worldgen.generate.paths.routing import Routing
from worldgen.generate.paths.steps import F64

SHOULDER: Final = float(np.tan(np.radians(24.0)))  # side slope next to the tread: still ground to walk on
BANK: Final = 1.0  # side slope beyond it
UNDER_M: Final = 0.35  # how far the ground stays below a deck
_STEEPEN_M: Final = 1.5
_REACH_M: Final = 6.0  # how far side slopes go on beyond the shoulder
_SIGMA: Final = (0.9, 0.45)  # how far heights pass into each other: at least so many metres, so many samples


@dataclass(frozen=True, eq=False, slots=True)
class Bed:
    """For each sample near the treads: distance to the nearest, and the height that it wants there."""

    away_m: F32  # (n, n), very large far from any tread
    height_m: F32  # (n, n)


def core_m(cell_m: float, width_m: float) -> float:
    """Return how far from its middle line a tread is carved flat: wide enough for either diagonal of a cell."""
    return width_m / 2 + 1.2 * cell_m


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
    rr = np.rint(row).astype(np.int64)[:, None] + dr[disc]
    cc = np.rint(col).astype(np.int64)[:, None] + dc[disc]
    square = ((rr - row[:, None]) ** 2 + (cc - col[:, None]) ** 2) * cell**2
    ok = (rr >= 0) & (rr < n) & (cc >= 0) & (cc < n)
    at, square = (rr * n + cc)[ok], square[ok]
    nearest = np.full(n * n, 1e12)
    np.minimum.at(nearest, at, square)
    sigma = max(_SIGMA[0], _SIGMA[1] * cell)
    weight = np.exp(np.maximum((nearest[at] - square) / sigma**2, -60.0))
    total = np.bincount(at, weight, n * n)
    height = np.bincount(at, weight * np.broadcast_to(points_m[:, 1:2], ok.shape)[ok], n * n)
    touched = total > 0
    height = np.where(touched, height / np.where(touched, total, 1.0), 0.0)
    shape = (n, n)
    return Bed(np.sqrt(nearest).reshape(shape).astype(np.float32), height.reshape(shape).astype(np.float32))


def carve(ways: Routing, tread_m: F64, deck_m: F64) -> tuple[Land, Mask]:
    """Return the land with treads along points (k, 3) and room below decks (d, 3), and where every sample is needed.

    What is blocked, under water or a street is left as it is, and no bank is cut down to the water beside it. The pad
    of a thing rises or sinks as a whole as far as the treads beside it ask for.
    """
    land, width_m = ways.land, ways.rules.width_m
    core, cell = core_m(land.cell_m, width_m), land.cell_m
    bed = bed_of(land, tread_m, core + cell + _REACH_M)
    beyond = np.maximum(bed.away_m - core, 0.0)
    bank = np.maximum(beyond - cell, 0.0)
    # On cliffs a bank that stayed at 45 degrees would never meet the ground: far out it grows steeper.
    ease = np.minimum(beyond, cell) * SHOULDER + bank * BANK + 0.5 * np.maximum(bank - _STEEPEN_M, 0.0) ** 2
    open_ = ~land.blocked & ~land.wet()
    free = open_ & (ways.pads == 0) & (land.tread <= 0.0)  # a street stays as it was laid
    close = bed.away_m < core + cell + _REACH_M
    dry = np.minimum(land.height_m, ways.water_near_m + 0.1)
    shaped = np.maximum(np.clip(land.height_m, bed.height_m - ease, bed.height_m + ease), dry)
    height = np.where(close & free, shaped, land.height_m)
    lift = _lift_of_pads(ways, close, bed.height_m - ease, bed.height_m + ease)
    height += lift[ways.pads]
    if len(deck_m):
        under = bed_of(land, deck_m, width_m / 2 + 2 * cell)
        below = free & (under.away_m < width_m / 2 + 1.2 * cell) & (bed.away_m > core * 0.6)
        height = np.where(below, np.minimum(height, under.height_m - UNDER_M), height)
    tread = 1.0 - smoothstep(width_m * 0.5 - 0.3 * cell, width_m * 0.5 + cell, bed.away_m)
    tread = np.where(open_, np.maximum(land.tread, tread), land.tread)
    fine = (np.abs(height - land.height_m) > 1e-4) | (bed.away_m < core + 2.5 * cell)
    return replace(land, height_m=height.astype(np.float32), tread=tread.astype(np.float32)), fine


def _lift_of_pads(ways: Routing, close: Mask, low_m: F32, high_m: F32) -> F32:
    """Return how far each pad (k,) must rise to lie between `low_m` and `high_m` wherever it is `close` to a tread."""
    pad = ways.pads[close]
    now = ways.land.height_m[close]
    rise, fall, sunk = (np.full(int(ways.pads.max()) + 1, end, np.float32) for end in (-np.inf, np.inf, -np.inf))
    np.maximum.at(rise, pad, low_m[close] - now)
    np.minimum.at(fall, pad, high_m[close] - now)
    np.maximum.at(sunk, pad, np.minimum(ways.water_near_m[close] + 0.1 - now, 0.0))
    torn = rise > fall  # between treads of unlike height
    rise[torn] = fall[torn] = (rise[torn] + fall[torn]) / 2
    lift = np.maximum(np.clip(0.0, rise, fall), sunk)
    lift[0] = 0.0
    return np.asarray(lift, np.float32)
