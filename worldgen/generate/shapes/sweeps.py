"""Shapes drawn along something: an outline pushed out, a tube along a line."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from worldgen.generate.shapes.shape import F64, I64, Shape, from_faces, unit


def _area(outline: F64) -> float:
    x, y = outline.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


Corner = tuple[float, float]


def _inside(point: Corner, a: Corner, b: Corner, c: Corner) -> bool:
    return _left(a, b, point) >= 0 and _left(b, c, point) >= 0 and _left(c, a, point) >= 0


def _left(p: Corner, q: Corner, point: Corner) -> float:
    return (q[0] - p[0]) * (point[1] - p[1]) - (q[1] - p[1]) * (point[0] - p[0])


def _is_ear(points: list[Corner], waiting: list[int], i: int) -> bool:
    before, here, after = waiting[i - 1], waiting[i], waiting[(i + 1) % len(waiting)]
    a, b, c = points[before], points[here], points[after]
    if (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) <= 1e-12:
        return False
    return not any(_inside(points[k], a, b, c) for k in waiting if k not in (before, here, after))


def triangulated(outline_m: ArrayLike) -> I64:
    """Return the triangles (k - 2, 3) of a simple outline (k, 2) that runs counter-clockwise, by cutting ears.

    Outlines here have a few dozen corners, so the quadratic method needs no library; one that crosses itself ends
    with fewer triangles.
    """
    points: list[Corner] = [(x, y) for x, y in np.asarray(outline_m, np.float64).tolist()]  # each corner is asked often
    waiting = list(range(len(points)))
    faces: list[tuple[int, int, int]] = []
    while len(waiting) > 2:
        ear = next((i for i in range(len(waiting)) if _is_ear(points, waiting, i)), None)
        if ear is None:
            break
        faces.append((waiting[ear - 1], waiting[ear], waiting[(ear + 1) % len(waiting)]))
        waiting.pop(ear)
    return np.array(faces, np.int64).reshape(-1, 3)


def extrude(outline_m: ArrayLike, depth_m: float, *, round_sides: bool = False) -> Shape:
    """Return `outline_m` (k, 2) of (x, y) pushed out along z, half to each side; either way round will do."""
    outline = np.asarray(outline_m, np.float64).reshape(-1, 2)
    if _area(outline) < 0:
        outline = outline[::-1]
    k = len(outline)
    cap = triangulated(outline)
    half = depth_m / 2.0
    front = np.column_stack([outline, np.full(k, half)])
    back = np.column_stack([outline, np.full(k, -half)])
    step = np.roll(outline, -1, axis=0) - outline
    side_out = unit(np.column_stack([step[:, 1], -step[:, 0], np.zeros(k)]))
    start_out, end_out = side_out, side_out
    if round_sides:
        start_out = unit(side_out + np.roll(side_out, 1, axis=0))
        end_out = np.roll(start_out, -1, axis=0)
    i = np.arange(k)
    ahead = (i + 1) % k
    position = np.concatenate([front, back, back, front, front[ahead], back[ahead]])
    ahead_z = np.tile([0.0, 0.0, 1.0], (k, 1))
    normal = np.concatenate([ahead_z, -ahead_z, start_out, start_out, end_out, end_out])
    quad = np.concatenate(
        [np.stack([2 * k + i, 5 * k + i, 4 * k + i], axis=1), np.stack([2 * k + i, 4 * k + i, 3 * k + i], axis=1)]
    )
    return from_faces(position, np.concatenate([cap, cap[:, ::-1] + k, quad]), normal)


def prism(outline_m: ArrayLike, height_m: float) -> Shape:
    """Return a plan outline (k, 2) of (x, z) raised from y = 0 to `height_m`."""
    pushed = extrude(np.asarray(outline_m, np.float64) * np.array([1.0, -1.0]), height_m)

    def stood(v: F64) -> F64:
        return np.stack([v[:, 0], v[:, 2], -v[:, 1]], axis=1)

    up = np.array([0.0, height_m / 2.0, 0.0])
    return from_faces(stood(pushed.position_m) + up, pushed.face, stood(pushed.normal))


def _frames(path: F64) -> tuple[F64, F64]:
    """Return two unit vectors across the line at each point, (k, 3) each, that do not twist along it."""
    step = unit(np.diff(path, axis=0))
    along = unit(np.concatenate([step[:1], step[:-1] + step[1:], step[-1:]]))
    start = np.array([1.0, 0.0, 0.0]) if abs(along[0, 0]) < 0.9 else np.array([0.0, 0.0, 1.0])
    across = np.zeros_like(path)
    for i, direction in enumerate(along):  # each depends on the one before; lines have a few dozen points
        start = start - direction * float(start @ direction)
        x, y, z = start.tolist()
        length = math.sqrt(x * x + y * y + z * z)  # of a single vector, for which `unit` is slow
        start = start / length if length > 1e-12 else np.array([0.0, 1.0, 0.0])
        across[i] = start
    (a, b, c), (x, y, z) = along.T, across.T
    return across, np.stack([b * z - c * y, c * x - a * z, a * y - b * x], axis=1)


def sweep(path_m: ArrayLike, radius_m: ArrayLike, sides: int = 6, *, squash: float = 1.0, caps: bool = True) -> Shape:
    """Return a tube along `path_m` (k, 3), of `radius_m` everywhere or (k,) at each point; smooth round its sides.

    `squash` flattens it across, which makes a ribbon of a tube with four sides.
    """
    path = np.asarray(path_m, np.float64).reshape(-1, 3)
    k = len(path)
    radius = np.broadcast_to(np.asarray(radius_m, np.float64), (k,))
    u, v = _frames(path)
    angle = (np.arange(sides) + 0.5) * (2.0 * np.pi / sides)
    out = u[:, None] * np.cos(angle)[None, :, None] + v[:, None] * np.sin(angle)[None, :, None] * squash
    position = (path[:, None] + out * radius[:, None, None]).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(k - 1), np.arange(sides), indexing="ij")
    here, side = (i * sides + j).ravel(), (i * sides + (j + 1) % sides).ravel()
    quads = [np.stack([here, side, side + sides], axis=1), np.stack([here, side + sides, here + sides], axis=1)]
    tube = from_faces(position, np.concatenate(quads), unit(out).reshape(-1, 3))
    if not caps:
        return tube
    fan = np.stack([np.zeros(sides - 2, np.int64), np.arange(1, sides - 1), np.arange(2, sides)], axis=1)
    ends = np.concatenate([fan[:, ::-1], fan + sides])
    lids = from_faces(np.concatenate([position[:sides], position[-sides:]]), ends)
    n = len(tube.position_m)
    return Shape(
        np.concatenate([tube.position_m, lids.position_m]),
        np.concatenate([tube.normal, lids.normal]),
        np.concatenate([tube.face, lids.face + n]),
        np.concatenate([tube.colour, lids.colour]),
    )
