"""How pictures are found: one search, rules that know no setting, effort that is counted."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import sample_scene
from small_world import from_south, small_island

from worldgen.preview import View, prepare
from worldgen.preview.compose import sight_of
from worldgen.preview.compose.glimpse import RAYS, Glimpse
from worldgen.preview.compose.hero import _groups, find_hero
from worldgen.preview.compose.rules import Rules, comfort, cut, lens, sky, thirds
from worldgen.preview.compose.search import Effort, aimed, moved, search, turned
from worldgen.preview.compose.shot import find_shot
from worldgen.preview.compose.sight import Kind, Sight
from worldgen.preview.compose.station import find_station
from worldgen.preview.prepared import relit
from worldgen.scene import Camera, Node, Semantics

MOST_RAYS = 800_000  # of one picture's search: a sixth of a second on one core


@cache
def sample() -> Sight:
    scene = sample_scene()
    return sight_of(scene, prepare(scene))


@cache
def island() -> Sight:
    scene = small_island()
    return sight_of(scene, prepare(scene))


def test_every_search_is_cheap_and_its_rays_are_counted() -> None:
    found = [find_hero(sample()), find_hero(island()), find_station(sample(), "camp")]
    assert all(RAYS < one.rays <= MOST_RAYS for one in found)


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-9, 9)), min_size=1, max_size=30), st.integers(-40, 40))
def test_what_is_found_is_never_worse_than_the_best_candidate(spots: list[tuple[int, int]], best: int) -> None:
    base = from_south()

    def rough(view: View) -> float:
        return -abs(view.eye_m[0] - best)

    def nudge(view: View, step: float) -> list[View]:
        return [moved(view, side * step, 0.0, 0.0) for side in (-1.0, 1.0)]

    views = [moved(base, float(x), 0.0, float(z)) for x, z in spots]
    found = search(island(), views, rough, lambda _: 0.0, nudge, Effort(glimpses=3, finalists=2, rounds=2))
    assert found.score >= max(rough(view) for view in views)
    assert found == search(island(), views, rough, lambda _: 0.0, nudge, Effort(glimpses=3, finalists=2, rounds=2))


def test_a_search_among_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to choose from"):
        search(island(), [], lambda _: 0.0, lambda _: 0.0, lambda _view, _step: [], Effort())


@given(st.integers(-40, 40).map(lambda k: k / 100.0), st.integers(-40, 40).map(lambda k: k / 100.0))
def test_turning_a_view_moves_what_was_in_its_middle_by_as_much(across: float, down: float) -> None:
    base = from_south()
    ahead = np.array(base.eye_m) + 30.0 * base.axes()[2]
    aside = turned(base, across, 0.0).project(ahead.astype(np.float32))[0]
    below = turned(base, 0.0, down).project(ahead.astype(np.float32))[0]
    assert 0.5 - aside[0] / base.width_px == pytest.approx(across, abs=0.05)
    assert 0.5 - below[1] / base.height_px == pytest.approx(down, abs=0.05)


def test_a_village_is_shown_from_nearer_than_the_land_around_it() -> None:
    ring = [(28.0 * np.cos(turn), 28.0 * np.sin(turn)) for turn in np.linspace(0.0, 6.0, 16)]
    spots = np.array([(x, 4.0, z) for x, z in [*ring, (110.0, 110.0)]], np.float32)
    reach = np.full(len(spots), 4.0, np.float32)
    land = replace(sample(), spots_m=spots, reach_m=reach, weight=np.ones(len(spots), np.float32), relief_m=90.0)
    shown = [(len(points), side) for points, side in _groups(land)]
    assert shown == [(16, pytest.approx(1.12 * 56.0, rel=0.15))]
    low = replace(land, reach_m=np.ones(len(spots), np.float32))
    assert len(list(_groups(low))) > 1  # what is low is no house


def test_a_glimpse_knows_sky_sea_ground_things_and_what_glows() -> None:
    glimpse = Glimpse(island(), from_south())
    found = {kind for kind in Kind if glimpse.share(kind) > 0.0}
    assert found >= {Kind.WATER, Kind.GROUND, Kind.THING, Kind.GLOW}
    assert sum(glimpse.share(kind) for kind in Kind) == pytest.approx(1.0)
    assert (glimpse.kind[0] == Kind.SKY).mean() > (glimpse.kind[-1] == Kind.SKY).mean()


def test_rules_prefer_some_sky_a_free_lens_thirds_and_nothing_cut() -> None:
    rules = Rules(sky=(0.1, 0.3), lens_m=4.0)
    base = from_south()
    up, level = Glimpse(island(), turned(base, 0.0, -0.8)), Glimpse(island(), turned(base, 0.0, -0.12))
    assert sky(level, rules) > sky(up, rules)
    wall = aimed(base, np.array([0.0, 5.0, 3.2]), np.array([0.0, 0.0, -1.0]))
    assert lens(Glimpse(island(), wall), rules) < lens(level, rules) - 2.0
    middle, third = np.array([[0.0, 6.0, 0.0]], np.float32), turned(base, 1.0 / 6.0, 0.0)
    assert thirds(third, middle) < thirds(base, middle)
    assert cut(base, middle, np.array([3.0], np.float32)) == 0.0
    assert cut(turned(base, 0.5, 0.0), middle, np.array([3.0], np.float32)) > 0.5
    assert comfort(base, base.project(middle))[0] > comfort(base, turned(base, 0.45, 0.0).project(middle))[0]


def test_a_low_hero_stands_among_the_plants_and_a_high_one_above_them() -> None:
    low = sight_of(replace(sample().scene, hero="low"), sample().prepared)
    eyes = [find_hero(sight).view.eye_m for sight in (low, sample())]
    ground = [float(sample().ground(np.array([eye], np.float32))[0]) for eye in eyes]
    assert eyes[0][1] - ground[0] > 0.5
    assert eyes[1][1] - ground[1] > 8.0 > eyes[0][1] - ground[0]


def shot(eye: tuple[float, float, float], **facts: object) -> Node:
    return Node("it", eye, camera=Camera(math.radians(45.0)), semantics=Semantics("view", facts=facts))  # type: ignore[arg-type]


def test_a_shot_from_somewhere_stays_there_and_shows_what_it_is_of() -> None:
    node = shot((0.0, 8.0, 30.0), of="block", target_m=[0.0, 6.0, 0.0], reach_m=3.0)
    view = find_shot(island(), node).view
    assert np.linalg.norm(np.subtract(view.eye_m, node.translation_m)) < 3.5
    spot = view.project(np.array([[0.0, 6.0, 0.0]], np.float32))[0]
    assert 0.2 < spot[0] / view.width_px < 0.8
    assert 0.2 < spot[1] / view.height_px < 0.8


def test_a_shot_from_anywhere_finds_a_side_from_which_it_is_seen() -> None:
    hidden = shot((0.0, 2.0, 60.0), of="block", target_m=[0.0, 6.0, 0.0], reach_m=3.0, anywhere=True)
    view = find_shot(island(), hidden).view
    away = np.array([0.0, 6.0, 0.0]) - view.eye_m
    length = np.float32(np.linalg.norm(away))
    ray = (away / length).astype(np.float32)[None]
    met = island().prepared.solids.still.nearest(np.array([view.eye_m], np.float32), ray).distance_m[0]
    assert met > length - 4.0


def test_another_hour_changes_the_light_and_nothing_else() -> None:
    prepared = island().prepared
    dusk = replace(prepared.air.environment, sun_elevation_rad=0.1, sun_strength=0.8)
    late = relit(prepared, dusk)
    assert late.solids is prepared.solids
    assert late.air.sun[1] < prepared.air.sun[1]
    assert (late.rim_light < prepared.rim_light).all()
    again = relit(late, prepared.air.environment)
    assert np.allclose(again.rim_light, prepared.rim_light)
