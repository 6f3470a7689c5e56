"""Views composed from a scene, the pictures made from them, and single models."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from PIL import Image
from samples import sample_scene
from small_world import small_island

from worldgen.preview import View, frame, prepare
from worldgen.preview.compose import hero_view, map_view, station_view
from worldgen.preview.images import render_all, wanted
from worldgen.preview.labels import letter_map, names
from worldgen.preview.prepared import Prepared
from worldgen.preview.sheet import contact_sheet, render_model


@pytest.fixture(scope="module")
def sample() -> Prepared:
    return prepare(sample_scene())


@pytest.fixture(scope="module")
def island() -> Prepared:
    return prepare(small_island())


def angle_deg(a: np.ndarray, b: np.ndarray) -> float:
    a, b = np.array([a[0], a[2]]), np.array([b[0], b[2]])
    return math.degrees(math.acos(float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b))))


def test_the_hero_has_the_sun_at_its_side_the_horizon_high_and_the_whole_island_in_it(island: Prepared) -> None:
    view = hero_view(small_island(), island)
    assert 58.0 <= angle_deg(view.axes()[2], island.air.sun) <= 112.0
    horizon = view.project(np.array([view.eye_m], np.float32) + view.axes()[2] * [1e6, 0.0, 1e6])[0, 1] / view.height_px
    assert 0.04 < horizon < 0.17
    block = view.project(np.array([[0.0, 6.0, 0.0]], np.float32))[0]
    assert 0.1 < block[0] / view.width_px < 0.9
    assert 0.1 < block[1] / view.height_px < 0.9


def test_the_hero_stands_clear_of_the_ground_and_of_anything_before_the_lens(sample: Prepared) -> None:
    scene = sample_scene()
    view = hero_view(scene, sample)
    column, row = (a.ravel().astype(np.float32) for a in np.meshgrid(np.arange(0, 1280, 40), np.arange(0, 720, 40)))
    direction = view.rays(column, row)
    hits = sample.solids.still.nearest(np.broadcast_to(np.float32(view.eye_m), direction.shape), direction)
    assert float(hits.distance_m.min()) > 5.0


def test_views_are_the_same_every_time(sample: Prepared) -> None:
    scene = sample_scene()
    again = prepare(scene)
    assert hero_view(scene, sample) == hero_view(scene, again)
    assert station_view(scene, sample, "camp") == station_view(scene, again, "camp")


def test_the_map_shows_all_corners_of_the_world_with_north_up(sample: Prepared) -> None:
    view = map_view(sample_scene(), sample)
    half = 32.0
    corner = np.array([[x, 0.0, z] for z in (-half, half) for x in (-half, half)], np.float32)
    spot = view.project(corner)
    assert (spot[:, :2] > 0).all()
    assert (spot[:, 0] < view.width_px).all()
    assert (spot[:, 1] < view.height_px).all()
    assert spot[0, 1] < spot[2, 1]
    assert spot[0, 0] < spot[1, 0]
    assert spot[:, 0].max() - spot[:, 0].min() > 0.7 * view.width_px


def test_a_station_is_seen_from_its_own_camera_or_a_few_steps_beside_it(sample: Prepared) -> None:
    scene = sample_scene()
    view = station_view(scene, sample, "camp")
    camp = next(node for node in scene.walk() if node.id == "camp")
    eye = np.array(camp.translation_m) + camp.children[0].translation_m
    assert np.linalg.norm(np.array(view.eye_m) - eye) < 7.0  # a few steps
    assert view.eye_m[1] >= eye[1] - 1e-3
    with pytest.raises(KeyError):
        station_view(scene, sample, "nowhere")


def test_the_sails_of_the_windmill_move_and_their_shadow_but_hardly_anything_else(sample: Prepared) -> None:
    mill = (24.0, 4.0, 12.0)
    view = View((10.0, 8.0, 30.0), mill, 0.5, 96, 72, "draft")
    early, late = (frame(sample, view, time).astype(int) for time in (0.0, 0.7))
    moved = np.abs(early - late).max(axis=-1) > 12
    assert moved.sum() > 20
    assert moved.mean() < 0.05
    assert np.array_equal(early, frame(sample, view, 0.0))


def test_names_on_the_map_are_those_of_stations_in_the_lessons_language() -> None:
    assert [name.text for name in names(sample_scene())] == ["Camp", "Rim"]


def test_lettering_changes_the_map_where_the_names_are_and_leaves_the_rest(sample: Prepared) -> None:
    scene = sample_scene()
    view = map_view(scene, sample)
    blank = np.zeros((view.height_px, view.width_px, 3), np.uint8)
    written = letter_map(scene, view, blank)
    share = float((written != 0).any(axis=-1).mean())
    assert 0.005 < share < 0.12
    assert np.array_equal(written, letter_map(scene, view, blank))


def test_all_wanted_pictures_come_as_png_of_their_sizes_with_the_same_bytes_twice(sample: Prepared) -> None:
    scene = sample_scene()
    assert wanted(scene) == ("hero.png", "map.png", "camp.png", "rim.png")
    made = render_all(scene, ["camp.png"], prepared=sample, quality="draft")
    assert list(made) == ["camp.png"]
    assert Image.open(io.BytesIO(made["camp.png"])).size == (960, 540)
    assert made == render_all(scene, ["camp.png"], quality="draft")
    with pytest.raises(KeyError):
        render_all(scene, ["nowhere.png"], prepared=sample)


def test_a_model_stands_in_the_middle_of_its_picture_on_a_pale_ground() -> None:
    picture = render_model(sample_scene().models["fir"], 96).astype(int)
    edge = np.concatenate([picture[:6].reshape(-1, 3), picture[:, :6].reshape(-1, 3)])
    assert edge.min() > 150
    green = (picture[..., 1] > picture[..., 0] + 15) & (picture[..., 1] > picture[..., 2] + 15)
    rows, columns = np.nonzero(green)
    assert green.sum() > 300
    assert abs(columns.mean() - 48) < 8
    assert rows.min() > 2


def test_a_sheet_holds_every_picture_with_room_for_its_name() -> None:
    red, blue = np.zeros((40, 40, 3), np.uint8), np.zeros((40, 40, 3), np.uint8)
    red[..., 0], blue[..., 2] = 255, 255
    sheet = np.asarray(Image.open(io.BytesIO(contact_sheet([("red", red), ("blue", blue), ("red", red)], 2))))
    assert int((sheet == (255, 0, 0)).all(axis=-1).sum()) == 3200
    assert int((sheet == (0, 0, 255)).all(axis=-1).sum()) == 1600
    assert sheet.shape[0] > 100
