"""Each word of a place, shown by where the thing then stands."""

import numpy as np
import pytest

from tests.layout.lands import MODELS, SEED, coast, hill, land_of, meadow, overlaps, place, plan_of, stop, thing, zone
from worldgen.core import polygon
from worldgen.core.issues import SpecError
from worldgen.generate.layout import lay_out

CAMP = zone("camp", 14, at={"east": "50 %", "north": "40 %"})  # its middle is (0, 12.8)
HUT = thing("hut", "hut", facing="south", **{"in": "camp"})


@pytest.fixture(autouse=True)
def _strict():
    with np.errstate(all="raise"):
        yield


def lay(land, *items):
    layout = lay_out(plan_of(*items), land, MODELS, SEED)
    assert overlaps(layout) == []
    return layout


def xz(layout, name):
    placed = layout.sites.get(name) or layout.stations.get(name)
    return np.array([placed.position_m[0], placed.position_m[2]])


def gap(layout, a, b):
    return polygon.gap(layout.sites[a].footprint_m, layout.sites[b].footprint_m)


def test_at_is_kept_to_the_millimetre():
    layout = lay(meadow(), thing("box", "box", at={"east": "30 m", "north": "25 %"}))
    assert xz(layout, "box") == pytest.approx([-34.0, 32.0], abs=1e-3)


def test_in_keeps_the_whole_outline_inside_the_zone():
    layout = lay(meadow(), CAMP, HUT)
    assert np.hypot(*(layout.sites["hut"].footprint_m - [0.0, 12.8]).T).max() <= 14.0


def test_near_and_within_are_measured_from_the_edge():
    layout = lay(meadow(), CAMP, HUT, thing("box", "box", near="hut", within="3 m"))
    assert 0.0 < gap(layout, "box", "hut") <= 3.0


def test_beside_is_close_without_touching():
    layout = lay(meadow(), CAMP, HUT, thing("box", "box", beside="hut"))
    assert 0.1 < gap(layout, "box", "hut") <= 1.6


def test_between_is_about_half_way():
    a = thing("a", "box", at={"east": "20 m", "north": "50 %"})
    b = thing("b", "box", at={"east": "60 m", "north": "50 %"})
    layout = lay(meadow(), a, b, thing("c", "box", between=["a", "b"]))
    ends = [np.hypot(*(xz(layout, "c") - xz(layout, name))) for name in "ab"]
    assert 0.5 < ends[0] / ends[1] < 2.0
    assert sum(ends) < 46.0


def test_along_is_on_the_bank_and_not_in_the_river():
    axis = np.arange(129) - 64
    away = np.abs(axis[None, :] - 10) * np.ones((129, 1))
    river = away <= 2
    land = land_of(np.where(river, 3.0, 4.0), np.where(river, 3.8, -1000.0), {"brook": river})
    layout = lay(land, thing("box", "box", along="brook"))
    assert 2.0 < abs(xz(layout, "box")[0] - 10) <= 10.5


@pytest.mark.parametrize(("side", "axis", "sign"), [("north", 1, -1), ("south", 1, 1), ("east", 0, 1), ("west", 0, -1)])
def test_a_side_by_the_compass_is_that_side(side, axis, sign):
    layout = lay(meadow(), CAMP, HUT, thing("box", "box", near="hut", side=side))
    way = xz(layout, "box") - xz(layout, "hut")
    assert way[axis] * sign > 0.0
    assert abs(way[axis]) >= abs(way[1 - axis]) * 0.5


@pytest.mark.parametrize(("side", "way"), [("front", (0, 1)), ("back", (0, -1)), ("left", (1, 0)), ("right", (-1, 0))])
def test_a_side_by_the_hand_is_that_of_what_it_refers_to(side, way):
    # the hut faces south, so its left hand is to the east
    layout = lay(meadow(), CAMP, HUT, thing("box", "box", near="hut", side=side))
    there = xz(layout, "box") - xz(layout, "hut")
    assert float(there @ way) >= 0.5 * np.hypot(*there)


@pytest.mark.parametrize(("word", "yaw"), [("north", np.pi), ("east", np.pi / 2), ("west", -np.pi / 2), ("south", 0.0)])
def test_facing_a_point_of_the_compass_turns_the_front_there(word, yaw):
    layout = lay(meadow(), thing("box", "box", facing=word, at={"east": "50 %", "north": "50 %"}))
    assert np.cos(layout.sites["box"].yaw_rad - yaw) == pytest.approx(1.0, abs=1e-6)


def test_facing_a_thing_turns_the_front_to_it():
    layout = lay(meadow(), CAMP, HUT, thing("sign", "sign", facing="hut", near="hut"))
    way = xz(layout, "hut") - xz(layout, "sign")
    yaw = layout.sites["sign"].yaw_rad
    assert np.array([np.sin(yaw), np.cos(yaw)]) @ way == pytest.approx(np.hypot(*way), rel=1e-6)


def test_two_things_may_face_each_other():
    a = thing("a", "box", facing="b", at={"east": "40 m", "north": "60 m"})
    b = thing("b", "box", facing="a", at={"east": "44 m", "north": "60 m"})
    layout = lay(meadow(), a, b)
    assert np.cos(layout.sites["a"].yaw_rad - np.pi / 2) == pytest.approx(1.0, abs=1e-6)
    assert np.cos(layout.sites["b"].yaw_rad + np.pi / 2) == pytest.approx(1.0, abs=1e-6)


def test_away_from_takes_the_far_end_of_what_the_rest_allows():
    layout = lay(meadow(), CAMP, zone("east", 5, at={"east": "90 %", "north": "40 %"}),
                 thing("box", "box", **{"in": "camp", "away_from": "east"}))  # fmt: skip
    assert xz(layout, "box")[0] < -9.0


def test_words_combine():
    layout = lay(meadow(), CAMP, HUT, thing("box", "box", near="hut", within="5 m", side="west", **{"in": "camp"}))
    assert gap(layout, "box", "hut") <= 5.0
    assert xz(layout, "box")[0] < xz(layout, "hut")[0]
    assert np.hypot(*(xz(layout, "box") - [0.0, 12.8])) <= 14.0


def test_visible_from_is_seen_past_the_hill_by_the_station_that_says_so():
    look = stop("look", at={"east": "64 m", "north": "20 m"})
    layout = lay(hill(), look, thing("box", "box", visible_from="look"))
    view = next(view for view in layout.views if view.target == "box")
    assert view.station == "look"
    assert view.share >= 0.5


def test_a_prop_of_a_station_stands_some_steps_before_it():
    props = [thing(name, "box", station="s") for name in "pq"]
    layout = lay(meadow(), CAMP, stop("s", **{"in": "camp"}), *props)
    station = layout.stations["s"]
    for name in "pq":
        way = xz(layout, name) - xz(layout, "s")
        assert 1.2 <= np.hypot(*way) <= 4.6
        assert way @ [np.sin(station.yaw_rad), np.cos(station.yaw_rad)] > 0.0


def test_a_boat_lies_at_the_water_and_looks_out():
    layout = lay(coast(), thing("boat", "boat", on="shore"))
    assert 10.0 < xz(layout, "boat")[1] < 30.0
    assert np.cos(layout.sites["boat"].yaw_rad) > 0.7  # south, where the sea is


def test_a_jetty_begins_on_the_shore_and_ends_over_water():
    layout = lay(coast(), thing("jetty", "jetty", on="shore"), stop("end", on="jetty"))
    jetty = layout.sites["jetty"]
    land = layout.land
    ends = jetty.footprint_m[np.argsort(jetty.footprint_m[:, 1])]
    assert land.depth_m()[land.cell_of(ends[2:, 0], ends[2:, 1])].min() > 0.2
    shore_m = float(land.height_at(ends[:2, 0], ends[:2, 1]).mean())
    assert abs(jetty.position_m[1] + 0.5 - shore_m) < 0.3  # a step that a learner can take
    station = layout.stations["end"]
    assert station.on == "jetty"
    assert station.position_m[1] == pytest.approx(jetty.position_m[1] + 0.5, abs=1e-6)


def test_smoke_may_stand_where_nobody_walks():
    blocked = np.hypot(*np.mgrid[-64:65, -64:65]) < 9
    land = land_of(np.full((129, 129), 4.0), None, {"crater": blocked}, blocked)
    layout = lay(land, thing("plume", "plume", **{"in": "crater"}))
    assert np.hypot(*xz(layout, "plume")) <= 9.5


def test_a_side_of_what_has_no_front_is_refused_with_its_line():
    with pytest.raises(SpecError) as refused:
        lay(meadow(), CAMP, thing("box", "box", side="left", **{"in": "camp"}))
    (found,) = refused.value.issues
    assert (found.code, found.pointer) == ("SIDE_NEEDS_FRONT", "/world/things/box/side")


def test_a_place_of_no_words_is_still_a_place():
    assert place().names() == ()
    assert "box" in lay(meadow(), thing("box", "box")).sites
