"""A street: a level carriageway between kerbs and pavements, laid gently over the land."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from worldgen.core.grid import F32, Mask, nearest_on_line, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.terrain.place import marked, point_m, to_cells, with_areas
from worldgen.generate.terrain.route import eased
from worldgen.spec.params import Metres, Params, Share
from worldgen.spec.where import At

F64 = NDArray[np.float64]
KERB_M = 0.12  # how much lower the carriageway lies than the pavement
_DROPPED_M = 0.02  # and where one crosses
_STEP_M = 1.0  # along the line
_EVEN_M = 14.0  # over how much of the land its slope is evened out
_VERGE = 0.45  # rise over run of the ground beside it
_REACH_M = 14.0
_CROSSING_M = 3.2
_FRAY_M = 0.7  # on both sides of its edge
Surface = Literal["asphalt", "cobbles", "dirt"]


class Street(Params):
    """A street."""

    through: tuple[At, ...] = Field(
        min_length=2, max_length=12, description="the points that it runs through, from end to end",
        examples=[[{"east": "10 %", "north": "50 %"}, {"east": "90 %", "north": "50 %"}]],
    )  # fmt: skip
    width: Metres = Field(6.0, ge=2, le=20, description="of the carriageway", examples=["6 m"])
    pavement: Metres | None = Field(
        None,
        ge=0,
        le=8,
        description="width of the pavement on each side; 2 m beside asphalt, none beside cobbles or dirt",
    )
    surface: Surface = Field("asphalt", description="what it is made of")
    crossings: tuple[At, ...] = Field(
        (), max_length=12, description="zebra crossings: at the points of the street nearest to these"
    )
    grade: Share = Field(0.08, gt=0, le=0.3, description="how steep it may be", examples=["8 %"])

    @property
    def pavement_m(self) -> float:
        """The width of the pavement on each side."""
        usual = 2.0 if self.surface == "asphalt" else 0.0
        return usual if self.pavement is None else self.pavement


def shape_street(params: Street, land: Land, seed: Seed, site: Site) -> Land:  # noqa: ARG001  nothing is drawn
    """Return `land` with a street; areas `<id>` (with its line), its `.carriageway`, `.pavement` and `.crossings`.

    Raises
    ------
    SpecError
        FEATURE_OUTSIDE when it leaves the world, STREET_IN_WATER when it would run through water.
    """
    line = _line(params, land)
    half = land.size_m / 2.0
    if float(np.abs(line).max()) > half + 1e-3:
        raise SpecError([issue("FEATURE_OUTSIDE", f"{site.pointer}/through", id=site.id, size=f"{land.size_m:g}")])
    wide = 0.5 * params.width + params.pavement_m
    away, along, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, (wide + _REACH_M) / land.cell_m)
    near = np.isfinite(away)
    away = np.where(near, away * np.float32(land.cell_m), np.float32(1e3))
    here = away <= wide
    if (here & land.wet()).any():
        raise SpecError([issue("STREET_IN_WATER", f"{site.pointer}/through", id=site.id)])
    others = _others(land)
    level = _level(land, line, others, params.grade)
    crossed = _crossed(params, line, land.size_m)
    low = _sunk(len(line), crossed)
    at = np.clip(along * np.float32(land.cell_m) / np.float32(_STEP_M), 0, len(line) - 1)
    target = np.interp(at, np.arange(len(line)), level)
    kerb = np.interp(at, np.arange(len(line)), low) * (away < 0.5 * params.width + land.cell_m)
    slope = _VERGE * np.maximum(away - wide - 0.4, 0.0)
    bed = target - (kerb if params.pavement_m else 0.0)
    shaped = np.clip(land.height_m, bed - slope, bed + slope)
    shaped = np.where(near & ~land.wet() & ~land.blocked & ~others, shaped, land.height_m)
    ground = Cover.SOIL if params.surface == "dirt" else Cover.PAVED
    worn = np.where(here, np.float32(1.0), land.tread)
    if params.surface == "dirt":  # trodden, not built: it frays into the grass, and runs into whatever it meets
        worn = np.maximum(land.tread, 1.0 - smoothstep(wide - _FRAY_M, wide + _FRAY_M, away))
    land = replace(
        land,
        height_m=shaped.astype(np.float32),
        cover=np.where(here, np.uint8(ground), land.cover),
        tread=worn.astype(np.float32),
    )
    return with_areas(land, *_areas(params, land, site, (line, away, crossed)))


def _line(params: Street, land: Land) -> F32:
    """Return the middle line (k, 2), points a metre apart, its bends drawn out."""
    corner = np.array([point_m(at, land.size_m) for at in params.through], np.float64)
    steps = np.hypot(*np.diff(corner, axis=0).T)
    reach = np.concatenate([[0.0], np.cumsum(steps)])
    count = max(round(float(reach[-1]) / _STEP_M), 2)
    at = np.linspace(0.0, float(reach[-1]), count + 1)
    line = np.stack([np.interp(at, reach, corner[:, axis]) for axis in (0, 1)], axis=1).astype(np.float32)
    return eased(line, 5.0) if len(corner) > 2 else line


def _others(land: Land) -> Mask:
    out = np.zeros(land.height_m.shape, np.bool_)
    for area in land.areas.values():
        if area.kind == "street":
            out |= area.mask
    return out


def _level(land: Land, line: F32, others: Mask, grade: float) -> F64:
    """Return the height along the line: that of the land evened out, nowhere steeper than `grade`.

    Where it meets another street it has that street's level.
    """
    ground = land.height_at(line[:, 0], line[:, 1]).astype(np.float64)
    reach = round(_EVEN_M / _STEP_M)
    padded = np.pad(ground, reach, mode="edge")
    even = np.convolve(padded, np.full(2 * reach + 1, 1.0 / (2 * reach + 1)), mode="valid")
    at = np.arange(len(line)) * _STEP_M
    fall = grade * np.abs(at[:, None] - at[None, :])
    level = 0.5 * ((even[None, :] + fall).min(axis=1) + (even[None, :] - fall).max(axis=1))
    meets = np.flatnonzero(others[land.cell_of(line[:, 0], line[:, 1])])
    if meets.size:
        met = ground[meets] + KERB_M
        fall = grade * np.abs(at[:, None] - at[None, meets])
        level = np.clip(level, (met - fall).max(axis=1), (met + fall).min(axis=1))
    return np.asarray(level)


def _crossed(params: Street, line: F32, size_m: float) -> tuple[int, ...]:
    """Return the points of the line at which there are crossings."""
    spots = [np.array(point_m(at, size_m)) for at in params.crossings]
    return tuple(sorted({int(np.hypot(*(line - spot).T).argmin()) for spot in spots}))


def _sunk(count: int, crossed: tuple[int, ...]) -> F64:
    """Return how far the carriageway lies below the pavement along the line: kerbs are dropped at crossings."""
    at = np.arange(count) * _STEP_M
    out = np.full(count, KERB_M)
    for k in crossed:
        share = smoothstep(0.5 * _CROSSING_M, 0.5 * _CROSSING_M + 1.5, np.abs(at - at[k]))
        out = np.minimum(out, _DROPPED_M + (KERB_M - _DROPPED_M) * share)
    return out


def _areas(params: Street, land: Land, site: Site, shape: tuple[F32, F32, tuple[int, ...]]) -> list[Area]:
    line, away, crossed = shape
    half, wide = 0.5 * params.width, 0.5 * params.width + params.pavement_m
    here = away <= wide
    facts = {"width_m": params.width, "pavement_m": params.pavement_m, "surface": params.surface}
    street = replace(marked(land, site, here, "street", line_m=line), facts=facts)
    pavement = here & (away > half + 0.2)
    out = [street, marked(land, site, pavement, "pavement", "pavement", line_m=line)]
    out.append(marked(land, site, here & (away <= half), "carriageway", "carriageway", line_m=line))
    x, z = land.axes()
    spots = np.zeros(here.shape, np.bool_)
    for k in crossed:
        spots |= here & (np.hypot(x - line[k, 0], z - line[k, 1]) <= 0.5 * _CROSSING_M + half)
    return [*out, marked(land, site, spots, "crossings", "crossings", line_m=line[list(crossed)] if crossed else None)]


SHAPER = Shaper(Street, shape_street, parts=("carriageway", "pavement", "crossings"), order=2)
