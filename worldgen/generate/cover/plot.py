"""The ground as a cover sees it: what suits it, what is taken, and how both are sampled at points."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import bilinear, distance_m
from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import F32, Area, Land, Mask
from worldgen.scene import Model
from worldgen.spec.dressing import Only

_SHORE_M = 60.0  # beyond this, no plant knows of the water
_COARSE_M = 4.0
PATH_M = 8.0  # beyond this, no plant knows of a path


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """The land with what every cover of it asks for, computed once.

    `slope_rad` and `path_m`, the distance to a path of at most 8 m, are (n, n); `shore_m` is the distance to water, on
    a grid `shore_step` times coarser.
    """

    land: Land
    keep_clear_m: F32
    slope_rad: F32
    path_m: F32
    shore_m: F32
    shore_step: int
    areas: Mapping[str, Area]

    def index(self, x_m: NDArray[np.floating], z_m: NDArray[np.floating]) -> NDArray[np.int64]:
        """Return the flat index of the samples nearest to points of any shape."""
        row, col = self.land.cell_of(x_m, z_m)
        return row * self.land.rows + col

    def surface_m(self) -> F32:
        """Return the height of the water's surface (n, n), far below the ground where there is none."""
        land = self.land
        return land.water_m if land.ceiling_m is None else np.full_like(land.water_m, land.ceiling_m)

    def to_water_m(self, x_m: NDArray[np.floating], z_m: NDArray[np.floating]) -> F32:
        """Return how far points are from water, at most 60 m."""
        scale, half = self.land.cell_m * self.shore_step, self.land.size_m / 2
        return bilinear(self.shore_m, (z_m + half) / scale, (x_m + half) / scale)


def ground_of(land: Land, keep_clear_m: F32, areas: Mapping[str, Area]) -> Ground:
    """Return what covers ask of `land`."""
    step = max(1, round(_COARSE_M / land.cell_m))
    shore = distance_m(land.wet()[::step, ::step], land.cell_m * step, _SHORE_M)
    path = distance_m(land.tread > 0.0, land.cell_m, PATH_M)
    return Ground(land, keep_clear_m, land.slope_rad(), path, shore, step, {**land.areas, **areas})


def spot(land: Land, name: str, centre_m: tuple[float, float], radius_m: float = 1.5) -> Area:
    """Return a round place at (x, z), so that a cover can be near to a thing or a station, or away from it."""
    x, z = land.axes()
    east, south, radius = np.float32(centre_m[0]), np.float32(centre_m[1]), max(radius_m, land.cell_m)
    rows, cols = (np.flatnonzero(np.abs(away) <= radius) for away in (z[:, 0] - south, x[0] - east))
    near = np.zeros(land.height_m.shape, np.bool_)
    near[np.ix_(rows, cols)] = np.hypot(x[:, cols] - east, z[rows] - south) <= radius
    return Area(name, near, centre_m)


@dataclass(frozen=True, eq=False, slots=True)
class Plot:
    """One cover's view: the ground, what earlier covers claim (k, 3), the models it may set, its id, line and seed."""

    id: str
    pointer: str
    ground: Ground
    claim_m: F32
    models: Mapping[str, Model]
    seed: Seed

    @property
    def asked(self) -> bool:
        """Whether the lesson itself asks for this cover, and not the setting."""
        return self.pointer.startswith("/world/cover")


@dataclass(frozen=True, eq=False, slots=True)
class Bounds:
    """An author's `only` on the grid.

    `fails` is each test by name with the samples (n, n) that fail it; `inside` is how far within all of them each
    sample lies, 0 at the edge to 1.
    """

    fails: Mapping[str, Mask]
    inside: F32

    def holds(self) -> Mask:
        """Return the samples that pass every test."""
        out = np.ones(self.inside.shape, np.bool_)
        for fail in self.fails.values():
            out &= ~fail
        return out


def bounds_of(plot: Plot, only: Only, edge_m: float) -> Bounds:
    """Return where `only` holds; it thins out over `edge_m`.

    Raises
    ------
    SpecError
        PLACE_UNKNOWN when it names what this world does not have.
    """
    land, fails = plot.ground.land, {}
    inside = np.ones((land.rows, land.rows), np.float32)
    if only.height is not None:
        low, high = only.height
        soft = np.float32(max(min(1.6, 0.2 * (high - low)), 0.05))
        fails["height"] = (land.height_m < low) | (land.height_m > high)
        for end, up in ((low, 1.0), (high, -1.0)):
            if np.isfinite(end):
                inside = np.minimum(inside, 0.25 + (land.height_m - np.float32(end)) * np.float32(up) / soft)
    if only.max_slope is not None:
        fails["slope"] = plot.ground.slope_rad > only.max_slope
        inside = np.minimum(inside, 0.25 + (np.float32(only.max_slope) - plot.ground.slope_rad) / np.float32(0.10))
    return _named(plot, only, edge_m, fails, inside)


def _named(plot: Plot, only: Only, edge_m: float, fails: dict[str, Mask], inside: F32) -> Bounds:
    """Return the bounds with the tests that lean on other places."""
    cell = plot.ground.land.cell_m
    soft = np.float32(max(edge_m, 0.01))
    if only.in_ is not None:
        mask = _area(plot, only.in_, "in").mask
        fails["in"] = ~mask
        deep = distance_m(~mask, cell, edge_m + 2 * cell)
        inside = np.minimum(inside, deep / np.minimum(soft, max(float(deep.max()), 0.01)))  # a narrow strip is full too
    if only.near is not None:
        far = distance_m(_area(plot, only.near, "near").mask, cell, only.within + 2 * cell)
        fails["near"] = far > only.within
        inside = np.minimum(inside, 0.3 + (np.float32(only.within) - far) / min(soft, np.float32(0.5 * only.within)))
    if only.away_from is not None:
        far = distance_m(_area(plot, only.away_from, "away_from").mask, cell, only.apart + edge_m + 2 * cell)
        fails["away_from"] = far < only.apart
        inside = np.minimum(inside, 0.2 + (far - np.float32(only.apart)) / soft)
    return Bounds(fails, np.clip(inside, 0.0, 1.0))


def _area(plot: Plot, name: str, word: str) -> Area:
    found = plot.ground.areas.get(name)
    if found is None:
        raise SpecError([issue("PLACE_UNKNOWN", f"{plot.pointer}/only/{word}", id=plot.id, name=name)])
    return found
