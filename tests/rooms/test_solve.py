"""What holds for every plan that the solver makes, whatever is wanted."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.rooms.wishes import length_m, wishes
from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.rooms.brief import wanted_of
from worldgen.generate.rooms.floor_plan import FloorPlan, Room
from worldgen.generate.rooms.judge import LEAST_SHARE, MOST_SHARE
from worldgen.generate.rooms.programme import PROGRAMMES
from worldgen.generate.rooms.prove import prove
from worldgen.generate.rooms.solve import solve
from worldgen.generate.rooms.wanted import Want, Wanted
from worldgen.spec.buildings import Building

SEEDS = st.integers(0, 50)
MANY = settings(max_examples=40, deadline=None)


def solved(wanted: Wanted, seed: int) -> FloorPlan:
    try:
        return solve(wanted, world_seed(seed))
    except SpecError:
        assume(False)
        raise


def box(room: Room) -> tuple[float, float, float, float]:
    xs, zs = zip(*room.outline_m, strict=True)
    return min(xs), min(zs), max(xs), max(zs)


@MANY
@given(wishes(), SEEDS)
def test_a_plan_has_every_room_once_and_none_in_another(wanted: Wanted, seed: int) -> None:
    plan = solved(wanted, seed)
    assert {want.id for want in wanted.rooms} <= {room.id for room in plan.rooms}
    assert len({room.id for room in plan.rooms}) == len(plan.rooms)
    for one, other in combinations(plan.rooms, 2):
        if one.level == other.level:
            a, b = box(one), box(other)
            assert min(a[2], b[2]) - max(a[0], b[0]) <= 1e-6 or min(a[3], b[3]) - max(a[1], b[1]) <= 1e-6


@MANY
@given(wishes(), SEEDS)
def test_a_plan_is_proved_by_measuring_it(wanted: Wanted, seed: int) -> None:
    assert prove(solved(wanted, seed)) == ()


@MANY
@given(wishes(), SEEDS)
def test_an_area_that_was_said_is_kept_within_its_tolerance(wanted: Wanted, seed: int) -> None:
    plan = solved(wanted, seed)
    for want in wanted.rooms:
        if want.said:
            share = plan.room(want.id).area_m2 / want.area_m2
            assert LEAST_SHARE - 1e-6 <= share <= MOST_SHARE + 1e-6


@MANY
@given(wishes(), SEEDS)
def test_openings_lie_within_their_walls_and_apart(wanted: Wanted, seed: int) -> None:
    plan = solved(wanted, seed)
    ends: dict[str, list[tuple[float, float]]] = {}
    for one in plan.openings:
        wall = plan.wall(one.wall)
        assert one.along_m - one.width_m / 2 >= 0.05
        assert one.along_m + one.width_m / 2 <= length_m(wall) - 0.05
        assert one.sill_m + one.height_m <= plan.storey(wall.level).height_m
        ends.setdefault(one.wall, []).append((one.along_m - one.width_m / 2, one.along_m + one.width_m / 2))
    for spans in ends.values():
        ordered = sorted(spans)
        assert all(high < low for (_, high), (low, _) in pairwise(ordered))


@MANY
@given(wishes(), SEEDS)
def test_storeys_stand_on_each_other_and_stairs_lead_up(wanted: Wanted, seed: int) -> None:
    plan = solved(wanted, seed)
    outer = [
        {(wall.start_m, wall.end_m) for wall in plan.walls if wall.level == level and None in wall.rooms}
        for level in range(wanted.storeys)
    ]
    corners = [{max(ends) for ends in walls} | {min(ends) for ends in walls} for walls in outer]
    assert all({max(one), min(one)} == {max(corners[0]), min(corners[0])} for one in corners)
    kinds = [link.kind for link in plan.links]
    assert kinds.count("stairs") == wanted.storeys - 1
    assert kinds.count("lift") == (wanted.storeys - 1 if wanted.wheelchair else 0)


@settings(max_examples=12, deadline=None)
@given(wishes(), SEEDS)
def test_the_same_wishes_give_the_same_plan(wanted: Wanted, seed: int) -> None:
    assert repr(solved(wanted, seed)) == repr(solved(wanted, seed))


@settings(max_examples=12, deadline=None)
@given(wishes(), SEEDS, st.integers(0, 100))
def test_windows_and_words_of_one_room_leave_all_else_as_it_was(wanted: Wanted, seed: int, which: int) -> None:
    plan = solved(wanted, seed)
    index = which % len(wanted.rooms)
    rooms = list(wanted.rooms)
    rooms[index] = replace(rooms[index], windows=0, label={"en": "Another name"})
    other = solved(replace(wanted, rooms=tuple(rooms)), seed)
    assert other.walls == plan.walls
    assert [room.outline_m for room in other.rooms] == [room.outline_m for room in plan.rooms]
    mine = {wall.id for wall in plan.walls if rooms[index].id in wall.rooms}
    kept = [one for one in plan.openings if one.kind != "window" or one.wall not in mine]
    assert kept == [one for one in other.openings if one.kind != "window" or one.wall not in mine]
    assert not any(one.kind == "window" and one.wall in mine for one in other.openings)


@pytest.mark.parametrize("kind", PROGRAMMES)
@pytest.mark.parametrize("access", ["walking", "wheelchair"])
def test_every_kind_of_building_has_a_plan_on_one_and_on_two_storeys(kind: str, access: str) -> None:
    for storeys in (1, 2):
        building = Building.model_validate({"id": "b", "kind": kind, "storeys": storeys, "access": access})
        plan = solve(wanted_of(building, wheelchair=False), world_seed(1) / kind)
        assert prove(plan) == ()
        assert plan.entrance in {one.id for one in plan.openings}


def test_rooms_that_want_to_be_beside_each_other_share_a_door() -> None:
    rooms = (
        Want("hall", "hall", 14), Want("living", "living", 26, beside=("hall", "kitchen")),
        Want("kitchen", "kitchen", 14), Want("bedroom", "bedroom", 14),
        Want("bath", "bathroom", 7, beside=("bedroom",)),
    )  # fmt: skip
    plan = solve(Wanted("b", "house", rooms), world_seed(3))
    doors = {frozenset(plan.wall(one.wall).rooms) for one in plan.openings if one.kind != "window"}
    for a, b in (("hall", "living"), ("living", "kitchen"), ("bath", "bedroom")):
        assert frozenset((a, b)) in doors


def test_a_room_with_a_size_has_it() -> None:
    rooms = (Want("room", "workshop", 48, size_m=(8.0, 6.0), said=True),)
    plan = solve(Wanted("b", "workshop", rooms), world_seed(3))
    x0, z0, x1, z1 = box(plan.rooms[0])
    assert (round(x1 - x0, 3), round(z1 - z0, 3)) == (8.0, 6.0)


def test_a_building_with_a_size_has_it_outside() -> None:
    rooms = (Want("a", "classroom", 50), Want("b", "office", 20), Want("c", "store", 10))
    plan = solve(Wanted("b", "school", rooms, size_m=(14.0, 9.0)), world_seed(3))
    xs, zs = zip(*plan.outline_m, strict=True)
    assert (round(max(xs) - min(xs), 3), round(max(zs) - min(zs), 3)) == (14.0, 9.0)


@pytest.mark.deep
@settings(max_examples=400, deadline=None)
@given(wishes(), st.integers(0, 10_000))
def test_four_hundred_plans_are_proved_or_refused_by_name(wanted: Wanted, seed: int) -> None:
    codes, plan = set[str](), None
    try:
        plan = solve(wanted, world_seed(seed))
    except SpecError as refused:
        codes = {one.code[:5] for one in refused.issues}
    assert codes == (set() if plan is not None else {"PLAN_"})
    assert plan is None or prove(plan) == ()
