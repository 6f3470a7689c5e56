"""Extents and bounds of arrays are what NumPy's own slower ones are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from worldgen.core.arrays import between, distinct_rows, extent, firsts, renumbered

POINTS = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    st.tuples(st.integers(1, 40), st.integers(1, 4)),
    elements=st.floats(-1e6, 1e6, width=32),
)

NUMBERS = hnp.arrays(
    st.sampled_from([np.int64, np.uint32]), st.tuples(st.integers(0, 12), st.just(3)), elements=st.integers(0, 30)
)


@given(POINTS)
def test_an_extent_is_the_least_and_the_greatest_of_each_column(points: np.ndarray) -> None:
    low, high = extent(points)
    assert (low.dtype, high.dtype) == (points.dtype, points.dtype)
    np.testing.assert_array_equal(low, points.min(axis=0))
    np.testing.assert_array_equal(high, points.max(axis=0))


@given(POINTS, st.floats(-10, 0), st.floats(0, 10))
def test_held_values_are_clipped_ones(points: np.ndarray, low: float, high: float) -> None:
    np.testing.assert_array_equal(between(low, points, high), np.clip(points, low, high))


@given(hnp.arrays(np.int64, st.tuples(st.integers(0, 30), st.integers(1, 3)), elements=st.integers(-2, 2)))
def test_different_rows_are_those_of_numpy(rows: np.ndarray) -> None:
    wanted, first, back = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    found = distinct_rows(rows)
    np.testing.assert_array_equal(rows[found[0]], wanted)
    np.testing.assert_array_equal(found[0], first)
    np.testing.assert_array_equal(found[1], back.reshape(-1))


@given(NUMBERS)
def test_numbers_are_counted_anew_in_their_order(numbers: np.ndarray) -> None:
    used, back = renumbered(numbers)
    np.testing.assert_array_equal(used, np.unique(numbers))
    np.testing.assert_array_equal(used[back], numbers)


@given(NUMBERS)
def test_the_first_of_each_number_is_found(numbers: np.ndarray) -> None:
    key = numbers.ravel()
    np.testing.assert_array_equal(firsts(key), np.sort(np.unique(key, return_index=True)[1]))
