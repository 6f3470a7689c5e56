"""Thin upright leaves, for grass, reeds and the stems of flowers."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
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
        0.12 * height_m, lean.astype(np.float32),
    )  # fmt: skip


def make_blades(blades: Blades, gradient: tuple[str, str], *, fine: bool) -> Part:
    """Return the leaves as three-sided spikes of 3 triangles; every second one, stouter, where they are not `fine`.

    A spike is closed and its normals point up, so it is as bright from behind as from in front; a flat leaf would be
    black on one side, or drawn twice.
    """
    few = slice(None, None, 1 if fine else 2)
    yaw, height, lean = blades.yaw_rad[few], blades.height_m[few], blades.bend[few]
    radius = blades.width_m * (0.5 if fine else 0.75)
    turn = yaw[:, None] + np.arange(3) * (2.0 * np.pi / 3.0)
    sin, cos = np.sin(turn), np.cos(turn)
    foot = np.stack([blades.foot_m[few, 0], 0.0 * height, blades.foot_m[few, 1]], 1)
    ring = foot[:, None] + radius * np.stack([sin, 0.0 * sin, cos], -1)
    tip = foot + np.stack([lean * np.sin(yaw), height, lean * np.cos(yaw)], 1)
    position = np.concatenate([ring, tip[:, None]], 1).reshape(-1, 3)
    normal = np.stack([0.7 * sin, 0.0 * sin + 0.75, 0.7 * cos], -1)
    normal = np.concatenate([normal, np.broadcast_to([0.0, 1.0, 0.0], (len(yaw), 1, 3))], 1).reshape(-1, 3)
    share = np.concatenate([np.zeros((len(yaw), 3)), (height / height.max())[:, None]], 1).reshape(-1)
    return fan(position, normal, blend(*gradient, share), np.array([[0, 1, 3], [1, 2, 3], [2, 0, 3]]), len(yaw))
