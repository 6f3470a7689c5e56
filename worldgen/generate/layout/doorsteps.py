"""The trodden way from a house to the road: grass that feet have worn off before every door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from worldgen.core.grid import smoothstep
from worldgen.generate.land import Cover, Land
from worldgen.generate.layout.placed import PlacedThing

_TALL_M = 3.5  # what is lower has no door
_FAR_M = 15.0  # who lives further from the road has no way of their own to it
_HALF_M, _FRAY_M = 0.55, 0.6  # half its width, and how soft its edges are on both sides
_BEFORE_M = 0.4  # of the door


def tread_to_doors(land: Land, things: Iterable[PlacedThing]) -> Land:
    """Return `land` trodden from the front of every house to the nearest road, where a village has roads of earth."""
    if not any(area.facts.get("surface") == "dirt" for area in land.areas.values() if area.kind == "street"):
        return land
    road = ((land.tread > 0.5) | (land.cover == Cover.PAVED)) & ~land.wet() & ~land.blocked
    row, col = np.nonzero(road)
    half = land.size_m / 2.0
    east, south = col * land.cell_m - half, row * land.cell_m - half
    x, z = land.axes()
    tread = land.tread.copy()
    for thing in things:
        if thing.height_m < _TALL_M or thing.airy or thing.on is not None:
            continue
        front = np.array([np.sin(thing.yaw_rad), np.cos(thing.yaw_rad)])
        middle = np.array([thing.position_m[0], thing.position_m[2]])
        door = middle + front * (float(((thing.footprint_m - middle) @ front).max()) + _BEFORE_M)
        away = np.hypot(east - door[0], south - door[1])
        nearest = int(away.argmin())
        if away[nearest] > _FAR_M:
            continue
        way = np.array([east[nearest], south[nearest]]) - door
        share = np.clip(((x - door[0]) * way[0] + (z - door[1]) * way[1]) / max(float(way @ way), 1e-6), 0.0, 1.0)
        off = np.hypot(x - door[0] - share * way[0], z - door[1] - share * way[1])
        worn = 1.0 - smoothstep(_HALF_M - _FRAY_M, _HALF_M + _FRAY_M, off.astype(np.float32))
        if (land.wet() & (worn > 0.0)).any():
            continue
        tread = np.maximum(tread, np.where(land.blocked, np.float32(0.0), worn))
    return replace(land, tread=tread.astype(np.float32))
