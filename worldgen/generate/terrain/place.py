"""From an author's words to metres, and from masks to areas: what every feature needs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.grid import F32, Mask
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Site
from worldgen.generate.land import Area, Land
from worldgen.spec.where import At, Coordinate

SIDES = {"north": (0.0, -1.0), "south": (0.0, 1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}
RESERVED = "reserved"  # kind of the areas that stand for zones while the land is shaped: nothing may run through them


def point_m(at: At, size_m: float) -> tuple[float, float]:
    """Return (x, z) of a point given from the west and the south edge."""
    return _along(at.east, size_m) - size_m / 2.0, size_m / 2.0 - _along(at.north, size_m)


def _along(value: Coordinate, size_m: float) -> float:
    number, is_share = value
    return number * size_m if is_share else number


def centre_or_drawn(at: At | None, land: Land, seed: Seed, spread: float = 0.25) -> tuple[float, float]:
    """Return the point asked for, or one drawn within `spread` of the side around the middle."""
    if at is not None:
        return point_m(at, land.size_m)
    east, south = (seed / "at").uniform(2) * 2.0 - 1.0
    return float(east) * spread * land.size_m, float(south) * spread * land.size_m


def pinned(value: float | None, seed: Seed, name: str, low: float, high: float) -> float:
    """Return the author's number, or one drawn for `name` in low..high."""
    return value if value is not None else (seed / name).one(low, high)


def away_m(land: Land, centre: tuple[float, float]) -> F32:
    """Return the distance of every sample from a point, (n, n) metres."""
    x, z = land.axes()
    return np.asarray(np.hypot(x - np.float32(centre[0]), z - np.float32(centre[1])), np.float32)


def marked(land: Land, site: Site, mask: Mask, kind: str, part: str = "", line_m: F32 | None = None) -> Area:
    """Return the area of a feature or of one of its parts; its centre is the sample of it nearest to its mean."""
    rows, cols = np.nonzero(mask)
    half = land.size_m / 2.0
    centre = (0.0, 0.0)
    if rows.size:
        nearest = int(np.argmin((rows - rows.mean()) ** 2 + (cols - cols.mean()) ** 2))
        centre = (float(cols[nearest] * land.cell_m - half), float(rows[nearest] * land.cell_m - half))
    name = f"{site.id}.{part}" if part else site.id
    return Area(id=name, mask=mask, centre_m=centre, line_m=line_m, kind=kind, pointer=site.pointer)


def with_areas(land: Land, *areas: Area) -> Land:
    """Return `land` with areas added, or replaced where it has one of that id."""
    return replace(land, areas={**land.areas, **{area.id: area for area in areas}})


def reserved(land: Land) -> Mask:
    """Return where zones will be."""
    out = np.zeros(land.height_m.shape, np.bool_)
    for area in land.areas.values():
        if area.kind == RESERVED:
            out |= area.mask
    return out


def to_cells(land: Land, line_m: F32) -> F32:
    """Return points (k, 2) of (x, z) metres as fractional (row, col)."""
    half = land.size_m / 2.0
    return np.stack([(line_m[:, 1] + half) / land.cell_m, (line_m[:, 0] + half) / land.cell_m], axis=-1)
