"""Meshes in the world: transforms, squares of ground, copies as triangles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distinct
from worldgen.core.record import dataclass
from worldgen.export.surface import texture_coordinates
from worldgen.scene import Instances, Mesh, Node, Scene

F64 = NDArray[np.float64]
WHOLE_M = 1.0e6  # a side so long that there is only one place
_FAR = 1 << 20  # more places than a world has


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """A node and its transform in the world."""

    node: Node
    world: F64  # (4, 4)


def placed_nodes(scene: Scene) -> Iterator[Placed]:
    """Yield every node with its transform in the world, parents before children."""
    waiting = [Placed(node, matrix_of(node)) for node in reversed(scene.roots)]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [Placed(child, one.world @ matrix_of(child)) for child in reversed(one.node.children)]


def matrix_of(node: Node) -> F64:
    """Return the transform of `node` in its parent, (4, 4), column vectors."""
    x, y, z, w = node.rotation
    local = np.eye(4)
    local[:3, :3] = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    local[:3, :3] *= np.array(node.scale)
    local[:3, 3] = node.translation_m
    return local


def moved(mesh: Mesh, world: F64) -> Mesh:
    """Return `mesh` in the world's frame."""
    turn = world[:3, :3]
    position = mesh.position_m @ turn.T + world[:3, 3]
    normal = mesh.normal @ np.linalg.inv(turn)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    face = mesh.face if np.linalg.det(turn) > 0 else mesh.face[:, ::-1]
    return replace(
        mesh,
        position_m=position.astype(np.float32),
        normal=normal.astype(np.float32),
        face=face,
        uv=texture_coordinates(mesh),
    )


def cut_up(mesh: Mesh, side_m: float) -> Iterator[tuple[tuple[int, ...], Mesh]]:
    """Yield (place, mesh) for each square that holds the middle of a triangle."""
    middle = mesh.position_m[mesh.face].mean(axis=1)[:, (0, 2)]
    place = place_of(middle, side_m)
    code = place[:, 0] * _FAR + place[:, 1]
    cells = distinct(code)
    if len(cells) == 1:
        yield tuple(place[0].tolist()), mesh
        return
    for cell in cells:
        here = code == cell
        face = mesh.face[here]
        used = np.zeros(len(mesh.position_m), np.bool_)
        used[face] = True
        renumbered = np.cumsum(used) - 1
        yield (
            tuple(place[here.argmax()].tolist()),
            replace(
                mesh,
                position_m=mesh.position_m[used],
                normal=mesh.normal[used],
                colour=mesh.colour[used],
                face=renumbered[face].astype(np.uint32),
                uv=None if mesh.uv is None else mesh.uv[used],
            ),
        )


def place_of(at: NDArray[np.floating[Any]], side_m: float) -> NDArray[np.int64]:
    """Return the squares (..., 2) in which points (..., 2) lie; there is only one where a side is the whole world."""
    if side_m >= WHOLE_M:
        return np.zeros(at.shape, np.int64)
    place: NDArray[np.int64] = np.floor(at / side_m).astype(np.int64)
    return place


def by_place(
    batch: Instances, which: NDArray[np.int64], side_m: float
) -> Iterator[tuple[tuple[int, ...], NDArray[np.int64]]]:
    """Yield (place, rows of the copies that stand there)."""
    place = place_of(batch.position_m[which][:, (0, 2)], side_m)
    code = place[:, 0] * _FAR + place[:, 1]
    for cell in distinct(code):
        here = code == cell
        yield tuple(place[here.argmax()].tolist()), which[here]


def copied(mesh: Mesh, batch: Instances, which: NDArray[np.int64], world: F64) -> Mesh:
    """Return all copies of `mesh` as one mesh in the world, in their own tints."""
    cos, sin = np.cos(batch.yaw_rad[which]), np.sin(batch.yaw_rad[which])
    turn = np.zeros((len(which), 3, 3))
    turn[:, 0, 0], turn[:, 0, 2], turn[:, 1, 1], turn[:, 2, 0], turn[:, 2, 2] = cos, sin, 1.0, -sin, cos
    turned = np.matmul(mesh.position_m, turn.transpose(0, 2, 1)) * batch.scale[which][:, None, None]
    tint = np.concatenate([batch.tint[which], np.ones((len(which), 1), np.float32)], axis=1)
    count = len(mesh.position_m)
    start = np.arange(len(which), dtype=np.uint32)[:, None, None] * np.uint32(count)
    local = Mesh(
        (turned + batch.position_m[which][:, None]).reshape(-1, 3).astype(np.float32),
        np.matmul(mesh.normal, turn.transpose(0, 2, 1)).reshape(-1, 3).astype(np.float32),
        (mesh.colour[None] * tint[:, None]).reshape(-1, 4),
        (mesh.face[None] + start).reshape(-1, 3),
        mesh.material,
        np.tile(texture_coordinates(mesh), (len(which), 1)),
    )
    return local if np.array_equal(world, np.eye(4)) else moved(local, world)
