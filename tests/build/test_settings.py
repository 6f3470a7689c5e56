"""Every setting builds and can be walked: with the lesson that `worldgen new` writes, and with a small one of its own.

Deep tier: `pytest -m deep tests/build/test_settings.py`, two hundred seeds of each.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from worldgen.generate.registry import REGISTRY
from worldgen.pipeline import build
from worldgen.spec.starter import starter
from worldgen.verify import verify

SETTINGS = REGISTRY.names("setting")
LESSON = """\
worldgen: 1
lesson: {{id: walk, title: A walk, ages: 8-10}}
world:
  setting: {setting}
  size: {size} m
  seed: {seed}
  things:
    - {{id: board, prop: sign, near: camp, within: 12 m, text: Here}}
    - {{id: mast, prop: weather_station, near: camp, within: 50 m}}
stations:
  - {{id: camp, where: {{on: land}}, text: We begin here.}}
  - {{id: measuring, where: {{near: mast, within: 8 m}}, look_at: mast, text: We measure here.}}
  - {{id: far, where: {{on: land, away_from: camp}}, text: We end here.}}
"""


def walked(path: Path, text: str) -> None:
    """Build the lesson and prove from its file that every station is reached."""
    path.write_text(text, "utf-8")
    done = build(path, make=("glb",))
    found = verify(done.files[PurePosixPath("world.glb")])
    assert found.ok, found
    assert [str(issue) for issue in done.warnings] == []


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_small_lesson_in_a_setting_builds_and_can_be_walked(tmp_path: Path, setting: str, seed: int) -> None:
    walked(tmp_path / "walk.yaml", LESSON.format(setting=setting, seed=seed, size=128))


@pytest.mark.parametrize(
    ("setting", "seed"),
    [
        pytest.param("rainforest", 19, id="a-sign-beside-the-end-of-a-bridge"),
        pytest.param("broadleaf_forest", 77, id="a-bank-lower-than-the-water"),
        pytest.param("river_valley", 62, id="a-bank-too-steep-beside-a-deck"),
    ],
)
def test_a_bridge_that_no_way_can_come_to_is_not_built(tmp_path: Path, setting: str, seed: int) -> None:
    walked(tmp_path / "walk.yaml", LESSON.format(setting=setting, seed=seed, size=(128, 256)[seed % 2]))


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_starter_of_a_setting_builds_and_can_be_walked(tmp_path: Path, setting: str) -> None:
    walked(tmp_path / "first.yaml", starter("first", setting))


@pytest.mark.deep
@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("seed", range(200))
def test_every_seed_of_a_setting_builds_and_can_be_walked(tmp_path: Path, setting: str, seed: int) -> None:
    walked(tmp_path / "walk.yaml", LESSON.format(setting=setting, seed=seed, size=(128, 256)[seed % 2]))
