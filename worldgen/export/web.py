"""Profile `web`: few draw calls and few bytes for a page, and every thing still there by name.

The tree is that of profile generic with the meshes taken off: what stands still is merged into batches whose vertices
say which node they belong to (EXT_mesh_features), copies are instanced, numbers are small integers
(KHR_mesh_quantization), and the whole is packed (EXT_meshopt_compression) where the `meshopt` wheel is at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.export.document import Document, Encoder, Row, View, rounded
from worldgen.export.drawn import Batches, Many, Mover, Still
from worldgen.export.extras import mesh_extras, piece_extras, scene_extras
from worldgen.export.materials import MaterialTable
from worldgen.export.motion import Animations
from worldgen.export.surface import colours, texture_coordinates, unit_normals
from worldgen.export.tree import closing_nodes, collider_children, finish, put_camera, put_light, transform
from worldgen.scene import Clip, Mesh, Node, Scene

FINEST_M = 2.0**-12  # of quantised positions: a quarter of a millimetre
_REACH = 32767
_U16_ROLES = ("ground", "water", "base")  # wide gradients show steps in eight linear bits


def web_glb(scene: Scene, batches: Batches) -> bytes:
    """Return `scene`, drawn as `batches` say, as a GLB for the web."""
    return _Web(scene, batches).to_glb()


@dataclass(frozen=True, eq=False, slots=True)
class _Grid:
    """Integers of positions: metres = integer * step_m + offset_m."""

    step_m: float
    offset_m: NDArray[np.float64]

    def integers(self, position_m: NDArray[np.float32]) -> NDArray[np.int16]:
        return np.rint((position_m - self.offset_m) / self.step_m).astype(np.int16)


@dataclass(eq=False)
class _Web:
    scene: Scene
    batches: Batches
    document: Document = field(default_factory=Document)
    _meshes: dict[tuple[str, int], tuple[int, _Grid]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document.used.add("KHR_mesh_quantization")
        self.document.required.add("KHR_mesh_quantization")
        self.materials = MaterialTable(self.document, self.scene.materials)
        self.animations = Animations(self.document)
        self.owner = {node.id: node for node in self.batches.features}
        self.step_of: dict[str, float] = {}
        for still in self.batches.still:
            if still.owner is not None:
                # One step for all parts of a ground, so that their seams stay closed.
                step = _step(still.box.low, still.box.high)
                self.step_of[still.owner] = max(step, self.step_of.get(still.owner, step))

    def to_glb(self) -> bytes:
        roots = [self._node(node) for node in self.scene.roots]
        roots += [self._still(still) for still in self.batches.still]
        roots += closing_nodes(self.document, self.scene)
        finish(self.document)
        encode = _encoder()
        if encode is not None:
            self.document.used.add("EXT_meshopt_compression")
            self.document.required.add("EXT_meshopt_compression")
        extras = scene_extras(self.scene, "web", self.animations.names()) | {
            "compression": "none" if encode is None else "meshopt",
            "features": [node.id for node in self.batches.features],
        }
        row = {"name": self.scene.id, "nodes": roots, "extras": {"worldgen": extras}}
        return self.document.to_glb(row, encode)

    def _node(self, node: Node) -> int:
        index = self.document.reserve()
        row = transform(node)
        children = put_camera(self.document, node, row)
        if node.light is not None:
            put_light(self.document, node.light, row)
        if node.model is not None:
            children += [self._mover(one) for one in self.batches.movers if one.owner.id == node.id]
            children += collider_children(self.document, node, self.scene.models[node.model])
        children += [self._many(one) for one in self.batches.many if one.owner.id == node.id]
        children += [self._node(child) for child in node.children]
        if children:
            row["children"] = children
        self.document.put(index, row)
        return index

    def _still(self, still: Still) -> int:
        owner = None if still.owner is None else self.owner[still.owner]
        mesh, feature = still.mesh()
        grid = _grid([mesh], self.step_of[still.owner] if still.owner is not None else None)
        fine = owner is not None and owner.semantics is not None and owner.semantics.role in _U16_ROLES
        primitive = self._primitive(mesh, grid, feature, fine=fine)
        self.document.meshes.append({"name": still.name, "primitives": [primitive]})
        return self.document.add({
            "name": still.name, "mesh": len(self.document.meshes) - 1,
            "extras": {"worldgen": {"role": "batch"} if owner is None else piece_extras(owner)}, **_placed(grid),
        })  # fmt: skip

    def _mover(self, mover: Mover) -> int:
        name = f"{mover.owner.id}.{mover.part.name}"
        index = self.document.reserve()
        grid = _grid(mover.meshes)
        primitives = [self._primitive(mesh, grid, None, fine=False) for mesh in mover.meshes]
        self.document.meshes.append({"name": name, "primitives": primitives})
        # The animation owns the transform of the part, so that of the integers needs a node of its own.
        shown = self.document.add({"name": f"{name}.mesh", "mesh": len(self.document.meshes) - 1, **_placed(grid)})
        self.document.put(index, {"name": name, "translation": rounded(mover.part.pivot_m), "children": [shown]})
        clip = mover.part.clip
        self.animations.add(f"{mover.owner.id}.{clip.name}", index, clip, mover.part.pivot_m)
        return index

    def _many(self, many: Many) -> int:
        self.document.used.add("EXT_mesh_gpu_instancing")
        self.document.required.add("EXT_mesh_gpu_instancing")
        if many.batch.clip is not None:
            return self._flock(many, many.batch.clip)
        return self._copies(many)

    def _flock(self, many: Many, clip: Clip) -> int:
        """Return a node that moves with all copies of `many` below it."""
        index = self.document.reserve()
        pivot = many.batch.pivot_m
        still = replace(many.batch, clip=None, position_m=many.batch.position_m - np.array(pivot, np.float32))
        row: Row = {"name": f"{many.name}.moving", "translation": rounded(pivot)}
        self.document.put(index, row | {"children": [self._copies(replace(many, batch=still))]})
        self.animations.add(f"{many.owner.id}.{clip.name}", index, clip, pivot)
        return index

    def _copies(self, many: Many) -> int:
        mesh, grid, brightest = self._shared(many)
        attributes = self._instances(many, grid, brightest)
        low, high = rounded(many.box.low.tolist(), 3), rounded(many.box.high.tolist(), 3)
        meaning = {"role": "instances", "model": many.model.id, "level": many.level, "box_m": [low, high]}
        return self.document.add({
            "name": many.name, "mesh": mesh, "extras": {"worldgen": meaning},
            "extensions": {"EXT_mesh_gpu_instancing": {"attributes": attributes}},
        })  # fmt: skip

    def _shared(self, many: Many) -> tuple[int, _Grid, float]:
        key = (many.model.id, many.level)
        # Tints go above 1 and eight bits do not, so the mesh is as bright as it can be and the tints darker.
        most = max(float(mesh.colour[:, :3].max()) for mesh in many.meshes)
        brightest = min(2.0, 1.0 / max(most, 0.5))
        if key not in self._meshes:
            grid = _grid(many.meshes)
            primitives = [self._primitive(mesh, grid, None, fine=False, bright=brightest) for mesh in many.meshes]
            name = f"{many.model.id}.{many.level}" if many.level else many.model.id
            extras = {"worldgen": mesh_extras(many.model, many.level, grid.step_m, grid.offset_m.tolist())}
            self.document.meshes.append({"name": name, "primitives": primitives, "extras": extras})
            self._meshes[key] = (len(self.document.meshes) - 1, grid)
        return (*self._meshes[key], brightest)

    def _instances(self, many: Many, grid: _Grid, brightest: float) -> Row:
        """Return the instancing attributes: turn, growth and place of each copy, with the grid of its mesh in them."""
        batch, which = many.batch, _near_first(many)
        scale = np.rint(batch.scale[which].astype(np.float64) * 1024.0) / 1024.0
        half = batch.yaw_rad[which].astype(np.float64) / 2.0
        turn = np.zeros((len(which), 4))
        turn[:, 1], turn[:, 3] = np.sin(half), np.cos(half)
        cos, sin = np.cos(2.0 * half) * scale, np.sin(2.0 * half) * scale
        ox, oy, oz = grid.offset_m.tolist()
        shift = np.column_stack([cos * ox + sin * oz, scale * oy, cos * oz - sin * ox])
        place = np.rint((batch.position_m[which] + shift) * 1024.0) / 1024.0
        tint = np.ones((len(which), 4))
        tint[:, :3] = np.clip(batch.tint[which] / brightest, 0.0, 1.0)
        grown = np.repeat((scale * grid.step_m)[:, None], 3, axis=1)
        data = self.document.data
        return {
            "ROTATION": data("instance.turn", np.rint(turn * 32767).astype(np.int16), normalised=True),
            "SCALE": data("instance.scale", grown.astype(np.float32)),
            "TRANSLATION": data("instance.place", place.astype(np.float32)),
            "_COLOR_0": data("instance.colour", np.rint(tint * 255).astype(np.uint8), normalised=True),
        }

    def _primitive(
        self, mesh: Mesh, grid: _Grid, feature: NDArray[np.uint16] | None, *, fine: bool, bright: float = 1.0
    ) -> Row:
        material, glow_uv = self.materials.of(mesh)
        uv = texture_coordinates(mesh) if glow_uv is None else glow_uv
        most, kind = (65535, np.uint16) if fine else (255, np.uint8)
        tint = None if bright == 1.0 else np.full(3, bright, np.float32)
        columns: dict[str, tuple[NDArray[Any], bool]] = {
            "POSITION": (grid.integers(mesh.position_m), False),
            "NORMAL": (np.rint(unit_normals(mesh) * 127.0).astype(np.int8), True),
            "COLOR_0": (colours(mesh, tint, most).astype(kind), True),
            "TEXCOORD_0": _small(uv),
        }
        if feature is not None:
            columns["_FEATURE_ID_0"] = (feature[:, None], False)
        face, columns = _reordered(mesh.face, columns)
        attributes = {
            name: self.document.vertices(name.lower(), array, normalised=normal, bounds=name == "POSITION")
            for name, (array, normal) in columns.items()
        }
        count = len(columns["POSITION"][0])
        row: Row = {"attributes": attributes, "indices": self.document.indices(face, count, alone=True)}
        row["material"] = material
        if feature is not None:
            self.document.used.add("EXT_mesh_features")
            ids = {"featureCount": len(self.batches.features), "attribute": 0, "label": "node"}
            row["extensions"] = {"EXT_mesh_features": {"featureIds": [ids]}}
        return row


def _step(low: NDArray[np.float64], high: NDArray[np.float64]) -> float:
    step = FINEST_M
    # One step of room, since the middle is rounded to a step too.
    while float((high - low).max()) / 2.0 / step > _REACH - 1:
        step *= 2.0
    return step


def _grid(meshes: Sequence[Mesh], step_m: float | None = None) -> _Grid:
    """Return the finest grid by powers of two that holds `meshes`; its offset lies on it."""
    low, high = _bounds(meshes)
    step = _step(low, high) if step_m is None else step_m
    return _Grid(step, np.rint((low + high) / 2.0 / step) * step)


def _bounds(meshes: Sequence[Mesh]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    low = np.min([mesh.position_m.min(axis=0) for mesh in meshes], axis=0).astype(np.float64)
    high = np.max([mesh.position_m.max(axis=0) for mesh in meshes], axis=0).astype(np.float64)
    return low, high


def _placed(grid: _Grid) -> Row:
    return {"translation": grid.offset_m.tolist(), "scale": [grid.step_m] * 3}


def _small(uv: NDArray[np.float32]) -> tuple[NDArray[Any], bool]:
    if len(uv) and float(uv.min()) >= 0.0 and float(uv.max()) <= 1.0:
        return np.rint(uv * 65535.0).astype(np.uint16), True
    return uv, False


def _near_first(many: Many) -> NDArray[np.int64]:
    """Return the rows of the copies, near ones next to each other: they pack better."""
    at = np.rint(many.batch.position_m[many.which] / 4.0).astype(np.int64)
    order = np.lexsort((many.batch.key[many.which], at[:, 0], at[:, 2]))
    return many.which[order]


def _meshopt() -> ModuleType | None:
    try:
        import meshopt  # noqa: PLC0415  only this profile needs it, and there is not a wheel for every machine
    except ImportError:
        return None
    return meshopt  # type: ignore[no-any-return]


def _reordered(
    face: NDArray[np.uint32], columns: dict[str, tuple[NDArray[Any], bool]]
) -> tuple[NDArray[np.uint32], dict[str, tuple[NDArray[Any], bool]]]:
    """Return faces and vertices in the order in which a graphics card likes them and they pack well."""
    meshopt = _meshopt()
    if meshopt is None:
        return face, columns
    flat, place, used = meshopt.reorder_mesh(np.ascontiguousarray(face.reshape(-1)), True, False)
    keep = np.flatnonzero(place < used)
    moved: dict[str, tuple[NDArray[Any], bool]] = {}
    for name, (array, normal) in columns.items():
        sorted_array = np.zeros((used, array.shape[1]), array.dtype)
        sorted_array[place[keep]] = array[keep]
        moved[name] = (sorted_array, normal)
    return np.asarray(flat, np.uint32).reshape(-1, 3), moved


def _encoder() -> Encoder | None:
    meshopt = _meshopt()
    if meshopt is None:
        return None

    def encode(name: str, view: View) -> tuple[bytes, Row] | None:
        if not name.startswith(("index", "instance")) and not view.stride:
            return None
        raw = np.frombuffer(b"".join(view.parts), np.uint8)
        count = len(raw) // view.row_bytes
        mode = "TRIANGLES" if name.startswith("index") else "ATTRIBUTES"
        if mode == "TRIANGLES":
            packed = meshopt.encode_gltf_buffer(raw.view("<u2" if view.row_bytes == 2 else "<u4"), mode)
        else:
            packed = meshopt.encode_gltf_buffer(raw.reshape(count, view.row_bytes), mode)
        return bytes(packed), {"byteStride": view.row_bytes, "count": count, "mode": mode}

    return encode
