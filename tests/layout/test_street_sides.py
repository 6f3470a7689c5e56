"""A street has two sides, and what drives on it keeps to the right."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worldgen.core.sources import Sources
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson

LESSON = """
worldgen: 1
lesson: {{id: sides, title: Sides}}
world:
  setting: farmland
  size: 128 m
  seed: 3
  terrain:
    - {{id: my_fields, kind: fields, at: {{east: 90 %, north: 90 %}}, radius: 20 m}}
    - {{id: road, kind: street, through: [{{east: 0 %, north: 50 %}}, {{east: 100 %, north: 50 %}}]}}
  things:
    - {{id: house, prop: cottage, along: road, side: {side}, facing: road}}
    - {{id: car, prop: car, on: road.carriageway}}
stations:
  - {{id: here, where: {{on: road.pavement}}, text: Here.}}
"""


@pytest.mark.parametrize(("side", "south"), [("left", -1), ("right", 1), ("north", -1), ("south", 1)])
def test_a_house_stands_on_the_side_of_the_street_that_is_said(side: str, south: int, tmp_path: Path) -> None:
    path = tmp_path / "sides.yaml"
    path.write_text(LESSON.format(side=side))
    world = make_world(load_lesson(path), Sources(tmp_path), Stages())
    house, car = world.layout.sites["house"], world.layout.sites["car"]
    assert np.sign(house.position_m[2]) == south
    ahead = np.array([np.sin(car.yaw_rad), np.cos(car.yaw_rad)])
    right = np.array([-ahead[1], ahead[0]])  # x east, z south
    middle = np.array([0.0, 0.0])
    assert abs(ahead[0]) > 0.99
    assert (np.array([0.0, car.position_m[2]]) - middle) @ right > 0.0
