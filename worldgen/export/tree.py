"""The parts of a file that every profile shares: stations, cameras, lamps, spawn, surfaces, colliders, clips."""

from __future__ import annotations

import math

from worldgen.export.document import Document, Row, rounded
from worldgen.export.extras import collider_node, node_extras, surface_extras, yaw_rotation
from worldgen.scene import Environment, Light, Model, Node, Scene

ROTATION_DIGITS = 7


def transform(node: Node) -> Row:
    """Return name and transform of `node`, identities left out."""
    row: Row = {"name": node.id}
    if any(node.translation_m):
        row["translation"] = rounded(node.translation_m)
    if node.rotation != (0.0, 0.0, 0.0, 1.0):
        row["rotation"] = rounded(node.rotation, ROTATION_DIGITS)
    if node.scale != (1.0, 1.0, 1.0):
        row["scale"] = rounded(node.scale, 6)
    return row | {"extras": {"worldgen": node_extras(node)}}


def put_camera(document: Document, node: Node, row: Row) -> list[int]:
    """Add the camera of `node`; that of a station becomes a child `<station>.camera`, which is returned."""
    if node.camera is None:
        return []
    lens = {"yfov": round(node.camera.fov_y_rad, 6), "znear": node.camera.near_m, "zfar": node.camera.far_m}
    document.cameras.append({"perspective": lens, "type": "perspective"})
    index = len(document.cameras) - 1
    if node.semantics is not None and node.semantics.role == "station":
        return [document.add({"name": f"{node.id}.camera", "camera": index})]
    row["camera"] = index
    return []


def put_light(document: Document, light: Light, row: Row) -> None:
    """Add a lamp to a node."""
    document.used.add("KHR_lights_punctual")
    brightest = max(*light.colour, 1e-6)
    lamp: Row = {"color": rounded([part / brightest for part in light.colour])}
    lamp |= {"intensity": round(light.intensity * brightest, 4), "type": light.kind}
    if light.range_m is not None:
        lamp["range"] = light.range_m
    if light.kind == "spot":
        lamp["spot"] = {}
    document.lights.append(lamp)
    row["extensions"] = {"KHR_lights_punctual": {"light": len(document.lights) - 1}}


def collider_children(document: Document, node: Node, model: Model) -> list[int]:
    """Return empty children `<id>.collider.1`, ... that describe the solids of a thing."""
    return [
        document.add(collider_node(solid, f"{node.id}.collider.{number}"))
        for number, solid in enumerate(model.colliders, 1)
    ]


def closing_nodes(document: Document, scene: Scene) -> list[int]:
    """Return the roots that follow the tree: the views, spawn, the sun, and a node for each walkable surface."""
    taken = {node.id for node in scene.walk()}
    roots = []
    for view in scene.views.values():
        row = transform(view)
        put_camera(document, view, row)
        roots.append(document.add(row))
    if "spawn" not in taken:
        where: Row = {"name": "spawn", "translation": rounded(scene.spawn.position_m)}
        where["rotation"] = yaw_rotation(scene.spawn.yaw_rad)
        roots.append(document.add(where | {"extras": {"worldgen": {"id": "spawn", "role": "spawn"}}}))
    sun: Row = {"name": "sun" if "sun" not in taken else "sun.light", "rotation": sun_rotation(scene.environment)}
    # An engine's Lambert surface divides by pi; ours does not.
    strength = math.pi * scene.environment.sun_strength
    put_light(document, Light("directional", scene.environment.sun_colour, strength), sun)
    roots.append(document.add(sun))
    roots += [
        document.add({"name": f"{surface.id}.walk", "extras": {"worldgen": surface_extras(surface)}})
        for surface in scene.surfaces
    ]
    return roots


def sun_rotation(environment: Environment) -> list[float]:
    """Return the turn of a light that shines along its -Z from where the sun stands."""
    yaw, pitch = math.pi - environment.sun_azimuth_rad, -environment.sun_elevation_rad
    sy, cy, sp, cp = math.sin(yaw / 2), math.cos(yaw / 2), math.sin(pitch / 2), math.cos(pitch / 2)
    return rounded((cy * sp, sy * cp, -sy * sp, cy * cp), ROTATION_DIGITS)


def finish(document: Document) -> None:
    """Write the lamps into the file's extensions."""
    if document.lights:
        document.root["extensions"] = {"KHR_lights_punctual": {"lights": document.lights}}
