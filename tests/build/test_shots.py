"""Pictures that a lesson asks for: cameras in the file, words in the report, files in the folder."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from PIL import Image

from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.generate.shots import place_shots
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.pipeline import build, load_lesson
from worldgen.preview.images import wanted
from worldgen.scene import Node
from worldgen.scene.captions import captions
from worldgen.verify.glb import Glb

TEXT = """
worldgen: 1
lesson: {id: shots, title: {LANGUAGE_TITLE}, language: LANGUAGE}
world:
  setting: river_valley
  size: 128 m
  seed: 3
  zones:
    - {id: camp, at: {east: 45 %, north: 30 %}, radius: 10 m, label: Camp}
  things:
    - {id: shelter, prop: tent, in: camp}
stations:
  - {id: start, where: {in: camp}, look_at: shelter, text: Here., alt: A tent in the grass.}
shots:
SHOTS
"""
SHOTS = (
    "{id: tent, of: shelter}",
    "{id: above, of: shelter, from: start, height: 12 m, lens: wide}",
    "{id: dusk, at: {east: 45 %, north: 22 %}, facing: north, time: '18:00', title: Evening, alt: Dusk.}",
    "{id: looking_north, of: shelter, facing: north, fov: 30 deg}",
    "{id: water, of: river, from: camp}",
)


def write(folder: Path, shots: tuple[str, ...] = SHOTS, language: str = "en") -> Path:
    path = folder / "shots.yaml"
    lines = "\n".join(f"  - {shot}" for shot in shots)
    text = TEXT.replace("SHOTS", lines).replace("{LANGUAGE_TITLE}", "Valley").replace("LANGUAGE", language)
    path.write_text(text, "utf-8")
    return path


def world_of(path: Path) -> World:
    return make_world(load_lesson(path), Sources(path.parent), Stages())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(write(tmp_path_factory.mktemp("shots")))


@cache
def ahead(node: Node) -> np.ndarray:
    x, y, z, w = node.rotation
    return -np.array([2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)])


def test_each_shot_is_a_camera_that_looks_at_what_it_is_of(world: World) -> None:
    scene = world.scene
    tent = next(node for node in scene.walk() if node.id == "shelter")
    for name in ("tent", "above", "looking_north"):
        node = scene.views[name]
        toward = np.subtract(tent.translation_m, node.translation_m)
        assert float(ahead(node) @ toward) / float(np.linalg.norm(toward)) > 0.97
    assert world.warnings == ()


def test_place_words_of_a_shot_are_kept(world: World) -> None:
    scene = world.scene
    start = next(node for node in scene.walk() if node.id == "start")
    above, dusk, north = (scene.views[name] for name in ("above", "dusk", "looking_north"))
    assert above.translation_m[0] == pytest.approx(start.translation_m[0], abs=1e-3)
    assert above.translation_m[1] - start.translation_m[1] == pytest.approx(12.0, abs=0.1)
    assert dusk.translation_m[0] == pytest.approx((0.45 - 0.5) * 128, abs=1e-3)
    assert dusk.translation_m[2] == pytest.approx((0.5 - 0.22) * 128, abs=1e-3)
    assert all(ahead(node)[2] < -0.8 for node in (dusk, north))
    assert [round(float(np.degrees(node.camera.fov_y_rad))) for node in (above, north) if node.camera] == [65, 30]


def test_an_hour_of_its_own_moves_the_sun_in_that_picture_alone(world: World) -> None:
    assert list(world.scene.skies) == ["dusk"]
    assert world.scene.skies["dusk"].sun_azimuth_rad > world.scene.environment.sun_azimuth_rad


def test_a_lesson_without_shots_has_none(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    path.write_text(write(tmp_path).read_text("utf-8").partition("shots:\n")[0], "utf-8")
    assert world_of(path).scene.views == {}


def test_the_cameras_are_in_the_file_and_every_picture_has_words_in_the_report(tmp_path: Path) -> None:
    done = build(write(tmp_path), make=("glb",))
    glb = Glb(done.files[PurePosixPath("world.glb")])
    named = {node["name"]: node for node in glb.json["nodes"]}
    assert all("camera" in named[shot] for shot in ("tent", "above", "dusk", "looking_north", "water"))
    assert named["dusk"]["extras"]["worldgen"]["alt"] == {"en": "Dusk."}
    pictures = done.report["pictures"]
    assert list(pictures) == [f"preview/{name}" for name in
                              ("hero.png", "map.png", "start.png", "tent.png", "above.png", "dusk.png",
                               "looking_north.png", "water.png")]  # fmt: skip
    assert all(one["alt"]["en"].strip() for one in pictures.values())
    assert pictures["preview/start.png"]["alt"] == {"en": "A tent in the grass."}
    assert "Valley" in pictures["preview/hero.png"]["alt"]["en"]


@pytest.mark.parametrize(("language", "words"), [("de", "Ein Bild von"), ("es", "Una imagen"), ("fi", "A picture of")])
def test_words_are_in_the_language_of_the_lesson_where_it_is_known(language: str, words: str, tmp_path: Path) -> None:
    scene = world_of(write(tmp_path, SHOTS[:1], language)).scene
    (tag, text), *_ = captions(scene)["tent.png"].alt.items()
    assert text.startswith(words)
    assert tag == (language if language != "fi" else "en")


def test_a_shot_of_what_this_world_has_not_is_refused_with_its_line(world: World) -> None:
    lost = replace(world.plan.shots[0], of="cone.crater")
    with pytest.raises(SpecError) as refused:
        place_shots(replace(world.plan, shots=(lost,)), world.layout, {})
    assert [(one.code, one.pointer) for one in refused.value.issues] == [("PLACE_UNKNOWN", "/shots/0/of")]


def test_a_shot_that_the_land_hides_is_taken_and_told(tmp_path: Path) -> None:
    text = write(tmp_path, ("{id: it, of: shelter, at: {east: 45 %, north: 96 %}, height: 1 m}",)).read_text("utf-8")
    path = tmp_path / "ridge.yaml"
    ridge = "  terrain:\n    - {id: wall, kind: hills, at: {east: 45 %, north: 68 %}, radius: 26 m, height: 16 m}\n"
    path.write_text(text.replace("  zones:", f"{ridge}  zones:"), "utf-8")
    done = build(path, make=())
    assert [(one.code, one.severity) for one in done.warnings] == [("SHOT_HIDDEN", "warning")]


def test_an_edit_of_a_shot_moves_nothing_in_the_world(tmp_path: Path) -> None:
    one, other = (world_of(write(tmp_path, shots)) for shots in (SHOTS[:1], SHOTS[1:]))
    assert any(node.model for node in one.scene.walk())
    assert all(
        a.id == b.id and a.translation_m == b.translation_m
        for a, b in zip(one.scene.walk(), other.scene.walk(), strict=True)
    )


def test_the_sheet_holds_every_picture_and_a_shot_has_a_file_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, SHOTS[:1])
    done = build(path, make=("sheet",))
    assert set(map(str, done.files)) == {"preview/sheet.png", "report.json", "run.json"}
    sheet = Image.open(io.BytesIO(done.files[PurePosixPath("preview/sheet.png")]))
    rows = -(-len(wanted(world_of(path).scene)) // 3)
    assert sheet.width > 3 * 480
    assert sheet.height > rows * 270
