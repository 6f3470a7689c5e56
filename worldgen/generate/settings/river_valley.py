"""A green valley: a river on its flat floor, wooded hills that rise to the north, east and west."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.settings.setting import Light, Setting, Usual

_BETWEEN = np.full((1, 1), 0.41)  # off the lattice, on whose lines noise is zero for every seed
_FLOOR_M = (1.6, 3.0)  # at the south and at the north edge, above the river's mouth


def shape_valley(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare valley, (n, n) metres; its floor falls gently to the south."""
    south = z_m / size_m + 0.5  # 0 at the north edge, 1 at the south edge
    middle = gradient_noise(seed / "bend", _BETWEEN, z_m / (0.55 * size_m)) * np.float32(0.24 * size_m)
    middle = middle - np.float32(0.05 * size_m) * (1.0 - south)
    wander = fbm(seed / "foot", x_m / 62.0, z_m / 62.0, 3) * np.float32(13.0)
    aside = np.abs(x_m - middle) + wander
    flat = size_m * (0.07 + 0.17 * smoothstep(0.05, 0.75, south))
    foot = smoothstep(0.0, 0.36 * size_m, aside - flat)
    tops = fbm(seed / "tops", x_m / 75.0, z_m / 75.0, 4)
    backdrop = 1.0 - 0.55 * smoothstep(0.15, 1.0, south)
    hills = (27.0 + 9.0 * tops) * backdrop * foot
    floor = _FLOOR_M[1] + (_FLOOR_M[0] - _FLOOR_M[1]) * south
    rolling = fbm(seed / "rolling", x_m / 30.0, z_m / 30.0, 3) * np.float32(0.55)
    return (floor + rolling + np.maximum(hills, 0.0)).astype(np.float32)


SETTING = Setting(
    name="river_valley",
    shape=shape_valley,
    ground="valley",
    light=Light(
        sun_elevation_deg=34.0,
        sun_azimuth_deg=112.0,
        sun=("#ffe6c0", 1.8),
        sky=("#a6c4f2", 0.70),
        bounce=("#c4b084", 0.30),
        horizon=("#fff3dc", 1.1),
        mid="#a9d9ee",
        zenith="#3f8fdc",
        fog="#cfe2e8",
        exposure=0.92,
        saturation=1.07,
        fog_density=0.0011,
    ),
    features=(Usual("river", "river", {"from": "north", "to": "south", "width": "9 m"}),),
    covers=(
        Usual("conifers", "forest", {"species": ["conifer"], "only": {"height": "11 m..", "max_slope": "38 deg"},
                                     "density": "medium"}),
        Usual("woods", "forest", {"species": ["broadleaf"], "only": {"height": "2.5..14 m", "max_slope": "30 deg"},
                                  "density": "sparse"}),
        Usual("grass", "meadow", {"only": {"max_slope": "30 deg"}, "density": 330}),
    ),
    areas=("land", "shore"),
)  # fmt: skip
