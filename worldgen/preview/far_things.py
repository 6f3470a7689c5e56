"""What stands on the land beyond a world: plain trees, buttes and icebergs, no more than a texture of the distance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import linear
from worldgen.preview.flatten import Look, Soup
from worldgen.preview.grain import patches
from worldgen.scene import F32, BeyondTrees

F64 = NDArray[np.floating]

CANOPY: dict[BeyondTrees, tuple[str, str]] = {
    "none": ("#1e4f4a", "#5f9a60"), "conifer": ("#1e4f4a", "#5f9a60"), "broadleaf": ("#2a6b4c", "#8dbb58"),
    "acacia": ("#4c6a3a", "#9aa858"),
}  # fmt: skip
_COUNT: dict[BeyondTrees, int] = {"none": 0, "conifer": 9000, "broadleaf": 5600, "acacia": 900}
_BARK = linear("#6b5140")
_STRATA = tuple(linear(name) for name in ("#b5633f", "#d98a57", "#a94f38", "#e0a06a", "#c06a46", "#8f4633"))
_FULL_M = 256.0
_APART = 0.12  # of the side of the world
_OPEN = 0.5  # of a valley, from where on no trees stand in it
_BUTTES, _BERGS, _ISLETS = 34, 40, 9


def far_trees(point: F32, canopy: tuple[BeyondTrees, F32], size_m: float, level_m: float | None = None) -> Soup:
    """Return trees in groves over rings of points (rings, k, 4); their colours (2, 3) are those below and above.

    The last of each point says how much it belongs to the valley of a stream, 0..1: no trees stand there.
    """
    kind, colours = canopy
    count = round(_COUNT[kind] * min(1.0, (size_m / _FULL_M) ** 2))  # around a small world there is less room
    u, v, w = (_draw(count, 3.0 + 10.0 * k) for k in range(3))
    strewn = _strewn(point, u**1.15, v)
    foot = strewn[:, :3]
    grove = patches(foot[:, 0] / 48.0 + 3.0, foot[:, 2] / 48.0)
    kept = grove > (0.40 if kind != "acacia" else 0.25)
    kept &= strewn[:, 3] < _OPEN
    kept &= np.abs(foot[:, (0, 2)]).max(axis=1) > (0.5 + _APART) * size_m  # so near they would show how plain they are
    if level_m is not None:
        kept &= foot[:, 1] > level_m + 0.5
    foot, w = foot[kept], w[kept]
    corner, normal, high = _FORMS[kind]
    tall = ((6.0 + 5.5 * w) * (0.8 if kind == "acacia" else 1.0)).astype(np.float32)[:, None, None, None]
    placed = (corner[None] * tall + foot[:, None, None, :]).reshape(-1, 3, 3).astype(np.float32)
    shade = colours[0] + (colours[1] - colours[0]) * np.clip(high, 0.0, 1.0)[..., None]
    shade = np.where(high[..., None] < 0.0, _BARK, shade)
    tint = (shade[None] * (0.7 + 0.5 * w)[:, None, None, None]).reshape(-1, 3, 3)
    return _soup(placed, np.tile(normal, (len(foot), 1, 1)), tint)


def buttes(point: F32, size_m: float) -> Soup:
    """Return table mountains of banded rock: a skirt of scree, a sheer wall, a flat top."""
    parts = []
    for number in range(_BUTTES):
        draw = patches(np.arange(40.0) + 64.0 * number, np.full(40, 90.0))
        foot = _strewn(point, 0.66 + 0.34 * draw[:1], (number * 0.618034 + 0.05 * draw[1:2]) % 1.0)[0]
        wide = size_m * (0.09 + 0.24 * draw[2] ** 1.5) * (0.6 if draw[2] < 0.35 else 1.0)
        wide = min(wide, (float(np.abs(foot[[0, 2]]).max()) - 0.5 * size_m) / 2.1)  # its scree must end at the edge
        tall = size_m * (0.11 + 0.12 * draw[3]) * (1.1 if draw[2] < 0.35 else 0.85)
        sides = 1.0 + 0.34 * (draw[8:24] - 0.5)
        level = np.array([-0.06, 0.10, 0.24, 0.34, 0.50, 0.60, 0.78, 0.90, 1.0, 1.0])
        reach = np.array([1.75, 1.45, 1.18, 1.02, 1.0, 0.955, 0.945, 0.91, 0.90, 0.0])
        rows = [_STRATA[(number + k) % len(_STRATA)] for k in range(len(level) - 1)]
        rows[0] = rows[1] = linear("#c98a5c")
        rows[-1] = linear("#d6a074")
        parts.append(_stacked(foot, (level * tall, reach * wide), sides, np.stack(rows)))
    return _soup(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def bergs(point: F32, size_m: float) -> Soup:
    """Return icebergs: sheer blue flanks, white shoulders, no two tops alike."""
    parts = []
    for number in range(_BERGS):
        draw = patches(np.arange(40.0) + 64.0 * number, np.full(40, 190.0))
        foot = _strewn(point, 0.22 + 0.72 * draw[:1], (number * 0.618034 + 0.05 * draw[1:2]) % 1.0)[0]
        wide = size_m * (0.03 + 0.11 * draw[2] ** 2)
        tall = size_m * (0.02 + 0.09 * draw[3] ** 1.6)
        sides = 1.0 + 0.7 * (draw[8:17] - 0.5)
        level = np.array([-0.2, 0.16, 0.55, 0.82, 1.0])
        reach = np.array([1.10, 1.0, 0.84, 0.55, 0.0])
        rgb = np.stack([linear(c) for c in ("#8cc7e4", "#bfe2f0", "#e4f2f9", "#f8fcff")])
        parts.append(_stacked(foot, (level * tall, reach * wide), sides, rgb))
    return _soup(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def islets(size_m: float, level_m: float) -> Soup:
    """Return other islands far out at sea: low green ones, and old cones that the sea has worn down."""
    parts = []
    for number in range(_ISLETS):
        draw = patches(np.arange(48.0) + 64.0 * number, np.full(48, 290.0))
        turn = 2.0 * np.pi * ((number * 0.618034 + 0.05 * draw[1]) % 1.0)
        far = size_m * (9.0 + 5.0 * draw[0])
        wide = size_m * (0.4 + 0.7 * draw[2] ** 1.6)
        for lump in range(2):
            own = draw[8 + 16 * lump : 24 + 16 * lump]
            aside = wide * (0.8 * lump * (0.6 + 0.4 * own[0]) * (1.0 if draw[3] > 0.5 else -1.0))
            east, south = np.sin(turn), np.cos(turn)
            foot = np.array([far * east + aside * south, level_m, far * south - aside * east])
            tall = wide * (0.26 + 0.34 * own[1]) * (1.0 - 0.5 * lump)
            level = np.array([-0.1, 0.06, 0.24, 0.5, 0.8, 1.0, 1.0])
            reach = np.array([1.12, 1.0, 0.72, 0.46, 0.24, 0.12, 0.0]) * (1.0 - 0.25 * lump)
            rgb = np.stack([linear(c) for c in ("#cdb98a", "#6f9a62", "#5f8c62", "#66806a", "#77706c", "#77706c")])
            parts.append(_stacked(foot, (level * tall, reach * wide), 1.0 + 0.5 * (own[2:14] - 0.5), rgb))
    return _soup(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def _stacked(foot: F64, form: tuple[F64, F64], sides: F64, rgb: F32) -> tuple[F64, F64, F64]:
    """Return corners, normals and colours (m, 3, 3) of a faceted tower: `form` is heights and half widths (r,)."""
    level, reach = form
    turn = np.arange(len(sides)) * (2.0 * np.pi / len(sides))
    ring = np.stack([np.sin(turn) * sides, np.cos(turn) * sides], axis=-1)
    point = np.zeros((len(level), len(sides), 3))
    point[..., 1] = level[:, None]
    point[..., (0, 2)] = ring[None] * reach[:, None, None]
    point += foot
    ahead = np.roll(point, -1, axis=1)
    first = np.stack([point[:-1], ahead[:-1], ahead[1:]], axis=2)
    second = np.stack([point[:-1], ahead[1:], point[1:]], axis=2)
    corner = np.stack([first, second], axis=2).reshape(-1, 3, 3)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    normal = np.where(length > 1e-9, normal / np.maximum(length, 1e-9), np.array([0.0, 1.0, 0.0]))
    tint = np.repeat(rgb, 2 * len(sides), axis=0)[:, None, :]
    return corner, np.broadcast_to(normal[:, None, :], corner.shape), np.broadcast_to(tint, corner.shape)


def _strewn(point: F32, ring_share: F64, along_share: F64) -> F64:
    """Return places (n, 3) on rings of points, from the innermost (0) to the outermost (1) and around."""
    rings, count = point.shape[:2]
    ring = (rings - 2.01) * ring_share
    along = along_share * count
    low, left = ring.astype(np.int64), along.astype(np.int64) % count
    down, side = (ring - low)[:, None], (along % 1.0)[:, None]
    right = (left + 1) % count
    inner = point[low, left] * (1.0 - side) + point[low, right] * side
    outer = point[low + 1, left] * (1.0 - side) + point[low + 1, right] * side
    return np.asarray(inner * (1.0 - down) + outer * down, np.float64)


def _draw(count: int, row: float) -> F32:
    return patches(np.arange(count) * 1.0, np.full(count, row))  # on the lattice: a hash


def _cone(sides: int, form: tuple[float, float, float]) -> F32:
    """Return the flanks (sides, 3, 3) of a cone; `form` is its radius and the heights of its foot and tip."""
    radius, low, high = form
    angle = np.arange(sides) * (2.0 * np.pi / max(sides, 1))
    skirt = np.stack([radius * np.sin(angle), np.full(sides, low), radius * np.cos(angle)], axis=1)
    tip = np.broadcast_to(np.array([0.0, high, 0.0]), skirt.shape)
    return np.stack([skirt, np.roll(skirt, -1, axis=0), tip], axis=1).astype(np.float32)


def _band(sides: int, low: tuple[float, float], high: tuple[float, float]) -> F32:
    """Return the flanks (2 sides, 3, 3) between two rings, each a radius and a height."""
    angle = np.arange(sides) * (2.0 * np.pi / sides)
    a, b = (np.stack([r * np.sin(angle), np.full(sides, y), r * np.cos(angle)], axis=1) for r, y in (low, high))
    ahead_a, ahead_b = np.roll(a, -1, axis=0), np.roll(b, -1, axis=0)
    flanks = np.concatenate([np.stack([a, ahead_a, ahead_b], axis=1), np.stack([a, ahead_b, b], axis=1)])
    return flanks.astype(np.float32)


def _rounded(corner: F32, middle: tuple[float, float, float]) -> F32:
    """Return normals half way from those of a ball to those of the facets."""
    ball = corner - np.array(middle, np.float32)
    ball /= np.linalg.norm(ball, axis=-1, keepdims=True)
    mixed = 0.6 * ball + 0.4 * _outward(corner, middle)
    return np.asarray(mixed / np.linalg.norm(mixed, axis=-1, keepdims=True), np.float32)


def _outward(corner: F32, middle: tuple[float, float, float]) -> F32:
    out = corner.mean(axis=1) - np.array(middle)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return np.broadcast_to(out[:, None, :], corner.shape).astype(np.float32)


def _form(kind: BeyondTrees) -> tuple[F32, F32, F32]:
    """Return corners and normals (m, 3, 3) of a tree 1 m tall, and how high in its crown each corner is (m, 3)."""
    if kind == "conifer":
        crown = np.concatenate([_cone(6, (0.27, 0.08, 0.74)), _cone(5, (0.185, 0.46, 1.0))])
        trunk, middle = _cone(3, (0.04, 0.0, 0.3)), (0.0, 0.0, 0.0)
    elif kind == "acacia":
        crown = np.concatenate([_cone(9, (0.62, 0.80, 1.0)), _cone(9, (0.62, 0.80, 0.70))[:, ::-1]])
        trunk, middle = _cone(4, (0.07, 0.0, 0.86)), (0.0, 0.6, 0.0)
    else:
        crown = np.concatenate([
            _cone(6, (0.27, 0.80, 0.98)), _band(6, (0.40, 0.50), (0.27, 0.80)), _cone(6, (0.40, 0.50, 0.16))[:, ::-1]
        ])  # fmt: skip
        trunk, middle = _cone(3, (0.05, 0.0, 0.5)), (0.0, 0.4, 0.0)
    low, high = float(crown[..., 1].min()), float(crown[..., 1].max())
    rise = np.concatenate([(crown[..., 1] - low) / (high - low), np.full(trunk.shape[:2], -1.0)])
    out = _rounded(crown, middle) if kind == "broadleaf" else _outward(crown, middle)
    normal = np.concatenate([out, _outward(trunk, (0.0, 0.0, 0.0))])
    return np.concatenate([crown, trunk]), normal, rise.astype(np.float32)


_FORMS: dict[BeyondTrees, tuple[F32, F32, F32]] = {
    "conifer": _form("conifer"), "broadleaf": _form("broadleaf"), "acacia": _form("acacia"),
}  # fmt: skip


def _soup(corner: F32, normal: F32, rgb: F32) -> Soup:
    rgba = np.concatenate([rgb, np.ones((*rgb.shape[:2], 1))], axis=2).astype(np.float32)
    count = len(corner)
    return Soup(
        np.ascontiguousarray(corner, np.float32), np.ascontiguousarray(normal, np.float32), rgba,
        np.full(count, Look.SOLID, np.uint8), np.full(count, -1, np.int32),
    )  # fmt: skip
