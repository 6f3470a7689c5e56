"""Flat shapes laid round an upright pillar, as a label lies round a bottle."""

from __future__ import annotations

import math

import numpy as np

from worldgen.generate.shapes.shape import F64, Shape, from_faces

STEP_RAD = math.radians(20.0)


def bent(shape: Shape, radius_m: float) -> Shape:
    """Return a flat `shape` that faces +Z laid round a pillar of `radius_m`, whose front touches the origin."""
    step = radius_m * STEP_RAD
    corner = shape.position_m[shape.face]  # (m, 3, 3)
    if not len(corner):
        return shape
    low, high = float(corner[..., 0].min()), float(corner[..., 0].max())
    for x in np.arange(math.floor(low / step) + 1, math.ceil(high / step)) * step:
        corner = _sliced(corner, float(x))
    flat = corner.reshape(-1, 3)
    angle = flat[:, 0] / radius_m
    normal = np.stack([np.sin(angle), np.zeros(len(flat)), np.cos(angle)], axis=1)
    reach = (radius_m + flat[:, 2])[:, None]
    position = normal * reach + np.stack([0 * angle, flat[:, 1], 0 * angle - radius_m], axis=1)
    return from_faces(position, np.arange(len(flat)).reshape(-1, 3), normal)


def _sliced(corner: F64, x: float) -> F64:
    """Return triangles (m, 3, 3) of which none reaches across the plane at `x`."""
    side = np.where(np.abs(corner[..., 0] - x) < 1e-9, 0, np.sign(corner[..., 0] - x)).astype(np.int64)
    across = (side.min(axis=1) < 0) & (side.max(axis=1) > 0)
    if not across.any():
        return corner
    cut, side = corner[across], side[across]
    # The corner alone on its side comes first; where one lies on the plane, the first that lies to the right.
    alone = np.where((side > 0).sum(axis=1) == 1, (side > 0).argmax(axis=1), (side < 0).argmax(axis=1))
    a, b, c = (np.take_along_axis(cut, ((alone + i) % 3)[:, None, None], axis=1)[:, 0] for i in range(3))
    ab, ac = (a + (other - a) * ((x - a[:, :1]) / (other - a)[:, :1]) for other in (b, c))
    made = np.concatenate([np.stack(three, axis=1) for three in ((a, ab, ac), (ab, b, c), (ab, c, ac))])
    size = np.linalg.norm(np.cross(made[:, 1] - made[:, 0], made[:, 2] - made[:, 0]), axis=1)
    return np.concatenate([corner[~across], made[size > 1e-12]])
