"""A warm island: irregular coast with coves and beaches, a sea floor that falls away to the edge of the diorama."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, lerp, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_COAST = 0.815  # of half the side
# Metres from the coast (inland is positive) to metres of height; the shelf, the beach, the land behind it.
_FROM_COAST_M = (-45.0, -24.0, -9.0, -2.5, 0.0, 2.5, 6.0, 8.5, 14.0, 26.0, 80.0)
_HEIGHT_M = (-7.0, -5.4, -2.0, -0.5, 0.0, 0.5, 1.2, 1.9, 3.4, 5.2, 6.8)


def shape_island(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare island, (n, n) metres; the sea is at 0 and the edge at about -7."""
    half = size_m / 2.0
    u, v = x_m / half, z_m / half
    round_, square = np.sqrt(u * u + v * v), np.sqrt(np.sqrt(u * u * u * u + v * v * v * v))
    capes = fbm(seed / "capes", x_m / (0.42 * size_m), z_m / (0.42 * size_m), 2)
    coves = fbm(seed / "coves", x_m / 58.0, z_m / 58.0, 3)
    inland = (_COAST - 0.5 * round_ - 0.5 * square) * half + 0.2 * half * capes + 20.0 * coves
    # A beach is as wide as the coast is sheltered: stretch the profile along it.
    inland = inland * (1.0 + 0.35 * gradient_noise(seed / "shelter", x_m / 70.0, z_m / 70.0))
    height = np.interp(inland, _FROM_COAST_M, _HEIGHT_M).astype(np.float32)
    rolling = fbm(seed / "rolling", x_m / 44.0, z_m / 44.0, 4)
    height += rolling * np.float32(2.2) * smoothstep(9.0, 40.0, inland)
    height += gradient_noise(seed / "bars", x_m / 17.0, z_m / 17.0) * np.float32(0.35) * smoothstep(1.0, -9.0, inland)
    rim = smoothstep(0.86, 0.995, np.maximum(np.abs(u), np.abs(v)))
    return lerp(height, np.minimum(height, np.float32(-7.0)), rim)


SETTING = Setting(
    name="volcanic_island",
    shape=shape_island,
    ground="island",
    sea_level_m=0.0,
    snows=False,
    light=Light(
        sun_elevation_deg=30.0,
        sun_azimuth_deg=102.0,
        sun=("#ffe6c4", 1.75),
        sky=("#a4c3f5", 0.72),
        bounce=("#c9a77a", 0.30),
        horizon=("#fff3dc", 1.1),
        mid="#8fd2f4",
        zenith="#3f8fdc",
        fog="#b4e0ec",
        exposure=0.92,
        saturation=1.05,
    ),
    covers=(
        Usual("palms", "forest", {"species": ["palm"], "only": {"height": "1.2..7 m", "max_slope": "25 deg"},
                                  "density": "medium", "undergrowth": "no"}),
        Usual("woods", "forest", {"species": ["broadleaf", "tree_fern"],
                                  "only": {"height": "3.5..24 m", "max_slope": "38 deg"}, "density": "dense",
                                  "undergrowth": "no"}),
        Usual("thicket", "forest", {"species": ["bush"], "only": {"height": "2..24 m", "max_slope": "34 deg"},
                                    "density": 190,
                                    "undergrowth": "no"}),
        Usual("grass", "meadow", {"only": {"height": "1.5..22 m", "max_slope": "32 deg"}, "density": 550}),
    ),
    areas=("land", "sea", "shore", "beach"),
)  # fmt: skip
