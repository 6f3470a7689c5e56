"""Shapes drawn from one outline to the next: hulls, coats, bottles that are square below and round above."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from worldgen.core.arrays import distinct_rows
from worldgen.generate.shapes.shape import F64, I64, Shape, faces_normal, from_faces, merge, unit, welded
from worldgen.generate.shapes.sweeps import triangulated

CREASE_RAD = math.radians(40.0)


def rounded(width_m: float, depth_m: float, roundness: float, sides: int) -> F64:
    """Return an outline (sides, 2) of (x, z): a box where `roundness` is 0, an ellipse where it is 1.

    Its first point is at the corner, and all four are where `sides` is a multiple of four.
    """
    angle = np.pi / 4.0 + np.arange(sides) * (2.0 * np.pi / sides)
    c, s = np.cos(angle), np.sin(angle)
    square = np.maximum(np.abs(c), np.abs(s))
    reach = (1.0 - roundness) / square + roundness
    return np.stack([c * reach * width_m / 2.0, s * reach * depth_m / 2.0], axis=1)


def loft(sections_m: ArrayLike, *, caps: bool = True, facets: bool = False) -> Shape:
    """Return a skin over `sections_m` (k, n, 3), each joined to the next corner by corner, its ends closed by `caps`.

    It faces outward whichever way its outlines run. Edges sharper than `CREASE_RAD` stay sharp; `facets` keeps all.
    A section that is one point makes a tip.
    """
    sections = np.asarray(sections_m, np.float64)
    k, n, _ = sections.shape
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(k - 1), np.arange(n), indexing="ij"))
    here, side = i * n + j, i * n + (j + 1) % n
    face = np.concatenate([np.stack([here, here + n, side + n], axis=1), np.stack([here, side + n, side], axis=1)])
    points = np.concatenate([sections.reshape(-1, 3), sections[[0, -1]].mean(axis=1)])
    ends = [_lid(sections[0], 0, k * n), _lid(sections[-1], (k - 1) * n, k * n + 1)[:, ::-1]]
    closed = np.concatenate([face, *ends])
    corner = points[closed] - points.mean(axis=0)
    inward = float((corner[:, 0] * np.cross(corner[:, 1], corner[:, 2])).sum()) < 0.0
    skin = welded(from_faces(points, closed if caps else face, np.zeros_like(points)))
    skin = Shape(skin.position_m, skin.normal, skin.face[:, ::-1] if inward else skin.face, skin.colour)
    return creased(skin, 0.0 if facets else CREASE_RAD)


def _lid(section: F64, first: int, middle: int) -> I64:
    """Return the triangles (m, 3) that close one section: its corners count from `first`, its middle is `middle`."""
    spoke = section - section.mean(axis=0)
    ahead = np.roll(spoke, -1, axis=0)
    normal = np.cross(spoke, ahead).sum(axis=0)
    if float(normal @ normal) < 1e-16:
        return np.zeros((0, 3), np.int64)
    normal = unit(normal)
    i = np.arange(len(section))
    if (np.cross(spoke, ahead) @ normal > 0.0).all():  # seen whole from its middle: no corner in line is in the way
        return np.stack([np.full(len(i), middle), i + first, np.roll(i, -1) + first], axis=1)
    across = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.9 else np.array([0.0, 0.0, 1.0])
    across = unit(across - normal * float(across @ normal))
    flat = np.stack([spoke @ across, spoke @ np.cross(normal, across)], axis=1)
    return triangulated(flat) + first


def creased(shape: Shape, angle_rad: float) -> Shape:
    """Return a welded `shape` smooth where faces meet at less than `angle_rad`, and with an edge where at more."""
    face_normal = faces_normal(shape)
    corner = shape.face.reshape(-1)
    of_face = np.repeat(np.arange(len(shape.face)), 3)
    order = np.argsort(corner, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(corner, minlength=len(shape.position_m)))])
    weight = _angles(shape).reshape(-1)  # by angle, so that how a quad is halved does not tilt it
    least = math.cos(angle_rad) - 1e-9
    normal = np.zeros((len(corner), 3))
    for at in range(len(shape.position_m)):  # a few hundred places, each with a handful of faces
        here = order[start[at] : start[at + 1]]
        faces = of_face[here]
        near = face_normal[faces] @ face_normal[faces].T >= least
        normal[here] = (near * weight[here]) @ face_normal[faces]
    whole = Shape(
        shape.position_m[corner], unit(normal), np.arange(len(corner)).reshape(-1, 3), shape.colour[corner]
    )  # fmt: skip
    return _joined(whole)


def _angles(shape: Shape) -> F64:
    """Return the angle of each face at each of its corners, (m, 3)."""
    corner = shape.position_m[shape.face]
    there = unit(np.roll(corner, -1, axis=1) - corner)
    back = unit(np.roll(corner, 1, axis=1) - corner)
    return np.asarray(np.arccos(np.clip((there * back).sum(axis=2), -1.0, 1.0)))


def _joined(shape: Shape) -> Shape:
    """Return `shape` with corners of one place and one normal made one."""
    key = np.concatenate([np.rint(shape.position_m * 1e5), np.rint(shape.normal * 1e4)], axis=1)
    first, back = distinct_rows(key)
    if not len(first):
        return merge([])
    return Shape(shape.position_m[first], shape.normal[first], back[shape.face], shape.colour[first])
