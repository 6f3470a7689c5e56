"""Outside and inside: the land on one raster, each building on a finer one, and the steps between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.verify.glb import PlacedNode
from worldgen.verify.raster import Window, rasterise
from worldgen.verify.walk import Layer, Seeds, Sheet, Solid, Walker, layers_of, sheet_of, walk

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
Triangles = tuple[F64, I64]
INDOORS = ("floor", "stairs", "ramp")
FINE_M = 0.1  # a cell indoors: doors are 0.9 m wide
AROUND_M = 2.5  # of the ground before its doors is on the raster of a building
STAIRS_RAD = np.deg2rad(42.0)
CLIMBS_M = 0.17  # who cannot make so high a step takes no stairs
SAME_M = 0.35  # between the height of the ground on the two rasters
CALL_M = 1.0  # from the middle of a lift: one is in it


@dataclass(frozen=True, eq=False, slots=True)
class Region:
    """A part of the world on a raster of its own; the first layer is the ground, `far` how far one has walked there."""

    name: str
    window: Window
    layers: list[Layer]
    grades: list[float]  # the steepest rise in each layer
    far: list[F64]


def indoor_groups(nodes: Sequence[PlacedNode]) -> dict[str, list[PlacedNode]]:
    """Return the floors and stairs of each building by the id of its node."""
    found: dict[str, list[PlacedNode]] = {}
    for node in nodes:
        if node.meaning.get("role") == "surface" and node.meaning.get("kind") in INDOORS:
            found.setdefault(str(node.meaning.get("node")), []).append(node)
    return found


def building(name: str, floors: Sequence[PlacedNode], ground: Triangles, solids: list[Solid], walker: Walker) -> Region:
    """Return a building with the ground around it, not yet walked; a body is let in by the slack of a cell."""
    decks = [(np.asarray(one.meaning["position_m"], np.float64), np.asarray(one.meaning["face"])) for one in floors]
    points = np.concatenate([position for position, _ in decks])
    low, high = points[:, (0, 2)].min(axis=0) - AROUND_M, points[:, (0, 2)].max(axis=0) + AROUND_M
    cols, rows = (np.ceil((high - low) / FINE_M).astype(int) + 1).tolist()
    window = Window(float(low[0]), float(low[1]), rows, cols, FINE_M)
    slim = Walker(
        max(walker.radius_m - 0.71 * FINE_M, 0.05), walker.height_m, walker.step_m, walker.max_slope_rad, walker.wade_m
    )
    dry = np.full((rows, cols), -1.0e6)
    near = [solid for solid in solids if _touches(solid, low, high)]
    sheets, grades = [], []
    flat = float(np.tan(walker.max_slope_rad + np.deg2rad(1.0)))
    kinds = ["ground", *(str(one.meaning["kind"]) for one in floors)]
    for kind, (position, face) in zip(kinds, [_cropped(ground, low, high), *decks], strict=True):
        height, steep = rasterise(position, face, window)
        if kind == "stairs":
            steep = np.where(steep <= (STAIRS_RAD if walker.step_m >= CLIMBS_M else 0.0), 0.0, np.pi / 2)
        sheets.append(sheet_of(height, steep, dry, window, near, slim))
        grades.append(float(np.tan(STAIRS_RAD)) if kind == "stairs" else flat)
    layers = layers_of(sheets, window, slim)
    return Region(name, window, layers, grades, [np.full((rows, cols), np.inf) for _ in layers])


def _touches(solid: Solid, low: F64, high: F64) -> bool:
    reach = float(np.hypot(solid.half_m[0], solid.half_m[2])) + 1.0
    at = solid.centre_m[[0, 2]]
    return bool((at >= low - reach).all() and (at <= high + reach).all())


def _cropped(ground: Triangles, low: F64, high: F64) -> Triangles:
    """Return only the triangles of the ground that reach into a box."""
    position, face = ground
    flat = position[:, (0, 2)]
    out = ((flat < low).astype(np.int8) + 2 * (flat > high)).astype(np.int8)
    beyond = np.zeros(len(face), np.bool_)
    for axis in (0, 1):
        side = out[face, axis]
        beyond |= (side == side[:, :1]).all(axis=1) & (side[:, 0] > 0)
    return position, face[~beyond]


def spread(
    regions: Sequence[Region], lifts: Sequence[dict[str, Any]], start: tuple[int, Seeds], walker: Walker
) -> None:
    """Walk all regions from `start`, (number of the region, seeds), until nothing new is reached."""
    waiting: list[tuple[int, Seeds]] = [start]
    for _ in range(4 * len(regions) + 2 * len(lifts) + 1):
        if not waiting:
            return
        for index, seeds in waiting:
            region = regions[index]
            walk(region.layers, region.window, seeds, walker, region.grades, region.far)
        waiting = [*_through_doors(regions), *_by_lift(regions, lifts)]


def _through_doors(regions: Sequence[Region]) -> Iterator[tuple[int, Seeds]]:
    """Yield ground that is reached on one raster and not yet on the other, as seeds there."""
    outside = regions[0]
    for index, inside in enumerate(regions[1:], 1):
        rows, cols = np.nonzero(inside.layers[0].standable)
        if not len(rows):
            continue
        x, z = inside.window.x_m + cols * FINE_M, inside.window.z_m + rows * FINE_M
        r = np.rint((z - outside.window.z_m) / outside.window.cell_m).astype(np.int64)
        c = np.rint((x - outside.window.x_m) / outside.window.cell_m).astype(np.int64)
        on = (r >= 0) & (c >= 0) & (r < outside.window.rows) & (c < outside.window.cols)
        rows, cols, r, c = rows[on], cols[on], r[on], c[on]
        level = np.abs(outside.layers[0].height_m[r, c] - inside.layers[0].height_m[rows, cols]) <= SAME_M
        level &= outside.layers[0].standable[r, c]
        out, here = outside.far[0][r, c], inside.far[0][rows, cols]
        new = level & np.isfinite(out) & ~np.isfinite(here)
        if new.any():
            yield index, [(0, rows[new] * inside.window.cols + cols[new], out[new])]
        back = level & np.isfinite(here) & ~np.isfinite(out)
        if back.any():
            yield 0, [(0, r[back] * outside.window.cols + c[back], here[back])]


def _by_lift(regions: Sequence[Region], lifts: Sequence[dict[str, Any]]) -> Iterator[tuple[int, Seeds]]:
    for lift in lifts:
        ends = [np.asarray(lift[key], np.float64) for key in ("centre_m", "end_m")]
        for index, region in enumerate(regions[1:], 1):
            cells = [_cells_at(region, end) for end in ends]
            for here, there in (cells, cells[::-1]):
                come = min((float(region.far[k].reshape(-1)[at].min()) for k, at in here if len(at)), default=np.inf)
                new = [(k, at, np.full(len(at), come)) for k, at in there if len(at) and not _known(region, k, at)]
                if np.isfinite(come) and new:
                    yield index, new


def _known(region: Region, layer: int, cells: I64) -> bool:
    return bool(np.isfinite(region.far[layer].reshape(-1)[cells]).any())


def _cells_at(region: Region, place: F64) -> list[tuple[int, I64]]:
    """Return the cells of each layer within a lift that stands at `place`."""
    x, z = region.window.centres()
    near = np.hypot(x - place[0], z - place[2]) <= CALL_M
    found = []
    for index, layer in enumerate(region.layers):
        here = near & layer.standable & (np.abs(layer.height_m - place[1]) <= SAME_M)
        found.append((index, np.flatnonzero(here)))
    return found


def outdoors(sheets: Sequence[Sheet], window: Window, walker: Walker) -> Region:
    """Return the land with bridges and jetties, not yet walked."""
    layers = layers_of(list(sheets), window, walker)
    flat = float(np.tan(walker.max_slope_rad + np.deg2rad(1.0)))
    return Region("", window, layers, [flat] * len(layers), [np.full(one.height_m.shape, np.inf) for one in layers])
