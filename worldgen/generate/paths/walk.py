"""The last gate: walk the treads and decks on a 0.5 m raster and say which stops cannot be got to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from worldgen.core.grid import bilinear, dilate
from worldgen.generate.land import F32, Land, Mask
from worldgen.generate.paths.network import Bridge, Network, Stop
from worldgen.generate.paths.steps import F64, I64
from worldgen.scene import Agent, Surface

_CELL_M: Final = 0.5
_SLACK: Final = np.radians(1.0)
_FACE: Final = np.tan(np.radians(30.0))
_SPARE_M: Final = 0.25  # beside the agent: whoever checks on a raster of their own rounds otherwise
_EARLY_M: Final = 0.4
_CLOSE_M: Final = 1.0  # so near to a stop counts as being there
_RING: Final = ((0.0, 0.0), *((np.sin(k * np.pi / 4), np.cos(k * np.pi / 4)) for k in range(8)))
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
    part = _parts(len(cell), *_steps(layers, agent, side))
    row, col = np.divmod(cell, side)
    x, z = col * _CELL_M - land.size_m / 2, row * _CELL_M - land.size_m / 2

    def standing(stop: Stop) -> set[int]:
        near = np.hypot(x - stop.position_m[0], z - stop.position_m[1]) <= _CLOSE_M
        return set(part[near].tolist())

    home = standing(start)
    return [stop for stop in stops if not standing(stop) & home]


def _ground(land: Land, network: Network, agent: Agent, side: int) -> tuple[I64, F64]:
    """Return the numbers and heights of the walkable cells of the ground near treads."""
    scale = land.cell_m / _CELL_M
    near = dilate(land.tread > 0.05, max(1.5 / land.cell_m, 1.0)) & network.fine
    axis = np.minimum(np.rint(np.arange(side) / scale).astype(np.int64), land.rows - 1)
    row, col = np.nonzero(near[axis[:, None], axis[None, :]])
    r, c = row / scale, col / scale
    good = np.ones(len(r), np.bool_)
    steep, water = _faces(land)
    height = bilinear(land.height_m, r, c).astype(np.float64)
    wide = (agent.radius_m + _SPARE_M) / land.cell_m
    for dr, dc in _RING:
        r0 = np.clip(np.floor(r + dr * wide), 0, land.rows - 2).astype(np.int64)
        c0 = np.clip(np.floor(c + dc * wide), 0, land.rows - 2).astype(np.int64)
        good &= ~steep[r0, c0] & (water[r0, c0] - height <= agent.wade_m)
        good &= ~land.blocked[
            np.minimum(np.rint(r + dr * agent.radius_m / land.cell_m), land.rows - 1).astype(np.int64),
            np.minimum(np.rint(c + dc * agent.radius_m / land.cell_m), land.rows - 1).astype(np.int64),
        ]
    at = (row * side + col)[good]
    return at, height[good]


def _faces(land: Land) -> tuple[Mask, F32]:
    """Return for each cell between four samples whether a triangle of it may be too steep, and its highest water."""
    h, w = land.height_m, land.water_m
    east, south = np.abs(np.diff(h, axis=1)), np.abs(np.diff(h, axis=0))
    rise = np.hypot(np.maximum(east[:-1], east[1:]), np.maximum(south[:, :-1], south[:, 1:]))
    water = np.maximum(np.maximum(w[:-1, :-1], w[1:, :-1]), np.maximum(w[:-1, 1:], w[1:, 1:]))
    return rise > _FACE * land.cell_m, water


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


def deck_of(bridge: Bridge) -> Surface:
    """Return the deck of `bridge` as a surface, without making its model.

    It ends a little early: one steps on where there is ground below it, which is so on any raster.
    """
    line = bridge.line_m.astype(np.float64)
    share = min(_EARLY_M / max(float(np.hypot(*(line[1] - line[0])[[0, 2]])), 1e-6), 0.9)
    line[0], line[-1] = line[0] + share * (line[1] - line[0]), line[-1] + share * (line[-2] - line[-1])
    along = line[-1] - line[0]
    aside = np.array([along[2], 0.0, -along[0]]) * (bridge.width_m / 2 / np.hypot(along[0], along[2]))
    points = np.stack([line - aside, line + aside], axis=1).reshape(-1, 3)
    a = np.arange(len(line) - 1)[:, None, None] * 2
    face = (a + np.array([[0, 2, 1], [1, 2, 3]])).reshape(-1, 3)
    return Surface(f"{bridge.id}.deck", "deck", bridge.id, points.astype(np.float32), face.astype(np.uint32))
