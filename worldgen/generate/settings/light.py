"""The light of a place at any hour, from one recipe: golden hour, sunset, blue hour, and a deep blue night."""

from __future__ import annotations

import math
from dataclasses import fields
from itertools import pairwise
from typing import Any

from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.scene import Disc, Environment, Falling, Vec3

_MORNING_H = 9.5  # the hour for which a recipe is given
_HIGHEST_DEG = 42.0  # a sun from above takes away form
_LOWEST_DEG = 9.0  # of what throws shadows: flatter ones are longer than a world
_MOON_DEG = (24.0, 0.7)  # the moon stands at least so high, and so much of the sun's height by day higher
_NIGHT_DEG, _BLUE_DEG, _SET_DEG, _DAY_DEG = -13.0, -5.5, 1.0, 22.0  # heights of the sun at which moods are pure
_RISE_H, _SET_H = 6.0, 18.0


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a place at half past nine on a clear day; all else follows from it. Colours are sRGB hex."""

    sun_elevation_deg: float
    sun_azimuth_deg: float  # from north clockwise
    sun: tuple[str, float]
    sky: tuple[str, float]
    bounce: tuple[str, float]
    horizon: tuple[str, float]
    mid: str
    zenith: str
    fog: str
    exposure: float
    saturation: float
    mid_at: float = 0.042
    fog_density: float = 0.0016
    fog_scale_height_m: float = 65.0
    fog_start_m: float = 75.0
    fog_most: float = 0.88
    dawn: tuple[str, str, str] = ("#ffae8a", "#ffcdb0", "#c9a9d0")  # of a low sun, of the horizon, of the sky above it
    dusk: tuple[str, str, str] = ("#ff8f52", "#ffb877", "#e0909f")
    glow: float = 0.22  # how much the sun brightens the air around it
    sun_radius_rad: float = 0.012
    clouds: float = 0.3  # share of the sky that heaps of cloud take
    deck: float = 0.0  # how closed a layer of cloud above them is
    veil: float = 0.0  # how much of the hour's own colours the weather hides
    wet: float = 0.0
    falling: Falling = "none"
    day_h: float = 12.0  # from sunrise to sunset


@dataclass(frozen=True, slots=True)
class _Mood:
    """What changes with the height of the sun; colours linear, with their strength in them."""

    sun: Vec3
    sun_strength: float
    sky: Vec3
    bounce: Vec3
    horizon: Vec3
    mid: Vec3
    zenith: Vec3
    fog: Vec3
    glow: float
    stars: float
    lamps: float


def light_at(recipe: Light, time_h: float) -> Environment:
    """Return the light of `recipe` at `time_h` (0..24): sun, sky and fog; what the place adds is left as it is.

    The sun rises in the east and sets in the west; it is kept low at noon, since white light from above takes away
    form. At night a weak blue moon stands where the sun would be by day.
    """
    height_deg, azimuth_deg = _sun(recipe, time_h)
    mood = _mood(recipe, height_deg, morning=time_h < 12.0)
    moon = height_deg < _BLUE_DEG
    least, share = _MOON_DEG
    most = max(recipe.sun_elevation_deg, _HIGHEST_DEG)
    shown_deg = least + share * max(-height_deg - 10.0, 0.0) * 0.6 if moon else min(max(height_deg, _LOWEST_DEG), most)
    disc: Disc = "none" if recipe.deck > 0.8 else "moon" if moon else "sun"
    return Environment(
        sun_elevation_rad=math.radians(min(shown_deg, 40.0) if moon else shown_deg),
        sun_azimuth_rad=math.radians((azimuth_deg + 180.0) % 360.0 if moon else azimuth_deg),
        sun_colour=mood.sun,
        sun_strength=mood.sun_strength,
        sun_radius_rad=recipe.sun_radius_rad,
        sky_ambient=mood.sky,
        ground_ambient=mood.bounce,
        sky_horizon=mood.horizon,
        sky_mid=mood.mid,
        sky_zenith=mood.zenith,
        sky_mid_at=recipe.mid_at,
        fog_colour=mood.fog,
        fog_density=recipe.fog_density,
        fog_scale_height_m=recipe.fog_scale_height_m,
        fog_start_m=recipe.fog_start_m,
        fog_most=recipe.fog_most,
        exposure=recipe.exposure,
        saturation=recipe.saturation,
        clouds=recipe.clouds,
        deck=recipe.deck,
        disc=disc,
        glow=mood.glow,
        stars=mood.stars * (1.0 - recipe.veil),
        lamps=max(mood.lamps, 0.4 * recipe.veil**2),  # dark weather lights them by day too
        wet=recipe.wet,
        falling=recipe.falling,
    )


def _sun(recipe: Light, time_h: float) -> tuple[float, float]:
    """Return how high the sun stands, below 0 at night, and where, both in degrees."""
    rise, down = 12.0 - recipe.day_h / 2.0, 12.0 + recipe.day_h / 2.0
    morning = (_MORNING_H - rise) / (12.0 - rise)
    highest = recipe.sun_elevation_deg / math.sin(0.5 * math.pi * min(morning, 1.0))
    # A power of the hour that passes through east at sunrise, the recipe's azimuth at half past nine, south at noon.
    bend = math.log((recipe.sun_azimuth_deg - 90.0) / 90.0) / math.log(morning)
    if rise <= time_h <= down:
        height = highest * math.sin(math.pi * (time_h - rise) / recipe.day_h)
        azimuth = 90.0 + 90.0 * ((min(time_h, 24.0 - time_h) - rise) / (12.0 - rise)) ** bend
        return height, azimuth if time_h <= 12.0 else 360.0 - azimuth
    since = (time_h - down) % 24.0
    height = -highest * math.sin(math.pi * since / (24.0 - recipe.day_h))
    return height, 270.0 + 180.0 * since / (24.0 - recipe.day_h)


def _mood(recipe: Light, height_deg: float, *, morning: bool) -> _Mood:
    low = recipe.dawn if morning else recipe.dusk
    steps = (
        (_NIGHT_DEG, _night(recipe)), (_BLUE_DEG, _blue_hour(recipe, low)), (_SET_DEG, _sunset(recipe, low)),
        (min(_DAY_DEG, recipe.sun_elevation_deg), _day(recipe)),
    )  # fmt: skip
    if height_deg <= steps[0][0]:
        return steps[0][1]
    for (from_deg, one), (to_deg, other) in pairwise(steps):
        if height_deg < to_deg:
            return _between(one, other, (height_deg - from_deg) / (to_deg - from_deg))
    return steps[-1][1]


def _day(recipe: Light) -> _Mood:
    return _Mood(
        _rgb(recipe.sun[0]), recipe.sun[1], _rgb(*recipe.sky), _rgb(*recipe.bounce), _rgb(*recipe.horizon),
        _rgb(recipe.mid), _rgb(recipe.zenith), _rgb(recipe.fog), recipe.glow, 0.0, 0.0,
    )  # fmt: skip


def _sunset(recipe: Light, low: tuple[str, str, str]) -> _Mood:
    """Return long warm light under a sky that goes from gold through rose to blue; less of it under clouds."""
    day, kept = _day(recipe), 0.75 * recipe.veil
    sun, horizon, mid = low
    return _Mood(
        _mix(_rgb(sun), day.sun, kept),
        1.20 * recipe.sun[1],
        _mix(_rgb("#9a9bdc", 0.86 * recipe.sky[1] / 0.72), _dim(day.sky, 0.8), max(kept, 0.2)),
        _mix(_rgb("#c98f7a", recipe.bounce[1]), _dim(day.bounce, 0.7), max(kept, 0.3)),
        _mix(_rgb(horizon, 1.04), _dim(day.horizon, 0.78), kept),
        _mix(_rgb(mid, 0.94), _dim(day.mid, 0.66), max(kept, 0.15)),
        _mix(_rgb("#5573bd", 0.9), _dim(day.zenith, 0.6), max(kept, 0.35)),
        _mix(_mix(_rgb(mid, 0.95), _rgb(horizon), 0.3), _dim(day.fog, 0.7), max(kept, 0.15)),
        1.5 * recipe.glow,
        0.0,
        0.35,
    )


def _blue_hour(recipe: Light, low: tuple[str, str, str]) -> _Mood:
    """Return the minutes after sunset: a band of rose over the horizon, all else blue."""
    kept = 0.6 * recipe.veil
    return _Mood(
        _mix(_rgb("#9aa6ee"), _rgb(low[2]), 0.35),
        0.20 * recipe.sun[1],
        _rgb("#7688d6", 0.66),
        _rgb("#8a7aa6", 0.28),
        _mix(_rgb(low[1], 0.66), _rgb("#6f7fae", 0.55), kept),
        _mix(_mix(_rgb(low[2]), _rgb("#5d6bb4"), 0.45), _rgb("#55679c"), kept),
        _rgb("#26377a"),
        _mix(_rgb("#7f80ba", 0.72), _rgb(low[2], 0.8), 0.25 * (1.0 - recipe.veil)),
        0.10,
        0.14,
        0.9,
    )


def _night(recipe: Light) -> _Mood:
    """Return a deep blue night that one can still see in: a moon that draws edges, a horizon a little lighter."""
    day = _day(recipe)
    return _Mood(
        _rgb("#b4c8ff"), 0.27 * recipe.sun[1] + 0.06, _rgb("#4a68bd", 0.40), _rgb("#4b5687", 0.17),
        _mix(_rgb("#4a66ab", 0.62), _dim(day.horizon, 0.10), 0.25),
        _mix(_rgb("#2a4087", 0.80), _dim(day.mid, 0.08), 0.2), _rgb("#0d1a48"),
        _mix(_rgb("#38549a", 0.72), _dim(day.fog, 0.10), 0.2), 0.06, 1.0, 1.0,
    )  # fmt: skip


def _between(one: _Mood, other: _Mood, share: float) -> _Mood:
    eased = share * share * (3.0 - 2.0 * share)
    found: list[Any] = []
    for part in fields(_Mood):
        a, b = getattr(one, part.name), getattr(other, part.name)
        found.append(_mix(a, b, eased) if isinstance(a, tuple) else a + (b - a) * eased)
    return _Mood(*found)


def _rgb(hex_srgb: str, strength: float = 1.0) -> Vec3:
    red, green, blue = (float(part) * strength for part in linear(hex_srgb))
    return red, green, blue


def _dim(a: Vec3, share: float) -> Vec3:
    return a[0] * share, a[1] * share, a[2] * share


def _mix(a: Vec3, b: Vec3, share: float) -> Vec3:
    red, green, blue = (p + (q - p) * share for p, q in zip(a, b, strict=True))
    return red, green, blue
