"""Upright boxes that stand turned about +Y, many at once: whether they overlap, and whether a room holds them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Mask = NDArray[np.bool_]
WIDTH = 8  # of a row: middle x, z; half width, half depth; sine and cosine of yaw; low and high y
_ACROSS, _AHEAD = np.array([-1.0, 1.0, 1.0, -1.0]), np.array([-1.0, -1.0, 1.0, 1.0])  # of the corners
TOUCH_M = 2e-3  # boxes that share no more than this only touch


def rows(middle: F64, half: tuple[float, float], yaw: F64, span: tuple[float, float]) -> F64:
    """Return (n, 8) boxes of one size with middles (n, 2) and turns (n,)."""
    count = len(middle)
    out = np.zeros((count, WIDTH))
    out[:, 0:2], out[:, 2:4] = middle, half
    out[:, 4], out[:, 5] = np.sin(yaw), np.cos(yaw)
    out[:, 6:8] = span
    return out


def axes(boxes: F64) -> tuple[F64, F64]:
    """Return the directions of the width and of the depth (the front), (n, 2) each."""
    sin, cos = boxes[:, 4], boxes[:, 5]
    right, front = np.zeros((2, len(boxes), 2))  # `np.stack` takes thrice as long
    right[:, 0], right[:, 1] = cos, -sin
    front[:, 0], front[:, 1] = sin, cos
    return right, front


def corners(boxes: F64) -> tuple[F64, F64]:
    """Return x and z of the corners on the ground, (n, 4) each."""
    x, z, wide, deep, sin, cos = boxes[:, :6].T[..., None]
    return x + _ACROSS * (cos * wide) + _AHEAD * (sin * deep), z + _ACROSS * (-sin * wide) + _AHEAD * (cos * deep)


def meeting(one: F64, other: F64) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of boxes (m, 8) overlap which of (n, 8), as numbers (k,) of both: separating axes, and heights."""
    reach = np.hypot(one[:, 2], one[:, 3])[:, None] + np.hypot(other[:, 2], other[:, 3])
    near = np.abs(one[:, :1] - other[:, 0]) < reach
    near &= np.abs(one[:, 1:2] - other[:, 1]) < reach  # the circles round others do not even meet
    mine, theirs = near.nonzero()
    if not len(mine):
        return mine, theirs
    found = _meet(one[mine], other[theirs])
    return mine[found], theirs[found]


def _meet(one: F64, other: F64) -> Mask:
    """Return which of pairs of boxes (n, 8) and (n, 8) overlap."""
    x1, z1, wide1, deep1, sin1, cos1, low1, high1 = one.T
    x2, z2, wide2, deep2, sin2, cos2, low2, high2 = other.T
    x, z = x2 - x1, z2 - z1
    turned, along = np.abs(sin1 * cos2 - cos1 * sin2), np.abs(sin1 * sin2 + cos1 * cos2)
    free: Mask = np.asarray((np.minimum(high1, high2) - np.maximum(low1, low2)) < TOUCH_M, np.bool_)
    for sin, cos, mine, theirs in (
        (sin1, cos1, (wide1, deep1), (wide2, deep2)),
        (sin2, cos2, (wide2, deep2), (wide1, deep1)),
    ):
        for away, k in ((x * cos - z * sin, 0), (x * sin + z * cos, 1)):
            free |= np.asarray(np.abs(away) > mine[k] + along * theirs[k] + turned * theirs[1 - k] - TOUCH_M, np.bool_)
    result: Mask = ~free
    return result


def inside(boxes: F64, outline: F64) -> Mask:
    """Return which boxes (n,) lie wholly in the polygon `outline` (k, 2), which may have niches."""
    (x, z), (mid_x, mid_z) = corners(boxes), boxes[:, :2].T[..., None]
    held = _within(mid_x + (x - mid_x) * 0.999, mid_z + (z - mid_z) * 0.999, outline).all(axis=1)
    across, ahead = seen_from(boxes, outline)
    deep = np.minimum(boxes[:, 2:3] - np.abs(across), boxes[:, 3:4] - np.abs(ahead))
    result: Mask = held & np.asarray((deep < 0.01).all(axis=1), np.bool_)  # no corner of the room juts into it
    return result


def seen_from(boxes: F64, points: F64) -> tuple[F64, F64]:
    """Return how far points (k, 2) are to the right of the middles of boxes (n, 8) and before them, (n, k) each."""
    x, z = points[:, 0] - boxes[:, 0:1], points[:, 1] - boxes[:, 1:2]
    sin, cos = boxes[:, 4:5], boxes[:, 5:6]
    return x * cos - z * sin, x * sin + z * cos


def within(points: F64, outline: F64) -> Mask:
    """Return which points (..., 2) lie in a polygon (k, 2)."""
    return _within(points[..., 0], points[..., 1], outline)


def _within(x: F64, z: F64, outline: F64) -> Mask:
    found = np.zeros(x.shape, np.bool_)
    ends: list[list[float]] = outline.tolist()
    for (ax, az), (bx, bz) in zip(ends, [*ends[1:], ends[0]], strict=True):
        if az != bz:
            found ^= ((az > z) != (bz > z)) & (x < (bx - ax) * (z - az) / (bz - az) + ax)
    return found


def distance(points: F64, box: F64) -> F64:
    """Return how far points (..., 2) are from a box (8,), 0 inside it."""
    away = points - box[:2]
    sin, cos = box[4], box[5]
    across = np.abs(away[..., 0] * cos - away[..., 1] * sin) - box[2]
    deep = np.abs(away[..., 0] * sin + away[..., 1] * cos) - box[3]
    return np.asarray(np.hypot(np.maximum(across, 0.0), np.maximum(deep, 0.0)), np.float64)
