"""The sea of a world: let in from the edge up to its level, whoever brought it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.grid import distance_m, flood_from_border
from worldgen.core.seed import Seed
from worldgen.generate.land import NO_WATER, Area, Land

SEA = "sea"
_SAME_M = 0.01  # a river that ends this close to the level of the sea has met it


def sea_level_m(land: Land) -> float | None:
    """Return the level of the sea, or None where there is none."""
    sea = land.areas.get(SEA)
    return float(land.water_m[sea.mask].max()) if sea is not None and sea.mask.any() else None


def with_sea(land: Land, level_m: float | None) -> Land:
    """Return `land` with the sea let in from the edge up to `level_m`, and the area `sea` renewed.

    The water's surface is continued two samples inland, below the ground, so that its mesh ends inside the beach.
    """
    if level_m is None:
        return land
    level = np.float32(level_m)
    sea = flood_from_border((land.height_m < level) & (land.water_m <= level + _SAME_M))
    if not sea.any():
        return replace(land, areas={name: area for name, area in land.areas.items() if name != SEA})
    water = np.where((land.water_m == level) & ~sea & (land.height_m >= level), NO_WATER, land.water_m)
    under = (distance_m(sea, 1.0, 3.0) <= 2.3) & (land.height_m >= level) & (water <= NO_WATER)
    water = np.where(sea | under, level, water)
    area = Area(SEA, sea, (0.0, land.size_m / 2.0), kind=SEA, label="")
    areas = {**land.areas, SEA: area}
    for name, named in land.areas.items():  # the lesson's own name for it
        if named.kind == SEA and name != SEA:
            areas[name] = replace(named, mask=sea)
    return replace(land, water_m=water, areas=areas)


def spot_in_sea(land: Land, seed: Seed, deep_m: float) -> tuple[float, float] | None:
    """Return a drawn point (x, z) of the sea, where it is at least `deep_m` deep if it is so anywhere, or None."""
    sea = land.areas.get(SEA)
    if sea is None or not sea.mask.any():
        return None
    x, z = land.axes()
    inside = sea.mask & (np.maximum(np.abs(x), np.abs(z)) < 0.42 * land.size_m)
    where = inside if inside.any() else sea.mask
    deep = where & (land.depth_m() >= deep_m)
    row, col = np.nonzero(deep if deep.any() else where)
    best = int(np.argmin((seed / "spot").at(row, col)))
    half = land.size_m / 2.0
    return float(col[best] * land.cell_m - half), float(row[best] * land.cell_m - half)
