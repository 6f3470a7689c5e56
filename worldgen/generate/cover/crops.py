"""Crops: plants in straight rows, as on a field or in an orchard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.generate.cover.grow import Rim, Stand, plant_at, stands_of, suitable
from worldgen.generate.cover.lattice import F64, I64, Points, crowded
from worldgen.generate.cover.placing import empty, few, hectares
from worldgen.generate.cover.plot import Plot, bounds_of
from worldgen.generate.cover.stand import mask_at
from worldgen.generate.kinds import Placer, Planting
from worldgen.generate.land import Cover, Mask
from worldgen.generate.vegetation import KINDS
from worldgen.scene import Instances
from worldgen.spec.dressing import Growth
from worldgen.spec.params import Field, Radians

if TYPE_CHECKING:
    Crop = str
else:
    Crop = Literal[tuple(kind.name for kind in KINDS)]

_STEEPEST_RAD = 0.30  # ground that is tilled, where nothing is said of slopes
_STRIP = 7  # rows of one kind beside each other
_RIM_M = 1.5
_THICK = 1.9  # a field is this many times as thick as what grows wild
_CLOSE = 0.40  # between two plants of a row, for each metre between two rows: close enough to read as a row


class Crops(Growth):
    """Plants in rows."""

    species: tuple[Crop, ...] = Field(
        ("wheat",), min_length=1, description="which plants stand in the rows; several take turns in strips",
        examples=[["corn", "sunflower"]],
    )  # fmt: skip
    rows: Radians | None = Field(
        None, ge=-2 * math.pi, le=2 * math.pi, examples=["30 deg"],
        description="which way the rows run, from north clockwise; along the fields they lie in, or drawn, if left out",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """A lattice of rows: which way they run, how far apart they are, and how far apart the plants in a row are."""

    turn_rad: float
    apart_m: float
    step_m: float


def place_crops(crops: Crops, plot: Plot) -> Planting:
    """Return the crops: rows that stop at the edge of the field, at paths and at things.

    Raises
    ------
    SpecError
        PLACE_UNKNOWN, or COVER_EMPTY when the lesson asks for it and there is no ground for a single plant.
    """
    only = crops.only
    if only.max_slope is None:
        only = only.model_copy(update={"max_slope": _STEEPEST_RAD})
    bounds = bounds_of(plot, only, 0.0)
    stands = [stands_of((name,), crops.density, plot, rim=Rim(1.0, 1.0))[0] for name in dict.fromkeys(crops.species)]
    rows = _rows(crops, plot, stands)
    points, row = _lattice(rows, plot)
    kind = (row // _STRIP) % len(stands)
    claim, suits = [np.zeros((0, 3), np.float32)], np.zeros(bounds.inside.shape, np.bool_)
    found: list[Instances] = []
    asked = 0.0
    for number, stand in enumerate(stands):
        grows = suitable(stand, plot, bounds) & _tilled(crops, plot)
        suits |= grows
        asked += 1e4 / (rows.apart_m * rows.step_m * len(stands)) * hectares(plot, grows)
        here = points.where(kind == number)
        here = here.where(mask_at(plot.ground, grows, here, 0.0))
        here = here.where(~crowded(here, 0.4, plot.claim_m, 0.5))
        claim.append(np.stack([here.x_m, here.z_m, np.full(len(here.x_m), 0.5 * rows.step_m)], 1).astype(np.float32))
        found += plant_at(stand, plot, bounds, here)
    if not found and plot.asked:
        raise SpecError([empty(crops, plot, bounds, suits, 0.0)])
    return Planting(tuple(found), np.concatenate(claim), few(asked, plot, suits, tuple(found)))


def _rows(crops: Crops, plot: Plot, stands: list[Stand]) -> Rows:
    """Return how the rows lie: closer together, and the plants in them, where more are asked for."""
    turn = crops.rows if crops.rows is not None else _along(crops, plot)
    dense = max(stand.per_hectare for stand in stands) * (_THICK if isinstance(crops.density, str) else 1.0)
    apart = math.sqrt(1e4 / (dense * _CLOSE))
    return Rows(turn, apart, _CLOSE * apart)


def _along(crops: Crops, plot: Plot) -> float:
    """Return the bearing of the rows of the fields that the crops lie in, or one that is drawn."""
    area = plot.ground.areas.get(crops.only.in_ or "")
    if area is not None and area.kind == "fields" and area.line_m is not None and len(area.line_m) > 1:
        east, south = (area.line_m[1] - area.line_m[0]).tolist()
        return math.atan2(east, -south)
    return float((plot.seed / "rows").one(-0.7, 0.7))


def _tilled(crops: Crops, plot: Plot) -> Mask:
    """Return where rows may run (n, n): among fields, not in their hedges nor on parcels that bear a crop already."""
    land, name = plot.ground.land, crops.only.in_ or ""
    area = plot.ground.areas.get(name)
    if area is None or area.kind != "fields":
        return np.ones(land.cover.shape, np.bool_)
    hedges = plot.ground.areas.get(f"{name}.hedges")
    bears = (land.cover == Cover.WHEAT) | (land.cover == Cover.CROP)
    return np.asarray(~bears if hedges is None else ~bears & ~hedges.mask)


def _lattice(rows: Rows, plot: Plot) -> tuple[Points, I64]:
    """Return every place of the lattice within the world, and the number of its row; both go by place alone."""
    half = plot.ground.land.size_m / 2 - _RIM_M
    reach = 1.42 * half
    row = np.arange(-math.ceil(reach / rows.apart_m), math.ceil(reach / rows.apart_m) + 1)
    step = np.arange(-math.ceil(reach / rows.step_m), math.ceil(reach / rows.step_m) + 1)
    bits = (plot.seed / "place").bits_at(row[:, None], step[None, :])
    number = np.broadcast_to(row[:, None], bits.shape).reshape(-1)
    points = Points(np.zeros(bits.size), np.zeros(bits.size), bits.reshape(-1))
    across = number * rows.apart_m + 0.06 * rows.apart_m * points.normal(1)
    along = np.broadcast_to(step[None, :], bits.shape).reshape(-1) * rows.step_m
    along = along + rows.step_m * (0.5 * (number % 2) + 0.5 * (points.draw(2) - 0.5))
    x, z = _turned(across, along, rows.turn_rad)
    inside = (np.abs(x) < half) & (np.abs(z) < half)
    return Points(x[inside], z[inside], points.bits[inside]), number[inside]


def _turned(across: F64, along: F64, turn_rad: float) -> tuple[F64, F64]:
    """Return (x, z) of places in rows that run towards `turn_rad`, from north (-z) clockwise."""
    sin, cos = math.sin(turn_rad), math.cos(turn_rad)
    return across * cos + along * sin, across * sin - along * cos


PLACER = Placer(params=Crops, place=place_crops)
