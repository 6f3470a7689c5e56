"""Thin upright leaves, for grass, reeds and the stems of flowers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.vegetation.form import Part, blend, fan
from worldgen.scene import F32


@dataclass(frozen=True, eq=False, slots=True)
class Blades:
    """A drawn tuft: foot (k, 2) as (x, z), direction and size of every leaf; `bend` is how far its tip leans out."""

    foot_m: F32
    yaw_rad: F32
    height_m: F32
    width_m: float
    bend: F32


def draw_blades(count: int, height_m: float, spread_m: float, bend: float, seed: Seed) -> Blades:
    """Return `count` leaves in a round tuft, the highest of exactly `height_m`."""
    u = (seed / "blades").uniform(count, 4)
    yaw = 2.0 * np.pi * (np.arange(count) + 0.7 * u[:, 0]) * 0.381966
    out = spread_m * np.sqrt((np.arange(count) + 0.5) / count)
    height = height_m * np.where(np.arange(count) == 0, 1.0, 0.55 + 0.40 * u[:, 1])
    foot = np.stack([out * np.sin(yaw), out * np.cos(yaw)], 1)
    lean = bend * height * (0.4 + 0.6 * u[:, 2]) * np.minimum(1.0, 0.3 + out / max(spread_m, 1e-6))
    return Blades(
        foot.astype(np.float32), yaw.astype(np.float32), height.astype(np.float32),
        0.085 * height_m, lean.astype(np.float32),
    )  # fmt: skip


def make_blades(blades: Blades, gradient: tuple[str, str], *, fine: bool, few: slice = slice(None)) -> Part:
    """Return the leaves: 3 triangles each, bent in the middle, or 1 where they are not `fine`; `few` picks some."""
    yaw, height, lean = blades.yaw_rad[few], blades.height_m[few], blades.bend[few]
    sin, cos = np.sin(yaw), np.cos(yaw)
    width = blades.width_m * (1.0 if fine else 1.9)
    at = np.array([0.0, 0.0, 0.55, 0.55, 1.0]) if fine else np.array([0.0, 0.0, 1.0])
    side = np.array([-0.5, 0.5, -0.4, 0.4, 0.0]) if fine else np.array([-0.5, 0.5, 0.0])
    out = lean[:, None] * at[None] ** 1.8
    x = blades.foot_m[few, 0, None] + out * sin[:, None] + side * width * cos[:, None]
    z = blades.foot_m[few, 1, None] + out * cos[:, None] - side * width * sin[:, None]
    y = height[:, None] * at[None] ** 0.9
    position = np.stack([x, y, z], -1).reshape(-1, 3)
    normal = np.stack([0.35 * sin, 1.0 + 0 * sin, 0.35 * cos], -1).repeat(len(at), axis=0)
    colour = blend(*gradient, (at[None] * height[:, None] / height.max()).reshape(-1))
    face = np.array([[0, 1, 3], [0, 3, 2], [2, 3, 4]]) if fine else np.array([[0, 1, 2]])
    return fan(position, normal, colour, face, len(yaw))
