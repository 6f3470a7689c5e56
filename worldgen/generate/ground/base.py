"""The base of the diorama: layered walls below the edge of the ground, a bevelled plinth, a closed bottom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
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


def base_mesh(land: Land, palette: Palette, triangles: NDArray[np.int64]) -> Mesh:
    """Return walls, plinth and bottom as one mesh; the walls start at exactly the ground's own edge points."""
    used = np.zeros(land.rows**2, np.bool_)
    used[triangles.ravel()] = True
    edge = used.reshape(land.rows, land.rows)
    floor = np.float32(np.floor(float(land.height_m.min()) - _BELOW_M))
    parts = [_wall(land, palette, edge, side, floor) for side in range(4)]
    parts.append(_plinth(land, palette, floor))
    return merged(parts, land.size_m)


def edge_line(land: Land, edge: NDArray[np.bool_], side: int) -> tuple[F32, F32, F32]:
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


def _wall(land: Land, palette: Palette, edge: NDArray[np.bool_], side: int, floor: np.float32) -> tuple[F32, F32, F32, NDArray[np.int64]]:
    x, z, top = edge_line(land, edge, side)
    wave = gradient_noise(_WAVE, (x + z) / 37.0, (x - z) / 37.0) * np.float32(0.8)
    lip = np.maximum(top - np.float32(_SOIL_M), floor + 0.1)
    base_top = np.minimum(np.float32(land.height_m.min()) + 1.5, lip)
    levels = [top, lip]
    for k, share in enumerate(_LAYERS[1:]):
        sway = wave * (0.0 if k == len(_LAYERS) - 2 else 1.0)
        flat = base_top + (floor - base_top) * share
        deep = lip + (floor - lip) * share
        levels.append(np.clip(0.5 * flat + 0.5 * deep + sway, floor, levels[-1]).astype(np.float32))
    points, colours, faces = [], [], []
    count = len(x)
    k = np.arange(count - 1)
    for band in range(len(levels) - 1):
        for level in (levels[band], levels[band + 1]):
            points.append(np.stack([x, level, z], axis=-1))
        rgb = palette.strata[band % len(palette.strata)] * (1.0 + 0.06 * wave[:, None])
        colours.append(np.concatenate([rgb, rgb * np.float32(0.94)]))
        start = 2 * band * count
        a, b, c, d = start + k, start + k + 1, start + count + k, start + count + k + 1
        faces.append(np.concatenate([np.stack([a, c, d], axis=-1), np.stack([a, d, b], axis=-1)]))
    point = np.concatenate(points).astype(np.float32)
    normal = np.broadcast_to(_outward(side), point.shape)
    return point, normal, np.concatenate(colours).astype(np.float32), np.concatenate(faces)


def _plinth(land: Land, palette: Palette, floor: np.float32) -> tuple[F32, F32, F32, NDArray[np.int64]]:
    """Return the rings from the foot of the walls out, over the bevel, down and under."""
    half = land.size_m / 2.0
    out = half + _PLINTH_M
    rings = [(half, floor), (out - _BEVEL_M, floor), (out, floor - _BEVEL_M), (out, floor - _HIGH_M)]
    corner = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1)], np.float32)  # anticlockwise seen from above
    point, normal, face, tone = [], [], [], []
    for ring in range(len(rings) - 1):
        (r0, y0), (r1, y1) = rings[ring], rings[ring + 1]
        for side in range(4):
            a, b = corner[side], corner[(side + 1) % 4]
            start = len(point)
            for radius, y in ((r0, y0), (r1, y1)):
                for at in (a, b):
                    point.append((at[0] * radius, y, at[1] * radius))
            across = _outward((side + 1) % 4)
            up = np.array([0.0, r1 - r0, 0.0]) + across * (y0 - y1)
            normal += [up / np.linalg.norm(up)] * 4
            tone += [(1.25, 1.45, 1.0)[ring]] * 4
            face += [(start, start + 2, start + 3), (start, start + 3, start + 1)]
    start = len(point)
    point += [(at[0] * out, rings[-1][1], at[1] * out) for at in corner]
    normal += [np.array([0.0, -1.0, 0.0])] * 4
    tone += [0.6] * 4
    face += [(start, start + 2, start + 1), (start, start + 3, start + 2)]
    colour = np.clip(palette.plinth[None, :] * np.array(tone, np.float32)[:, None], 0.0, 1.0)
    return (np.array(point, np.float32), np.array(normal, np.float32), colour.astype(np.float32), np.array(face, np.int64))


def merged(parts: list[tuple[F32, F32, F32, NDArray[np.int64]]], size_m: float, material: str = "matte") -> Mesh:
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
