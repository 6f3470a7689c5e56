"""Read a GLB: its tree, its triangles and its extras; nothing of the maker's code, and no trust in the bytes.

Understands plain glTF 2.0, KHR_mesh_quantization, EXT_mesh_gpu_instancing and EXT_meshopt_compression (the last
through the `meshopt` package). Source: Khronos glTF 2.0 specification, sections 3.6 and 4.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass

F64 = NDArray[np.float64]
_TYPES: dict[int, np.dtype[Any]] = {
    5120: np.dtype("<i1"), 5121: np.dtype("<u1"), 5122: np.dtype("<i2"), 5123: np.dtype("<u2"),
    5125: np.dtype("<u4"), 5126: np.dtype("<f4"),
}  # fmt: skip
_WIDTH = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_MOST_DEPTH = 64


class NotGlbError(ValueError):
    """The bytes are not a GLB that can be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node of the default scene with its transform in the world (4, 4), column vectors."""

    index: int
    json: dict[str, Any]
    world: F64

    @property
    def name(self) -> str:
        """The node's name, or an empty string."""
        return str(self.json.get("name", ""))

    @property
    def meaning(self) -> dict[str, Any]:
        """What `extras.worldgen` says of the node."""
        found = self.json.get("extras", {}).get("worldgen", {})
        return found if isinstance(found, dict) else {}


class Glb:
    """One parsed file."""

    def __init__(self, data: bytes) -> None:
        self.json, self._bin = _chunks(data)
        self._views: dict[int, bytes] = {}

    def scene(self) -> dict[str, Any]:
        """Return the JSON of the default scene."""
        scene: dict[str, Any] = self.json["scenes"][self.json.get("scene", 0)]
        return scene

    def nodes(self) -> Iterator[PlacedNode]:
        """Yield every node of the default scene, parents first."""
        waiting = [(index, np.eye(4), 0) for index in reversed(self.scene().get("nodes", []))]
        while waiting:
            index, parent, depth = waiting.pop()
            if depth > _MOST_DEPTH:
                raise NotGlbError(f"the tree is deeper than {_MOST_DEPTH} nodes")
            node = self.json["nodes"][index]
            world = parent @ _local(node)
            yield PlacedNode(index, node, world)
            waiting.extend((child, world, depth + 1) for child in reversed(node.get("children", [])))

    def placements(self, node: PlacedNode) -> F64:
        """Return where the node's mesh stands: (k, 4, 4), one for each instance, or its own transform alone."""
        extension = node.json.get("extensions", {}).get("EXT_mesh_gpu_instancing")
        if extension is None:
            return node.world[None]
        attributes = extension["attributes"]
        count = self.json["accessors"][next(iter(attributes.values()))]["count"]
        turn = self.array(attributes["ROTATION"]) if "ROTATION" in attributes else np.tile([0, 0, 0, 1.0], (count, 1))
        grow = self.array(attributes["SCALE"]) if "SCALE" in attributes else np.ones((count, 3))
        move = self.array(attributes["TRANSLATION"]) if "TRANSLATION" in attributes else np.zeros((count, 3))
        local = np.tile(np.eye(4), (count, 1, 1))
        local[:, :3, :3] = _rotation(turn) * grow[:, None, :]
        local[:, :3, 3] = move
        return np.asarray(node.world @ local)

    def triangles(self, node: PlacedNode, material: str | None = None) -> tuple[F64, NDArray[np.int64]]:
        """Return (position (n, 3) in the world, face (m, 3)) of the node's mesh, instances expanded."""
        if "mesh" not in node.json:
            return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
        points: list[F64] = []
        faces: list[NDArray[np.int64]] = []
        start = 0
        for primitive in self.json["meshes"][node.json["mesh"]]["primitives"]:
            if primitive.get("mode", 4) != 4 or (material and self.material(primitive) != material):
                continue
            local = self.array(primitive["attributes"]["POSITION"])[:, :3]
            face = (
                self.array(primitive["indices"]).astype(np.int64).reshape(-1, 3)
                if "indices" in primitive
                else np.arange(len(local)).reshape(-1, 3)
            )
            for world in self.placements(node):
                points.append(local @ world[:3, :3].T + world[:3, 3])
                faces.append(face + start)
                start += len(local)
        if not points:
            return np.zeros((0, 3)), np.zeros((0, 3), np.int64)
        return np.concatenate(points), np.concatenate(faces)

    def material(self, primitive: dict[str, Any]) -> str:
        """Return the name of a primitive's material."""
        index = primitive.get("material")
        return "" if index is None else str(self.json["materials"][index].get("name", ""))

    def array(self, index: int) -> F64:
        """Return accessor `index` as (count, width) float64, normalised where the file says so."""
        accessor = self.json["accessors"][index]
        kind, width, count = _TYPES[accessor["componentType"]], _WIDTH[accessor["type"]], int(accessor["count"])
        if "bufferView" not in accessor:
            return np.zeros((count, width))
        view = self.json["bufferViews"][accessor["bufferView"]]
        stride = view.get("byteStride") or self._stride(view) or kind.itemsize * width
        data = self._view(accessor["bufferView"])
        start = accessor.get("byteOffset", 0)
        if count and start + stride * (count - 1) + kind.itemsize * width > len(data):
            raise NotGlbError(f"accessor {index} reaches past the end of its buffer view")
        raw = np.ndarray((count, width), kind, data, start, (stride, kind.itemsize))
        values = raw.astype(np.float64)
        if accessor.get("normalized"):
            values = np.maximum(values / np.iinfo(kind).max, -1.0)
        return values

    @staticmethod
    def _stride(view: dict[str, Any]) -> int | None:
        packed = view.get("extensions", {}).get("EXT_meshopt_compression")
        return packed["byteStride"] if packed else None

    def _view(self, index: int) -> bytes:
        if index not in self._views:
            view = self.json["bufferViews"][index]
            packed = view.get("extensions", {}).get("EXT_meshopt_compression")
            self._views[index] = _unpack(self._slice(packed), packed) if packed else self._slice(view)
        return self._views[index]

    def _slice(self, view: dict[str, Any]) -> bytes:
        start, length = view.get("byteOffset", 0), view["byteLength"]
        if start < 0 or length < 0 or start + length > len(self._bin):
            raise NotGlbError("a buffer view reaches past the end of the file")
        return self._bin[start : start + length]


def _chunks(data: bytes) -> tuple[dict[str, Any], bytes]:
    if len(data) < 20 or data[:4] != b"glTF":
        raise NotGlbError("this is not a GLB: it does not begin with 'glTF'")
    version, length = struct.unpack_from("<II", data, 4)
    if version != 2 or length > len(data):
        raise NotGlbError(f"GLB version {version} of {length} bytes; wanted version 2 of at most {len(data)}")
    place, text, binary = 12, b"", b""
    while place + 8 <= length:
        size, kind = struct.unpack_from("<I4s", data, place)
        chunk = data[place + 8 : place + 8 + size]
        if len(chunk) != size:
            raise NotGlbError("a chunk reaches past the end of the file")
        if kind == b"JSON":
            text = chunk
        elif kind == b"BIN\0" and not binary:
            binary = chunk
        place += 8 + size
    try:
        found = json.loads(text)
    except ValueError as error:
        raise NotGlbError(f"the JSON of the GLB cannot be read: {error}") from None
    if not isinstance(found, dict) or "asset" not in found:
        raise NotGlbError("the JSON of the GLB has no 'asset'")
    return found, binary


def _unpack(data: bytes, packed: dict[str, Any]) -> bytes:
    import meshopt  # noqa: PLC0415  only files that are compressed need it

    mode = packed["mode"]
    plain = meshopt.decode_gltf_buffer(
        data, packed["count"], packed["byteStride"], mode, None if mode != "ATTRIBUTES" else packed.get("filter")
    )
    return bytes(np.ascontiguousarray(plain).tobytes())


def _local(node: dict[str, Any]) -> F64:
    if "matrix" in node:
        return np.asarray(node["matrix"], np.float64).reshape(4, 4).T
    local = np.eye(4)
    turn = np.asarray(node.get("rotation", [0, 0, 0, 1]), np.float64)
    local[:3, :3] = _rotation(turn[None])[0] * np.asarray(node.get("scale", [1, 1, 1]), np.float64)
    local[:3, 3] = node.get("translation", [0, 0, 0])
    return local


def _rotation(turn: F64) -> F64:
    """Return rotation matrices (k, 3, 3) of unit quaternions (k, 4) x, y, z, w."""
    x, y, z, w = np.asarray(turn, np.float64).T
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.asarray(rows), 2, 0)
