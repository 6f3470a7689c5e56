"""A deep lake among snowy peaks: eroded ridges around it, a meadow in front, conifers up to the tree line."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smooth_max, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.erosion import Weather, eroded
from worldgen.generate.terrain.massif import Summit, massif

_LAKE = (0.03, 0.10)  # its middle, in sides from the middle of the world to the east and to the south
# The range behind the lake from west to east, and lower shoulders on both sides. The highest stands on a third.
_RANGE = (
    Summit(-0.47, -0.16, 0.17, 0.22),
    Summit(-0.21, -0.39, 0.30, 0.30),
    Summit(0.02, -0.47, 0.21, 0.22),
    Summit(0.26, -0.40, 0.26, 0.28),
    Summit(0.47, -0.20, 0.16, 0.20),
)
_ARMS = (Summit(-0.47, 0.10, 0.085, 0.20), Summit(0.48, 0.14, 0.095, 0.20))


def shape_mountains(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare mountains, (n, n) metres; the ground by the lake is at about 3."""
    u, v = x_m / np.float32(size_m), z_m / np.float32(size_m)
    size = np.float32(size_m)
    height = massif(u, v, _moved(_RANGE, seed / "range"), seed / "range")
    for number, arm in enumerate(_ARMS):
        own = seed / "arm" / number
        height = smooth_max(height, massif(u, v, _moved((arm,), own), own), 0.02)
    away = np.sqrt((u - np.float32(_LAKE[0])) ** 2 + (1.25 * (v - np.float32(_LAKE[1]))) ** 2)
    height = size * height * smoothstep(0.15, 0.36, away)
    rolling = fbm(seed / "rolling", x_m / 34.0, z_m / 34.0, 3) * np.float32(1.3)
    meadow = (
        3.0 + rolling + 2.2 * smoothstep(0.30, 0.48, v) * (1.0 + gradient_noise(seed / "lip", x_m / 50.0, z_m / 50.0))
    )
    height = height + meadow
    cell = float(x_m[0, 1] - x_m[0, 0])
    return eroded(height.astype(np.float32), cell, seed / "rain", Weather(repose=1.45))


def _moved(summits: tuple[Summit, ...], seed: Seed) -> tuple[Summit, ...]:
    """Return `summits` each a little elsewhere, higher or lower."""
    draw = (seed / "summits").uniform(len(summits), 3) - 0.5
    return tuple(
        Summit(one.east + 0.06 * float(d[0]), one.south + 0.05 * float(d[1]), one.high * (1.0 + 0.22 * float(d[2])),
               one.reach)
        for one, d in zip(summits, draw, strict=True)
    )  # fmt: skip


SETTING = Setting(
    name="mountain_lake",
    shape=shape_mountains,
    ground="mountain_lake",
    light=Light(
        sun_elevation_deg=33.0,
        sun_azimuth_deg=112.0,
        sun=("#ffe9cc", 1.85),
        sky=("#a2c2f6", 0.72),
        bounce=("#b9bfae", 0.28),
        horizon=("#eef3f2", 1.1),
        mid="#93c9f2",
        zenith="#2f78cf",
        fog="#c3dcec",
        exposure=0.92,
        saturation=1.06,
        fog_density=0.0010,
    ),
    features=(
        Usual("lake", "lake", {"at": {"east": f"{50 + 100 * _LAKE[0]:.0f} %", "north": f"{50 - 100 * _LAKE[1]:.0f} %"}},
              of_side={"radius": 0.185, "depth": 0.035}),
    ),
    covers=(
        Usual("conifers", "forest", {"species": ["conifer"], "density": 150,
                                     "only": {"max_slope": "40 deg", "away_from": "lake", "apart": "9 m"},
                                     "undergrowth": "no"}),
        Usual("boulders", "rocks", {"species": ["granite"], "density": 26}),
        Usual("flowers", "meadow", {"species": ["alpine_flower"], "only": {"max_slope": "34 deg"}, "density": 260}),
        Usual("grass", "meadow", {"species": ["grass_tuft"], "only": {"max_slope": "28 deg"}, "density": 320}),
        Usual("eagles", "flock", {"animals": ["eagle"], "groups": 1, "count": 3, "above": "26..44 m"}),
    ),
    areas=("land", "shore"),
    beyond="peaks",
    beyond_trees="conifer",
    tree_line=0.105,
    snow_line=0.14,
)  # fmt: skip
