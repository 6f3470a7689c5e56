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
_BOULDERS = 11


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
    """Return a heap of round boulders, in sides of the world: large in the middle, small around."""
    east, south = away
    out = np.zeros(np.broadcast_shapes(east.shape, south.shape), np.float32)
    at = (seed / "boulders").normal(_BOULDERS, 2) * (0.50 * spread)
    size = (seed / "size").uniform(_BOULDERS)
    for number in range(_BOULDERS):  # a few boulders, not samples
        far = float(np.sqrt((at[number] ** 2).sum())) / spread
        radius = spread * (0.46 - 0.20 * min(far, 1.2)) * (0.7 + 0.5 * size[number])
        du, dv = east - np.float32(at[number, 0]), south - np.float32(at[number, 1])
        square = (du * du + dv * dv) / np.float32(radius * radius)
        ball = np.sqrt(np.maximum(1.0 - square * square, 0.0)) * np.float32(radius * (1.45 - 0.6 * min(far, 1.0)))
        out = np.maximum(out, ball.astype(np.float32))
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
        Usual("trees", "forest", {"species": ["broadleaf"], "only": {"max_slope": "18 deg"}, "density": 9,
                                  "undergrowth": "no"}),
        Usual("thorn", "forest", {"species": ["bush"], "only": {"max_slope": "24 deg"}, "density": 22,
                                  "undergrowth": "no"}),
        Usual("grass", "meadow", {"species": ["grass_tuft"], "only": {"max_slope": "26 deg"}, "density": 700}),
        Usual("stones", "rocks", {"species": ["granite"], "density": 14}),
    ),
    areas=("land", "shore"),
    beyond="plain",
    beyond_trees="acacia",
)  # fmt: skip
