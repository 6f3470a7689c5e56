"""The mesh of the ground: meadows smooth, cliffs in facets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, dilate, smoothstep
from worldgen.generate.ground.rtin import compact, triangulate
from worldgen.generate.ground.seasons import GroundLook
from worldgen.generate.ground.tint import facet_grain, tint
from worldgen.generate.land import Cover, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import U32, Mesh

_FACET_LOW, _FACET_HIGH = 0.72, 0.90  # facets below, smooth above this y of the normal
_SPLIT = 0.3  # a face with more of the facet in it than this gets corners of its own
_FAR = 0.05  # and less than this, also a shore and the edge of cold lava
_BLURRED = 0.5  # where errors count less than this, the edge of a wood or a beach may be off by a triangle
_FACET_GRAIN = 0.05
_LAVA_BED_M = np.float32(0.9)  # the ground dives under glowing lava, so that the two meet in a line and not in steps


def ground_faces(land: Land, fine: Mask, max_error_m: float, weight: F32 | None = None) -> NDArray[np.int64]:
    """Return the triangles of the ground as flat sample indices (m, 3), facing up; `weight` as in `triangulate`."""
    return triangulate(land.height_m, fine | _sharp(land, weight), max_error_m, weight)


def shoreline(land: Land, weight: F32 | None = None) -> Mask:
    """Return the samples next to where wet meets dry: ground and water are exact there, so they meet in one line.

    Where `weight` says that errors count for little, nobody comes near enough to the sea to see that they do not quite.
    """
    border = _border(land.wet())
    if weight is None or "sea" not in land.areas:
        return border
    return border & ((weight >= _FAR) | ~dilate(land.areas["sea"].mask, 2.0))


def _sharp(land: Land, weight: F32 | None = None) -> Mask:
    """Return the samples along lines that must not be blurred: shores, edges of lava, near by also of covers."""
    hot = land.cover == Cover.LAVA_HOT
    lava = (land.cover == Cover.LAVA_COOLED) | hot
    out = dilate(_border(lava), 2.0) | dilate(_border(hot), 2.5)
    if weight is not None:
        out &= (weight >= _FAR) | dilate(hot, 3.0)
    out |= shoreline(land, weight)
    for code in (Cover.SAND, Cover.SOIL, Cover.ROCK):
        border = _border(land.cover == code)
        out |= border if weight is None else border & (weight >= _BLURRED)
    return out


def _border(mask: Mask) -> Mask:
    out = np.zeros_like(mask)
    for here, there in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
        differ = mask[here] != mask[there]
        out[here] |= differ
        out[there] |= differ
    return out


def ground_surface(land: Land, fine: Mask, max_error_m: float) -> tuple[F32, U32]:
    """Return (position_m (n, 3), face (m, 3)) of the ground, each sample once: what one walks on."""
    index, face = compact(ground_faces(land, fine, max_error_m), land.rows**2)
    return positions(land, index), face.astype(np.uint32)


def positions(land: Land, index: NDArray[np.int64]) -> F32:
    """Return the points (k, 3) of flat sample indices."""
    row, col = np.divmod(index, land.rows)
    half = land.size_m / 2.0
    height = land.height_m.ravel()[index] - _LAVA_BED_M * (land.cover.ravel()[index] == Cover.LAVA_HOT)
    return np.stack([col * land.cell_m - half, height.astype(np.float64), row * land.cell_m - half], axis=-1).astype(
        np.float32
    )


def normals(land: Land, index: NDArray[np.int64]) -> F32:
    """Return the smooth unit normals (k, 3) of flat sample indices."""
    south, east = np.gradient(land.height_m, land.cell_m)
    out = np.stack([-east.ravel().take(index), np.ones(index.shape, np.float32), -south.ravel().take(index)], axis=-1)
    return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), np.float32)


def ground_mesh(land: Land, palette: Palette, triangles: NDArray[np.int64], shade: F32 | None,
                look: GroundLook) -> Mesh:  # fmt: skip
    """Return the ground as one mesh of material `ground`, coloured; steep faces have corners of their own."""
    index, face = compact(triangles, land.rows**2)
    point, normal = positions(land, index), normals(land, index)
    colour = tint(land, palette, index, normal[:, 1], shade, look)
    facing = _facing(point, face)
    facet = 1.0 - smoothstep(_FACET_LOW, _FACET_HIGH, facing[:, 1])
    steep, level = np.flatnonzero(facet > _SPLIT), np.flatnonzero(facet <= _SPLIT)
    corner = face.take(steep, axis=0)
    share = facet.take(steep)[:, None, None]
    middle = _mean(point, corner)
    own = _mean(colour, corner) * (1.0 + _FACET_GRAIN * facet_grain(middle[:, 0], middle[:, 2])[:, None])
    split_normal = normal.take(corner, axis=0)
    split_normal = split_normal + (facing.take(steep, axis=0)[:, None, :] - split_normal) * share
    split_normal /= np.linalg.norm(split_normal, axis=2, keepdims=True)
    cover = land.cover.ravel().take(index).take(corner)
    alike = (cover[:, 0] == cover[:, 1]) & (cover[:, 0] == cover[:, 2])  # else the edge of lava would show as teeth
    split_colour = colour.take(corner, axis=0)
    split_colour = split_colour + (own[:, None, :] - split_colour) * (share * alike[:, None, None])
    split_point = point.take(corner, axis=0)
    if palette.bands and len(corner):
        from worldgen.generate.ground.layers import layered  # noqa: PLC0415  layered land alone pays for it

        bare = (cover[:, 0] == Cover.GRASS) | (cover[:, 0] == Cover.ROCK)
        layers = (facet.take(steep) * (alike & bare)).astype(np.float32)
        faces = (split_point, split_normal, split_colour)
        split_point, split_normal, split_colour = layered(palette, faces, layers, land.size_m / 2.0)
    kept, smooth = compact(face.take(level, axis=0), len(index))
    fresh = np.arange(3 * len(split_point)).reshape(-1, 3) + len(kept)
    all_points = np.concatenate([point.take(kept, axis=0), split_point.reshape(-1, 3)])
    rgb = np.concatenate([colour.take(kept, axis=0), split_colour.reshape(-1, 3)])
    return Mesh(
        position_m=all_points,
        normal=np.concatenate([normal.take(kept, axis=0), split_normal.reshape(-1, 3)]),
        colour=opaque(np.clip(rgb, 0.0, 1.0)),
        face=np.concatenate([smooth, fresh]).astype(np.uint32),
        material="ground",
        uv=planar(all_points, land.size_m),
    )


def opaque(rgb: F32) -> F32:
    """Return RGBA (k, 4) of RGB (k, 3)."""
    return np.concatenate([rgb, np.ones((len(rgb), 1), np.float32)], axis=1).astype(np.float32)


def planar(point: F32, size_m: float) -> F32:
    """Return UVs as seen from above: 0..1 over the world, v to the south."""
    return (point[:, [0, 2]] / np.float32(size_m) + np.float32(0.5)).astype(np.float32)


def _mean(values: F32, corner: NDArray[np.int64]) -> F32:
    a, b, c = (values.take(corner[:, k], axis=0) for k in range(3))
    return np.asarray((a + b + c) / np.float32(3.0))


def _facing(point: F32, face: NDArray[np.int64]) -> F32:
    a, b, c = (point.take(face[:, k], axis=0) for k in range(3))
    u, v = (b - a).T, (c - a).T  # np.cross costs four times as much
    out = np.stack([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]], axis=-1)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12), np.float32)
