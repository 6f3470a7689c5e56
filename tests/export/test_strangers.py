"""The Khronos validator and three.js judge our files; neither shares code with us."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.export.dense import dense_scene
from tests.samples import sample_scene
from worldgen.export import to_glb, web
from worldgen.export.inspect import inspect
from worldgen.export.reading import meaning, read_json
from worldgen.pipeline import build

pytestmark = pytest.mark.node
NODE = Path(__file__).resolve().parents[1] / "node"
FILES = {
    "sample": (sample_scene, "generic"), "sample_web": (sample_scene, "web"),
    "dense": (dense_scene, "generic"), "dense_web": (dense_scene, "web"),
}  # fmt: skip
# What the validator has to remark on our files, and why that is well.
EXPECTED_REMARKS = {
    "UNUSED_OBJECT": "texture coordinates without a texture are for those who put one on; packed data it cannot read",
    "UNSUPPORTED_EXTENSION": "it does not know instancing, features and meshopt; three.js reads them below",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("node") is None or not (NODE / "node_modules").is_dir():
        pytest.skip("needs node and `npm ci` in tests/node")
    folder = tmp_path_factory.mktemp("glb")
    for name, (make, profile) in FILES.items():
        (folder / f"{name}.glb").write_bytes(to_glb(make(), profile))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web, "_meshopt", lambda: None)
        (folder / "unpacked.glb").write_bytes(to_glb(sample_scene(), "web"))
    return folder


def run(script: str, folder: Path) -> dict[str, Any]:
    paths = sorted(folder.glob("*.glb"))
    command = ["node", str(NODE / script), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return {Path(path).stem: row for path, row in json.loads(done.stdout).items()}


@pytest.fixture(scope="module")
def three(folder: Path) -> dict[str, Any]:
    return run("read_three.mjs", folder)


def test_the_khronos_validator_finds_no_error_and_no_warning(folder: Path) -> None:
    reports = run("validate.mjs", folder)
    assert len(reports) == 5
    for name, report in reports.items():
        issues = report["issues"]
        assert (issues["numErrors"], issues["numWarnings"]) == (0, 0), (name, issues["messages"][:5])
        assert {message["code"] for message in issues["messages"]} <= EXPECTED_REMARKS.keys()


@pytest.mark.deep
def test_the_khronos_validator_finds_nothing_in_the_lessons_either(folder: Path, tmp_path: Path) -> None:
    lessons = sorted((NODE.parents[1] / "scenes" / "lessons").glob("*.yaml"))
    assert len(lessons) >= 2
    for lesson in lessons:
        for profile in ("generic", "web"):
            files = build(lesson, make=("glb",), profile=profile).files
            glb = next(data for name, data in files.items() if name.name == "world.glb")
            (tmp_path / f"{lesson.stem}.{profile}.glb").write_bytes(glb)
    for name, report in run("validate.mjs", tmp_path).items():
        issues = report["issues"]
        assert (issues["numErrors"], issues["numWarnings"]) == (0, 0), (name, issues["messages"][:5])
        assert {message["code"] for message in issues["messages"]} <= EXPECTED_REMARKS.keys()


def test_three_counts_the_same_triangles_draw_calls_copies_and_roles(folder: Path, three: dict[str, Any]) -> None:
    for name, seen in three.items():
        glb = (folder / f"{name}.glb").read_bytes()
        found = inspect(glb)
        assert (seen["triangles"], seen["drawCalls"], seen["instances"]) == (
            found.triangles, found.draw_calls, found.instances,
        ), name  # fmt: skip
        assert seen["cameras"] == found.cameras
        assert seen["clips"] == list(found.clips)
        assert seen["roles"]["station"] == len(found.stations) == 2
        assert seen["roles"]["collider"] == found.colliders == 4
        assert seen["format"] == 1


def test_three_finds_every_node_by_its_name(folder: Path, three: dict[str, Any]) -> None:
    for name, seen in three.items():
        wanted = {node["name"] for node in read_json((folder / f"{name}.glb").read_bytes())[0]["nodes"]}
        assert wanted <= set(seen["names"]), name


def test_three_sees_both_profiles_fill_the_same_space(three: dict[str, Any]) -> None:
    for corner in ("low", "high"):
        assert three["sample_web"][corner] == pytest.approx(three["sample"][corner], abs=0.01)
        assert three["unpacked"][corner] == pytest.approx(three["sample"][corner], abs=0.01)


def test_three_colours_every_copy_and_keeps_the_names_of_merged_things(folder: Path, three: dict[str, Any]) -> None:
    assert three["sample_web"]["colouredInstances"] == 40
    nodes = read_json((folder / "sample_web.glb").read_bytes())[0]["nodes"]
    merged = sum(meaning(node).get("role") == "batch" or "of" in meaning(node) for node in nodes)
    assert three["sample_web"]["featureMeshes"] == merged


def test_three_turns_the_windmill_once_round_in_even_steps(three: dict[str, Any]) -> None:
    for seen in three.values():
        (turn,) = seen["turns"]
        assert turn["angle"] == pytest.approx(2.0 * math.pi, rel=0.01)
        assert turn["largest"] < 1.5 * 2.0 * math.pi / 720
