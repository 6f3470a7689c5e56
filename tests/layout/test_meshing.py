"""The ground is exact where an error of it could hide what a lesson promises to show."""

from __future__ import annotations

import numpy as np

from tests.layout.lands import land_of
from worldgen.generate.layout import View
from worldgen.generate.meshing import _grazed


def ridge(high_m: float):
    """Return level ground with a ridge along x = 0."""
    x = np.arange(-64, 65, dtype=np.float32)[None, :].repeat(129, axis=0)
    return land_of(np.where(np.abs(x) < 2.0, np.float32(high_m), np.float32(0.0)))


def view(height_m: float) -> View:
    ends = np.array([[30.0, height_m, 0.0], [30.0, height_m, 0.5]])
    return View("here", "there", (-30.0, height_m, 0.0), ends, 1.0)


def test_the_lip_that_a_view_just_passes_is_exact_and_the_rest_need_not_be() -> None:
    land = ridge(1.5)
    row, col = _grazed(view(1.6), land, 0.22)
    assert len(row)
    assert (np.abs(col - 64) <= 2).all(), "only the ridge"
    assert (np.abs(row - 64) <= 1).all(), "only below the view"


def test_a_view_high_over_the_ground_asks_for_nothing() -> None:
    assert not len(_grazed(view(4.0), ridge(1.5), 0.22)[0])
