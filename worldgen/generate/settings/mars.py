"""Mars: rust-red land with craters, boulders and dunes under a butterscotch sky; nothing grows and no water runs."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.crater import struck
from worldgen.generate.terrain.strata import wall

# Craters: where and how wide, in sides of the world; more, small ones are drawn.
_CRATERS = (
    (0.10, -0.01, 0.150),
    (-0.30, 0.14, 0.075),
    (0.36, 0.30, 0.060),
    (-0.20, -0.15, 0.055),
    (-0.12, 0.33, 0.050),
)
_SMALL = 14


def shape_mars(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare plain, (n, n) metres: a great crater, many small ones, a scarp in the north."""
    u, v = x_m / np.float32(size_m), z_m / np.float32(size_m)
    size = np.float32(size_m)
    swell = fbm(seed / "swell", u / 0.3, v / 0.3, 3) * np.float32(0.014)
    rough = fbm(seed / "rough", x_m / 13.0, z_m / 13.0, 3) * np.float32(0.5)
    edge = -0.33 + 0.10 * fbm(seed / "edge", u / 0.28, v / 0.28, 3)
    high = 0.095
    falls = smoothstep(0.75, -0.45, u + 0.5 * fbm(seed / "falls", u / 0.35, np.zeros((1, 1)) + 0.37, 2))
    scarp = np.float32(high) * (0.30 + 0.70 * falls) * wall(((edge - v) * size).astype(np.float32), high * size_m)
    butte = _butte(u, v, size_m, seed)
    height = np.float32(0.05) + swell + np.maximum(scarp, butte)
    calm = 1.0 - smoothstep(0.25, 0.9, np.maximum(scarp, butte) / np.float32(high))
    for east, south, radius in (*_moved(seed), *_small(seed)):
        share = np.sqrt((u - np.float32(east)) ** 2 + (v - np.float32(south)) ** 2) / np.float32(radius)
        share = share * (1.0 + 0.08 * gradient_noise(seed / "round", u / 0.11, v / 0.11))
        height = height + struck(share.astype(np.float32), 0.25 * radius, 0.125 * radius) * calm
    return np.asarray(height * size + rough * (0.4 + 0.6 * calm) + calm * _ripples(x_m, z_m, seed), np.float32)


def _ripples(x_m: F32, z_m: F32, seed: Seed) -> F32:
    """Return the dunes that the thin wind has left, (n, n) metres: low crests in bands, steep in their lee."""
    bend = fbm(seed / "bend", x_m / 60.0, z_m / 60.0, 2) * np.float32(15.0)
    across = (0.34 * x_m + z_m + bend) / np.float32(11.0)
    share = across - np.floor(across)
    crest = np.where(share < 0.68, share / 0.68, (1.0 - share) / 0.32)
    there = smoothstep(-0.05, 0.30, fbm(seed / "dunes", x_m / 85.0, z_m / 70.0, 2))
    return np.asarray(np.float32(0.6) * crest * crest * there, np.float32)


def _moved(seed: Seed) -> list[tuple[float, float, float]]:
    draw = (seed / "craters").uniform(len(_CRATERS), 3) - 0.5
    return [
        (east + 0.05 * float(d[0]), south + 0.05 * float(d[1]), radius * (1.0 + 0.25 * float(d[2])))
        for (east, south, radius), d in zip(_CRATERS, draw, strict=True)
    ]


def _small(seed: Seed) -> list[tuple[float, float, float]]:
    draw = (seed / "small").uniform(_SMALL, 3)
    return [(float(a) - 0.5, 0.75 * float(b) - 0.27, 0.010 + 0.020 * float(c) ** 2) for a, b, c in draw]


def _butte(u: F32, v: F32, size_m: float, seed: Seed) -> F32:
    away = np.sqrt((u + np.float32(0.36)) ** 2 + (v + np.float32(0.20)) ** 2)
    bays = fbm(seed / "butte", u / 0.08, v / 0.08, 3) * np.float32(0.016)
    return np.float32(0.125) * wall(
        ((np.float32(0.085) - away + bays) * np.float32(size_m)).astype(np.float32), 0.10 * size_m
    )


SETTING = Setting(
    name="mars",
    shape=shape_mars,
    ground="mars",
    light=Light(
        sun_elevation_deg=27.0,
        sun_azimuth_deg=108.0,
        sun=("#ffe9d2", 1.95),
        sky=("#d6b298", 0.66),
        bounce=("#a8705a", 0.30),
        horizon=("#f2d3ae", 1.05),
        mid="#dcb48e",
        zenith="#b08a68",
        fog="#dfb48e",
        exposure=1.05,
        saturation=0.96,
        fog_density=0.0026,
        fog_start_m=60.0,
        fog_scale_height_m=42.0,
        mid_at=0.10,
        clouds=0.0,
    ),
    covers=(
        Usual("boulders", "rocks", {"species": ["rust_rock"], "only": {"max_slope": "36 deg"}, "density": 190}),
        Usual("dark_stones", "rocks", {"species": ["basalt"], "only": {"max_slope": "34 deg"}, "density": 26}),
    ),
    areas=("land",),
    beyond="hills",
    snows=False,
    beyond_trees="none",
)  # fmt: skip
