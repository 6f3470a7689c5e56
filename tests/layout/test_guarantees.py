"""What the lesson says is kept: nothing overlaps, floats, sinks or is cut off, and an edit elsewhere moves nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layout.lands import MODELS, SEED, coast, hill, land_of, meadow, overlaps, plan_of, stop, thing, zone
from worldgen.core.polygon import distance, fill
from worldgen.core.seed import world_seed
from worldgen.generate.layout import lay_out
from worldgen.generate.layout.sight import past_prism

KINDS = ("hut", "sign", "box")
STEP_M = 1.0 / 3.0
WHERES = ("zone", "near", "beside", "open")


@st.composite
def easy_plans(draw):
    """Return a plan that can be met by construction: few things in large zones on gentle land."""
    items = [
        zone("a", 15, at={"east": "28 %", "north": "70 %"}),
        zone("b", 15, at={"east": "72 %", "north": "30 %"}),
        stop("one", **{"in": "a"}),
    ]
    if draw(st.booleans()):
        items.append(stop("two", **{"in": "b"}))
    for k in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        where = draw(st.sampled_from(WHERES))
        words = {
            "zone": {"in": draw(st.sampled_from(["a", "b"]))}, "near": {"near": "a", "within": "20 m"},
            "beside": {"beside": "t0"}, "open": {},
        }[where if k else "zone"]  # fmt: skip
        items.append(thing(f"t{k}", kind, **words))
    return plan_of(*items)


def walk(land, layout, start, radius_m=0.35):
    """Return points (n, n, 2) a third of a metre apart, and which of them a brute-force flood from `start` reaches.

    It walks where it is dry, gentle and off every footprint. A raster as coarse as the land's would miss a gap of
    1.4 m between two corners, which a person of 0.35 m walks through.
    """
    line = np.arange(-land.size_m / 2, land.size_m / 2 + 1e-6, STEP_M)
    points = np.stack(np.meshgrid(line, line), axis=-1)
    cell = land.cell_of(points[..., 0].astype(np.float32), points[..., 1].astype(np.float32))
    free = (land.depth_m() <= 0.25)[cell] & (land.slope_rad() < 0.6)[cell]
    for site in layout.sites.values():
        if not site.airy and not MODELS[site.model].decks:
            free &= distance(points, site.footprint_m) > radius_m
    seen = np.hypot(*(points - np.asarray(start)).transpose(2, 0, 1)) <= STEP_M
    while True:
        grown = swept(swept(seen, free).T, free.T).T
        if (grown == seen).all():
            return points, seen
        seen = grown


def swept(seen, free):
    """Return what `seen` grows to along the free stretches of each row."""
    stretch = np.cumsum(~free, axis=1) + np.arange(len(free))[:, None] * (free.shape[1] + 1)
    hit = np.bincount(stretch[seen & free], minlength=int(stretch.max()) + 1) > 0
    return free & hit[stretch]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(easy_plans(), st.integers(0, 1000), st.floats(0.0, 0.08))
def test_what_can_be_met_is_met(plan, number, tilt):
    land = meadow(tilt=tilt)
    with np.errstate(all="raise"):
        layout = lay_out(plan, land, MODELS, world_seed(number))
    assert set(layout.sites) == {item.id for item in plan.things}
    assert set(layout.stations) == {item.id for item in plan.stations}
    assert overlaps(layout) == []
    points, reached = walk(layout.land, layout, layout.spawn.position_m[::2])
    for station in layout.stations.values():
        near = np.hypot(*(points - np.array(station.position_m[::2])).transpose(2, 0, 1)) <= STEP_M
        assert (reached & near).any()
    for item in plan.things:
        site = layout.sites[item.id]
        assert np.isfinite([*site.position_m, site.yaw_rad]).all()
        if item.where.in_:
            centre = np.array(layout.zones[item.where.in_].centre_m)
            assert np.hypot(*(site.footprint_m - centre).T).max() <= 15.0
        if site.use_m is not None:
            assert (reached & (distance(points, site.use_m) <= 0.5)).any()
    assert np.isfinite(layout.land.height_m).all()
    assert np.isfinite(layout.keep_clear).all()


CAMP = zone("camp", 14, ground="sand", at={"east": "50 %", "north": "30 %"})
BUSY = (
    CAMP, stop("s1", look_at="peak", **{"in": "camp"}), stop("s2", look_at="hut", near="hut", within="9 m"),
    thing("hut", "hut", **{"in": "camp"}), thing("board", "sign", **{"in": "camp"}), thing("p", "box", station="s1"),
    thing("slope", "box", near="peak", within="4 m"), thing("plume", "plume", **{"in": "peak"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def busy():
    return lay_out(plan_of(*BUSY), hill(), MODELS, SEED)


def test_nothing_floats_or_sinks(busy):
    for site in busy.sites.values():
        if site.airy:
            continue
        points = fill(site.footprint_m, 0.25)
        ground = busy.land.height_at(points[:, 0], points[:, 1])
        assert np.abs(ground - site.position_m[1]).max() < 0.05, site.id


@pytest.mark.parametrize("spot", [(40.0, 60.0), (52.0, 75.0), (90.0, 80.0), (70.0, 40.0)])
def test_what_stands_beside_a_tread_on_a_slope_stands_level(spot):
    at = {"east": f"{spot[0]} m", "north": f"{spot[1]} m"}
    home = stop("home", at={"east": "20 m", "north": "20 m"})
    near = [thing(name, "box", near="far", within=4.0) for name in ("one", "other", "third")]
    layout = lay_out(plan_of(home, stop("far", at=at), *near, start="home"), meadow(tilt=0.3), MODELS, SEED)
    assert layout.network.routes
    for site in layout.sites.values():
        under = layout.land.height_at(*site.footprint_m.T)
        assert np.abs(under - site.position_m[1]).max() < 0.05


def test_stations_stand_on_the_ground_with_a_free_disc_around_them(busy):
    for station in busy.stations.values():
        x, y, z = station.position_m
        assert y == pytest.approx(float(busy.land.height_at(x, z)), abs=1e-4)
        for site in busy.sites.values():
            assert site.airy or distance(np.array([x, z]), site.footprint_m) >= 1.0


def test_a_promised_view_shows_half_by_a_march_of_its_own(busy):
    """Every ray is walked in steps of 0.4 m over the ground and past all prisms, without the code of the layout."""
    assert {(view.station, view.target) for view in busy.views} == {("s1", "peak"), ("s2", "hut")}
    for view in busy.views:
        eye, free = np.array(view.eye_m), []
        for sample in view.samples_m:
            way = sample - eye
            length = float(np.linalg.norm(way))
            share = np.arange(0.4, max(length - 1.6, 0.5), 0.4) / length
            line = eye + share[:, None] * way
            clear = bool((busy.land.height_at(line[:, 0], line[:, 2]) <= line[:, 1] + 0.05).all())
            for site in busy.sites.values():
                if site.id != view.target and not site.airy:
                    inside = distance(line[:, [0, 2]], site.footprint_m) <= 0.0
                    low, high = site.position_m[1], site.position_m[1] + site.height_m
                    clear &= not bool((inside & (line[:, 1] > low) & (line[:, 1] < high)).any())
            free.append(clear)
        assert np.mean(free) >= 0.5
        assert np.mean(free) == pytest.approx(view.share, abs=0.1)


def test_dressing_as_tall_as_allowed_hides_no_promised_view(busy):
    """A post of the allowed height on every cell near a sight line leaves the line free."""
    land = busy.land
    for view in busy.views:
        eye = np.array(view.eye_m)
        for sample in view.samples_m[::7]:
            share = np.linspace(0.1, 0.9, 40)[:, None]
            line = eye + share * (sample - eye)
            cells = land.cell_of(line[:, 0], line[:, 2])
            top = land.height_m[cells] + busy.keep_clear[cells]
            over_open_ground = land.height_m[cells] < line[:, 1] - 0.5
            assert (top[over_open_ground] <= line[over_open_ground, 1] + 0.05).all()


def test_nothing_grows_on_treads_under_things_or_at_stations(busy):
    assert (busy.land.tread > 0.05).any()
    assert busy.keep_clear[busy.land.tread > 0.05].max() == 0.0
    for station in busy.stations.values():
        assert busy.keep_clear[busy.land.cell_of(*station.position_m[::2])] == 0.0
    hut = busy.sites["hut"]
    assert busy.keep_clear[busy.land.cell_of(*fill(hut.footprint_m, 0.5).T)].max() == 0.0


def test_a_zone_is_level_and_of_the_ground_it_asks_for(busy):
    mask = busy.zones["camp"].mask
    quiet = mask & (busy.land.tread <= 0)
    assert np.ptp(busy.land.height_m[quiet]) < 0.15
    assert (busy.land.cover[quiet] == 1).all()


def test_the_same_plan_gives_the_same_world(busy):
    again = lay_out(plan_of(*BUSY), hill(), MODELS, SEED)
    assert again.land.height_m.tobytes() == busy.land.height_m.tobytes()
    assert again.keep_clear.tobytes() == busy.keep_clear.tobytes()
    assert {k: v.position_m for k, v in again.sites.items()} == {k: v.position_m for k, v in busy.sites.items()}


@pytest.mark.parametrize("at", [("15 %", "80 %"), ("85 %", "82 %")])
def test_a_thing_added_elsewhere_moves_nothing(busy, at):
    more = plan_of(*BUSY, thing("extra", "hut", at={"east": at[0], "north": at[1]}))
    grown = lay_out(more, hill(), MODELS, SEED)
    for name, site in busy.sites.items():
        assert (grown.sites[name].position_m, grown.sites[name].yaw_rad) == (site.position_m, site.yaw_rad)
    for name, station in busy.stations.items():
        assert grown.stations[name] == station


def test_a_thing_added_to_a_zone_moves_none_that_was_there(busy):
    more = plan_of(*BUSY, thing("extra", "box", **{"in": "camp"}))
    grown = lay_out(more, hill(), MODELS, SEED)
    assert {k: grown.sites[k].position_m for k in busy.sites} == {k: v.position_m for k, v in busy.sites.items()}


def test_the_order_of_independent_things_does_not_matter_where_they_do_not_touch():
    things = [thing(f"t{k}", "box", at={"east": f"{20 + 20 * k} m", "north": "60 m"}) for k in range(4)]
    near = [thing(f"n{k}", "box", near=f"t{k}") for k in range(4)]
    one = lay_out(plan_of(*things, *near), meadow(), MODELS, SEED)
    other = lay_out(plan_of(*reversed(near), *reversed(things)), meadow(), MODELS, SEED)
    assert {k: v.position_m for k, v in one.sites.items()} == {k: v.position_m for k, v in other.sites.items()}


def test_a_narrow_place_is_mended_by_another_order():
    """The box may stand anywhere in the zone and is placed first; the hut fits only when it may choose before."""
    items = [zone("tight", 4.3, at={"east": "50 %", "north": "50 %"})]
    items += [thing(f"box{k}", "box", **{"in": "tight"}) for k in range(3)] + [thing("hut", "hut", **{"in": "tight"})]
    layout = lay_out(plan_of(*items), meadow(), MODELS, SEED)
    assert overlaps(layout) == []
    assert len(layout.sites) == 4


def test_a_station_on_the_coast_is_never_in_the_water():
    layout = lay_out(plan_of(stop("s", on="shore"), thing("b", "box", near="s")), coast(), MODELS, SEED)
    x, _, z = layout.stations["s"].position_m
    assert layout.land.depth_m()[layout.land.cell_of(x, z)] == 0.0


def test_a_prism_hides_what_is_behind_it_and_not_what_is_above():
    wall = np.array([[-5, 9], [5, 9], [5, 10], [-5, 10]], float)
    eye = np.array([0.0, 1.5, 0.0])
    samples = np.array([[0.0, 1.0, 20.0], [0.0, 30.0, 20.0], [30.0, 1.0, 20.0], [0.0, 1.0, 5.0]])
    assert past_prism(eye, samples, wall, 0.0, 3.0).tolist() == [False, True, True, True]


def test_larger_cells_work_too():
    axis = np.arange(129) * 0.01
    land = land_of(5.0 + axis[None, :] * np.ones((129, 1)))
    wide = replace(land, cell_m=2.0)
    layout = lay_out(plan_of(CAMP, *BUSY[3:5], stop("s", **{"in": "camp"}), size_m=256.0), wide, MODELS, SEED)
    assert overlaps(layout) == []


@pytest.mark.parametrize("radius_m", [2.0, 6.0])
@pytest.mark.parametrize("level_m", [0.0, 900.0])
def test_level_ground_is_level_however_high_it_lies(radius_m: float, level_m: float) -> None:
    land = land_of(meadow().height_m + np.float32(level_m))
    layout = lay_out(plan_of(zone("a", radius_m, at={"east": "50 %", "north": "50 %"}), stop("s")), land, MODELS, SEED)
    assert layout.zones["a"].mask.any()
