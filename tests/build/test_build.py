"""A lesson becomes files: whole, repeatable, local in its edits, honest in its report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from worldgen.core.issues import SpecError
from worldgen.pipeline import Built, build
from worldgen.verify import verify
from worldgen.verify.glb import Glb

SCENES = Path(__file__).resolve().parents[2] / "scenes"
VOLCANO = SCENES / "lessons" / "volcano-island.yaml"
HILL = SCENES / "lessons" / "fossil-hill.yaml"
VALLEY = SCENES / "lessons" / "river-valley.yaml"
GLB = PurePosixPath("world.glb")


@cache
def built(path: Path, profile: str = "generic") -> Built:
    return build(path, make=("glb",), profile=profile)


@pytest.mark.parametrize("profile", ["generic", "web"])
@pytest.mark.parametrize("lesson", [VOLCANO, VALLEY, HILL], ids=lambda path: path.stem)
def test_every_station_of_the_lessons_is_reached_in_the_file(lesson: Path, profile: str) -> None:
    found = verify(built(lesson, profile).files[GLB])
    assert found.stations
    assert [station.id for station in found.stations if not station.reachable] == []
    assert found.portals_missed == ()


@pytest.mark.parametrize("lesson", [VOLCANO, VALLEY, HILL], ids=lambda path: path.stem)
def test_nothing_that_the_lesson_names_is_dropped(lesson: Path) -> None:
    done = built(lesson)
    text = lesson.read_text("utf-8")
    names = {node.get("name") for node in Glb(done.files[GLB]).json["nodes"]}
    ids = {line.split("id:")[1].strip(" {,").split(",")[0] for line in text.splitlines() if "{id:" in line}
    assert ids
    assert ids <= names


@pytest.mark.parametrize("lesson", [VOLCANO, VALLEY, HILL], ids=lambda path: path.stem)
def test_every_promised_view_shows_at_least_half(lesson: Path) -> None:
    views = built(lesson).report["views"]
    assert views
    assert all(view["share_seen"] >= 0.5 for view in views)


def test_the_same_lesson_gives_the_same_bytes_in_other_processes() -> None:
    script = (
        "import sys, hashlib; from worldgen.pipeline import build;"
        "done = build(sys.argv[1], make=('glb',));"
        "print(*(hashlib.sha256(data).hexdigest() for name, data in sorted(done.files.items())"
        " if name.name != 'run.json'))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script, str(VOLCANO)],
            check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(seen) == 1
    here = [sha256(data).hexdigest() for name, data in sorted(built(VOLCANO).files.items()) if name.name != "run.json"]
    assert seen.pop().split() == here


def test_a_processor_without_its_newer_instructions_builds_the_same_within_a_millimetre() -> None:
    script = (
        "import sys; from pathlib import PurePosixPath; from worldgen.pipeline import build;"
        "sys.stdout.buffer.write(build(sys.argv[1], make=('glb',)).files[PurePosixPath('world.glb')])"
    )
    newer = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR X86_V3 X86_V4"
    plain = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(VOLCANO)],
        check=True, capture_output=True,
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": newer},
    ).stdout  # fmt: skip
    mine, other = decoded(built(VOLCANO).files[GLB]), decoded(plain)
    assert mine.keys() == other.keys()
    worst = max(float(np.abs(mine[name] - other[name]).max()) for name in mine if mine[name].size)
    assert worst <= 0.001


def decoded(data: bytes) -> dict[str, np.ndarray]:
    """Return for each node by name its transform and all its points in the world."""
    glb = Glb(data)
    return {
        f"{node.name}#{kind}": value
        for node in glb.nodes()
        for kind, value in (("transform", node.world), ("points", glb.triangles(node)[0]))
    }


def fingerprints(data: bytes) -> dict[str, str]:
    """Return for each node by name a digest of its transform, its mesh and its meaning."""
    glb = Glb(data)
    found = {}
    for node in glb.nodes():
        position, face = glb.triangles(node)
        meaning = json.dumps(node.meaning, sort_keys=True)
        found[node.name] = sha256(
            node.world.tobytes() + position.tobytes() + face.tobytes() + meaning.encode()
        ).hexdigest()
    return found


def with_barn(folder: Path) -> Path:
    """Return a copy of the valley lesson with one more building."""
    line = "    - {id: barn, prop: cottage, at: {east: 62 %, north: 14 %}}\n"
    edited = folder / "river-valley.yaml"
    edited.write_text(VALLEY.read_text("utf-8").replace("    - {id: bench,", line + "    - {id: bench,"), "utf-8")
    return edited


def test_adding_one_building_leaves_the_rest_of_the_world_as_it_was(tmp_path: Path) -> None:
    edited = with_barn(tmp_path)
    before = fingerprints(built(VALLEY).files[GLB])
    done = build(edited, make=("glb",))
    after = fingerprints(done.files[GLB])
    x, _, z = done.report["placements"]["barn"]["position_m"]
    glb = Glb(built(VALLEY).files[GLB])
    near = {node.name for node in glb.nodes() if np.hypot(node.world[0, 3] - x, node.world[2, 3] - z) < 12.0} | {
        "ground"
    }  # the footprint and its skirt; the ground is one node and is compared below
    rest = set(before) - near
    same = sum(before[name] == after.get(name) for name in rest)
    assert same >= 0.999 * len(rest)
    assert len(rest) > 200


def test_the_ground_outside_the_footprint_of_a_new_building_stays(tmp_path: Path) -> None:
    edited = with_barn(tmp_path)
    done = build(edited, make=("glb",))
    x, _, z = done.report["placements"]["barn"]["position_m"]

    def away(data: bytes) -> set[bytes]:
        glb = Glb(data)
        ground = next(node for node in glb.nodes() if node.name == "ground")
        position, _ = glb.triangles(ground)
        far = np.hypot(position[:, 0] - x, position[:, 2] - z) > 14.0
        return {row.tobytes() for row in np.round(position[far], 4)}

    before, after = away(built(VALLEY).files[GLB]), away(done.files[GLB])
    assert len(before & after) >= 0.999 * len(before)


def test_a_build_that_remembers_gives_the_bytes_of_one_that_does_not(tmp_path: Path) -> None:
    first = build(VOLCANO, make=("glb",)).files[GLB]
    edited = tmp_path / "volcano-island.yaml"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "ropy-lava.jpg").write_bytes((VOLCANO.parent / "media" / "ropy-lava.jpg").read_bytes())
    edited.write_text(VOLCANO.read_text("utf-8").replace("Crater trail", "Rim trail"), "utf-8")
    assert build(edited, make=("glb",)).files[GLB] != first
    assert build(VOLCANO, make=("glb",)).files[GLB] == first


def test_the_report_names_no_time_no_path_and_every_placement() -> None:
    done = built(VOLCANO)
    text = json.dumps(done.report)
    assert str(SCENES) not in text
    assert "second" not in text
    assert {"hut", "boat", "seismo", "plume", "board", "camp", "lava", "rim", "spawn"} <= set(done.report["placements"])


def test_targets_of_later_versions_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    lesson = tmp_path / "later.yaml"
    text = (SCENES / "gallery" / "hills.yaml").read_text("utf-8")
    lesson.write_text(text + "delivery: {targets: [glb, cmi5, scorm12]}\n", "utf-8")
    done = build(lesson)
    assert GLB in done.files
    assert [(one.code, one.line, one.severity) for one in done.warnings] == [
        ("TARGET_LATER", text.count("\n") + 1, "warning")
    ] * 2


def test_an_unknown_target_or_profile_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match="glb, preview"):
        build(VOLCANO, make=("movie",))
    with pytest.raises(SpecError, match="generic"):
        build(VOLCANO, make=("glb",), profile="godot")
