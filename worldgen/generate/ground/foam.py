"""Foam: a thin ring along the waterline and one broken line further out, cut from the water's own triangles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.surface import planar
from worldgen.generate.land import Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_OVER_M = 0.03
_SEA = ((-0.05, 0.13, -2.0, 0.92), (0.50, 0.62, 0.12, 0.75))  # depth from, to, least noise, alpha
_STREAM = ((-0.03, 0.12, -2.0, 0.22),)
_NOISE = world_seed(0) / "foam"


def foam_mesh(land: Land, triangles: NDArray[np.int64], palette: Palette, *, sea: bool) -> tuple[Mesh, ...]:
    """Return the foam on the water `triangles` (flat samples), or nothing where the water has no shore."""
    row, col = np.divmod(triangles, land.rows)
    half = land.size_m / 2.0
    x, z = col * land.cell_m - half, row * land.cell_m - half
    level = land.water_m.ravel().take(triangles)
    depth = level - land.height_m.ravel().take(triangles)
    near = np.flatnonzero((depth < 0.9).any(axis=1) & (depth > -0.2).any(axis=1))
    if not near.size:
        return ()
    x, z, level, depth = x.take(near, axis=0), z.take(near, axis=0), level.take(near, axis=0), depth.take(near, axis=0)
    wavy = gradient_noise(_NOISE / "wavy", x / 5.0, z / 5.0)
    gaps = gradient_noise(_NOISE / "gaps", x / 9.0, z / 9.0)
    corner = np.stack([x, level + _OVER_M, z, depth + 0.05 * wavy, gaps], axis=-1).astype(np.float32)
    pieces, alphas = [], []
    for low, high, least, alpha in _SEA if sea else _STREAM:
        band = cut(cut(cut(corner, 3, low), 3, high, keep_above=False), 4, least)
        pieces.append(band)
        alphas.append(np.full(3 * len(band), alpha, np.float32))
    point = np.concatenate(pieces)[:, :, :3].reshape(-1, 3)
    if not len(point):
        return ()
    normal = np.zeros_like(point)
    normal[:, 1] = 1.0
    rgb = np.broadcast_to(palette.foam, point.shape)
    colour = np.concatenate([rgb, np.concatenate(alphas)[:, None]], axis=1)
    face = np.arange(len(point), dtype=np.uint32).reshape(-1, 3)
    return (Mesh(point, normal, colour, face, "foam", planar(point, land.size_m)),)


def cut(corner: F32, by: int, at: float, *, keep_above: bool = True) -> F32:
    """Return triangles (m, 3, k) cut along `corner[..., by] == at`; what is above is kept, or what is below.

    Every column is interpolated along the cut. Triangles keep their turn.
    """
    value = corner[:, :, by] - np.float32(at)
    inside = (value >= 0.0) if keep_above else (value < 0.0)
    count = inside.sum(axis=1)
    one, two = _turned(corner, inside, count == 1), _turned(corner, ~inside, count == 2)
    first = np.stack([one[:, 0], _meet(one, 0, 1, by, at), _meet(one, 0, 2, by, at)], axis=1)
    left, right = _meet(two, 0, 1, by, at), _meet(two, 0, 2, by, at)
    second = np.stack([left, two[:, 1], two[:, 2]], axis=1)
    third = np.stack([left, two[:, 2], right], axis=1)
    return np.concatenate([corner[count == 3], first, second, third])


def _turned(corner: F32, alone: NDArray[np.bool_], rows: NDArray[np.bool_]) -> F32:
    """Return the triangles `rows`, turned so that the corner that is `alone` comes first."""
    start = np.argmax(alone[rows], axis=1)
    order = (start[:, None] + np.arange(3)) % 3
    return np.asarray(np.take_along_axis(corner[rows], order[:, :, None], axis=1))


def _meet(corner: F32, a: int, b: int, by: int, at: float) -> F32:
    rise = corner[:, b, by] - corner[:, a, by]
    share = (np.float32(at) - corner[:, a, by]) / np.where(rise == 0.0, np.float32(1.0), rise)
    return np.asarray(corner[:, a] + (corner[:, b] - corner[:, a]) * np.clip(share, 0.0, 1.0)[:, None])
