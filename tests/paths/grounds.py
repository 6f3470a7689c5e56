"""Lands to lay paths on: cones, ridges, rivers and islands with noise, all made from a seed."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.land import NO_WATER, Land
from worldgen.generate.paths import Stop
from worldgen.scene import Agent

START = (0.0, 0.0)


def rough(x, z, size_m, seed):
    """Return three octaves of value noise, about -1 to 1."""
    out = np.zeros(np.broadcast(x, z).shape)
    for octave in range(3):
        scale = 2.0**octave / size_m
        u, v = x * scale + np.zeros_like(out), z * scale + np.zeros_like(out)
        i, j = np.floor(v).astype(int), np.floor(u).astype(int)
        fu, fv = u - j, v - i
        fu, fv = fu * fu * (3 - 2 * fu), fv * fv * (3 - 2 * fv)
        at = Seed(seed) / octave
        top = at.at(i, j) * (1 - fu) + at.at(i, j + 1) * fu
        low = at.at(i + 1, j) * (1 - fu) + at.at(i + 1, j + 1) * fu
        out += (top * (1 - fv) + low * fv - 0.5) * 2 * 0.5**octave
    return out


def land_of(height, water=None, cell_m=1.0):
    shape = height.shape
    wet = np.full(shape, NO_WATER) if water is None else water
    no = np.zeros(shape, bool)
    return Land(height, wet, np.zeros(shape, np.uint8), no, np.zeros(shape, np.float32), cell_m)


def grid(size_m=128.0, cell_m=1.0):
    line = np.arange(round(size_m / cell_m) + 1) * cell_m - size_m / 2
    return line[None, :], line[:, None]


def cone(seed, size_m=128.0, cell_m=1.0, steep=0.5):
    """A volcano in the sea: steeper to the top, where it is `steep` and far beyond the slope of any path."""
    x, z = grid(size_m, cell_m)
    base = 0.42 * size_m
    share = 1 - np.hypot(x - 3, z + 2) / base
    height = np.where(share > 0, base * steep * (0.45 * share + 0.275 * share**2), share * 12) + 0.8
    height = height + 0.35 * rough(x, z, 16.0, seed)
    return land_of(height, np.where(height < 0, 0.0, NO_WATER), cell_m)


def hills(seed, size_m=128.0, cell_m=1.0):
    x, z = grid(size_m, cell_m)
    return land_of(14 + 9 * rough(x, z, 48.0, seed) + 0.3 * rough(x, z, 9.0, seed + 99), None, cell_m)


def valley(seed, size_m=128.0, cell_m=1.0, width_m=10.0, bank_m=2.0):
    """A river from north to south, with banks above it."""
    x, z = grid(size_m, cell_m)
    middle = 9 * np.sin(z / 24 + seed) + 0 * x
    away = np.abs(x - middle) - width_m / 2
    land = 5 + bank_m + 0.8 * rough(x, z, 40.0, seed)
    share = np.clip(away / 5.0, 0, 1)
    height = 4 + (land - 4) * share * share * (3 - 2 * share)
    return land_of(height, np.where((height < 5) & (away < 5), 5.0, NO_WATER), cell_m)


def stops_on(land, ways, seed, count=4):
    """Return a start and stops, anywhere that the middle of a tread may be and that is not too steep to stand on."""
    rows, cols = np.nonzero(ways.clear & (land.slope_rad() < 0.5))
    draws = (Seed(seed) / "stops").uniform(count + 1)
    x, z = land.axes()
    at = [int(d * len(rows)) for d in draws]
    made = [Stop(f"s{k}", (float(x[0, cols[i]]), float(z[rows[i], 0])), f"/stations/{k}") for k, i in enumerate(at)]
    return made[0], made[1:]


def agent_for(cap_rad):
    return Agent(max_slope_rad=cap_rad)
