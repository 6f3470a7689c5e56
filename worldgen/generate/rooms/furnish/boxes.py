"""Upright boxes that stand turned about +Y, many at once: whether they overlap, and whether a room holds them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Mask = NDArray[np.bool_]
WIDTH = 8  # of a row: middle x, z; half width, half depth; sine and cosine of yaw; low and high y
_ACROSS, _AHEAD = np.array([[-1.0], [1.0], [1.0], [-1.0]]), np.array([[-1.0], [-1.0], [1.0], [1.0]])  # of the corners
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


def corners(boxes: F64, share: float = 1.0) -> tuple[F64, F64]:
    """Return x and z of the corners on the ground, (4, n) each, of boxes of a `share` of their size."""
    x, z, wide, deep, sin, cos = boxes[:, :6].T
    across, ahead = _ACROSS * (wide * share), _AHEAD * (deep * share)
    return x + across * cos + ahead * sin, z - across * sin + ahead * cos


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
    x, z = other[:, 0] - one[:, 0], other[:, 1] - one[:, 1]
    both = np.array(
        [one[:, 2:6].T, other[:, 2:6].T]
    )  # (one and other, half width and half depth and sine and cosine, n)
    half, sin, cos = both[:, :2], both[:, 2], both[:, 3]
    turned, along = np.abs(sin[0] * cos[1] - cos[0] * sin[1]), np.abs(sin[0] * sin[1] + cos[0] * cos[1])
    away = np.zeros(half.shape)  # of their middles along the axes of either
    away[:, 0], away[:, 1] = x * cos - z * sin, x * sin + z * cos
    theirs = half[::-1]
    free = (np.abs(away) > half + along * theirs + turned * theirs[:, ::-1] - TOUCH_M).any(axis=(0, 1))
    level: Mask = (np.minimum(one[:, 7], other[:, 7]) - np.maximum(one[:, 6], other[:, 6])) >= TOUCH_M
    return np.asarray(level & ~free, np.bool_)


def convex(outline: F64) -> bool:
    """Return whether a polygon (k, 2) has no niche: it turns the same way at all its corners."""
    way = np.roll(outline, -1, axis=0) - outline
    after = np.roll(way, -1, axis=0)
    turn = way[:, 0] * after[:, 1] - way[:, 1] * after[:, 0]
    return bool((turn >= 0.0).all() or (turn <= 0.0).all())


def inside(boxes: F64, outline: F64, *, niches: bool) -> Mask:
    """Return which boxes (n,) lie wholly in the polygon `outline` (k, 2), which may have `niches`."""
    held = np.asarray(_within(*corners(boxes, 0.999), outline).all(axis=0), np.bool_)
    if not niches:  # no corner of the room can jut into a box
        return held
    across, ahead = seen_from(boxes, outline)
    deep = np.minimum(boxes[:, 2:3] - np.abs(across), boxes[:, 3:4] - np.abs(ahead))
    result: Mask = held & np.asarray((deep < 0.01).all(axis=1), np.bool_)
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


def _length(x: F64, z: F64) -> F64:
    """Return how long vectors are; `np.hypot`, which also bears the greatest numbers, takes four times as long."""
    return np.asarray(np.sqrt(x * x + z * z), np.float64)


def nearest(points: F64, others: F64) -> F64:
    """Return how far points (n, 2) are from the nearest of `others` (k, 2), k >= 1."""
    away = points[:, None] - others
    return np.asarray(_length(away[..., 0], away[..., 1]).min(axis=1), np.float64)


def from_line(points: F64, a: F64, b: F64) -> F64:
    """Return how far points (..., 2) are from the line between `a` and `b`."""
    way = b - a
    share = np.clip(((points - a) @ way) / max(float(way @ way), 1e-9), 0.0, 1.0)
    away = points - (a + share[..., None] * way)
    return _length(away[..., 0], away[..., 1])


def distance(points: F64, box: F64) -> F64:
    """Return how far points (..., 2) are from a box (8,), 0 inside it."""
    away = points - box[:2]
    sin, cos = box[4], box[5]
    across = np.abs(away[..., 0] * cos - away[..., 1] * sin) - box[2]
    deep = np.abs(away[..., 0] * sin + away[..., 1] * cos) - box[3]
    return _length(np.maximum(across, 0.0), np.maximum(deep, 0.0))
