"""A boat at the surface of the water, as one sees it from the floor of the sea."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import linear
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.land import Land
from worldgen.scene import Mesh

_LONG_M, _BROAD_M, _DEEP_M, _RIM_M = 8.5, 2.7, 1.0, 0.5
_AT = (0.17, -0.12)  # where it lies, in sides of the world
_TURN_RAD = 0.7
_SECTIONS, _ROUND = 11, 9


def hull_mesh(land: Land) -> Mesh:
    """Return the hull of a wooden boat that floats at the ceiling of the world."""
    along = np.linspace(-1.0, 1.0, _SECTIONS)
    full = np.sqrt(np.clip(1.0 - np.abs(along) ** 2.6, 0.0, 1.0))
    turn = np.linspace(-0.5 * np.pi, 0.5 * np.pi, _ROUND)
    across = 0.5 * _BROAD_M * full[:, None] * np.sign(turn) * np.abs(np.sin(turn)) ** 0.75
    down = _RIM_M - (_RIM_M + _DEEP_M * full[:, None] ** 0.6) * np.cos(turn) ** 0.8
    front = np.broadcast_to(0.5 * _LONG_M * along[:, None], across.shape)
    sin, cos = np.sin(_TURN_RAD), np.cos(_TURN_RAD)
    level = float(land.ceiling_m or 0.0)
    x, z = _AT[0] * land.size_m + front * cos - across * sin, _AT[1] * land.size_m + front * sin + across * cos
    point = np.stack([x, level + down, z], axis=-1)
    return merged([_planked(point)], land.size_m)


def _planked(point: NDArray[np.float64]) -> Part:
    a, b, c, d = point[:-1, :-1], point[1:, :-1], point[1:, 1:], point[:-1, 1:]
    corner = np.concatenate([np.stack([a, b, c], axis=2), np.stack([a, c, d], axis=2)]).reshape(-1, 3, 3)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.sqrt((normal * normal).sum(axis=1))
    corner, normal = corner[length > 1e-7], normal[length > 1e-7] / length[length > 1e-7, None]
    middle = corner.mean(axis=1)
    outward = ((middle - point.mean(axis=(0, 1)) - [0.0, 0.6, 0.0]) * normal).sum(axis=1) > 0.0
    corner = np.where(outward[:, None, None], corner, corner[:, ::-1])
    normal = np.where(outward[:, None], normal, -normal)
    share = np.clip((middle[:, 1] - point[..., 1].min()) / 1.2, 0.0, 1.0)[:, None]
    rgb = linear("#8a4a3a") + (linear("#d9b07a") - linear("#8a4a3a")) * (share > 0.7)
    return (
        corner.reshape(-1, 3).astype(np.float32), np.repeat(normal, 3, axis=0).astype(np.float32),
        np.repeat(rgb, 3, axis=0).astype(np.float32), np.arange(3 * len(corner)).reshape(-1, 3),
    )  # fmt: skip
