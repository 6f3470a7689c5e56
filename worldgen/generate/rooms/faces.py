"""Lines into the faces that they enclose: cut where they meet, then walked around.

CONTRIBUTOR NOTES: the textbook walk of half-edges, each time taking the sharpest turn to the left. A plan has some
tens of lines, so pairs are tested one by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import Vec2

SNAP_M = 0.03  # ends so near to each other, or to a line, touch
Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Faces:
    """Points, the edges between them, and the loops of points around each enclosed face, anticlockwise from above.

    `source` is the number of the line that an edge is part of; `loose` are the lines that end in the open.
    """

    points: tuple[Vec2, ...]
    loops: tuple[tuple[int, ...], ...]
    source: dict[Edge, int]
    loose: tuple[int, ...]


def faces_of(lines: Sequence[tuple[Vec2, Vec2]]) -> Faces:
    """Return what `lines` enclose."""
    points: list[Vec2] = []
    source: dict[Edge, int] = {}
    for index, line in enumerate(lines):
        cuts = sorted({0.0, 1.0, *(share for other in lines if other is not line for share in _cuts(line, other))})
        chain = [_number(points, _at(line, share)) for share in cuts]
        for a, b in pairwise(chain):
            if a != b and (a, b) not in source and (b, a) not in source:
                source[a, b] = index
    ends: dict[int, int] = {}
    for edge in source:
        for end in edge:
            ends[end] = ends.get(end, 0) + 1
    loose = tuple(sorted({line for edge, line in source.items() if any(ends[end] == 1 for end in edge)}))
    return Faces(tuple(points), tuple(_loops(points, list(source))), source, loose)


def _at(line: tuple[Vec2, Vec2], share: float) -> Vec2:
    (ax, az), (bx, bz) = line
    return ax + (bx - ax) * share, az + (bz - az) * share


def _number(points: list[Vec2], point: Vec2) -> int:
    for index, other in enumerate(points):
        if math.dist(point, other) <= SNAP_M:
            return index
    points.append((round(point[0], 4), round(point[1], 4)))
    return len(points) - 1


def _cuts(line: tuple[Vec2, Vec2], other: tuple[Vec2, Vec2]) -> list[float]:
    """Return where `other` crosses or touches `line`, as shares of its length."""
    (ax, az), (bx, bz) = line
    dx, dz = bx - ax, bz - az
    long = math.hypot(dx, dz)
    if long < SNAP_M:
        return []
    found = []
    for px, pz in other:
        along = ((px - ax) * dx + (pz - az) * dz) / long
        across = abs((px - ax) * dz - (pz - az) * dx) / long
        if across <= SNAP_M and -SNAP_M <= along <= long + SNAP_M:
            found.append(min(max(along / long, 0.0), 1.0))
    (cx, cz), (ex, ez) = other
    fx, fz = ex - cx, ez - cz
    cross = dx * fz - dz * fx
    if abs(cross) > 1e-9:
        t = ((cx - ax) * fz - (cz - az) * fx) / cross
        u = ((cx - ax) * dz - (cz - az) * dx) / cross
        if 0.0 < t < 1.0 and 0.0 < u < 1.0:
            found.append(t)
    return found


def _loops(points: Sequence[Vec2], edges: Sequence[Edge]) -> list[tuple[int, ...]]:
    half = {*edges, *((b, a) for a, b in edges)}
    out: dict[int, list[int]] = {}
    for a, b in sorted(half):
        out.setdefault(a, []).append(b)

    def heading(a: int, b: int) -> float:
        return math.atan2(points[b][1] - points[a][1], points[b][0] - points[a][0])

    found = []
    for first in sorted(half):
        if first not in half:
            continue
        loop, edge = [], first
        while edge in half:
            half.discard(edge)
            a, b = edge
            loop.append(a)
            back = heading(b, a)
            turns = [((back - heading(b, c)) % (2 * math.pi) or 2 * math.pi, c) for c in out[b]]
            edge = b, max(turns)[1] if len(turns) == 1 else max(turn for turn in turns if turn[1] != a)[1]
        if _area(points, loop) < -1e-3:  # x to the right and z down: anticlockwise from above is negative
            found.append(tuple(loop))
    return found


def _area(points: Sequence[Vec2], loop: Sequence[int]) -> float:
    ends = [points[k] for k in loop]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ends, (*ends[1:], ends[0]), strict=True)) / 2


def inset(corners: Sequence[Vec2], by_m: Sequence[float]) -> tuple[Vec2, ...]:
    """Return a loop, anticlockwise from above, with each of its sides moved inwards by its own distance.

    Side k runs from corner k to the next. Corners on a straight stretch stay where they are, moved.
    """
    count = len(corners)
    lines = []
    for k in range(count):
        (ax, az), (bx, bz) = corners[k], corners[(k + 1) % count]
        long = math.hypot(bx - ax, bz - az)
        dx, dz = (bx - ax) / long, (bz - az) / long
        lines.append((ax + dz * by_m[k], az - dx * by_m[k], dx, dz))  # the inside is on the left: (dz, -dx)
    found = []
    for k in range(count):
        px, pz, dx, dz = lines[k - 1]
        qx, qz, ex, ez = lines[k]
        cross = dx * ez - dz * ex
        if abs(cross) < 1e-6:
            if abs(by_m[k - 1] - by_m[k]) > 1e-9:
                ax, az = corners[k]
                found.append((ax + dz * by_m[k - 1], az - dx * by_m[k - 1]))
                found.append((qx, qz))
            continue
        t = ((qx - px) * ez - (qz - pz) * ex) / cross
        found.append((px + dx * t, pz + dz * t))
    return tuple((round(x, 4), round(z, 4)) for x, z in found)
