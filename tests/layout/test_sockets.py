"""Things on named sockets of others: exactly there, in rooms and out of doors, or refused in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.generate.layout import PlacedThing
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.spec.load import parse_lesson

LESSON = """
worldgen: 1
lesson: {{id: sockets, title: Sockets}}
world:
  setting: river_valley
  size: 96 m
  buildings:
    - {{id: house, kind: office, on: land, rooms: [{{id: hall, kind: reception}}, {{id: office, kind: office}}]}}
  props:
    - id: rack
      parts: [{{box: [1, 1, 0.4]}}]
      sockets: {{top: [0, 1, 0], hook: {{at: [0.3, 0.6, 0.2], turn: 90}}}}
  things:
    - {{id: desk, prop: office_desk, {where}}}
    - {{id: rack, prop: rack, near: house, within: 30 m}}
{things}
stations:
  - {{id: here, where: {{near: house, within: 25 m}}, text: Look.}}
"""
ON_DESK = "    - {id: globe, prop: globe, on: desk.left}\n    - {id: phone, prop: telephone, on: desk.right}"


def world_of(things: str, where: str = "near: house, within: 25 m") -> World:
    lesson = parse_lesson(LESSON.format(things=things, where=where), REGISTRY)
    return make_world(lesson, Sources(Path.cwd()), Stages())


def local(carrier: PlacedThing, thing: PlacedThing) -> np.ndarray:
    """Return where `thing` is in the frame of `carrier`."""
    away = np.subtract(thing.position_m, carrier.position_m)
    cos, sin = np.cos(carrier.yaw_rad), np.sin(carrier.yaw_rad)
    return np.array([cos * away[0] - sin * away[2], away[1], sin * away[0] + cos * away[2]])


@pytest.mark.parametrize("where", ["near: house, within: 25 m", "in: house.office, against: wall"])
def test_what_is_on_a_socket_is_where_the_socket_is_and_turned_with_it(where: str) -> None:
    sites = world_of(ON_DESK, where).layout.sites
    desk = sites["desk"]
    for name, at, turn in (("globe", (-0.5, 0.77, -0.12), 15.0), ("phone", (0.5, 0.77, -0.1), -15.0)):
        assert local(desk, sites[name]) == pytest.approx(at, abs=1e-6)
        turned = np.degrees(sites[name].yaw_rad - desk.yaw_rad)
        assert (turned - turn + 180) % 360 - 180 == pytest.approx(0.0, abs=1e-6)


def test_a_prop_of_the_lesson_has_the_sockets_that_it_declares() -> None:
    sites = world_of("    - {id: pot, prop: potted_plant, on: rack.top}").layout.sites
    assert local(sites["rack"], sites["pot"]) == pytest.approx((0.0, 1.0, 0.0), abs=1e-6)


def test_what_faces_something_is_turned_to_it_on_its_socket() -> None:
    sites = world_of("    - {id: globe, prop: globe, on: desk.left, facing: house}").layout.sites
    away = np.subtract(sites["house"].position_m, sites["globe"].position_m)
    assert np.cos(sites["globe"].yaw_rad - np.arctan2(away[0], away[2])) > 0.6


def test_a_thing_may_stand_on_what_stands_on_a_socket() -> None:
    things = "    - {id: small, prop: rack, on: rack.top}\n    - {id: pot, prop: potted_plant, on: small.top}"
    sites = world_of(things).layout.sites
    assert local(sites["rack"], sites["pot"])[1] == pytest.approx(2.0, abs=1e-6)


def test_dressing_leaves_alone_what_the_author_put_on_a_desk() -> None:
    world = world_of(ON_DESK, "in: house.office, against: wall")
    phone = np.array(world.layout.sites["phone"].position_m)
    for node in world.scene.walk():
        if node.id.startswith("house.office.furniture.") and (node.model or "").startswith("furniture/telephone"):
            assert float(np.linalg.norm(phone - np.array(node.translation_m))) > 0.9


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("{id: globe, prop: globe, on: desk.lefft}", "did you mean 'left'? there are left, middle, right"),
        ("{id: globe, prop: globe, on: rack.shelf}", "there are top, hook"),
        (
            "{id: globe, prop: globe, on: seat.top}\n    - {id: seat, prop: bench, near: house}",
            "it has none",
        ),
    ],
)
def test_a_socket_that_there_is_not_is_refused_with_those_there_are(thing: str, said: str) -> None:
    with pytest.raises(SpecError, match="has no socket") as caught:
        world_of(f"    - {thing}")
    assert [one.code for one in caught.value.issues] == ["SOCKET_UNKNOWN"]
    assert said in str(caught.value)


def test_only_things_stand_on_sockets_and_nothing_else_leans_on_one() -> None:
    with pytest.raises(SpecError) as caught:
        world_of("    - {id: globe, prop: globe, near: desk.left}")
    assert [(one.code, one.pointer) for one in caught.value.issues] == [("UNKNOWN_PART", "/world/things/2/near")]


def test_two_things_do_not_fit_on_one_socket() -> None:
    with pytest.raises(SpecError, match="free: middle, right") as caught:
        world_of("    - {id: globe, prop: globe, on: desk.left}\n    - {id: phone, prop: telephone, on: desk.left}")
    assert [(one.code, one.pointer) for one in caught.value.issues] == [("SOCKET_TAKEN", "/world/things/3/on")]
