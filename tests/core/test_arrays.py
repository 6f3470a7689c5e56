"""Extents and bounds of arrays are what NumPy's own slower ones are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from worldgen.core.arrays import between, extent

POINTS = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    st.tuples(st.integers(1, 40), st.integers(1, 4)),
    elements=st.floats(-1e6, 1e6, width=32),
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
