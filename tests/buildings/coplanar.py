"""Faces that lie on one another and fight for the same place on the screen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.scene import Mesh

F64 = NDArray[np.float64]
_INSIDE = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]], np.float64)
_INSIDE /= _INSIDE.sum(axis=1, keepdims=True)


Fight = tuple[F64, F64, F64, F64]


def fights(meshes: tuple[Mesh, ...], apart: float = 0.06) -> list[Fight]:
    """Return (place, normal, one colour, other) wherever two faces of one plane and side show different colours.

    Planes are told apart by a tenth of a millimetre, and a hundredth of a degree or so.
    """
    corner = np.concatenate([mesh.position_m[mesh.face] for mesh in meshes]).astype(np.float64)
    colour = np.concatenate([mesh.colour[mesh.face][..., :3] for mesh in meshes]).astype(np.float64)
    crossed = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    size = np.linalg.norm(crossed, axis=1)
    keep = size > 2e-4
    corner, colour, normal = corner[keep], colour[keep], crossed[keep] / size[keep, None]
    offset = np.round((corner.mean(axis=1) * normal).sum(axis=1), 4)
    key = np.concatenate([np.round(normal, 3) + 0.0, offset[:, None] + 0.0], axis=1)
    order = np.lexsort(key.T)
    cut = np.flatnonzero((np.diff(key[order], axis=0) != 0).any(axis=1)) + 1
    found = []
    for group in np.split(order, cut):
        if len(group) > 1:
            found += _in_plane(corner[group], colour[group], normal[group[0]], apart)
    return found


def seen_fights(meshes: tuple[Mesh, ...]) -> list[Fight]:
    """Return those of the `fights` in a thing that can be seen: with air before them, and not from below."""
    corner = np.concatenate([mesh.position_m[mesh.face] for mesh in meshes]).astype(np.float64)
    low = corner[..., 1].min() + 1e-3
    return [
        one for one in fights(meshes)
        if not (one[1][1] < -0.9 and one[0][1] < low) and not _within(one[0] + 2e-3 * one[1], one[1], corner)
    ]  # fmt: skip


def _within(place: F64, way: F64, corner: F64) -> bool:
    """Return whether a place lies inside a solid: of the faces on a ray from it, more are seen from their backs."""
    way = way + np.array([1.3e-3, 0.7e-3, -1.1e-3])  # off the edges between faces
    a, ab, ac = corner[:, 0], corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    crossed = np.cross(ab, ac)
    facing = crossed @ way
    meets = np.abs(facing) > 1e-12
    a, ab, ac, crossed, facing = a[meets], ab[meets], ac[meets], crossed[meets], facing[meets]
    far = ((a - place) * crossed).sum(axis=1) / facing
    at = place + far[:, None] * way - a
    size = (crossed**2).sum(axis=1)
    v, w = (np.cross(at, ac) * crossed).sum(axis=1) / size, (np.cross(ab, at) * crossed).sum(axis=1) / size
    hit = (far > 0.0) & (v >= 0.0) & (w >= 0.0) & (v + w <= 1.0)
    return int(np.sign(facing[hit]).sum()) > 0


def _in_plane(corner: F64, colour: F64, normal: F64, apart: float) -> list[Fight]:
    axis = int(np.abs(normal).argmax())
    flat = np.delete(corner, axis, axis=2)
    points = np.einsum("sk,nkd->nsd", _INSIDE, flat)
    shown = np.einsum("sk,nkd->nsd", _INSIDE, colour)
    a, b, c = flat[:, 0], flat[:, 1], flat[:, 2]
    double = _cross(b - a, c - a)
    found = []
    for i in range(len(flat)):
        for s in range(len(_INSIDE)):
            p = points[i, s] - a
            v, w = _cross(p, c - a) / double, _cross(b - a, p) / double
            inside = (v > 1e-3) & (w > 1e-3) & (v + w < 1 - 1e-3)
            inside[i] = False
            for j in np.flatnonzero(inside):
                other = colour[j, 0] + v[j] * (colour[j, 1] - colour[j, 0]) + w[j] * (colour[j, 2] - colour[j, 0])
                if np.abs(other - shown[i, s]).max() > apart:
                    place = np.einsum("k,kd->d", _INSIDE[s], corner[i])
                    found.append((place, normal, shown[i, s], other))
    return found


def _cross(a: F64, b: F64) -> F64:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
