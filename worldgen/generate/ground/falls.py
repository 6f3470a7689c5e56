"""Falling water: strands that leave the lip in a bow, foam where they land, and a little spray."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed, world_seed
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.land import NO_WATER, Area, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_SEED = world_seed(0) / "falls"
_STRAND_M = 0.62  # how broad a strand is
_BACK_M = np.float32(1.3)  # where strands begin, before the lip
_ROWS = np.array([0.0, 0.12, 0.3, 0.5, 0.7, 0.86, 1.0], np.float32)  # of the time of the fall
_ROUND = 9  # corners of a patch of foam
_LEAST_M = 0.6
_MIST = (0.72, 0.90, 1.0)  # in the light of a warm sun it is white


@dataclass(frozen=True, eq=False, slots=True)
class _Fall:
    """One fall: the middle of its lip, the ways down and to the right (2,), half its width, its levels, its seed."""

    middle: F32
    way: F32
    right: F32
    half_m: float
    high_m: float
    low_m: float
    seed: Seed

    @property
    def reach_m(self) -> float:
        """How far before the lip the water lands."""
        return min(0.55 + 0.42 * float(np.sqrt(self.high_m - self.low_m)), 2.6)

    def point(self, ahead: NDArray[np.floating], aside: NDArray[np.floating], height: NDArray[np.floating]) -> F32:
        """Return points (..., 3) given in metres along the river, to its right and up."""
        flat = self.middle + ahead[..., None] * self.way + aside[..., None] * self.right
        return np.stack([flat[..., 0], height, flat[..., 1]], axis=-1).astype(np.float32)


def fall_meshes(land: Land, area: Area, palette: Palette) -> tuple[Mesh, ...]:
    """Return the falls of a river, whose lips `area` has as its line: water and foam, and spray."""
    falls = _falls(land, area)
    if not falls:
        return ()
    thin, deep = palette.stream.at(np.array([0.5, 1.6], np.float32))
    body = 0.5 * thin + 0.35 * deep + 0.15 * palette.foam
    foam = 0.5 * palette.foam + 0.5 * np.array(_MIST, np.float32)
    sheet = [_sheet(fall, np.asarray(body, np.float32)) for fall in falls]
    water = [part for fall in falls for part in (_strands(fall, thin, foam), _foam(fall, foam))]
    spray = [_spray(fall, np.asarray(_MIST, np.float32)) for fall in falls]
    # The sheet is solid: faces of one mesh that are seen through are drawn in no order.
    return merged(sheet, land.size_m), merged(water, land.size_m, "foam"), merged(spray, land.size_m, "smoke")


def _falls(land: Land, area: Area) -> list[_Fall]:
    if area.line_m is None:
        return []
    out = []
    for number, (left, right) in enumerate(area.line_m.reshape(-1, 2, 2)):
        half = max(float(np.sqrt(((right - left) ** 2).sum())) / 2.0, 0.5)
        aside = (right - left) / np.float32(2.0 * half)
        way = np.array([aside[1], -aside[0]], np.float32)
        middle = (left + right) / np.float32(2.0)
        high, low = (_level(land, middle + way * np.float32(step)) for step in (-2.0, 3.0))
        if high is not None and low is not None and high - low > _LEAST_M:
            out.append(_Fall(middle, way, aside, half, high, low, _SEED / area.id / number))
    return out


def _level(land: Land, at: F32) -> float | None:
    level = float(land.water_m[land.cell_of(at[0], at[1])])
    return level if level > NO_WATER else None


def _sheet(fall: _Fall, rgb: F32) -> Part:
    """Return the body of the water behind the strands, without gaps, in a bow closer to the rock."""
    count = max(round(1.2 * fall.half_m), 3) + 1
    share = np.linspace(-1.0, 1.0, count)
    ahead = np.concatenate([np.full((1, count), -0.4), 0.8 * fall.reach_m * _ROWS[:, None] * np.ones(count)])
    drop = fall.high_m - fall.low_m + 0.15
    height = fall.high_m + np.concatenate([[-0.02], 0.02 - drop * _ROWS**2])[:, None]
    rows = len(height)
    point = fall.point(ahead, np.broadcast_to(share * fall.half_m, ahead.shape), np.broadcast_to(height, ahead.shape))
    colour = np.broadcast_to(rgb, (rows, count, 3))
    start = np.arange(rows - 1)[:, None] * count + np.arange(count - 1)
    a, b, c, d = start, start + 1, start + count, start + count + 1
    face = np.stack([np.stack([a, d, c], axis=-1), np.stack([a, b, d], axis=-1)]).reshape(-1, 3)
    return point.reshape(-1, 3), _outward(fall, ahead[:, :1], height).repeat(count, axis=0), colour.reshape(-1, 3), face


def _outward(fall: _Fall, ahead: NDArray[np.floating], height: NDArray[np.floating]) -> F32:
    """Return the unit normals (rows, 3) of a bow given in metres ahead and up, (rows, 1) each."""
    step = np.stack([np.gradient(ahead[:, 0]), np.gradient(height[:, 0])], axis=-1)
    step /= np.maximum(np.sqrt((step**2).sum(axis=-1, keepdims=True)), 1e-9)
    flat = -step[:, 1:] * fall.way
    return np.stack([flat[:, 0], step[:, 0], flat[:, 1]], axis=-1).astype(np.float32)


def _strands(fall: _Fall, rgb: F32, foam: F32) -> Part:
    """Return bands of water side by side, each with a bow, a colour and an end of its own, white where it lands."""
    count = max(round(2.0 * fall.half_m / _STRAND_M), 4)
    draw, other, third = (np.asarray((fall.seed / k).at(np.arange(count)), np.float64) for k in ("near", "far", "end"))
    share = np.clip((np.arange(count) + 0.2 + 0.6 * third) / count * 2.0 - 1.0, -0.96, 0.96)
    width = fall.half_m / count * (0.55 + 0.75 * draw)[:, None] * np.linspace(0.85, 1.35, len(_ROWS) + 1)
    middle = np.broadcast_to((share * fall.half_m)[:, None], width.shape)
    side = np.stack([middle - width, middle + width], axis=-1)  # (count, rows, 2)
    bow = fall.reach_m * (0.86 + 0.3 * other) * (1.0 - 0.22 * share**4)
    drop = fall.high_m - fall.low_m + 0.15
    first = np.where(np.arange(count) % 3 == 0, 0.12, 0.0)[:, None]  # every third begins to break up below the lip
    time = np.concatenate([0.6 * first, first + (1.0 - first) * _ROWS], axis=1)  # of the fall, (count, rows)
    ahead = bow[:, None] * time
    ahead[:, 0] = np.where(first[:, 0] > 0.0, ahead[:, 0], -_BACK_M)
    height = 0.06 + 0.02 * draw[:, None] - drop * time**2
    rows = time.shape[1]
    shape = (count, rows, 2)
    point = fall.point(
        np.broadcast_to(ahead[..., None], shape), side, fall.high_m + np.broadcast_to(height[..., None], shape)
    )
    white = np.clip(0.15 + 0.55 * draw[:, None] ** 1.5 + 0.75 * time**2, 0.0, 1.0)
    colour = np.zeros((*shape, 4), np.float32)
    colour[..., :3] = (rgb + (foam - rgb) * white[..., None])[:, :, None, :]
    colour[..., 3] = np.where(np.arange(rows) == 0, 0.0, 0.92 - 0.3 * other[:, None] * (1.0 - time**3))[..., None]
    normal = np.stack([_outward(fall, ahead[k][:, None], height[k][:, None]) for k in range(count)])
    normal = np.repeat(normal[:, :, None, :], 2, axis=2)
    start = (np.arange(count)[:, None] * rows + np.arange(rows - 1)) * 2
    a, b, c, d = start, start + 1, start + 2, start + 3  # left and right above, left and right below
    face = np.concatenate([np.stack([a, d, c], axis=-1), np.stack([a, b, d], axis=-1)]).reshape(-1, 3)
    return point.reshape(-1, 3), normal.reshape(-1, 3), colour.reshape(-1, 4), face


def _foam(fall: _Fall, foam: F32) -> Part:
    """Return flat patches of foam where the water lands and further down, smaller and thinner."""
    count = max(int(9.0 * fall.half_m), 14)
    draw = np.stack([np.asarray((fall.seed / "foam" / k).at(np.arange(count)), np.float64) for k in range(4)])
    far = draw[0] ** 2
    ahead = fall.reach_m - 0.4 + 5.5 * far
    aside = (2.0 * draw[1] - 1.0) * fall.half_m * (0.95 - 0.25 * far)
    radius = (0.30 + 0.55 * draw[2]) * (1.0 - 0.55 * far) * min(1.0, 0.5 + fall.half_m / 5.0)
    turn = np.arange(_ROUND) * (2.0 * np.pi / _ROUND)
    wild = 0.78 + 0.44 * np.asarray((fall.seed / "edge").at(np.arange(count * _ROUND)), np.float64)
    wild = wild.reshape(count, _ROUND) * radius[:, None]
    rim_ahead, rim_aside = ahead[:, None] + 1.25 * wild * np.cos(turn), aside[:, None] + wild * np.sin(turn)
    level = fall.low_m + 0.05 + 0.03 * draw[3]
    ahead, aside = (np.concatenate([a[:, None], b], axis=1) for a, b in ((ahead, rim_ahead), (aside, rim_aside)))
    point = fall.point(ahead, aside, np.broadcast_to(level[:, None], ahead.shape))
    colour = np.ones((count, _ROUND + 1, 4), np.float32)
    colour[..., :3] = foam
    colour[..., 3] = (0.95 - 0.6 * far)[:, None]
    colour[:, 1:, 3] *= 0.75
    k = np.arange(_ROUND)
    ring = np.stack([0 * k, 1 + k, 1 + (k + 1) % _ROUND], axis=-1)
    face = ((_ROUND + 1) * np.arange(count)[:, None, None] + ring).reshape(-1, 3)
    normal = np.zeros((count * (_ROUND + 1), 3), np.float32)
    normal[:, 1] = 1.0
    flat = point.reshape(-1, 3)
    return flat, normal, colour.reshape(-1, 4), _upward(flat, face)


def _upward(point: F32, face: NDArray[np.int64]) -> NDArray[np.int64]:
    a, b, c = (point[face[:, k]] for k in range(3))
    up = (b[:, 2] - a[:, 2]) * (c[:, 0] - a[:, 0]) - (b[:, 0] - a[:, 0]) * (c[:, 2] - a[:, 2])
    return np.where((up < 0.0)[:, None], face[:, ::-1], face)


def _spray(fall: _Fall, rgb: F32) -> Part:
    """Return soft balls of spray where the water lands: small and dense at its foot, wide and thin above."""
    from worldgen.generate.vegetation.form import icosphere  # noqa: PLC0415  only falls need it here

    ball, ring = icosphere(1)
    drop = fall.high_m - fall.low_m
    count = max(int(min(1.6 * fall.half_m, 9.0) + min(0.5 * drop, 9.0)), 4)
    draw = np.stack([np.asarray((fall.seed / "spray" / k).at(np.arange(count)), np.float64) for k in range(4)])
    rise = np.linspace(0.0, 1.0, count) ** 2  # most of it low
    size = min(0.36 + 0.035 * drop, 1.3) * (0.7 + 0.7 * draw[0]) * (0.8 + 0.9 * rise)
    across = 2.0 * ((np.arange(count) * 0.618 + draw[3] * 0.2) % 1.0) - 1.0
    aside = across * (fall.half_m + 0.8 * size) * (1.1 - 0.25 * rise)
    ahead = fall.reach_m + (0.3 + 1.5 * draw[1]) * size
    middle = fall.point(ahead, aside, fall.low_m + 0.3 * size + 0.28 * drop * rise * (0.6 + 0.4 * draw[2]))
    point = middle[:, None, :] + ball[None] * (size[:, None] * np.array([[1.15, 0.85, 1.15]]))[:, None, :]
    colour = np.ones((count, len(ball), 4), np.float32)
    colour[..., :3], colour[..., 3] = rgb, (0.24 - 0.14 * rise)[:, None]
    face = (len(ball) * np.arange(count)[:, None, None] + ring).reshape(-1, 3)
    return (
        point.reshape(-1, 3).astype(np.float32),
        np.tile(ball, (count, 1)).astype(np.float32),
        colour.reshape(-1, 4),
        face,
    )
