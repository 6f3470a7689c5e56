"""Sky, sun, haze and the way to a screen's colours. All is linear RGB until `to_screen`.

Figures are those of the art direction: they were measured on rendered pictures, so change them only by looking.
"""

from __future__ import annotations

import math

import numpy as np

from worldgen.core.record import dataclass
from worldgen.scene import F32, Environment

_FAR_HAZE_M = (500.0, 3000.0)  # over which distances haze goes over into the colour of the horizon
_SEA_HAZE_M = (900.0, 9000.0)  # the same over an open sea, where nothing but haze hides how far one sees
_SEA_GLOW = 0.42  # how much bluer the sky is where it meets the sea
_STEPS = 1024


@dataclass(frozen=True, eq=False, slots=True)
class Air:
    """The light of a world as arrays: what a ray sees where it meets nothing."""

    sun: F32  # (3,) unit, towards the sun
    sun_light: F32  # (3,) colour times strength
    sun_tint: F32  # (3,) colour alone
    sky_light: F32  # (3,) ambient from above
    ground_light: F32  # (3,) ambient from below
    table: F32  # (steps, 3) sky by the square root of the sine of elevation
    environment: Environment
    clear: bool = False  # no haze at all
    thin: float = 1.0  # how far haze takes a metre to be: less for a picture of a large world from high above
    pixel_rad: float = 0.001  # what one pixel of the picture takes in

    def sky(self, direction: F32) -> F32:
        """Return the colour (n, 3) of the sky along unit directions (n, 3); below the horizon, that of the horizon."""
        at = np.sqrt(np.maximum(direction[:, 1], 0.0)) * (_STEPS - 1)
        colour = self.table.take(np.minimum(at.astype(np.int32), _STEPS - 1), axis=0)
        return colour + self.glow(direction)[:, None] * self.sun_tint

    def glow(self, direction: F32) -> F32:
        """Return how much the sun brightens the sky along directions (n, 3), as (n,)."""
        facing = np.maximum(direction @ self.sun, 1e-4)  # its eighth power is still a float32
        square = facing * facing
        result: F32 = np.float32(self.environment.glow) * (square * square) * (square * square)  # cos^8
        return result

    def ambient(self, up: F32) -> F32:
        """Return the ambient light (n, 3) on surfaces whose normals rise by `up` (n,)."""
        share = (0.5 + 0.5 * up)[:, None]
        result: F32 = self.sky_light * share + self.ground_light * (1.0 - share)
        return result

    def haze(self, colour: F32, eye_m: F32, direction: F32, distance_m: F32) -> F32:
        """Return `colour` (n, 3) as seen through `distance_m` (n,) of air from `eye_m` (3,)."""
        if self.clear:
            return colour
        distance_m = distance_m * np.float32(self.thin)
        env = self.environment
        scale = np.float32(env.fog_scale_height_m)
        rise = direction[:, 1] * distance_m
        start = math.exp(-max(float(eye_m[1]), -20.0) / env.fog_scale_height_m)
        ratio = np.clip(rise / scale, -8.0, 60.0)
        near = np.abs(ratio) < 1e-3
        mean = np.where(near, 1.0, (1.0 - np.exp(-ratio)) / np.where(near, 1.0, ratio)) * start
        depth = np.maximum(distance_m - env.fog_start_m, 0.0) * (env.fog_density * mean)
        amount = np.minimum(1.0 - np.exp(-np.minimum(depth, 30.0)), env.fog_most)
        low, high = _FAR_HAZE_M if env.sea_level_m is None else _SEA_HAZE_M
        far = smoothstep(low, high, distance_m)[:, None]
        horizon = self.table[0]
        fog = np.asarray(env.fog_colour, np.float32) * (1.0 - far) + horizon * far
        fog = fog + (self.glow(direction)[:, None] * (0.6 + 0.4 * far)) * self.sun_tint
        amount = np.maximum(amount, smoothstep(low, high * 1.4, distance_m))[:, None]
        result: F32 = colour * (1.0 - amount) + fog * amount
        return result


def make_air(environment: Environment, top: float = 0.0) -> Air:
    """Return the light of `environment`, ready to be asked, for a view whose highest ray rises by `top` (a sine).

    The middle colour of the sky is set from the sky that is visible: a camera in the air sees only a narrow band of it,
    a learner on the ground nearly half a dome, and in both the sky should go from warm to blue.
    """
    elevation, azimuth = environment.sun_elevation_rad, environment.sun_azimuth_rad
    sun = np.array(
        [
            math.cos(elevation) * math.sin(azimuth),
            math.sin(elevation),
            -math.cos(elevation) * math.cos(azimuth),
        ],
        np.float32,
    )
    tint = np.array(environment.sun_colour, np.float32)
    height = (np.arange(_STEPS, dtype=np.float32) / (_STEPS - 1)) ** 2
    middle = min(max(environment.sky_mid_at, 0.62 * top, 1e-3), 0.9)
    at_sea = environment.sea_level_m is not None
    low = np.clip(height / middle, 0.0, 1.0)[:, None] ** (0.85 if at_sea else 0.56)
    high = np.clip((height - middle) / (1.0 - middle), 0.0, 1.0)[:, None] ** 0.7
    horizon, mid, zenith = (
        np.array(c, np.float32) for c in (environment.sky_horizon, environment.sky_mid, environment.sky_zenith)
    )
    if at_sea:
        horizon = horizon + (mid - horizon) * np.float32(_SEA_GLOW)
    table = np.where(height[:, None] < middle, horizon + (mid - horizon) * low, mid + (zenith - mid) * high)
    return Air(
        sun=sun,
        sun_light=tint * np.float32(environment.sun_strength),
        sun_tint=tint,
        sky_light=np.array(environment.sky_ambient, np.float32),
        ground_light=np.array(environment.ground_ambient, np.float32),
        table=table.astype(np.float32),
        environment=environment,
    )


def smoothstep(low: float, high: float, value: F32) -> F32:
    """Return 0 below `low`, 1 above `high`, smooth between."""
    share = np.clip((value - low) / (high - low), 0.0, 1.0)
    result: F32 = share * share * (3.0 - 2.0 * share)
    return result


def neutral(colour: F32) -> F32:
    """Return `colour` (..., 3) brought into 0..1 by the Khronos PBR Neutral tone mapper (2024), as in three.js.

    ACES greyed the sky; this one leaves colours below 0.76 as they are.
    """
    start, desaturation = 0.8 - 0.04, 0.15
    red, green, blue = colour[..., :1], colour[..., 1:2], colour[..., 2:]
    least = np.minimum(np.minimum(red, green), blue)
    offset = np.where(least < 0.08, least - 6.25 * least * least, 0.04)
    colour = colour - offset
    peak = np.maximum(np.maximum(red, green), blue) - offset
    rest = 1.0 - start
    over = np.maximum(peak, start)
    squeezed = 1.0 - rest * rest / (over + rest - start)
    pale = 1.0 - 1.0 / (desaturation * (over - squeezed) + 1.0)
    bright = colour * (squeezed / over)
    bright = bright * (1.0 - pale) + squeezed * pale
    result: F32 = np.where(peak < start, colour, bright)
    return result


def dot(a: F32, b: F32) -> F32:
    """Return the scalar products (n,) of the rows of two arrays (n, 3); four times as fast as a sum over products."""
    result: F32 = np.einsum("ij,ij->i", a, b)
    return result


def luma(colour: F32) -> F32:
    """Return the Rec. 709 luma (...,) of colours (..., 3)."""
    result: F32 = colour[..., 0] * 0.2126 + colour[..., 1] * 0.7152 + colour[..., 2] * 0.0722
    return result
