"""Convex outlines on the ground: turned, measured and tested against points, rays and one another.

An outline is (k, 2) float64 as (x, z), its corners in order, k >= 3. Everything here is exact for convex outlines
and needs no spatial index: a lesson names tens of things, not thousands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
_TINY = 1e-12


def hull(points: NDArray[np.floating]) -> F64:
    """Return the convex hull of `points` (n, 2), its corners in order of rising angle (Andrew's monotone chain).

    Raises
    ------
    ValueError
        When the points span no area.
    """
    ordered = sorted({(float(x), float(z)) for x, z in np.asarray(points, np.float64)})
    chains: list[list[tuple[float, float]]] = []
    for run in (ordered, ordered[::-1]):
        chain: list[tuple[float, float]] = []
        for point in run:
            while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= _TINY:
                chain.pop()
            chain.append(point)
        chains.append(chain[:-1])
    corners = np.array(chains[0] + chains[1], np.float64).reshape(-1, 2)
    if len(corners) < 3:
        raise ValueError("an outline needs three corners that do not lie on one line")
    return corners


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def turned(outline: NDArray[np.floating], yaw_rad: float, at_m: tuple[float, float]) -> F64:
    """Return `outline` of a model turned about +Y by `yaw_rad` (front to (sin, cos)) and moved to `at_m`."""
    cos, sin = float(np.cos(yaw_rad)), float(np.sin(yaw_rad))
    turn = np.array([[cos, -sin], [sin, cos]])
    moved: F64 = np.asarray(outline, np.float64) @ turn + np.asarray(at_m, np.float64)
    return moved


def _following(outline: F64) -> F64:
    """Return the corner after each (np.roll takes ten times as long on so few)."""
    return np.concatenate((outline[1:], outline[:1]))


def normals(outline: F64) -> tuple[F64, F64]:
    """Return (outward unit normals (k, 2), offsets (k,)) of the edges: a point is inside where n . p <= offset."""
    edge = _following(outline) - outline
    length = np.maximum(np.hypot(edge[:, 0], edge[:, 1]), _TINY)
    normal = edge[:, ::-1] * np.array([1.0, -1.0]) / length[:, None]
    if float((normal * (outline - outline.mean(axis=0))).sum()) < 0.0:
        normal = -normal
    return normal, normal[:, 0] * outline[:, 0] + normal[:, 1] * outline[:, 1]


def depth(points: NDArray[np.floating], outline: F64) -> F64:
    """Return how far each point (..., 2) is inside `outline`, negative outside (a lower bound of the distance)."""
    normal, offset = normals(outline)
    points = np.asarray(points, np.float64)
    inside: F64 = (offset[:, None] - normal @ points.reshape(-1, 2).T).min(axis=0)
    return inside.reshape(points.shape[:-1])


def distance(points: NDArray[np.floating], outline: F64) -> F64:
    """Return the distance of each point (..., 2) from `outline`, 0 inside it."""
    points = np.asarray(points, np.float64)
    (corner_x, corner_z), (edge_x, edge_z) = outline.T[..., None], (_following(outline) - outline).T[..., None]
    long = np.maximum(edge_x * edge_x + edge_z * edge_z, _TINY)
    x, z = points.reshape(-1, 2).T  # edges in rows: sums over pairs, and the least of a few, are slow
    away_x, away_z = x - corner_x, z - corner_z
    share = np.minimum(np.maximum((away_x * edge_x + away_z * edge_z) / long, 0.0), 1.0)
    miss_x, miss_z = away_x - share * edge_x, away_z - share * edge_z
    nearest = np.sqrt((miss_x * miss_x + miss_z * miss_z).min(axis=0)).reshape(points.shape[:-1])
    return np.where(depth(points, outline) >= 0.0, 0.0, nearest)


def gap(a: F64, b: F64) -> float:
    """Return the distance between two convex outlines, 0 where they touch or overlap (separating axes)."""
    for first, second in ((a, b), (b, a)):
        normal, offset = normals(first)
        if np.any(np.min(second @ normal.T, axis=0) > offset):
            return float(min(distance(a, b).min(), distance(b, a).min()))
    return 0.0


def overlap(a: F64, b: F64) -> float:
    """Return how deep two convex outlines lie in each other, below 0 where an edge parts them (separating axes)."""
    deep = np.inf
    for first, second in ((a, b), (b, a)):
        normal, offset = normals(first)
        deep = min(deep, float((offset - (second @ normal.T).min(axis=0)).min()))
    return deep


def area(outline: F64) -> float:
    """Return the area of `outline` in square metres."""
    other = _following(outline)
    return float(abs(np.sum(outline[:, 0] * other[:, 1] - outline[:, 1] * other[:, 0])) / 2.0)


def radii(outline: F64) -> tuple[float, float]:
    """Return (inner, outer): the circles about the origin that lie in `outline` and around it; inner may be 0."""
    inner = float(depth(np.zeros(2), outline))
    return max(inner, 0.0), float(np.hypot(outline[:, 0], outline[:, 1]).max())


def fill(outline: F64, step_m: float) -> F64:
    """Return points (m, 2) that fill `outline`, at most `step_m` apart, its corners and edges among them."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    count = np.maximum(np.ceil((high - low) / step_m).astype(int), 1) + 1
    x, z = np.meshgrid(np.linspace(low[0], high[0], count[0]), np.linspace(low[1], high[1], count[1]))
    lattice = np.stack([x.ravel(), z.ravel()], axis=1)
    inside = lattice[depth(lattice, outline) >= 0.0]
    edge = _following(outline) - outline
    parts = max(int(np.ceil(np.hypot(edge[:, 0], edge[:, 1]).max() / step_m)), 1)
    along = (np.arange(parts) / parts)[:, None, None]
    rim = (outline[None] + along * edge[None]).reshape(-1, 2)
    return np.concatenate([rim, inside])


def crossing(start: F64, end: F64, outline: F64) -> tuple[F64, F64]:
    """Return where segments enter and leave `outline`, as shares (n,) of their length (Cyrus and Beck 1978).

    A segment from `start` (n, 2) to `end` (n, 2) that misses has its first share above its second.
    """
    normal, offset = normals(outline)
    room = offset - start @ normal.T  # (n, k), negative: the start is outside of that edge
    speed = (end - start) @ normal.T
    flat = np.abs(speed) < _TINY
    share = room / np.where(flat, 1.0, speed)
    enter = np.where(flat, np.where(room < 0.0, 2.0, 0.0), np.where(speed < 0.0, share, 0.0))
    leave = np.where(flat, 1.0, np.where(speed > 0.0, share, 1.0))
    return np.maximum(enter.max(axis=1), 0.0), np.minimum(leave.min(axis=1), 1.0)


def within(points: NDArray[np.floating], outline: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return which points (..., 2) lie in a polygon that need not be convex, by counting crossings."""
    x, z = points[..., 0], points[..., 1]
    odd = np.zeros(x.shape, np.bool_)
    for (ax, az), (bx, bz) in zip(outline, np.concatenate((outline[1:], outline[:1])), strict=True):
        if az != bz:
            odd ^= ((az > z) != (bz > z)) & (x < (bx - ax) * (z - az) / (bz - az) + ax)
    return odd
