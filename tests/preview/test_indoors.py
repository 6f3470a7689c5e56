"""A picture is lit as a room exactly where its eye is in one, at a wide window too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from worldgen.core.sources import Sources
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview.compose import sight_of, station_view
from worldgen.preview.indoors import enclosed, indoors
from worldgen.preview.lamps import Lamps
from worldgen.preview.prepared import prepare
from worldgen.scene import F32
from worldgen.spec.load import parse_lesson

NIGHT = """
worldgen: 1
lesson: {id: night, title: Night}
world:
  setting: farmland
  size: 96 m
  time: "22:00"
  cover: []
  buildings: [{id: it, kind: office, on: land}]
stations: [{id: in, where: {in: it.reception}, text: We wait.}]
"""
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


def test_by_night_the_lamps_of_a_room_brighten_nothing_outside() -> None:
    lesson = parse_lesson(NIGHT, REGISTRY)
    world = make_world(lesson, Sources(LESSONS), Stages())
    prepared = prepare(world.scene)
    eye = world.layout.stations["in"].eye_m
    room = indoors(prepared, eye)
    assert room.round_light > (0.2, 0.1, 0.1)
    out, within = prepared.air, room.air
    assert float(within.sky_light.max()) < 1.3 * float(out.sky_light.max())
    dark = indoors(replace(prepared, lamps=Lamps(*(array[:0] for array in _arrays(prepared.lamps)))), eye)
    assert dark.round_light > room.round_light  # without a lamp to be seen, more goes round


def _arrays(lamps: Lamps) -> tuple[F32, F32, F32]:
    return lamps.at_m, lamps.light, lamps.reach_m
