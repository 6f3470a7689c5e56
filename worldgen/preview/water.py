"""Water: its colour by depth, waves that only tilt the light, and foam where it is shallow.

Very little fresnel: full strength turns every sea grey.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.colour import linear, ramp
from worldgen.core.record import dataclass
from worldgen.preview.grain import patches
from worldgen.preview.light import Air, dot, smoothstep
from worldgen.scene import F32, Style, recoloured

_SEA = ((0.0, "#bdf0dc"), (0.6, "#7fe0d0"), (1.8, "#3fc0c8"), (4.0, "#2aa6c8"), (8.0, "#2793c4"), (30.0, "#2a86c0"))
_RIVER = ((0.0, "#b8e8dc"), (0.5, "#79d2cc"), (1.4, "#45aebf"), (3.0, "#2f8fb0"))
_MURK = np.array([0.9, 0.34, 0.30], np.float32)  # how fast red, green and blue are lost, per metre
_DEEP_M = 30.0
_STEPS = 512
_FOAM = linear("#fffaf0")
_FAIR_SKY = linear("#a4c3f5") * np.float32(0.72)  # the light in which the colours above were painted
_FAIR_SUN = linear("#ffe6c4") * np.float32(1.75 * 0.5)
# Waves: direction x, z and length in metres; together they tilt the surface by at most about 0.05.
_WAVES = ((0.8, 0.6, 7.3), (-0.45, 0.89, 4.1), (0.2, -0.98, 2.7), (-0.93, -0.37, 1.7))


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """How one kind of water looks."""

    table: F32  # (steps, 3) colour by the square root of the depth
    fresnel: float
    foam: bool
    body: float = 1.0  # it looks so many times as deep as it is
    least: float = 0.0  # and this much deeper: a brook of a hand's depth is blue too, not as grey as its bed


def _table(stops: tuple[tuple[float, str], ...]) -> F32:
    depth = np.linspace(0.0, 1.0, _STEPS, dtype=np.float32) ** 2 * np.float32(_DEEP_M)
    return ramp(depth.astype(np.float32), stops)


SEA = Kind(_table(_SEA), 0.32, foam=True)
RIVER = Kind(_table(_RIVER), 0.45, foam=False, body=1.8, least=0.35)


def styled(kind: Kind, style: Style) -> Kind:
    """Return a kind of water in the colours of `style`."""
    table = recoloured(kind.table, style.of("water"))
    return kind if table is kind.table else replace(kind, table=table)


@dataclass(frozen=True, eq=False, slots=True)
class Wet:
    """Points of a water's surface and what is under them; all arrays have n rows."""

    point_m: F32  # (n, 3)
    direction: F32  # (n, 3) of the ray that came
    distance_m: F32  # (n,) from the eye
    depth_m: F32  # (n,) straight down to the bed
    path_m: F32  # (n,) on along the ray to the bed
    bed: F32  # (n, 3) colour of the bed
    lit: F32  # (n,) 1 in the sun, 0 in shadow
    image: F32 | None = None  # (n, 4) what the far shore mirrors in it, and how much that hides the sky


def shade_water(wet: Wet, kind: Kind, air: Air, time_s: float) -> F32:
    """Return the colour (n, 3) of water."""
    d = 0.55 * wet.depth_m + 0.45 * np.minimum(0.6 * wet.path_m, 3.0 * wet.depth_m + 0.3)
    d = kind.body * d + kind.least * smoothstep(0.0, 0.25, wet.depth_m)
    passed = np.exp(-np.minimum(d, 40.0)[:, None] * _MURK)
    at = np.sqrt(np.clip((kind.body * wet.depth_m + kind.least) / _DEEP_M, 0.0, 1.0)) * (_STEPS - 1)
    light = light_on(air)
    own = kind.table.take(at.astype(np.int32), axis=0) * (light[0] + light[1] * wet.lit[:, None])
    colour = wet.bed * passed * 0.9 + own * (1.0 - passed)
    if not kind.foam:
        colour = _ripples(colour, own, wet, air, time_s)
    down, mirror = mirrored(wet, air, time_s)
    bounce = (kind.fresnel * (0.02 + 0.98 * (1.0 - down) ** 5))[:, None]
    image = air.sky(mirror)
    if wet.image is not None:
        image = image + (wet.image[:, :3] - image) * wet.image[:, 3:]
    colour = colour * (1.0 - bounce) + image * bounce
    spark = smoothstep(0.965, 0.995, mirror @ air.sun) * wet.lit
    colour = colour + (0.35 * spark * min(air.environment.sun_strength, 1.0))[:, None] * air.sun_tint
    return _foam(colour, wet, air, time_s) if kind.foam else np.asarray(colour, np.float32)


def light_on(air: Air) -> tuple[F32, F32]:
    """Return how bright water looks from the sky alone (3,), and what the sun adds (3,); both make 1 on a fair morning.

    The colours of water were painted in that light, so they are dimmed with the hour and tinted by a low sun.
    """
    sky = air.sky_light / _FAIR_SKY
    sun = air.sun_light * np.clip(air.sun[1], 0.2, 0.5) / _FAIR_SUN
    return np.minimum(0.62 * sky, 0.86).astype(np.float32), np.minimum(0.38 * sun, 0.5).astype(np.float32)


def mirrored(wet: Wet, air: Air, time_s: float) -> tuple[F32, F32]:
    """Return how steeply rays meet the waves (n,), and the unit directions (n, 3) in which they go on upwards."""
    normal = _waves(wet, time_s, 1.0 + 1.5 * air.environment.wet)
    down = np.clip(-dot(wet.direction, normal), 0.0, 1.0)
    mirror = wet.direction + 2.0 * down[:, None] * normal
    mirror[:, 1] = np.maximum(mirror[:, 1], 0.02)
    mirror /= np.sqrt(dot(mirror, mirror))[:, None]
    return down, mirror


def _ripples(colour: F32, own: F32, wet: Wet, air: Air, time_s: float) -> F32:
    """Return `colour` with what wind draws on still water: broad smooth lanes, and short curved crests of light."""
    x, z = wet.point_m[:, 0], wet.point_m[:, 2]
    bend = patches(x * 0.07, z * 0.07)
    lane = smoothstep(0.42, 0.74, patches(x * 0.045 + bend, z * 0.11 + 2.0 * bend))
    colour = colour + own * (0.10 * lane - 0.03)[:, None]
    phase = np.float32(2.4) * (z + 0.35 * x) + 9.0 * bend + 2.2 * patches(x * 0.31, z * 0.31) + np.float32(time_s * 0.9)
    crest = smoothstep(0.90, 0.99, np.sin(phase).astype(np.float32))
    broken = smoothstep(0.50, 0.66, patches(x * 0.16 + 40.0, z * 0.55 + 0.05 * time_s))
    steep = np.maximum(-wet.direction[:, 1], 0.02)
    fine = 1.0 - smoothstep(
        0.12, 0.5, (wet.distance_m * air.pixel_rad / steep).astype(np.float32)
    )  # gone before it is finer than a pixel
    share = 0.30 * crest * broken * fine * smoothstep(0.10, 0.4, wet.depth_m) * (0.35 + 0.65 * wet.lit)
    pale = 0.55 * own + 0.45 * _foam_light(wet.lit, air)
    return np.asarray(colour + (pale - colour) * share[:, None], np.float32)


def _waves(wet: Wet, time_s: float, rough: float) -> F32:
    x, z = wet.point_m[:, 0], wet.point_m[:, 2]
    fade = (0.024 * rough / (1.0 + wet.distance_m / 70.0)).astype(np.float32)
    normal = np.zeros_like(wet.point_m)
    normal[:, 1] = 1.0
    bend = np.sin(x * 0.11 + 1.3) + np.sin(z * 0.13)
    for east, south, length in _WAVES:
        phase = np.float32(2.0 * np.pi / length) * (east * x + south * z) + bend + np.float32(time_s * 1.4)
        slope = np.cos(phase) * fade
        normal[:, 0] += slope * east
        normal[:, 2] += slope * south
    normal /= np.sqrt(dot(normal, normal))[:, None]
    return normal


def _foam(colour: F32, wet: Wet, air: Air, time_s: float) -> F32:
    """Return `colour` with a rim of foam and one broken line of it further out."""
    near = wet.depth_m < 1.2
    if not near.any():
        return colour
    x, z, depth = wet.point_m[near, 0], wet.point_m[near, 2], wet.depth_m[near]
    wobble = patches(x * 0.35, z * 0.35 + time_s * 0.05)
    fine = patches(x * 1.3 + 40.0, z * 1.3)
    soft = 0.02 + wet.distance_m[near] * 0.0004
    rim = 1.0 - _step(0.15 + 0.10 * (wobble - 0.5) + 0.06 * (fine - 0.5), soft, depth)
    low, high = 0.52 + 0.16 * (wobble - 0.5), 0.72 + 0.16 * (wobble - 0.5)
    line = _step(low, soft, depth) * (1.0 - _step(high, soft, depth))
    broken = patches(x * 0.16 + 9.0, z * 0.16) + 0.35 * fine
    line = line * smoothstep(0.66, 0.78, broken) * 0.85
    share = np.maximum(rim, line)[:, None]
    foam = _foam_light(wet.lit[near], air)
    result = colour.copy()
    result[near] = colour[near] * (1.0 - share) + foam * share
    return result


def _foam_light(lit: F32, air: Air) -> F32:
    """Return the colour (n, 3) of foam that sees `lit` (n,) of the sun."""
    light = 0.62 * air.sun_light * lit[:, None] * max(float(air.sun[1]), 0.2) + 0.85 * air.sky_light
    return np.asarray(_FOAM * np.minimum(light, 1.05), np.float32)


def _step(edge: F32, soft: F32, value: F32) -> F32:
    share = np.clip((value - edge) / (2.0 * soft) + 0.5, 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share), np.float32)
