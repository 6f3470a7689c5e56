"""A hilltop meadow at night, far from any town: an open sky, dark trees around, a place to observe."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_TOP = (-0.02, 0.03)  # the middle of the hilltop, in sides of the world


def shape_hilltop(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare hill, (n, n) metres: broad and open on top, lower all around."""
    u, v = x_m / np.float32(size_m), z_m / np.float32(size_m)
    away = np.sqrt((u - np.float32(_TOP[0])) ** 2 + (1.15 * (v - np.float32(_TOP[1]))) ** 2)
    away = away + np.float32(0.06) * fbm(seed / "foot", u / 0.3, v / 0.3, 2)
    hill = np.float32(0.060 * size_m) * (1.0 - smoothstep(0.12, 0.50, away))
    crown = np.float32(0.016 * size_m) * (1.0 - smoothstep(0.0, 0.2, away))
    rolling = fbm(seed / "rolling", x_m / 38.0, z_m / 38.0, 3) * np.float32(0.9) * smoothstep(0.1, 0.4, away)
    small = gradient_noise(seed / "small", x_m / 11.0, z_m / 11.0) * np.float32(0.12)
    return np.asarray(3.0 + hill + crown + rolling + small, np.float32)


SETTING = Setting(
    name="night_sky_field",
    hero="sky",
    shape=shape_hilltop,
    ground="night_sky_field",
    light=Light(
        sun_elevation_deg=34.0,
        sun_azimuth_deg=112.0,
        sun=("#ffe6c0", 1.8),
        sky=("#9cb6ee", 0.72),
        bounce=("#8fa080", 0.28),
        horizon=("#d8e4f2", 1.05),
        mid="#7fb0e6",
        zenith="#2a5cab",
        fog="#b9cbe2",
        exposure=1.16,
        saturation=1.05,
        fog_density=0.0011,
    ),
    covers=(
        Usual("dark_trees", "forest", {"species": ["conifer", "broadleaf"], "only": {"height": "..11 m",
                                       "max_slope": "32 deg"}, "density": 170, "undergrowth": "no"}),
        Usual("meadow", "meadow", {"only": {"max_slope": "30 deg"}, "density": 900}),
        Usual("stones", "rocks", {"species": ["granite"], "density": 12}),
    ),
    areas=("land",),
    hour=22.0,
    beyond="hills",
    beyond_trees="conifer",
)  # fmt: skip
