"""What a learner's needs make of the world: proved on the finished file, and seen in its geometry and colours."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pytest

from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.colour_vision import seen, told_apart
from worldgen.generate.fitting import HIGH_M, LOW_M
from worldgen.generate.intent import thing_model
from worldgen.generate.registry import REGISTRY
from worldgen.generate.settings.palette import load_palette
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.learners.profile import Learner
from worldgen.pipeline import Built, build, for_learner, load_lesson
from worldgen.spec.lesson import Lesson
from worldgen.spec.load import parse_lesson
from worldgen.verify import verify

SCENES = Path(__file__).parents[2] / "scenes"
VOLCANO = load_lesson(SCENES / "lessons" / "volcano-island.yaml")
STAGES = Stages()


def lesson_for(**said: Any) -> Lesson:
    return for_learner(VOLCANO, Learner.model_validate(said))


def world_for(**said: Any) -> World:
    return make_world(lesson_for(**said), Sources(SCENES / "lessons"), STAGES)


def built_for(name: str) -> Built:
    return build(VOLCANO, learner=SCENES / "learners" / f"{name}.yaml", make=("glb",))


def extras(built: Built) -> dict[str, Any]:
    data = built.files[PurePosixPath("world.glb")]
    document = json.loads(data[20 : 20 + struct.unpack_from("<I", data, 12)[0]])
    nodes = {node["extras"]["worldgen"]["id"]: node for node in document["nodes"] if "id" in _meaning(node)}
    return {"scene": document["scenes"][0]["extras"]["worldgen"], "nodes": nodes}


def _meaning(node: dict[str, Any]) -> dict[str, Any]:
    return node.get("extras", {}).get("worldgen", {})  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def wheelchair() -> World:
    return world_for(mobility="wheelchair")


@pytest.mark.parametrize("name", [f"l-0{k}" for k in range(1, 8)])
def test_every_learner_can_go_everywhere(name: str) -> None:
    built = built_for(name)
    assert verify(built.files[PurePosixPath("world.glb")]).ok
    assert built.lesson_id == f"volcano-island.{name}"
    assert not [one for one in built.warnings if "TRANSL" in one.code]


def test_a_wheelchair_gets_ways_of_one_in_twelve_without_steps(wheelchair: World) -> None:
    agent = wheelchair.scene.agent
    assert agent.max_slope_rad <= math.atan(1 / 12)
    assert agent.step_m < 0.02
    assert agent.radius_m * 2 >= 0.9
    assert wheelchair.layout.network.routes
    for route in wheelchair.layout.network.routes:
        run = np.hypot(*np.diff(route.line_m[:, (0, 2)], axis=0).T)
        rise = np.abs(np.diff(route.line_m[:, 1]))
        assert (rise <= run / 12 + 0.02).all()
    assert wheelchair.plan.paths.width_m >= 0.9


LOW_THING = """\
worldgen: 1
lesson: {id: coins, title: Coins}
world:
  setting: river_valley
  seed: 5
  zones: [{id: yard, at: {east: 40 %, north: 30 %}, radius: 12 m}]
  props: [{id: coin, label: A coin, parts: [{cylinder: [0.1, 0.02]}]}]
  paths: {access: wheelchair}
stations:
  - {id: camp, where: {in: yard}, text: We set out from here., props: [coin, hammer]}
"""


def test_what_is_handled_is_within_reach_of_a_seat(wheelchair: World) -> None:
    lesson = parse_lesson(LOW_THING, REGISTRY)
    walking = parse_lesson(LOW_THING.replace("wheelchair", "walking"), REGISTRY)
    low, high = (make_world(one, Sources(SCENES / "lessons"), STAGES) for one in (walking, lesson))
    coin = thing_model("camp.coin")
    assert low.scene.models[coin].height_m < LOW_M <= high.scene.models[coin].height_m <= HIGH_M
    for world in (wheelchair, high):
        for thing in world.plan.things:
            if thing.station:
                model = world.scene.models[thing.model]
                top = max(float(mesh.position_m[:, 1].max()) for mesh in model.levels[0])
                assert top >= LOW_M
                assert top == pytest.approx(model.height_m, abs=0.01)
                assert model.use_m >= 0.9 or model.height_m == low.scene.models.get(thing.model, model).height_m
    solid = high.scene.models[coin].colliders[0]
    assert solid.centre_m[1] + solid.half_m[1] < high.scene.models[coin].height_m


def test_views_are_proved_from_the_height_of_a_seat(wheelchair: World) -> None:
    for station in wheelchair.layout.stations.values():
        assert station.eye_m[1] - station.position_m[1] == pytest.approx(1.15, abs=0.01)


def test_larger_text_makes_larger_boards() -> None:
    large, usual = (
        world.scene.models[thing_model("board")] for world in (world_for(supports=["larger_text"]), world_for())
    )
    assert large.height_m == pytest.approx(1.4 * usual.height_m)
    assert world_for(supports=["larger_text"]).scene.models[thing_model("tent")].height_m == pytest.approx(
        world_for().scene.models[thing_model("tent")].height_m
    )


def test_nothing_moves_where_motion_is_to_be_reduced() -> None:
    assert [one.name for one in world_for().scene.states] == ["ambient"]
    still = world_for(supports=["reduced_motion"]).scene.states
    assert (still[0].name, still[0].clips) == ("still", ())
    assert still[1].clips == world_for().scene.states[0].clips


def test_high_contrast_is_a_style_of_the_world() -> None:
    assert world_for(supports=["high_contrast"]).plan.style == "high_contrast"


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return linear RGB as CIE L*a*b* (D65)."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = np.asarray(rgb, np.float64) @ matrix.T / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize(("vision", "least"), [("protan", 15.0), ("deutan", 11.0), ("tritan", 15.0), ("grey", 5.0)])
def test_what_must_be_told_apart_can_be_with_any_colour_vision(vision: str, least: float) -> None:
    palette = load_palette("island")
    grass, rock = palette.ground.at(np.float32(14.0)), palette.volcano[0]
    pairs = [
        (grass, palette.lava[1]), (grass, rock), (grass, palette.covers["soil"]), (grass, palette.covers["tread"]),
        (rock, palette.lava[2] * 2.4), (palette.covers["lava_cooled"], palette.lava[2] * 2.4),
    ]  # fmt: skip

    def apart(change: bool) -> list[float]:
        colours = [[told_apart(one, vision) if change else one for one in pair] for pair in pairs]
        return [float(np.linalg.norm(lab(seen(a, vision)) - lab(seen(b, vision)))) for a, b in colours]

    assert min(apart(change=True)) >= least
    assert min(apart(change=True)) >= min(apart(change=False))


def test_the_world_is_drawn_in_those_colours() -> None:
    usual, other = (
        world.scene.models["ground"].levels[0][0].colour for world in (world_for(), world_for(colour_vision="deutan"))
    )
    assert np.allclose(other[:, :3], told_apart(usual[:, :3], "deutan"), atol=1e-6)
    assert np.array_equal(other[:, 3], usual[:, 3])
    assert not np.allclose(other, usual, atol=0.02)


def test_the_file_says_what_a_page_needs_to_play_it() -> None:
    found = extras(built_for("l-01"))
    facts = found["scene"]["facts"]
    assert found["scene"]["language"] == "en"
    assert facts["personalise"]["supports"] == ["keyword_translation"]
    assert facts["vocabulary"][0]["term"] == {"en": "magma", "es": "magma"}
    assert facts["flow"]["order"] == ["camp", "rim"]
    assert facts["flow"]["review"] == ["rim"]
    assert "ball" in facts["questions"][1]["prompt"]["en"]


def test_things_are_called_by_our_own_words_in_the_learners_language() -> None:
    found = extras(built_for("l-02"))
    labels = {name: next(iter(node["extras"]["worldgen"]["label"].items())) for name, node in found["nodes"].items()
              if "label" in node["extras"]["worldgen"]}  # fmt: skip
    assert labels["seismo"] == ("uk", "Сейсмометр")
    assert labels["cone.rim"] == ("uk", "вулкан, край")
    assert labels["rim"] == ("uk", "Край кратера")
    assert {tag for tag, _ in labels.values()} == {"uk"}
    assert found["scene"]["facts"]["said"] == {"duration": {"uk": "25 хвилин"}, "points": {"uk": "4 бали"}}


def test_another_language_is_another_sign_in_the_same_world() -> None:
    first, second = world_for(), world_for(languages={"first": "hi"})
    assert second.layout is first.layout  # remembered, and not made anew
    before, after = (world.scene.models[thing_model("board")].levels[0] for world in (first, second))
    assert sum(len(mesh.face) for mesh in before) != sum(len(mesh.face) for mesh in after)
    other = [key for key, model in first.scene.models.items() if model.levels is not second.scene.models[key].levels]
    assert other == [thing_model("board")]


def test_a_variant_is_the_same_bytes_with_and_without_what_is_remembered() -> None:
    lesson = lesson_for(languages={"first": "uk"})
    warm = make_world(lesson, Sources(SCENES / "lessons"), STAGES)
    cold = make_world(lesson, Sources(SCENES / "lessons"), Stages())
    assert to_glb(warm.scene, "generic") == to_glb(cold.scene, "generic")
