"""Blender's own importer reads our plain files and finds what is in them.

Needs an environment of its own with `bpy` (python -m venv V; V/bin/pip install bpy) and its interpreter named in
WORLDGEN_BLENDER_PYTHON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.samples import sample_scene
from worldgen.export import to_glb
from worldgen.export.inspect import inspect
from worldgen.export.reading import meaning, read_json
from worldgen.pipeline import build

pytestmark = pytest.mark.deep
SCRIPT = Path(__file__).with_name("read_blender.py")
ROOT = SCRIPT.parents[2]


def read(paths: list[Path]) -> dict[str, Any]:
    python = os.environ.get("WORLDGEN_BLENDER_PYTHON")
    if not python:
        pytest.skip("WORLDGEN_BLENDER_PYTHON does not name a Python with bpy")
    command = [python, str(SCRIPT), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("FOUND "))
    return json.loads(line.removeprefix("FOUND "))


def unnumbered(names: Iterable[str]) -> list[str]:
    """Return names without a number at their end, which Blender takes for its own and may write anew."""
    return sorted(re.sub(r"\.\d+$", "", name) for name in names)


def same(glb: bytes, seen: dict[str, Any]) -> None:
    found = inspect(glb)
    nodes = read_json(glb)[0]["nodes"]
    assert seen["objects"] == found.nodes
    assert unnumbered(seen["names"]) == unnumbered(node["name"] for node in nodes)
    assert (seen["meshes"], seen["materials"]) == (found.meshes, found.materials)
    assert seen["triangles"] == found.triangles
    assert (seen["cameras"], seen["lights"]) == (found.cameras, found.lights)
    assert seen["stations"] == sorted(found.stations)
    assert seen["roles"].get("collider", 0) == found.colliders
    assert sum(seen["roles"].values()) == sum("role" in meaning(node) for node in nodes)


def test_blender_finds_every_node_mesh_station_and_collider_of_the_sample(tmp_path: Path) -> None:
    path = tmp_path / "sample.glb"
    path.write_bytes(to_glb(sample_scene()))
    seen = read([path])["sample"]
    same(path.read_bytes(), seen)
    assert seen["actions"] == ["mill.sails"]


def test_blender_finds_every_node_mesh_station_and_collider_of_the_lessons(tmp_path: Path) -> None:
    paths = []
    for lesson in sorted((ROOT / "scenes" / "lessons").glob("*.yaml")):
        built = build(lesson, make=("glb",), profile="generic")
        paths.append(tmp_path / f"{lesson.stem}.glb")
        paths[-1].write_bytes(next(data for name, data in built.files.items() if name.name == "world.glb"))
    assert len(paths) >= 2
    for stem, seen in read(paths).items():
        same((tmp_path / f"{stem}.glb").read_bytes(), seen)
