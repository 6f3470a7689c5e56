"""What lies around a world that has no sea: a quiet plain, and far hills that the haze turns blue."""

from __future__ import annotations

import numpy as np

from worldgen.preview.flatten import Look, Soup
from worldgen.preview.water import patches
from worldgen.scene import F32, Vec3

_PALE = np.array([0.62, 0.60, 0.53], np.float32)
_RINGS = ((2.6, 0.10), (3.6, 0.16), (5.0, 0.22))  # distance and height of the hills, in sides of the world
_STEPS = 96  # corners of a ring


def plain(soup: Soup, size_m: float, height_m: float | None = None) -> Soup:
    """Return a wide pale ground for a model or a diorama to stand on: at `height_m`, or just under all of `soup`."""
    low = height_m
    if low is None:
        low = float(soup.corner_m[:, :, 1].min()) - 0.002 if len(soup) else 0.0
    half = size_m * 40.0
    a, b, c, d = (-half, low, -half), (-half, low, half), (half, low, half), (half, low, -half)
    return _upward(np.array([[a, b, c], [a, c, d]], np.float32), _PALE)


def country(soup: Soup, size_m: float, haze: Vec3) -> Soup:
    """Return a plain in a paler shade of the world's own rim, and three rings of low hills that fade into `haze`."""
    ground = plain(soup, size_m)
    low = float(ground.corner_m[0, 0, 1])
    rim = _rim_colour(soup, size_m)
    parts = [_upward(ground.corner_m, 0.6 * _PALE + 0.4 * rim)]
    blue = np.array(haze, np.float32) * np.array([0.42, 0.55, 0.62], np.float32)
    for number in range(len(_RINGS)):
        share = 0.25 + 0.2 * number
        parts.append(_ring(size_m, low, number, rim * (1.0 - share) + blue * share))
    return Soup(
        np.concatenate([part.corner_m for part in parts]),
        np.concatenate([part.normal for part in parts]),
        np.concatenate([part.colour for part in parts]),
        np.concatenate([part.look for part in parts]),
        np.concatenate([part.thing for part in parts]),
    )


def _rim_colour(soup: Soup, size_m: float) -> F32:
    """Return the mean colour (3,) of the ground near the edge of the world."""
    middle = soup.corner_m.mean(axis=1)
    out = np.maximum(np.abs(middle[:, 0]), np.abs(middle[:, 2]))
    edge = (soup.look == Look.SOLID) & (np.abs(out - size_m * 0.49) < size_m * 0.02) & (soup.normal[:, 0, 1] > 0.8)
    if not edge.any():
        return _PALE
    return np.asarray(soup.colour[edge, 0, :3].mean(axis=0), np.float32)


def _ring(size_m: float, low_m: float, number: int, rgb: F32) -> Soup:
    """Return a ring of hills: a wall that leans back, with an uneven crest."""
    far, high = _RINGS[number]
    turn = np.linspace(0.0, 2.0 * np.pi, _STEPS + 1).astype(np.float32)
    at = turn * np.float32(14.0 / (2.0 * np.pi)) + 31.0 * number
    crest = patches(at, at * 0.0 + 3.0) + 0.35 * patches(at * 3.1, at * 0.0 + 9.0)
    crest[-1] = crest[0]
    height = low_m + size_m * high * np.clip(crest - 0.25, 0.02, 1.0)
    foot, top = size_m * far * 0.82, size_m * far
    outer = np.stack([np.sin(turn) * top, height, np.cos(turn) * top], axis=1)
    inner = np.stack([np.sin(turn) * foot, np.full_like(turn, low_m - 0.5), np.cos(turn) * foot], axis=1)
    first = np.stack([inner[:-1], outer[:-1], outer[1:]], axis=1)
    second = np.stack([inner[:-1], outer[1:], inner[1:]], axis=1)
    return _upward(np.concatenate([first, second]).astype(np.float32), rgb)


def _upward(corner: F32, rgb: F32) -> Soup:
    normal = np.zeros_like(corner)
    normal[..., 1] = 1.0
    colour = np.ones((len(corner), 3, 4), np.float32)
    colour[..., :3] = rgb
    return Soup(corner, normal, colour, np.zeros(len(corner), np.uint8), np.full(len(corner), -1, np.int32))
