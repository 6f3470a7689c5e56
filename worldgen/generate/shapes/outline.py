"""The convex outline of points on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from worldgen.generate.shapes.shape import F64


def hull(points_m: ArrayLike) -> F64:
    """Return the convex outline (k, 2) of points (n, 2), counter-clockwise in its own axes (Andrew 1979)."""
    points = np.round(np.asarray(points_m, np.float64).reshape(-1, 2), 4) + 0.0
    points = _outer(points) if len(points) > 32 else points
    ordered = [list(point) for point in sorted(set(map(tuple, points.tolist())))]
    if len(ordered) < 3:
        return np.array(ordered, np.float64).reshape(-1, 2)

    def half(ordered: list[list[float]]) -> list[list[float]]:
        chain: list[list[float]] = []
        for p in ordered:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 1e-12:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return np.array(half(ordered) + half(ordered[::-1]), np.float64)


def _outer(points: F64) -> F64:
    """Return `points` without those well inside of the polygon of the furthest in 16 directions.

    Akl and Toussaint (1978); what is left is few enough for a loop.
    """
    angle = np.arange(16) * (np.pi / 8.0)
    corner = points[(points @ np.stack([np.cos(angle), np.sin(angle)])).argmax(axis=0)]
    edge = np.roll(corner, -1, axis=0) - corner
    away = points[:, None] - corner
    outside = edge[:, 0] * away[..., 1] - edge[:, 1] * away[..., 0] <= 1e-9
    kept: F64 = points[outside[:, np.abs(edge).sum(axis=1) > 0].any(axis=1)]
    return kept


def _turn(a: list[float], b: list[float], c: list[float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
