"""What profile web draws, before it is written: still batches by material and place, copies by model and place, movers.

A batch is small enough to be left out when it is not in view and large enough that there are few: `CUTS` are the ways
to cut a world up, and the budget chooses.

CONTRIBUTOR NOTES
    Copies of one model spread over a whole world cannot be culled: every view draws all of them. In the river valley
    (256 m, 26 plants and stones at two levels of detail) squares of 64 m spare a seventh of the triangles of the worst
    view and take 236 draw calls; one square for all takes 38. So the cuts are tried in order, and detail goes last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distinct
from worldgen.core.record import dataclass
from worldgen.export.drawn import Batches, Box, Cut, Many, Mover, Piece, Still
from worldgen.export.materials import glow_of
from worldgen.export.placing import F64, WHOLE_M, Placed, by_place, cut_up, moved, place_of, placed_nodes
from worldgen.export.surface import join
from worldgen.scene import F32, Instances, Material, Mesh, Model, Node, Scene

_WHOLE_ROLES = ("ground", "water", "base")
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
        placed = list(placed_nodes(scene))
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
        placed = self._remember(("placed",), partial(_with_copies, scene or self._scene))
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

    def _copies(self, groups: _Groups, one: Placed, number: int, cut: Cut) -> list[Many]:
        """Return the copies in batch `number` of a node that are instanced; those that are merged go to `groups`."""
        batch = one.node.instances[number]
        model = self._scene.models[batch.model]
        made: list[Many] = []
        for level, which in self._remember(("levels", one.node.id, number), lambda: _by_level(batch, model)):
            kind = self._kind_of(model, level)
            key = (one.node.id, number, level)
            if kind.plain and batch.clip is None and len(which) * kind.vertices <= cut.merged_vertices:
                pieces = self._remember(
                    ("pieces", *key, cut.still_m),
                    partial(_pieces, kind, one, (batch, which), self._number[one.node.id], cut.still_m),
                )
                for place, piece in pieces:
                    look = _look(self._scene, piece.template, "")
                    groups.setdefault((None, place, *look), []).append(piece)
            elif kind.meshes:
                side_m = cut.copies_m if batch.clip is None else WHOLE_M  # what moves together stays together
                made += self._remember(
                    ("many", *key, side_m),
                    partial(_instanced, kind, one, (batch, which), (model, level), side_m),
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


def _group(groups: _Groups, scene: Scene, one: Placed, part: tuple[Mesh, int], side_m: float) -> None:
    mesh, feature = part
    node = one.node
    placed = moved(mesh, one.world)
    if stays_whole(node):
        for cell, piece in cut_up(placed, side_m):
            box = _box(piece.position_m, piece)
            groups.setdefault((node.id, cell, *_look(scene, mesh, node.id)), []).append(Piece(piece, feature, box))
        return
    origin = one.world[(0, 2), 3]
    place: tuple[int, ...] = tuple(place_of(origin, side_m).tolist())
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


def _with_copies(scene: Scene) -> list[Placed]:
    return [one for one in placed_nodes(scene) if one.node.instances]


def _by_level(batch: Instances, model: Model) -> list[tuple[int, NDArray[np.int64]]]:
    """Return (level of detail, rows of the copies that have it)."""
    level = np.zeros(len(batch), np.int64) if batch.level is None else batch.level.astype(np.int64)
    level = np.clip(level, 0, max(len(model.levels) - 1, 0))
    return [(number, np.flatnonzero(level == number)) for number in distinct(level).tolist()]


def _pieces(
    kind: _Kind, one: Placed, copies: tuple[Instances, NDArray[np.int64]], feature: int, side_m: float
) -> list[tuple[tuple[int, ...], Piece]]:
    made = []
    for place, here in by_place(*copies, side_m):
        for mesh in kind.meshes:
            box = _box_of_copies(copies[0], here, kind, one.world, len(mesh.face))
            made.append((place, Piece(mesh, feature, box, copies[0], here, one.world)))
    return made


def _instanced(
    kind: _Kind, one: Placed, copies: tuple[Instances, NDArray[np.int64]], what: tuple[Model, int], side_m: float
) -> list[Many]:
    model, level = what
    made = []
    for place, here in by_place(*copies, side_m):
        clip = copies[0].clip
        name = ".".join([one.node.id, *([clip.name] if clip else []), model.id, str(level), *map(str, place)])
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


def _movers(scene: Scene, one: Placed) -> list[Mover]:
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
    at, grow = batch.position_m[which], batch.scale[which, None]
    if batch.clip is not None:
        at, grow = _swept(batch, at), np.tile(grow, (2, 1))
    low = (at + grow * np.array([-kind.reach_m, kind.low_m, -kind.reach_m])).min(axis=0)
    high = (at + grow * np.array([kind.reach_m, kind.high_m, kind.reach_m])).max(axis=0)
    # The corners of the box in the world, without naming all eight: by middle and half size.
    middle, half = (low + high) / 2.0, (high - low) / 2.0
    middle = world[:3, :3] @ middle + world[:3, 3]
    half = np.abs(world[:3, :3]) @ half
    calls = len(kind.meshes) if triangles is None else 1
    each = kind.triangles if triangles is None else triangles
    return Box(middle - half, middle + half, len(which) * each, calls)


def _swept(batch: Instances, at: F32) -> F32:
    """Return two opposite corners for each place (n, 3) of copies that move: between them they stay."""
    pivot = np.array(batch.pivot_m, np.float32)
    reach = np.linalg.norm(at - pivot, axis=1).max() + abs(batch.clip.amount if batch.clip else 0.0)
    return np.concatenate([np.broadcast_to(pivot - reach, at.shape), np.broadcast_to(pivot + reach, at.shape)])
