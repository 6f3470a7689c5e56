"""Polar land: snow plains under dark peaks, a glacier that ends in a cold bay, a low sun."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, bell, lerp, levelled_off, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.erosion import Weather, eroded
from worldgen.generate.terrain.massif import Summit, massif

# The range, from the west: between the two highest the ice comes down.
_RANGE = (
    Summit(-0.46, -0.02, 0.10, 0.16),
    Summit(-0.37, -0.24, 0.22, 0.20),
    Summit(-0.20, -0.45, 0.15, 0.12),
    Summit(0.05, -0.38, 0.20, 0.20),
    Summit(0.27, -0.42, 0.12, 0.18),
)
_ICE_FROM, _ICE_TO = (-0.17, -0.36), (0.02, 0.02)
_FROM_COAST_M = (-70.0, -34.0, -14.0, -5.0, -1.2, 0.0, 3.0, 8.0, 20.0, 60.0)
_HEIGHT_M = (-14.0, -10.0, -5.0, -2.0, -0.5, 0.0, 0.8, 1.7, 3.2, 5.0)
_BARE = 1.2  # rise over run from which snow slides off


def shape_polar(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare land, (n, n) metres: the sea at 0 in the south-east, peaks in the north-west."""
    cell = float(x_m[0, 1] - x_m[0, 0])
    x_m, z_m = (levelled_off(at, 0.5 * size_m, 0.07 * size_m) for at in (x_m, z_m))
    u, v = x_m / size_m, z_m / size_m
    along = (u - v).astype(np.float64) * 0.7
    coast = 0.13 + 0.09 * gradient_noise(seed / "coast", along / 0.30, 0.0 * along + 0.41)
    coast = coast - 0.16 * bell((along / 0.17) ** 2)  # the bay that the ice has dug
    ragged = 0.030 * fbm(seed / "coves", x_m / 40.0, z_m / 40.0, 3)
    inland = np.asarray((coast - (0.62 * u + 0.86 * v) * 0.95 + ragged) * np.float32(size_m), np.float32)
    height = np.interp(inland, _FROM_COAST_M, _HEIGHT_M).astype(np.float32)
    drifts = fbm(seed / "drifts", x_m / 34.0, z_m / 21.0, 3) * np.float32(1.1) * smoothstep(4.0, 26.0, inland)
    rim = smoothstep(0.0, 0.16, 0.5 - np.maximum(np.abs(u), np.abs(v)))  # the land goes on level past the edge
    plain = height + drifts + smoothstep(20.0, 0.8 * size_m, inland) * rim * np.float32(0.04 * size_m)
    plain = plain - _trough(u, v) * np.float32(0.03 * size_m) * smoothstep(4.0, 30.0, inland)
    rise = massif(u, v, _moved(seed / "range"), seed / "range")
    land = eroded(
        (plain + rise * rim * np.float32(size_m) * smoothstep(10.0, 40.0, inland)).astype(np.float32),
        cell,
        seed / "rain",
        Weather(repose=1.45),
    )
    shaped = lerp(plain, land, smoothstep(6.0, 24.0, inland))
    return np.maximum(shaped, np.minimum(height, np.float32(1.2)))  # no hollow lies below the sea


def _trough(u: F32, v: F32) -> F32:
    """Return the hollow, 0..1, that the ice has dug on its way to the bay."""
    way = np.float32(_ICE_TO[0] - _ICE_FROM[0]), np.float32(_ICE_TO[1] - _ICE_FROM[1])
    east, south = u - np.float32(_ICE_FROM[0]), v - np.float32(_ICE_FROM[1])
    t = np.clip((east * way[0] + south * way[1]) / (way[0] ** 2 + way[1] ** 2), 0.0, 1.0)
    away = (east - t * way[0]) ** 2 + (south - t * way[1]) ** 2
    return bell(away / np.float32(0.085**2))


def _moved(seed: Seed) -> tuple[Summit, ...]:
    draw = (seed / "summits").uniform(len(_RANGE), 3) - 0.5
    return tuple(
        Summit(one.east + 0.05 * float(d[0]), one.south + 0.04 * float(d[1]), one.high * (1.0 + 0.2 * float(d[2])),
               one.reach)
        for one, d in zip(_RANGE, draw, strict=True)
    )  # fmt: skip


def cover_polar(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> NDArray[np.uint8]:
    """Return snow, and rock where it is too steep for snow to lie."""
    height = shape_polar(x_m, z_m, size_m, seed)
    south, east = np.gradient(height, float(x_m[0, 1] - x_m[0, 0]))
    ragged = 0.22 * gradient_noise(seed / "bare", x_m / 7.0, z_m / 7.0)
    steep = np.sqrt(south * south + east * east) + ragged > _BARE
    return np.where(steep & (height > 4.0), np.uint8(Cover.ROCK), np.uint8(Cover.SNOW))


SETTING = Setting(
    name="polar",
    shape=shape_polar,
    cover=cover_polar,
    ground="polar",
    sea_level_m=0.0,
    light=Light(
        sun_elevation_deg=22.0,
        sun_azimuth_deg=112.0,
        sun=("#ffdcc0", 1.75),
        sky=("#a6b8ee", 0.86),
        bounce=("#c4d2ee", 0.34),
        horizon=("#ffe0d8", 1.08),
        mid="#c9cdf0",
        zenith="#7ba6e2",
        fog="#d9def2",
        exposure=0.84,
        saturation=1.06,
        fog_density=0.0014,
    ),
    features=(
        Usual(
            "glacier",
            "glacier",
            {
                "from": {"east": f"{50 + 100 * _ICE_FROM[0]:.0f} %", "north": f"{50 - 100 * _ICE_FROM[1]:.0f} %"},
                "to": "sea",
            },
            of_side={"width": 0.19, "thickness": 0.040},
        ),
        Usual("icebergs", "iceberg_field", {}),
    ),
    covers=(
        Usual(
            "boulders",
            "rocks",
            {"species": ["granite"], "only": {"max_slope": "24 deg", "height": "2 m.."}, "density": 12},
        ),
        Usual(
            "ice_blocks",
            "rocks",
            {"species": ["ice_block"], "only": {"height": "0.2..3 m", "max_slope": "16 deg"}, "density": 90},
        ),
        Usual(
            "penguins",
            "herd",
            {
                "animals": ["penguin"],
                "density": 70,
                "only": {"near": "sea", "within": "16 m", "max_slope": "12 deg"},
            },
        ),
        Usual(
            "seals",
            "herd",
            {"animals": ["seal"], "density": 16, "only": {"near": "sea", "within": "9 m", "max_slope": "10 deg"}},
        ),
    ),
    areas=("land", "sea", "shore", "glacier", "icebergs"),
    hour=8.5,
    beyond="ice",
    beyond_trees="none",
)
