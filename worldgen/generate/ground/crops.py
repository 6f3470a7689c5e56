"""Crops in rows and hedges between parcels: ridges that follow the ground, cut where anybody walks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, dilate
from worldgen.core.noise import gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.ground.tufts import tufts
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Levels, Mesh

_SEED = world_seed(0) / "crops"  # the same in every world: a texture, not a part of its shape
_STEP_M = 5.0  # along a row
_APART_M = 1.9  # between rows
# Of each crop: half its width, height, and half the width of its top; across the others or along them.
_ROWS = {
    Cover.WHEAT: (0.80, 0.68, 0.58, False),
    Cover.PLOUGHED: (0.80, 0.24, 0.12, True),
    Cover.CROP: (0.62, 0.46, 0.24, False),
}
_HEDGE = np.array([(-0.80, 0.0), (-0.66, 0.92), (0.0, 1.34), (0.66, 0.92), (0.80, 0.0)], np.float32)
_HEDGE_RGB = np.array([(0.014, 0.080, 0.052), (0.060, 0.20, 0.060), (0.21, 0.35, 0.080)], np.float32)
_BUSHES = 2  # in one piece of hedge
_GROWTH = (("hedge", 0.34), ("tall", 0.42), ("value", 1.0))  # how far bushes differ in width, height and colour
_SUNNY = np.array([0.55, 0.22, 0.10], np.float32)
# Of a bush, end by end: where along it in lengths, how thick, how far it looks along.
_RINGS = np.array([(-0.78, 0.02, -0.8), (-0.36, 1.0, -0.35), (0.36, 1.0, 0.35), (0.78, 0.02, 0.8)], np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Rods:
    """Lengths of ridge: both ends (k, 2, 3), the way across (2,) or (k, 2), and sizes at both ends."""

    end_m: F32
    across: F32
    half_m: F32  # (k,)
    high_m: F32  # (k, 2)
    top_m: F32  # (k,)
    rgb: F32  # (k, 3)


def crop_meshes(land: Land, palette: Palette, fine: Mask) -> dict[str, Levels]:
    """Return the rows and hedges of every area of fields and terraces, by its id; strips also as seen from afar."""
    out = {}
    open_ = ~fine & ~land.blocked & ~dilate(land.tread > 0.02, 1.0 / land.cell_m) & ~land.wet()
    for area in land.areas.values():
        if area.kind != "fields" or area.line_m is None:
            continue
        hedges = land.areas.get(f"{area.id}.hedges")
        beside = _hedges(land, hedges.line_m, open_) if hedges is not None and hedges.line_m is not None else []
        strips = "strip_m" in area.facts
        grow = partial(tufts if strips else _rows, land, palette, area, open_=open_)
        parts = [part for crop in _ROWS if (part := grow(crop)) is not None] + beside
        if parts:
            coarser = [partial(_from_afar, land, grow, beside)] if strips else []
            out[area.id] = Levels((merged(parts, land.size_m),), *coarser)
    return out


def _from_afar(land: Land, grow: Callable[..., Part | None], beside: list[Part]) -> tuple[Mesh, ...]:
    """Return what `crop_meshes` does of strips, with few faces to each plant."""
    return (merged([part for crop in _ROWS if (part := grow(crop, plain=True)) is not None] + beside, land.size_m),)


def _rows(
    land: Land, palette: Palette, area: Area, crop: Cover, open_: Mask
) -> tuple[F32, F32, F32, NDArray[np.int64]] | None:
    half_m, high_m, top_m, turned = _ROWS[crop]
    line = np.asarray(area.line_m, np.float32)
    along = line[1] - line[0]
    along = along / np.sqrt((along * along).sum())
    if turned:
        along = np.array([-along[1], along[0]], np.float32)
    across = np.array([-along[1], along[0]], np.float32)
    reach = 0.72 * land.size_m
    at = np.arange(-reach, reach, _STEP_M, dtype=np.float32)
    row = np.arange(-reach, reach, _APART_M, dtype=np.float32)
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
    """Return hedges along pairs of points (2 m, 2): rows of rounded bushes, each grown as its place says."""
    pair = line_m.reshape(-1, 2, 2)
    keep = np.ones(len(pair), np.bool_)
    for share in (0.0, 0.5, 1.0):
        spot = pair[:, 0] + (pair[:, 1] - pair[:, 0]) * np.float32(share)
        keep &= open_[land.cell_of(spot[:, 0], spot[:, 1])]
    pair = pair[keep]
    if not len(pair):
        return []
    part = (np.arange(_BUSHES + 1) / np.float32(_BUSHES)).astype(np.float32)[None, :, None]
    knot = pair[:, :1] + (pair[:, 1:] - pair[:, :1]) * part
    pair = np.stack([knot[:, :-1], knot[:, 1:]], axis=2).reshape(-1, 2, 2)
    middle, way = pair.mean(axis=1), pair[:, 1] - pair[:, 0]  # all of a bush is of one growth
    at = [middle[:, axis] / np.float32(1.9) for axis in (0, 1)]
    wide, tall, value = (1.0 + by * gradient_noise(_SEED / name, *at) for name, by in _GROWTH)
    spot = middle[:, None] + way[:, None] * _RINGS[:, :1]  # (k, 4, 2)
    along = way / np.maximum(np.sqrt((way * way).sum(axis=1, keepdims=True)), 1e-6)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)[:, None, None, :]
    x, z = spot[..., 0], spot[..., 1]
    lump = 1.0 + 0.34 * gradient_noise(_SEED / "lump", x[..., None] / 1.3 + _HEDGE[:, 0] * 3.0, z[..., None] / 1.3)
    thick = _RINGS[:, 1][None, :, None]
    sway = _HEDGE[:, 0] * lump * wide[:, None, None] * thick
    count, rings, points = len(pair), len(_RINGS), len(_HEDGE)
    point = np.zeros((count, rings, points, 3), np.float32)
    point[..., 0] = x[..., None] + sway * across[..., 0]
    point[..., 2] = z[..., None] + sway * across[..., 1]
    rise = (_HEDGE[:, 1] * thick + 0.4 * (1.0 - thick)) * tall[:, None, None] * (0.74 + 0.26 * lump)
    point[..., 1] = (land.height_at(x, z) - 0.1)[..., None] + rise
    tone = np.array([0, 1, 2, 1, 0])
    rgb = np.broadcast_to(_HEDGE_RGB[tone], point.shape) * (1.0 + (value[:, None, None, None] - 1.0) * _SUNNY)
    lean = np.array([-0.95, -0.7, 0.0, 0.7, 0.95], np.float32)
    round_ = _RINGS[:, 2][None, :, None]  # how far the ends look along the hedge
    flat_ = np.sqrt(1.0 - round_ * round_)
    normal = np.zeros_like(point)
    for axis, side in ((0, 0), (2, 1)):
        normal[..., axis] = flat_ * lean * across[..., side] + round_ * along[:, None, None, side]
    normal[..., 1] = flat_ * np.sqrt(1.0 - lean * lean)
    first = rings * points * np.arange(count)[:, None, None] + points * np.arange(rings - 1)[:, None]
    k = first + np.arange(points - 1)
    face = np.stack([
        np.stack([k, k + points, k + points + 1], axis=-1), np.stack([k, k + points + 1, k + 1], axis=-1),
    ], axis=-2).reshape(-1, 3)  # fmt: skip
    flat = point.reshape(-1, 3)
    return [(flat, normal.reshape(-1, 3), np.clip(rgb, 0.0, 1.0).reshape(-1, 3).astype(np.float32),
             _outward(flat, normal.reshape(-1, 3), face))]  # fmt: skip


def _outward(point: F32, normal: F32, face: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the faces turned to the side of their normals."""
    a, b, c = (point[face[:, k]].astype(np.float64) for k in range(3))
    towards = (np.cross(b - a, c - a) * normal[face].mean(axis=1)).sum(axis=1)
    return np.where((towards < 0.0)[:, None], face[:, ::-1], face)
