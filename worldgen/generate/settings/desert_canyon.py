"""A desert of red rock: layered table mountains, a winding canyon with a floor of sand."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.strata import wall

_HIGH = 0.118  # of the plateau, in sides of the world
# Table mountains: where, radius and height, in sides of the world; tall ones stand to both sides of the way in.
_MESAS = (
    (-0.34, 0.06, 0.092, 0.128),
    (0.31, -0.02, 0.100, 0.152),
    (-0.17, -0.03, 0.058, 0.100),
)
# Buttes and needles that stood when all around them fell: where, how thick and how high.
_BUTTES = ((0.37, 0.25, 0.036, 0.140), (0.15, 0.06, 0.018, 0.085), (-0.41, 0.27, 0.036, 0.120))


def shape_canyon_land(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare desert, (n, n) metres: an open floor in the south, the plateau in the north."""
    u, v = x_m / np.float32(size_m), z_m / np.float32(size_m)
    weather = _weather(x_m, z_m, size_m, seed)
    floor = _floor(x_m, z_m, size_m, seed)
    edge = -0.10 + 0.07 * gradient_noise(seed / "edge", u / 0.34, np.zeros((1, 1)) + 0.37)
    gorge = _gorge(v, size_m, seed)
    broad = 0.045 + 0.055 * smoothstep(-0.30, -0.02, v)  # the gorge opens towards the south
    inside = np.minimum((edge - v), np.abs(u - gorge) - broad) * np.float32(size_m) + weather
    high = np.float32(_HIGH * size_m)
    top = high * (1.0 + 0.10 * fbm(seed / "top", u / 0.3, v / 0.3, 2))
    rise = top * wall(inside.astype(np.float32), float(high))
    step_back = wall((inside - 0.17 * size_m).astype(np.float32), 0.3 * float(high))  # a higher storey, further in
    rise = rise + np.float32(0.34) * high * step_back
    for number, (east, south, radius, tall) in enumerate(_MESAS):
        draw = (seed / "mesa" / number).uniform(3) - 0.5
        away = np.sqrt((u - np.float32(east + 0.06 * draw[0])) ** 2 + (v - np.float32(south + 0.05 * draw[1])) ** 2)
        within = (np.float32(radius * (1.0 + 0.2 * draw[2])) - away) * np.float32(size_m) + 0.6 * weather
        tall_m = min(tall * (1.0 + 0.25 * float(draw[2])), 1.50 * radius) * size_m  # a top, not a spike
        rise = np.maximum(rise, np.float32(tall_m) * wall(within.astype(np.float32), 0.85 * tall_m))
    for number, (east, south, radius, tall) in enumerate(_BUTTES):
        draw = (seed / "butte" / number).uniform(3) - 0.5
        away = np.sqrt((u - np.float32(east + 0.06 * draw[0])) ** 2 + (v - np.float32(south + 0.05 * draw[1])) ** 2)
        inside = np.asarray(1.0 - (away - weather * np.float32(0.35 / size_m)) / np.float32(radius), np.float32)
        rise = np.maximum(rise, np.float32(tall * (1.0 + 0.3 * draw[2]) * size_m) * _butte(inside))
    return np.asarray(floor + rise, np.float32)


def _butte(inside: F32) -> F32:
    """Return the form of a butte, 0..1, by how far inside it a point is, in its radii: rubble, then a tower."""
    at = (-1.15, -0.45, 0.0, 0.16, 0.30, 0.36, 0.52, 0.60, 1.0)
    return np.asarray(np.interp(inside, at, (0.0, 0.14, 0.34, 0.70, 0.74, 0.93, 0.955, 1.0, 1.0)), np.float32)


def _weather(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    bays = fbm(seed / "bays", x_m / (0.13 * size_m), z_m / (0.13 * size_m), 3) * np.float32(0.030 * size_m)
    return bays + gradient_noise(seed / "ribs", x_m / 7.5, z_m / 7.5) * np.float32(1.3)


def _floor(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the sand: low swells, with a dry wash along the gorge."""
    swell = fbm(seed / "swell", x_m / (0.28 * size_m), z_m / (0.28 * size_m), 3) * np.float32(0.008 * size_m)
    away = np.abs(x_m / np.float32(size_m) - _gorge(z_m / np.float32(size_m), size_m, seed))
    wash = np.float32(-0.9) * (1.0 - smoothstep(0.010, 0.030, away))
    return np.asarray(3.0 + swell + wash, np.float32)


def _gorge(v: F32, size_m: float, seed: Seed) -> F32:  # noqa: ARG001  it is the same in every size
    """Return where the middle of the gorge is, in sides, at shares `v` (n, 1) of the way to the south."""
    swing = gradient_noise(seed / "gorge", np.zeros((1, 1)) + 0.41, v / 0.26)
    return np.asarray(0.02 + 0.13 * swing, np.float32)


SETTING = Setting(
    name="desert_canyon",
    shape=shape_canyon_land,
    ground="desert_canyon",
    light=Light(
        sun_elevation_deg=31.0,
        sun_azimuth_deg=108.0,
        sun=("#ffe0b4", 2.1),
        sky=("#a9c2ee", 0.66),
        bounce=("#d9966a", 0.36),
        horizon=("#ffe9cf", 1.1),
        mid="#9fd0ee",
        zenith="#2f86d6",
        fog="#efd6c0",
        exposure=0.99,
        saturation=1.0,
        fog_density=0.0009,
    ),
    covers=(
        Usual("cacti", "forest", {"species": ["saguaro"], "only": {"max_slope": "22 deg", "height": "..9 m"},
                                  "density": 26, "undergrowth": "no"}),
        Usual("scrub", "forest", {"species": ["sagebrush", "prickly_pear"], "density": 170, "undergrowth": "no",
                                  "only": {"max_slope": "26 deg"}}),
        Usual("tufts", "meadow", {"species": ["dry_grass"], "only": {"max_slope": "24 deg"}, "density": 260}),
        Usual("boulders", "rocks", {"species": ["sandstone"], "only": {"max_slope": "34 deg"}, "density": 110}),
    ),
    areas=("land",),
    beyond="mesas",
    snows=False,
    beyond_trees="none",
)  # fmt: skip
