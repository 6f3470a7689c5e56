"""Outlines of a glyph as flat triangles: curves cut into chords, holes cut out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
Point = tuple[float, float]
EM = 1000.0


@dataclass(frozen=True, eq=False, slots=True)
class Flat:
    """Triangles in the plane of the page, in thousandths of an em, y up; `advance` is where the next letter begins."""

    position: F64  # (n, 2)
    face: I64  # (m, 3), counter-clockwise
    advance: float


class Tracer:
    """Collects the contours of one glyph as HarfBuzz draws them, each curve as chords no further off than `slack`."""

    def __init__(self, slack: float) -> None:
        self.slack = slack
        self.contours: list[list[Point]] = []

    def move(self, x: float, y: float) -> None:
        """Begin a contour."""
        self.contours.append([(x, y)])

    def line(self, x: float, y: float) -> None:
        """Go on straight."""
        self.contours[-1].append((x, y))

    def quadratic(self, ax: float, ay: float, x: float, y: float) -> None:
        """Go on along a curve with one control point."""
        (px, py) = self.contours[-1][-1]
        bend = math.hypot(px - 2 * ax + x, py - 2 * ay + y) / 4
        for t in _shares(bend, self.slack):
            s = 1 - t
            self.line(s * s * px + 2 * s * t * ax + t * t * x, s * s * py + 2 * s * t * ay + t * t * y)

    def cubic(self, a: Point, b: Point, end: Point) -> None:
        """Go on along a curve with two control points."""
        p = self.contours[-1][-1]
        bend = 0.75 * max(
            math.hypot(p[0] - 2 * a[0] + b[0], p[1] - 2 * a[1] + b[1]),
            math.hypot(a[0] - 2 * b[0] + end[0], a[1] - 2 * b[1] + end[1]),
        )
        for t in _shares(bend, self.slack):
            s = 1 - t
            w = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            self.line(*(w[0] * p[i] + w[1] * a[i] + w[2] * b[i] + w[3] * end[i] for i in (0, 1)))


def _shares(bend: float, slack: float) -> list[float]:
    """Return where along a curve its chords end, so that none is further than `slack` from it."""
    steps = max(1, math.ceil(math.sqrt(bend / slack)))
    return [k / steps for k in range(1, steps + 1)]


def triangles(contours: Sequence[Sequence[Point]], slack: float, advance: float) -> Flat:
    """Return the area inside `contours`: what lies within another contour and runs the other way is a hole."""
    from mapbox_earcut import triangulate_float64  # noqa: PLC0415  only letters outside the prepared table need it

    rings = [ring for ring in (_thinned(np.array(c, np.float64), slack) for c in contours) if len(ring) >= 3]
    areas = [_area(ring) for ring in rings]
    parents = [_parent(k, rings, areas) for k in range(len(rings))]
    hole = [p is not None and areas[k] * areas[p] < 0 for k, p in enumerate(parents)]
    positions, faces, first = [], [], 0
    for k, ring in enumerate(rings):
        if hole[k]:
            continue
        group = [ring, *(other for j, other in enumerate(rings) if hole[j] and parents[j] == k)]
        points = np.concatenate(group)
        ends = np.cumsum([len(one) for one in group]).astype(np.uint32)
        face = triangulate_float64(points, ends).reshape(-1, 3).astype(np.int64)
        positions.append(points)
        faces.append(_upward(points, face) + first)
        first += len(points)
    if not positions:
        return Flat(np.zeros((0, 2)), np.zeros((0, 3), np.int64), advance)
    return Flat(np.concatenate(positions), np.concatenate(faces), advance)


def _thinned(ring: F64, slack: float) -> F64:
    """Return `ring` without points that lie on the line between their neighbours, and without its repeated end."""
    if len(ring) > 1 and np.allclose(ring[0], ring[-1]):
        ring = ring[:-1]
    for _ in range(2):
        if len(ring) < 4:
            return ring
        before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
        chord = after - before
        length = np.maximum(np.hypot(*chord.T), 1e-9)
        off = np.abs(chord[:, 0] * (ring - before)[:, 1] - chord[:, 1] * (ring - before)[:, 0]) / length
        drop = off < slack * 0.35
        drop[1:] &= ~drop[:-1]  # of two neighbours one stays
        ring = ring[~drop]
    return ring


def _area(ring: F64) -> float:
    after = np.roll(ring, -1, axis=0)
    return float((ring[:, 0] * after[:, 1] - ring[:, 1] * after[:, 0]).sum()) / 2


def _parent(k: int, rings: Sequence[F64], areas: Sequence[float]) -> int | None:
    """Return the smallest contour around contour `k`."""
    around = [
        j for j, ring in enumerate(rings) if j != k and abs(areas[j]) > abs(areas[k]) and _inside(rings[k][0], ring)
    ]
    return min(around, key=lambda j: abs(areas[j]), default=None)


def _inside(point: F64, ring: F64) -> bool:
    after = np.roll(ring, -1, axis=0)
    spans = (ring[:, 1] > point[1]) != (after[:, 1] > point[1])
    a, b = ring[spans], after[spans]
    x = a[:, 0] + (point[1] - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool((x > point[0]).sum() % 2)


def _upward(points: F64, face: I64) -> I64:
    a, b, c = (points[face[:, k]] for k in range(3))
    turn = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
    return np.where((turn < 0)[:, None], face[:, ::-1], face)
