"""One walks from the start of a page to every station with the keys of a keyboard, never under the ground."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.web.chromium import ROOT, drive, missing, world_of

pytestmark = [pytest.mark.node, pytest.mark.chromium]
LESSONS = ("volcano-island", "river-valley")
OFF_M = 0.45  # the drawn ground is jittered between the samples of the land


@pytest.fixture(scope="module", params=LESSONS)
def walked(
    request: pytest.FixtureRequest, made: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """Return a lesson's file and what a walk through its page found."""
    lack = missing()
    if lack is not None:
        pytest.skip(lack)
    lesson = ROOT / "scenes" / "lessons" / f"{request.param}.yaml"
    return lesson, drive("walk.mjs", str(made(lesson)), str(tmp_path_factory.mktemp(request.param)))


def test_every_station_is_reached(walked: tuple[Path, dict[str, Any]]) -> None:
    lesson, found = walked
    assert set(found["stations"]) == set(world_of(lesson).layout.stations)
    assert [name for name, how in found["stations"].items() if not how["reached"]] == []


def test_one_treads_on_the_ground(walked: tuple[Path, dict[str, Any]]) -> None:
    lesson, found = walked
    trail = np.array([spot[:3] for spot in found["trail"] if spot[3] == "ground"])
    assert len(trail) > 50
    ground = world_of(lesson).layout.land.height_at(trail[:, 0], trail[:, 2])
    assert float(np.abs(trail[:, 1] - ground).max()) < OFF_M


def test_the_page_asks_nothing_of_any_network_and_complains_of_nothing(walked: tuple[Path, dict[str, Any]]) -> None:
    assert (walked[1]["requests"], walked[1]["errors"]) == ([], [])
