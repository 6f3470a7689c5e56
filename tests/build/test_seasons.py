"""Season, weather and night change the land and what stands on it, and move nothing."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.export.reading import read_json
from worldgen.generate.lamps import MOST_LIGHTS, lit_models, with_lights
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.pipeline import load_lesson
from worldgen.preview.light import luma
from worldgen.scene import Node, Scene
from worldgen.verify import verify

LESSON = """\
worldgen: 1
lesson: {{id: seasons, title: Seasons}}
world:
  setting: {setting}
  size: 128 m
  seed: 3
{said}
  things:
    - {{id: house, prop: {house}}}
    - {{id: lantern, prop: lantern_post, near: house, within: 20 m}}
"""


@cache
def made(said: str = "", setting: str = "river_valley", house: str = "cottage") -> World:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "seasons.yaml")
        path.write_text(LESSON.format(said=said, setting=setting, house=house), "utf-8")
        return make_world(load_lesson(path), Sources(path.parent), Stages())


def ground_of(world: World) -> np.ndarray:
    return world.scene.models["ground"].levels[0][0].colour[:, :3]


def dry_of(world: World) -> np.ndarray:
    mesh = world.scene.models["ground"].levels[0][0]
    return mesh.colour[mesh.position_m[:, 1] > 2.0, :3]


def lights_of(scene: Scene) -> list[Node]:
    return [node for node in scene.walk() if node.light is not None]


@pytest.mark.parametrize("said", ["  season: winter", "  season: autumn", "  weather: snow", "  time: '22:00'"])
def test_nothing_moves_with_season_weather_or_hour(said: str) -> None:
    usual, other = made(), made(said)
    assert np.array_equal(
        usual.scene.models["ground"].levels[0][0].position_m, other.scene.models["ground"].levels[0][0].position_m
    )
    assert {key: site.position_m for key, site in usual.layout.sites.items()} == {
        key: site.position_m for key, site in other.layout.sites.items()
    }


def test_winter_is_white_where_snow_lies_and_autumn_is_warmer_than_spring() -> None:
    usual, winter, autumn, spring = (
        ground_of(made(said)) for said in ("", "  season: winter", "  season: autumn", "  season: spring")
    )
    assert luma(winter).mean() > 2.0 * luma(usual).mean()
    warmth = {name: float((rgb[:, 0] / rgb[:, 1]).mean()) for name, rgb in (("autumn", autumn), ("spring", spring))}
    assert warmth["autumn"] > 1.06 * warmth["spring"]


def test_snow_lies_thinner_on_steep_ground_than_on_level_ground() -> None:
    mesh = made("  season: winter").scene.models["ground"].levels[0][0]
    bright = luma(mesh.colour[:, :3])
    steep, level = mesh.normal[:, 1] < 0.6, mesh.normal[:, 1] > 0.95
    assert level.any()
    if steep.any():
        assert bright[level].mean() > 1.5 * bright[steep].mean()


def test_a_warm_island_has_no_snow_in_winter_but_is_dusted_where_it_snows() -> None:
    usual, winter, snowing = (
        dry_of(made(said, "volcanic_island", "ranger_hut")) for said in ("", "  season: winter", "  weather: snow")
    )
    assert luma(winter).mean() < 1.3 * luma(usual).mean()
    assert luma(snowing).mean() > 1.3 * luma(usual).mean()


def test_roofs_are_white_on_top_and_their_walls_are_not() -> None:
    (usual, winter) = (made(said).scene.models["thing/house"].levels[0] for said in ("", "  season: winter"))
    for bare, white in zip(usual, winter, strict=True):
        if bare.material != "matte":
            continue
        upward, aside = bare.normal[:, 1] > 0.68, np.abs(bare.normal[:, 1]) < 0.2
        assert luma(white.colour[upward, :3]).mean() > 1.4 * luma(bare.colour[upward, :3]).mean()
        assert np.array_equal(white.colour[aside], bare.colour[aside])


def test_by_day_no_lamp_is_lit_and_at_night_houses_and_lanterns_are() -> None:
    day, night = made("  time: '11:00'"), made("  time: '22:00'")
    assert lights_of(day.scene) == []
    assert [node.id for node in lights_of(night.scene)] == ["house.light", "lantern.light"]
    panes = [mesh for mesh in night.scene.models["thing/house"].levels[0] if mesh.material == "pane"]
    assert panes == []
    assert any(mesh.material == "pane" for mesh in day.scene.models["thing/house"].levels[0])


def test_a_light_is_in_the_file_warm_and_with_an_end_to_it() -> None:
    glb = to_glb(made("  time: '22:00'").scene, "generic")
    lights = read_json(glb)[0]["extensions"]["KHR_lights_punctual"]["lights"]
    points = [light for light in lights if light["type"] == "point"]
    assert len(points) == 2
    for light in points:
        assert light["range"] < 30.0
        assert light["color"][0] > light["color"][2]
    assert verify(glb).ok


def test_of_many_lamps_those_nearest_to_where_learners_stand_are_lit() -> None:
    models = lit_models(made("  time: '22:00'").scene.models)
    key = "thing/lantern"
    posts = [Node(f"post.{number}", (10.0 * number, 0.0, 0.0), model=key) for number in range(20)]
    found = with_lights(posts, MappingProxyType(models), [(200.0, 0.0, 0.0)], 1.0)
    lit = [node.id for node in found if node.children]
    assert lit == [f"post.{number}" for number in range(20 - MOST_LIGHTS, 20)]
    assert [node.id for node in found] == [node.id for node in posts]


def test_the_windows_of_every_level_of_detail_are_lit() -> None:
    model = made("  time: '22:00'").scene.models["thing/house"]
    for number in range(len(model.levels)):
        assert "lamp" in {mesh.material for mesh in model.levels[number]}
