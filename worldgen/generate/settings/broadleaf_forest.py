"""Old woods on rolling ground: a brook down a soft valley, glades full of light, a rise with crowns against the sky."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, bell, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_BETWEEN = np.full((1, 1), 0.41)  # off the lattice, on whose lines noise is zero for every seed


def shape_woods(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare woods, (n, n) metres: swells of ground about a valley that falls to the south."""
    u, v = x_m / size_m, z_m / size_m
    bend = gradient_noise(seed / "bend", _BETWEEN, np.asarray(v, np.float64) / 0.36)
    middle = 0.02 + 0.13 * bend - 0.16 * smoothstep(0.1, 0.5, v)
    aside = np.abs(u - middle) + 0.045 * fbm(seed / "foot", x_m / 40.0, z_m / 40.0, 3)
    swells = fbm(seed / "swells", x_m / (0.30 * size_m), z_m / (0.30 * size_m), 3, gain=0.4)
    banks = smoothstep(0.03, 0.34, aside) * (0.058 + 0.050 * swells) * size_m
    rise = bell(((u + 0.24) / 0.2) ** 2 + ((v + 0.30) / 0.18) ** 2) * 0.062 * size_m
    rise = rise + bell(((u - 0.34) / 0.22) ** 2 + ((v + 0.36) / 0.2) ** 2) * 0.045 * size_m
    backdrop = 1.0 - 0.5 * smoothstep(0.05, 0.5, v)
    rolling = fbm(seed / "rolling", x_m / 21.0, z_m / 21.0, 3) * np.float32(0.75)
    floor = 2.6 - 1.2 * (v + 0.5)
    return np.asarray(floor + rolling + (np.maximum(banks, 0.0) + rise) * backdrop, np.float32)


SETTING = Setting(
    name="broadleaf_forest",
    shape=shape_woods,
    ground="broadleaf_forest",
    light=Light(
        sun_elevation_deg=29.0,
        sun_azimuth_deg=108.0,
        sun=("#ffe0ae", 1.95),
        sky=("#a9c6e6", 0.66),
        bounce=("#b7a568", 0.34),
        horizon=("#fff0cd", 1.1),
        mid="#c3e0e4",
        zenith="#5aa0d6",
        fog="#e2e3c4",
        exposure=0.93,
        saturation=1.05,
        fog_density=0.0030,
        fog_scale_height_m=42.0,
        fog_start_m=60.0,
        fog_most=0.82,
    ),
    features=(Usual("river", "river", {"from": "north", "to": "south", "width": "4.5 m", "depth": "0.7 m"}),),
    covers=(
        Usual(
            "old_trees",
            "forest",
            {
                "species": ["broadleaf"],
                "only": {"away_from": "river", "apart": "5 m", "max_slope": "34 deg"},
                "density": 430,
                "undergrowth": "no",
            },
        ),
        Usual(
            "birches",
            "forest",
            {
                "species": ["birch"],
                "only": {"max_slope": "30 deg", "away_from": "river", "apart": "4 m"},
                "density": 70,
                "undergrowth": "no",
            },
        ),
        Usual(
            "willows",
            "forest",
            {"species": ["willow"], "only": {"near": "river", "within": "7 m"}, "density": 34, "undergrowth": "no"},
        ),
        Usual(
            "thicket",
            "forest",
            {"species": ["bush"], "only": {"max_slope": "34 deg"}, "density": 70, "undergrowth": "no"},
        ),
        Usual("dead_wood", "deadwood", {"only": {"max_slope": "20 deg"}, "density": 60}),
        Usual("ferns", "meadow", {"species": ["fern", "mushroom"], "only": {"max_slope": "32 deg"}, "density": 360}),
        Usual("stones", "rocks", {"species": ["granite"], "only": {"near": "river", "within": "6 m"}, "density": 150}),
        Usual("glade_grass", "meadow", {"only": {"max_slope": "32 deg"}, "density": 330}),
        Usual("deer", "herd", {"animals": ["deer"], "density": "sparse", "only": {"max_slope": "14 deg"}}),
    ),
    areas=("land", "shore", "river"),
    beyond="hills",
    beyond_trees="broadleaf",
)
