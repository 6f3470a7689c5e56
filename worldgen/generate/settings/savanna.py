"""A savanna: golden plains to the horizon, islands of round rock, a waterhole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.generate.settings.setting import Light, Setting, Usual

# Kopjes: where, and how far the boulders of each lie around it, in sides of the world; the first is the great one.
_KOPJES = ((-0.12, -0.20, 0.135), (0.34, -0.28, 0.075), (0.40, 0.20, 0.034), (-0.42, 0.10, 0.040))
_BOULDERS = 24


def shape_savanna(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> F32:
    """Return the height of the bare plains, (n, n) metres, with heaps of granite boulders on them."""
    u, v = x_m / np.float32(size_m), z_m / np.float32(size_m)
    swell = fbm(seed / "swell", u / 0.36, v / 0.36, 2) * np.float32(0.010 * size_m)
    rise = np.float32(0.018 * size_m) * smoothstep(0.1, -0.55, v)
    plain = 3.2 + swell + rise + gradient_noise(seed / "small", x_m / 17.0, z_m / 17.0) * np.float32(0.18)
    return np.asarray(plain + np.float32(size_m) * _kopjes(u, v, seed), np.float32)


def cover_savanna(x_m: F32, z_m: F32, size_m: float, seed: Seed) -> NDArray[np.uint8]:
    """Return bare rock on the boulders and turf elsewhere, (n, n)."""
    heap = _kopjes(x_m / np.float32(size_m), z_m / np.float32(size_m), seed)
    return np.where(heap * size_m > 0.25, np.uint8(Cover.ROCK), np.uint8(Cover.GRASS))


def _kopjes(u: F32, v: F32, seed: Seed) -> F32:
    """Return how high the boulders stand over the plain, in sides of the world."""
    heap = np.zeros(np.broadcast_shapes(u.shape, v.shape), np.float32)
    for number, (east, south, spread) in enumerate(_KOPJES):
        moved = 0.06 * ((seed / "kopje" / number).uniform(2) - 0.5)
        away = u - np.float32(east + moved[0]), v - np.float32(south + moved[1])
        heap = np.maximum(heap, _kopje(away, spread, seed / "kopje" / number))
    return heap


def _kopje(away: tuple[F32, F32], spread: float, seed: Seed) -> F32:
    """Return a heap of blocks with round edges, in sides of the world: large in the middle, small around."""
    east, south = away
    out = np.zeros(np.broadcast_shapes(east.shape, south.shape), np.float32)
    at = (seed / "boulders").normal(_BOULDERS, 2) * (0.46 * spread)
    draw = (seed / "size").uniform(_BOULDERS, 3)
    for number in range(_BOULDERS):  # a few boulders, not samples
        far = min(float(np.sqrt((at[number] ** 2).sum())) / spread, 1.0)
        radius = spread * (0.33 - 0.19 * far) * (0.50 + 0.75 * draw[number, 0])
        turn = np.float32(2.0 * draw[number, 1] - 1.0)
        side = np.float32(np.sqrt(1.0 - turn * turn))
        du, dv = east - np.float32(at[number, 0]), south - np.float32(at[number, 1])
        a = ((du * side + dv * turn) / np.float32(radius * (0.80 + 0.55 * draw[number, 2]))) ** 2
        b = ((dv * side - du * turn) / np.float32(radius)) ** 2
        block = np.sqrt(np.maximum(1.0 - 0.35 * (a + b) ** 2 - 0.65 * (a * a + b * b), 0.0))
        high = radius * (2.3 - 1.3 * far) * (0.75 + 0.4 * draw[number, 1])
        out = np.maximum(out, (block * np.float32(high)).astype(np.float32))
    return out


SETTING = Setting(
    name="savanna",
    shape=shape_savanna,
    cover=cover_savanna,
    ground="savanna",
    light=Light(
        sun_elevation_deg=29.0,
        sun_azimuth_deg=106.0,
        sun=("#ffd8a0", 1.95),
        sky=("#b0c4e8", 0.66),
        bounce=("#d8b070", 0.34),
        horizon=("#ffe8c0", 1.1),
        mid="#b8d8ea",
        zenith="#4a93d4",
        fog="#eadcb8",
        exposure=0.92,
        saturation=1.05,
        fog_density=0.0011,
    ),
    features=(
        Usual("waterhole", "lake", {"at": {"east": "60 %", "north": "36 %"}},
              of_side={"radius": 0.085, "depth": 0.010}),
    ),
    covers=(
        Usual("trees", "forest", {"species": ["acacia"], "only": {"max_slope": "18 deg"}, "density": 15,
                                  "undergrowth": "no"}),
        Usual("baobabs", "forest", {"species": ["baobab"], "only": {"max_slope": "14 deg", "away_from": "waterhole",
                                    "apart": "20 m"}, "density": 1.6, "undergrowth": "no"}),
        Usual("thorn", "forest", {"species": ["bush"], "only": {"max_slope": "24 deg"}, "density": 12,
                                  "undergrowth": "no"}),
        Usual("waterside", "meadow", {"species": ["reed"], "only": {"near": "waterhole", "within": "5 m"},
                                      "density": 700}),
        Usual("grass", "meadow", {"species": ["dry_grass"], "only": {"max_slope": "26 deg"}, "density": 820}),
        Usual("drinkers", "herd", {"animals": ["zebra", "elephant"], "only": {"near": "waterhole", "within": "26 m"},
                                   "density": 75}),
        Usual("herds", "herd", {"animals": ["zebra", "giraffe", "elephant"], "density": 11}),
    ),
    areas=("land", "shore"),
    beyond="plain",
    snows=False,
    beyond_trees="acacia",
)  # fmt: skip
