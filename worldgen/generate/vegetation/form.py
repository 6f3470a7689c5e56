"""The pieces that plants and rocks are made of: lumps, stems and leaves, coloured by gradients.

Crowns keep their facets (every triangle has its own corners) but shade as if they were rounder than they are; that mix
of face and sphere normals is what makes a low-polygon tree look soft.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.arrays import distinct_rows
from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.scene import F32, U32, Mesh


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """A piece of a plant before it is joined: position_m, normal and colour are (n, 3), face is (m, 3)."""

    position_m: F32
    normal: F32
    colour: F32
    face: U32


def join(parts: Sequence[Part], material: str) -> Mesh:
    """Return one mesh of `material` that holds all `parts`, so that one draw call draws the whole plant."""
    start = np.cumsum([0] + [len(part.position_m) for part in parts])
    colour = np.concatenate([part.colour for part in parts])
    return Mesh(
        position_m=np.concatenate([part.position_m for part in parts]),
        normal=unit(np.concatenate([part.normal for part in parts])),
        colour=np.concatenate([np.clip(colour, 0.0, 1.0), np.ones((len(colour), 1), np.float32)], axis=1),
        face=np.concatenate([part.face + np.uint32(first) for part, first in zip(parts, start, strict=False)]),
        material=material,
    )


def unit(vector: NDArray[np.floating]) -> F32:
    """Return `vector` (..., 3) at length 1; a vector of no length becomes straight up."""
    x, y, z = vector[..., 0], vector[..., 1], vector[..., 2]
    length = np.sqrt(x * x + y * y + z * z)[..., None]
    up = np.array([0.0, 1.0, 0.0])
    return np.where(length > 1e-9, vector / np.maximum(length, 1e-9), up).astype(np.float32)


def blend(base: str, top: str, share: NDArray[np.floating]) -> F32:
    """Return linear RGB (n, 3) between the hex colours `base` (share 0) and `top` (share 1)."""
    share = np.clip(share, 0.0, 1.0)[:, None]
    return (linear(base) * (1.0 - share) + linear(top) * share).astype(np.float32)


def face_normals(position_m: NDArray[np.floating], face: NDArray[np.integer]) -> F32:
    """Return the unit normal (m, 3) of each triangle."""
    a, b, c = (position_m.take(face[:, i], axis=0) for i in range(3))
    return unit(np.cross(b - a, c - a))


def split(position_m: NDArray[np.floating], face: NDArray[np.integer]) -> tuple[F32, U32, F32]:
    """Return (corners (3m, 3), faces over them, the face normal at each corner): every triangle on its own."""
    corners = position_m.take(face.reshape(-1), axis=0).astype(np.float32)
    alone = np.arange(len(corners), dtype=np.uint32).reshape(-1, 3)
    return corners, alone, np.repeat(face_normals(position_m, face), 3, axis=0)


@cache
def icosphere(subdivisions: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return (vertices (n, 3) on the unit sphere, faces (m, 3)): 20 x 4^subdivisions triangles.

    The vertices of a coarser sphere come first in a finer one, so levels of detail share them.
    """
    if subdivisions == 0:
        g = (1.0 + 5.0**0.5) / 2.0
        vertex = np.array(
            [[-1, g, 0], [1, g, 0], [-1, -g, 0], [1, -g, 0], [0, -1, g], [0, 1, g],
             [0, -1, -g], [0, 1, -g], [g, 0, -1], [g, 0, 1], [-g, 0, -1], [-g, 0, 1]]
        )  # fmt: skip
        face = np.array(
            [[0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2],
             [10, 7, 6], [7, 1, 8], [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5],
             [2, 4, 11], [6, 2, 10], [8, 6, 7], [9, 8, 1]]
        )  # fmt: skip
        vertex = vertex / np.sqrt(1.0 + g * g)
    else:
        coarse, triangle = icosphere(subdivisions - 1)
        edge = np.sort(triangle[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
        first, of = distinct_rows(edge)
        edges = edge[first]
        middle = len(coarse) + of.reshape(-1, 3)
        vertex = np.concatenate([coarse, unit(coarse[edges].sum(1)).astype(np.float64)])
        a, b, c = triangle.T
        ab, bc, ca = middle.T
        face = np.concatenate([np.stack(corner, 1) for corner in ((a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca))])
    vertex.flags.writeable = face.flags.writeable = False
    return vertex, face


def tube(line_m: NDArray[np.floating], radius_m: Sequence[float], sides: int, base: str, top: str) -> Part:
    """Return an open stem along `line_m` (k, 3), `radius_m` thick at each point: 2 (k - 1) `sides` triangles.

    It runs from the colour `base` at its foot to `top`; its ends are hidden in the ground and in the crown.
    """
    k = len(line_m)
    turn = np.arange(sides) * (2.0 * np.pi / sides)
    ring = np.stack([np.sin(turn), np.zeros(sides), np.cos(turn)], 1)
    position = line_m[:, None, :] + ring[None] * np.asarray(radius_m, np.float64)[:, None, None]
    low = (np.arange(k - 1) * sides)[:, None] + np.arange(sides)
    next_low = (np.arange(k - 1) * sides)[:, None] + (np.arange(sides) + 1) % sides
    quads = np.stack([low, next_low, next_low + sides, low, next_low + sides, low + sides], -1)
    return Part(
        position.reshape(-1, 3).astype(np.float32),
        np.tile(ring, (k, 1)).astype(np.float32),
        blend(base, top, np.repeat(np.linspace(0.0, 1.0, k), sides)),
        quads.reshape(-1, 3).astype(np.uint32),
    )


def fan(position_m: NDArray[np.floating], normal: NDArray[np.floating], colour: F32, face: NDArray[np.integer],
        count: int) -> Part:  # fmt: skip
    """Return `count` leaves as one part; the arrays hold them one after the other, (count * n, 3), one `face` list."""
    n = len(position_m) // count
    every = (np.arange(count)[:, None, None] * n + face[None]).reshape(-1, 3)
    return Part(position_m.astype(np.float32), unit(normal), colour.astype(np.float32), every.astype(np.uint32))
