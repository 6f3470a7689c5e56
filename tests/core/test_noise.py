"""Noise against the `noise` package as an exact oracle, and what the hashed variant promises."""

from __future__ import annotations

import noise
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.noise import fbm, gradient_noise, perlin, ridged, warp
from worldgen.core.seed import world_seed

points = st.lists(st.tuples(st.floats(-1e6, 1e6, width=32), st.floats(-1e6, 1e6, width=32)), min_size=1, max_size=40)


@given(points, st.integers(1, 6), st.floats(0.1, 0.9), st.sampled_from([1.5, 2.0, 2.7]), st.sampled_from([0, 1]))
@settings(max_examples=80, deadline=None)
def test_perlin_equals_pnoise2_on_any_points(
    at: list[tuple[float, float]], octaves: int, persistence: float, lacunarity: float, base: int
) -> None:
    x, y = np.array(at, np.float32).T
    wanted = [
        noise.pnoise2(float(a), float(b), octaves, persistence, lacunarity, 1024.0, 1024.0, base)
        for a, b in zip(x, y, strict=True)
    ]
    got = perlin(x, y, octaves, persistence=persistence, lacunarity=lacunarity, base=base)
    assert np.abs(got - wanted).max() <= 1e-6


@given(st.integers(1, 300), st.integers(1, 300))
@settings(max_examples=30, deadline=None)
def test_perlin_repeats_where_pnoise2_repeats(repeat_x: int, repeat_y: int) -> None:
    line = np.linspace(-700.3, 700.7, 60, dtype=np.float32)
    wanted = [
        noise.pnoise2(float(a), float(b), 2, 0.5, 2.0, float(repeat_x), float(repeat_y))
        for a, b in zip(line, line[::-1], strict=True)
    ]
    got = perlin(line, line[::-1], 2, repeat=(float(repeat_x), float(repeat_y)))
    assert np.abs(got - wanted).max() <= 1e-6


def test_perlin_refuses_no_octaves() -> None:
    with pytest.raises(ValueError, match="octaves"):
        perlin(0.0, 0.0, 0)


@given(st.integers(0, 10_000), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0.01, 3.0))
@settings(max_examples=60, deadline=None)
def test_the_fast_path_on_grids_gives_what_single_points_give(seed: int, x0: float, y0: float, step: float) -> None:
    x, y = x0 + np.arange(23)[None, :] * step, y0 + np.arange(19)[:, None] * step
    grid = gradient_noise(world_seed(seed), x, y)
    assert np.abs(grid - gradient_noise(world_seed(seed), *np.broadcast_arrays(x, y))).max() <= 2e-6
    assert grid[7, 11] == pytest.approx(float(gradient_noise(world_seed(seed), x[0, 11], y[7, 0])), abs=2e-6)


def test_hashed_noise_has_no_period_of_256() -> None:
    x, y = np.meshgrid(np.arange(0.5, 40.5), np.arange(0.5, 40.5))
    here = gradient_noise(world_seed(1), x, y)
    assert np.abs(here - gradient_noise(world_seed(1), x + 256.0, y)).max() > 0.5
    assert np.abs(here - gradient_noise(world_seed(2), x, y)).max() > 0.5


def test_hashed_noise_is_zero_at_integers_and_stays_within_one() -> None:
    whole = np.arange(-50.0, 50.0)
    assert np.abs(gradient_noise(world_seed(3), whole[None, :], whole[:, None])).max() < 1e-6
    x, y = np.arange(0.0, 200.0, 0.37)[None, :], np.arange(0.0, 200.0, 0.41)[:, None]
    values = gradient_noise(world_seed(3), x, y)
    assert np.abs(values).max() <= 1.0
    assert np.abs(values).max() > 0.8


def test_hashed_noise_is_as_rough_along_the_diagonal_as_along_the_axes() -> None:
    x, y = np.meshgrid(np.arange(0.0, 300.0, 0.5), np.arange(0.0, 300.0, 0.5))
    values = gradient_noise(world_seed(5), x + 0.21, y + 0.17)
    axis = np.mean((values[:, 2:] - values[:, :-2]) ** 2)
    step = np.sqrt(0.5)
    diagonal = np.mean((gradient_noise(world_seed(5), x + 0.21 + step, y + 0.17 + step) - values) ** 2)
    assert diagonal / axis == pytest.approx(1.0, abs=0.15)


@pytest.mark.parametrize("shape", [(), (1,), (0,), (3, 4, 5)])
def test_noise_keeps_the_shape_of_its_points(shape: tuple[int, ...]) -> None:
    at = np.full(shape, 0.3)
    assert gradient_noise(world_seed(1), at, at).shape == shape
    assert perlin(at, at).shape == shape


def test_fbm_and_ridged_stay_in_their_ranges_and_warp_moves_points_no_further_than_asked() -> None:
    x, y = np.arange(0.0, 20.0, 0.1)[None, :], np.arange(0.0, 20.0, 0.1)[:, None]
    assert np.abs(fbm(world_seed(2), x, y, 5)).max() <= 1.0
    crest = ridged(world_seed(2), x, y)
    assert 0.0 <= crest.min() < 0.3
    assert 0.9 < crest.max() <= 1.0
    moved_x, moved_y = warp(world_seed(2), x, y, 3.0, 9.0)
    assert 1.0 < np.abs(moved_x - x).max() <= 3.0
    assert 1.0 < np.abs(moved_y - y).max() <= 3.0
