"""What profile web draws, before it is written: still batches by material and place, copies by model and place, movers.

A batch is small enough to be left out when it is not in view and large enough that there are few: `CUTS` are the ways
to cut a world up, and the budget chooses.

CONTRIBUTOR NOTES
    Copies of one model spread over a whole world cannot be culled: every view draws all of them. Cells of 64 m are the
    size at which a view of 60 degrees leaves out half of a 256 m world while the number of draw calls still holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.export.materials import glow_of
from worldgen.export.surface import join, texture_coordinates
from worldgen.scene import F32, Instances, Material, Mesh, Model, Moving, Node, Scene

F64 = NDArray[np.float64]
_WHOLE_M = 1.0e6
_FAR = 1 << 20  # more places than a world has
_WHOLE_ROLES = ("ground", "water", "base")


@dataclass(frozen=True, slots=True)
class Cut:
    """How a world is cut up: sides of the places for what stands still and for copies, and which copies are merged.

    Copies of one model at one level of detail are merged like things, not instanced, when together they have at most
    `merged_vertices`: a few stones are cheaper as part of a batch than as a draw call of their own.
    """

    still_m: float
    copies_m: float
    merged_vertices: int


CUTS = tuple(
    Cut(still_m, copies_m, merged)
    for merged in (0, 6000)
    for copies_m in (64.0, 192.0, _WHOLE_M)
    for still_m in (64.0, 128.0, _WHOLE_M)
)


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """What a drawable fills in the world, and what it costs."""

    low: F64  # (3,)
    high: F64  # (3,)
    triangles: int
    draw_calls: int


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """A mesh of one node, or some copies of a mesh; `feature` is the number of the node."""

    template: Mesh
    feature: int
    box: Box
    batch: Instances | None = None  # copies of the template; None: it stands in the world already
    which: NDArray[np.int64] | None = None
    world: F64 | None = None

    def mesh(self) -> Mesh:
        """Return the triangles in the world."""
        if self.batch is None or self.which is None or self.world is None:
            return self.template
        return _copied(self.template, self.batch, self.which, self.world)


@dataclass(frozen=True, eq=False, slots=True)
class Still:
    """One mesh of one material, made of pieces; `owner` is the node of all of it (ground, water), if there is one."""

    name: str
    owner: str | None
    pieces: tuple[Piece, ...]
    box: Box

    def mesh(self) -> tuple[Mesh, NDArray[np.uint16]]:
        """Return the triangles in the world, and for each vertex the number of its node."""
        meshes = [piece.mesh() for piece in self.pieces]
        numbers = [piece.feature for piece in self.pieces]
        feature = np.repeat(numbers, [len(mesh.position_m) for mesh in meshes]).astype(np.uint16)
        return (meshes[0] if len(meshes) == 1 else join(meshes)), feature


@dataclass(frozen=True, eq=False, slots=True)
class Many:
    """Copies of one model at one level of detail in one place; `which` are their rows in `batch`."""

    name: str
    owner: Node
    model: Model
    level: int
    batch: Instances
    which: NDArray[np.int64]
    meshes: tuple[Mesh, ...]
    box: Box


@dataclass(frozen=True, eq=False, slots=True)
class Mover:
    """A part that moves on its own."""

    owner: Node
    part: Moving
    meshes: tuple[Mesh, ...]
    box: Box


@dataclass(frozen=True, eq=False, slots=True)
class Batches:
    """Everything that is drawn, in file order, and the nodes that the features name."""

    still: tuple[Still, ...]
    many: tuple[Many, ...]
    movers: tuple[Mover, ...]
    features: tuple[Node, ...]

    def boxes(self) -> list[Box]:
        """Return what each drawable fills and costs."""
        return [one.box for one in self.still] + [one.box for one in self.many] + [one.box for one in self.movers]


@dataclass(frozen=True, eq=False, slots=True)
class _Placed:
    node: Node
    world: F64  # (4, 4)


_Groups = dict[tuple[object, ...], list[Piece]]


@dataclass(frozen=True, eq=False, slots=True)
class _Kind:
    """The meshes of a copy and what they fill: `reach_m` from the upright axis, from `low_m` to `high_m`."""

    meshes: tuple[Mesh, ...]
    vertices: int
    triangles: int
    plain: bool  # nothing of it glows
    reach_m: float
    low_m: float
    high_m: float


class Layouts:
    """What is drawn of one scene, for several ways to cut it up and several choices of copies.

    What the lesson names does not change with the copies, so it is laid out once for each side.
    """

    def __init__(self, scene: Scene) -> None:
        placed = list(_placed(scene))
        self._scene = scene
        self._placed = [one for one in placed if one.node.model is not None]
        self.features = tuple(one.node for one in placed if one.node.model is not None or one.node.instances)
        self._number = {node.id: index for index, node in enumerate(self.features)}
        self.movers = tuple(mover for one in self._placed for mover in _movers(scene, one))
        self._things: dict[float, _Groups] = {}
        self._meshes: dict[tuple[str, int], _Kind] = {}
        self._copies_of: Scene | None = None
        self._memory: dict[tuple[object, ...], Any] = {}

    def at(self, cut: Cut, scene: Scene | None = None) -> Batches:
        """Return what is drawn when the world is cut up by `cut`; `scene` may differ from the first in its copies."""
        if scene is not self._copies_of:
            self._copies_of, self._memory = scene, {}
        groups = {key: list(pieces) for key, pieces in self._things_at(cut.still_m).items()}
        placed = self._remember(("placed",), lambda: [one for one in _placed(scene or self._scene) if one.node.instances])
        many = [
            drawn
            for one in placed
            for number in range(len(one.node.instances))
            for drawn in self._copies(groups, one, number, cut)
        ]
        still = tuple(_still(key, pieces) for key, pieces in groups.items())
        return Batches(still, tuple(many), self.movers, self.features)

    def _things_at(self, side_m: float) -> _Groups:
        if side_m not in self._things:
            groups: _Groups = {}
            for one in self._placed:
                for mesh in _finest(self._scene, one.node):
                    _group(groups, self._scene, one, (mesh, self._number[one.node.id]), side_m)
            self._things[side_m] = groups
        return self._things[side_m]

    def _copies(self, groups: _Groups, one: _Placed, number: int, cut: Cut) -> list[Many]:
        """Return the copies in batch `number` of a node that are instanced; those that are merged go to `groups`."""
        batch = one.node.instances[number]
        model = self._scene.models[batch.model]
        made: list[Many] = []
        for level, which in self._remember(("levels", one.node.id, number), lambda: _by_level(batch, model)):
            kind = self._kind_of(model, level)
            key = (one.node.id, number, level)
            if kind.plain and len(which) * kind.vertices <= cut.merged_vertices:
                pieces = self._remember(
                    ("pieces", *key, cut.still_m),
                    partial(_pieces, kind, one, (batch, which), self._number[one.node.id], cut.still_m),
                )
                for place, piece in pieces:
                    look = _look(self._scene, piece.template, "")
                    groups.setdefault((None, place, *look), []).append(piece)
            elif kind.meshes:
                made += self._remember(
                    ("many", *key, cut.copies_m), partial(_instanced, kind, one, (batch, which), (model, level), cut.copies_m)
                )
        return made

    def _remember(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """Return what `make` returned for `key`, as long as the copies are those of one scene."""
        if key not in self._memory:
            self._memory[key] = make()
        return self._memory[key]

    def _kind_of(self, model: Model, level: int) -> _Kind:
        key = (model.id, level)
        if key not in self._meshes:
            self._meshes[key] = _kind(by_look(_at_rest(model, level), self._scene), self._scene)
        return self._meshes[key]


def _finest(scene: Scene, node: Node) -> list[Mesh]:
    levels = scene.models[node.model].levels if node.model is not None else ()
    return [mesh for mesh in levels[0] if len(mesh.face)] if levels else []


def material_count(batches: Batches, scene: Scene) -> int:
    """Return how many materials the file of `batches` has."""
    meshes = [still.pieces[0].template for still in batches.still]
    meshes += [mesh for many in batches.many for mesh in many.meshes]
    meshes += [mesh for mover in batches.movers for mesh in mover.meshes]
    glow = {(mesh.material, glow_of(scene.materials[mesh.material], mesh)) for mesh in meshes}
    gradients = sum(glow_of(scene.materials[mesh.material], mesh) is None for mesh in meshes)
    return sum(one is not None for _, one in glow) + gradients


def by_look(meshes: tuple[Mesh, ...], scene: Scene) -> tuple[Mesh, ...]:
    """Return `meshes` joined where their materials differ by name alone: fewer draw calls, the same picture."""
    groups: dict[tuple[object, ...], list[Mesh]] = {}
    for mesh in meshes:
        if len(mesh.face):
            groups.setdefault(_look(scene, mesh, ""), []).append(mesh)
    return tuple(group[0] if len(group) == 1 else join(group) for group in groups.values())


def _placed(scene: Scene) -> Iterator[_Placed]:
    waiting = [_Placed(node, matrix_of(node)) for node in reversed(scene.roots)]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [_Placed(child, one.world @ matrix_of(child)) for child in reversed(one.node.children)]


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


def _group(groups: _Groups, scene: Scene, one: _Placed, part: tuple[Mesh, int], side_m: float) -> None:
    mesh, feature = part
    node = one.node
    placed = _moved(mesh, one.world)
    if stays_whole(node):
        for cell, piece in _cut(placed, side_m):
            box = _box(piece.position_m, piece)
            groups.setdefault((node.id, cell, *_look(scene, mesh, node.id)), []).append(Piece(piece, feature, box))
        return
    origin = one.world[(0, 2), 3]
    place: tuple[int, ...] = tuple(_place(origin, side_m).tolist())
    box = _box(placed.position_m, placed)
    groups.setdefault((None, place, *_look(scene, mesh, node.id)), []).append(Piece(placed, feature, box))


def stays_whole(node: Node) -> bool:
    """Whether the geometry of `node` is kept apart, since its meaning lies in its shape: ground, water, what burns."""
    if node.semantics is None:
        return node.walkable
    return node.walkable or node.semantics.role in _WHOLE_ROLES or bool(node.semantics.facts.get("hot"))


def _look(scene: Scene, mesh: Mesh, owner: str) -> tuple[object, ...]:
    """Return what two meshes must share to be drawn in one call."""
    material = scene.materials[mesh.material]
    plain: Material = replace(material, name="")
    glow = glow_of(material, mesh)
    return (plain, (owner, mesh.material) if glow is None else glow)


def _moved(mesh: Mesh, world: F64) -> Mesh:
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


def _cut(mesh: Mesh, side_m: float) -> Iterator[tuple[tuple[int, ...], Mesh]]:
    """Yield (place, mesh) for each square that holds the middle of a triangle."""
    middle = mesh.position_m[mesh.face].mean(axis=1)[:, (0, 2)]
    place = _place(middle, side_m)
    code = place[:, 0] * _FAR + place[:, 1]
    cells = np.unique(code)
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


def _place(at: NDArray[np.floating[Any]], side_m: float) -> NDArray[np.int64]:
    """Return the squares (..., 2) in which points (..., 2) lie; there is only one where a side is the whole world."""
    if side_m >= _WHOLE_M:
        return np.zeros(at.shape, np.int64)
    place: NDArray[np.int64] = np.floor(at / side_m).astype(np.int64)
    return place


def _by_place(
    batch: Instances, which: NDArray[np.int64], side_m: float
) -> Iterator[tuple[tuple[int, ...], NDArray[np.int64]]]:
    """Yield (place, rows of the copies that stand there)."""
    place = _place(batch.position_m[which][:, (0, 2)], side_m)
    code = place[:, 0] * _FAR + place[:, 1]
    for cell in np.unique(code):
        here = code == cell
        yield tuple(place[here.argmax()].tolist()), which[here]


def _by_level(batch: Instances, model: Model) -> list[tuple[int, NDArray[np.int64]]]:
    """Return (level of detail, rows of the copies that have it)."""
    level = np.zeros(len(batch), np.int64) if batch.level is None else batch.level.astype(np.int64)
    level = np.clip(level, 0, max(len(model.levels) - 1, 0))
    return [(number, np.flatnonzero(level == number)) for number in np.unique(level).tolist()]


def _pieces(
    kind: _Kind, one: _Placed, copies: tuple[Instances, NDArray[np.int64]], feature: int, side_m: float
) -> list[tuple[tuple[int, ...], Piece]]:
    made = []
    for place, here in _by_place(*copies, side_m):
        for mesh in kind.meshes:
            box = _box_of_copies(copies[0], here, kind, one.world, len(mesh.face))
            made.append((place, Piece(mesh, feature, box, copies[0], here, one.world)))
    return made


def _instanced(
    kind: _Kind, one: _Placed, copies: tuple[Instances, NDArray[np.int64]], what: tuple[Model, int], side_m: float
) -> list[Many]:
    model, level = what
    made = []
    for place, here in _by_place(*copies, side_m):
        name = ".".join([one.node.id, model.id, str(level), *map(str, place)])
        box = _box_of_copies(copies[0], here, kind, one.world)
        made.append(Many(name, one.node, model, level, copies[0], here, kind.meshes, box))
    return made


def _still(key: tuple[object, ...], pieces: list[Piece]) -> Still:
    owner, place = key[:2]
    where = ".".join(map(str, place)) if isinstance(place, tuple) else ""
    boxes = [piece.box for piece in pieces]
    low = np.min([box.low for box in boxes], axis=0)
    high = np.max([box.high for box in boxes], axis=0)
    box = Box(low, high, sum(one.triangles for one in boxes), 1)
    name = f"{owner or 'batch'}.{pieces[0].template.material}.{where}"
    return Still(name, owner if isinstance(owner, str) else None, tuple(pieces), box)


def _copied(mesh: Mesh, batch: Instances, which: NDArray[np.int64], world: F64) -> Mesh:
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
    return local if np.array_equal(world, np.eye(4)) else _moved(local, world)


def _movers(scene: Scene, one: _Placed) -> list[Mover]:
    made = []
    for part in scene.models[one.node.model or ""].moving:
        meshes = by_look(part.levels[0], scene) if part.levels else ()
        if not meshes:
            continue
        # Whatever way it turns, it stays within its reach of the pivot.
        reach = max(float(np.linalg.norm(mesh.position_m, axis=1).max()) for mesh in meshes) + abs(part.clip.amount)
        reach *= float(np.abs(np.linalg.svd(one.world[:3, :3], compute_uv=False)).max())
        pivot = one.world[:3, :3] @ np.array(part.pivot_m) + one.world[:3, 3]
        box = Box(pivot - reach, pivot + reach, sum(len(mesh.face) for mesh in meshes), len(meshes))
        made.append(Mover(one.node, part, meshes, box))
    return made


def _at_rest(model: Model, level: int) -> tuple[Mesh, ...]:
    """Return the meshes of a copy; the moving parts of copies stand still in this profile."""
    meshes = list(model.levels[level]) if model.levels else []
    for part in model.moving:
        pivot = np.array(part.pivot_m, np.float32)
        parts = part.levels[min(level, len(part.levels) - 1)] if part.levels else ()
        meshes += [replace(mesh, position_m=mesh.position_m + pivot) for mesh in parts]
    return tuple(meshes)


def _box(points: F32, mesh: Mesh) -> Box:
    return Box(points.min(axis=0).astype(np.float64), points.max(axis=0).astype(np.float64), len(mesh.face), 1)


def _kind(meshes: tuple[Mesh, ...], scene: Scene) -> _Kind:
    points = np.concatenate([mesh.position_m for mesh in meshes] or [np.zeros((1, 3), np.float32)])
    return _Kind(
        meshes,
        sum(len(mesh.position_m) for mesh in meshes),
        sum(len(mesh.face) for mesh in meshes),
        not any(any(scene.materials[mesh.material].emissive) for mesh in meshes),
        float(np.hypot(points[:, 0], points[:, 2]).max()),
        float(points[:, 1].min()),
        float(points[:, 1].max()),
    )


def _box_of_copies(
    batch: Instances, which: NDArray[np.int64], kind: _Kind, world: F64, triangles: int | None = None
) -> Box:
    """Return the box of copies; of all their meshes, or of one that has `triangles`."""
    grow = batch.scale[which, None]
    at = batch.position_m[which]
    low = (at + grow * np.array([-kind.reach_m, kind.low_m, -kind.reach_m])).min(axis=0)
    high = (at + grow * np.array([kind.reach_m, kind.high_m, kind.reach_m])).max(axis=0)
    # The corners of the box in the world, without naming all eight: by middle and half size.
    middle, half = (low + high) / 2.0, (high - low) / 2.0
    middle = world[:3, :3] @ middle + world[:3, 3]
    half = np.abs(world[:3, :3]) @ half
    calls = len(kind.meshes) if triangles is None else 1
    each = kind.triangles if triangles is None else triangles
    return Box(middle - half, middle + half, len(which) * each, calls)
