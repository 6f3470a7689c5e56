"""Icebergs and floes that drift in the sea: where they float and how large they are; `ground.icebergs` builds them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32
from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Land
from worldgen.generate.terrain.place import marked, pinned, point_m, with_areas
from worldgen.generate.terrain.sea_level import spot_in_sea
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

DRAUGHT = 0.85  # how deep an iceberg reaches, for each metre that it stands above the water
TALL = 0.95  # how high the highest stand, for each metre of half their breadth
_APART_M = 10.5  # from one to the next, about
_FEW = 0.62  # share of the places that hold one
_CLEAR_M = 0.4  # of water under an iceberg


class IcebergField(Params):
    """Icebergs in the sea."""

    at: At | None = Field(None, description="its middle, in the sea; drawn if left out")
    radius: Metres | None = Field(
        None, ge=10, le=1500, description="how far it reaches; all over the sea if left out", examples=["60 m"]
    )
    size: Metres | None = Field(
        None, ge=1, le=30, description="half the breadth of the largest; drawn from 4.5 to 6.5 m", examples=["6 m"]
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Bergs:
    """Where they float, (k,) each, and half their breadth."""

    x_m: F32
    z_m: F32
    half_m: F32


def shape_iceberg_field(params: IcebergField, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with icebergs; area `<id>` is the water they take up, its line has two points for each of them.

    The first point is the middle of an iceberg, the second lies half its breadth away from it.

    Raises
    ------
    SpecError
        NO_SEA_HERE.
    """
    size = pinned(params.size, seed, "size", 4.5, 6.5)
    spot = spot_in_sea(land, seed, 3.0)
    if spot is not None and params.at is not None:
        spot = point_m(params.at, land.size_m)
    bergs = _drawn(land, spot, params.radius, size, seed) if spot is not None else None
    if bergs is None or not len(bergs.x_m):
        where = "in this world" if spot is None else "within its reach"
        raise SpecError([issue("NO_SEA_HERE", site.pointer, id=site.id, kind="iceberg_field", where=where)])
    x, z = land.axes()
    taken = np.zeros(land.height_m.shape, np.bool_)
    for east, south, half in zip(bergs.x_m, bergs.z_m, bergs.half_m, strict=True):
        taken |= np.hypot(x - east, z - south) < 1.1 * half
    pairs = np.stack([bergs.x_m, bergs.z_m, bergs.x_m + bergs.half_m, bergs.z_m], axis=1).reshape(-1, 2)
    land = replace(land, blocked=land.blocked | taken)
    return with_areas(land, marked(land, site, taken & land.wet(), "iceberg_field", line_m=pairs.astype(np.float32)))


def _drawn(land: Land, spot: tuple[float, float], radius: float | None, size: float, seed: Seed) -> _Bergs:
    """Return one iceberg in many squares of a grid, as large as the water there is deep."""
    count = int(land.size_m / _APART_M) + 2
    first = -count // 2
    row, col = np.meshgrid(np.arange(first, first + count), np.arange(first, first + count), indexing="ij")
    row, col = row.ravel(), col.ravel()
    draw = [np.asarray((seed / "berg" / k).at(row, col), np.float64) for k in range(4)]
    x = ((col + 0.15 + 0.7 * draw[0]) * _APART_M).astype(np.float32)
    z = ((row + 0.15 + 0.7 * draw[1]) * _APART_M).astype(np.float32)
    half = (size * (0.22 + 0.78 * draw[2] ** 2.6)).astype(np.float32)
    inside = np.maximum(np.abs(x), np.abs(z)) < land.size_m / 2.0 - 1.3 * half
    keep = inside & (draw[3] < _FEW)
    if radius is not None:
        keep &= np.hypot(x - np.float32(spot[0]), z - np.float32(spot[1])) < radius
    depth = _least_depth(land, x, z, half)
    most = (depth - np.float32(_CLEAR_M)) / np.float32(DRAUGHT * TALL)  # so high that its foot is clear of the bed
    half = np.minimum(half, np.maximum(most, 0.0))
    keep &= (half > 0.7) & ~land.blocked[land.cell_of(x, z)]
    return _Bergs(x[keep], z[keep], half[keep])


def _least_depth(land: Land, x: F32, z: F32, half: F32) -> F32:
    """Return how deep the sea is under each at its shallowest, 0 where a part of it would lie on land."""
    sea = np.where(land.areas["sea"].mask, land.depth_m(), np.float32(0.0))
    least = sea[land.cell_of(x, z)]
    for reach in (0.6, 1.2):
        for turn in np.arange(8) * (np.pi / 4.0):
            at = land.cell_of(x + reach * half * np.float32(np.sin(turn)), z + reach * half * np.float32(np.cos(turn)))
            least = np.minimum(least, sea[at])
    return np.asarray(least, np.float32)


SHAPER = Shaper(IcebergField, shape_iceberg_field, order=2)
