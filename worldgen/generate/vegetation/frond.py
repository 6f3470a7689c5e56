"""Folded, drooping fronds, for palms and ferns."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.vegetation.form import Part, blend, fan, unit
from worldgen.scene import F32

Gradient = tuple[str, str, str]
Span = tuple[float, float]
_FOLD = 0.42  # how far the edges hang below the spine, for each metre of width
_UP = np.array([0.0, 0.55, 0.0])  # leaves shade as if they lay flatter than they do, or half a crown is black


@dataclass(frozen=True, eq=False, slots=True)
class Fronds:
    """A drawn crown of fronds: for each its direction, length, and the angle at which it leaves and ends."""

    yaw_rad: F32
    length_m: F32
    rise_rad: F32
    fall_rad: F32
    width_m: float


def draw_fronds(count: int, length_m: float, seed: Seed, rise: Span, fall: Span, slim: float = 0.2) -> Fronds:
    """Return `count` fronds around the stem; every second one stands steeper, so that the crown has two storeys.

    `rise` holds the angles at which the lower and the upper ones leave, `fall` those at which the upper and the lower
    ones end; `slim` is half their width as a share of their length.
    """
    u = (seed / "fronds").uniform(count, 4)
    yaw = 2.0 * np.pi * (np.arange(count) + 0.35 * (u[:, 0] - 0.5)) / count
    storey = (np.arange(count) % 2) * 0.7 + 0.3 * u[:, 1]
    return Fronds(
        yaw.astype(np.float32),
        (length_m * (0.88 + 0.22 * u[:, 2])).astype(np.float32),
        (rise[0] + (rise[1] - rise[0]) * storey).astype(np.float32),
        (fall[0] + (fall[1] - fall[0]) * (1.0 - storey + 0.25 * (u[:, 3] - 0.5))).astype(np.float32),
        slim * length_m,
    )


def make_fronds(fronds: Fronds, at_m: F32, segments: int, gradient: Gradient, *, leaflets: bool = False) -> Part:
    """Return the fronds around `at_m`, coloured from stalk through middle to tip.

    Each is folded along its spine into two halves. With `leaflets` its edge is a saw of `segments` teeth
    (6 `segments` - 4 triangles a frond); without, it is plain (4 `segments` - 4), and with one segment it is a
    diamond of 2 triangles, bent where the frond is highest.
    """
    if segments == 1:
        return _diamonds(fronds, at_m, gradient)
    steps = 2 * segments if leaflets else segments
    s = np.linspace(0.0, 1.0, steps + 1)
    tooth = np.arange(steps + 1) % 2 if leaflets else np.full(steps + 1, 0.6)
    spine, ahead, across = _spines(fronds, s)
    out = (fronds.width_m * _outline(s) * (0.5 + 0.5 * tooth))[None, :, None]
    sweep = 0.075 * fronds.length_m[:, None, None] * (tooth if leaflets else 0.0 * tooth)[None, :, None]
    inner = np.arange(0, steps + 1, 2 if leaflets else 1)
    face, along = _topology(segments, leaflets=leaflets), np.concatenate([s[inner], s[1:-1]])
    rim = np.concatenate([np.zeros(len(inner)), np.ones(steps - 1)])
    halves = []
    for side in (1.0, -1.0):
        edge = spine + side * across * out - np.array([0.0, _FOLD, 0.0]) * out + ahead * sweep
        position = np.concatenate([spine[:, inner], edge[:, 1:-1]], 1)
        lie = np.cross(ahead, across) + side * _FOLD * across
        halves.append((position, np.concatenate([lie[:, inner], lie[:, 1:-1]], 1)))
    count, n = len(fronds.yaw_rad), len(along)
    position, normal = (np.concatenate([half[i] for half in halves], 1).reshape(-1, 3) for i in (0, 1))
    colour = np.tile(_coloured(along, rim, gradient), (2 * count, 1))
    return fan(position + at_m, unit(normal) + _UP, colour, np.concatenate([face, face[:, ::-1] + n]), count)


def _diamonds(fronds: Fronds, at_m: F32, gradient: Gradient) -> Part:
    s = np.array([0.0, 0.45, 1.0])
    spine, ahead, across = _spines(fronds, np.linspace(0.0, 1.0, 7))
    middle, out = spine[:, 3], 0.8 * fronds.width_m * across[:, 3]
    position = np.stack([spine[:, 0], middle + out, spine[:, -1], middle - out], 1)
    normal = np.repeat(np.cross(ahead[:, 3], across[:, 3]), 4, axis=0)
    colour = np.tile(_coloured(s[[0, 1, 2, 1]], np.array([0, 1, 1, 1]), gradient), (len(position), 1))
    face = np.array([[0, 3, 1], [1, 3, 2]])
    return fan(position.reshape(-1, 3) + at_m, normal + _UP, colour, face, len(position))


def _outline(s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the half width of a frond along its spine, 0..1: narrow at the stalk, widest before the middle."""
    return np.maximum(np.sin(np.pi * s**0.72), 0.0) ** 0.7


def _coloured(along: NDArray[np.float64], rim: NDArray[np.float64], gradient: Gradient) -> F32:
    """Return linear RGB (n, 3): stalk, middle, tip; the fold is darker than the edge."""
    low = blend(gradient[0], gradient[1], along * 2.0)
    tip = blend(gradient[1], gradient[2], along * 2.0 - 1.0)
    return np.where(along[:, None] < 0.5, low, tip) * (0.86 + 0.14 * rim)[:, None].astype(np.float32)


@cache
def _topology(segments: int, *, leaflets: bool) -> NDArray[np.int64]:
    """Return the faces of the right half: all points of the spine first, then those of the edge between its ends.

    At both ends of the spine the edge meets it, so the first and last quads are triangles.
    """
    i = np.arange(segments)
    step = 2 if leaflets else 1
    root = segments + step * i  # the point of the edge beside spine point i
    end = root + step
    if leaflets:
        tooth = root + 1
        blade, hind = np.stack([i, i + 1, tooth], 1), np.stack([i, tooth, root], 1)[1:]
        return np.concatenate([blade, hind, np.stack([i + 1, end, tooth], 1)[:-1]])
    end[-1] = segments
    return np.concatenate([np.stack([i, i + 1, end], 1)[:-1], np.stack([i, end, root], 1)[1:]])


def _spines(fronds: Fronds, s: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Return spine points, directions along and across, each (count, k, 3): an arc that rises, then falls."""
    bend = s[None] ** 1.15
    angle = fronds.rise_rad[:, None] * (1.0 - bend) + fronds.fall_rad[:, None] * bend
    middle = 0.5 * (angle[:, 1:] + angle[:, :-1])
    step = fronds.length_m[:, None] * np.diff(s)[None]
    zero = np.zeros((len(angle), 1))
    out = np.concatenate([zero, np.cumsum(np.cos(middle) * step, 1)], 1)
    up = np.concatenate([zero, np.cumsum(np.sin(middle) * step, 1)], 1)
    sin, cos = np.sin(fronds.yaw_rad)[:, None], np.cos(fronds.yaw_rad)[:, None]
    spine = np.stack([out * sin, up, out * cos], -1)
    ahead = np.stack([np.cos(angle) * sin, np.sin(angle), np.cos(angle) * cos], -1)
    across = np.broadcast_to(np.stack([cos + 0 * s, 0 * sin + 0 * s, -sin + 0 * s], -1), spine.shape)
    return spine, ahead, across
