"""The proof of a plan finds what is wrong with one."""

from __future__ import annotations

from dataclasses import replace

from worldgen.core.seed import world_seed
from worldgen.generate.rooms.brief import wanted_of
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening
from worldgen.generate.rooms.prove import prove, reached_rooms
from worldgen.generate.rooms.solve import solve
from worldgen.spec.buildings import Building

MUSEUM = solve(
    wanted_of(
        Building.model_validate({"id": "m", "kind": "museum", "storeys": 2, "access": "wheelchair"}), wheelchair=False
    ),
    world_seed(2),
)


def faults(plan: FloorPlan) -> str:
    return "; ".join(fault.what for fault in prove(plan))


def without(plan: FloorPlan, name: str) -> FloorPlan:
    return replace(plan, openings=tuple(one for one in plan.openings if one.id != name))


def only_door(plan: FloorPlan, room: str) -> Opening:
    doors = [one for one in plan.openings if one.kind != "window" and room in plan.wall(one.wall).rooms]
    assert len(doors) == 1
    return doors[0]


def test_a_sound_plan_has_no_faults() -> None:
    assert prove(MUSEUM) == ()


def test_a_room_without_a_door_cannot_be_walked_to() -> None:
    assert "`toilets` cannot be walked to" in faults(without(MUSEUM, only_door(MUSEUM, "toilets").id))


def test_a_door_too_narrow_for_a_wheelchair_is_found() -> None:
    door = only_door(MUSEUM, "toilets")
    narrow = replace(door, width_m=0.8)
    plan = replace(MUSEUM, openings=tuple(narrow if one is door else one for one in MUSEUM.openings))
    assert f"`{door.id}` is 0.80 m wide" in faults(plan)


def test_without_its_lift_an_upper_floor_is_out_of_reach_of_a_wheelchair() -> None:
    plan = replace(MUSEUM, links=tuple(link for link in MUSEUM.links if link.kind != "lift"))
    upper = {room.id for room in plan.rooms if room.level == 1}
    assert not upper & reached_rooms(plan, 0.4)
    assert upper <= reached_rooms(replace(plan, wheelchair=False), 0.3)


def test_a_step_at_the_front_door_is_found() -> None:
    ground, *upper = MUSEUM.storeys
    assert "a step at its front door" in faults(replace(MUSEUM, storeys=(replace(ground, floor_m=0.15), *upper)))


def test_a_room_too_narrow_to_turn_in_is_found() -> None:
    x0, z0 = (min(values) for values in zip(*MUSEUM.room("toilets").outline_m, strict=True))
    slim = replace(MUSEUM.room("toilets"), outline_m=((x0, z0 + 5), (x0 + 1.2, z0 + 5), (x0 + 1.2, z0), (x0, z0)))
    plan = replace(MUSEUM, rooms=tuple(slim if room.id == "toilets" else room for room in MUSEUM.rooms))
    assert "`toilets` has no circle of 1.5 m" in faults(plan)


def test_rooms_that_overlap_and_doors_past_the_end_of_a_wall_are_found() -> None:
    door = only_door(MUSEUM, "toilets")
    moved = replace(door, along_m=0.1)
    plan = replace(MUSEUM, openings=tuple(moved if one is door else one for one in MUSEUM.openings))
    assert "reaches past the end of its wall" in faults(plan)
    twice = replace(MUSEUM.room("store"), outline_m=MUSEUM.room("toilets").outline_m)
    plan = replace(MUSEUM, rooms=tuple(twice if room.id == "store" else room for room in MUSEUM.rooms))
    assert "overlap" in faults(plan)


def test_a_ramp_steeper_than_one_in_twelve_is_found() -> None:
    stairs = next(link for link in MUSEUM.links if link.kind == "stairs")
    plan = replace(MUSEUM, links=(replace(stairs, kind="ramp"), *MUSEUM.links))
    assert "rises 1 in" in faults(plan)
