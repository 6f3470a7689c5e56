"""The convex outline of points on the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from worldgen.generate.shapes.shape import F64


def hull(points_m: ArrayLike) -> F64:
    """Return the convex outline (k, 2) of points (n, 2), counter-clockwise in its own axes (Andrew 1979)."""
    points = np.unique(np.round(np.asarray(points_m, np.float64).reshape(-1, 2), 4), axis=0)
    if len(points) > 64:  # only the furthest in 96 directions can matter to within millimetres
        angle = np.arange(96) * (np.pi / 48.0)
        reach = points @ np.stack([np.cos(angle), np.sin(angle)])
        points = np.unique(points[np.unique(reach.argmax(axis=0))], axis=0)
    if len(points) < 3:
        return points

    def half(ordered: list[list[float]]) -> list[list[float]]:
        chain: list[list[float]] = []
        for p in ordered:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 1e-12:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    ordered: list[list[float]] = points.tolist()
    return np.array(half(ordered) + half(ordered[::-1]), np.float64)


def _turn(a: list[float], b: list[float], c: list[float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
