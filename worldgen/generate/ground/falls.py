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
    rgb = palette.stream.at(np.array([0.05, 0.6], np.float32))
    water = [part for fall in falls for part in (_strands(fall, rgb, palette.foam), _foam(fall, palette.foam))]
    spray = [_spray(fall, palette.foam) for fall in falls]
    return merged(water, land.size_m, "foam"), merged(spray, land.size_m, "smoke")


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


def _strands(fall: _Fall, rgb: F32, foam: F32) -> Part:
    """Return bands of water side by side, each with a bow and a colour of its own, white where it lands."""
    count = max(round(2.0 * fall.half_m / _STRAND_M), 4)
    share = (np.arange(count) + 0.5) / count * 2.0 - 1.0
    draw = np.asarray(fall.seed.at(np.arange(count)), np.float32)
    other = np.asarray((fall.seed / "far").at(np.arange(count)), np.float32)
    width = fall.half_m / count * 1.35
    side = np.stack([share * fall.half_m - width, share * fall.half_m + width], axis=1)  # (count, 2)
    bow = fall.reach_m * (0.86 + 0.3 * other) * (1.0 - 0.22 * share**4)
    drop = fall.high_m - fall.low_m + 0.15
    ahead = np.concatenate([np.full((count, 1), -_BACK_M), bow[:, None] * _ROWS], axis=1)  # (count, rows)
    height = np.concatenate([np.full((count, 1), 0.05), 0.06 - drop * _ROWS**2 + 0.0 * ahead[:, 1:]], axis=1)
    rows = ahead.shape[1]
    shape = (count, rows, 2)
    point = fall.point(
        np.broadcast_to(ahead[..., None], shape), np.broadcast_to(side[:, None, :], shape),
        fall.high_m + np.broadcast_to(height[..., None] + 0.02 * draw[:, None, None], shape),
    )  # fmt: skip
    white = np.clip(0.30 + 0.6 * draw[:, None] + 0.5 * np.linspace(-0.9, 0.7, rows)[None, :], 0.0, 1.0)
    colour = np.zeros((count, rows, 2, 4), np.float32)
    body = rgb[0] * np.float32(0.45) + rgb[1] * np.float32(0.55)
    colour[..., :3] = (body + (foam - body) * white[..., None])[:, :, None, :]
    colour[..., 3] = np.where(np.arange(rows) == 0, 0.0, 0.97)[None, :, None]
    tip = np.gradient(ahead, axis=1), np.gradient(height, axis=1)
    length = np.sqrt(tip[0] ** 2 + tip[1] ** 2)
    facing = np.stack([-tip[1] / length, tip[0] / length], axis=-1)  # (count, rows, 2) as ahead, up
    normal = np.zeros((count, rows, 2, 3), np.float32)
    normal[..., 0], normal[..., 2] = (facing[..., :1] * way for way in fall.way)
    normal[..., 1] = facing[..., 1:]
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


def _spray(fall: _Fall, foam: F32) -> Part:
    """Return soft balls of spray over where the water lands."""
    from worldgen.generate.vegetation.form import icosphere  # noqa: PLC0415  only falls need it here

    ball, ring = icosphere(1)
    count = max(int(1.2 * fall.half_m), 3)
    draw = np.stack([np.asarray((fall.seed / "spray" / k).at(np.arange(count)), np.float64) for k in range(3)])
    size = min(0.40 + 0.07 * (fall.high_m - fall.low_m), 1.1) * (0.7 + 0.6 * draw[0])
    aside = ((np.arange(count) + 0.5) / count * 2.0 - 1.0) * fall.half_m
    middle = fall.point(fall.reach_m + 0.7 * (draw[1] - 0.3), aside, fall.low_m + 0.45 * size)
    point = middle[:, None, :] + ball[None] * (size[:, None] * np.array([[1.15, 0.8, 1.15]]))[:, None, :]
    colour = np.ones((count, len(ball), 4), np.float32)
    colour[..., :3], colour[..., 3] = foam, 0.22
    face = (len(ball) * np.arange(count)[:, None, None] + ring).reshape(-1, 3)
    return (
        point.reshape(-1, 3).astype(np.float32),
        np.tile(ball, (count, 1)).astype(np.float32),
        colour.reshape(-1, 4),
        face,
    )
