"""What glTF has no word for: `extras.worldgen` of the scene, its nodes and meshes, as extras.schema.json says."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from worldgen.export.document import Row, rounded
from worldgen.scene import Collider, Model, Node, Scene, Style, Surface

FORMAT = 1


def scene_extras(scene: Scene, profile: str, clips: Collection[str]) -> Row:
    """Return what holds for the whole world; of its clips, those that the file has."""
    return {
        "format": FORMAT,
        "profile": profile,
        "id": scene.id,
        "title": dict(scene.title),
        "language": scene.language,
        "size_m": scene.size_m,
        "agent": asdict(scene.agent),
        "spawn": {"position_m": rounded(scene.spawn.position_m), "yaw_rad": round(scene.spawn.yaw_rad, 6)},
        "environment": _plain(asdict(scene.environment)),
        "style": _style(scene.style),
        "portals": [_portal(portal) for portal in map(asdict, scene.portals)],
        "states": [
            {"name": state.name, "clips": [clip for clip in state.clips if clip in clips]} for state in scene.states
        ],
        "views": {name: node.id for name, node in scene.views.items()},
        "facts": dict(scene.facts),
    }


def node_extras(node: Node) -> Row:
    """Return what a node means."""
    row: Row = {"id": node.id}
    if node.semantics is not None:
        meaning = node.semantics
        row |= {"role": meaning.role}
        row |= {"label": dict(meaning.label)} if meaning.label else {}
        row |= {"alt": dict(meaning.alt)} if meaning.alt else {}
        row |= {"objectives": list(meaning.objectives)} if meaning.objectives else {}
        row |= {"facts": dict(meaning.facts)} if meaning.facts else {}
    if node.walkable:
        row["walkable"] = True
    return row


def piece_extras(owner: Node) -> Row:
    """Return what one piece of the mesh of `owner` is, where profile web has cut it up: what its owner is."""
    row = node_extras(owner)
    row.pop("id")
    return {name: row[name] for name in ("role", "facts", "walkable") if name in row} | {"of": owner.id}


def surface_extras(surface: Surface) -> Row:
    """Return a walkable surface: decks and floors with their triangles in world space, the ground by name alone."""
    row: Row = {"role": "surface", "surface": surface.id, "kind": surface.kind, "node": surface.node}
    if surface.kind != "ground":
        row["position_m"] = [rounded(point, 4) for point in surface.position_m.tolist()]
        row["face"] = surface.face.tolist()
    return row


def collider_node(collider: Collider, name: str) -> Row:
    """Return an empty node at the centre of a solid, turned as it stands."""
    row: Row = {"name": name, "translation": rounded(collider.centre_m)}
    if collider.yaw_rad:
        row["rotation"] = yaw_rotation(collider.yaw_rad)
    shape = {"shape": collider.kind, "half_m": rounded(collider.half_m)}
    return row | {"extras": {"worldgen": {"role": "collider", "collider": shape}}}


def mesh_extras(model: Model, level: int, step_m: float = 1.0, offset_m: Sequence[float] = (0.0, 0.0, 0.0)) -> Row:
    """Return what a mesh is; its solids stand wherever a node or an instance shows the mesh.

    Solids are given in the numbers of the mesh, of which one is `step_m` metres from `offset_m`.
    """
    row: Row = {"model": model.id, "level": level}
    if model.colliders:
        row["colliders"] = [
            {
                "shape": solid.kind,
                "half_m": rounded([half / step_m for half in solid.half_m]),
                "centre_m": rounded([(c - o) / step_m for c, o in zip(solid.centre_m, offset_m, strict=True)]),
                "yaw_rad": round(solid.yaw_rad, 6),
            }
            for solid in model.colliders
        ]
    if model.airy:
        row["airy"] = True
    return row


def yaw_rotation(yaw_rad: float) -> list[float]:
    """Return the quaternion of a turn about +Y."""
    return rounded((0.0, math.sin(yaw_rad / 2), 0.0, math.cos(yaw_rad / 2)), 7)


def _portal(portal: Row) -> Row:
    portal["centre_m"] = rounded(portal["centre_m"])
    portal["yaw_rad"] = round(portal["yaw_rad"], 6)
    kind, end = portal.pop("kind"), portal.pop("end_m")
    return portal if end is None else portal | {"kind": kind, "end_m": rounded(end)}


def _style(style: Style) -> Row:
    """Return what of a style a viewer must draw itself: the colours, the light and the facets are in the file."""
    line = None if style.line is None else _plain(asdict(style.line))
    return {"name": style.name, "flat": style.flat, "grain": style.grain} | ({} if line is None else {"line": line})


def _plain(values: Row) -> Row:
    return {name: _rounded(value) for name, value in values.items() if value is not None}


def _rounded(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return rounded(value, 6) if isinstance(value, tuple) else round(value, 8)
