"""Profile `generic`: plain nodes that share meshes, nothing required, for any engine that reads glTF 2.0."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distinct
from worldgen.core.record import dataclass
from worldgen.export.document import Document, Row, rounded, to_json
from worldgen.export.extras import mesh_extras, scene_extras
from worldgen.export.materials import MaterialTable
from worldgen.export.motion import Animations
from worldgen.export.surface import by_material, colours, texture_coordinates, unit_normals
from worldgen.export.tree import closing_nodes, collider_children, finish, put_camera, put_light, transform
from worldgen.scene import F32, Instances, Mesh, Model, Moving, Node, Scene

# A plain node has no colour of its own, so copies are shown in the nearest of a few shades of their model. The palette
# is fixed, not fitted to the copies: else one tree more would move the shade of all others.
_SHADES = np.array([[1.0, 1.0, 1.0], [0.86, 0.92, 0.96], [1.16, 1.1, 1.04], [1.37, 1.16, 0.72]], np.float32)
_WHITE = 0


def generic_glb(scene: Scene) -> bytes:
    """Return `scene` as a GLB of plain nodes."""
    return _Generic(scene).to_glb()


@dataclass(eq=False, slots=True)
class _Attributes:
    """What the shades of one mesh share."""

    mesh: Mesh
    row: Row


@dataclass(eq=False)
class _Generic:
    scene: Scene
    document: Document = field(default_factory=Document)
    _mesh: dict[tuple[str, str, int, int], int | None] = field(default_factory=dict)
    _shared: dict[tuple[str, str, int], list[_Attributes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.materials = MaterialTable(self.document, self.scene.materials)
        self.animations = Animations(self.document)

    def to_glb(self) -> bytes:
        roots = [self._node(node) for node in self.scene.roots]
        roots += closing_nodes(self.document, self.scene)
        finish(self.document)
        extras = {"worldgen": scene_extras(self.scene, "generic", self.animations.names())}
        return self.document.to_glb({"name": self.scene.id, "nodes": roots, "extras": extras})

    def _node(self, node: Node) -> int:
        index = self.document.reserve()
        row = transform(node)
        children = put_camera(self.document, node, row)
        if node.light is not None:
            put_light(self.document, node.light, row)
        if node.model is not None:
            children += self._model(self.scene.models[node.model], node, row)
        for batch in node.instances:
            children += self._instances(node.id, batch)
        children += [self._node(child) for child in node.children]
        if children:
            row["children"] = children
        self.document.put(index, row)
        return index

    def _model(self, model: Model, node: Node, row: Row) -> list[int]:
        mesh = self._mesh_of(model, 0, _WHITE)
        if mesh is not None:
            row["mesh"] = mesh
        moving = [self._moving(model, part, (node.id, node.id), (0, _WHITE)) for part in model.moving]
        return moving + collider_children(self.document, node, model)

    def _moving(self, model: Model, part: Moving, owner: tuple[str, str], look: tuple[int, int]) -> int:
        """Return the node of a moving part; `owner` is the node it belongs to, and whose animation it moves in."""
        (owner_id, herd), (level, shade) = owner, look
        row: Row = {"name": f"{owner_id}.{part.name}", "translation": rounded(part.pivot_m)}
        mesh = self._mesh_of(model, min(level, len(part.levels) - 1), shade, part)
        if mesh is not None:
            row["mesh"] = mesh
        index = self.document.add(row)
        self.animations.add(f"{herd}.{part.clip.name}", index, part.clip, part.pivot_m)
        return index

    def _instances(self, owner: str, batch: Instances) -> list[int]:
        """Return the nodes of a batch: its copies, or one that moves with all of them below it."""
        if batch.clip is None:
            return self._copies(owner, batch)
        index = self.document.reserve()
        still = replace(batch, clip=None, position_m=batch.position_m - np.array(batch.pivot_m, np.float32))
        row: Row = {"name": f"{owner}.{batch.clip.name}.{batch.model}", "translation": rounded(batch.pivot_m)}
        self.document.put(index, row | {"children": self._copies(owner, still)})
        self.animations.add(f"{owner}.{batch.clip.name}", index, batch.clip, batch.pivot_m)
        return [index]

    def _copies(self, owner: str, batch: Instances) -> list[int]:
        """Return one node for each copy, named by the cell that it grew from."""
        model = self.scene.models[batch.model]
        level = np.zeros(len(batch), np.int64) if batch.level is None else batch.level.astype(np.int64)
        level = np.clip(level, 0, max(len(model.levels) - 1, 0))
        shade = _nearest(batch.tint)
        kind = level * len(_SHADES) + shade
        mesh = {int(k): self._mesh_of(model, *divmod(int(k), len(_SHADES))) for k in distinct(kind)}
        half = batch.yaw_rad.astype(np.float64) / 2.0
        numbers = np.round(np.column_stack([batch.position_m, batch.scale]).astype(np.float64), 4) + 0.0
        turn = np.round(np.stack([np.sin(half), np.cos(half)], axis=-1), 6) + 0.0
        if model.moving:
            return self._moving_instances(owner, batch, (kind, numbers, turn))
        head = to_json({"name": f"{owner}.{batch.model}."})[:-2]
        texts = [
            f'{head}{key:016x}","mesh":{mesh[k]},"translation":[{x},{y},{z}],"rotation":[0,{s},0,{c}],"scale":[{g},{g},{g}]}}'
            for key, k, (x, y, z, g), (s, c) in zip(
                batch.key.tolist(), kind.tolist(), numbers.tolist(), turn.tolist(), strict=True
            )
        ]
        return list(self.document.add_many(texts))

    def _moving_instances(
        self, owner: str, batch: Instances, rows: tuple[NDArray[np.int64], NDArray[Any], NDArray[Any]]
    ) -> list[int]:
        model = self.scene.models[batch.model]
        made = []
        for key, kind, (x, y, z, grow), (sin, cos) in zip(
            batch.key.tolist(), *(row.tolist() for row in rows), strict=True
        ):
            name = f"{owner}.{batch.model}.{key:016x}"
            index = self.document.reserve()
            look = divmod(kind, len(_SHADES))
            row: Row = {"name": name, "translation": [x, y, z], "rotation": [0.0, sin, 0.0, cos], "scale": [grow] * 3}
            mesh = self._mesh_of(model, *look)
            if mesh is not None:
                row["mesh"] = mesh
            herd = f"{owner}.{batch.model}"
            row["children"] = [self._moving(model, part, (name, herd), look) for part in model.moving]
            self.document.put(index, row)
            made.append(index)
        return made

    def _mesh_of(self, model: Model, level: int, shade: int, part: Moving | None = None) -> int | None:
        key = (model.id, part.name if part else "", level, shade)
        if key not in self._mesh:
            self._mesh[key] = self._write(model, level, shade, part)
        return self._mesh[key]

    def _write(self, model: Model, level: int, shade: int, part: Moving | None) -> int | None:
        name = model.id + (f".{part.name}" if part else "")
        shared = self._attributes(model, level, part)
        if not shared:
            return None
        tint = None if shade == _WHITE else _SHADES[shade]
        primitives = []
        for one in shared:
            attributes = dict(one.row["attributes"])
            values = colours(one.mesh, tint, 65535).astype(np.uint16)
            attributes["COLOR_0"] = self.document.vertices("colour", values, normalised=True)
            primitives.append(one.row | {"attributes": attributes})
        name += f".{level}" if level else ""
        name += f".{'abcdefgh'[shade]}" if shade else ""
        row: Row = {"name": name, "primitives": primitives}
        if part is None:
            row["extras"] = {"worldgen": mesh_extras(model, level)}
        self.document.meshes.append(row)
        return len(self.document.meshes) - 1

    def _attributes(self, model: Model, level: int, part: Moving | None) -> list[_Attributes]:
        key = (model.id, part.name if part else "", level)
        if key not in self._shared:
            levels = part.levels if part else model.levels
            meshes = by_material(levels[min(level, len(levels) - 1)]) if levels else []
            self._shared[key] = [_Attributes(mesh, self._primitive(mesh)) for mesh in meshes]
        return self._shared[key]

    def _primitive(self, mesh: Mesh) -> Row:
        material, uv = self.materials.of(mesh)
        write = self.document.vertices
        return {
            "attributes": {
                "POSITION": write("position", mesh.position_m, bounds=True),
                "NORMAL": write("normal", unit_normals(mesh)),
                "TEXCOORD_0": write("uv", texture_coordinates(mesh) if uv is None else uv),
            },
            "indices": self.document.indices(mesh.face, len(mesh.position_m)),
            "material": material,
        }


def _nearest(tint: F32) -> NDArray[np.int64]:
    """Return the shade (n,) that is nearest to each tint (n, 3)."""
    apart = ((tint[:, None, :] - _SHADES[None]) ** 2).sum(axis=-1)
    return np.asarray(apart.argmin(axis=1), np.int64)
