"""A glTF 2.0 file in the making: buffer views, accessors, nodes, and at the end the bytes of a GLB.

CONTRIBUTOR NOTES
    pygltflib builds an object for every node and walks all of them when it writes; see `docs/adr` for the figures.
    Here a node is a piece of JSON text as soon as it is known, and many nodes alike are written in one go.
    Source: Khronos glTF 2.0 specification, sections 3.6 (data), 4 (GLB) and 5 (properties).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.arrays import extent
from worldgen.core.record import dataclass
from worldgen.core.version import __version__

GENERATOR = f"worldgen {__version__}"
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
_COMPONENT = {"b": 5120, "B": 5121, "h": 5122, "H": 5123, "I": 5125, "f": 5126}  # by the character of a dtype
_TYPE = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4"}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
Row = dict[str, Any]


@dataclass(eq=False, slots=True)
class View:
    """One buffer view while it grows: rows of `stride` bytes for vertices, plain data where `stride` is 0."""

    stride: int
    target: int
    row_bytes: int  # of one vertex, index or instance
    parts: list[bytes] = field(default_factory=list)
    length: int = 0

    def append(self, data: bytes) -> int:
        """Add `data` at the next multiple of four bytes and return where it begins."""
        self.pad()
        start = self.length
        self.parts.append(data)
        self.length += len(data)
        return start

    def pad(self) -> None:
        """Fill up to a multiple of four bytes."""
        if self.length % 4:
            self.parts.append(bytes(-self.length % 4))
            self.length += -self.length % 4


Encoder = Callable[[str, View], tuple[bytes, Row] | None]


@dataclass(eq=False, slots=True)
class Document:
    """Everything of one file. Lists hold JSON values in file order; `nodes` holds JSON text."""

    nodes: list[str] = field(default_factory=list)
    meshes: list[Row] = field(default_factory=list)
    materials: list[Row] = field(default_factory=list)
    textures: list[bytes] = field(default_factory=list)  # PNG files
    cameras: list[Row] = field(default_factory=list)
    lights: list[Row] = field(default_factory=list)
    animations: list[Row] = field(default_factory=list)
    accessors: list[Row] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    root: Row = field(default_factory=dict)  # further properties of the file: extensions, extras

    def reserve(self) -> int:
        """Return the index of a node that `put` fills in later, so that parents come before children."""
        self.nodes.append("")
        return len(self.nodes) - 1

    def put(self, index: int, node: Row) -> None:
        """Write the node at `index`."""
        self.nodes[index] = to_json(node)

    def add(self, node: Row) -> int:
        """Append a node and return its index."""
        self.nodes.append(to_json(node))
        return len(self.nodes) - 1

    def add_many(self, texts: list[str]) -> range:
        """Append nodes that are JSON text already and return their indices."""
        start = len(self.nodes)
        self.nodes += texts
        return range(start, len(self.nodes))

    def vertices(self, name: str, array: NDArray[Any], *, normalised: bool = False, bounds: bool = False) -> int:
        """Return the accessor of `array` (n, width), a vertex attribute; rows are padded to four bytes.

        Accessors of one `name`, type and width share a buffer view.
        """
        n, width = array.shape
        size = array.dtype.itemsize * width
        stride = size + -size % 4
        raw: NDArray[np.uint8] = np.ascontiguousarray(array, array.dtype.newbyteorder("<")).view(np.uint8)
        raw = raw.reshape(n, size)
        if stride != size:
            padded = np.zeros((n, stride), np.uint8)
            padded[:, :size] = raw
            raw = padded
        return self._accessor(f"{name}.{array.dtype.str}.{stride}", raw.tobytes(), array, (stride, ARRAY_BUFFER), {
            "normalized": normalised, "bounds": bounds,
        })  # fmt: skip

    def indices(self, face: NDArray[np.uint32], vertex_count: int, *, alone: bool = False) -> int:
        """Return the accessor of `face` (m, 3) as 16-bit numbers where they fit (65535 is kept free).

        `alone` gives it a buffer view of its own, as an encoder of triangles wants.
        """
        small = vertex_count <= 65535
        flat = face.reshape(-1, 1).astype("<u2" if small else "<u4")
        name = f"index.{2 if small else 4}" + (f".{len(self.accessors)}" if alone else "")
        return self._accessor(name, flat.tobytes(), flat, (0, ELEMENT_ARRAY_BUFFER), {})

    def data(self, name: str, array: NDArray[Any], *, bounds: bool = False, normalised: bool = False) -> int:
        """Return the accessor of `array` (n, width) that is neither vertices nor indices: keyframes, instances."""
        plain = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        return self._accessor(name, plain.tobytes(), array, (0, 0), {"bounds": bounds, "normalized": normalised})

    def _accessor(
        self, view_name: str, raw: bytes, array: NDArray[Any], kind: tuple[int, int], how: dict[str, bool]
    ) -> int:
        stride, target = kind
        view = self.views.setdefault(view_name, View(stride, target, stride or array.dtype.itemsize * array.shape[1]))
        start = view.append(raw)
        row: Row = {"bufferView": view_name, "componentType": _COMPONENT[array.dtype.char], "count": len(array)}
        row["type"] = _TYPE[array.shape[1]]
        if start:
            row["byteOffset"] = start
        if how.get("normalized"):
            row["normalized"] = True
        if how.get("bounds") and len(array):
            row["min"], row["max"] = (end.tolist() for end in extent(array))
        self.accessors.append(row)
        return len(self.accessors) - 1

    def to_glb(self, scene: Row, encode: Encoder | None = None) -> bytes:
        """Return the finished file with `scene` as its only scene, its views packed by `encode` where one is given."""
        place = {name: index for index, name in enumerate(self.views)}
        views, chunks, lengths = _packed(self.views, encode)
        for png in self.textures:
            views.append({"buffer": 0, "byteOffset": lengths[0], "byteLength": len(png)})
            chunks += [png, bytes(-len(png) % 4)]
            lengths[0] += len(png) + -len(png) % 4
        accessors = [{**row, "bufferView": place[row["bufferView"]]} for row in self.accessors]
        top: Row = {"asset": {"generator": GENERATOR, "version": "2.0"}}
        top |= {"extensionsUsed": sorted(self.used)} if self.used else {}
        top |= {"extensionsRequired": sorted(self.required)} if self.required else {}
        top |= {"scene": 0, "scenes": [scene]} | self.root
        top |= self._textures(len(self.views))
        for name, rows in (
            ("accessors", accessors), ("animations", self.animations), ("bufferViews", views),
            ("buffers", _buffers(lengths)), ("cameras", self.cameras),
            ("materials", self.materials), ("meshes", self.meshes),
        ):  # fmt: skip
            if rows:
                top[name] = rows
        text = to_json(top)[:-1] + (f',"nodes":[{",".join(self.nodes)}]' if self.nodes else "") + "}"
        return glb(text.encode(), b"".join(chunks))

    def _textures(self, first_view: int) -> Row:
        count = len(self.textures)
        if not count:
            return {}
        return {
            "images": [{"bufferView": first_view + i, "mimeType": "image/png"} for i in range(count)],
            "samplers": [{"magFilter": 9729, "minFilter": 9729, "wrapS": 33071, "wrapT": 33071}],
            "textures": [{"sampler": 0, "source": i} for i in range(count)],
        }


def _packed(views: Mapping[str, View], encode: Encoder | None) -> tuple[list[Row], list[bytes], list[int]]:
    """Return (rows, chunks of the file, [bytes in the file, bytes that stand for packed ones])."""
    rows: list[Row] = []
    chunks: list[bytes] = []
    lengths = [0, 0]
    for name, view in views.items():
        row: Row = {"buffer": 0, "byteOffset": lengths[0], "byteLength": view.length}
        if view.stride:
            row["byteStride"] = view.stride
        if view.target:
            row["target"] = view.target
        packed = encode(name, view) if encode is not None else None
        if packed is None:
            view.pad()
            chunks += view.parts
            lengths[0] += view.length
        else:
            raw, how = packed
            row |= {"buffer": 1, "byteOffset": lengths[1]}
            place = {"buffer": 0, "byteOffset": lengths[0], "byteLength": len(raw)}
            row["extensions"] = {"EXT_meshopt_compression": place | how}
            chunks += [raw, bytes(-len(raw) % 4)]
            lengths[0] += len(raw) + -len(raw) % 4
            lengths[1] += view.length + -view.length % 4
        rows.append(row)
    return rows, chunks, lengths


def _buffers(lengths: list[int]) -> list[Row]:
    inside, packed = lengths
    rows: list[Row] = [{"byteLength": inside}] if inside else []
    if packed:
        rows.append({"byteLength": packed, "extensions": {"EXT_meshopt_compression": {"fallback": True}}})
    return rows


def glb(text: bytes, binary: bytes) -> bytes:
    """Return the GLB of a JSON text and its binary chunk (left out where it is empty)."""
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    parts = [struct.pack("<I4s", len(text), b"JSON"), text]
    if binary:
        parts += [struct.pack("<I4s", len(binary), b"BIN\0"), binary]
    return b"".join([b"glTF", struct.pack("<II", 2, 12 + sum(map(len, parts))), *parts])


def to_json(value: Any) -> str:
    """Return compact JSON, keys in the order in which they were set; never NaN or infinity."""
    return _JSON.encode(value)


def rounded(values: Sequence[float], digits: int = 5) -> list[float]:
    """Return plain numbers of at most `digits` decimals and no negative zero: 10 micrometres are enough."""
    return [round(float(value), digits) + 0.0 for value in values]
