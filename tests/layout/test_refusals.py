"""What cannot be met is refused: the right code, every line that takes part, all at once, nothing dropped."""

from dataclasses import replace

import numpy as np
import pytest

from tests.layout.lands import MODELS, SEED, coast, hill, land_of, meadow, plan_of, stop, thing, zone
from worldgen.core.issues import SpecError
from worldgen.generate.layout import lay_out
from worldgen.generate.plan import PathRules

CAMP = zone("camp", 12, at={"east": "50 %", "north": "40 %"})


def refused(land, *items, **more):
    plan = replace(plan_of(*items), **more)
    with pytest.raises(SpecError) as caught, np.errstate(all="raise"):
        lay_out(plan, land, MODELS, SEED)
    return caught.value.issues


def codes(issues):
    return [issue.code for issue in issues]


def lines(issue):
    return {issue.pointer, *issue.related}


def test_words_that_contradict_name_both_places():
    far = zone("far", 6, at={"east": "90 %", "north": "90 %"})
    (found,) = refused(meadow(), CAMP, far, thing("box", "box", near="far", within="6 m", **{"in": "camp"}))
    assert found.code == "PLACE_EMPTY"
    assert {"/world/things/box", "/world/zones/camp", "/world/zones/far"} <= lines(found)
    assert {"/world/things/box/in", "/world/things/box/near"} <= lines(found)
    assert "within 6 m of `far`" in found.message


def test_a_zone_too_small_says_how_much_is_needed_and_how_much_there_is():
    small = zone("small", 2.4, at={"east": "50 %", "north": "50 %"})
    (found,) = refused(meadow(), small, thing("hut", "hut", **{"in": "small"}))
    assert found.code in {"PLACE_TOO_SMALL", "PLACE_EMPTY"}
    assert "/world/zones/small" in lines(found)


def test_a_full_zone_names_what_stands_in_the_way():
    items = [zone("full", 6, at={"east": "50 %", "north": "50 %"})]
    items += [thing(f"hut{k}", "hut", **{"in": "full"}) for k in range(4)]
    found = refused(meadow(), *items)
    assert set(codes(found)) <= {"PLACE_TOO_SMALL", "VIEW_TAKEN", "PLACE_UNREACHABLE"}
    assert any(line.startswith("/world/things/hut") for issue in found for line in issue.related)
    assert "5.0 m by 4.0 m" in found[0].message


def test_a_station_in_the_sea_is_refused():
    (found,) = refused(coast(), stop("s", at={"east": "50 %", "north": "10 %"}))
    assert found.code == "IN_WATER"
    assert found.pointer == "/stations/s"


def test_a_thing_in_the_sea_is_refused_but_a_boat_is_not():
    (found,) = refused(coast(), thing("hut", "hut", **{"in": "sea"}))
    assert found.code == "IN_WATER"
    layout = lay_out(plan_of(thing("boat", "boat", **{"in": "sea"})), coast(), MODELS, SEED)
    assert layout.sites["boat"].position_m[1] == pytest.approx(0.0, abs=1e-6)


def test_a_boat_in_the_hills_is_refused():
    (found,) = refused(hill(), thing("boat", "boat", **{"in": "peak"}))
    assert found.code == "NO_WATER"


def test_a_zone_in_the_sea_is_refused():
    (found,) = refused(coast(), zone("z", 10, at={"east": "50 %", "north": "12 %"}))
    assert found.code == "IN_WATER"
    assert found.pointer == "/world/zones/z"


@pytest.mark.parametrize("make", [zone, thing, stop])
def test_a_point_outside_the_world_is_refused(make):
    at = {"east": "140 m", "north": "50 %"}
    item = make("z", "box", at=at) if make is thing else make("z", at=at)
    (found,) = refused(meadow(), item)
    assert found.code == "OUTSIDE_WORLD"
    assert "128 m" in found.message


def test_two_things_at_one_point_name_each_other():
    at = {"east": "50 %", "north": "50 %"}
    (found,) = refused(meadow(), thing("a", "hut", "south", at=at), thing("b", "hut", "south", at=at))
    assert found.code == "OVERLAP"
    assert {"/world/things/a", "/world/things/b"} <= lines(found)
    assert "overlap by 4.0 m" in found.message


def test_a_thing_at_a_point_names_all_that_it_would_stand_in():
    def at(east):
        return {"at": {"east": f"{east} m", "north": "64 m"}}

    row = [thing(name, "hut", "south", **at(east)) for name, east in (("a", 60.0), ("b", 66.0), ("c", 63.0))]
    (found,) = refused(meadow(), *row)
    assert found.code == "OVERLAP"
    assert "`c`, `a` and `b` are" in found.message
    assert {f"/world/things/{name}" for name in "abc"} <= lines(found)


def test_a_cliff_is_too_steep_for_a_house():
    axis = np.arange(129) - 64
    slope = np.abs(axis[None, :]) * 1.2 * np.ones((129, 1))
    land = land_of(slope, None, {"cliff": np.abs(slope - 40) < 12})
    (found,) = refused(land, thing("hut", "hut", **{"in": "cliff"}))
    assert found.code == "TOO_STEEP"


def test_hot_ground_is_no_place_for_a_station():
    hot = np.hypot(*np.mgrid[-64:65, -64:65]) < 12
    (found,) = refused(land_of(np.full((129, 129), 4.0), None, {"lava": hot}, hot), stop("s", **{"in": "lava"}))
    assert found.code == "ON_HOT_GROUND"


def test_an_island_behind_deep_water_is_out_of_reach():
    away = np.hypot(*np.mgrid[-64:65, -64:65])
    moat = (away > 16) & (away < 44)
    land = land_of(np.where(moat, -6.0, 3.0), np.where(moat, 0.0, -1000.0), {"islet": away <= 14})
    found = refused(land, stop("home", at={"east": "8 m", "north": "8 m"}), stop("far", **{"in": "islet"}))
    assert codes(found) == ["PLACE_UNREACHABLE"]
    assert {"/stations/far", "/stations/home", "/world/paths"} <= lines(found[0])
    assert "12 degrees" in found[0].message


def test_a_ridge_in_between_blocks_the_view_and_is_named():
    axis = np.arange(129) - 64
    ridge = 4.0 + 14.0 * np.exp(-((axis[:, None] / 5.0) ** 2)) * np.ones((1, 129))
    land = land_of(ridge, None, {"pond": np.hypot(*(np.mgrid[-64:65, -64:65] - np.array([-40, 0])[:, None, None])) < 8})
    (found,) = refused(land, stop("s", look_at="pond", at={"east": "50 %", "north": "20 %"}))
    assert found.code == "VIEW_BLOCKED"
    assert {"/stations/s", "/stations/s/look_at", "/world/terrain/pond"} <= lines(found)
    assert "the land lies in between" in found.message


def test_a_wall_that_can_stand_nowhere_else_may_not_take_a_view():
    items = (
        stop("s", look_at="box", at={"east": "50 %", "north": "30 %"}),
        thing("box", "box", at={"east": "50 %", "north": "60 %"}),
        thing("wall", "wall", facing="north", at={"east": "50 %", "north": "45 %"}),
    )
    (found,) = refused(meadow(tilt=0.0), *items)
    assert found.code in {"VIEW_TAKEN", "VIEW_BLOCKED"}
    assert {"/world/things/wall", "/stations/s", "/stations/s/look_at"} & lines(found)
    assert "/world/things/wall" in lines(found)


def test_zones_that_overlap_name_each_other():
    (found,) = refused(meadow(), CAMP, zone("other", 12, at={"east": "55 %", "north": "44 %"}))
    assert found.code == "ZONES_OVERLAP"
    assert {"/world/zones/other", "/world/zones/camp"} <= lines(found)


def test_a_place_that_the_setting_does_not_have_is_named():
    (found,) = refused(meadow(), thing("boat", "boat", on="shore"))
    assert found.code == "PLACE_UNKNOWN"
    assert "`shore`" in found.message


def test_independent_problems_are_told_at_once_and_their_followers_are_not_blamed():
    found = refused(
        coast(), zone("wet", 8, at={"east": "50 %", "north": "10 %"}), thing("hut", "hut", **{"in": "wet"}),
        thing("out", "box", at={"east": "200 m", "north": "50 %"}), stop("s", at={"east": "30 %", "north": "12 %"}),
    )  # fmt: skip
    assert sorted((issue.code, issue.pointer) for issue in found) == [
        ("IN_WATER", "/stations/s"), ("IN_WATER", "/world/zones/wet"), ("OUTSIDE_WORLD", "/world/things/out"),
    ]  # fmt: skip


def test_steeper_paths_may_be_allowed():
    """The same cone that is out of reach at 2 degrees is within reach at 12."""
    items = (stop("low", at={"east": "10 m", "north": "10 m"}), stop("top", at={"east": "50 %", "north": "50 %"}))
    found = refused(hill(), *items, paths=PathRules(max_slope_rad=0.035))
    assert codes(found) == ["PLACE_UNREACHABLE"]
    assert set(lay_out(plan_of(*items), hill(), MODELS, SEED).stations) == {"low", "top"}
