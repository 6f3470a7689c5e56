"""Walls of layered rock, and lines that wind: what mesas, canyons and cliffs have in common."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.land import Land

# Profiles of a wall from its foot in: hard beds stand as cliffs, soft ones lie as ledges on a slope of rubble.
# A cliff is broad enough that a grid of metres can hold it, so low walls have fewer.
_HIGH_IN, _HIGH_UP = (
    (0.0, 0.18, 0.40, 0.47, 0.53, 0.58, 0.76, 0.86, 1.0, 1.25),
    (0.0, 0.06, 0.22, 0.53, 0.56, 0.68, 0.76, 0.985, 0.992, 1.0),
)  # fmt: skip
_LOW_IN, _LOW_UP = (0.0, 0.22, 0.45, 0.64, 0.90, 1.02, 1.3), (0.0, 0.10, 0.50, 0.57, 0.96, 0.99, 1.0)
_LOW_M = 24.0
_DEEP, _LOW_DEEP = 0.60, 0.72  # of a wall from foot to edge, for each metre of its height


def wall(inside_m: F32, height_m: float) -> F32:
    """Return the share 0..1 of `height_m` that stands `inside_m` behind the foot of a wall (negative is before it)."""
    profile = (_LOW_IN, _LOW_UP) if height_m < _LOW_M else (_HIGH_IN, _HIGH_UP)
    return np.asarray(np.interp(inside_m / wall_depth_m(height_m), *profile), np.float32)


def wall_depth_m(height_m: float) -> float:
    """Return how far behind its foot the edge of a wall is."""
    return max((_LOW_DEEP if height_m < _LOW_M else _DEEP) * height_m, 2.0)


def weathered(land: Land, seed: Seed, broad_m: float) -> F32:
    """Return by how much weather has moved the foot of a wall, (n, n) metres: bays of `broad_m`, ribs within."""
    x, z = land.axes()
    bays = fbm(seed / "bays", x / broad_m, z / broad_m, 3) * np.float32(0.24 * broad_m)
    ribs = gradient_noise(seed / "ribs", x / 7.0, z / 7.0) * np.float32(min(1.5, 0.05 * broad_m))
    return np.asarray(bays + ribs, np.float32)


def winding(ends_m: F32, swing_m: float, wave_m: float, seed: Seed, half_m: float) -> F32:
    """Return a line (k, 2) between two points (2, 2) that swings to both sides, clipped to the world."""
    way = ends_m[1] - ends_m[0]
    length = max(float(np.sqrt((way * way).sum())), 1e-3)
    count = max(int(length / 3.0), 2) + 1
    share = np.linspace(0.0, 1.0, count)
    swing = gradient_noise(seed / "swing", share * length / wave_m + 0.5, np.full(count, 0.41)) * np.float32(1.7)
    calm = np.minimum(1.0, 4.0 * np.minimum(share, 1.0 - share) + 0.25)
    across = np.array([-way[1], way[0]]) / length
    line = ends_m[0] + share[:, None] * way + (swing * calm * swing_m)[:, None] * across
    return np.asarray(np.clip(line, -half_m, half_m), np.float32)
