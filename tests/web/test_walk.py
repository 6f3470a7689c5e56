"""One walks from the start of a page to every station with the keys of a keyboard, never under the ground."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.web.chromium import world_of
from tests.web.conftest import SCENES

pytestmark = [pytest.mark.node, pytest.mark.chromium]
LESSONS = sorted((SCENES / "lessons").glob("*.yaml"))
OFF_M = 0.45  # the drawn ground is jittered between the samples of the land


@pytest.fixture(params=LESSONS, ids=[one.stem for one in LESSONS])
def walked(
    request: pytest.FixtureRequest, driven: Callable[..., dict[str, Any]], tmp_path: Path
) -> tuple[Path, dict[str, Any]]:
    """Return a lesson's file and what a walk through its page found."""
    return request.param, driven("walk.mjs", request.param, str(tmp_path))


def test_every_station_is_reached(walked: tuple[Path, dict[str, Any]]) -> None:
    lesson, found = walked
    assert set(found["stations"]) == set(world_of(lesson).layout.stations)
    assert [name for name, how in found["stations"].items() if not how["reached"]] == []
    assert (found["requests"], found["errors"]) == ([], [])
    on_ground = [spot[:3] for spot in found["trail"] if spot[3] == "ground"]
    trail = np.array(on_ground).reshape(-1, 3)
    ground = world_of(lesson).layout.land.height_at(trail[:, 0], trail[:, 2])
    assert float(np.abs(trail[:, 1] - ground).max(initial=0.0)) < OFF_M


@pytest.mark.parametrize(
    ("lesson", "surfaces"),
    [
        ("museum-two-floors", {"ground", "museum.floor_0", "museum.floor_1"}),
        ("street-and-school", {"ground", "school.floor_0", "school.stairs.0", "school.floor_1"}),
        ("everything", {"ground", "bridge.look_back.deck"}),
    ],
)
def test_one_goes_through_doors_up_stairs_and_over_bridges_and_in_a_wheelchair_by_the_lift(
    lesson: str, surfaces: set[str], driven: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    found = driven("walk.mjs", SCENES / "lessons" / f"{lesson}.yaml", str(tmp_path))
    assert {spot[3] for spot in found["trail"]} == surfaces
