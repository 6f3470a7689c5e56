"""Under water: light that dances on the floor, the surface as seen from below, and blue that takes what is far."""

from __future__ import annotations

import numpy as np

from worldgen.preview.grain import patches
from worldgen.preview.light import Air, smoothstep
from worldgen.scene import F32

_TAKEN = np.array([0.046, 0.0125, 0.0075], np.float32)  # how fast red, green and blue are lost, per metre
_BEAMS, _BEAM = 7.0, 0.20  # how many to a radian around the sun, and how bright


def caustics(x: F32, z: F32, time_s: float) -> F32:
    """Return how much the surface gathers light at points of the floor (n,): nets of bright lines, 1 on average."""
    drift = np.float32(0.25 * time_s)
    bend = patches(x * 0.21 + drift, z * 0.21) * np.float32(2.2)
    one = 1.0 - np.abs(2.0 * patches(x * 0.42 + bend, z * 0.42 + drift) - 1.0)
    other = 1.0 - np.abs(2.0 * patches(x * 0.61 - bend + 9.0, z * 0.61 - drift + 5.0) - 1.0)
    return np.asarray(0.80 + 0.62 * one**6 + 0.48 * other**6, np.float32)


def surface_below(air: Air, eye_m: F32, direction: F32, time_s: float) -> F32:
    """Return the colour (n, 3) of the water's surface along rays that rise to it, seen from below and from afar."""
    env = air.environment
    water = np.asarray(env.fog_colour, np.float32)
    high = max(float(env.ceiling_m or 0.0) - float(eye_m[1]), 0.5)
    far = high / np.maximum(direction[:, 1], 1e-3)
    x, z = eye_m[0] + direction[:, 0] * far, eye_m[2] + direction[:, 2] * far
    net = caustics(x * 0.7, z * 0.7, time_s) - 0.80
    window = smoothstep(0.30, 0.85, direction[:, 1])  # the sky is seen only steeply; flatter the floor is mirrored
    bright = np.asarray(env.sky_horizon, np.float32) * 0.9 + 0.45 * air.sun_tint
    share = np.clip(0.16 + 0.62 * window + 0.55 * net * smoothstep(0.05, 0.4, direction[:, 1]), 0.0, 1.0)
    colour = water + (bright - water) * share[:, None]
    return through(air, eye_m, colour.astype(np.float32), direction, np.minimum(far, 400.0).astype(np.float32))


def through(air: Air, eye_m: F32, colour: F32, direction: F32, distance_m: F32) -> F32:
    """Return `colour` (n, 3) as seen through `distance_m` (n,) of water, with beams of light in it."""
    env = air.environment
    thick = np.float32(max(env.fog_density, 1e-4) / 0.0016)
    passed = np.exp(-np.minimum(distance_m * thick, 900.0)[:, None] * _TAKEN)
    lift = (0.5 + 0.5 * direction[:, 1])[:, None]
    water = np.asarray(env.fog_colour, np.float32) * (0.45 + 0.9 * lift * lift)
    veil = 1.0 - np.exp(-np.maximum(distance_m - 2.0, 0.0) * np.float32(0.014) * thick)
    seen = colour * passed * (1.0 - veil)[:, None] + water * veil[:, None]
    return np.asarray(seen + (_beams(air, eye_m, direction) * veil)[:, None] * air.sun_tint * water, np.float32)


def _beams(air: Air, eye_m: F32, direction: F32) -> F32:
    """Return the light of beams (n,) that fan out from where the sun stands above the water."""
    sun = air.sun
    side = np.cross(sun, (0.0, 1.0, 0.0))
    side /= max(float(np.linalg.norm(side)), 1e-6)
    over = np.cross(side, sun)
    turn = np.arctan2(direction @ side.astype(np.float32), -(direction @ over.astype(np.float32)))
    at = turn * np.float32(_BEAMS) + np.float32(0.05 * float(eye_m[0]))
    beam = smoothstep(
        0.5, 0.85, 0.6 * patches(at, np.full_like(at, 3.0)) + 0.4 * patches(at * 2.7, np.full_like(at, 8.0))
    )
    return np.asarray(_BEAM * 6.0 * beam * smoothstep(-0.55, 0.5, direction[:, 1]), np.float32)
