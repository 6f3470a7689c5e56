"""The points under every scatter: exact spacing, even, and each decided by its own neighbourhood."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.seed import world_seed
from worldgen.generate.cover.lattice import PACKING, crowded, scatter


def nearest(x: np.ndarray, z: np.ndarray) -> float:
    apart = np.hypot(x[:, None] - x[None], z[:, None] - z[None])
    np.fill_diagonal(apart, np.inf)
    return float(apart.min())


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), spacing=st.floats(1.0, 9.0))
def test_no_two_points_are_closer_than_the_spacing(seed: int, spacing: float) -> None:
    points = scatter(world_seed(seed), 9 * spacing, spacing)
    assert nearest(points.x_m, points.z_m) >= spacing * (1 - 1e-9)


def test_no_hole_is_wider_than_two_spacings_and_the_packing_is_as_stated() -> None:
    points = scatter(world_seed(1), 100.0, 4.0)
    assert len(points.x_m) == pytest.approx(PACKING * 200.0**2 / 4.0**2, rel=0.04)
    at = np.arange(-90.0, 90.0, 1.5)
    apart = np.hypot(points.x_m - at[:, None, None], points.z_m - at[None, :, None]).min(-1)
    assert apart.max() < 8.0


def test_a_larger_world_keeps_the_points_of_the_smaller_one() -> None:
    small, large = (scatter(world_seed(5), half, 3.0) for half in (60.0, 120.0))
    inner = {
        bits for bits, x, z in zip(small.bits.tolist(), small.x_m, small.z_m, strict=True) if max(abs(x), abs(z)) < 40
    }
    both = inner & set(large.bits.tolist())
    assert len(inner) > 300
    assert both == inner


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), reach=st.floats(0.2, 6.0), share=st.sampled_from([0.5, 1.0]))
def test_crowding_agrees_with_measuring_every_pair(seed: int, reach: float, share: float) -> None:
    points = scatter(world_seed(seed), 30.0, 3.0)
    draw = (world_seed(seed) / "claims").uniform(40, 3)
    claim = np.stack([60 * draw[:, 0] - 30, 60 * draw[:, 1] - 30, 2.5 * draw[:, 2]], 1).astype(np.float32)
    apart = np.hypot(points.x_m[:, None] - claim[:, 0], points.z_m[:, None] - claim[:, 1])
    gap = apart - (reach + share * claim[:, 2].astype(np.float64))
    found = crowded(points, reach, claim, share)
    clear = np.abs(gap).min(1) > 1e-6
    assert (found == (gap < 0).any(1))[clear].all()


def test_draws_of_different_names_are_even_and_unrelated() -> None:
    points = scatter(world_seed(2), 300.0, 3.0)
    a, b = points.draw(3), points.draw(4)
    assert a.mean() == pytest.approx(0.5, abs=0.01)
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.02
    assert points.normal(6).std() == pytest.approx(1.0, abs=0.03)
