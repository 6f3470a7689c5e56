"""The scene tree as one bag of triangles in world space, at the level of detail that a picture needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.scene import F32, Clip, Instances, Material, Mesh, Model, Node, Scene

MOST_TRIANGLES = 600_000
_NEAR_SHARE = 0.3  # of all triangles, for what people walk beside
_LOW_M = 1.2  # what is lower is not missed far away


class Look(IntEnum):
    """How a triangle is shaded."""

    SOLID = 0
    WATER = 1
    EMIT = 2
    SMOKE = 3
    CLEAR = 4  # seen through in part: glass, foam
    CLOUD = 5  # in the sky: lit through, far beyond any haze


@dataclass(frozen=True, eq=False, slots=True)
class Soup:
    """Triangles in world space, ready to be traced."""

    corner_m: F32  # (m, 3, 3)
    normal: F32  # (m, 3, 3) at each corner
    colour: F32  # (m, 3, 4) linear RGB and alpha; emitters hold their radiance
    look: NDArray[np.uint8]  # (m,) a Look each
    thing: NDArray[np.int32]  # (m,) index of the node it belongs to, -1 for instances

    def __len__(self) -> int:
        return len(self.look)

    def where(self, mask: NDArray[np.bool_]) -> Soup:
        """Return the triangles where `mask` (m,) holds."""
        return Soup(self.corner_m[mask], self.normal[mask], self.colour[mask], self.look[mask], self.thing[mask])


def join(*soups: Soup) -> Soup:
    """Return the triangles of all of them."""
    return Soup(
        np.concatenate([soup.corner_m for soup in soups]),
        np.concatenate([soup.normal for soup in soups]),
        np.concatenate([soup.colour for soup in soups]),
        np.concatenate([soup.look for soup in soups]),
        np.concatenate([soup.thing for soup in soups]),
    )


@dataclass(frozen=True, eq=False, slots=True)
class Batch:
    """Copies of some meshes: where they stand, and how they move."""

    meshes: tuple[Mesh, ...]
    turn: F32  # (k, 3, 3) rotation and scale
    shift: F32  # (k, 3)
    tint: F32  # (k, 3)
    thing: int
    clip: Clip | None = None
    pivot_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    flock: Clip | None = None  # by which all copies move together about `middle_m`, a point of the world
    middle_m: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, eq=False, slots=True)
class Flat:
    """A scene flattened: batches that stand still, batches that move, and what was left out of the picture."""

    still: tuple[Batch, ...]
    moving: tuple[Batch, ...]
    nodes: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """All copies of one model under one node, before their level of detail is chosen."""

    model: Model
    turn: F32
    shift: F32
    tint: F32
    key: NDArray[np.uint64]
    wanted: NDArray[np.uint8]  # level that the scene asks for at most
    thing: int
    dressing: bool
    flock: Clip | None = None
    middle_m: tuple[float, float, float] = (0.0, 0.0, 0.0)


def rotation(quaternion: tuple[float, float, float, float]) -> F32:
    """Return the matrix (3, 3) of a unit quaternion x, y, z, w."""
    x, y, z, w = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ],
        np.float32,
    )


def placed(scene: Scene, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[Node, F32, F32]]:
    """Yield every node with its turn (3, 3) and shift (3,) in the world, but for roles `leave_out` and all below."""
    waiting = [(node, np.eye(3, dtype=np.float32), np.zeros(3, np.float32)) for node in reversed(scene.roots)]
    while waiting:
        node, turn, shift = waiting.pop()
        if node.semantics is not None and node.semantics.role in leave_out:
            continue
        shift = shift + turn @ np.array(node.translation_m, np.float32)
        turn = turn @ (rotation(node.rotation) * np.array(node.scale, np.float32))
        yield node, turn, shift
        waiting += [(child, turn, shift) for child in reversed(node.children)]


def flatten(scene: Scene, most: int = MOST_TRIANGLES, leave_out: frozenset[str] = frozenset()) -> Flat:
    """Return every mesh of `scene` with its places in the world, at most about `most` triangles.

    Parameters
    ----------
    leave_out : frozenset of str
        Roles of nodes that are not drawn, with all below them (the base of a world that lies in the sea).
    """
    groups: list[_Group] = []
    names: list[str] = []
    for node, turn, shift in placed(scene, leave_out):
        names.append(node.id)
        groups += _groups(scene, node, turn, shift, len(names) - 1)
    return _choose(groups, tuple(names), most)


def _groups(scene: Scene, node: Node, turn: F32, shift: F32, thing: int) -> list[_Group]:
    groups = []
    if node.model is not None:
        one = np.ones((1, 3), np.float32)
        groups.append(
            _Group(
                scene.models[node.model],
                turn[None],
                shift[None],
                one,
                np.zeros(1, np.uint64),
                np.zeros(1, np.uint8),
                thing,
                dressing=False,
            )
        )
    for many in node.instances:
        if len(many):
            local = _yaw(many)
            level = np.zeros(len(many), np.uint8) if many.level is None else many.level
            groups.append(
                _Group(
                    scene.models[many.model],
                    (turn @ local).astype(np.float32),
                    (many.position_m @ turn.T + shift).astype(np.float32),
                    many.tint,
                    many.key,
                    level,
                    thing,
                    dressing=True,
                    flock=many.clip,
                    middle_m=_point(turn @ np.array(many.pivot_m, np.float32) + shift),
                )
            )
    return groups


def _yaw(many: Instances) -> F32:
    cos, sin = np.cos(many.yaw_rad) * many.scale, np.sin(many.yaw_rad) * many.scale
    turn = np.zeros((len(many), 3, 3), np.float32)
    turn[:, 0, 0], turn[:, 0, 2] = cos, sin
    turn[:, 2, 0], turn[:, 2, 2] = -sin, cos
    turn[:, 1, 1] = many.scale
    return turn


def _choose(groups: list[_Group], names: tuple[str, ...], most: int) -> Flat:
    """Return the batches: finest level first; where that is too much, coarser dressing, and then less of it."""
    levels = [np.zeros(len(group.shift), np.uint8) for group in groups]
    notes: list[str] = []
    deepest = max((len(group.model.levels) for group in groups), default=1)
    total = _count(groups, levels)
    for step in range(deepest):
        if total <= most:
            break
        for i, group in enumerate(groups):
            if group.dressing:
                floor = group.wanted if step == 0 else np.full_like(levels[i], step)
                levels[i] = np.minimum(np.maximum(levels[i], floor), len(group.model.levels) - 1).astype(np.uint8)
        total = _count(groups, levels)
        notes.append(f"plants and stones are drawn at detail {step} at best: {total} triangles")
    keep = [np.ones(len(group.shift), np.bool_) for group in groups]
    if total > most:
        levels = _finer_near(groups, levels, most)
        keep = _thinned(groups, levels, most)
        plants = [mask for group, mask in zip(groups, keep, strict=True) if group.dressing]
        share = sum(int(mask.sum()) for mask in plants) / max(sum(map(len, plants)), 1)
        notes.append(f"{share:.0%} of the plants and stones are drawn, so that the picture holds {most} triangles")
    still: list[Batch] = []
    moving: list[Batch] = []
    for group, level, mask in zip(groups, levels, keep, strict=True):
        for number in range(int(level.max(initial=0)) + 1):
            chosen = mask & (level == number)
            if chosen.any():
                _add(group, number, chosen, still, moving)
    return Flat(tuple(still), tuple(moving), names, tuple(notes))


def _finer_near(groups: list[_Group], levels: list[NDArray[np.uint8]], most: int) -> list[NDArray[np.uint8]]:
    """Return `levels` with the finest for what people walk beside, where that is a small part of the whole."""
    fine = [
        np.where(group.wanted == 0, 0, level).astype(np.uint8) if group.dressing else level
        for group, level in zip(groups, levels, strict=True)
    ]
    return fine if _count(groups, fine) - _count(groups, levels) < _NEAR_SHARE * most else levels


def _thinned(groups: list[_Group], levels: list[NDArray[np.uint8]], most: int) -> list[NDArray[np.bool_]]:
    """Return which copies are drawn: what is near to where people walk before what is far, trees before grass."""
    plants = [i for i, group in enumerate(groups) if group.dressing]
    room = most - _count(groups, levels) + _count([groups[i] for i in plants], [levels[i] for i in plants])
    weight, cost = [], []
    for i in plants:
        group = groups[i]
        low = group.model.height_m * np.sqrt((group.turn[:, 1] ** 2).sum(axis=-1)) < _LOW_M
        weight.append(np.where(group.wanted == 0, 4.0, np.where(low, 0.2, 1.0)))
        triangles = np.array([group.model.triangles(k) for k in range(len(group.model.levels))] or [0])
        cost.append(triangles[np.minimum(levels[i], len(triangles) - 1)])
    every, costs = np.concatenate(weight or [np.zeros(0)]), np.concatenate(cost or [np.zeros(0)])
    low_share, high_share = 0.0, 5.0
    for _ in range(30):
        share = (low_share + high_share) / 2.0
        fits = float((np.minimum(every * share, 1.0) * costs).sum()) <= room
        low_share, high_share = (share, high_share) if fits else (low_share, share)
    keep = [np.ones(len(group.shift), np.bool_) for group in groups]
    for i, each in zip(plants, weight, strict=True):
        limit = (np.minimum(each * low_share, 1.0) * float(2**63)).astype(np.uint64)
        keep[i] = (groups[i].key >> np.uint64(1)) < limit
    return keep


def _count(groups: list[_Group], levels: list[NDArray[np.uint8]]) -> int:
    total = 0
    for group, level in zip(groups, levels, strict=True):
        triangles = np.array([group.model.triangles(i) for i in range(len(group.model.levels))] or [0])
        total += int(triangles[np.minimum(level, len(triangles) - 1)].sum())
    return total


def _add(group: _Group, level: int, chosen: NDArray[np.bool_], still: list[Batch], moving: list[Batch]) -> None:
    model = group.model
    places = (group.turn[chosen], group.shift[chosen], group.tint[chosen], group.thing)
    whole = Batch((), *places, flock=group.flock, middle_m=group.middle_m)
    if model.levels:
        (still if group.flock is None else moving).append(replace(whole, meshes=model.levels[level]))
    for part in model.moving:
        meshes = part.levels[min(level, len(part.levels) - 1)]
        moving.append(replace(whole, meshes=meshes, clip=part.clip, pivot_m=part.pivot_m))


def _point(at: F32) -> tuple[float, float, float]:
    return float(at[0]), float(at[1]), float(at[2])


def pose(clip: Clip, time_s: float) -> tuple[F32, F32]:
    """Return the rotation (3, 3) and the shift (3,) of a moving part about its pivot at `time_s`."""
    phase = 2.0 * np.pi * time_s / clip.period_s
    axis = np.array(clip.axis, np.float64)
    axis = axis / max(float(np.linalg.norm(axis)), 1e-9)
    if clip.kind == "bob":
        return np.eye(3, dtype=np.float32), (axis * clip.amount * np.sin(phase)).astype(np.float32)
    angle = phase if clip.kind == "turn" else clip.amount * np.sin(phase)
    half = np.sin(angle / 2.0) * axis
    return rotation((half[0], half[1], half[2], float(np.cos(angle / 2.0)))), np.zeros(3, np.float32)


def to_soup(batches: tuple[Batch, ...], materials: Mapping[str, Material], time_s: float = 0.0) -> Soup:
    """Return the triangles of `batches` in world space, moving parts posed at `time_s`."""
    parts = [_triangles(batch, mesh, materials, time_s) for batch in batches for mesh in batch.meshes if len(mesh.face)]
    if not parts:
        none = np.zeros((0, 3, 3), np.float32)
        return Soup(none, none, np.zeros((0, 3, 4), np.float32), np.zeros(0, np.uint8), np.zeros(0, np.int32))
    return join(*parts)


def _triangles(batch: Batch, mesh: Mesh, materials: Mapping[str, Material], time_s: float) -> Soup:
    material = materials[mesh.material]
    point, normal = mesh.position_m, mesh.normal
    if batch.clip is not None:
        turn, shift = pose(batch.clip, time_s)
        point = point @ turn.T + shift + np.array(batch.pivot_m, np.float32)
        normal = normal @ turn.T
    copies, faces = len(batch.shift), len(mesh.face)
    corner = point[mesh.face].reshape(-1, 3)
    placed = np.matmul(corner, batch.turn.transpose(0, 2, 1)) + batch.shift[:, None, :]
    turned = np.matmul(normal[mesh.face].reshape(-1, 3), _normals(batch.turn).transpose(0, 2, 1))
    length = np.sqrt((turned * turned).sum(-1, keepdims=True))
    turned /= np.maximum(length, 1e-12)
    if batch.flock is not None:
        turn, shift = pose(batch.flock, time_s)
        middle = np.array(batch.middle_m, np.float32)
        placed, turned = (placed - middle) @ turn.T + middle + shift, turned @ turn.T
    colour = mesh.colour * np.array(material.colour, np.float32)
    look = _look(material)
    if look == Look.EMIT:
        glow = np.array(material.emissive, np.float32) * np.float32(material.emissive_strength)
        colour = np.concatenate([colour[:, :3] * glow, colour[:, 3:]], axis=1)
    tint = np.concatenate([batch.tint, np.ones((copies, 1), np.float32)], axis=1)
    tinted = colour[mesh.face][None] * tint[:, None, None, :]
    return Soup(
        placed.reshape(copies * faces, 3, 3).astype(np.float32),
        turned.reshape(copies * faces, 3, 3).astype(np.float32),
        tinted.reshape(copies * faces, 3, 4).astype(np.float32),
        np.full(copies * faces, look, np.uint8),
        np.full(copies * faces, batch.thing, np.int32),
    )


def _normals(turn: F32) -> F32:
    """Return the matrices for normals; only where a scale is uneven do they differ from those for points."""
    gram = np.matmul(turn.transpose(0, 2, 1), turn)
    uneven = np.abs(gram - gram[:, :1, :1] * np.eye(3, dtype=np.float32)).max(axis=(1, 2)) > 1e-4 * gram[:, 0, 0]
    if not uneven.any():
        return turn
    result = turn.copy()
    result[uneven] = np.linalg.inv(turn[uneven]).transpose(0, 2, 1)
    return result


def _look(material: Material) -> Look:
    if material.look == "water":
        return Look.WATER
    if material.look == "smoke":
        return Look.SMOKE
    if material.look == "emit" or any(material.emissive):
        return Look.EMIT
    return Look.CLEAR if material.alpha == "blend" else Look.SOLID
