"""Coral rock: heads that rise from the floor of a sea and terraces between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, Mask, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, reserved, with_areas
from worldgen.generate.terrain.sea_level import spot_in_sea
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_UNDER_M = 0.7  # how far its tops stay under the surface
_SPAN_M, _GAP_M = (9.0, 17.0), 2.5  # how far an arch spans, and over how deep a gap
_APART_M = 9.5  # from head to head


class Reef(Params):
    """A reef on the floor of a sea."""

    at: At | None = Field(None, description="its middle; drawn if left out")
    radius: Metres | None = Field(
        None, ge=6, le=600, description="how far it reaches; drawn from 24 to 36 m", examples=["30 m"]
    )
    height: Metres | None = Field(
        None, ge=0.5, le=25, description="of its highest heads; drawn from 2.5 to 4 m", examples=["3 m"]
    )


def shape_reef(params: Reef, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with heads and terraces of coral rock; area `<id>`, under a ceiling of water also `<id>.arch`.

    In a world with a sea they keep under its surface; on dry land of such a world nothing changes.

    Raises
    ------
    SpecError
        NO_SEA_HERE when the world has a sea and none of it lies within reach.
    """
    drawn = spot_in_sea(land, seed, 1.5) if params.at is None else None
    centre = drawn or centre_or_drawn(params.at, land, seed)
    radius = pinned(params.radius, seed, "radius", 24.0, 36.0)
    high = pinned(params.height, seed, "height", 2.5, 4.0)
    x, z = land.axes()
    away = away_m(land, centre) * (1.0 + 0.25 * fbm(seed / "edge", x / radius, z / radius, 2))
    share = 1.0 - smoothstep(0.45 * radius, radius, away)
    share = share * (1.0 - smoothstep(0.0, 1.0, reserved(land).astype(np.float32)))
    sea = land.areas["sea"].mask if "sea" in land.areas else None
    if sea is not None:
        share = share * sea
        if not (share > 0.1).any():
            raise SpecError([issue("NO_SEA_HERE", site.pointer, id=site.id, kind="reef", where="within its reach")])
    rise = _terraces(seed, x, z) * np.float32(0.35 * high) + heads(seed, x, z) * np.float32(0.8 * high)
    height = land.height_m + rise * share
    if sea is not None:
        most = np.float32(float(land.water_m[sea].max()) - _UNDER_M)
        height = np.where(sea, np.maximum(np.minimum(height, most), land.height_m), land.height_m)
    body = np.asarray(height - land.height_m > 0.22 * high)
    cover = np.where(body, np.uint8(Cover.ROCK), land.cover)
    land = replace(land, height_m=height.astype(np.float32), cover=cover)
    land = with_areas(land, marked(land, site, body, "reef"))
    line = _arch(land, body & (away < 0.8 * radius), (x, z)) if land.ceiling_m is not None else None
    if line is None:
        return land
    near = np.hypot(x - line[:, 0].mean(), z - line[:, 1].mean()) < 3.0
    return with_areas(land, marked(land, site, near, "arch", "arch", line_m=line))


def _arch(land: Land, body: Mask, axes: tuple[F32, F32]) -> F32 | None:
    """Return the ends of an arch between two high heads with a gap between them, or None where there are no such."""
    step = max(round(2.0 / land.cell_m), 1)
    high = np.where(body, land.height_m, -1e3)[::step, ::step].ravel()
    best = np.argsort(-high, kind="stable")[:60]
    best = best[high[best] > -1e2]
    if len(best) < 2:
        return None
    side = len(land.height_m[::step])
    x, z = axes[0][0, ::step][best % side], axes[1][::step, 0][best // side]
    away = np.hypot(x[:, None] - x, z[:, None] - z)
    middle = np.stack([x[:, None] + x, z[:, None] + z]) / np.float32(2.0)
    low = land.height_at(*middle)
    gain = np.minimum(high[best][:, None], high[best]) - low
    gain = np.where((away > _SPAN_M[0]) & (away < _SPAN_M[1]), gain, -1.0)
    one, other = divmod(int(np.argmax(gain)), len(best))
    if gain[one, other] < _GAP_M:
        return None
    return np.array([(x[one], z[one]), (x[other], z[other])], np.float32)


def _terraces(seed: Seed, x: F32, z: F32) -> F32:
    """Return low steps, 0..1."""
    swell = 0.5 + 0.8 * fbm(seed / "terraces", x / 24.0, z / 24.0, 2)
    steps = np.clip(swell, 0.0, 0.999) * 3.0
    whole = np.floor(steps)
    return np.asarray((whole + smoothstep(0.55, 1.0, steps - whole)) / 3.0, np.float32)


def heads(seed: Seed, x: F32, z: F32) -> F32:
    """Return round heads with steep flanks, 0..1: one in most squares of a grid, each of its own breadth."""
    east = x / _APART_M + 0.35 * gradient_noise(seed / "east", x / 13.0, z / 13.0)
    south = z / _APART_M + 0.35 * gradient_noise(seed / "south", x / 13.0, z / 13.0)
    col, row = np.floor(east), np.floor(south)
    out = np.zeros(np.broadcast_shapes(x.shape, z.shape), np.float32)
    for down in (-1.0, 0.0, 1.0):
        for along in (-1.0, 0.0, 1.0):
            r, c = (row + down).astype(np.int64), (col + along).astype(np.int64)
            draw = [np.asarray((seed / "head" / k).at(r, c), np.float32) for k in range(4)]
            dx, dz = east - (c + 0.2 + 0.6 * draw[0]), south - (r + 0.2 + 0.6 * draw[1])
            broad = 0.16 + 0.26 * draw[2]
            t = 1.0 - np.sqrt(dx * dx + dz * dz) / broad
            dome = np.where(t > 0.0, smoothstep(0.0, 0.55, t) * (0.80 + 0.20 * t), 0.0)
            out = np.maximum(out, dome * (0.35 + 0.65 * draw[3]) * (draw[3] > 0.22))
    return out


SHAPER = Shaper(Reef, shape_reef, order=2)
