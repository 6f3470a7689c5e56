"""What profile web draws, before it is written: still batches by material and place, copies by model and place, movers.

A batch is small enough to be left out when it is not in view and large enough that there are few; the side of the
places is the smallest of `SIDES_M` that keeps the draw calls of the worst view within bounds.

CONTRIBUTOR NOTES
    Copies of one model spread over a whole world cannot be culled: every view draws all of them. Cells of 64 m are the
    size at which a view of 60 degrees leaves out half of a 256 m world while the number of draw calls still holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from worldgen.export.materials import glow_of
from worldgen.export.surface import join, texture_coordinates
from worldgen.scene import F32, Instances, Material, Mesh, Model, Moving, Node, Scene

F64 = NDArray[np.float64]
SIDES_M = (64.0, 128.0, 256.0, 1.0e6)
_FAR = 1 << 20  # more places than a world has
_WHOLE_ROLES = ("ground", "water", "base")


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """What a drawable fills in the world, and what it costs."""

    low: F64  # (3,)
    high: F64  # (3,)
    triangles: int
    draw_calls: int


@dataclass(frozen=True, eq=False, slots=True)
class Still:
    """One mesh of one material in the world's frame; `feature` (n,) says which node each vertex belongs to."""

    name: str
    owner: str | None  # the node that it is the only geometry of (ground, water), or None where many share it
    mesh: Mesh
    feature: NDArray[np.uint16]
    box: Box


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


_Groups = dict[tuple[object, ...], list[tuple[Mesh, int]]]


class Layouts:
    """What is drawn of one scene, for several sides of the places and several choices of copies.

    What stands still does not change with the copies, so it is laid out once for each side.
    """

    def __init__(self, scene: Scene) -> None:
        placed = [one for one in _placed(scene) if one.node.model is not None]
        self._scene = scene
        self._placed = placed
        self._still: dict[float, tuple[Still, ...]] = {}
        self.features = tuple(one.node for one in placed)
        self.movers = tuple(mover for one in placed for mover in _movers(scene, one))

    def at(self, side_m: float, scene: Scene | None = None) -> Batches:
        """Return what is drawn when places are squares of `side_m`; `scene` may differ from the first in its copies."""
        many = [
            drawn
            for one in _placed(scene or self._scene)
            for batch in one.node.instances
            for drawn in _many(scene or self._scene, one, batch, side_m)
        ]
        return Batches(self._still_at(side_m), tuple(many), self.movers, self.features)

    def _still_at(self, side_m: float) -> tuple[Still, ...]:
        if side_m not in self._still:
            groups: _Groups = {}
            for number, one in enumerate(self._placed):
                for mesh in _finest(self._scene, one.node):
                    _group(groups, self._scene, one, (mesh, number), side_m)
            self._still[side_m] = tuple(_still(key, parts) for key, parts in groups.items())
        return self._still[side_m]


def _finest(scene: Scene, node: Node) -> list[Mesh]:
    levels = scene.models[node.model].levels if node.model is not None else ()
    return [mesh for mesh in levels[0] if len(mesh.face)] if levels else []


def material_count(batches: Batches, scene: Scene) -> int:
    """Return how many materials the file of `batches` has."""
    meshes = [still.mesh for still in batches.still]
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
            groups.setdefault((node.id, cell, *_look(scene, mesh, node.id)), []).append((piece, feature))
        return
    origin = one.world[(0, 2), 3]
    place: tuple[int, ...] = tuple(np.floor(origin / side_m).astype(int).tolist())
    groups.setdefault((None, place, *_look(scene, mesh, node.id)), []).append((placed, feature))


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
    place = np.floor(middle / side_m).astype(np.int64)
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


def _still(key: tuple[object, ...], parts: list[tuple[Mesh, int]]) -> Still:
    owner, place = key[:2]
    meshes = [mesh for mesh, _ in parts]
    joined = meshes[0] if len(meshes) == 1 else join(meshes)
    feature = np.repeat([number for _, number in parts], [len(mesh.position_m) for mesh in meshes]).astype(np.uint16)
    where = ".".join(map(str, place)) if isinstance(place, tuple) else ""
    name = f"{owner or 'batch'}.{joined.material}.{where}"
    return Still(name, owner if isinstance(owner, str) else None, joined, feature, _box(joined.position_m, joined))


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


def _many(scene: Scene, one: _Placed, batch: Instances, side_m: float) -> list[Many]:
    if not len(batch):
        return []
    model = scene.models[batch.model]
    level = np.zeros(len(batch), np.int64) if batch.level is None else batch.level.astype(np.int64)
    level = np.clip(level, 0, max(len(model.levels) - 1, 0))
    place = np.floor(batch.position_m[:, (0, 2)] / side_m).astype(np.int64)
    code = (level * _FAR + place[:, 0]) * _FAR + place[:, 1]
    made = []
    for kind in np.unique(code):
        which = np.flatnonzero(code == kind)
        first = int(which[0])
        meshes = by_look(_at_rest(model, int(level[first])), scene)
        if meshes:
            name = ".".join([one.node.id, batch.model, str(level[first]), *map(str, place[first].tolist())])
            box = _box_of_copies(batch, which, meshes, one.world)
            made.append(Many(name, one.node, model, int(level[first]), batch, which, meshes, box))
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


def _box_of_copies(batch: Instances, which: NDArray[np.int64], meshes: tuple[Mesh, ...], world: F64) -> Box:
    low = np.min([mesh.position_m.min(axis=0) for mesh in meshes], axis=0)
    high = np.max([mesh.position_m.max(axis=0) for mesh in meshes], axis=0)
    reach = max(float(np.hypot(mesh.position_m[:, 0], mesh.position_m[:, 2]).max()) for mesh in meshes)
    grow = batch.scale[which, None]
    at = batch.position_m[which]
    least = (at + grow * np.array([-reach, low[1], -reach])).min(axis=0)
    most = (at + grow * np.array([reach, high[1], reach])).max(axis=0)
    corner = np.array(np.meshgrid(*zip(least, most, strict=True))).reshape(3, -1).T @ world[:3, :3].T + world[:3, 3]
    triangles = len(which) * sum(len(mesh.face) for mesh in meshes)
    return Box(corner.min(axis=0), corner.max(axis=0), triangles, len(meshes))
