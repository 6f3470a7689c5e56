"""Furnished rooms: nothing overlaps, doors are free, all is reached; what is named is placed or refused with a reason.

What is checked here is measured with shapely and a flood fill of its own, not with the code that places.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from tests.buildings.coplanar import seen_fights
from tests.rooms.furnished import FLOOR_M, box_of, door_points, load, plan_of, random_plan
from worldgen.core.seed import world_seed
from worldgen.generate.props.load import prop_names
from worldgen.generate.rooms.asked import Asked
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.rooms.furnish import Dressed, dress, furnish
from worldgen.generate.rooms.furnish.model_boxes import top_of
from worldgen.generate.rooms.furnish.rules import room_kinds, rules_of
from worldgen.scene import Mesh

RADIUS_M = 0.35
TOUCH = 4e-3  # square metres that boxes share when they only touch
KINDS = [kind for kind in room_kinds() if rules_of(kind)]


def dressed(plan: FloorPlan, number: int = 1, standing: list[Asked] | None = None) -> tuple[Dressed, ...]:
    return dress(plan, plan.rooms[0], standing or [], world_seed(number), load).pieces


def solids(pieces: tuple[Dressed, ...]) -> list[tuple[str, Polygon, float, float]]:
    found = []
    for piece in pieces:
        low = piece.position_m[1] - FLOOR_M
        high = low + piece.model.height_m
        if high - low > 0.08:
            shape = Polygon(box_of(piece.model, piece.position_m, piece.yaw_rad))
            found.append((piece.key, shape, low, high))
    return found


def free_floor(plan: FloorPlan, pieces: tuple[Dressed, ...]) -> list[Polygon]:
    """The parts of the floor where the middle of an agent can be, as polygons."""
    room = Polygon(plan.rooms[0].outline_m).buffer(-RADIUS_M)
    stops = [shape.buffer(RADIUS_M) for _, shape, low, high in solids(pieces) if low < 0.9]
    left = room.difference(unary_union(stops)) if stops else room
    return [left] if left.geom_type == "Polygon" else list(left.geoms)


def turning_places(plan: FloorPlan, pieces: tuple[Dressed, ...]) -> list[Polygon]:
    """Where the middle of a free circle of 1.5 m can be, as polygons."""
    room = Polygon(plan.rooms[0].outline_m).buffer(-0.75)
    left = room.difference(unary_union([shape.buffer(0.75) for _, shape, low, _ in solids(pieces) if low < 1.9]))
    return [left] if left.geom_type == "Polygon" else list(left.geoms)


def faults(plan: FloorPlan, pieces: tuple[Dressed, ...]) -> list[str]:
    """What is wrong with a furnished room, in words."""
    wrong = []
    boxes = solids(pieces)
    room = Polygon(plan.rooms[0].outline_m).buffer(0.01)
    carried = {piece.key: piece for piece in pieces}
    for k, (name, shape, low, high) in enumerate(boxes):
        if not room.contains(shape):
            wrong.append(f"{name} is not in the room")
        if high > plan.storeys[0].height_m + 0.01:
            wrong.append(f"{name} goes through the ceiling")
        for other, shape_2, low_2, high_2 in boxes[k + 1 :]:
            on_it = other in name or name in other  # a lamp among the things on its own desk
            if not on_it and min(high, high_2) - max(low, low_2) > 0.01 and shape.intersection(shape_2).area > TOUCH:
                wrong.append(f"{name} overlaps {other}")
    parts = free_floor(plan, pieces)
    doors = door_points(plan)
    for name, shape, low, _ in boxes:
        if low < 2.0 and any(shape.distance(door) < 0.35 for door in doors):
            wrong.append(f"{name} stands before a door")
    if doors and len(carried) >= 0:
        home = [part for part in parts if part.buffer(0.06).contains(doors[0])]
        if not home or not all(home[0].buffer(0.12).contains(door) for door in doors):
            wrong.append("a door cannot be reached from another")
        if plan.wheelchair and not any(
            home[0].buffer(0.06).intersects(place) for place in turning_places(plan, pieces)
        ):
            wrong.append("a wheelchair finds no circle to turn in")
    return wrong


@pytest.mark.parametrize("kind", KINDS)
def test_a_room_of_every_kind_is_furnished_without_a_fault(kind: str) -> None:
    plan = plan_of(kind, 9.0, 7.0)
    pieces = dressed(plan)
    assert faults(plan, pieces) == []
    assert len(pieces) >= 3


def at_place(mesh: Mesh, place: tuple[float, float, float], yaw: float) -> Mesh:
    cos, sin = np.cos(yaw), np.sin(yaw)
    turn = np.array([[cos, 0.0, sin], [0.0, 1.0, 0.0], [-sin, 0.0, cos]])
    position = (mesh.position_m @ turn.T + np.array(place)).astype(np.float32)
    return Mesh(position, (mesh.normal @ turn.T).astype(np.float32), mesh.colour, mesh.face, mesh.material)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_faces_of_a_furnished_room_fight_for_one_place(kind: str) -> None:
    plan = plan_of(kind, 7.0, 5.0)
    room = dress(plan, plan.rooms[0], [], world_seed(1), load)
    meshes = [at_place(mesh, one.position_m, one.yaw_rad) for one in room.pieces for mesh in one.model.levels[0]]
    if room.floor is not None:
        meshes += [at_place(mesh, room.middle_m, 0.0) for mesh in room.floor.levels[0]]
    found = seen_fights(tuple(meshes))
    assert [one for one in found if one[1][1] > -0.9] == []  # each prop is looked at from below in a test of its own


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_of_every_kind_name_props_of_the_catalogue(kind: str) -> None:
    assert {prop for step in rules_of(kind) for prop in step.put} <= set(prop_names())
    names = [step.name for step in rules_of(kind)]
    props = {prop for step in rules_of(kind) for prop in step.put}
    assert all(step.of in {*names, *props} for step in rules_of(kind) if step.of)


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_room_for_a_wheelchair_keeps_a_circle_to_turn_in(kind: str) -> None:
    plan = plan_of(kind, 3.4, 2.6, wheelchair=True)
    assert faults(plan, dressed(plan)) == []


def test_a_table_that_would_leave_a_wheelchair_no_circle_is_refused_for_that_reason() -> None:
    wide = plan_of("store", 2.4, 2.3, windows=0, wheelchair=True)
    asked = [wish("table", "workbench", against="wall")]
    assert furnish(replace(wide, wheelchair=False), wide.rooms[0], asked, world_seed(1)).refused == ()
    refused = dict(furnish(wide, wide.rooms[0], asked, world_seed(1)).refused)
    assert refused["table"] == "it would leave no circle of 1.5 m for a wheelchair to turn in"


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 10_000))
def test_a_room_of_any_size_is_furnished_without_a_fault(kind: str, number: int) -> None:
    plan = random_plan(kind, world_seed(number))
    assert faults(plan, dressed(plan, number)) == []


def test_the_same_seed_furnishes_a_room_alike_and_another_does_not() -> None:
    plan = plan_of("living", 7.0, 5.0)
    place = [(one.key, one.position_m, one.yaw_rad) for one in dressed(plan, 4)]
    assert place == [(one.key, one.position_m, one.yaw_rad) for one in dressed(plan, 4)]
    assert place != [(one.key, one.position_m, one.yaw_rad) for one in dressed(plan, 5)]


def wish(name: str, prop: str, **words: object) -> Asked:
    return Asked(name, load(prop), f"/world/things/{name}", **words)  # type: ignore[arg-type]


def test_things_stand_where_their_words_say() -> None:
    plan = plan_of("workshop", 9.0, 7.0)
    asked = [
        wish("drill", "drill_press", against="wall"),
        wish("bench", "workbench"),
        wish("box", "toolbox", on="bench"),
        wish("stool", "stool", beside="bench"),
        wish("boss", "teacher", near="drill", facing="bench"),
        wish("shelf", "low_shelf", against="window"),
    ]
    made = furnish(plan, plan.rooms[0], asked, world_seed(3))
    assert made.refused == ()
    at = {one.id: one for one in made.placed}
    shape = {one.id: Polygon(box_of(one.model, at[one.id].position_m, at[one.id].yaw_rad)) for one in asked}
    room = Polygon(plan.rooms[0].outline_m)
    assert room.exterior.distance(shape["drill"]) < 0.05
    top = top_of(load("workbench"))
    assert top is not None
    assert at["box"].position_m[1] == pytest.approx(FLOOR_M + top.height_m, abs=0.01)
    assert shape["bench"].contains(shape["box"].centroid)
    assert shape["stool"].distance(shape["bench"]) < 1.0
    assert shape["boss"].distance(shape["drill"]) < 2.5
    windows = [Point((k + 0.5) * 4.5, 0.0) for k in range(2)]
    assert min(shape["shelf"].distance(window) for window in windows) < 1.0


def test_a_thing_that_is_added_leaves_the_others_where_they_are() -> None:
    plan = plan_of("laboratory", 9.0, 7.0)
    asked = [wish(f"thing{k}", prop, against="wall") for k, prop in enumerate(("fume_hood", "skeleton", "fridge"))]
    before = furnish(plan, plan.rooms[0], asked, world_seed(9)).placed
    after = furnish(plan, plan.rooms[0], [*asked, wish("more", "lab_bench")], world_seed(9)).placed
    assert after[: len(before)] == before


def test_what_finds_no_place_is_refused_with_a_reason() -> None:
    plan = plan_of("store", 2.4, 2.2)
    asked = [
        wish("bench", "workbench"),
        wish("bus", "bus"),
        wish("pot", "pot", on="nothing"),
        wish("kit", "chair", near="moon"),
    ]
    made = furnish(plan, plan.rooms[0], asked, world_seed(1))
    refused = dict(made.refused)
    assert "bus" in refused
    assert refused["pot"] == "'nothing' is not in this room"
    assert refused["kit"] == "'moon' is not in this room"
    assert {one.id for one in made.placed} | refused.keys() == {one.id for one in asked}


def test_dressing_counts_what_the_author_put_there_and_hides_no_view() -> None:
    plan = plan_of("workshop", 10.0, 8.0)
    made = furnish(plan, plan.rooms[0], [wish("bench", "workbench"), wish("drill", "drill_press")], world_seed(2))
    standing = [
        Asked(
            one.id,
            load({"bench": "workbench", "drill": "drill_press"}[one.id]),
            "",
            at_m=one.position_m,
            yaw_rad=one.yaw_rad,
        )
        for one in made.placed
    ]
    alone = sum(one.model.id.endswith("workbench") for one in dressed(plan, 2))
    with_one = sum(one.model.id.endswith("workbench") for one in dressed(plan, 2, standing))
    assert 0 < with_one <= alone
