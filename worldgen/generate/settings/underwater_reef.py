"""The floor of a warm sea: a lane of white sand between coral gardens, walls of coral rock, the surface far above."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, smooth_max, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.generate.settings.setting import Light, Setting, Usual
from worldgen.generate.terrain.reef import heads

_CEILING_M = 20.0
_HIGHEST_M = 13.5


def shape_floor(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the sea floor, (n, n) metres: a lane of sand from the south between walls."""
    u, v = x_m / size_m, z_m / size_m
    bend = gradient_noise(seed / "bend", np.full((1, 1), 0.41), np.asarray(v, np.float64) / 0.34)
    aside = np.abs(u - 0.13 * bend + 0.10 * smoothstep(0.1, 0.5, v)) + 0.05 * fbm(
        seed / "foot", x_m / 30.0, z_m / 30.0, 3
    )
    wall = smoothstep(0.17, 0.30, aside) * (1.0 - 0.75 * smoothstep(0.10, 0.5, v))
    wall = np.maximum(wall, smoothstep(-0.26, -0.42, v + 0.08 * fbm(seed / "back", x_m / 40.0, z_m / 40.0, 3)))
    wild = 0.72 + 0.5 * fbm(seed / "tops", x_m / 33.0, z_m / 33.0, 3)
    steps = _stepped(np.clip(wall * wild, 0.0, 1.0)) * np.float32(min(0.075 * size_m, 12.0))
    mounds = heads(seed / "mounds", x_m / 1.7, z_m / 1.7) * np.float32(5.2) * smoothstep(0.06, 0.13, aside)
    sand = fbm(seed / "dunes", x_m / 27.0, z_m / 19.0, 2) * np.float32(0.55)
    ripple = 0.045 * gradient_noise(seed / "ripples", x_m / 3.4, z_m / 1.5)
    height = smooth_max(smooth_max(steps, mounds, 1.2), np.float32(0.0), 0.8) + sand + ripple
    return np.asarray(np.minimum(height, np.float32(_HIGHEST_M)), np.float32)


def _stepped(wall: F32) -> F32:
    """Return terraces, 0..1: three broad steps with steep fronts."""
    step = wall * np.float32(3.0)
    whole = np.floor(np.minimum(step, 2.999))
    return np.asarray((whole + smoothstep(0.45, 0.95, step - whole)) / 3.0, np.float32)


def cover_floor(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> NDArray[np.uint8]:
    """Return sand, and coral rock on all that rises out of it."""
    height = shape_floor(x_m, z_m, size_m, seed)
    return np.where(height > 1.3, np.uint8(Cover.ROCK), np.uint8(Cover.SAND))


SETTING = Setting(
    name="underwater_reef",
    shape=shape_floor,
    cover=cover_floor,
    snows=False,
    ground="underwater_reef",
    light=Light(
        sun_elevation_deg=35.0,
        sun_azimuth_deg=122.0,
        sun=("#e9fff4", 1.55),
        sky=("#7fd0e8", 0.80),
        bounce=("#a9d8d0", 0.34),
        horizon=("#7fd8e0", 1.0),
        mid="#6cc6e6",
        zenith="#a9f0ee",
        fog="#4aabd6",
        exposure=1.08,
        saturation=1.08,
        fog_density=0.0009,
    ),
    features=(Usual("reef", "reef", {"at": {"east": "50 %", "north": "58 %"}}, of_side={"radius": 0.5}),),
    covers=(
        Usual(
            "garden",
            "reef_life",
            {
                "species": ["staghorn_coral", "table_coral", "brain_coral", "fan_coral", "tube_sponge"],
                "only": {"near": "reef", "within": "4 m"},
                "density": 4200,
            },
        ),
        Usual(
            "walls",
            "reef_life",
            {
                "species": ["table_coral", "brain_coral", "staghorn_coral"],
                "only": {"max_slope": "62 deg", "height": "1 m.."},
                "density": 2600,
            },
        ),
        Usual(
            "strays",
            "reef_life",
            {
                "species": ["staghorn_coral", "tube_sponge", "fan_coral", "brain_coral"],
                "only": {"height": "..1.2 m"},
                "density": 1500,
            },
        ),
        Usual(
            "kelp",
            "reef_life",
            {"species": ["kelp"], "only": {"height": "0.5..8 m", "max_slope": "34 deg"}, "density": 130},
        ),
        Usual(
            "small", "reef_life", {"species": ["anemone"], "only": {"near": "reef", "within": "5 m"}, "density": 240}
        ),
        Usual("seagrass", "reef_life", {"species": ["seagrass"], "only": {"height": "..1.2 m"}, "density": 420}),
        Usual("fish", "shoal", {"animals": ["reef_fish", "clownfish"], "groups": 10, "count": 18}),
        Usual("turtles", "shoal", {"animals": ["turtle"], "groups": 1, "count": 2}),
        Usual("rays", "shoal", {"animals": ["ray"], "groups": 1, "count": 3}),
    ),
    areas=("land", "reef"),
    ceiling_m=_CEILING_M,
    hero="low",
    beyond="plain",
    beyond_trees="none",
)
