"""How finely the ground is cut up: exactly where people walk and look, coarser where nobody would see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import dilate
from worldgen.generate.ground import Meshing
from worldgen.generate.land import F32, Cover, Land, Mask
from worldgen.generate.layout import Layout, View
from worldgen.generate.settings import Setting
from worldgen.generate.settings.palette import load_palette

MAX_ERROR_M = 0.22  # of the ground's triangles away from where anybody walks
LARGE_M = 512.0  # worlds with a longer side are dressed in full only near where people walk
_EXACT_M, _COARSE_CELLS, _MOST_FOCI = 28.0, 8, 160  # of the ground of a large world: see `_counts`
_BED = 0.5  # how much an error of the bed of a brook or a lake counts at least, or it would be filled in
_RUGGED_LARGE_M, _RUGGED_FROM = 288.0, 0.6  # the same for worlds with cliffs, which need many triangles
_RUGGED = 0.5  # rise over run, of both ways together, from which the ground's triangles may be coarser
_AS_FINE_M = 230.0
_FLANK, _DEEP_BED_M, _TOP_M = 0.26, 1.6, 3.0  # how much an error counts on the flanks of a volcano; see `_flanks`
_CLIFFS, _BEDDED = (
    0.8,
    2.2,
)  # from how rugged on, and how much coarser, rock in beds is cut: each adds triangles
_ARRIVED_M = 3.0  # what is so near to what is looked at does not hide it
STATION_FINE_M = 6.0  # around a station every sample of the ground is kept


def meshing(layout: Layout, setting: Setting) -> Meshing:
    """Return how finely the ground of `layout` is to be cut up."""
    rugged = _ruggedness(layout.land)
    beds = _BEDDED if rugged > _CLIFFS and load_palette(setting.ground).bands else 1.0
    error_m = MAX_ERROR_M * min(max(rugged * beds, 1.0), 3.0)
    coarse_from_m = _RUGGED_LARGE_M if rugged > _RUGGED_FROM else LARGE_M
    return Meshing(_fine(layout, error_m), error_m, _counts(layout.land, focus(layout), coarse_from_m))


def focus(layout: Layout) -> F32:
    """Return where people walk, (k, 2) as (x, z): what is near is drawn in full."""
    stations = [[s.position_m[0], s.position_m[2]] for s in layout.stations.values()]
    lines = [route.line_m[::8, (0, 2)] for route in layout.network.routes]
    return np.concatenate([np.asarray(stations, np.float32).reshape(-1, 2), *lines]).astype(np.float32)


def _counts(land: Land, focus_m: F32, coarse_from_m: float) -> F32 | None:
    """Return how much an error of the ground counts, (n, n): the less the further from where people walk.

    In a world whose side is no longer than `coarse_from_m` it counts everywhere but on the flanks of a volcano.
    """
    if land.size_m <= coarse_from_m or not len(focus_m):
        return _flanks(land)
    x, z = (line.ravel() for line in land.axes())
    step = _COARSE_CELLS
    away = np.full((len(z[::step]), len(x[::step])), np.inf, np.float32)
    for east, south in focus_m[:: max(1, len(focus_m) // _MOST_FOCI)]:
        away = np.minimum(away, np.hypot(x[None, ::step] - east, z[::step, None] - south))
    away = away.repeat(step, axis=0).repeat(step, axis=1)[: land.rows, : land.rows]
    # A rugged world is as fine in all as one of 230 m is; from `LARGE_M` on cells are larger as well.
    exact_m = np.float32(_EXACT_M * (_AS_FINE_M / land.size_m if land.size_m <= LARGE_M else 1.0))
    counts = np.minimum(exact_m / np.maximum(away, 1.0), 1.0) ** np.float32(1.3)
    inland = land.wet() & ~land.areas["sea"].mask if "sea" in land.areas else land.wet()
    return np.where(inland, np.maximum(counts, np.float32(_BED)), counts).astype(np.float32)


def _flanks(land: Land) -> F32 | None:
    """Return how much an error counts where a volcano rises from the sea: less on its flanks and on the sea's bed.

    Rock breaks in facets, and large ones look more like it; None where there is no volcano.
    """
    volcanoes = [area for area in land.areas.values() if area.kind == "volcano"]
    if not volcanoes:
        return None
    out = np.where(land.depth_m() > _DEEP_BED_M, np.float32(_FLANK), np.float32(1.0))
    tops = np.zeros(out.shape, np.bool_)
    for area in volcanoes:
        if "." in area.id:
            tops |= area.mask
    bare = (land.cover == Cover.ROCK) & ~dilate(tops, _TOP_M / land.cell_m) & (land.tread <= 0.0)
    out[bare] = _FLANK
    return out


def _fine(layout: Layout, error_m: float) -> Mask:
    """Return where the ground's triangles must be exactly the grid: treads, pads, stations, under sight lines."""
    land = layout.land
    x, z = land.axes()
    fine = layout.network.fine | (land.tread > 0)
    for station in layout.stations.values():
        fine = fine | (np.hypot(x - station.position_m[0], z - station.position_m[2]) <= STATION_FINE_M)
    for site in layout.sites.values():
        low, high = site.footprint_m.min(axis=0) - 1.5, site.footprint_m.max(axis=0) + 1.5
        fine = fine | ((x >= low[0]) & (x <= high[0]) & (z >= low[1]) & (z <= high[1]))
    grazed = np.zeros_like(fine)
    for view in layout.views:
        grazed[_grazed(view, land, error_m)] = True
    return fine | dilate(grazed, 1.5) if grazed.any() else fine


def _grazed(view: View, land: Land, error_m: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the samples (row, col) that a promised view passes so closely that an error there could hide it."""
    eye, ends = np.asarray(view.eye_m, np.float64), view.samples_m
    far = np.linalg.norm(ends - eye, axis=1)
    share = np.linspace(0.0, 1.0, max(int(far.max() / land.cell_m), 2))
    point = eye + (ends - eye)[:, None, :] * share[:, None]
    point = point[far[:, None] * (1.0 - share) > _ARRIVED_M]
    over = point[:, 1] - land.height_at(point[:, 0], point[:, 2])
    close = point[over < 1.5 * error_m]
    return land.cell_of(close[:, 0], close[:, 2])


def _ruggedness(land: Land) -> float:
    """Return how rugged land is: below 1 where it is gentle, above it where an error is seen less."""
    height = land.height_m[::2, ::2]
    rise = np.abs(np.diff(height, axis=0)).mean() + np.abs(np.diff(height, axis=1)).mean()
    return float(rise) / (2.0 * land.cell_m) / _RUGGED
