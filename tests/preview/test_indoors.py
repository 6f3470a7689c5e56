"""A picture is lit as a room exactly where its eye is in one, at a wide window too."""

from __future__ import annotations

from pathlib import Path

import pytest

from worldgen.core.sources import Sources
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview.compose import sight_of, station_view
from worldgen.preview.indoors import enclosed
from worldgen.preview.prepared import prepare

LESSONS = Path(__file__).resolve().parents[2] / "scenes" / "lessons"


@pytest.mark.parametrize("name", ["museum-two-floors", "street-and-school"])
def test_stations_in_rooms_are_seen_in_the_light_of_a_room_and_no_others(name: str) -> None:
    world = make_world(load_lesson(LESSONS / f"{name}.yaml"), Sources(LESSONS), Stages())
    stations = world.layout.stations
    prepared = prepare(world.scene)
    sight = sight_of(world.scene, prepared)
    eyes = {one: station_view(world.scene, prepared, one, "draft", sight).eye_m for one in stations}
    within = {one for one, station in stations.items() if station.on in world.plan.floor_plans}
    assert 0 < len(within) < len(stations)
    assert {one for one, eye in eyes.items() if enclosed(prepared, eye)} == within
