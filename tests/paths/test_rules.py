"""What paths keep to: the slope cap, bridges over water, refusals with a reason, and edits that stay local."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from grounds import agent_for, cone, grid, hills, land_of, stops_on, valley
from walker import decks_of, walked

from worldgen.core.issues import SpecError
from worldgen.generate.land import NO_WATER, Area, Cover
from worldgen.generate.paths import (
    Stop,
    bridge_model,
    bridge_place,
    check_walk,
    join_surfaces,
    lay_paths,
    reach,
    routing,
    solids_of,
    still_connected,
)
from worldgen.generate.plan import PathRules
from worldgen.scene import Surface

CAP = np.radians(12.0)
AGENT = agent_for(CAP)
RULES = PathRules()
WEST, EAST = Stop("west", (-45.0, 5.0), "/stations/0"), Stop("east", (45.0, -5.0), "/stations/1")


@pytest.fixture(autouse=True)
def _strict():
    with np.errstate(all="raise"):
        yield


def reached(land, stop, start, rules=RULES):
    got = reach(routing(land, rules, agent_for(rules.max_slope_rad)), start.position_m)
    return bool(got[land.cell_of(*np.array(stop.position_m, np.float32))])


def refusal(land, stops, start, rules=RULES):
    with pytest.raises(SpecError) as caught:
        lay_paths(land, stops, rules, agent_for(rules.max_slope_rad), start)
    return caught.value.issues


@pytest.mark.parametrize("cap_deg", [6.0, 12.0, 20.0])
def test_no_route_is_steeper_than_the_cap(cap_deg):
    rules = PathRules(max_slope_rad=np.radians(cap_deg))
    agent = agent_for(rules.max_slope_rad)
    for make in (cone, hills, valley):
        land = make(11)
        ways = routing(land, rules, agent)
        start, stops = stops_on(land, ways, 11)
        can = reach(ways, start.position_m)
        stops = [s for s in stops if can[land.cell_of(*np.array(s.position_m))]]
        for route in lay_paths(land, stops, rules, agent, start, ways).routes:
            run = np.hypot(*np.diff(route.line_m[:, [0, 2]].astype(float), axis=0).T)
            grade = np.abs(np.diff(route.line_m[:, 1].astype(float))) / run
            assert grade.max() <= np.tan(rules.max_slope_rad) + 1e-4


@pytest.mark.parametrize("cell_m", [0.5, 1.0, 2.0, 4.0])
def test_treads_are_flat_across_on_every_size_of_cell(cell_m):
    land = cone(5, size_m=64 * 2 * cell_m, cell_m=cell_m, steep=0.6)
    start, stop = Stop("a", (-25 * cell_m, 18 * cell_m)), Stop("b", (20 * cell_m, 12 * cell_m))
    network = lay_paths(land, [stop], RULES, AGENT, start)
    line = network.routes[0].line_m.astype(float)[6:-6]
    along = np.gradient(line[:, [0, 2]], axis=0)
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(*along.T)[:, None] * 0.7
    for sign in (-1, 1):
        at = (line[:, [0, 2]] + sign * aside).astype(np.float32)
        middle = network.land.height_at(line[:, 0].astype(np.float32), line[:, 2].astype(np.float32))
        tilt = np.abs(network.land.height_at(at[:, 0], at[:, 1]) - middle) / 0.7
        assert np.percentile(tilt, 95) <= np.tan(np.radians(13.0))
    samples = network.land.cell_of(line[:, 0].astype(np.float32), line[:, 2].astype(np.float32))
    assert network.fine[samples].all()
    assert (network.land.tread[samples] > 0.25).all()


@pytest.mark.parametrize("seed", range(3))
def test_one_can_stand_level_at_every_stop(seed):
    land = cone(seed, steep=0.6)
    start, stops = Stop("a", (-25.0, 18.0)), [Stop("b", (18.0, 10.0)), Stop("c", (-4.0, -22.0))]
    after = lay_paths(land, stops, RULES, AGENT, start).land
    angle = np.arange(16) * np.pi / 8
    for stop in (start, *stops):
        x, z = (stop.position_m[k] + 1.2 * f(angle) for k, f in ((0, np.cos), (1, np.sin)))
        rise = np.abs(
            after.height_at(x.astype(np.float32), z.astype(np.float32))
            - after.height_at(*np.array([[v] for v in stop.position_m], np.float32))
        )
        assert np.percentile(rise, 90) <= 0.12
        assert rise.max() <= 0.3


def test_a_river_is_crossed_by_a_bridge_that_can_be_walked():
    network = lay_paths(valley(3), [EAST], RULES, AGENT, WEST)
    assert len(network.bridges) == 1
    assert walked(network, WEST.position_m, [EAST.position_m], CAP) == [True]
    without = replace(network, bridges=())
    assert walked(without, WEST.position_m, [EAST.position_m], CAP) == [False]


def test_the_bed_of_the_river_stays_as_it_was():
    land = valley(3)
    network = lay_paths(land, [EAST], RULES, AGENT, WEST)
    wet = land.wet()
    assert np.array_equal(network.land.height_m[wet], land.height_m[wet])
    assert not (network.land.wet() & ~wet).any()
    assert not network.land.tread[wet].any()


@pytest.mark.parametrize("seed", range(4))
def test_the_ends_of_a_deck_are_flush_with_the_tread_and_the_ground_stays_below_it(seed):
    network = lay_paths(valley(seed), [EAST], RULES, AGENT, WEST)
    for bridge, deck in zip(network.bridges, decks_of(network), strict=True):
        ends = bridge.line_m[[0, -1]]
        assert np.abs(network.land.height_at(ends[:, 0], ends[:, 2]) - ends[:, 1]).max() <= 0.02
        point = deck.position_m
        assert (point[:, 1] - network.land.height_at(point[:, 0], point[:, 2]) >= -0.05).all()
        assert (bridge.line_m[:, 1] >= bridge.water_m + 0.3).all()


def test_a_bridge_is_a_small_model_with_room_between_its_parapets():
    bridge = lay_paths(valley(3), [EAST], RULES, AGENT, WEST).bridges[0]
    model = bridge_model(bridge)
    assert model.triangles() <= 600
    middle = bridge.line_m[len(bridge.line_m) // 2, [0, 2]]
    along = (bridge.line_m[-1] - bridge.line_m[0])[[0, 2]]
    aside = np.array([along[1], -along[0]]) / np.hypot(*along)
    free = [
        abs((np.array([s.centre_m[0], s.centre_m[2]]) - middle) @ aside) - s.half_m[0]
        for s in solids_of(model, *bridge_place(bridge))
    ]
    assert len(free) == 2
    assert 2 * min(free) >= 1.2


def test_no_more_than_24_m_of_water_are_bridged():
    wide = valley(2, width_m=34.0)
    assert not reached(wide, EAST, WEST)
    (issue,) = refusal(wide, [EAST], WEST)
    assert issue.code == "STATION_UNREACHABLE"
    assert issue.pointer == "/stations/1"
    assert "water lies between" in issue.message


def test_an_island_in_the_sea_is_refused():
    x, z = grid()
    home, isle = 6 - 0.2 * np.hypot(x + 35, z), 5 - 0.3 * np.hypot(x - 42, z)
    height = np.maximum(np.maximum(home, isle), -4.0)
    land = land_of(height, np.where(height < 0, 0.0, NO_WATER))
    assert (
        refusal(land, [Stop("isle", (42.0, 0.0), "/stations/7")], Stop("home", (-35.0, 0.0)))[0].pointer
        == "/stations/7"
    )


def test_a_mesa_with_walls_is_refused():
    x, z = grid()
    land = land_of(2 + 14 * np.clip((26 - np.hypot(x, z)) / 2, 0, 1))
    top = Stop("top", (0.0, 0.0), "/stations/2")
    assert not reached(land, top, WEST)
    assert refusal(land, [top], WEST)[0].code == "STATION_UNREACHABLE"


def test_a_cap_of_three_degrees_is_refused_with_the_slope_that_would_do():
    x, z = grid()
    land = land_of(np.broadcast_to(8 * np.clip((x + 20) / 40, 0, 1), (129, 129)).copy() + 0 * z)
    far = Stop("east", (45.0, 0.0), "/stations/1")
    gentle = PathRules(max_slope_rad=np.radians(3.0))
    (issue,) = refusal(land, [far], WEST, gentle)
    assert "too steep" in issue.message
    needed = float(issue.message.rpartition("need ")[2].rstrip("°"))
    assert reached(land, far, WEST, PathRules(max_slope_rad=np.radians(needed)))
    assert not reached(land, far, WEST, PathRules(max_slope_rad=np.radians(needed - 2)))


def test_what_stands_in_the_way_is_named():
    land = hills(1)
    blocked = np.zeros_like(land.blocked)
    blocked[:, 60:64] = True
    wall = Area("wall", blocked, (0.0, 0.0), pointer="/world/things/3")
    (issue,) = refusal(replace(land, blocked=blocked, areas={"wall": wall}), [EAST], WEST)
    assert "'wall'" in issue.message
    assert issue.related == ("/world/things/3",)


def test_nobody_walks_through_what_is_blocked_or_hot():
    land = valley(1)
    blocked, cover = np.zeros_like(land.blocked), land.cover.copy()
    blocked[50:80, 32:40] = True
    cover[30:50, 90:100] = Cover.LAVA_HOT
    land = replace(land, blocked=blocked, cover=cover)
    network = lay_paths(land, [EAST], RULES, AGENT, WEST)
    for route in network.routes:
        at = land.cell_of(route.line_m[:, 0], route.line_m[:, 2])
        assert not blocked[at].any()
        assert not (cover[at] == Cover.LAVA_HOT).any()
    assert np.array_equal(network.land.height_m[blocked], land.height_m[blocked])


@pytest.mark.parametrize("lift_m", [-1.5, 0.8, 1.5])
def test_the_pad_of_a_thing_beside_a_tread_moves_as_a_whole(lift_m):
    land = hills(1)
    ways = routing(land, RULES, AGENT)
    start, stops = stops_on(land, ways, 1)
    line = lay_paths(land, stops, RULES, AGENT, start, ways).routes[0].line_m
    x, y, z = line[len(line) // 2]
    row, col = (int(v[0]) for v in land.cell_of(np.array([x]), np.array([z])))
    pads = np.zeros(land.blocked.shape, np.int32)
    pads[row + 2 : row + 5, col - 1 : col + 2] = 1
    raised = replace(land, height_m=np.where(pads, y + lift_m, land.height_m))
    network = lay_paths(raised, stops, RULES, AGENT, start, routing(raised, RULES, AGENT, pads))
    under = network.land.height_m[pads > 0]
    tread = np.concatenate([route.line_m for route in network.routes])
    assert np.ptp(under) < 1e-4
    if np.hypot(tread[:, 0] - x, tread[:, 2] - z).min() < 1.0:  # else the path keeps away from it
        assert abs(under[0] - y) < abs(lift_m)


@pytest.mark.parametrize("seed", range(5))
def test_a_building_off_the_path_moves_nothing(seed):
    land = hills(seed)
    ways = routing(land, RULES, AGENT)
    start, stops = stops_on(land, ways, seed)
    can = reach(ways, start.position_m)
    stops = [s for s in stops if can[land.cell_of(*np.array(s.position_m))]]
    before = lay_paths(land, stops, RULES, AGENT, start, ways)
    points = np.concatenate([r.line_m for r in before.routes])
    x, z = land.axes()
    away = np.min([np.hypot(x - px, z - pz) for px, _, pz in points[::4]], axis=0)
    row, col = np.unravel_index(np.argmax(np.where(ways.clear & (away < 18), away, 0)), away.shape)
    blocked = land.blocked.copy()
    blocked[row - 3 : row + 4, col - 3 : col + 4] = True
    assert away[blocked].min() > 9
    after = lay_paths(replace(land, blocked=blocked), stops, RULES, AGENT, start)
    assert [r.line_m.tobytes() for r in after.routes] == [r.line_m.tobytes() for r in before.routes]
    assert np.array_equal(after.land.height_m[away < 9], before.land.height_m[away < 9])


def test_the_same_land_gives_the_same_bytes():
    one, two = (lay_paths(valley(2), [EAST], RULES, AGENT, WEST) for _ in range(2))
    assert one.land.height_m.tobytes() == two.land.height_m.tobytes()
    assert one.land.tread.tobytes() == two.land.tread.tobytes()
    assert one.bridges[0].line_m.tobytes() == two.bridges[0].line_m.tobytes()


def test_closing_a_pass_is_noticed():
    land = valley(3)
    ways = routing(land, RULES, AGENT)
    wall = np.zeros_like(land.blocked)
    wall[:, 100:103] = True
    small = np.zeros_like(land.blocked)
    small[:20, 100:103] = True
    assert still_connected(ways, small, (EAST.position_m,), WEST.position_m)
    assert not still_connected(ways, wall, (EAST.position_m,), WEST.position_m)


def test_stops_on_one_way_share_it():
    land = land_of(np.zeros((129, 129)))
    near, far = Stop("near", (20.0, 2.0)), Stop("far", (50.0, 4.0))
    network = lay_paths(land, [far, near], RULES, AGENT, WEST)
    length = sum(np.hypot(*np.diff(r.line_m[:, [0, 2]], axis=0).T).sum() for r in network.routes)
    assert length <= 1.08 * np.hypot(95, 1)


def test_the_gate_sees_a_broken_tread():
    network = lay_paths(hills(3), [EAST], RULES, AGENT, WEST)
    assert check_walk(network.land, network, (), [EAST], WEST, AGENT) == []
    middle = network.routes[0].line_m[len(network.routes[0].line_m) // 2]
    x, z = network.land.axes()
    trench = np.where(np.hypot(x - middle[0], z - middle[2]) < 5, 2.0, 0.0).astype(np.float32)
    broken = replace(network.land, height_m=network.land.height_m - trench)
    assert check_walk(broken, replace(network, land=broken), (), [EAST], WEST, AGENT) == [EAST]


def test_bridges_are_joined_to_the_ground_at_both_ends_and_not_over_their_parapets():
    network = lay_paths(valley(3), [EAST], RULES, AGENT, WEST)
    bridge = network.bridges[0]
    solids = solids_of(bridge_model(bridge), *bridge_place(bridge))
    portals = join_surfaces([ground_of(network.land), *decks_of(network)], network.land, AGENT, solids)
    assert len(portals) == 2
    ends = sorted(np.hypot(p.centre_m[0] - e[0], p.centre_m[2] - e[2]) for p in portals for e in bridge.line_m[[0, -1]])
    assert ends[1] <= 0.1
    assert all(p.width_m >= 1.2 and {p.a, p.b} == {f"{bridge.id}.deck", "ground"} for p in portals)


def test_a_floor_over_a_floor_is_joined_by_its_stair_landing_only():
    low = sheet("tower.low", (0.0, 0.0, 4.0, 4.0), 0.0)
    landing = sheet("tower.landing", (4.0, 0.0, 6.0, 2.0), 0.25)
    high = sheet("tower.high", (0.0, 0.0, 4.0, 4.0), 3.0)
    portals = join_surfaces([low, landing, high])
    assert [{p.a, p.b} for p in portals] == [{"tower.low", "tower.landing"}]
    (portal,) = portals
    assert portal.width_m == pytest.approx(2.0, abs=0.3)
    step = np.array([-np.sin(portal.yaw_rad), -np.cos(portal.yaw_rad)])
    assert step @ [1.0 if portal.a == "tower.low" else -1.0, 0.0] == pytest.approx(1.0)


def sheet(name, box, y):
    x0, z0, x1, z1 = box
    points = np.array([[x0, y, z0], [x0, y, z1], [x1, y, z1], [x1, y, z0]], np.float32)
    return Surface(name, "floor", "tower", points, np.array([[0, 1, 2], [0, 2, 3]], np.uint32))


def ground_of(land):
    n = land.rows
    x, z = land.axes()
    points = np.stack([x + 0 * z, land.height_m, z + 0 * x], axis=-1).reshape(-1, 3)
    a = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    face = np.concatenate([np.stack([a, a + n, a + 1], 1), np.stack([a + 1, a + n, a + n + 1], 1)])
    return Surface("ground", "ground", "ground", points.astype(np.float32), face.astype(np.uint32))
