"""The tools on grids against their plain definitions."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from worldgen.core.grid import (
    bilinear,
    blur,
    dilate,
    distance_m,
    erode,
    flood_from,
    flood_from_border,
    label,
    median,
    nearest_on_line,
    parts_of,
    smooth_max,
    smooth_min,
    smoothstep,
)

masks = hnp.arrays(np.bool_, hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=17))


def brute_distance(mask: np.ndarray) -> np.ndarray:
    rows, cols = np.nonzero(mask)
    at = np.indices(mask.shape)
    return np.sqrt(((at[0][..., None] - rows) ** 2 + (at[1][..., None] - cols) ** 2).min(axis=-1))


@given(masks, st.sampled_from([0.5, 1.0, 2.0]))
@settings(max_examples=120, deadline=None)
def test_distance_is_the_euclidean_one(mask: np.ndarray, cell: float) -> None:
    if not mask.any():
        assert (distance_m(mask, cell, 9.0) == 9.0).all()
        return
    wanted = brute_distance(mask) * cell
    assert np.allclose(distance_m(mask, cell), wanted, atol=1e-4)
    assert np.allclose(distance_m(mask, cell, 3.3), np.minimum(wanted, 3.3), atol=1e-4)


@given(masks, st.floats(0.0, 5.0))
@example(np.array([[True, False, False]]), float(np.nextafter(2.0, 0.0)))  # as single precision has it, that is 2
@settings(max_examples=60, deadline=None)
def test_dilation_takes_all_within_the_radius_and_erosion_is_its_dual(mask: np.ndarray, radius: float) -> None:
    grown = dilate(mask, radius)
    wanted = brute_distance(mask) <= radius + 1e-6 if mask.any() else mask
    assert np.array_equal(grown, wanted)
    assert np.array_equal(erode(mask, radius), ~dilate(~mask, radius))


@given(masks)
@settings(max_examples=120, deadline=None)
def test_labels_are_exactly_the_connected_parts(mask: np.ndarray) -> None:
    parts, count = label(mask)
    assert parts_of(mask) == count
    assert np.array_equal(parts > 0, mask)
    assert set(np.unique(parts)) - {0} == set(range(1, count + 1))
    for one, other in ((parts[1:], parts[:-1]), (parts[:, 1:], parts[:, :-1])):
        both = (one > 0) & (other > 0)
        assert (one[both] == other[both]).all()
    for number in range(1, count + 1):
        part = parts == number
        reached = np.zeros_like(part)
        reached.flat[int(np.argmax(part))] = True
        for _ in range(part.size):
            wider = reached.copy()
            wider[1:] |= reached[:-1]
            wider[:-1] |= reached[1:]
            wider[:, 1:] |= reached[:, :-1]
            wider[:, :-1] |= reached[:, 1:]
            wider &= part
            if np.array_equal(wider, reached):
                break
            reached = wider
        assert np.array_equal(reached, part)


def test_labels_follow_a_spiral_to_its_end() -> None:
    spiral = np.ones((9, 9), bool)
    spiral[1, :8] = spiral[1:8, 7] = spiral[7, 1:8] = spiral[3:8, 1] = spiral[3, 1:6] = spiral[3:6, 5] = False
    spiral[5, 3:6] = False
    assert label(spiral)[1] == 1
    assert flood_from(spiral, (0, 0)).sum() == spiral.sum()


def test_floods_stop_at_walls() -> None:
    mask = np.ones((7, 7), bool)
    mask[2, 2:5] = mask[4, 2:5] = mask[2:5, 2] = mask[2:5, 4] = False
    assert flood_from(mask, (3, 3)).sum() == 1
    assert not flood_from(mask, (2, 2)).any()
    assert flood_from_border(mask).sum() == mask.sum() - 1


@given(hnp.arrays(np.float32, (9, 9), elements=st.floats(-100, 100, width=32)), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_blur_stays_between_the_extremes_and_leaves_a_plain_field_alone(field: np.ndarray, radius: int) -> None:
    out = blur(field, radius)
    assert field.min() - 1e-3 <= out.min()
    assert out.max() <= field.max() + 1e-3
    assert np.allclose(blur(np.full((9, 9), 3.5), radius), 3.5)


def test_bilinear_is_exact_on_a_plane_and_clips_outside() -> None:
    plane = np.add.outer(np.arange(6.0) * 2.0, np.arange(8.0) * 3.0)
    row, col = np.array([0.0, 4.9, 5.0, 9.0, -3.0]), np.array([0.5, 6.99, 7.0, 7.0, 2.0])
    assert np.allclose(bilinear(plane, row, col), [1.5, 30.77, 31.0, 31.0, 6.0])
    assert bilinear(np.array([[4.0]]), 3.0, 3.0) == 4.0


def test_smooth_steps_and_extremes_meet_their_ends() -> None:
    assert smoothstep(2.0, 4.0, [1.0, 2.0, 3.0, 4.0, 5.0]).tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert smooth_max([1.0, 5.0], [4.0, 5.0], 2.0).tolist() == [4.0, 5.5]
    assert smooth_min([1.0, 5.0], [4.0, 5.0], 2.0).tolist() == [1.0, 4.5]


@given(st.lists(st.tuples(st.integers(-12, 80), st.integers(-12, 80)), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_nearest_point_on_a_line_is_found_within_reach(points: list[tuple[int, int]]) -> None:
    line = np.array(points) / 4.0
    distance, along, _ = nearest_on_line(line, (17, 15), 6.0)
    at = np.stack(np.indices((17, 15)), axis=-1).astype(float)
    best = np.full((17, 15), np.inf)
    for a, b in pairwise(line):
        length = np.linalg.norm(b - a)
        t = np.clip(((at - a) @ (b - a)) / max(length, 1e-9) ** 2, 0.0, 1.0) if length > 1e-6 else np.zeros((17, 15))
        best = np.minimum(best, np.linalg.norm(at - a - t[..., None] * (b - a), axis=-1))
    inside = best <= 5.99
    assert np.allclose(distance[inside], best[inside], atol=1e-3)
    assert np.isinf(distance[best > 6.01]).all()
    assert (along <= np.hypot(*np.diff(line, axis=0).T).sum() + 1e-3).all()


def test_sides_of_a_line_are_left_and_right_of_the_way() -> None:
    _, along, side = nearest_on_line([(8.0, 2.0), (8.0, 12.0)], (17, 15), 5.0)  # towards the east
    assert side[10, 7] == pytest.approx(1.0)  # south is to the right
    assert side[6, 7] == pytest.approx(-1.0)
    assert along[8, 7] == pytest.approx(5.0)


@given(hnp.arrays(np.float64, st.integers(1, 9), elements=st.floats(-9, 9, width=32)))
def test_the_median_is_that_of_numpy(values: np.ndarray) -> None:
    assert median(values) == np.median(values)
