"""Reads each GLB named on the command line with Blender's own importer and prints what it sees as one line of JSON.

Run in an environment of its own that holds `bpy` (GPL, so it never stands beside worldgen).
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

import bpy


def meaning(holder: Any) -> dict[str, Any]:
    """Return extras.worldgen, which Blender keeps as a custom property: as text where it nests deeper than they can."""
    found = holder.get("worldgen")
    if isinstance(found, str):
        return dict(ast.literal_eval(found))
    return {} if found is None else found.to_dict()


def look(path: str) -> dict[str, Any]:
    """Return the counts of one file."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=path)
    objects = list(bpy.data.objects)
    roles: dict[str, int] = {}
    for one in objects:
        role = meaning(one).get("role")
        if role:
            roles[role] = roles.get(role, 0) + 1
    shown = [one for one in objects if one.type == "MESH"]
    return {
        "objects": len(objects),
        "names": sorted(one.name for one in objects),
        "meshes": len({one.data.name for one in shown}),
        "triangles": sum(len(polygon.vertices) - 2 for one in shown for polygon in one.data.polygons),
        "cameras": sum(one.type == "CAMERA" for one in objects),
        "lights": sum(one.type == "LIGHT" for one in objects),
        "materials": len(bpy.data.materials),
        "actions": sorted(one.name for one in bpy.data.actions),
        "roles": roles,
        "stations": sorted(meaning(one)["id"] for one in objects if meaning(one).get("role") == "station"),
    }


if __name__ == "__main__":
    sys.stdout.write("FOUND " + json.dumps({Path(path).stem: look(path) for path in sys.argv[1:]}) + "\n")
