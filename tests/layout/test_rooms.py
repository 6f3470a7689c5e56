"""Rooms in a world: what is asked of them is there, can be walked to in the file, and is seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from worldgen.core import polygon
from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.layout.indoors import doors_of, outline_of, point_of, to_plan, to_world
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.pipeline import build
from worldgen.scene import Collider, Model, Node, Scene, Semantics
from worldgen.spec.load import parse_lesson
from worldgen.verify import verify

HEAD = """\
worldgen: 1
lesson: {id: t, title: T}
world:
  setting: farmland
  size: 160 m
  seed: 3
"""
MUSEUM = (
    HEAD
    + """\
  paths: {access: wheelchair}
  buildings:
    - id: museum
      kind: museum
      storeys: 2
      on: land
      rooms:
        - {id: foyer, kind: reception, area: 40 m2, beside: [shop]}
        - {id: shop, kind: shop, area: 30 m2}
        - {id: rocks, kind: gallery, area: 70 m2}
        - {id: fossils, kind: gallery, area: 80 m2, storey: 1}
        - {id: office, kind: office, area: 18 m2, storey: 1}
  things:
    - {id: bench, prop: bench, in: museum.rocks, against: wall}
    - {id: seat, prop: bench, in: museum.fossils}
stations:
  - {id: gate, where: {near: museum, within: 25 m}, look_at: museum, text: The museum.}
  - {id: stones, where: {in: museum.rocks}, look_at: bench, text: Stones.}
  - {id: bones, where: {in: museum.fossils}, look_at: seat, text: Bones.}
"""
)


def world_of(text: str) -> World:
    return make_world(parse_lesson(text, REGISTRY), Sources(Path()), Stages())


@pytest.fixture(scope="module")
def museum() -> World:
    return world_of(MUSEUM)


def test_stations_and_things_are_in_their_rooms(museum: World) -> None:
    site, floors = museum.layout.sites["museum"], museum.plan.floor_plans["museum"]
    for name, room in (("stones", "rocks"), ("bones", "fossils"), ("bench", "rocks"), ("seat", "fossils")):
        placed = museum.layout.stations.get(name) or museum.layout.sites[name]
        outline = outline_of(site, floors.room(room))
        assert polygon.depth(np.array([placed.position_m[0], placed.position_m[2]]), outline) > 0.2
        level = site.position_m[1] + floors.storey(floors.room(room).level).floor_m
        assert placed.position_m[1] == pytest.approx(level, abs=1e-6)
        assert placed.on == "museum"


def test_promised_views_are_kept_indoors(museum: World) -> None:
    shares = {view.station: view.share for view in museum.layout.views}
    assert set(shares) == {"gate", "stones", "bones"}
    assert min(shares.values()) >= 0.5


def test_a_wheelchair_gets_to_every_station_in_the_file(museum: World) -> None:
    found = verify(to_glb(museum.scene, "generic"))
    assert found.ok, found
    assert found.layers >= 3


def test_without_the_lift_the_upper_floor_is_out_of_reach_in_the_file(museum: World) -> None:
    scene = replace(museum.scene, portals=tuple(one for one in museum.scene.portals if one.kind != "lift"))
    reached = {one.id: one.reachable for one in verify(to_glb(scene, "generic")).stations}
    assert reached == {"gate": True, "stones": True, "bones": False}


def with_slab(museum: World, at_m: np.ndarray, half_m: tuple[float, float, float]) -> Scene:
    """Return the museum with a slab on the upper floor, its middle at (x, z) of the plan."""
    site, floors = museum.layout.sites["museum"], museum.plan.floor_plans["museum"]
    x, z = to_world(site, at_m[None])[0].tolist()
    solid = Collider("box", (0.0, half_m[1], 0.0), half_m)
    slab = Model("slab", ((),), np.zeros((4, 2), np.float32), 2 * half_m[1], colliders=(solid,))
    turn = (0.0, float(np.sin(site.yaw_rad / 2)), 0.0, float(np.cos(site.yaw_rad / 2)))
    at = (x, site.position_m[1] + floors.storey(1).floor_m, z)
    node = Node("slab", at, turn, model="slab", semantics=Semantics("decor"))
    return replace(museum.scene, roots=(*museum.scene.roots, node), models={**museum.scene.models, "slab": slab})


def test_a_wheelchair_finds_a_circle_to_turn_in_in_every_room_of_the_file(museum: World) -> None:
    assert verify(to_glb(museum.scene, "generic")).cramped == ()


def test_a_table_that_is_planted_where_a_wheelchair_turns_is_found_in_the_file(museum: World) -> None:
    outline = np.array(museum.plan.floor_plans["museum"].room("office").outline_m)
    half_x, half_z = (np.ptp(outline, axis=0) / 2 - 0.7).tolist()
    found = verify(to_glb(with_slab(museum, outline.mean(axis=0), (half_x, 0.4, half_z)), "generic"))
    assert found.cramped == ("museum.office",)
    assert not found.ok


def test_a_circle_that_no_door_leads_to_does_not_count(museum: World) -> None:
    floors = museum.plan.floor_plans["museum"]
    ((door, wall),) = doors_of(floors, floors.room("office"))
    assert (
        "museum.office" in verify(to_glb(with_slab(museum, point_of(wall, door), (0.6, 0.8, 0.6)), "generic")).cramped
    )


def test_who_walks_takes_the_stairs() -> None:
    world = world_of(MUSEUM.replace("  paths: {access: wheelchair}\n", ""))
    scene = world.scene
    assert not any(portal.kind == "lift" for portal in scene.portals)
    assert any(surface.kind == "stairs" for surface in scene.surfaces)
    assert verify(to_glb(scene, "generic")).ok


def test_a_lesson_can_be_wholly_indoors() -> None:
    text = HEAD + (
        "  buildings: [{id: hut, kind: workshop, on: land}]\n"
        "stations:\n"
        "  - {id: one, where: {in: hut.workshop}, text: A.}\n"
        "  - {id: two, where: {in: hut.store}, text: B.}\n"
    )
    world = world_of(text)
    assert world.layout.spawn.position_m == world.layout.stations["one"].position_m
    assert verify(to_glb(world.scene, "generic")).ok


def test_rooms_are_areas_of_the_tree_with_their_names(museum: World) -> None:
    rooms = {node.id: node for node in museum.scene.walk() if node.id.startswith("museum.")}
    assert rooms["museum.rocks"].semantics is not None
    assert rooms["museum.rocks"].semantics.role == "area"
    assert rooms["museum.rocks"].semantics.label == {"en": "Gallery"}


def test_the_frame_of_a_plan_and_that_of_the_world_are_each_others_way_back(museum: World) -> None:
    site = museum.layout.sites["museum"]
    points = np.array([[1.0, 2.0], [-3.0, 0.5]])
    assert to_plan(site, to_world(site, points)) == pytest.approx(points)


def test_moving_a_thing_of_one_room_leaves_all_else_where_it_was(museum: World) -> None:
    moved = MUSEUM.replace("{id: seat, prop: bench, in: museum.fossils}", "{id: seat, prop: bench, in: museum.office}")
    other = world_of(moved.replace("look_at: seat", "look_at: museum.fossils"))
    for name in ("museum", "bench"):
        assert other.layout.sites[name].position_m == museum.layout.sites[name].position_m
    assert other.layout.stations["stones"] == museum.layout.stations["stones"]


def test_a_plan_is_drawn_beside_the_previews_of_a_lesson_with_buildings(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(HEAD + "  buildings: [{id: hut, kind: hut, on: land}]\n")
    files = build(path, make=("preview",)).files
    assert files[PurePosixPath("preview/plan.svg")].startswith(b"<svg")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{id: b, prop: rowing_boat, in: hut.room}", "ROOM_FULL"),
        ("{id: b, prop: bench, in: hut.room, side: north}", "ROOM_WORD"),
        ("{id: b, prop: bench, on: land, against: wall}", "AGAINST_OUTDOORS"),
    ],
)
def test_what_a_room_cannot_hold_is_refused_by_name(line: str, code: str) -> None:
    text = (
        HEAD
        + f"  buildings: [{{id: hut, kind: hut, on: land, rooms: [{{id: room, area: 10 m2}}]}}]\n  things: [{line}]\n"
    )
    with pytest.raises(SpecError) as refused:
        world_of(text)
    assert code in {one.code for one in refused.value.issues}


def test_what_stands_on_a_bench_is_looked_at_along_the_top_of_the_bench() -> None:
    text = (
        HEAD
        + """\
  buildings: [{id: lab, kind: hut, on: land, rooms: [{id: room, kind: laboratory, area: 40 m2}]}]
  things:
    - {id: bench, prop: lab_bench, in: lab.room}
    - {id: magnifier, prop: microscope, on: bench}
stations:
  - {id: finders, where: {in: lab.room}, look_at: magnifier, text: Look.}
"""
    )
    (view,) = [one for one in world_of(text).layout.views if one.target == "magnifier"]
    assert view.share >= 0.5
