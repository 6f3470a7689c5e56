"""Triangles cut by planes: what lies on one side of them, with colours and normals between as they were."""

from __future__ import annotations

import numpy as np

from worldgen.scene import F32


def clipped(corner: F32, normal: F32, offset: float) -> F32:
    """Return the part of triangles (m, 3, k) where `normal . position <= offset`; the first 3 of k are the position.

    A triangle with one corner inside becomes a smaller one, with two inside it becomes two.
    """
    inside_m = np.float32(offset) - corner[:, :, :3] @ np.asarray(normal, np.float32)
    held = inside_m >= 0.0
    count = held.sum(axis=1)
    one, two = _turned(corner, held, inside_m, count == 1), _turned(corner, ~held, inside_m, count == 2)
    parts = [corner[count == 3]]
    for (points, reach), alone in ((one, True), (two, False)):
        if not len(points):
            continue
        first = _between(points[:, 0], points[:, 1], reach[:, 0], reach[:, 1])
        last = _between(points[:, 0], points[:, 2], reach[:, 0], reach[:, 2])
        if alone:
            parts.append(np.stack([points[:, 0], first, last], axis=1))
        else:
            parts.append(np.stack([first, points[:, 1], points[:, 2]], axis=1))
            parts.append(np.stack([first, points[:, 2], last], axis=1))
    return np.concatenate(parts).astype(np.float32)


def _turned(corner: F32, odd: np.ndarray, inside_m: F32, which: np.ndarray) -> tuple[F32, F32]:
    """Return the triangles `which`, turned so that their `odd` corner comes first, and their distances alike."""
    points, reach = corner[which], inside_m[which]
    start = np.argmax(odd[which], axis=1)
    order = (start[:, None] + np.arange(3)) % 3
    row = np.arange(len(points))[:, None]
    return points[row, order], reach[row, order]


def _between(a: F32, b: F32, at_a: F32, at_b: F32) -> F32:
    share = (at_a / np.where(at_a == at_b, 1.0, at_a - at_b))[:, None]
    return np.asarray(a + (b - a) * share, np.float32)


def within_box(corner: F32, low: F32, high: F32) -> F32:
    """Return the part of triangles (m, 3, k) within an upright box from `low` (3,) to `high` (3,)."""
    points = corner[:, :, :3]
    corner = corner[((points.max(axis=1) >= low) & (points.min(axis=1) <= high)).all(axis=1)]
    for axis in range(3):
        unit = np.zeros(3, np.float32)
        unit[axis] = 1.0
        corner = clipped(corner, unit, float(high[axis]))
        corner = clipped(corner, -unit, -float(low[axis]))
    return corner
