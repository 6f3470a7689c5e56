"""Rays against triangles, through Embree: the nearest thing along a ray, and whether anything stands in its way."""

from __future__ import annotations

from dataclasses import field
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.flatten import Soup
from worldgen.preview.light import dot
from worldgen.scene import F32

FAR_M = np.float32(1e6)


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """What rays met: distance (n,), triangle (n,) or -1, barycentric weights (n, 3) of its corners."""

    distance_m: F32
    face: NDArray[np.int32]
    weight: F32

    @property
    def hit(self) -> NDArray[np.bool_]:
        """Where anything was met, (n,)."""
        return self.face >= 0

    def pick(self, chosen: NDArray[np.bool_]) -> Hits:
        """Return the rows where `chosen` (n,) holds."""
        return Hits(self.distance_m[chosen], self.face[chosen], self.weight[chosen])


@dataclass(frozen=True, eq=False, slots=True)
class Tree:
    """Triangles sorted for tracing. `corner` holds a normal and a colour for each corner, one row a triangle."""

    soup: Soup
    corner: F32  # (m, 21): three normals, three RGBA
    flat: F32  # (m, 3) the flat normal of each triangle
    scene: Any = field(repr=False)

    def nearest(self, origin: F32, direction: F32, far_m: F32 | None = None) -> Hits:
        """Return the first triangle that each ray (n, 3) meets nearer than `far_m` (n,)."""
        count = len(origin)
        if self.scene is None or count == 0:
            far = np.full(count, FAR_M, np.float32) if far_m is None else far_m
            return Hits(far, np.full(count, -1, np.int32), np.zeros((count, 3), np.float32))
        reach = np.full(count, FAR_M, np.float32) if far_m is None else np.ascontiguousarray(far_m, np.float32)
        found = self.scene.run(_rows(origin), _rows(direction), reach, output=1)
        u, v = found["u"], found["v"]
        face = found["primID"]
        distance = np.where(face >= 0, found["tfar"], reach).astype(np.float32)
        return Hits(distance, face, np.stack([1.0 - u - v, u, v], axis=1))

    def blocked(self, origin: F32, direction: F32, far_m: F32 | None = None) -> NDArray[np.bool_]:
        """Return whether each ray (n, 3) meets a triangle nearer than `far_m` (n,)."""
        count = len(origin)
        if self.scene is None or count == 0:
            return np.zeros(count, np.bool_)
        reach = np.full(count, FAR_M, np.float32) if far_m is None else np.ascontiguousarray(far_m, np.float32)
        result: NDArray[np.bool_] = self.scene.run(_rows(origin), _rows(direction), reach, query="OCCLUDED") >= 0
        return result

    def surface(self, hits: Hits) -> tuple[F32, F32]:
        """Return the smooth unit normal (n, 3) and the colour (n, 4) where rays hit; rows that hit nothing are junk."""
        rows = self.corner.take(np.maximum(hits.face, 0), axis=0)
        w0, w1, w2 = hits.weight[:, :1], hits.weight[:, 1:2], hits.weight[:, 2:]
        normal = rows[:, 0:3] * w0 + rows[:, 3:6] * w1 + rows[:, 6:9] * w2
        normal /= np.maximum(np.sqrt(dot(normal, normal))[:, None], 1e-9)
        return normal, rows[:, 9:13] * w0 + rows[:, 13:17] * w1 + rows[:, 17:21] * w2

    def facet(self, hits: Hits) -> F32:
        """Return the flat unit normals (n, 3) of the triangles that were hit."""
        return self.flat.take(np.maximum(hits.face, 0), axis=0)


def make_tree(soup: Soup) -> Tree:
    """Return `soup` sorted for tracing; an empty one meets no ray, nor does any where embreex is missing."""
    corner = np.concatenate([soup.normal.reshape(-1, 9), soup.colour.reshape(-1, 12)], axis=1)
    if len(soup) == 0 or find_spec("embreex") is None:  # without it nothing is traced: OpenGL draws, views are plainer
        return Tree(soup, np.zeros((1, 21), np.float32), np.zeros((1, 3), np.float32), None)
    from embreex.mesh_construction import TriangleMesh  # noqa: PLC0415  (the preview goes without where it is missing)
    from embreex.rtcore_scene import EmbreeScene  # noqa: PLC0415

    scene = EmbreeScene()
    TriangleMesh(scene, np.ascontiguousarray(soup.corner_m, np.float32))
    scene.run(np.zeros((1, 3), np.float32), np.ones((1, 3), np.float32))  # builds the tree now, before any fork
    return Tree(soup, np.ascontiguousarray(corner, np.float32), _flat(soup), scene)


def _flat(soup: Soup) -> F32:
    a, b, c = (soup.corner_m[:, k].T for k in range(3))
    u, v = b - a, c - a  # np.cross costs four times as much
    out = np.stack([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]], axis=1)
    return np.asarray(out / np.maximum(np.sqrt(dot(out, out))[:, None], 1e-12), np.float32)


def _rows(array: F32) -> F32:
    return np.ascontiguousarray(array, np.float32)
