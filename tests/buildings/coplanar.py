"""Faces that lie on one another and fight for the same place on the screen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.scene import Mesh

F64 = NDArray[np.float64]
_INSIDE = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]], np.float64)
_INSIDE /= _INSIDE.sum(axis=1, keepdims=True)


def fights(meshes: tuple[Mesh, ...], apart: float = 0.06) -> list[tuple[F64, F64, F64]]:
    """Return (place, one colour, other colour) wherever two faces of one plane and side show different colours.

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


def _in_plane(corner: F64, colour: F64, normal: F64, apart: float) -> list[tuple[F64, F64, F64]]:
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
                    found.append((place, shown[i, s], other))
    return found


def _cross(a: F64, b: F64) -> F64:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0])
