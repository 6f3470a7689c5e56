"""The skin of the ground: a grain finer than its mesh, a wet edge by the sea, a film of rain."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.preview.grain import patches
from worldgen.preview.light import dot, smoothstep
from worldgen.preview.prepared import Prepared
from worldgen.preview.tree import Hits
from worldgen.scene import F32

_LAVA_DARK = 0.14  # no other ground is so dark


def grain_ground(prepared: Prepared, albedo: F32, near: Hits, point: F32, own: NDArray[np.bool_]) -> None:
    """Give the ground among what is met a grain finer than its mesh, and the sand by the sea a wet edge."""
    if prepared.ground < 0 or not own.any() or prepared.style.usual.nearest:
        return
    x, y, z = point[own].T
    broad = patches(x * 0.45, z * 0.45)
    fade = 1.0 / (1.0 + (near.distance_m[own] / 55.0) ** 2)
    fine = patches(x * 2.3 + 7.0, z * 2.3 + 6.0 * broad) - 0.5
    value = 1.0 + 0.10 * (broad - 0.5) + 0.16 * fine * fade
    if prepared.sea_level_m is not None:
        value *= 1.0 - 0.17 * (1.0 - smoothstep(0.26, 0.32, y - prepared.sea_level_m + 0.10 * (broad - 0.5)))
    dark = (albedo[own, :3].max(axis=1) < _LAVA_DARK) & (prepared.style.usual.plain or prepared.style.flat)
    if dark.any():  # the skin of a cooled flow lies in ropes
        east, south, bend = x[dark], z[dark], patches(x[dark] * 0.23, z[dark] * 0.23)
        rope = np.sin(5.2 * east + 3.1 * south + 16.0 * bend + 3.0 * patches(east * 0.9, south * 0.9))
        value[dark] *= 1.0 + 0.42 * rope / (1.0 + (near.distance_m[own][dark] / 40.0) ** 2)
    albedo[own, :3] *= value[:, None]


def wet_ground(prepared: Prepared, colour: F32, at: tuple[NDArray[np.bool_], F32, F32, F32]) -> None:
    """Lay a film of rain over what lies level: darker, shiny against the light, with puddles that mirror the sky."""
    met, point, normal, direction = at
    wet = np.float32(prepared.air.environment.wet)
    level = smoothstep(0.80, 0.98, normal[:, 1]) * wet
    puddle = smoothstep(0.60, 0.68, patches(point[:, 0] * 0.28 + 3.0, point[:, 2] * 0.28)) * smoothstep(
        0.975, 0.995, normal[:, 1]
    )
    down = np.clip(-dot(direction, normal), 0.0, 1.0)
    mirror = direction + 2.0 * down[:, None] * normal
    mirror[:, 1] = np.maximum(mirror[:, 1], 0.03)
    mirror /= np.sqrt(dot(mirror, mirror))[:, None]
    share = level * (0.05 + 0.55 * (1.0 - down) ** 4 * (0.25 + 0.75 * puddle) + 0.10 * puddle)
    own = colour[met] * (1.0 - 0.24 * level * (1.0 + 0.4 * puddle))[:, None]
    colour[met] = own + (prepared.air.sky(mirror) - own) * share[:, None]
