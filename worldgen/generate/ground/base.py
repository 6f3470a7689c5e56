"""The base of the diorama: layered walls below the edge of the ground, a bevelled plinth, a closed bottom."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.surface import opaque, planar
from worldgen.generate.land import Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_SOIL_M = 0.45
_BELOW_M = 4.5  # the walls end this far below the lowest ground
_PLINTH_M, _BEVEL_M, _HIGH_M = 1.6, 0.5, 1.8
_LAYERS = (0.0, 0.22, 0.48, 0.76, 1.0)  # shares of the wall where strata meet
_WAVE = world_seed(0) / "strata"

Part = tuple[F32, F32, F32, NDArray[np.int64]]  # points, normals, RGB or RGBA, faces


def base_mesh(land: Land, palette: Palette, triangles: NDArray[np.int64]) -> Mesh:
    """Return walls, plinth and bottom as one mesh; the walls start at exactly the ground's own edge points."""
    used = np.zeros(land.rows**2, np.bool_)
    used[triangles.ravel()] = True
    edge = used.reshape(land.rows, land.rows)
    floor = np.float32(np.floor(float(land.height_m.min()) - _BELOW_M))
    parts = [_wall(land, palette, edge, side, floor) for side in range(4)]
    parts.append(_plinth(land, palette, floor))
    return merged(parts, land.size_m)


def edge_line(land: Land, edge: Mask, side: int) -> tuple[F32, F32, F32]:
    """Return x, z and height of the ground's edge points on one side, so that the outside is to the right going on.

    Sides: 0 north, 1 west, 2 south, 3 east; each begins at the corner where the one before ends.
    """
    n, half = land.rows, np.float32(land.size_m / 2.0)
    line = {0: edge[0], 1: edge[:, 0], 2: edge[-1], 3: edge[:, -1]}[side]
    height = {0: land.height_m[0], 1: land.height_m[:, 0], 2: land.height_m[-1], 3: land.height_m[:, -1]}[side]
    at = np.flatnonzero(line)
    if side in (0, 3):
        at = at[::-1]
    metre = (at * land.cell_m).astype(np.float32) - half
    fixed = np.full(at.shape, -half if side in (0, 1) else half, np.float32)
    x, z = (metre, fixed) if side in (0, 2) else (fixed, metre)
    if n < 3 or len(at) < 2:
        raise ValueError("the edge of the ground has fewer than two points")
    return x, z, height[at]


def _outward(side: int) -> F32:
    return np.array([(0, 0, -1), (-1, 0, 0), (0, 0, 1), (1, 0, 0)][side], np.float32)


def _wall(land: Land, palette: Palette, edge: Mask, side: int, floor: np.float32) -> Part:
    x, z, top = edge_line(land, edge, side)
    wave = gradient_noise(_WAVE, (x + z) / 37.0, (x - z) / 37.0) * np.float32(0.8)
    levels = _levels(top, wave, floor, np.float32(land.height_m.min()))
    count, bands = len(x), len(levels) - 1
    point = [np.stack([x, level, z], axis=-1) for pair in pairwise(levels) for level in pair]
    shade = 1.0 + 0.06 * wave[:, None]
    rgb = [palette.strata[k % len(palette.strata)] * shade * tone for k in range(bands) for tone in (1.0, 0.94)]
    start = 2 * count * np.arange(bands)[:, None] + np.arange(count - 1)
    a, b, c, d = (corner.ravel() for corner in (start, start + 1, start + count, start + count + 1))
    face = np.concatenate([np.stack([a, c, d], axis=-1), np.stack([a, d, b], axis=-1)])
    points = np.concatenate(point).astype(np.float32)
    normal = np.broadcast_to(_outward(side), points.shape)
    return points, normal, np.clip(np.concatenate(rgb), 0.0, 1.0).astype(np.float32), face


def _levels(top: F32, wave: F32, floor: np.float32, lowest: np.float32) -> list[F32]:
    """Return the heights between which the strata lie, from the ground down: soil first, half of it level rock."""
    lip = np.maximum(top - np.float32(_SOIL_M), floor + np.float32(0.1))
    level_top = np.minimum(lowest + np.float32(1.5), lip)
    out = [top, lip]
    for share in _LAYERS[1:]:
        middle = 0.5 * (level_top + (floor - level_top) * share) + 0.5 * (lip + (floor - lip) * share)
        sway = wave if share < 1.0 else np.float32(0.0)
        out.append(np.clip(middle + sway, floor, out[-1]).astype(np.float32))
    return out


def _plinth(land: Land, palette: Palette, floor: np.float32) -> Part:
    """Return the rings from the foot of the walls out, over the bevel and down, and the bottom."""
    half = land.size_m / 2.0
    out = half + _PLINTH_M
    rings = [(half, floor), (out - _BEVEL_M, floor), (out, floor - _BEVEL_M), (out, floor - _HIGH_M)]
    corner = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1)], np.float32)  # anticlockwise seen from above
    quads, normals = [], []
    for (r0, y0), (r1, y1) in pairwise(rings):
        for side in range(4):
            ends = corner[[side, (side + 1) % 4]]
            quads.append([(x * r, y, z * r) for r, y in ((r0, y0), (r1, y1)) for x, z in ends])
            up = np.array([0.0, r1 - r0, 0.0]) + _outward((side + 1) % 4) * (y0 - y1)
            normals.append(up / np.linalg.norm(up))
    quads.append([(x * out, rings[-1][1], z * out) for x, z in corner[[0, 1, 3, 2]]])  # seen from below
    normals.append(np.array([0.0, -1.0, 0.0]))
    tone = np.repeat(np.array([1.25] * 4 + [1.45] * 4 + [1.0] * 4 + [0.6], np.float32), 4)
    start = 4 * np.arange(len(quads))[:, None]
    face = np.concatenate([start + np.array([0, 2, 3]), start + np.array([0, 3, 1])])
    point = np.array(quads, np.float32).reshape(-1, 3)
    normal = np.repeat(np.array(normals, np.float32), 4, axis=0)
    return point, normal, np.clip(palette.plinth * tone[:, None], 0.0, 1.0).astype(np.float32), face


def merged(parts: list[Part], size_m: float, material: str = "matte") -> Mesh:
    """Return parts of (position, normal, RGB or RGBA, face) as one mesh."""
    starts = np.cumsum([0] + [len(part[0]) for part in parts[:-1]])
    point = np.concatenate([part[0] for part in parts])
    colour = np.concatenate([part[2] for part in parts])
    return Mesh(
        position_m=point,
        normal=np.concatenate([part[1] for part in parts]),
        colour=opaque(colour) if colour.shape[1] == 3 else colour,
        face=np.concatenate([part[3] + start for part, start in zip(parts, starts, strict=True)]).astype(np.uint32),
        material=material,
        uv=planar(point, size_m),
    )
