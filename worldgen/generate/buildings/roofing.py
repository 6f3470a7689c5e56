"""Roofs over any rectilinear outline: a roof for each of the rectangles that cover it, each running into the largest."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, plain, shade
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import Rect, bands, within
from worldgen.generate.rooms.floor_plan import FloorPlan, Vec2
from worldgen.generate.shapes import Shape, extrude, merge, mirrored, moved, painted
from worldgen.generate.shapes.shape import F64

_QUARTER = np.pi / 2


def rectangles(outline: tuple[Vec2, ...]) -> list[Rect]:
    """Return rectangles that together cover a rectilinear outline, the largest first.

    Greedy: the largest that fits, then the largest over what is not covered yet, each as large as the outline lets it
    be, so that wings run into the body of the house.
    """
    xs, zs = (np.unique([point[axis] for point in outline]) for axis in (0, 1))
    full = within(outline, (xs[:-1] + xs[1:]) / 2, (zs[:-1] + zs[1:]) / 2)
    left = full.copy()
    found: list[Rect] = []
    while left.any():
        best: tuple[float, tuple[int, int, int, int]] | None = None
        for i in range(len(xs) - 1):
            for j in range(i + 1, len(xs)):
                for k in range(len(zs) - 1):
                    for m in range(k + 1, len(zs)):
                        if full[i:j, k:m].all() and left[i:j, k:m].any():
                            new = float((left[i:j, k:m] * np.outer(np.diff(xs)[i:j], np.diff(zs)[k:m])).sum())
                            whole = float((xs[j] - xs[i]) * (zs[m] - zs[k]))
                            if best is None or new + 0.01 * whole > best[0] + 1e-9:
                                best = (new + 0.01 * whole, (i, j, k, m))
        assert best is not None
        i, j, k, m = best[1]
        left[i:j, k:m] = False
        found.append((float(xs[i]), float(zs[k]), float(xs[j]), float(zs[m])))
    return found


def make_roof(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Pieces:
    """Return the roof of `plan`, in the frame of the building."""
    top = bands(plan)[-1]
    found: Pieces = []
    for x0, z0, x1, z1 in rectangles(plan.outline_m):
        wide, deep = x1 - x0, z1 - z0
        along_x = wide >= deep
        length, across = (wide, deep) if along_x else (deep, wide)
        pieces = _gable(length, across, scheme, fine=fine)
        turn = 0.0 if along_x else _QUARTER
        at = ((x0 + x1) / 2, top.above_m, (z0 + z1) / 2)
        found += [(name, moved(shape, at, (0.0, turn, 0.0))) for name, shape in pieces]
    return found


def _along_x(outline: F64, length_m: float) -> Shape:
    """Return an outline of (z, y) pushed out along x."""
    return moved(extrude(outline * np.array([-1.0, 1.0]), length_m), turn_rad=(0.0, _QUARTER, 0.0))


def _gable(long: float, deep: float, scheme: Scheme, *, fine: bool) -> Pieces:
    half, rise = deep / 2, deep / 2 * scheme.rise
    reach = half + scheme.eaves_m
    rows = 6 if fine else 2
    z = np.linspace(0.0, reach, rows + 1)
    y = rise + 0.06 - z * scheme.rise
    found: Pieces = []
    for i in range(rows):
        lap = 0.06 if fine else 0.0
        outline = np.array(
            [[z[i], y[i] - 0.14], [z[i + 1], y[i + 1] - 0.14], [z[i + 1] + lap * 0.6, y[i + 1] + lap], [z[i], y[i]]]
        )
        base = shade(scheme.tiles, 0.90 + 0.035 * i if i % 2 else 0.97 + 0.03 * i)
        row = painted(_along_x(outline, long + 0.8 - 0.05 * (i % 2)), base * 0.9, np.clip(base * 1.06, 0, 1))
        found += [("matte", row), ("matte", mirrored(row, 2))]
    found.append(beam((long + 0.84, 0.16, 0.26), (0, rise - 0.02, 0), scheme.tiles))
    wall = np.array([[-half, 0.0], [half, 0.0], [0.0, rise - 0.02]])
    ends = [moved(_along_x(wall, 0.3), (side * (long / 2 - 0.15), 0, 0)) for side in (-1.0, 1.0)]
    found.append(plain(merge(ends), scheme.wall))
    return found
