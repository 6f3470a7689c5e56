"""What a stranger can see wrong with a world who has its GLB, the lesson and the report: no code of the layout."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from tests.build.bare_land import bare_land
from tests.strategies import SHAPES
from worldgen.verify import verify
from worldgen.verify.glb import Glb, PlacedNode
from worldgen.verify.raster import Window, rasterise

TOUCH_M = 0.03  # two meshes may round into each other by this much
OFF_GROUND_M = 0.12
LEAST_SHARE = 0.5
SAMPLED_OTHERWISE = 0.1  # this judge takes other points of a target than the layout does


def faults_of(text: str, lesson: dict[str, Any], data: bytes, report: dict[str, Any]) -> list[str]:
    """Return everything that is wrong with the world of `lesson`."""
    glb = Glb(data)
    nodes = {node.name: node for node in glb.nodes()}
    props = _props(lesson)
    wanted = [*props, *(station["id"] for station in lesson["stations"])]
    found = [f"{name} is not in the file" for name in wanted if name not in nodes]
    if found:
        return found
    findings = verify(data)
    found += [f"{one.id} is out of reach by {one.missed_by_m} m" for one in findings.stations if not one.reachable]
    found += [f"{name} cannot be passed" for name in findings.portals_missed]
    found += _not_finite(glb, nodes)
    found += _overlaps(glb, nodes, props)
    found += _off_ground(glb, nodes, props, lesson)
    found += _hidden(glb, nodes, props, report, text)
    return found


def _props(lesson: dict[str, Any]) -> dict[str, str]:
    out = {thing["id"]: thing["prop"] for thing in lesson["world"].get("things", ())}
    for station in lesson["stations"]:
        seen: dict[str, int] = {}
        for prop in station.get("props", ()):
            seen[prop] = seen.get(prop, 0) + 1
            out[f"{station['id']}.{prop}" + (f".{seen[prop]}" if seen[prop] > 1 else "")] = prop
    return out


def _not_finite(glb: Glb, nodes: dict[str, PlacedNode]) -> list[str]:
    found = [f"{name} stands nowhere" for name, node in nodes.items() if not np.isfinite(node.world).all()]
    bad = [k for k, one in enumerate(glb.json["accessors"]) if one["componentType"] == 5126 and "bufferView" in one
        and not np.isfinite(glb.array(k)).all()]  # fmt: skip
    return found + [f"accessor {k} holds what is no number" for k in bad]


def _outline(glb: Glb, node: PlacedNode) -> np.ndarray:
    """Return the convex outline (k, 2) of a thing's mesh from above, anticlockwise in (x, z)."""
    points = np.unique(np.round(glb.triangles(node)[0][:, (0, 2)], 4), axis=0)
    return _hull(points)


def _hull(points: np.ndarray) -> np.ndarray:
    points = points[np.lexsort((points[:, 1], points[:, 0]))]
    halves = []
    for order in (points, points[::-1]):
        chain: list[np.ndarray] = []
        for point in order:
            while len(chain) > 1 and _cross(chain[-1] - chain[-2], point - chain[-2]) <= 0:
                chain.pop()
            chain.append(point)
        halves.append(chain[:-1])
    return np.array([*halves[0], *halves[1]])


def _cross(a: np.ndarray, b: np.ndarray) -> float:
    return float(a[0] * b[1] - a[1] * b[0])


def _overlap_m(a: np.ndarray, b: np.ndarray) -> float:
    """Return how deep two convex outlines lie in each other: the least shift that parts them, 0 when apart."""
    least = np.inf
    for outline in (a, b):
        edge = np.roll(outline, -1, axis=0) - outline
        length = np.hypot(edge[:, 0], edge[:, 1])
        normal = np.stack([edge[:, 1], -edge[:, 0]], axis=1)[length > 1e-9] / length[length > 1e-9, None]
        first, second = a @ normal.T, b @ normal.T
        deep = np.minimum(first.max(axis=0), second.max(axis=0)) - np.maximum(first.min(axis=0), second.min(axis=0))
        least = min(least, float(deep.min()))
    return max(least, 0.0)


def _overlaps(glb: Glb, nodes: dict[str, PlacedNode], props: dict[str, str]) -> list[str]:
    solid = {name: _outline(glb, nodes[name]) for name, prop in props.items() if not SHAPES[prop].airy}
    decks = [name for name in solid if SHAPES[props[name]].decks]
    found, names = [], sorted(solid)
    for k, one in enumerate(names):
        for other in names[k + 1 :]:
            deep = _overlap_m(solid[one], solid[other])
            if deep > TOUCH_M and not ({one, other} & set(decks) and _above(nodes, one, other)):
                found.append(f"{one} and {other} overlap by {deep:.2f} m")
    return found


def _above(nodes: dict[str, PlacedNode], one: str, other: str) -> bool:
    """Return whether one stands on the other: its foot is higher by more than a step."""
    return abs(float(nodes[one].world[1, 3] - nodes[other].world[1, 3])) > 0.3


def _ground(glb: Glb, nodes: dict[str, PlacedNode]) -> tuple[np.ndarray, np.ndarray]:
    sheets = [glb.triangles(node) for node in nodes.values() if node.meaning.get("walkable")]
    start = np.cumsum([0, *(len(points) for points, _ in sheets)])
    faces = [face + first for (_, face), first in zip(sheets, start, strict=False)]
    return np.concatenate([points for points, _ in sheets]), np.concatenate(faces)


def _off_ground(glb: Glb, nodes: dict[str, PlacedNode], props: dict[str, str], lesson: dict[str, Any]) -> list[str]:
    """Return what floats or sinks: whose origin is off the triangles of the ground below it."""
    on_deck = {thing["id"] for thing in lesson["world"].get("things", ()) if props.get(thing.get("on", "")) == "jetty"}
    points, faces = _ground(glb, nodes)
    found = []
    for name, prop in props.items():
        shape = SHAPES[prop]
        station_deck = name.partition(".")[0] != name and _stands_on_deck(lesson, name, props)
        if shape.airy or shape.floats or shape.decks or name in on_deck or station_deck:
            continue
        x, y, z = nodes[name].world[:3, 3]
        near = (np.abs(points[:, (0, 2)] - (x, z)) <= 40).all(axis=1)
        height, _ = rasterise(points, faces[near[faces].any(axis=1)], Window(float(x), float(z), 1, 1, 0.1))
        if abs(float(height[0, 0]) - y) > OFF_GROUND_M:
            found.append(f"{name} stands {y - float(height[0, 0]):+.2f} m off the ground")
    return found


def _stands_on_deck(lesson: dict[str, Any], name: str, props: dict[str, str]) -> bool:
    station = next(one for one in lesson["stations"] if one["id"] == name.partition(".")[0])
    return props.get(station["where"].get("on", "")) == "jetty"


@lru_cache(maxsize=1)
def can_cast() -> bool:
    return find_spec("embreex") is not None


def _hidden(
    glb: Glb, nodes: dict[str, PlacedNode], props: dict[str, str], report: dict[str, Any], text: str
) -> list[str]:
    """Return the promised views that do not show half of their target, by rays on the triangles of the file."""
    if not report["views"] or not can_cast():
        return []
    scene, owner = _cast_scene(glb, nodes, props)
    found = []
    for view in report["views"]:
        station, target = view["station"], view["target"]
        eye = nodes[f"{station}.camera"].world[:3, 3]
        own = props.keys() & {target}
        samples = _of_mesh(glb, nodes[target], eye) if own else _of_land(text, glb, nodes, target, eye)
        if len(samples) < 4:
            continue
        way = samples - eye
        length = np.linalg.norm(way, axis=1, keepdims=True)
        hit = scene.run(np.repeat(eye[None], len(way), 0).astype("f4"), (way / length).astype("f4"), output=True)
        blocked = (hit["primID"] >= 0) & (hit["tfar"] < length[:, 0] - (0.05 if own else 1.2))
        mine = np.array([owner[geom] == target for geom in hit["geomID"]])
        share = float((~blocked | mine).mean())
        if share < LEAST_SHARE - SAMPLED_OTHERWISE:
            found.append(f"from {station} only {share:.0%} of {target} is seen, not {view['share_seen']:.0%}")
    return found


def _cast_scene(glb: Glb, nodes: dict[str, PlacedNode], props: dict[str, str]) -> tuple[Any, list[str]]:
    from embreex import rtcore_scene  # noqa: PLC0415
    from embreex.mesh_construction import TriangleMesh  # noqa: PLC0415

    scene, owner = rtcore_scene.EmbreeScene(), []
    points, faces = _ground(glb, nodes)
    meshes: list[tuple[str, np.ndarray, np.ndarray]] = [("ground", points, faces)]
    meshes += [(name, *glb.triangles(nodes[name])) for name, prop in props.items() if not SHAPES[prop].airy]
    for name, position, face in meshes:
        if len(face):
            TriangleMesh(scene, position.astype("f4"), face.astype("i4"))
            owner.append(name)
    return scene, owner


def _of_mesh(glb: Glb, node: PlacedNode, eye: np.ndarray) -> np.ndarray:
    """Return points (k, 3) over the mesh of a thing, on the sides that face the eye, alike in area."""
    position, face = glb.triangles(node)
    corner = position[face]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    area = np.linalg.norm(normal, axis=1)
    middle = corner.mean(axis=1)
    facing = ((eye - middle) * normal).sum(axis=1) > 0
    if not facing.any():
        return np.zeros((0, 3))
    total = np.cumsum(area[facing])
    turn = np.arange(240)
    pick = np.searchsorted(total, (turn + 0.5) / 240 * total[-1])
    # Spread over each triangle: a box has so few that their middles alone would not tell how much of it is seen.
    far, aside = np.sqrt((turn * 0.7548776662) % 1.0)[:, None], ((turn * 0.5698402910) % 1.0)[:, None]
    a, b, c = (corner[facing][pick][:, k] for k in range(3))
    return a * (1.0 - far) + b * far * (1.0 - aside) + c * far * aside


def _of_land(text: str, glb: Glb, nodes: dict[str, PlacedNode], target: str, eye: np.ndarray) -> np.ndarray:
    """Return points (k, 3) a hand above the finished ground of a piece of land, where it faces the eye."""
    land = bare_land(text)
    if land is None or target not in land.areas:
        return np.zeros((0, 3))
    cells = np.argwhere(land.areas[target])
    cells = cells[:: max(len(cells) // 400, 1)]
    x, z = cells[:, 1] * land.cell_m - land.half_m, cells[:, 0] * land.cell_m - land.half_m
    window = Window(-land.half_m, -land.half_m, len(land.height_m), len(land.height_m), land.cell_m)
    height, _ = rasterise(*_ground(glb, nodes), window)
    row, col = cells.T
    here = np.maximum(height[row, col], land.height_m[row, col] + land.depth_m[row, col])
    south, east = np.gradient(np.maximum(height, -50.0), land.cell_m)
    normal = np.stack([-east[cells[:, 0], cells[:, 1]], np.ones(len(cells)), -south[cells[:, 0], cells[:, 1]]], axis=1)
    points = np.stack([x, here + 0.25, z], axis=1)
    to = eye - points
    cosine = (normal * to).sum(axis=1) / np.linalg.norm(normal, axis=1) / np.linalg.norm(to, axis=1)
    keep = cosine > 0.06
    weight = np.cumsum(cosine[keep])
    if not keep.any():
        return np.zeros((0, 3))
    return points[keep][np.searchsorted(weight, (np.arange(120) + 0.5) / 120 * weight[-1])]


def each_of(lesson: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield everything of a lesson that has a place."""
    yield from lesson["world"].get("zones", ())
    yield from lesson["world"].get("things", ())
    for station in lesson["stations"]:
        yield {"id": station["id"], **station["where"]}
