"""Shapes taken away from shapes, by manifold3d: loaded only by props that cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.generate.shapes import Shape, from_faces, welded


def subtracted(shape: Shape, tools: Sequence[Shape]) -> Shape:
    """Return `shape` without `tools`, flat shaded.

    Raises
    ------
    ValueError
        When one of them is not a closed solid, or nothing is left.
    """
    solid = _solid(shape)
    for tool in tools:
        solid = solid - _solid(tool)
    mesh = solid.to_mesh()
    face = np.asarray(mesh.tri_verts, np.int64)
    if not len(face):
        raise ValueError("nothing is left of the part; make what is cut away smaller")
    return from_faces(np.asarray(mesh.vert_properties, np.float64)[:, :3], face)


def _solid(shape: Shape) -> "manifold3d.Manifold":  # type: ignore[name-defined]  # noqa: F821, UP037
    import manifold3d  # noqa: PLC0415

    closed = welded(shape)
    solid = manifold3d.Manifold(
        manifold3d.Mesh(closed.position_m.astype(np.float32), closed.face.astype(np.uint32))
    )  # fmt: skip
    if solid.status() != manifold3d.Error.NoError or solid.is_empty():
        raise ValueError("only closed solids can be cut: a box, a cylinder, a cone, a sphere, a closed lathe or sweep")
    return solid
