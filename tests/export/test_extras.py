"""The published form of the extras is that of the files."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from tests.export.dense import dense_scene
from tests.samples import sample_scene
from worldgen.export import Profile, to_glb
from worldgen.export.reading import meaning, read_json
from worldgen.export.schema import extras_schema, schema_text
from worldgen.scene import Environment, Scene

ROOT = Path(__file__).resolve().parents[2]


def extras_of(glb: bytes) -> dict[str, object]:
    found = read_json(glb)[0]
    return {
        "scene": meaning(found["scenes"][0]),
        "nodes": [meaning(node) for node in found["nodes"] if meaning(node)],
        "meshes": [meaning(mesh) for mesh in found["meshes"] if meaning(mesh)],
    }


def checker() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(extras_schema())
    return jsonschema.Draft202012Validator(extras_schema())


@pytest.mark.parametrize("profile", ["generic", "web"])
@pytest.mark.parametrize("scene", [sample_scene(), dense_scene(50, 33)], ids=["sample", "dense"])
def test_every_file_keeps_to_the_published_form(scene: Scene, profile: Profile) -> None:
    assert [error.message for error in checker().iter_errors(extras_of(to_glb(scene, profile)))] == []


def test_the_published_form_refuses_what_no_reader_would_expect() -> None:
    extras = json.loads(json.dumps(extras_of(to_glb(sample_scene()))))
    extras["nodes"][0]["roel"] = "ground"
    extras["scene"]["format"] = 2
    extras["meshes"][0]["level"] = -1
    assert len(list(checker().iter_errors(extras))) == 3


def test_the_schema_in_the_docs_is_the_one_of_the_code() -> None:
    assert (ROOT / "docs" / "reference" / "extras.schema.json").read_text("utf-8") == schema_text()


def test_what_the_scene_says_of_itself_is_said_in_the_file() -> None:
    scene = sample_scene()
    about = extras_of(to_glb(scene))["scene"]
    assert about["title"] == {"en": "A sample", "es": "Una muestra"}
    assert about["agent"]["radius_m"] == 0.35
    assert about["facts"]["seed"] == 7
    assert about["states"] == [{"name": "windy", "clips": ["mill.sails"]}, {"name": "calm", "clips": []}]
    assert about["views"] == {"hero": "hero"}
    assert [portal["id"] for portal in about["portals"]] == ["bridge.west", "bridge.east"]
    told = {part.name for part in fields(Environment) if getattr(scene.environment, part.name) is not None}
    assert about["environment"].keys() == told


def test_what_a_station_means_is_said_in_every_language() -> None:
    nodes = {node.get("id"): node for node in extras_of(to_glb(sample_scene()))["nodes"]}
    assert nodes["camp"] == {
        "id": "camp", "role": "station", "label": {"en": "Camp", "es": "Campamento"},
        "alt": {"en": "The view from the camp"}, "objectives": ["O1"], "facts": {"radius_m": 3.0},
    }  # fmt: skip
    assert nodes["ground"]["walkable"] is True
