"""A rainforest: a river that falls over a step of rock into a deep green basin, mist over the highest crowns."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, bell, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_BETWEEN = np.full((1, 1), 0.41)  # off the lattice, on whose lines noise is zero for every seed
_STEP_AT = -0.13  # where the step stands, in sides from the middle to the south
_STEP = 0.115  # its height, in sides
_SIDES = 0.105  # the height of the flanks, in sides


def shape_basin(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare land, (n, n) metres: a step of rock across a valley, flanks on both sides."""
    u, v = x_m / size_m, z_m / size_m
    size = np.float32(size_m)
    middle = _river_u(v, size_m, seed)
    aside = np.abs(u - middle) + 0.05 * fbm(seed / "foot", x_m / 46.0, z_m / 46.0, 3)
    # A horseshoe: the step stands furthest back where the river comes over it.
    back = 0.16 * (1.0 - bell(((u - _river_u(np.full((1, 1), _STEP_AT, np.float32), size_m, seed)) / 0.22) ** 2))
    ribs = 0.018 * fbm(seed / "ribs", x_m / 17.0, z_m / 17.0, 2) + 0.03 * gradient_noise(
        seed / "bays", x_m / 60.0, z_m / 60.0
    )
    inside = (_STEP_AT + back - v + ribs) * size  # metres behind the edge of the step
    high = np.float32(_STEP) * size
    rise = smoothstep(0.0, max(0.30 * float(high), 3.0), inside) * high
    flank = smoothstep(0.10, 0.44, aside) * np.float32(_SIDES) * size * (1.0 - 0.45 * smoothstep(0.0, 0.5, v))
    flank = flank * (1.0 + 0.35 * fbm(seed / "tops", x_m / 52.0, z_m / 52.0, 3))
    upper = smoothstep(0.05, 0.3, aside) * 0.05 * size * smoothstep(0.0, 20.0, inside)
    bed = 1.0 - smoothstep(0.0, 0.10, np.abs(u - middle))
    rolling = (
        0.7 * fbm(seed / "rolling", x_m / 24.0, z_m / 24.0, 3) * (1.0 - 0.9 * bed)
        - 1.3 * bed
        + 2.6 * smoothstep(0.06, 0.2, aside)
    )
    floor = 2.3 - 1.1 * (v + 0.5)
    return np.asarray(floor + rolling + rise + np.maximum(flank, 0.0) + upper, np.float32)


def _river_u(v: F32, size_m: float, seed: Seed) -> F32:
    """Return how far east the river runs, in sides: straight over the step, then out by a corner of the south."""
    bend = gradient_noise(seed / "bend", _BETWEEN, np.asarray(v * size_m, np.float64) / (0.42 * size_m))
    turn = smoothstep(-0.05, 0.5, v)
    return np.asarray(0.04 + (0.05 + 0.07 * turn) * bend - 0.20 * turn, np.float32)


SETTING = Setting(
    name="rainforest",
    shape=shape_basin,
    snows=False,
    ground="rainforest",
    light=Light(
        sun_elevation_deg=35.0,
        sun_azimuth_deg=118.0,
        sun=("#ffeabb", 2.0),
        sky=("#a8cfe0", 0.74),
        bounce=("#8fae6a", 0.34),
        horizon=("#eef4e2", 1.05),
        mid="#b4dfdc",
        zenith="#5fa9cf",
        fog="#d3e6e4",
        exposure=0.93,
        saturation=1.08,
        fog_density=0.0036,
        fog_scale_height_m=38.0,
        fog_start_m=70.0,
        fog_most=0.80,
    ),
    features=(Usual("river", "river", {"from": "north", "to": "south", "width": "12 m", "depth": "1.6 m"}),),
    covers=(
        Usual(
            "giants",
            "forest",
            {
                "species": ["kapok"],
                "only": {"away_from": "river", "apart": "9 m", "max_slope": "30 deg"},
                "density": 26,
                "undergrowth": "no",
            },
        ),
        Usual(
            "canopy",
            "forest",
            {
                "species": ["broadleaf"],
                "only": {"away_from": "river", "apart": "4 m", "max_slope": "42 deg"},
                "density": 430,
                "undergrowth": "no",
            },
        ),
        Usual(
            "blossom",
            "forest",
            {
                "species": ["flame_tree"],
                "only": {"away_from": "river", "apart": "4 m", "max_slope": "42 deg"},
                "density": 130,
                "undergrowth": "no",
            },
        ),
        Usual(
            "palms",
            "forest",
            {"species": ["palm", "tree_fern"], "only": {"max_slope": "36 deg"}, "density": 240, "undergrowth": "no"},
        ),
        Usual(
            "bananas",
            "forest",
            {"species": ["banana"], "only": {"near": "river", "within": "20 m"}, "density": 190, "undergrowth": "no"},
        ),
        Usual(
            "bamboos",
            "forest",
            {"species": ["bamboo"], "only": {"max_slope": "30 deg"}, "density": 24, "undergrowth": "no"},
        ),
        Usual("herbs", "meadow", {"species": ["fern"], "only": {"max_slope": "38 deg"}, "density": 430}),
        Usual(
            "boulders",
            "rocks",
            {"species": ["slate", "granite"], "only": {"near": "river", "within": "7 m"}, "density": 170},
        ),
        Usual("parrots", "flock", {"animals": ["parrot"], "groups": 2, "count": 6, "above": "9..16 m"}),
    ),
    areas=("land", "shore", "river"),
    beyond="hills",
    beyond_trees="broadleaf",
)
