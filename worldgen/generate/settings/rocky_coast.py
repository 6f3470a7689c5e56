"""A coast of cliffs: turf on layered rock, a headland that juts into the surf, a cove with sand to come down to."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, bell, lerp, levelled_off, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_HEAD_U, _COVE_U = 0.24, -0.13  # where the headland and the cove are, in sides from the middle to the east
# Metres from the coast (inland is positive) to metres of height, by the sea: a floor that falls away, a shelf in the
# surf that waves have cut, and for the cove a beach.
_FLOOR_M, _FLOOR_UP = (-70.0, -38.0, -14.0, -6.0, -2.5, 0.0), (-9.0, -7.5, -3.6, -1.0, -0.55, -0.1)
_BEACH_M, _BEACH_UP = (-40.0, -14.0, -4.0, 0.0, 4.0, 10.0, 18.0), (-7.0, -2.6, -0.7, 0.0, 0.6, 1.5, 2.6)


def shape_coast(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare coast, (n, n) metres: land in the north, the sea at 0 in the south."""
    x_m, z_m = (levelled_off(at, 0.5 * size_m, 0.05 * size_m) for at in (x_m, z_m))
    u, v = x_m / size_m, z_m / size_m
    size = np.float32(size_m)
    inland = _inland_m(u, v, x_m, z_m, size_m, seed)
    tops = fbm(seed / "tops", x_m / (0.3 * size_m), z_m / (0.3 * size_m), 3)
    high = size * (0.074 + 0.018 * tops + 0.036 * smoothstep(0.1, -0.5, v))
    high = high + size * 0.030 * bell(((u - _HEAD_U) / 0.10) ** 2 + ((v - 0.24) / 0.12) ** 2)  # the headland rises
    # From the cove a combe leads up between the cliffs.
    wide = 0.075 + 0.05 * smoothstep(0.0, 60.0, -inland) + 0.03 * gradient_noise(seed / "combe", x_m / 40.0, z_m / 40.0)
    sway = 0.06 * gradient_noise(seed / "sway", np.full((1, 1), 0.41), np.asarray(z_m, np.float64) / (0.4 * size_m))
    wide = np.maximum(wide + 0.10 * smoothstep(0.0, 0.4 * size_m, inland), 0.02)
    combe = bell(((u - _COVE_U - sway) / wide) ** 2)
    climb = smoothstep(0.0, 0.46 * size_m, inland)
    low = np.interp(inland, _BEACH_M, _BEACH_UP).astype(np.float32) + high * climb
    shelf = np.interp(inland, _FLOOR_M, _FLOOR_UP).astype(np.float32)
    shelf += 0.9 * gradient_noise(seed / "skerries", x_m / 7.5, z_m / 7.5) * smoothstep(-22.0, -5.0, inland)
    cliff = np.where(inland > 0.0, _wall(inland, high), shelf)
    rolling = fbm(seed / "rolling", x_m / 26.0, z_m / 26.0, 3) * np.float32(0.8) * smoothstep(8.0, 22.0, inland)
    return (lerp(cliff, low, np.clip(1.25 * combe, 0.0, 1.0)) + rolling).astype(np.float32)


def _wall(inland: F32, high: F32) -> F32:
    """Return the height of a cliff behind its foot: steep rock with a ledge, then turf that eases over the edge."""
    deep = np.maximum(0.36 * high, 2.0)
    t = inland / deep
    return np.asarray(
        high * np.interp(t, (0.0, 0.42, 0.60, 0.92, 1.25, 3.0), (0.0, 0.46, 0.52, 0.90, 0.97, 1.0)), np.float32
    )


def _inland_m(u: F32, v: F32, x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return how far inland each point is, metres: a wandering coast with a headland, a cove and broken edges."""
    coast = 0.10 + 0.055 * gradient_noise(
        seed / "coast", np.asarray(u * size_m, np.float64) / (0.33 * size_m), np.full((1, 1), 0.41)
    )
    coast = coast + 0.27 * bell(((u - _HEAD_U) / 0.105) ** 4) - 0.12 * bell(((u - _COVE_U) / 0.14) ** 2)
    coast = coast - 0.16 * smoothstep(0.36, 0.5, np.abs(u))
    ragged = 0.030 * fbm(seed / "coves", x_m / 38.0, z_m / 38.0, 3) + 2.2 / size_m * gradient_noise(
        seed / "ribs", x_m / 7.5, z_m / 7.5
    )
    return np.asarray((coast - v + ragged) * np.float32(0.86 * size_m), np.float32)


SETTING = Setting(
    name="rocky_coast",
    shape=shape_coast,
    ground="rocky_coast",
    sea_level_m=0.0,
    light=Light(
        sun_elevation_deg=31.0,
        sun_azimuth_deg=113.0,
        sun=("#ffedd2", 1.85),
        sky=("#a5c4f0", 0.72),
        bounce=("#b5ab92", 0.30),
        horizon=("#f6f3e6", 1.1),
        mid="#a3d3ef",
        zenith="#3d86d2",
        fog="#cfe3ea",
        exposure=0.91,
        saturation=1.02,
        fog_density=0.0015,
    ),
    features=(Usual("stacks", "sea_stacks", {}),),
    covers=(
        Usual(
            "thrift",
            "meadow",
            {"species": ["grass_tuft", "flower"], "only": {"height": "4 m..", "max_slope": "28 deg"}, "density": 520},
        ),
        Usual(
            "moor",
            "meadow",
            {"species": ["heather"], "only": {"height": "5 m..", "max_slope": "26 deg"}, "density": 620},
        ),
        Usual(
            "gorse",
            "forest",
            {
                "species": ["bush"],
                "only": {"height": "5 m..", "max_slope": "26 deg"},
                "density": 90,
                "undergrowth": "no",
            },
        ),
        Usual(
            "pines",
            "forest",
            {
                "species": ["pine"],
                "only": {"height": "9 m..", "max_slope": "22 deg", "away_from": "sea", "apart": "34 m"},
                "density": 40,
                "undergrowth": "no",
            },
        ),
        Usual(
            "boulders", "rocks", {"species": ["limestone", "slate"], "only": {"height": "-1..3.2 m"}, "density": 230}
        ),
        Usual(
            "sheep", "herd", {"animals": ["sheep"], "only": {"height": "6 m..", "max_slope": "16 deg"}, "density": 22}
        ),
        Usual("gulls", "flock", {"animals": ["gull"], "groups": 3, "count": 7, "above": "12..24 m"}),
    ),
    areas=("land", "sea", "shore", "beach", "stacks"),
    beyond="moors",
    beyond_trees="none",
)
