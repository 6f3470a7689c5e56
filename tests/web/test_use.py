"""What one does in the world of a page: by keys, by mouse, by finger, in a headset; and the picture is lost."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import VOLCANO

pytestmark = [pytest.mark.node, pytest.mark.chromium]


@pytest.fixture
def used(driven: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return driven("use.mjs", VOLCANO)


@pytest.fixture
def worn(driven: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return driven("headset.mjs", VOLCANO)


def test_the_keyboard_alone_names_things_and_chooses_them(used: dict[str, Any]) -> None:
    named = used["focus"]["named"]
    assert named["label"]
    assert used["focus"]["picked"] == named["id"]


def test_keys_and_drags_turn_the_eye(used: dict[str, Any]) -> None:
    assert used["turn"]["turned"] > 0  # how far depends on how long a frame lasts
    assert used["turn"]["tilted"] > 0
    assert used["turn"]["level"] == 0
    assert used["drag"] == pytest.approx(80 * 0.0042, abs=1e-6)


def test_a_thing_within_a_merged_mesh_is_picked_unless_it_is_hidden(used: dict[str, Any]) -> None:
    assert used["pick"][1] == used["shown"] == "lava.basalt_sample"
    assert used["hidden"] != "lava.basalt_sample"


def test_two_picks_are_a_measure_and_escape_is_none(used: dict[str, Any]) -> None:
    measure = used["measured"]
    assert measure["distance"] == pytest.approx(math.dist(measure["from"], measure["to"]))
    assert measure["height"] == pytest.approx(measure["to"][1] - measure["from"][1])
    assert used["cancelled"] == [None]


def test_a_finger_walks(used: dict[str, Any]) -> None:
    assert used["touch"] > 0.5


def test_two_presses_on_the_ground_walk_there(used: dict[str, Any]) -> None:
    assert used["errand"] < 1.5


def test_a_gamepad_walks_and_turns(used: dict[str, Any]) -> None:
    assert used["gamepad"]["walked"] > 0
    assert used["gamepad"]["turned"] < 0


def test_one_who_stands_in_a_wall_comes_free_and_finds_back(used: dict[str, Any]) -> None:
    assert used["rescued"] > 2.6  # metres from the middle of the hut
    assert used["reset"] == "camp"


def test_a_stance_is_taken_back_on_the_ground(used: dict[str, Any]) -> None:
    stance = used["stance"]
    assert (stance["position"][0], stance["position"][2], stance["yaw"], stance["pitch"]) == (10, 60, 1.25, -0.2)
    assert stance["position"][1] == used["map"]["person"][1]


def test_there_is_a_map(used: dict[str, Any]) -> None:
    assert (used["map"]["size"], used["map"]["image"]) == (256, "data:image/jpeg;base64")
    assert used["map"]["bytes"] > 20_000


def test_high_contrast_is_black_lines_round_everything(used: dict[str, Any]) -> None:
    usual, contrast, again = used["dark"]
    assert contrast > usual + 600  # of 60,000 points of the picture
    assert again == usual


def test_the_page_goes_on_without_the_picture(used: dict[str, Any]) -> None:
    assert used["lost"]["canvas"] == 0
    assert used["lost"]["text"] > 200


def test_a_headset_leaps_and_turns_by_steps(worn: dict[str, Any]) -> None:
    assert worn["offered"]
    assert 1.0 < worn["jump"] < 8.0
    assert worn["snap"] == pytest.approx(-math.pi / 6)
    assert worn["sky"] == 0
    assert worn["ended"]


@pytest.mark.parametrize("way", ["used", "worn"])
def test_nothing_is_asked_of_any_network_and_nothing_is_complained_of(way: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(way)
    assert (found["requests"], found["errors"]) == ([], [])
