"""Meshes as vertex attributes: one primitive a material, with colours, normals and texture coordinates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.arrays import between, extent
from worldgen.scene import F32, Mesh


def by_material(meshes: Sequence[Mesh]) -> list[Mesh]:
    """Return `meshes` with those of one material joined, in order of first appearance, empty ones left out."""
    groups: dict[str, list[Mesh]] = {}
    for mesh in meshes:
        if len(mesh.face):
            groups.setdefault(mesh.material, []).append(mesh)
    return [group[0] if len(group) == 1 else join(group) for group in groups.values()]


def join(meshes: Sequence[Mesh]) -> Mesh:
    """Return one mesh of the material of the first."""
    start = np.cumsum([0, *(len(mesh.position_m) for mesh in meshes[:-1])])
    faces = [mesh.face + np.uint32(offset) for mesh, offset in zip(meshes, start, strict=True)]
    return Mesh(
        np.concatenate([mesh.position_m for mesh in meshes]),
        np.concatenate([mesh.normal for mesh in meshes]),
        np.concatenate([mesh.colour for mesh in meshes]),
        np.concatenate(faces),
        meshes[0].material,
        np.concatenate([texture_coordinates(mesh) for mesh in meshes]),
    )


def texture_coordinates(mesh: Mesh) -> F32:
    """Return (n, 2) texture coordinates: the mesh's own, or its two longest sides from 0 to 1."""
    if mesh.uv is not None:
        return mesh.uv
    if not len(mesh.position_m):
        return np.zeros((0, 2), np.float32)
    low, high = extent(mesh.position_m)
    size = high - low
    # x before z before y among equal sides, so that a flat patch of ground is seen from above.
    preference = size * np.array([1.0, 0.998, 0.999], np.float32)
    axes = np.sort(np.argsort(-preference, kind="stable")[:2])
    planar: F32 = (mesh.position_m[:, axes] - low[axes]) / np.maximum(size[axes], np.float32(1e-6))
    return planar


def unit_normals(mesh: Mesh) -> F32:
    """Return (n, 3) normals of length 1; one of no length points up."""
    normal = mesh.normal
    length = np.sqrt(np.einsum("ij,ij->i", normal, normal))
    if length.size == 0 or (abs(float(length.min()) - 1.0) < 1e-4 and abs(float(length.max()) - 1.0) < 1e-4):
        return normal
    lost = length < 1e-6
    fixed = normal / np.where(lost, np.float32(1.0), length)[:, None]
    fixed[lost] = (0.0, 1.0, 0.0)
    unit: F32 = fixed.astype(np.float32)
    return unit


def colours(mesh: Mesh, tint: F32 | None, most: int) -> F32:
    """Return (n, 4) linear colours from 0 to `most`, rounded, multiplied with `tint` (3,) where there is one."""
    factor = np.full(4, most, np.float32)
    if tint is not None:
        factor[:3] *= tint
    scaled: F32 = between(0.0, mesh.colour * factor, np.float32(most))
    return np.rint(scaled, out=scaled)
