"""The last gate: walk the treads and decks on a 0.5 m raster and say which stops cannot be got to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import bilinear, dilate
from worldgen.generate.land import Land, Mask
from worldgen.generate.paths.network import Network, Stop
from worldgen.scene import Agent, Surface

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
_CELL_M: Final = 0.5
_SLACK: Final = np.radians(1.0)
_FACE: Final = np.tan(np.radians(30.0))
_NEIGHBOURS: Final = ((0, 1), (1, 0), (1, 1), (1, -1))


def check_walk(
    land: Land, network: Network, decks: Sequence[Surface], stops: Sequence[Stop], start: Stop, agent: Agent
) -> list[Stop]:
    """Return the stops that cannot be walked to from `start` over treads and decks; an empty list is the proof.

    Cells of 0.5 m near a tread or on a deck are joined to their eight neighbours where the grade between them is
    within the cap and one degree, faces are no steeper than 30 degrees, water is no deeper than can be waded, and
    the agent's radius is free.
    """
    side = round(land.size_m / _CELL_M) + 1
    layers = [_ground(land, network, agent, side), *(_deck(deck, land.size_m, side) for deck in decks)]
    cell = np.concatenate([at for at, _ in layers])
    height = np.concatenate([h for _, h in layers])
    layer = np.repeat(np.arange(len(layers)), [len(at) for at, _ in layers])
    a, b = _steps(layers, agent, side)
    part = _parts(len(cell), a, b)
    home = _standing(start, cell, part, height, land, side)
    del layer
    return [stop for stop in stops if not (_standing(stop, cell, part, height, land, side) & home)]


def _ground(land: Land, network: Network, agent: Agent, side: int) -> tuple[I64, F64]:
    """Return the numbers and heights of the walkable cells of the ground near treads."""
    scale = land.cell_m / _CELL_M
    near = dilate(land.tread > 0.05, max(1.5 / land.cell_m, 1.0)) & network.fine
    axis = np.minimum(np.rint(np.arange(side) / scale).astype(np.int64), land.rows - 1)
    row, col = np.nonzero(near[axis[:, None], axis[None, :]])
    r, c = row / scale, col / scale
    r0, c0 = np.minimum(r.astype(np.int64), land.rows - 2), np.minimum(c.astype(np.int64), land.rows - 2)
    h = land.height_m
    corner = np.stack([h[r0, c0], h[r0, c0 + 1], h[r0 + 1, c0], h[r0 + 1, c0 + 1]])
    dx = np.maximum(np.abs(corner[1] - corner[0]), np.abs(corner[3] - corner[2])) / land.cell_m
    dz = np.maximum(np.abs(corner[2] - corner[0]), np.abs(corner[3] - corner[1])) / land.cell_m
    good = np.hypot(dx, dz) <= _FACE
    good &= ~dilate(land.blocked, agent.radius_m / land.cell_m)[np.rint(r).astype(np.int64), np.rint(c).astype(np.int64)]
    height = bilinear(h, r, c).astype(np.float64)
    depth = np.max(np.stack([land.water_m[r0 + i, c0 + j] for i in (0, 1) for j in (0, 1)]), axis=0) - height
    good &= depth <= agent.wade_m
    at = (row * side + col)[good]
    return at, height[good]


def _deck(deck: Surface, size_m: float, side: int) -> tuple[I64, F64]:
    """Return the cells that lie on a deck and its height there."""
    top = np.full(side * side, -np.inf)
    for a, b, c in deck.position_m[deck.face].astype(np.float64):
        low = np.ceil((np.minimum(np.minimum(a, b), c)[[0, 2]] + size_m / 2) / _CELL_M).astype(np.int64)
        high = np.floor((np.maximum(np.maximum(a, b), c)[[0, 2]] + size_m / 2) / _CELL_M).astype(np.int64)
        if (low > high).any():
            continue
        z, x = np.mgrid[low[1] : high[1] + 1, low[0] : high[0] + 1]
        px, pz = x * _CELL_M - size_m / 2, z * _CELL_M - size_m / 2
        area = (b[0] - a[0]) * (c[2] - a[2]) - (c[0] - a[0]) * (b[2] - a[2])
        if abs(area) < 1e-9:
            continue
        v = ((px - a[0]) * (c[2] - a[2]) - (c[0] - a[0]) * (pz - a[2])) / area
        w = ((b[0] - a[0]) * (pz - a[2]) - (px - a[0]) * (b[2] - a[2])) / area
        inside = (v >= -1e-6) & (w >= -1e-6) & (v + w <= 1 + 1e-6)
        at = (z * side + x)[inside]
        top[at] = np.maximum(top[at], (a[1] + v * (b[1] - a[1]) + w * (c[1] - a[1]))[inside])
    cell = np.flatnonzero(np.isfinite(top))
    return cell, top[cell]


def _steps(layers: Sequence[tuple[I64, F64]], agent: Agent, side: int) -> tuple[I64, I64]:
    """Return pairs of cells, numbered through all layers, between which one can step."""
    cap = np.tan(agent.max_slope_rad + _SLACK)
    first = np.cumsum([0, *(len(at) for at, _ in layers)])
    tails, heads = [], []
    for i, (cell, height) in enumerate(layers):
        for j, (other, level) in enumerate(layers):
            if not len(other) or not len(cell) or j < i:
                continue
            steps = _NEIGHBOURS if i == j else (*_NEIGHBOURS, *((-r, -c) for r, c in _NEIGHBOURS), (0, 0))
            for dr, dc in steps:
                wanted = cell + dr * side + dc
                at = np.minimum(np.searchsorted(other, wanted), len(other) - 1)
                rise = np.abs(level[at] - height)
                most = cap * np.hypot(dr, dc) * _CELL_M if i == j else agent.step_m
                ok = (other[at] == wanted) & (rise <= most)
                tails.append(np.flatnonzero(ok) + first[i])
                heads.append(at[ok] + first[j])
    return (np.concatenate(tails), np.concatenate(heads)) if tails else (np.zeros(0, np.int64), np.zeros(0, np.int64))


def _parts(count: int, a: I64, b: I64) -> I64:
    """Return for each of `count` cells the least number in its connected part."""
    part = np.arange(count)
    while True:
        pa, pb = part[a], part[b]
        if np.array_equal(pa, pb):
            return part
        np.minimum.at(part, np.maximum(pa, pb), np.minimum(pa, pb))
        while True:
            up = part[part]
            if np.array_equal(up, part):
                break
            part = up


def _standing(stop: Stop, cell: I64, part: I64, height: F64, land: Land, side: int) -> set[int]:
    """Return the parts that one can stand in within 1 m of a stop."""
    row, col = np.divmod(cell, side)
    x, z = col * _CELL_M - land.size_m / 2, row * _CELL_M - land.size_m / 2
    near = np.hypot(x - stop.position_m[0], z - stop.position_m[1]) <= 1.0
    return set(part[near].tolist())


def mask_of_walk(land: Land) -> Mask:
    """Return where treads run."""
    return np.asarray(land.tread > 0.05)
