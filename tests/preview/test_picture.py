"""What a picture of a world must show, measured on pictures of a few thousand pixels."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import numpy as np
import pytest
from small_world import from_south, small_island

from worldgen.preview import frame, prepare
from worldgen.preview.forks import each_band
from worldgen.preview.light import luma, neutral
from worldgen.preview.prepared import Prepared
from worldgen.preview.render import frame as draw
from worldgen.preview.render import radiance
from worldgen.preview.view import View

Picture = np.ndarray


@pytest.fixture(scope="module")
def island() -> Prepared:
    return prepare(small_island())


@pytest.fixture(scope="module")
def picture(island: Prepared) -> Picture:
    return frame(island, from_south()).astype(np.float64) / 255.0


def at(picture: Picture, view: View, point: tuple[float, float, float], reach: int = 1) -> Picture:
    column, row, depth = view.project(np.array([point], np.float32))[0]
    assert depth > 0
    row, column = int(row), int(column)
    return picture[row - reach : row + reach + 1, column - reach : column + reach + 1].mean(axis=(0, 1))


def test_the_sky_is_bluer_at_the_top_than_at_the_horizon(picture: Picture) -> None:
    blue = picture[..., 2] - picture[..., 0]
    view = from_south()
    horizon = int(view.project(np.array([[0.0, 22.0, -1e6]], np.float32))[0, 1])
    assert 6 < horizon < 60
    assert blue[0].mean() > blue[horizon - 1].mean() + 0.1


def test_the_shadow_is_darker_and_bluer_than_the_sunlit_sand(picture: Picture) -> None:
    view = from_south()
    shade, sun = at(picture, view, (-6.0, 3.0, -1.0)), at(picture, view, (-4.0, 3.0, 8.0))
    assert luma(shade) < 0.75 * luma(sun)
    assert shade[2] / shade[0] > 1.15 * sun[2] / sun[0]


def test_the_side_of_a_block_that_faces_the_sun_is_the_brighter_one(island: Prepared) -> None:
    east = View((40.0, 12.0, 40.0), (0.0, 6.0, 0.0), 0.3, 64, 48)
    picture = frame(island, east) / 255.0
    sunny, shady = at(picture, east, (2.0, 6.0, 0.0)), at(picture, east, (0.0, 6.0, 2.0))
    assert luma(sunny) > 1.2 * luma(shady)


def test_lava_outshines_its_surroundings_and_blooms(island: Prepared, picture: Picture) -> None:
    view = from_south()
    lava, sand = at(picture, view, (8.0, 3.2, 9.0), 0), at(picture, view, (-6.0, 3.0, 9.0))
    assert lava[0] > 0.95
    assert lava[0] - lava[2] > sand[0] - sand[2] + 0.1
    light = radiance(island, view)
    assert float(light.max()) > 2.0


def test_water_is_turquoise_where_shallow_and_blue_where_deep(picture: Picture) -> None:
    view = from_south()
    shallow, deep = at(picture, view, (0.0, 0.0, 23.5), 0), at(picture, view, (39.0, 0.0, 0.0))
    assert deep[2] > deep[1] > deep[0]
    assert deep[2] - deep[0] > 0.2
    assert shallow[1] / shallow[2] > deep[1] / deep[2] + 0.05


def test_the_sea_goes_on_beyond_the_edge_without_a_seam(island: Prepared) -> None:
    view = View((0.0, 120.0, 60.0), (0.0, 0.0, 45.0), 0.6, 64, 64)
    picture = frame(island, view) / 255.0
    row = int(view.project(np.array([[0.0, 0.0, 40.0]], np.float32))[0, 1])
    strip = luma(picture[row - 4 : row + 5, 24:40]).mean(axis=1)
    assert 8 < row < 56
    assert np.abs(np.diff(strip)).max() < 0.02


def test_a_world_in_the_sea_shows_nothing_of_its_base(island: Prepared) -> None:
    low = frame(island, View((0.0, 4.0, 120.0), (0.0, 0.0, 40.0), 0.5, 64, 36)) / 255.0
    magenta = (low[..., 0] > 0.5) & (low[..., 2] > 0.5) & (low[..., 1] < 0.3)
    assert not magenta.any()


def test_far_things_are_hazier_than_near_things() -> None:
    scene = small_island()
    island = prepare(replace(scene, environment=replace(scene.environment, clouds=0.0)))  # none before the island
    near = View((0.0, 8.0, 30.0), (0.0, 6.0, 0.0), 0.3, 32, 24)
    far = View((0.0, 70.0, 700.0), (0.0, 6.0, 0.0), 0.02, 32, 24)
    contrast = [float(np.ptp(luma(frame(island, view) / 255.0))) for view in (near, far)]
    assert contrast[1] < 0.8 * contrast[0]
    clear = frame(island, replace(far, haze=False)) / 255.0
    assert float(np.ptp(luma(clear))) > 1.3 * contrast[1]


def test_light_is_finite_and_never_negative(island: Prepared) -> None:
    light = radiance(island, from_south())
    assert np.isfinite(light).all()
    assert float(light.min()) >= 0.0


def test_looking_straight_down_and_from_under_the_sea_still_gives_pictures(island: Prepared) -> None:
    for eye, target in (((0.0, 60.0, 0.0), (0.0, 0.0, 0.0)), ((30.0, -2.0, 30.0), (0.0, 0.0, 0.0))):
        light = radiance(island, View(eye, target, 0.6, 24, 16))
        assert np.isfinite(light).all()


def test_the_same_view_gives_the_same_pixels_twice_and_with_one_process_or_two(island: Prepared) -> None:
    view = from_south(80, 70)
    alone = frame(island, view)
    assert np.array_equal(alone, frame(prepare(small_island()), view))
    assert np.array_equal(draw(island, view, count=1), draw(island, view, count=2))


def test_a_failure_in_the_second_process_is_an_error_in_the_first() -> None:
    parent = os.getpid()

    def work(_: int) -> None:
        if os.getpid() != parent:
            raise ValueError("broken")
        time.sleep(0.02)

    with pytest.raises(RuntimeError, match="1 of 2 processes"):
        each_band(40, work, 2)


def test_a_draft_is_the_same_picture_but_rougher(island: Prepared, picture: Picture) -> None:
    draft = frame(island, replace(from_south(), quality="draft")) / 255.0
    assert 0.001 < np.abs(draft - picture).mean() < 0.05


def test_tone_mapping_keeps_dark_colours_and_brings_bright_ones_below_one() -> None:
    grey = np.array([[0.5, 0.4, 0.3]], np.float32)
    assert np.allclose(neutral(grey), grey - 0.04, atol=1e-6)
    bright = neutral(np.array([[40.0, 20.0, 5.0], [0.0, 0.0, 0.0]], np.float32))
    assert bright.max() < 1.0
    assert bright.min() >= 0.0
    assert bright[0, 0] > bright[0, 1] > bright[0, 2]
