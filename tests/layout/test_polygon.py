"""Convex outlines against shapely, and against what a person can check by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from worldgen.core import polygon

coordinate = st.integers(-200, 200).map(lambda n: n / 10)
clouds = st.lists(st.tuples(coordinate, coordinate), min_size=4, max_size=12)


def outline_of(points) -> np.ndarray | None:
    try:
        found = polygon.hull(np.array(points))
    except ValueError:
        return None
    return found if polygon.area(found) > 0.5 else None


@settings(max_examples=60, deadline=None)
@given(clouds, clouds)
def test_the_gap_between_two_outlines_is_that_of_shapely(a, b):
    one, other = outline_of(a), outline_of(b)
    if one is None or other is None:
        return
    assert polygon.gap(one, other) == pytest.approx(Polygon(one).distance(Polygon(other)), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(clouds, coordinate, coordinate)
def test_the_distance_of_a_point_is_that_of_shapely(a, x, z):
    outline = outline_of(a)
    if outline is not None:
        expected = Polygon(outline).distance(Point(x, z))
        assert polygon.distance(np.array([x, z]), outline) == pytest.approx(expected, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(clouds, coordinate, coordinate, coordinate, coordinate)
def test_a_segment_crosses_an_outline_exactly_where_shapely_says(a, x0, z0, x1, z1):
    outline = outline_of(a)
    if outline is None or np.hypot(x1 - x0, z1 - z0) < 0.5:
        return
    enter, leave = polygon.crossing(np.array([[x0, z0]]), np.array([[x1, z1]]), outline)
    inside = max(float(leave[0] - enter[0]), 0.0) * np.hypot(x1 - x0, z1 - z0)
    assert inside == pytest.approx(LineString([(x0, z0), (x1, z1)]).intersection(Polygon(outline)).length, abs=1e-6)


def test_a_model_turned_a_quarter_faces_east():
    arrow = polygon.turned(np.array([[0.0, 1.0], [1.0, 0.0]]), np.pi / 2, (10.0, 0.0))
    assert arrow == pytest.approx(np.array([[11.0, 0.0], [10.0, -1.0]]))


def test_points_that_fill_an_outline_are_in_it_and_leave_no_hole():
    outline = polygon.hull(np.array([[0, 0], [4, 1], [3, 5], [-1, 3]]))
    points = polygon.fill(outline, 0.5)
    assert polygon.depth(points, outline).min() > -1e-9
    probe = outline.mean(axis=0) + 0.6 * (outline - outline.mean(axis=0))
    away = np.hypot(*(probe[:, None] - points[None]).transpose(2, 0, 1)).min(axis=1)
    assert away.max() <= 0.5


def test_an_outline_of_no_area_is_refused():
    with pytest.raises(ValueError, match="three corners"):
        polygon.hull(np.array([[0, 0], [1, 1], [2, 2]]))
