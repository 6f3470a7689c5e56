"""A deep lake among snowy peaks: eroded ridges around it, a meadow in front, conifers up to the tree line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from worldgen.core.grid import F32, smooth_max, smoothstep
from worldgen.core.noise import fbm, gradient_noise, ridged
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.erosion import eroded

_LAKE = (0.03, 0.10)  # its middle, in sides from the middle of the world to the east and to the south
# Peaks: where, how high and how broad, in sides of the world. The highest stands on a third.
_PEAKS = ((-0.15, -0.38, 0.36, 0.40), (0.17, -0.46, 0.29, 0.32), (-0.42, -0.20, 0.24, 0.30), (0.41, -0.24, 0.27, 0.32))
_ARMS = ((-0.47, 0.10, 0.085, 0.20), (0.48, 0.14, 0.095, 0.20))  # lower shoulders on both sides


def shape_mountains(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare mountains, (n, n) metres; the ground by the lake is at about 3."""
    u, v = x_m / size_m, z_m / size_m
    size = np.float32(size_m)
    move_u = fbm(seed / "move" / 0, x_m / (0.30 * size_m), z_m / (0.30 * size_m), 3) * np.float32(0.05)
    move_v = fbm(seed / "move" / 1, x_m / (0.30 * size_m), z_m / (0.30 * size_m), 3) * np.float32(0.05)
    height = np.zeros(np.broadcast_shapes(u.shape, v.shape), np.float32)
    for number, (east, south, tall, broad) in enumerate((*_PEAKS, *_ARMS)):
        draw = (seed / "peak" / number).uniform(3)
        east, south = east + 0.05 * (draw[0] - 0.5), south + 0.04 * (draw[1] - 0.5)  # noqa: PLW2901
        rise = _peak(u + move_u - np.float32(east), v + move_v - np.float32(south), broad, seed / "peak" / number)
        height = smooth_max(height, size * np.float32(tall * (0.92 + 0.16 * draw[2])) * rise, 0.02 * size_m)
    height = smooth_max(height, size * _saddles(u + move_u, v + move_v), 0.03 * size_m)
    away = np.sqrt((u - np.float32(_LAKE[0])) ** 2 + (1.25 * (v - np.float32(_LAKE[1]))) ** 2)
    height = height * smoothstep(0.15, 0.36, away)
    rolling = fbm(seed / "rolling", x_m / 34.0, z_m / 34.0, 3) * np.float32(1.3)
    meadow = (
        3.0 + rolling + 2.2 * smoothstep(0.30, 0.48, v) * (1.0 + gradient_noise(seed / "lip", x_m / 50.0, z_m / 50.0))
    )
    height = height + meadow
    cell = float(x_m[0, 1] - x_m[0, 0])
    return eroded(height.astype(np.float32), cell, seed / "rain")


def _saddles(u: F32, v: F32) -> F32:
    """Return the ridges that join one peak to the next, in sides of the world."""
    out = np.zeros(np.broadcast_shapes(u.shape, v.shape), np.float32)
    chain = sorted(_PEAKS)
    for (east, south, tall, _), (to_east, to_south, to_tall, _) in pairwise(chain):
        way = np.float32(to_east - east), np.float32(to_south - south)
        along = ((u - np.float32(east)) * way[0] + (v - np.float32(south)) * way[1]) / (way[0] ** 2 + way[1] ** 2)
        along = np.clip(along, 0.0, 1.0)
        aside_u, aside_v = u - np.float32(east) - along * way[0], v - np.float32(south) - along * way[1]
        away = np.sqrt(aside_u * aside_u + aside_v * aside_v)
        sag = 1.0 - 1.6 * along * (1.0 - along)
        crest = (tall + (to_tall - tall) * along) * 0.82 * sag
        out = np.maximum(out, crest * np.maximum(1.0 - away / np.float32(0.20), 0.0))
    return np.asarray(out, np.float32)


def _peak(east: F32, south: F32, broad: float, seed: Seed) -> F32:
    """Return the form of one peak, 0..1: ridges that part on their way down."""
    away = np.sqrt(east * east + south * south)
    out = np.maximum(away, np.float32(1e-5))
    t = np.clip(away / np.float32(broad), 0.0, 1.0)
    spread = 0.9 + 1.3 * t
    crest = ridged(seed / "ridges", east / out * spread, south / out * spread, 3)
    t = np.clip(t + 0.27 * np.clip(1.0 - crest, 0.0, 1.0) * smoothstep(0.02, 0.3, t) * (1.0 - t), 0.0, 1.0)
    down = 1.0 - t
    return np.asarray(down * np.sqrt(np.sqrt(down)), np.float32)


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
    snow_line=0.135,
)  # fmt: skip
