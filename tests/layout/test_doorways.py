"""Whether a thing could have come into its room, and whether a wheelchair turns where learners stand in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.layout.doorways import passes
from worldgen.generate.layout.indoors import to_plan
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.scene import Collider, Model, Node, Semantics
from worldgen.spec.load import parse_lesson
from worldgen.verify import verify

LESSON = """
worldgen: 1
lesson: {{id: doors, title: Doors}}
world:
  setting: farmland
  size: 96 m
  cover: []
  paths: {{access: {access}}}
  props:
    - {{id: block, parts: [{{box: {box}}}], budget: 100}}
  buildings:
    - id: it
      kind: school
      on: land
      rooms: [{{id: hall, kind: hall, area: 24 m2}}, {{id: shop, kind: workshop, area: 60 m2}}]
  things:
    - {{id: block, prop: block, in: it.shop}}
stations:
  - {{id: a, where: {{in: it.shop}}, look_at: block, text: We look.}}
  - {{id: b, where: {{in: it.shop{at}}}, text: We work.}}
"""
DOOR = (0.9, 2.1)
lengths = st.floats(0.1, 4.0)


def world_of(box: str, access: str = "walking", at: str = "") -> World:
    lesson = parse_lesson(LESSON.format(box=box, access=access, at=at), REGISTRY)
    return make_world(lesson, Sources(Path.cwd()), Stages())


@pytest.mark.parametrize(
    "size", [(0.9, 2.1, 5.0), (5.0, 0.9, 2.1), (2.1, 5.0, 0.85), (0.1, 2.12, 4.0), (0.1, 2.2, 2.2)]
)
def test_what_fits_lengthwise_on_its_side_or_tilted_gets_through(size: tuple[float, float, float]) -> None:
    assert passes(size, DOOR)


@pytest.mark.parametrize("size", [(0.95, 0.95, 0.95), (0.8, 2.2, 2.2), (1.0, 2.0, 3.0), (0.1, 2.4, 2.4)])
def test_what_is_larger_in_every_way_does_not(size: tuple[float, float, float]) -> None:
    assert not passes(size, DOOR)


@given(lengths, lengths, lengths, st.floats(0.01, 0.5))
def test_a_larger_door_lets_through_whatever_a_smaller_one_did(a: float, b: float, c: float, more: float) -> None:
    if passes((a, b, c), DOOR):
        assert passes((a, b, c), (DOOR[0] + more, DOOR[1]))
        assert passes((c, a, b), DOOR)
        assert passes((a * 0.9, b * 0.9, c), DOOR)


@given(st.integers(0, 90).map(np.radians), st.floats(0.05, 1.5), st.floats(0.05, 1.5))
def test_a_rectangle_that_fits_when_it_is_turned_gets_through(turn: float, p: float, q: float) -> None:
    wide = p * abs(np.cos(turn)) + q * abs(np.sin(turn))
    tall = p * abs(np.sin(turn)) + q * abs(np.cos(turn))
    assert passes((p, q, 9.0), (wide, tall))


def test_a_thing_that_gets_through_no_door_is_a_warning_with_its_measures() -> None:
    (warning,) = world_of("[2.4, 1.5, 1.8]").warnings
    assert (warning.code, warning.severity, warning.pointer) == ("DOOR_TOO_NARROW", "warning", "/world/things/0")
    assert "1.50 x 1.80 m" in str(warning)
    assert "it.shop" in str(warning)


def test_what_comes_in_pieces_is_put_together_behind_any_door() -> None:
    assert world_of("[2.4, 1.5, 1.8]}], in_pieces: true, colliders: [{box: [2.4, 1.5, 1.8]").warnings == ()


def test_of_what_gets_through_nothing_is_said() -> None:
    assert world_of("[2.4, 0.8, 0.8]").warnings == ()


def test_a_wheelchair_turns_at_every_station_of_a_room_and_the_file_proves_it() -> None:
    world = world_of("[1.2, 0.8, 0.8]", "wheelchair")
    site, floors = world.layout.sites["it"], world.plan.floor_plans["it"]
    outline = np.array(floors.room("shop").outline_m)
    for name in ("a", "b"):
        x, _, z = world.layout.stations[name].position_m
        at = to_plan(site, np.array([[x, z]]))[0]
        assert (np.minimum(at - outline.min(axis=0), outline.max(axis=0) - at) >= 0.75).all()
    assert verify(to_glb(world.scene, "generic")).cramped == ()


def test_a_post_beside_a_station_is_found_in_the_file_though_the_room_has_a_circle_elsewhere() -> None:
    world = world_of("[1.2, 0.8, 0.8]", "wheelchair")
    x, y, z = world.layout.stations["b"].position_m
    post = Collider("cylinder", (0.0, 0.6, 0.0), (0.1, 0.6, 0.1))
    model = Model("post", ((),), np.zeros((4, 2), np.float32), 1.2, colliders=(post,))
    node = Node("post", (x + 0.55, y, z), model="post", semantics=Semantics("decor"))
    scene = replace(world.scene, roots=(*world.scene.roots, node), models={**world.scene.models, "post": model})
    found = verify(to_glb(scene, "generic"))
    assert found.cramped == ("b",)
    assert not found.ok


def test_where_no_station_has_room_to_turn_it_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match=r"turn a wheelchair, in a circle of 1\.5 m") as caught:
        world_of("[1.2, 0.8, 0.8]", "wheelchair", ", near: block, within: 0.6 m")
    assert [(one.code, one.pointer) for one in caught.value.issues] == [("ROOM_FULL", "/stations/1")]


def test_who_walks_may_stand_nearer_to_things_than_a_wheelchair_turns() -> None:
    assert set(world_of("[1.2, 0.8, 0.8]", "walking", ", near: block, within: 0.6 m").layout.stations) == {"a", "b"}
