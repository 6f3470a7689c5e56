"""A roof over an outline of any corners: slopes that run together over its middle."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, shade
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import bands
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import from_faces, hull, painted

ROWS = 5


def tent(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Pieces:
    """Return a roof over the convex outline of `plan`; none where its roof is flat, or where it is not convex."""
    outline = np.array(plan.outline_m, np.float64)
    corner = hull(outline)
    if scheme.roof in ("flat", "none", "battlement") or _area(corner) > 1.02 * _area(outline):
        return []
    if _signed(corner) > 0:  # anticlockwise in (x, z) is clockwise seen from above
        corner = corner[::-1]
    middle = corner.mean(axis=0)
    reach = float(np.hypot(*(corner - middle).T).min())
    rows = ROWS if fine else 1
    eaves = bands(plan)[-1].above_m - 0.12
    found: Pieces = []
    for i in range(rows):
        low, high = (
            (1.0 + scheme.eaves_m / reach) * (1 - i / rows),
            (1.0 + scheme.eaves_m / reach) * (1 - (i + 1) / rows),
        )
        lap = 0.02 if fine and i else 0.0
        y0, y1 = (eaves + reach * 0.85 * scheme.rise * k / rows for k in (i, i + 1))
        points: list[tuple[float, float, float]] = []
        face: list[tuple[int, int, int]] = []
        for (ax, az), (bx, bz) in zip(corner, np.roll(corner, -1, axis=0), strict=True):
            ring = [(ax, az, low + lap, y0), (bx, bz, low + lap, y0), (bx, bz, high, y1), (ax, az, high, y1)]
            foot = [(ax, az, low + lap, y0 - 0.12), (bx, bz, low + lap, y0 - 0.12)]
            k = len(points)
            points += [
                (middle[0] + (x - middle[0]) * s, y, middle[1] + (z - middle[1]) * s) for x, z, s, y in (*ring, *foot)
            ]
            face += [(k, k + 1, k + 2), (k + 4, k + 5, k + 1), (k + 4, k + 1, k)]
            face += [(k, k + 2, k + 3)] if i < rows - 1 else []
        base = shade(scheme.tiles, 0.93 + 0.03 * (i % 3))
        found.append(("matte", painted(from_faces(points, face), base * 0.9, np.clip(base * 1.06, 0, 1))))
    return found


def _signed(outline: np.ndarray) -> float:
    x, z = outline.T
    return 0.5 * float(np.sum(x * np.roll(z, -1) - np.roll(x, -1) * z))


def _area(outline: np.ndarray) -> float:
    return abs(_signed(outline))
