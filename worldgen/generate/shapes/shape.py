"""A solid while it is being made: triangles with normals and colours, and what can be done to them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from worldgen.core.arrays import between, distinct_rows, extent
from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.scene import Mesh

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """Triangles in the making; counter-clockwise seen from outside, Y up, metres."""

    position_m: F64  # (n, 3)
    normal: F64  # (n, 3) unit
    face: I64  # (m, 3)
    colour: F64  # (n, 4) linear RGB and alpha

    def bounds(self) -> tuple[F64, F64]:
        """Return the lowest and the highest corner, (3,) each; zeros where there is nothing."""
        if not len(self.position_m):
            return np.zeros(3), np.zeros(3)
        return extent(self.position_m)


def from_faces(position_m: ArrayLike, face: ArrayLike, normal: F64 | None = None) -> Shape:
    """Return a white shape of positions (n, 3) and faces (m, 3); flat shaded where no normals are given."""
    points = np.asarray(position_m, np.float64).reshape(-1, 3)
    faces = np.asarray(face, np.int64).reshape(-1, 3)
    white = np.ones((len(points), 4))
    if normal is not None:
        return Shape(points, normal, faces, white)
    return flat(Shape(points, np.zeros_like(points), faces, white))


def unit(vectors: F64) -> F64:
    """Return `vectors` (..., 3) with length 1; those of no length point up."""
    x, y, z = vectors[..., 0], vectors[..., 1], vectors[..., 2]
    length = np.sqrt(x * x + y * y + z * z)[..., None]
    out = vectors / np.maximum(length, 1e-12)
    if (length <= 1e-12).any():
        out[length[..., 0] <= 1e-12] = 0.0, 1.0, 0.0
    return np.asarray(out)


def _crossed(shape: Shape) -> F64:
    corner = shape.position_m.take(shape.face, axis=0)
    a, b = (corner[:, 1] - corner[:, 0]).T, (corner[:, 2] - corner[:, 0]).T
    crossed = np.zeros((len(shape.face), 3))
    crossed[:, 0] = a[1] * b[2] - a[2] * b[1]
    crossed[:, 1] = a[2] * b[0] - a[0] * b[2]
    crossed[:, 2] = a[0] * b[1] - a[1] * b[0]
    return crossed


def faces_normal(shape: Shape) -> F64:
    """Return the unit normal of each face, (m, 3)."""
    return unit(_crossed(shape))


def flat(shape: Shape) -> Shape:
    """Return `shape` with corners of its own for every face, so that each is seen as a facet."""
    corner = shape.face.reshape(-1)
    return Shape(
        shape.position_m.take(corner, axis=0),
        np.repeat(faces_normal(shape), 3, axis=0),
        np.arange(len(corner)).reshape(-1, 3),
        shape.colour.take(corner, axis=0),
    )


def welded(shape: Shape, step_m: float = 1e-5) -> Shape:
    """Return `shape` with corners at the same place (within `step_m`) made one; keeps the first one's colour."""
    key = np.rint(shape.position_m / step_m).astype(np.int64)
    first, back = distinct_rows(key)
    face = back[shape.face]
    kept = (face[:, 0] != face[:, 1]) & (face[:, 1] != face[:, 2]) & (face[:, 2] != face[:, 0])
    return Shape(shape.position_m[first], shape.normal[first], face[kept], shape.colour[first])


def smooth(shape: Shape) -> Shape:
    """Return `shape` with one normal at each place, the mean of its faces weighted by area."""
    shape = welded(shape)
    total = np.zeros_like(shape.position_m)
    np.add.at(total, shape.face.reshape(-1), np.repeat(_crossed(shape), 3, axis=0))
    return replace(shape, normal=unit(total))


def rotation(turn_rad: Sequence[float]) -> F64:
    """Return the (3, 3) matrix that turns about X, then Y, then Z by `turn_rad` (x, y, z)."""
    (cx, cy, cz), (sx, sy, sz) = map(math.cos, turn_rad), map(math.sin, turn_rad)
    return np.array(
        [
            [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx],
            [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx],
            [-sy, cy * sx, cy * cx],
        ]
    )


def rotations(axis: int, angle_rad: ArrayLike) -> F64:
    """Return the matrices (k, 3, 3) that turn about one axis (0, 1, 2) by each of `angle_rad` (k,)."""
    angle = np.asarray(angle_rad, np.float64).reshape(-1)
    i, j = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.zeros((len(angle), 3, 3))
    matrix[:, axis, axis] = 1.0
    matrix[:, i, i] = matrix[:, j, j] = np.cos(angle)
    matrix[:, j, i] = np.sin(angle)
    matrix[:, i, j] = -matrix[:, j, i]
    return matrix


def moved(
    shape: Shape,
    at_m: Sequence[float] = (0.0, 0.0, 0.0),
    turn_rad: Sequence[float] = (0.0, 0.0, 0.0),
    scale: float | Sequence[float] = 1.0,
) -> Shape:
    """Return `shape` scaled, then turned about X, Y, Z, then put at `at_m`; a mirroring scale keeps faces outward."""
    position, normal, face = shape.position_m, shape.normal, shape.face
    if not isinstance(scale, float) or scale != 1.0:
        size = np.zeros(3) + np.asarray(scale, np.float64)
        position = position * size
        normal = unit(normal / np.where(np.abs(size) > 1e-9, size, 1e-9))
        face = face[:, ::-1] if float(size.prod()) < 0 else face
    if any(turn_rad):
        matrix = rotation(turn_rad).T
        position, normal = position @ matrix, normal @ matrix
    if any(at_m):
        position = position + np.asarray(at_m, np.float64)
    return Shape(position, normal, face, shape.colour)


def mirrored(shape: Shape, axis: int) -> Shape:
    """Return the mirror image of `shape` across the plane through the origin at right angles to `axis`."""
    size = [1.0, 1.0, 1.0]
    size[axis] = -1.0
    return moved(shape, scale=size)


def warped(shape: Shape, position_m: F64) -> Shape:
    """Return `shape` with its corners at `position_m` (n, 3) and each normal the mean of its faces."""
    bent = replace(shape, position_m=position_m)
    total = np.zeros_like(position_m)
    np.add.at(total, shape.face.reshape(-1), np.repeat(_crossed(bent), 3, axis=0))
    return replace(bent, normal=unit(total))


def merge(shapes: Iterable[Shape]) -> Shape:
    """Return all `shapes` as one."""
    all_of = list(shapes)
    if len(all_of) == 1:
        return all_of[0]
    if not all_of:
        return Shape(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros((0, 4)))
    start = np.cumsum([0, *(len(shape.position_m) for shape in all_of[:-1])])
    return Shape(
        np.concatenate([shape.position_m for shape in all_of]),
        np.concatenate([shape.normal for shape in all_of]),
        np.concatenate([shape.face + first for shape, first in zip(all_of, start, strict=True)]),
        np.concatenate([shape.colour for shape in all_of]),
    )


def copied(shape: Shape, matrix: F64, at_m: F64) -> Shape:
    """Return k copies of `shape` as one: turned by `matrix` (k, 3, 3), put at `at_m` (k, 3)."""
    k, n = len(at_m), len(shape.position_m)
    position = np.einsum("kij,nj->kni", matrix, shape.position_m) + at_m[:, None]
    return Shape(
        position.reshape(-1, 3),
        np.einsum("kij,nj->kni", matrix, shape.normal).reshape(-1, 3),
        (shape.face[None] + (np.arange(k) * n)[:, None, None]).reshape(-1, 3),
        np.tile(shape.colour, (k, 1)),
    )


@cache
def linear_of(colour: str) -> F64:
    """Return `#rrggbb` as linear RGB (3,), kept since few colours are asked for often."""
    rgb = linear(colour).astype(np.float64)
    rgb.flags.writeable = False
    return rgb


def painted(shape: Shape, base: str | F64, top: str | F64 | None = None, alpha: float = 1.0, axis: int = 1) -> Shape:
    """Return `shape` in the colour `base`, or going from `base` at its bottom to `top` at its top.

    Colours are `#rrggbb` or linear RGB (3,); the gradient runs over the shape's own extent along `axis`.
    """
    low = linear_of(base) if isinstance(base, str) else base
    rgba = np.zeros((len(shape.position_m), 4))
    rgba[:, :3], rgba[:, 3] = low, alpha
    if top is not None and len(rgba):
        high = linear_of(top) if isinstance(top, str) else top
        along = shape.position_m[:, axis]
        foot = along.min()
        span = max(float(along.max() - foot), 1e-9)
        rgba[:, :3] = low + (high - low) * ((along - foot) / span)[:, None]
    return Shape(shape.position_m, shape.normal, shape.face, rgba)


def tinted(shape: Shape, factor: ArrayLike) -> Shape:
    """Return `shape` with its linear RGB multiplied by `factor`, (n, 1), (n, 3), (3,) or a number; kept in 0..1."""
    rgba = shape.colour.copy()
    rgba[:, :3] = between(0.0, shape.colour[:, :3] * np.asarray(factor, np.float64), 1.0)
    return Shape(shape.position_m, shape.normal, shape.face, rgba)


def _clean(vectors: F64) -> NDArray[np.float32]:
    """Return float32 without the dust of rotations, whose squares would be too small for a float32."""
    return np.where(np.abs(vectors) < 1e-7, 0.0, vectors).astype(np.float32)


def to_mesh(shape: Shape, material: str = "matte", part: str = "") -> Mesh:
    """Return `shape` as a mesh of `material`, of a `part` of its building where it has such."""
    return Mesh(
        _clean(shape.position_m),
        _clean(shape.normal),
        shape.colour.astype(np.float32),
        shape.face.astype(np.uint32),
        material,
        part=part,
    )
