"""Farm land: a patchwork of parcels with crops in rows, hedges between them; or an open field of long strips."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from worldgen.core.grid import F32, Mask
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.place import away_m, centre_or_drawn, marked, pinned, reserved, with_areas
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At
from worldgen.spec.words import YesNo

_I64 = NDArray[np.int64]
_VERGE_M = 3.4  # grass between two parcels, in which the hedge stands
_PIECE_M = 3.0  # of a hedge
_STEEPEST = 0.34  # rise over run that is still ploughed
_DRY_M = 0.7
_LONG = 1.45  # a parcel is this many times as long as it is wide
_LEAST_M2 = 150.0  # of a parcel
_STRIP_LONG, _FURROW_M = 5.2, 0.8  # the same of a strip of an open field, and the bare ground between two
_RAGGED = 0.5  # of its width: how far strips end before or behind each other
_MOST = 64  # parcels that are told apart on a side
Crop = Literal["wheat", "ploughed", "crop", "grass"]


class Fields(Params):
    """Parcels with crops."""

    at: At | None = Field(None, description="their middle; the whole world if left out")
    radius: Metres | None = Field(
        None, ge=10, le=2000, description="how far they reach from `at`; drawn from 50 to 80 m", examples=["60 m"]
    )
    parcel: Metres | None = Field(
        None,
        ge=4,
        le=200,
        description="how wide a parcel is; drawn from 24 to 32 m, a strip from 6 to 7 m",
        examples=["28 m"],
    )
    crops: tuple[Crop, ...] = Field(
        ("wheat", "crop", "ploughed", "wheat", "grass"),
        min_length=1,
        description="what grows on them; one named twice grows on twice as many",
        examples=[["wheat", "ploughed"]],
    )
    hedges: YesNo | None = Field(None, description="whether hedges stand between them; not between strips if left out")
    strips: YesNo = Field(
        False, description="whether they are the long strips of an open field, side by side, no two neighbours alike"
    )


@dataclass(frozen=True, eq=False, slots=True)
class Patchwork:
    """How parcels lie: turned, in columns of `wide_m`, each column cut at other places."""

    turn: tuple[float, float]  # cosine and sine
    wide_m: float
    seed: Seed
    long: float = _LONG
    start_m: float | None = None  # where every column begins; each at a place of its own if nothing is said

    def turned(self, x: F32, z: F32) -> tuple[F32, F32]:
        """Return how far points lie across the columns and along them, metres."""
        c, s = (np.float32(part) for part in self.turn)
        return np.asarray(x * c + z * s, np.float32), np.asarray(z * c - x * s, np.float32)

    def back(self, across: F32, along: F32) -> F32:
        """Return the points (..., 2) as (x, z)."""
        c, s = (np.float32(part) for part in self.turn)
        return np.stack([across * c - along * s, across * s + along * c], axis=-1).astype(np.float32)

    def shift_m(self, column: _I64) -> F32:
        """Return by how much the parcels of a column are moved along it."""
        draw = (self.seed / "shift").at(column)
        if self.start_m is not None:
            return (_RAGGED * (draw - 0.5) * self.wide_m - self.start_m).astype(np.float32)
        return (draw * self.long * self.wide_m).astype(np.float32)

    def parcel(self, across: F32, along: F32) -> tuple[_I64, _I64, F32]:
        """Return column and number of the parcel of each point, and how far it is from the parcel's border."""
        column = np.floor(across / np.float32(self.wide_m)).astype(np.int64)
        long_m = np.float32(self.long * self.wide_m)
        down = along + self.shift_m(column)
        number = np.floor(down / long_m).astype(np.int64)
        aside = across - column * np.float32(self.wide_m)
        ahead = down - number * long_m
        edge = np.minimum(np.minimum(aside, self.wide_m - aside), np.minimum(ahead, long_m - ahead))
        return column, number, np.asarray(edge, np.float32)


def shape_fields(params: Fields, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with crops; areas `<id>` (its line runs along the rows) and `<id>.hedges` (its line in pieces)."""
    angle = (seed / "turn").one(-0.45, 0.45)
    wide = pinned(params.parcel, seed, "parcel", *((6.0, 7.0) if params.strips else (24.0, 32.0)))
    centre = (0.0, 0.0) if params.at is None else centre_or_drawn(params.at, land, seed)
    patch = Patchwork((float(np.cos(angle)), float(np.sin(angle))), wide, seed)
    if params.strips:
        along = float(patch.turned(*(np.array([part], np.float32) for part in centre))[1][0])
        patch = replace(patch, long=_STRIP_LONG, start_m=along - 0.5 * _STRIP_LONG * wide)
    verge_m = _FURROW_M if params.strips else _VERGE_M
    x, z = land.axes()
    column, number, edge = patch.parcel(*patch.turned(x, z))
    reach = np.ones(column.shape, np.bool_)
    if params.at is not None:
        reach = away_m(land, centre) < pinned(params.radius, seed, "radius", 50.0, 80.0)
    kept = _kept(land, (column, number), reach, min(_LEAST_M2, 0.7 * patch.long * wide * wide))
    here = kept[column % _MOST, number % _MOST]
    crops = np.array([Cover[name.upper()] for name in params.crops], np.uint8)
    draw = (seed / "crop").at(column, number // 2)
    which = (np.floor(draw * len(crops)).astype(np.int64) + number + 2 * column) % len(crops)
    if params.strips:
        which = (column + 2 * number) % len(crops)
    free = here & (edge > 0.5 * verge_m) & ~reserved(land) & ~land.wet() & (land.cover == Cover.GRASS)
    land = replace(land, cover=np.where(free, crops[which], land.cover))
    rows = patch.back(np.zeros(2, np.float32), np.array([-5.0, 5.0], np.float32)) + np.array(centre, np.float32)
    verge = here & (edge <= 0.5 * verge_m) & ~reserved(land)
    hedged = params.hedges if params.hedges is not None else not params.strips
    pieces = _hedges(patch, kept, land.size_m) if hedged else None
    field = marked(land, site, here, "fields", line_m=rows)
    if params.strips:
        field = replace(field, facts={"strip_m": wide})
    hedges = marked(land, site, verge, "fields", "hedges", line_m=pieces)
    return with_areas(land, field, replace(hedges, kind="hedges"))


def _kept(land: Land, parcel: tuple[_I64, _I64], reach: Mask, least_m2: float) -> Mask:
    """Return which parcels (64, 64) are dry, level and large enough, and lie within reach for the most part."""
    south, east = np.gradient(land.height_m, land.cell_m)
    good = (south * south + east * east < _STEEPEST**2) & (land.height_m > _DRY_M) & ~land.wet()
    cell = ((parcel[0] % _MOST) * _MOST + parcel[1] % _MOST).ravel()
    count = np.maximum(np.bincount(cell, minlength=_MOST**2), 1)
    right = np.bincount(cell, good.ravel(), _MOST**2) / count
    within = np.bincount(cell, reach.ravel(), _MOST**2) / count
    full = count * land.cell_m**2 > least_m2  # a corner at the edge of the world is no field
    return np.asarray(((right > 0.93) & (within > 0.5) & full).reshape(_MOST, _MOST))


def _hedges(patch: Patchwork, kept: Mask, size_m: float) -> F32 | None:
    """Return the pieces of all hedges as pairs of points (2 m, 2): along every border of a parcel that is kept."""
    half = 0.75 * size_m
    wide, long_m = patch.wide_m, patch.long * patch.wide_m
    columns = np.arange(int(-half / wide) - 1, int(half / wide) + 2)
    at = np.arange(-half, half, _PIECE_M, dtype=np.float32)
    across = np.broadcast_to((columns * wide)[:, None], (len(columns), len(at))).astype(np.float32)
    middle = np.broadcast_to(at + 0.5 * _PIECE_M, across.shape).astype(np.float32)
    sides = [patch.parcel(across + step, middle)[:2] for step in (0.5, -0.5)]
    along_kept = np.logical_or(*(kept[c % _MOST, n % _MOST] for c, n in sides))
    lines = [(across[along_kept], middle[along_kept], np.float32(0.0), np.float32(0.5 * _PIECE_M))]
    steps = np.arange(0.5 * _PIECE_M, wide, _PIECE_M, dtype=np.float32)
    numbers = np.arange(int(-half / long_m) - 2, int(half / long_m) + 3)
    column, number, step = (
        part.ravel() for part in np.meshgrid(columns, numbers, np.arange(len(steps)), indexing="ij")
    )
    crossing = kept[column % _MOST, number % _MOST] | kept[column % _MOST, (number - 1) % _MOST]
    column, number, step = column[crossing], number[crossing], step[crossing]
    lines.append((
        (column * wide + steps[step]).astype(np.float32),
        (number * long_m - patch.shift_m(column)).astype(np.float32),
        np.float32(0.5 * wide / len(steps)), np.float32(0.0),
    ))  # fmt: skip
    ends = [np.stack([patch.back(u - du, v - dv), patch.back(u + du, v + dv)], axis=1) for u, v, du, dv in lines]
    pieces = np.concatenate(ends)
    inside = (np.abs(pieces) < size_m / 2.0 - 0.5).all(axis=(1, 2))
    return pieces[inside].reshape(-1, 2) if inside.any() else None


SHAPER = Shaper(Fields, shape_fields, ("hedges",), order=2)
