"""Coloured pieces of a building, and the model made of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from worldgen.core.arrays import between, renumbered
from worldgen.generate.shapes import Shape, box, hull, merge, moved, painted, tinted, to_mesh
from worldgen.generate.shapes.shape import F64, I64, linear_of
from worldgen.scene import Mesh, Vec3

Pieces = list[tuple[str, Shape]]
"""Shapes with their material."""
PLINTH_M = 0.9  # how far a building goes into the ground, so that no slope shows a gap


def shade(colour: str | F64, factor: float) -> F64:
    """Return a colour as linear RGB, darker or lighter."""
    return _shade(colour, factor) if isinstance(colour, str) else between(0.0, colour * factor, 1.0)


@cache
def _shade(colour: str, factor: float) -> F64:
    """Return `shade` of a colour by its name: a building asks for few, thousands of times."""
    rgb = between(0.0, linear_of(colour) * factor, 1.0)
    rgb.flags.writeable = False
    return rgb


def plain(shape: Shape, colour: str | F64, top: str | F64 | None = None) -> tuple[str, Shape]:
    """Return `shape` of matte `colour`, a little darker at its foot, or running to `top`."""
    if top is None:
        return "matte", painted(shape, shade(colour, 0.86), shade(colour, 1.04))
    return "matte", painted(shape, colour, top)


def beam(size_m: Vec3, at_m: Vec3, colour: str | F64, turn_rad: Vec3 = (0.0, 0.0, 0.0)) -> tuple[str, Shape]:
    """Return a box that stands at `at_m`, painted before it is turned."""
    name, shape = plain(box(size_m), colour)
    return name, moved(shape, at_m, turn_rad)


_STANDING = np.array([0.0, 1.0, 0.0])
_SIDES = {"l": (0, -1), "r": (0, 1), "d": (1, -1), "u": (1, 1), "b": (2, -1), "f": (2, 1)}


@cache
def _sides(hidden: str) -> tuple[F64, F64, I64]:
    """Return corners as signs (n, 3), normals (n, 3) and faces (m, 3) of a box without its hidden sides."""
    whole = box((2.0, 2.0, 2.0))
    normal = whole.normal[whole.face[:, 0]]
    kept = np.ones(len(whole.face), np.bool_)
    for letter in hidden:
        axis, sign = _SIDES[letter]
        kept &= normal[:, axis] * sign < 0.5
    used, face = renumbered(whole.face[kept])
    return whole.position_m[used] - np.array([0.0, 1.0, 0.0]), whole.normal[used], face


def part_box(size_m: Vec3, hidden: str) -> Shape:
    """Return a box without the sides that nobody can see: of left, right, down, up, back, front their first letters."""
    sign, normal, face = _sides(hidden)
    x, y, z = size_m
    return Shape((sign + _STANDING) * (x / 2, y / 2, z / 2), normal, face, np.ones((len(sign), 4)))


def proud(
    size_m: Vec3, at_m: Vec3, colour: str | F64, hidden: str = "b", turn_rad: Vec3 = (0.0, 0.0, 0.0)
) -> tuple[str, Shape]:
    """Return a beam that lies against something, without the sides that are hidden there."""
    sign, normal, face = _sides(hidden)
    x, y, z = size_m
    position = (sign + _STANDING) * (x / 2, y / 2, z / 2)
    rgba = np.ones((len(sign), 4))
    rgba[:, :3] = np.where(sign[:, 1:2] < 0.0, shade(colour, 0.86), shade(colour, 1.04))
    shape = Shape(position, normal, face, rgba)
    return "matte", moved(shape, at_m, turn_rad)


def pane(piece: tuple[str, Shape]) -> tuple[str, Shape]:
    """Return a piece as the glass of a window, which is lit at night."""
    return "pane", piece[1]


def placed(pieces: Iterable[tuple[str, Shape]], at_m: Vec3, yaw_rad: float = 0.0) -> Pieces:
    """Return `pieces` turned about +Y and moved."""
    return [(name, moved(shape, at_m, (0.0, yaw_rad, 0.0))) for name, shape in pieces]


def to_meshes(pieces: Iterable[tuple[str, Shape]], reach_m: float = 1.4) -> tuple[Mesh, ...]:
    """Return one mesh for each material, darker towards the ground and under what hangs over."""
    by_name: dict[str, list[Shape]] = {}
    for name, shape in pieces:
        by_name.setdefault(name, []).append(shape)
    meshes = []
    for name in sorted(by_name):
        shape = merge(by_name[name])
        share = np.clip(shape.position_m[:, 1:2] / reach_m, 0.0, 1.0)
        meshes.append(to_mesh(tinted(shape, 0.78 + 0.22 * share) if name in ("matte", "pane") else shape, name))
    return tuple(meshes)


def footprint(meshes: Iterable[Mesh], below_m: float = 2.2) -> F64:
    """Return the convex outline of what lies below `below_m`, (k, 2)."""
    points = np.concatenate([mesh.position_m for mesh in meshes])
    return hull(points[points[:, 1] <= below_m][:, [0, 2]])
