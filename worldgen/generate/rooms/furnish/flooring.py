"""The floor of a room as it looks: boards or tiles, each a little different, darker under what stands on them.

The shade is in the colours of the corners, so that it is there in every engine.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.arrays import distinct_rows
from worldgen.core.colour import linear
from worldgen.core.seed import Seed
from worldgen.generate.rooms.furnish.boxes import F64, distance, within
from worldgen.generate.rooms.furnish.site import Side, Site
from worldgen.scene import Mesh, Model

LIFT_M = 0.004  # above the floor of the building
_TILES = {
    "bathroom": ("#a9cfd0", 0.4), "toilets": ("#a9cfd0", 0.4), "kitchen": ("#d3c6b0", 0.5),
    "laboratory": ("#c3cdcc", 0.6),
    "ward": ("#bcd8cd", 0.7), "treatment": ("#bcd8cd", 0.7), "nave": ("#cdbb9b", 0.8),
    "platform": ("#b9b4aa", 0.8),
    "canteen": ("#d9b98f", 0.6), "reception": ("#d8c3a2", 0.7),
    "corridor": ("#d2b48f", 0.6),
    "garage": ("#aaa59c", 1.2),
}  # fmt: skip
_BARE = ("barn", "glasshouse", "stairs", "lift")
_BOARDS = {"gym": "#e3b272", "store": "#bfa984", "gallery": "#caa67c", "library": "#c9966a", "bedroom": "#cf9f72"}
_BOARD, _BOARD_M, _PIECE_M = "#d6a873", 0.24, 0.62
_UNEVEN, _SEAM, _SEAM_M = 0.055, 0.62, 0.014
_BOARD_LONG, _JOINT_M = 260, 0.02  # how long boards are, in centimetres, and the gap where one ends
_DEEP_M, _DARK = 0.28, 0.42  # how far the shade of things reaches, and how dark it is under them
_SKIRT_M, _SKIRT_OUT_M = 0.11, 0.018
_SKIRTING = "#f3e6cc"


def floor_model(site: Site, solids: F64, seed: Seed, name: str) -> Model | None:
    """Return the floor of the room and its skirting, or None for a bare one; its origin is the middle of the floor.

    Parameters
    ----------
    solids : (n, 8)
        What stands on it.
    """
    if site.room.kind in _BARE:
        return None
    low, high = site.outline.min(axis=0), site.outline.max(axis=0)
    tiles = _TILES.get(site.room.kind)
    cells = _tiled(low, high, tiles[1]) if tiles else _boarded(low, high)
    middle = (cells[:, :2] + cells[:, 2:]) / 2
    cells = cells[within(middle, site.outline) & _dry(middle, site.wells)]
    base = np.array(linear(tiles[0] if tiles else _BOARDS.get(site.room.kind, _BOARD)), np.float64)
    origin = np.array([*((low + high) / 2), 0.0])[[0, 2, 1]] + np.array([0.0, site.floor_m, 0.0])
    meshes = (_boards(cells, base, solids, seed, site), *_skirting(site))
    moved = tuple(replace(mesh, position_m=(mesh.position_m - origin).astype(np.float32)) for mesh in meshes)
    outline = (site.outline - origin[[0, 2]]).astype(np.float32)
    return Model(name, (moved,), outline, 0.12, airy=True, triangle_budget=6000)


def _dry(points: F64, wells: F64) -> np.ndarray:
    out = np.ones(len(points), np.bool_)
    for well in wells:
        out &= distance(points, well) > 0.0
    return out


def _tiled(low: F64, high: F64, side_m: float) -> F64:
    count = np.maximum(np.rint((high - low) / side_m).astype(int), 1)
    x, z = (np.linspace(low[k], high[k], count[k] + 1) for k in (0, 1))
    i, k = (part.ravel() for part in np.meshgrid(np.arange(count[0]), np.arange(count[1])))
    return np.stack([x[i], z[k], x[i + 1], z[k + 1]], axis=1)


def _boarded(low: F64, high: F64) -> F64:
    """Return boards along the longer side (n, 4), in pieces short enough to carry shade."""
    long = 0 if high[0] - low[0] >= high[1] - low[1] else 1
    rows = max(round((high[1 - long] - low[1 - long]) / _BOARD_M), 1)
    pieces = max(round((high[long] - low[long]) / _PIECE_M), 1)
    across = np.linspace(low[1 - long], high[1 - long], rows + 1)
    along = np.linspace(low[long], high[long], pieces + 1)
    i, k = (part.ravel() for part in np.meshgrid(np.arange(pieces), np.arange(rows)))
    a, b = along[i], along[i + 1]
    c, d = across[k], across[k + 1]
    return np.stack([a, c, b, d] if long == 0 else [c, a, d, b], axis=1)


def _boards(cells: F64, base: F64, solids: F64, seed: Seed, site: Site) -> Mesh:
    """Return a quad for each cell, one shade to a board, over a darker ground that shows as seams."""
    wide = float(cells[:, 2].max() - cells[:, 0].min())
    deep = float(cells[:, 3].max() - cells[:, 1].min())
    key = np.rint((cells[:, 1] if wide >= deep else cells[:, 0]) * 100).astype(np.int64)
    run = np.rint((cells[:, 0] if wide >= deep else cells[:, 1]) * 100).astype(np.int64)
    tiles = site.room.kind in _TILES
    piece = (run + (seed.at(key) * 400).astype(np.int64)) // (1 if tiles else _BOARD_LONG)
    shade = 1.0 + _UNEVEN * (2.0 * (seed / "shade").at(key, piece) - 1.0)
    gap = np.array([_SEAM_M, _SEAM_M]) / 2
    inner = cells.copy()
    across = (1,) if wide >= deep else (0,)
    for axis in (0, 1) if tiles else across:
        inner[:, axis] += gap[axis]
        inner[:, axis + 2] -= gap[axis]
    if not tiles:  # boards end somewhere: a joint where the shade changes
        along = 0 if wide >= deep else 1
        long = np.rint((cells[:, along + 2] - cells[:, along]) * 100).astype(np.int64)
        before = (run - long + (seed.at(key) * 400).astype(np.int64)) // _BOARD_LONG
        inner[before != piece, along] += _JOINT_M
    low, high = site.outline.min(axis=0), site.outline.max(axis=0)
    point = np.concatenate([_quads(inner, site.floor_m + LIFT_M), _quads(cells, site.floor_m + LIFT_M / 2)])
    tone = np.concatenate([np.repeat(shade, 4), np.full(4 * len(cells), _SEAM)])
    first, back = distinct_rows(point[:, (0, 2)])  # most corners are of several cells
    light = tone * _ambient(point[first], solids, (low, high))[back]
    colour = np.concatenate([base * light[:, None], np.ones((len(light), 1))], axis=1)
    start = (np.arange(2 * len(cells)) * 4)[:, None, None]
    face = (start + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3)
    normal = np.tile(np.array([0.0, 1.0, 0.0]), (len(point), 1))
    return Mesh(
        point.astype(np.float32), normal.astype(np.float32), np.clip(colour, 0, 1).astype(np.float32),
        face.astype(np.uint32),
    )  # fmt: skip


def _quads(cells: F64, y: float) -> F64:
    a, b, c, d = cells.T
    flat = np.stack([np.stack(pair, axis=1) for pair in ((a, b), (a, d), (c, d), (c, b))], axis=1).reshape(-1, 2)
    return np.stack([flat[:, 0], np.full(len(flat), y), flat[:, 1]], axis=1)


def _ambient(point: F64, solids: F64, extent: tuple[F64, F64]) -> F64:
    """Return how much light of the sky is left (n,) at points of the floor: less near walls, and by things."""
    flat = point[:, (0, 2)]
    low, high = extent
    edge = np.minimum(flat - low, high - flat).min(axis=1)
    out = 1.0 - 0.2 * np.exp(-np.maximum(edge, 0.0) / 0.35)
    for box in solids:
        if box[6] < 1.0:
            near = np.exp(-distance(flat, box) / _DEEP_M)
            out *= 1.0 - _DARK * near * max(1.0 - box[6] / 1.0, 0.0)
    return np.asarray(out, np.float64)


def _skirting(site: Site) -> tuple[Mesh, ...]:
    quads = [quad for side in site.sides for quad in _boards_along(side, site.floor_m)]
    if not quads:
        return ()
    point = np.array(quads).reshape(-1, 3)
    face = (np.arange(len(quads)) * 4)[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]])
    corner = np.array(quads)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    colour = np.tile(np.array([*linear(_SKIRTING), 1.0]), (len(point), 1))
    return (
        Mesh(
            point.astype(np.float32), np.repeat(normal, 4, axis=0).astype(np.float32), colour.astype(np.float32),
            face.reshape(-1, 3).astype(np.uint32),
        ),
    )  # fmt: skip


def _boards_along(side: Side, floor_m: float) -> list[F64]:
    """Return the faces, front and top, of the skirting of one side between its doors."""
    doors = sorted((gap.along_m - gap.half_m - 0.12, gap.along_m + gap.half_m + 0.12) for gap in side.gaps
                   if gap.kind != "window")  # fmt: skip
    edges = [0.0, *(edge for door in doors for edge in door), side.long_m]
    found = []
    flip = float(side.along[0] * side.inward[1] - side.along[1] * side.inward[0]) > 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < 0.05:
            continue
        (ax, az), (bx, bz) = side.at(start, _SKIRT_OUT_M), side.at(end, _SKIRT_OUT_M)
        (cx, cz), (dx, dz) = side.at(end, 0.0), side.at(start, 0.0)
        low, high = floor_m, floor_m + _SKIRT_M
        front = np.array([(ax, low, az), (bx, low, bz), (bx, high, bz), (ax, high, az)])
        top = np.array([(ax, high, az), (bx, high, bz), (cx, high, cz), (dx, high, dz)])
        found += [front[::-1] if flip else front, top[::-1] if flip else top]
    return found
