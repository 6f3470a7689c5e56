"""What stands in the sky and falls from it, measured on pictures of a few thousand pixels."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from small_world import from_south, island_light, small_island

from worldgen.preview import frame, prepare
from worldgen.preview.beyond import country
from worldgen.preview.clouds import clouds
from worldgen.preview.flatten import Look
from worldgen.preview.heavens import paint
from worldgen.preview.lamps import Lamps, shine
from worldgen.preview.light import luma, make_air
from worldgen.preview.render import radiance
from worldgen.preview.under import caustics
from worldgen.preview.view import View
from worldgen.scene import Beyond, Environment, Light, Node

SIDE_M = 64.0


def directions(count: int = 4000) -> np.ndarray:
    """Return directions spread evenly over the upper half of the sky."""
    number = np.arange(count) + 0.5
    up, turn = number / count, number * 2.399963
    level = np.sqrt(1.0 - up * up)
    return np.stack([level * np.sin(turn), up, level * np.cos(turn)], axis=1).astype(np.float32)


def sky(**changes: object) -> np.ndarray:
    return paint(make_air(replace(island_light(), **changes)), directions())  # type: ignore[arg-type]


def flat_edge(height_m: float = 0.0) -> np.ndarray:
    line = np.linspace(-SIDE_M / 2, SIDE_M / 2, 33)
    half = np.full_like(line, SIDE_M / 2)
    sides = [(line, -half), (half, line), (line, half), (-half, line)]
    rows = [np.stack([x, np.full_like(x, height_m), z, *(np.full((3, len(x)), 0.3))], axis=1) for x, z in sides]
    return np.stack(rows).astype(np.float32)


def test_stars_are_points_that_a_sky_without_them_lacks() -> None:
    none, some = sky(disc="none", deck=0.0), sky(disc="none", deck=0.0, stars=1.0)
    brighter = luma(some) - luma(none)
    assert brighter.min() > -1e-5
    assert 0.0 < float((brighter > 0.1).mean()) < 0.02
    assert float(brighter.max()) > 0.1


def test_the_moon_is_a_small_bright_disc_where_the_light_comes_from() -> None:
    env = replace(island_light(), disc="moon")
    air = make_air(env)
    off = np.array([[0.0, 0.0, 0.0], [0.0, 0.012, 0.0], [0.0, 0.10, 0.0]], np.float32) + air.sun
    off /= np.linalg.norm(off, axis=1, keepdims=True)
    with_moon, without = luma(paint(air, off)), luma(paint(make_air(replace(env, disc="none")), off))
    assert (with_moon[:2] > without[:2] + 0.25).all()
    assert with_moon[2] < without[2] + 0.1


def test_a_closed_layer_of_cloud_hides_the_stars_less_than_an_open_sky_but_is_never_one_grey() -> None:
    closed = sky(deck=1.0, disc="none")
    assert float(luma(closed).std()) > 0.02
    assert float(np.abs(closed - sky(disc="none")).mean()) > 0.05


def test_more_clouds_keep_those_that_were_there() -> None:
    few, many = clouds(256.0, 0.2), clouds(256.0, 0.8)
    assert len(clouds(256.0, 0.0)) == 0
    assert (few.look == Look.CLOUD).all()
    known = {row.tobytes() for row in many.corner_m.reshape(len(many), -1)}
    assert all(row.tobytes() in known for row in few.corner_m.reshape(len(few), -1))


def test_clouds_have_flat_bases_and_stand_far_around_the_world() -> None:
    heaps = clouds(256.0, 0.4)
    assert np.hypot(heaps.corner_m[..., 0], heaps.corner_m[..., 2]).min() > 256.0
    assert heaps.corner_m[..., 1].min() > 20.0
    assert np.isfinite(heaps.normal).all()
    assert np.allclose(np.linalg.norm(heaps.normal, axis=-1), 1.0, atol=1e-3)


@pytest.mark.parametrize("beyond", get_args(Beyond))
def test_every_land_beyond_begins_at_the_edge_and_stays_outside_of_the_world(beyond: Beyond) -> None:
    land = country(flat_edge(), SIDE_M, beyond)
    out = np.abs(land.corner_m[..., (0, 2)]).max(axis=2)
    assert out.min() >= SIDE_M / 2 - 1e-3
    assert np.isfinite(land.corner_m).all()
    assert np.isfinite(land.normal).all()
    assert (land.colour >= 0.0).all()
    assert np.allclose(np.linalg.norm(land.normal, axis=-1), 1.0, atol=1e-3)


def test_peaks_rise_above_hills_and_hills_above_a_plain() -> None:
    tall = {beyond: float(country(flat_edge(), SIDE_M, beyond).corner_m[..., 1].max()) for beyond in get_args(Beyond)}
    assert tall["peaks"] > tall["hills"] > tall["plain"]
    assert tall["mesas"] > tall["plain"]


def test_by_the_sea_land_goes_on_only_where_the_edge_is_land() -> None:
    edge = flat_edge(-6.0)
    edge[0, :, 1] = 6.0  # the north edge is a coast
    land = country(edge, SIDE_M, "hills", None, 0.0)
    far = np.abs(land.corner_m[..., (0, 2)]).max(axis=2) > 0.8 * SIDE_M
    point = land.corner_m[far]
    assert point[point[:, 2] < -SIDE_M][:, 1].max() > 0.0
    assert point[point[:, 2] > SIDE_M][:, 1].max() < 0.0


@pytest.mark.parametrize("falling", ["rain", "snow"])
def test_what_falls_is_seen_before_everything_and_moves(falling: str) -> None:
    scene = small_island()
    wet = prepare(replace(scene, environment=replace(scene.environment, falling=falling)))
    dry = frame(prepare(scene), from_south()).astype(np.float64)
    now, later = (frame(wet, from_south(), at).astype(np.float64) for at in (0.0, 0.21))
    assert 0.004 < float((np.abs(now - dry).max(axis=2) > 6.0).mean()) < 0.6
    assert float(np.abs(now - later).mean()) > 0.2
    assert np.array_equal(now, frame(wet, from_south(), 0.0))


def test_a_map_shows_no_rain() -> None:
    scene = small_island()
    view = replace(from_south(), haze=False)
    wet = prepare(replace(scene, environment=replace(scene.environment, falling="rain")))
    assert np.array_equal(frame(wet, view), frame(prepare(scene), view))


def test_wet_ground_is_darker_and_dims_no_sky() -> None:
    scene = small_island()
    wet = prepare(replace(scene, environment=replace(scene.environment, wet=1.0)))
    view = View((0.0, 40.0, 8.0), (0.0, 3.0, 0.0), 0.3, 48, 32)
    assert luma(radiance(wet, view)).mean() < 0.95 * luma(radiance(prepare(scene), view)).mean()


def test_water_darkens_with_the_hour() -> None:
    scene = small_island()
    env = scene.environment
    night = replace(env, sun_strength=0.3, sky_ambient=tuple(0.3 * part for part in env.sky_ambient))
    view = View((60.0, 30.0, 0.0), (38.0, 0.0, 0.0), 0.3, 48, 32)
    day_picture, night_picture = (
        luma(radiance(prepare(replace(scene, environment=light)), view)).mean() for light in (env, night)
    )
    assert night_picture < 0.6 * day_picture


def lit_scene(env: Environment) -> object:
    scene = small_island()
    lamp = Node("post.light", (-8.0, 5.0, 6.0), light=Light("point", (1.0, 0.7, 0.4), 20.0, 12.0))
    return replace(scene, environment=env, roots=(*scene.roots, lamp))


def test_a_lamp_makes_a_warm_pool_that_ends_at_its_range() -> None:
    env = replace(island_light(), sun_strength=0.2, sky_ambient=(0.05, 0.07, 0.12), ground_ambient=(0.02, 0.02, 0.03))
    bare = prepare(replace(small_island(), environment=env))
    lamp = prepare(lit_scene(env))  # type: ignore[arg-type]
    down = View((-8.0, 60.0, 6.5), (-8.0, 3.0, 6.0), math.radians(40.0), 48, 48)
    more = radiance(lamp, down) - radiance(bare, down)
    middle, corner = more[22:26, 22:26].mean(axis=(0, 1)), more[:3, :3].mean(axis=(0, 1))
    assert luma(middle) > 0.15
    assert middle[0] > 1.5 * middle[2]
    assert abs(luma(corner)) < 0.02


def test_a_block_stands_in_the_light_of_a_lamp() -> None:
    solids = prepare(small_island()).solids.still
    lamp = Lamps(np.array([[8.0, 4.0, 0.0]], np.float32), np.ones((1, 3), np.float32), np.array([40.0], np.float32))
    up = np.array([[0.0, 1.0, 0.0]] * 2, np.float32)
    free, behind = shine(lamp, solids, np.array([[5.0, 3.1, 0.0], [-5.0, 3.1, 0.0]], np.float32), up)
    assert luma(free) > 0.0
    assert luma(behind) == 0.0


def test_caustics_gather_light_and_make_none() -> None:
    x, z = (part.ravel() for part in np.meshgrid(np.linspace(0, 60, 200), np.linspace(0, 60, 200)))
    light = caustics(x.astype(np.float32), z.astype(np.float32), 0.0)
    assert 0.8 < float(light.mean()) < 1.3
    assert float(light.max()) > 1.6
    assert float(light.min()) > 0.4


def test_under_water_far_things_turn_to_the_colour_of_the_water_and_light_stays_finite() -> None:
    scene = small_island()
    env = replace(scene.environment, sea_level_m=None, ceiling_m=14.0, fog_colour=(0.05, 0.30, 0.42))
    under = prepare(replace(scene, environment=env))
    far = radiance(under, View((0.0, 5.0, 160.0), (0.0, 4.0, 0.0), 0.1, 24, 16))
    near = radiance(under, View((0.0, 5.0, 16.0), (0.0, 4.0, 0.0), 0.3, 24, 16))
    for picture in (far, near):
        assert np.isfinite(picture).all()
        assert float(picture.min()) >= 0.0
    assert far[..., 2].mean() > 2.0 * far[..., 0].mean()
    assert far[..., 2].mean() / far[..., 0].mean() > 1.3 * near[..., 2].mean() / near[..., 0].mean()
