"""Boxes, cylinders, cones, turned shapes, balls and sheets, each standing on y = 0 unless it says otherwise."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from worldgen.core.arrays import distinct_rows
from worldgen.generate.shapes.shape import F64, I64, Shape, from_faces, unit

_AXIS = np.tile(np.arange(3), 8)  # of each corner of a box
_ON = _AXIS[:, None] == np.arange(3)


@cache
def _box_faces() -> tuple[F64, I64, I64, F64]:
    """Return (corner sign (24, 3), plain faces (12, 3), those with the bevel (44, 3), normals (24, 3)).

    Each of the 8 corners has three vertices, one for each axis whose side it lies on; vertex = corner * 3 + axis.
    """
    sign = np.repeat(np.array(list(product((-1.0, 1.0), repeat=3))), 3, axis=0)
    chamfered = sign * np.where(_ON, 1.0, 0.6)
    plain: list[tuple[int, int, int]] = []
    bevel: list[tuple[int, int, int]] = [(c * 3, c * 3 + 1, c * 3 + 2) for c in range(8)]
    bit = (4, 2, 1)
    for a in range(3):
        b, c = (a + 1) % 3, (a + 2) % 3
        for s in (0, bit[a]):
            q = [s, s | bit[b], s | bit[b] | bit[c], s | bit[c]]
            plain += [(q[0] * 3 + a, q[1] * 3 + a, q[2] * 3 + a), (q[0] * 3 + a, q[2] * 3 + a, q[3] * 3 + a)]
        for s in (0, bit[a], bit[b], bit[a] | bit[b]):
            p, q1 = s, s | bit[c]
            bevel += [(p * 3 + a, q1 * 3 + a, q1 * 3 + b), (p * 3 + a, q1 * 3 + b, p * 3 + b)]

    def outward(faces: list[tuple[int, int, int]]) -> I64:
        face = np.array(faces, np.int64)
        corner = chamfered[face]
        crossed = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        inward = (crossed * corner.mean(axis=1)).sum(axis=1) < 0
        face[inward] = face[inward][:, ::-1]
        return face

    found = sign, outward(plain), outward([*plain, *bevel]), np.where(_ON, sign, 0.0)
    for array in found:
        array.flags.writeable = False
    return found


def box(size_m: ArrayLike, bevel_m: float = 0.0, taper: float = 1.0) -> Shape:
    """Return a box of `size_m` (x, y, z) centred on the y axis, standing on y = 0.

    Parameters
    ----------
    bevel_m : float
        How far edges are cut; the normals stay those of the sides, so that a bevel is seen as round (44 triangles in
        place of 12). Never more than 0.45 of the shortest side.
    taper : float
        How wide the top is as a share of the bottom.
    """
    sign, plain, cut, normal = _box_faces()
    half = np.asarray(size_m, np.float64) / 2.0
    bevel = min(max(bevel_m, 0.0), 0.9 * float(half.min()))
    position = sign * (np.where(_ON, half, half - bevel) if bevel > 0 else half)
    if taper != 1.0:
        share = (position[:, 1:2] / max(2 * float(half[1]), 1e-9)) + 0.5
        factor = 1.0 + (taper - 1.0) * share
        lean = (1.0 - taper) * np.where(_ON, half, 0.0).sum(axis=1) / max(2 * float(half[1]), 1e-9)
        position = position * np.concatenate([factor, np.ones_like(factor), factor], axis=1)
        normal = unit(normal + np.where(_AXIS == 1, 0.0, lean)[:, None] * np.array([0.0, 1.0, 0.0]))
    position[:, 1] += half[1]
    return from_faces(position, cut if bevel > 0 else plain, normal)


@cache
def _ring(sides: int, *, facets: bool) -> tuple[F64, I64, I64]:
    """Return the corners (sides, 3) of a circle, and the triangles (sides, 3) to a second one, two for each side."""
    angle = np.arange(sides) * (2.0 * np.pi / sides)
    if facets:
        angle = angle + np.pi / sides
    ring = np.stack([np.sin(angle), np.zeros(sides), np.cos(angle)], axis=1)
    here = np.arange(sides)
    there = (here + 1) % sides
    return ring, np.stack([here, there, there + sides], axis=1), np.stack([here, there + sides, here + sides], axis=1)


def lathe(profile_m: ArrayLike, sides: int = 12, *, round_profile: bool = False, facets: bool = False) -> Shape:
    """Return `profile_m` (k, 2) of (radius, y) turned about the y axis.

    The profile runs from bottom to top along the outside. It is shaded smooth round the axis; along the profile every
    stretch is a facet, unless `round_profile`. With `facets` it is flat all round (carved wood, tents).
    """
    profile = np.asarray(profile_m, np.float64).reshape(-1, 2)
    ring, first, second = _ring(sides, facets=facets)
    step = np.diff(profile, axis=0)
    length = np.sqrt((step * step).sum(axis=1))
    kept = np.flatnonzero(length > 1e-9)
    out = np.stack([step[:, 1], -step[:, 0]], axis=1) / np.maximum(length, 1e-12)[:, None]  # (radial, y) normals
    if round_profile:
        around = np.concatenate([out[:1], out[:-1] + out[1:], out[-1:]])
        ends_out = np.stack([around[:-1], around[1:]], axis=1)[kept]
    else:
        ends_out = np.stack([out, out], axis=1)[kept]
    ends = np.stack([profile[:-1], profile[1:]], axis=1)[kept]  # (stretches, low and high, radius and y)
    up = np.array([0.0, 1.0, 0.0])
    position = ends[..., None, :1] * ring + ends[..., None, 1:] * up
    normal = unit(ends_out[..., None, :1] * ring + ends_out[..., None, 1:] * up)
    start = (np.arange(len(kept)) * 2 * sides)[:, None, None]
    wide = ends[..., 0] > 1e-9  # a tip has one triangle in place of two
    face = np.concatenate(
        [(first + start)[wide[:, 0]].reshape(-1, 3), (second + start)[wide[:, 1]].reshape(-1, 3)]
    )  # fmt: skip
    turned = from_faces(position.reshape(-1, 3), face, normal.reshape(-1, 3))
    return from_faces(turned.position_m, turned.face) if facets else turned


def cylinder(
    radius_m: float,
    height_m: float,
    sides: int = 10,
    *,
    top_m: float | None = None,
    bevel_m: float = 0.0,
    caps: bool = True,
) -> Shape:
    """Return a cylinder about the y axis, standing on y = 0; `top_m` is another radius for its upper end."""
    top = radius_m if top_m is None else top_m
    bevel = min(max(bevel_m, 0.0), 0.45 * height_m, 0.9 * min(radius_m, top))
    profile = [(radius_m, bevel), (top, height_m - bevel)]
    if bevel > 0:
        profile = [(radius_m - bevel, 0.0), *profile, (top - bevel, height_m)]
    if caps:
        profile = [(0.0, profile[0][1]), *profile, (0.0, profile[-1][1])]
    return lathe(profile, sides)


def cone(radius_m: float, height_m: float, sides: int = 10, *, caps: bool = True) -> Shape:
    """Return a cone about the y axis, standing on y = 0."""
    return lathe([*([(0.0, 0.0)] if caps else []), (radius_m, 0.0), (0.0, height_m)], sides)


@cache
def _icosahedron(rounds: int) -> tuple[F64, I64]:
    g = (1.0 + 5.0**0.5) / 2.0
    points = np.array(
        [
            [-1, g, 0], [1, g, 0], [-1, -g, 0], [1, -g, 0], [0, -1, g], [0, 1, g],
            [0, -1, -g], [0, 1, -g], [g, 0, -1], [g, 0, 1], [-g, 0, -1], [-g, 0, 1],
        ],
        np.float64,
    )  # fmt: skip
    face = np.array(
        [
            [0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2],
            [10, 7, 6], [7, 1, 8], [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5], [2, 4, 11],
            [6, 2, 10], [8, 6, 7], [9, 8, 1],
        ],
        np.int64,
    )  # fmt: skip
    points = unit(points)
    for _ in range(rounds):
        edge = np.sort(np.concatenate([face[:, [0, 1]], face[:, [1, 2]], face[:, [2, 0]]]), axis=1)
        first, back = distinct_rows(edge)
        ends = edge[first]
        m = len(face)
        ab, bc, ca = (back[i * m : (i + 1) * m] + len(points) for i in range(3))
        points = np.concatenate([points, unit(points[ends[:, 0]] + points[ends[:, 1]])])
        a, b, c = face.T
        face = np.concatenate(
            [np.stack(t, axis=1) for t in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )  # fmt: skip
    return points, face


def icosphere(radius_m: float = 1.0, rounds: int = 1) -> Shape:
    """Return a ball about the origin, shaded smooth: 20, 80, 320 triangles for `rounds` 0, 1, 2."""
    points, face = _icosahedron(rounds)
    return from_faces(points * radius_m, face, points.copy())


def plane(width_m: float, depth_m: float) -> Shape:
    """Return a sheet facing up, centred on the origin."""
    x, z = width_m / 2.0, depth_m / 2.0
    return from_faces(
        [[-x, 0, -z], [-x, 0, z], [x, 0, z], [x, 0, -z]], [[0, 1, 2], [0, 2, 3]], np.tile([0.0, 1.0, 0.0], (4, 1))
    )
