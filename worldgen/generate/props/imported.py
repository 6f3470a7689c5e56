"""Models that a lesson brings as files: GLB, OBJ, STL, PLY, read by trimesh, which is loaded only then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from worldgen.core.issues import SpecError, issue
from worldgen.core.sources import Source
from worldgen.generate.shapes import Shape, flat, from_faces, hull, merge, to_mesh
from worldgen.generate.shapes.shape import F64, unit
from worldgen.scene import Collider, LocalText, Model

MOST_TRIANGLES = 50_000
MOST_NODES = 4_000
MOST_PIXELS = 4096 * 4096
KINDS = ("glb", "gltf", "obj", "stl", "ply")
_LINEAR = ("glb", "gltf")  # the colours of the others are sRGB
_GREY = np.array([0.62, 0.58, 0.53, 1.0])
_NEAR_GROUND_M = 2.2
NOT_STATED = "not stated"


def import_model(
    source: Source,
    pointer: str,
    height_m: float | None = None,
    label: LocalText | None = None,
    licence: str = "",
    author: str = "",
) -> Model:
    """Return the model in the file `source`: on the ground, centred, with colours at its vertices.

    Parameters
    ----------
    pointer : str
        Of the line of the lesson that names the file.
    height_m : float, optional
        Scales it to this height; without it, its units are metres.
    licence, author : str
        Whose it is, for the report.

    Raises
    ------
    SpecError
        MODEL_FORMAT, MODEL_BROKEN, MODEL_EMPTY, MODEL_TRIANGLES or PROP_SIZE, at `pointer`.
    """
    kind = PurePosixPath(source.name).suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise SpecError([issue("MODEL_FORMAT", pointer, name=source.name)])
    shape = _stood(_read(source, kind, pointer), kind, height_m)
    low, high = shape.bounds()
    largest = float((high - low).max())
    if largest > 200.0:
        raise SpecError([issue("PROP_SIZE", pointer, size=largest, most=200.0)])
    near = shape.position_m[shape.position_m[:, 1] <= _NEAR_GROUND_M]
    first, last = near.min(axis=0), near.max(axis=0)
    centre, half = (first + last) / 2, np.maximum((last - first) / 2, 1e-3)
    name = PurePosixPath(source.name).stem
    return Model(
        id=name,
        levels=((to_mesh(shape),),),
        footprint_m=_outline(near).astype(np.float32),
        height_m=float(high[1]),
        colliders=(Collider("box", _triple(centre), _triple(half)),),
        label=label or {"en": name.replace("_", " ").replace("-", " ")},
        triangle_budget=len(shape.face),
        licence=licence or NOT_STATED,
        author=author or NOT_STATED,
        source=source.name,
    )


def _triple(vector: F64) -> tuple[float, float, float]:
    return float(vector[0]), float(vector[1]), float(vector[2])


def _outline(near: F64) -> F64:
    points = near[:, [0, 2]]
    corner = 0.05 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    thin = float(np.ptp(points, axis=0).min()) < 0.1
    return hull((points[:, None] + corner).reshape(-1, 2) if thin else points)


def _stood(shape: Shape, kind: str, height_m: float | None) -> Shape:
    """Return `shape` upright (STL files have Z up), scaled, centred, with its foot on the ground."""
    position, normal = shape.position_m, shape.normal
    if kind == "stl":
        position, normal = (np.stack([v[:, 0], v[:, 2], -v[:, 1]], axis=1) for v in (position, normal))
    low, high = position.min(axis=0), position.max(axis=0)
    tall = float(high[1] - low[1])
    scale = height_m / tall if height_m is not None and tall > 1e-9 else 1.0
    foot = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])
    return Shape((position - foot) * scale, normal, shape.face, shape.colour)


def _read(source: Source, kind: str, pointer: str) -> Shape:
    """Return all triangles of the file as one shape."""
    import trimesh  # noqa: PLC0415

    def broken(why: str) -> SpecError:
        return SpecError([issue("MODEL_BROKEN", pointer, name=source.name, why=why)])

    try:
        if kind in _LINEAR:
            _check_promises(source.data, kind)
        with np.errstate(all="ignore"):
            loaded = trimesh.load_scene(BytesIO(source.data), file_type=kind, process=False)
            names = [loaded.graph[node][1] for node in loaded.graph.nodes_geometry]
            count = sum(len(getattr(loaded.geometry[name], "faces", ())) for name in names)
            if count > MOST_TRIANGLES:
                raise SpecError([issue("MODEL_TRIANGLES", pointer, name=source.name, found=count, most=MOST_TRIANGLES)])
            shape = _joined(loaded, kind)
    except SpecError:
        raise
    except ValueError as error:
        raise broken(str(error) or "it holds values that make no sense") from None
    except Exception as error:  # noqa: BLE001  a reader of strangers' files fails in every way there is
        raise broken(f"{type(error).__name__} while reading") from None
    if not len(shape.face):
        raise SpecError([issue("MODEL_EMPTY", pointer, name=source.name)])
    if not np.isfinite(shape.position_m).all():
        raise broken("it holds coordinates that are not numbers")
    return shape


def _check_promises(data: bytes, kind: str) -> None:
    """Refuse a file that promises more than its bytes can hold, before memory is set aside for it."""
    text = data
    if kind == "glb":
        if data[:4] != b"glTF" or len(data) < 20:
            raise ValueError("it does not begin as a GLB file does")
        length = int.from_bytes(data[12:16], "little")
        text = data[20 : 20 + length]
    tree: Any = json.loads(text)
    if not isinstance(tree, Mapping):
        raise ValueError("it holds no glTF document")
    promised = sum(int(a.get("count", 0)) for a in tree.get("accessors", ()) if isinstance(a, Mapping))
    if promised > 16 * MOST_TRIANGLES:
        raise ValueError(f"it promises {promised} values, more than any model that is allowed")
    if len(tree.get("nodes", ())) > MOST_NODES:
        raise ValueError(f"it has {len(tree['nodes'])} nodes; at most {MOST_NODES} are allowed")


def _joined(loaded: Any, kind: str) -> Shape:
    shapes = []
    for node in sorted(loaded.graph.nodes_geometry):
        matrix, name = loaded.graph[node]
        mesh = loaded.geometry[name]
        if len(getattr(mesh, "faces", ())):
            shapes.append(_placed(mesh, np.asarray(matrix, np.float64), kind))
    return merge(shapes)


def _placed(mesh: Any, matrix: F64, kind: str) -> Shape:
    position = np.asarray(mesh.vertices, np.float64) @ matrix[:3, :3].T + matrix[:3, 3]
    face = np.asarray(mesh.faces, np.int64)
    if float(np.linalg.det(matrix[:3, :3])) < 0:
        face = face[:, ::-1]
    rgba = _colours(mesh, kind)
    given = "vertex_normals" in mesh._cache.cache  # trimesh says only here whether the file had them
    if given and len(mesh.vertex_normals) == len(position):
        turned = np.asarray(mesh.vertex_normals, np.float64) @ np.linalg.pinv(matrix[:3, :3])
        return Shape(position, unit(turned), face, rgba)
    shape = from_faces(position, face, np.zeros_like(position))
    return flat(Shape(shape.position_m, shape.normal, shape.face, rgba))


def _colours(mesh: Any, kind: str) -> F64:
    """Return linear RGBA (n, 4): the file's vertex colours, or that of the material times the mean of its texture."""
    n = len(mesh.vertices)
    visual = mesh.visual
    if visual.kind in ("vertex", "face"):
        rgba = np.asarray(visual.vertex_colors, np.float64).reshape(-1, 4) / 255.0
        return _to_linear(rgba, kind)
    material = getattr(visual, "material", None)
    if material is None:
        return np.tile(_GREY, (n, 1))
    factor = getattr(material, "baseColorFactor", None)
    if factor is None:
        factor = getattr(material, "diffuse", None)
    rgba = np.ones(4) if factor is None else np.asarray(factor, np.float64).reshape(-1)[:4] / 255.0
    rgba = _to_linear(np.concatenate([rgba, np.ones(4)])[:4], kind)
    image = getattr(material, "baseColorTexture", None)
    image = getattr(material, "image", None) if image is None else image
    if image is not None:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"a texture of {image.width} x {image.height} pixels is too large")
        mean = np.asarray(image.convert("RGBA").resize((1, 1), 4), np.float64).reshape(4) / 255.0  # 4: box filter
        rgba = rgba * _to_linear(mean, "png")
    rgba[3] = 1.0
    return np.tile(rgba, (n, 1))


def _to_linear(rgba: F64, kind: str) -> F64:
    rgba = np.clip(rgba, 0.0, 1.0).copy()
    rgb = rgba[..., :3]
    if kind not in _LINEAR:
        rgba[..., :3] = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    rgba[..., 3] = 1.0
    return rgba
