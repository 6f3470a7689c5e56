"""Crops in rows and hedges between parcels: ridges that follow the ground, cut where anybody walks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, dilate
from worldgen.core.noise import gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import merged
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_SEED = world_seed(0) / "crops"  # the same in every world: a texture, not a part of its shape
_STEP_M = 5.0  # along a row
_APART_M = 1.9  # between rows
_STRIP_ROWS = 4  # of a strip of an open field
# Of each crop: half its width, height, and half the width of its top; across the others or along them.
_ROWS = {
    Cover.WHEAT: (0.80, 0.68, 0.58, False),
    Cover.PLOUGHED: (0.80, 0.24, 0.12, True),
    Cover.CROP: (0.62, 0.46, 0.24, False),
}
_HEDGE = np.array([(-0.62, 0.0), (-0.74, 0.62), (-0.34, 1.22), (0.34, 1.22), (0.74, 0.62), (0.62, 0.0)], np.float32)
_HEDGE_RGB = np.array([(0.012, 0.085, 0.060), (0.035, 0.16, 0.055), (0.16, 0.30, 0.075)], np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Rods:
    """Lengths of ridge: both ends (k, 2, 3), the way across (2,) or (k, 2), and sizes at both ends."""

    end_m: F32
    across: F32
    half_m: F32  # (k,)
    high_m: F32  # (k, 2)
    top_m: F32  # (k,)
    rgb: F32  # (k, 3)


def crop_meshes(land: Land, palette: Palette, fine: Mask) -> dict[str, Mesh]:
    """Return the rows and hedges of every area of fields and terraces, by its id."""
    out = {}
    open_ = ~fine & ~land.blocked & ~dilate(land.tread > 0.02, 1.0 / land.cell_m) & ~land.wet()
    for area in land.areas.values():
        if area.kind == "fields" and area.line_m is not None:
            parts = [part for crop in _ROWS if (part := _rows(land, palette, area, crop, open_)) is not None]
            hedges = land.areas.get(f"{area.id}.hedges")
            if hedges is not None and hedges.line_m is not None:
                parts += _hedges(land, hedges.line_m, open_)
            if parts:
                out[area.id] = merged(parts, land.size_m)
    return out


def _rows(
    land: Land, palette: Palette, area: Area, crop: Cover, open_: Mask
) -> tuple[F32, F32, F32, NDArray[np.int64]] | None:
    half_m, high_m, top_m, turned = _ROWS[crop]
    step_m, apart_m, strips = _STEP_M, _APART_M, "strip_m" in area.facts
    if strips:  # whole rows to a strip, all along it
        apart_m = float(area.facts["strip_m"]) / _STRIP_ROWS
        step_m, turned, half_m = 0.5 * _STEP_M, False, min(half_m, 0.46 * apart_m)
        top_m = min(top_m, 0.8 * half_m)
    line = np.asarray(area.line_m, np.float32)
    along = line[1] - line[0]
    along = along / np.sqrt((along * along).sum())
    if turned:
        along = np.array([-along[1], along[0]], np.float32)
    across = np.array([-along[1], along[0]], np.float32)
    reach = 0.72 * land.size_m
    at = np.arange(-reach, reach, step_m, dtype=np.float32)
    row = np.arange(-reach, reach, apart_m, dtype=np.float32)
    if strips:
        most = int(reach / apart_m)
        row = ((np.arange(-most, most) + 0.5) * apart_m).astype(np.float32)
    x = at[None, :] * along[0] + row[:, None] * across[0]
    z = at[None, :] * along[1] + row[:, None] * across[1]
    grows = (land.cover == crop) & area.mask & open_
    half = land.size_m / 2.0 - 1.0
    inside = (np.abs(x) < half) & (np.abs(z) < half)
    cell = land.cell_of(x, z)
    grows_here = grows[cell] & inside
    piece = grows_here[:, :-1] & grows_here[:, 1:]
    if not piece.any():
        return None
    number, start = np.nonzero(piece)
    height = land.height_at(x, z)
    point = np.stack([x, height, z], axis=-1)
    lone = np.pad(piece, ((0, 0), (1, 1)))
    ends = np.stack([lone[number, start], lone[number, start + 2]], axis=1)  # whether the row goes on at each end
    draw = (_SEED / crop.name).at(number).astype(np.float32)[:, None]
    wave = gradient_noise(_SEED / "wave", x / 6.1, z / 6.1)
    tall = 1.0 + 0.16 * np.stack([wave[number, start], wave[number, start + 1]], axis=1)
    rgb = palette.covers[crop.name.lower()] * (0.90 + 0.22 * draw)
    high = np.where(ends, np.float32(high_m), np.float32(0.35 * high_m)) * (0.92 + 0.16 * draw) * tall
    count = len(number)
    rods = Rods(
        np.stack([point[number, start], point[number, start + 1]], axis=1), across, np.full(count, half_m, np.float32),
        high.astype(np.float32), np.full(count, top_m, np.float32), rgb.astype(np.float32),
    )  # fmt: skip
    return _ridges(rods)


def _ridges(rods: Rods) -> tuple[F32, F32, F32, NDArray[np.int64]]:
    """Return three faces for each length: two flanks and a top, dark at the foot and light above."""
    side = np.stack([-rods.half_m, -rods.top_m, rods.top_m, rods.half_m], axis=1)  # (k, 4)
    up = np.array([-0.15, 1.0, 1.0, -0.15], np.float32)
    point = np.repeat(rods.end_m[:, :, None, :], 4, axis=2)  # (k, 2, 4, 3)
    point[..., 0] += side[:, None, :] * rods.across[0]
    point[..., 2] += side[:, None, :] * rods.across[1]
    point[..., 1] += rods.high_m[:, :, None] * up
    tone = np.array([0.55, 1.12, 1.12, 0.55], np.float32)
    rgb = np.clip(rods.rgb[:, None, None, :] * tone[:, None], 0.0, 1.0) * np.ones((1, 2, 1, 1), np.float32)
    lean = np.array([-0.8, -0.35, 0.35, 0.8], np.float32)
    normal = np.zeros_like(point)
    normal[..., 0], normal[..., 2] = lean * rods.across[0], lean * rods.across[1]
    normal[..., 1] = np.sqrt(1.0 - lean * lean)
    count = len(rods.end_m)
    start = 8 * np.arange(count)[:, None, None] + np.arange(3)[:, None]
    quad = np.array([[0, 4, 5], [0, 5, 1]])
    face = (start[..., None] + quad[None, None].reshape(1, 1, 2, 3)).reshape(-1, 3)
    return (
        point.reshape(-1, 3),
        normal.reshape(-1, 3),
        rgb.reshape(-1, 3).astype(np.float32),
        _facing(point.reshape(-1, 3), face),
    )


def _facing(point: F32, face: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the faces turned so that they look up."""
    a, b, c = (point[face[:, k]] for k in range(3))
    up = (b[:, 2] - a[:, 2]) * (c[:, 0] - a[:, 0]) - (b[:, 0] - a[:, 0]) * (c[:, 2] - a[:, 2])
    return np.where((up < 0.0)[:, None], face[:, ::-1], face)


def _hedges(land: Land, line_m: F32, open_: Mask) -> list[tuple[F32, F32, F32, NDArray[np.int64]]]:
    """Return clipped hedges along pairs of points (2 m, 2); both ends of a piece depend on their place alone."""
    pair = line_m.reshape(-1, 2, 2)
    keep = np.ones(len(pair), np.bool_)
    for share in (0.0, 0.5, 1.0):
        spot = pair[:, 0] + (pair[:, 1] - pair[:, 0]) * np.float32(share)
        keep &= open_[land.cell_of(spot[:, 0], spot[:, 1])]
    pair = pair[keep]
    if not len(pair):
        return []
    way = pair[:, 1] - pair[:, 0]
    length = np.sqrt((way * way).sum(axis=1, keepdims=True))
    along = way / np.maximum(length, 1e-6)
    pair = np.stack([pair[:, 0] - 0.3 * along, pair[:, 1] + 0.3 * along], axis=1)  # pieces reach into each other
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)[:, None, None, :]
    x, z = pair[..., 0], pair[..., 1]
    size = 1.0 + 0.22 * gradient_noise(_SEED / "hedge", x / 4.1, z / 4.1)
    lump = 1.0 + 0.30 * gradient_noise(_SEED / "lump", x[..., None] / 1.7 + _HEDGE[:, 0] * 3.0, z[..., None] / 1.7)
    sway = _HEDGE[:, 0] * lump * size[..., None]
    count, points = len(pair), len(_HEDGE)
    point = np.zeros((count, 2, points, 3), np.float32)
    point[..., 0] = x[..., None] + sway * across[..., 0]
    point[..., 2] = z[..., None] + sway * across[..., 1]
    point[..., 1] = (land.height_at(x, z) - 0.1)[..., None] + _HEDGE[:, 1] * size[..., None] * (0.9 + 0.1 * lump)
    tone = np.array([0, 1, 2, 2, 1, 0])
    value = 1.0 + 0.16 * gradient_noise(_SEED / "value", x / 2.3, z / 2.3)
    rgb = np.broadcast_to(_HEDGE_RGB[tone], point.shape) * value[..., None, None]
    lean = np.array([-0.95, -0.85, -0.4, 0.4, 0.85, 0.95], np.float32)
    normal = np.zeros_like(point)
    normal[..., 0], normal[..., 2] = lean * across[..., 0], lean * across[..., 1]
    normal[..., 1] = np.sqrt(1.0 - lean * lean)
    first = 2 * points * np.arange(count)[:, None]
    k = np.arange(points - 1)
    sides = np.concatenate([
        np.stack([first + k, first + k + points, first + k + points + 1], axis=-1),
        np.stack([first + k, first + k + points + 1, first + k + 1], axis=-1),
    ], axis=1)  # fmt: skip
    fan = np.array([[0, 1, 2], [0, 2, 3], [0, 3, 4], [0, 4, 5]])
    caps = np.concatenate([first[:, :, None] + fan, first[:, :, None] + fan[:, ::-1] + points], axis=1)
    face = np.concatenate([sides, caps], axis=1).reshape(-1, 3)
    flat = point.reshape(-1, 3)
    return [(flat, normal.reshape(-1, 3), np.clip(rgb, 0.0, 1.0).reshape(-1, 3).astype(np.float32),
             _outward(flat, normal.reshape(-1, 3), face))]  # fmt: skip


def _outward(point: F32, normal: F32, face: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the faces turned to the side of their normals."""
    a, b, c = (point[face[:, k]].astype(np.float64) for k in range(3))
    towards = (np.cross(b - a, c - a) * normal[face].mean(axis=1)).sum(axis=1)
    return np.where((towards < 0.0)[:, None], face[:, ::-1], face)
