"""Upright boxes that stand turned about +Y, many at once: whether they overlap, and whether a room holds them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
Mask = NDArray[np.bool_]
WIDTH = 8  # of a row: middle x, z; half width, half depth; sine and cosine of yaw; low and high y
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
    return np.stack([cos, -sin], axis=1), np.stack([sin, cos], axis=1)


def corners(boxes: F64) -> F64:
    """Return the corners on the ground, (n, 4, 2)."""
    right, front = axes(boxes)
    across, deep = right * boxes[:, 2:3], front * boxes[:, 3:4]
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return np.stack([boxes[:, :2] + a * across + b * deep for a, b in signs], axis=1)


def overlaps(one: F64, other: F64) -> Mask:
    """Return which of boxes (m, 8) overlap which of (n, 8), as (m, n): separating axes, and their heights."""
    if not len(one) or not len(other):
        return np.zeros((len(one), len(other)), np.bool_)
    apart = other[None, :, :2] - one[:, None, :2]
    cross = one[:, None, 4] * other[None, :, 5] - one[:, None, 5] * other[None, :, 4]
    turned, along = np.abs(cross), np.abs(one[:, None, 4] * other[None, :, 4] + one[:, None, 5] * other[None, :, 5])
    free = (np.minimum(one[:, None, 7], other[None, :, 7]) - np.maximum(one[:, None, 6], other[None, :, 6])) < TOUCH_M
    pairs = ((one, other, 0), (other, one, 1))
    for mine, theirs, flip in pairs:
        a, b = (mine[:, None], theirs[None]) if not flip else (mine[None], theirs[:, None])
        for k, direction in enumerate(axes(mine)):
            d = direction[:, None] if not flip else direction[None]
            away = np.abs((apart * d).sum(-1))
            same, else_ = (b[..., 2], b[..., 3]) if k == 0 else (b[..., 3], b[..., 2])
            reach = a[..., 2 + k] + along * same + turned * else_
            free |= away > reach - TOUCH_M
    result: Mask = ~free
    return result


def inside(boxes: F64, outline: F64) -> Mask:
    """Return which boxes (n,) lie wholly in the polygon `outline` (k, 2), which may have niches."""
    points = corners(boxes)
    middle = boxes[:, None, :2]
    held = within(middle + (points - middle) * 0.999, outline).all(axis=1)
    right, front = axes(boxes)
    away = outline[None] - boxes[:, None, :2]
    deep = np.minimum(
        boxes[:, 2:3] - np.abs((away * right[:, None]).sum(-1)), boxes[:, 3:4] - np.abs((away * front[:, None]).sum(-1))
    )  # fmt: skip
    result: Mask = held & (deep < 0.01).all(axis=1)  # no corner of the room juts into it
    return result


def within(points: F64, outline: F64) -> Mask:
    """Return which points (..., 2) lie in a polygon (k, 2)."""
    x, z = points[..., 0], points[..., 1]
    found = np.zeros(x.shape, np.bool_)
    for (ax, az), (bx, bz) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
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
