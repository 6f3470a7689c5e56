"""Farm land: gentle hills under a patchwork of fields, hedges between them, a pond."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual


def shape_farmland(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare farm land, (n, n) metres: swells that rise towards the north."""
    north = 0.5 - z_m / size_m
    scale = 0.36 * size_m
    swell = fbm(seed / "swell", x_m / scale, z_m / scale, 2)
    hill = np.float32(0.050 * size_m) * smoothstep(0.45, 1.05, north + 0.22 * gradient_noise(
        seed / "hill", x_m / (0.5 * size_m), z_m / (0.5 * size_m)))  # fmt: skip
    low = np.float32(0.014 * size_m) * swell
    return np.asarray(np.maximum(3.4 + low + hill, 1.6), np.float32)


SETTING = Setting(
    name="farmland",
    shape=shape_farmland,
    ground="farmland",
    light=Light(
        sun_elevation_deg=32.0,
        sun_azimuth_deg=110.0,
        sun=("#ffe3b4", 1.85),
        sky=("#a8c6f2", 0.70),
        bounce=("#c9b47e", 0.32),
        horizon=("#fff2d8", 1.1),
        mid="#a6d6f0",
        zenith="#3f8fdc",
        fog="#d8e4dc",
        exposure=0.92,
        saturation=1.06,
        fog_density=0.0010,
    ),
    features=(
        Usual("pond", "lake", {"at": {"east": "68 %", "north": "30 %"}}, of_side={"radius": 0.058, "depth": 0.008}),
        Usual("fields", "fields"),
    ),
    covers=(
        Usual("poplars", "forest", {"species": ["poplar"], "only": {"near": "pond", "within": "15 m"}, "density": 60,
                                    "undergrowth": "no"}),
        Usual("hedge_trees", "forest", {"species": ["broadleaf"], "only": {"in": "fields.hedges"}, "density": 55,
                                        "undergrowth": "no", "edge": "0 m"}),
        Usual("copse", "forest", {"species": ["broadleaf"], "only": {"away_from": "fields", "apart": "3 m"},
                                  "density": 110, "undergrowth": "no"}),
        Usual("reeds", "meadow", {"species": ["reed"], "only": {"near": "pond", "within": "4 m"}, "density": 900}),
        Usual("verge", "meadow", {"density": 260}),
        Usual("cattle", "herd", {"animals": ["sheep", "cow"], "density": 14}),
    ),
    areas=("land", "shore", "fields"),
    beyond="hills",
    beyond_trees="broadleaf",
)  # fmt: skip
