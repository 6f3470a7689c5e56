"""What is in a GLB, whoever made it: counts, bytes, stations, and what it asks of an engine."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import asdict

from worldgen.core.record import dataclass
from worldgen.export.document import Row, to_json
from worldgen.export.reading import NotGlbError, meaning, read_json, row_at, rows, shown_nodes, whole

__all__ = ["Inspection", "NotGlbError", "inspect"]

_INSTANCING, _QUANTIZED, _MESHOPT = "EXT_mesh_gpu_instancing", "KHR_mesh_quantization", "EXT_meshopt_compression"
# What each engine reads of the extensions that our files may require, as its makers document it.
_READS: Mapping[str, frozenset[str]] = {
    "three.js": frozenset({_INSTANCING, _QUANTIZED, _MESHOPT}),
    "Babylon.js": frozenset({_INSTANCING, _QUANTIZED, _MESHOPT}),
    "Unity (glTFast)": frozenset({_INSTANCING, _QUANTIZED, _MESHOPT}),
    "Blender": frozenset({_INSTANCING, _QUANTIZED}),
    "Unreal Engine": frozenset({_QUANTIZED}),
    "Godot 4": frozenset(),
}
_IGNORABLE = {
    "KHR_lights_punctual": "lamps and the sun; without it the engine's own light is used",
    "KHR_materials_emissive_strength": "glow brighter than white; without it lava and lamps glow less",
    "EXT_mesh_features": "names for the parts of merged meshes; without it they are picked as a whole",
}
_KINDS = {
    "POSITION": "positions", "NORMAL": "normals", "COLOR_0": "colours", "TEXCOORD_0": "texture coordinates",
    "_FEATURE_ID_0": "feature ids",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inspection:
    """What one file holds. Triangles and draw calls are those of the whole world, seen from everywhere at once."""

    title: str
    generator: str
    profile: str
    nodes: int
    meshes: int
    materials: int
    textures: int
    triangles: int
    vertices: int
    instances: int
    draw_calls: int
    cameras: int
    lights: int
    colliders: int
    surfaces: int
    portals: int
    stations: tuple[str, ...]
    clips: tuple[str, ...]
    total_bytes: int
    gzip_bytes: int
    bytes_of: Mapping[str, int]
    extensions_used: tuple[str, ...]
    extensions_required: tuple[str, ...]
    asks: tuple[str, ...]

    def text(self) -> str:
        """Return the figures as lines for a person."""
        made_by = f"{self.generator or 'generator unknown'}, profile {self.profile or 'unknown'}"
        size = f"{self.total_bytes / 1e6:.2f} MB ({self.gzip_bytes / 1e6:.2f} MB gzipped)"
        meaning_of = f"colliders {self.colliders}, surfaces {self.surfaces}, portals {self.portals}"
        bytes_of = ", ".join(f"{kind} {size / 1e3:.0f} kB" for kind, size in self.bytes_of.items())
        lines = [
            f"{self.title or 'A glTF file'} ({made_by})",
            f"Nodes {self.nodes}, meshes {self.meshes}, materials {self.materials}, textures {self.textures}",
            f"Drawn: {self.triangles} triangles in {self.draw_calls} draw calls, {self.instances} instances",
            f"Stored: {self.vertices} vertices, {size}",
            f"Bytes: {bytes_of}",
            f"Stations: {', '.join(self.stations) or 'none'}",
            f"Clips: {', '.join(self.clips) or 'none'}",
            f"Cameras {self.cameras}, lights {self.lights}, {meaning_of}",
            f"Extensions: {', '.join(self.extensions_used) or 'none'}",
            "What it asks of an engine:",
        ]
        return "\n".join([*lines, *(f"  {sentence}" for sentence in self.asks)])

    def json(self) -> str:
        """Return the figures as JSON."""
        return to_json(asdict(self))


def inspect(glb: bytes) -> Inspection:
    """Return what the GLB `glb` holds.

    Raises
    ------
    NotGlbError
        A `ValueError` that says why the bytes cannot be read.
    """
    found, binary = read_json(glb)
    shown = list(shown_nodes(found))
    drawn = [_drawn(found, node) for node in shown if "mesh" in node]
    meanings = [meaning(node) for node in shown]
    scene = meaning(_default_scene(found))
    used, required = _names(found, "extensionsUsed"), _names(found, "extensionsRequired")
    lights = sum("KHR_lights_punctual" in _extensions(node) for node in shown)
    return Inspection(
        title=_title(scene),
        generator=str(found["asset"].get("generator", "")),
        profile=str(scene.get("profile", "")),
        nodes=len(shown),
        meshes=len(rows(found, "meshes")),
        materials=len(rows(found, "materials")),
        textures=len(rows(found, "textures")),
        triangles=sum(triangles * copies for triangles, _, copies in drawn),
        vertices=_vertices(found),
        instances=_instances(found, shown),
        draw_calls=sum(primitives for _, primitives, _ in drawn),
        cameras=sum("camera" in node for node in shown),
        lights=lights,
        colliders=sum(row.get("role") == "collider" for row in meanings),
        surfaces=sum(row.get("role") == "surface" for row in meanings),
        portals=len(scene["portals"]) if isinstance(scene.get("portals"), list) else 0,
        stations=tuple(str(row.get("id", "")) for row in meanings if row.get("role") == "station"),
        clips=tuple(str(row.get("name", "")) for row in rows(found, "animations")),
        total_bytes=len(glb),
        gzip_bytes=len(gzip.compress(glb, 6, mtime=0)),
        bytes_of=_bytes_of(found, len(glb), binary),
        extensions_used=used,
        extensions_required=required,
        asks=_asks(used, required),
    )


def _drawn(found: Row, node: Row) -> tuple[int, int, int]:
    """Return (triangles, primitives, copies) of a node with a mesh."""
    mesh = row_at(rows(found, "meshes"), node["mesh"], "mesh")
    accessors = rows(found, "accessors")
    triangles = 0
    primitives = rows(mesh, "primitives")
    for primitive in primitives:
        if primitive.get("mode", 4) == 4:
            index = primitive.get("indices", _attributes(primitive).get("POSITION"))
            triangles += whole(row_at(accessors, index, "accessor").get("count"), "the count of an accessor") // 3
    return triangles, len(primitives), _copies(found, node)


def _copies(found: Row, node: Row) -> int:
    instancing = _extensions(node).get(_INSTANCING)
    if not isinstance(instancing, dict):
        return 1
    attributes = _attributes(instancing)
    if not attributes:
        return 1
    first = row_at(rows(found, "accessors"), next(iter(attributes.values())), "accessor")
    return whole(first.get("count"), "the count of instances")


def _instances(found: Row, shown: list[Row]) -> int:
    return sum(_copies(found, node) for node in shown if _INSTANCING in _extensions(node))


def _vertices(found: Row) -> int:
    accessors = rows(found, "accessors")
    primitives = [primitive for mesh in rows(found, "meshes") for primitive in rows(mesh, "primitives")]
    indices = {index for index in (_attributes(one).get("POSITION") for one in primitives) if isinstance(index, int)}
    return sum(whole(row_at(accessors, index, "accessor").get("count"), "a count") for index in indices)


def _bytes_of(found: Row, total: int, binary: int) -> dict[str, int]:
    """Return the bytes of the file by what they are for; a view is counted for the first thing that uses it."""
    accessors, views = rows(found, "accessors"), rows(found, "bufferViews")
    kind_of: dict[int, str] = {}

    def claim(index: object, kind: str) -> None:
        if index is not None:
            view = row_at(accessors, index, "accessor").get("bufferView")
            if isinstance(view, int):
                kind_of.setdefault(view, kind)

    for mesh in rows(found, "meshes"):
        for primitive in rows(mesh, "primitives"):
            claim(primitive.get("indices"), "indices")
            for name, index in _attributes(primitive).items():
                claim(index, _KINDS.get(name, "other vertex data"))
    for node in rows(found, "nodes"):
        instancing = _extensions(node).get(_INSTANCING)
        for index in _attributes(instancing).values() if isinstance(instancing, dict) else ():
            claim(index, "instances")
    for animation in rows(found, "animations"):
        for sampler in rows(animation, "samplers"):
            claim(sampler.get("input"), "animation")
            claim(sampler.get("output"), "animation")
    sizes: dict[str, int] = {"JSON": total - binary}
    for index, view in enumerate(views):
        packed = _extensions(view).get(_MESHOPT)
        size = whole((packed if isinstance(packed, dict) else view).get("byteLength"), "the length of a buffer view")
        kind = kind_of.get(index, "images" if rows(found, "images") else "other")
        sizes[kind] = sizes.get(kind, 0) + size
    return sizes


def _asks(used: tuple[str, ...], required: tuple[str, ...]) -> tuple[str, ...]:
    sentences = []
    if not required:
        sentences.append(f"Nothing is required: {', '.join(_READS)} read it as it is.")
    else:
        wanted = frozenset(required)
        able = [engine for engine, reads in _READS.items() if wanted <= reads]
        lacks = {engine: sorted(wanted - reads) for engine, reads in _READS.items()}
        unable = [f"{engine} (no {', '.join(lack)})" for engine, lack in lacks.items() if lack]
        sentences.append(f"It requires {', '.join(required)}.")
        sentences.append(f"{', '.join(able)} read it as it is." if able else "No engine we know reads it as it is.")
        if unable:
            sentences.append(f"Not for {', '.join(unable)}: build profile generic for them.")
    if _MESHOPT in required:
        sentences.append("three.js and Babylon.js need their meshopt decoder switched on.")
    sentences += [f"{name}: {what}." for name, what in _IGNORABLE.items() if name in used and name not in required]
    return tuple(sentences)


def _attributes(holder: Row) -> Row:
    value = holder.get("attributes", {})
    if not isinstance(value, dict):
        raise NotGlbError("'attributes' is not an object")
    return value


def _extensions(holder: Row) -> Row:
    value = holder.get("extensions", {})
    return value if isinstance(value, dict) else {}


def _default_scene(found: Row) -> Row:
    scenes = rows(found, "scenes")
    return row_at(scenes, found.get("scene", 0), "scene") if scenes else {}


def _names(found: Row, key: str) -> tuple[str, ...]:
    value = found.get(key, [])
    return tuple(sorted(map(str, value))) if isinstance(value, list) else ()


def _title(scene: Row) -> str:
    title = scene.get("title")
    language = scene.get("language")
    if not isinstance(title, dict) or not title:
        return ""
    return str(title.get(language) or next(iter(title.values())))
