"""Heaps of fair-weather cloud around the world: few, large, with flat bases, piled high in the middle."""

from __future__ import annotations

import numpy as np

from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.preview.flatten import Look, Soup
from worldgen.preview.grain import patches
from worldgen.scene import F32

_BASE, _TOP = linear("#e3eaf7"), linear("#ffffff")
_PUFFS = 9
_ROWS, _COLUMNS = 7, 12


@dataclass(frozen=True, slots=True)
class _Ring:
    """Clouds all around: how far, how high and how wide, in sides of the world, and how many at least and at most."""

    far: float
    high: float
    wide: float
    count: tuple[float, float]


_RINGS = (_Ring(7.2, 0.28, 0.62, (4.0, 26.0)), _Ring(6.2, 0.25, 0.50, (6.0, 18.0)), _Ring(3.0, 1.15, 0.66, (3.0, 13.0)))


def clouds(size_m: float, share: float) -> Soup:
    """Return clouds that take about `share` (0..1) of the sky, by a fixed draw: more of them keep the others."""
    parts = []
    for ring_number, ring in enumerate(_RINGS):
        count = round(ring.count[0] + (ring.count[1] - ring.count[0]) * share) if share > 0.0 else 0
        for number in range(count):
            draw = _draws(ring_number, number)
            turn = 2.0 * np.pi * ((number * 0.618034 + 0.13 * ring_number + 0.04 * draw[0]) % 1.0)
            far = ring.far * size_m * (0.9 + 0.25 * draw[1])
            middle = np.array([far * np.sin(turn), ring.high * (0.85 + 0.5 * draw[2]) * size_m, far * np.cos(turn)])
            along = np.array([np.cos(turn), 0.0, -np.sin(turn)])
            parts.append(_heap(middle, along, ring.wide * size_m * (0.55 + 0.75 * draw[3]), draw[4:]))
    if not parts:
        none = np.zeros((0, 3, 3), np.float32)
        return Soup(none, none, np.zeros((0, 3, 4), np.float32), np.zeros(0, np.uint8), np.zeros(0, np.int32))
    corner, normal, colour = (np.concatenate(part).astype(np.float32) for part in zip(*parts, strict=True))
    look = np.full(len(corner), Look.CLOUD, np.uint8)
    return Soup(corner, normal, colour, look, np.full(len(corner), -1, np.int32))


def _draws(ring: int, number: int) -> F32:
    """Return 64 numbers in 0..1 for one cloud."""
    return patches(np.arange(64.0) + 100.0 * number, np.full(64, 7.0 + 50.0 * ring))  # on the lattice: a hash


def _heap(middle: F32, along: F32, wide: float, draw: F32) -> tuple[F32, F32, F32]:
    """Return corners (m, 3, 3), normals and RGBA of one cloud, `wide` metres from end to end."""
    across = np.linspace(-1.0, 1.0, _PUFFS) + 0.16 * (draw[0:9] - 0.5)
    lean = 0.5 * (draw[40] - 0.5)
    dome = np.maximum(1.0 - (across - lean) ** 2 / (1.0 + abs(lean)), 0.05)
    radius = wide * (0.075 + 0.125 * dome) * (0.72 + 0.6 * draw[9:18])
    lift = radius * (0.35 + 0.25 * draw[18:27]) + wide * 0.02 * dome
    top = np.array([-0.30, 0.02, 0.27]) + lean * 0.5 + 0.12 * (draw[27:30] - 0.5)
    top_radius = wide * np.array([0.135, 0.175, 0.125]) * (0.75 + 0.5 * draw[30:33])
    across = np.concatenate([across * 0.5, top * 0.5])
    radius = np.concatenate([radius, top_radius])
    lift = np.concatenate([lift, wide * (0.13 + 0.08 * draw[33:36])])
    inward = np.concatenate([0.10 * (draw[41:50] - 0.5), 0.05 * (draw[36:39] - 0.5)]) * wide
    toward = np.cross(along, (0.0, 1.0, 0.0))
    centre = (middle + (across * wide)[:, None] * along + lift[:, None] * np.array([0.0, 1.0, 0.0])
              + inward[:, None] * toward)  # fmt: skip
    unit = _unit_ball()
    point = centre[:, None, None, :] + unit[None] * (radius[:, None] * np.array([1.0, 0.86, 1.0]))[:, None, None, :]
    under = point[..., 1] < middle[1]
    point[..., 1] = np.where(under, middle[1] - 0.10 * (middle[1] - point[..., 1]), point[..., 1])  # a flat base
    whole = (point - (middle + np.array([0.0, 0.05 * wide, 0.0]))) / (wide * np.array([0.5, 0.26, 0.5]))
    whole /= np.maximum(np.linalg.norm(whole, axis=-1, keepdims=True), 1e-6)
    normal = 0.62 * unit[None] + 0.38 * whole
    normal[..., 1] = np.where(under, np.minimum(normal[..., 1], -0.55), normal[..., 1])
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    high = np.clip((point[..., 1] - middle[1]) / (0.30 * wide), 0.0, 1.0)[..., None] ** 0.8
    rgba = np.concatenate([_BASE + (_TOP - _BASE) * high, np.ones_like(high)], axis=-1)
    return point.reshape(-1, 3, 3), normal.reshape(-1, 3, 3), rgba.reshape(-1, 3, 4)


def _unit_ball() -> F32:
    """Return the triangles (m, 3, 3) of a unit ball."""
    polar, turn = np.linspace(0.0, np.pi, _ROWS + 1), np.linspace(0.0, 2.0 * np.pi, _COLUMNS + 1)
    ring = np.sin(polar)[:, None]
    unit = np.stack([ring * np.sin(turn), np.cos(polar)[:, None] + 0.0 * turn, ring * np.cos(turn)], axis=-1)
    a, b, c, d = unit[:-1, :-1], unit[1:, :-1], unit[1:, 1:], unit[:-1, 1:]
    both = [np.stack([a, b, c], axis=2).reshape(-1, 3, 3), np.stack([a, c, d], axis=2).reshape(-1, 3, 3)]
    return np.concatenate(both)
