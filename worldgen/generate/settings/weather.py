"""Season and weather as changes of a place's recipe of light: each meant to be looked at, none a dull grey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from worldgen.core.colour import linear, to_srgb
from worldgen.generate.settings.light import Light

Season = Literal["spring", "summer", "autumn", "winter"]
Weather = Literal["clear", "cloudy", "overcast", "mist", "fog", "rain", "storm", "snow"]


def in_season(light: Light, season: Season | None) -> Light:
    """Return `light` as it is in a season: a lower and paler sun in winter, warm and hazy air in autumn."""
    return light if season is None else _SEASONS[season](light)


def in_weather(light: Light, weather: Weather) -> Light:
    """Return `light` as it is in a weather; the hour is laid over it later."""
    return _WEATHERS[weather](light)


def _spring(light: Light) -> Light:
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#fff4d6", 0.4), light.sun[1]),
        mid=_mixed(light.mid, "#9fe0fa", 0.5),
        zenith=_mixed(light.zenith, "#3a8fe6", 0.4),
        fog=_mixed(light.fog, "#d6eef0", 0.4),
        fog_density=0.8 * light.fog_density,
        saturation=1.02 * light.saturation,
        clouds=min(1.0, light.clouds + 0.12),
    )


def _summer(light: Light) -> Light:
    return replace(light, sun_elevation_deg=1.08 * light.sun_elevation_deg, day_h=14.0)


def _autumn(light: Light) -> Light:
    return replace(
        light,
        sun_elevation_deg=0.74 * light.sun_elevation_deg,
        sun=(_mixed(light.sun[0], "#ffc988", 0.6), 1.02 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#b9b4d8", 0.3), light.sky[1]),
        bounce=(_mixed(light.bounce[0], "#d8a860", 0.4), light.bounce[1]),
        horizon=(_mixed(light.horizon[0], "#ffe3b4", 0.6), light.horizon[1]),
        mid=_mixed(light.mid, "#c4d3d8", 0.4),
        fog=_mixed(light.fog, "#efdcc0", 0.6),
        fog_density=1.3 * light.fog_density,
        glow=1.35 * light.glow,
        day_h=11.0,
    )


def _winter(light: Light) -> Light:
    return replace(
        light,
        sun_elevation_deg=0.58 * light.sun_elevation_deg,
        sun=(_mixed(light.sun[0], "#ffe4c6", 0.5), 0.84 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#9fc0fa", 0.5), 0.92 * light.sky[1]),
        bounce=(_mixed(light.bounce[0], "#bccbe6", 0.7), light.bounce[1]),
        horizon=(_mixed(light.horizon[0], "#fbe9dc", 0.6), light.horizon[1]),
        mid=_mixed(light.mid, "#c3dcf0", 0.6),
        zenith=_mixed(light.zenith, "#5b93d0", 0.5),
        fog=_mixed(light.fog, "#dbe8f4", 0.7),
        saturation=0.97 * light.saturation,
        day_h=9.5,
    )


def _clear(light: Light) -> Light:
    return light


def _cloudy(light: Light) -> Light:
    return replace(
        light,
        sun=(light.sun[0], 0.94 * light.sun[1]),
        mid=_mixed(light.mid, "#b7d3e4", 0.3),
        clouds=max(light.clouds, 0.75),
        deck=0.3,
    )


def _overcast(light: Light) -> Light:
    """Return a soft lid of cloud: silver above, blue in the shade, warm where the horizon is open."""
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#f3ece6", 0.7), 0.42 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#bccbe2", 0.7), 1.42 * light.sky[1]),
        bounce=(light.bounce[0], 1.15 * light.bounce[1]),
        horizon=("#f6ecdd", 1.0),
        mid="#c6d5e0",
        zenith="#8ba4c0",
        fog=_mixed(light.fog, "#ccd9e2", 0.6),
        fog_density=1.5 * light.fog_density,
        sun_radius_rad=0.09,
        glow=0.5 * light.glow,
        clouds=0.35,
        deck=0.92,
        veil=0.75,
        exposure=1.02 * light.exposure,
    )


def _mist(light: Light) -> Light:
    """Return a thin veil of a still morning: it lies in hollows, hills stand out of it, the sun is soft and warm."""
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#ffe2b4", 0.5), 0.92 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#c6d6ec", 0.35), 1.08 * light.sky[1]),
        horizon=(_mixed(light.horizon[0], "#fff0d8", 0.6), light.horizon[1]),
        mid=_mixed(light.mid, "#cfe0ea", 0.6),
        zenith=_mixed(light.zenith, "#8fb9dd", 0.15),
        fog=_mixed(light.fog, "#e6e6dc", 0.7),
        fog_density=0.0085,
        fog_scale_height_m=9.0,
        fog_start_m=26.0,
        fog_most=0.90,
        sun_radius_rad=0.04,
        glow=max(0.28, light.glow),
        clouds=0.15,
        veil=0.15,
        mid_at=max(light.mid_at, 0.10),
    )


def _fog(light: Light) -> Light:
    """Return bright mist on the ground: near things in full colour, behind them silhouettes, and light in the air."""
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#fff0d2", 0.5), 0.80 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#cddcec", 0.5), 1.2 * light.sky[1]),
        horizon=("#f4efe4", 1.0),
        mid="#d3e2ea",
        zenith="#9cc0dc",
        fog="#dde6e8",
        fog_density=0.0165,
        fog_scale_height_m=16.0,
        fog_start_m=12.0,
        fog_most=0.95,
        sun_radius_rad=0.05,
        glow=0.34,
        clouds=0.0,
        deck=0.2,
        veil=0.35,
        mid_at=max(light.mid_at, 0.10),
    )


def _rain(light: Light) -> Light:
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#e6ecf4", 0.8), 0.40 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#9db6cf", 0.8), 1.12 * light.sky[1]),
        bounce=(_mixed(light.bounce[0], "#8f9fa6", 0.5), light.bounce[1]),
        horizon=("#c9d8dd", 0.92),
        mid="#93aabd",
        zenith="#5a748f",
        fog="#8ea7b6",
        fog_density=max(0.0027, 1.8 * light.fog_density),
        fog_start_m=45.0,
        fog_scale_height_m=70.0,
        fog_most=0.9,
        sun_radius_rad=0.12,
        glow=0.08,
        clouds=0.0,
        deck=1.0,
        veil=0.85,
        wet=1.0,
        falling="rain",
    )


def _storm(light: Light) -> Light:
    """Return slate clouds over a bright slit of horizon, and one hard beam of low gold light across the land."""
    return replace(
        light,
        sun_elevation_deg=0.62 * light.sun_elevation_deg,
        sun=("#ffd694", 1.02 * light.sun[1]),
        sky=("#7f93b8", 0.72 * light.sky[1]),
        bounce=("#7d7f7c", 0.9 * light.bounce[1]),
        horizon=("#ecdfb4", 0.98),
        mid="#667c92",
        zenith="#26344b",
        fog="#7f909c",
        fog_density=max(0.0024, 1.6 * light.fog_density),
        fog_start_m=60.0,
        fog_scale_height_m=110.0,
        fog_most=0.85,
        glow=0.18,
        clouds=0.6,
        deck=1.0,
        veil=0.8,
        wet=1.0,
        falling="rain",
        mid_at=max(light.mid_at, 0.055),
        saturation=1.03 * light.saturation,
    )


def _snow(light: Light) -> Light:
    return replace(
        light,
        sun=(_mixed(light.sun[0], "#fff3e6", 0.6), 0.50 * light.sun[1]),
        sky=(_mixed(light.sky[0], "#b4cdf2", 0.7), 1.12 * light.sky[1]),
        bounce=(_mixed(light.bounce[0], "#c9d6ec", 0.8), 1.1 * light.bounce[1]),
        horizon=("#f3ece8", 1.0),
        mid="#ccd9e8",
        zenith="#93aed0",
        fog="#dbe5ef",
        fog_density=max(0.0028, 1.9 * light.fog_density),
        fog_start_m=30.0,
        fog_scale_height_m=70.0,
        fog_most=0.92,
        sun_radius_rad=0.06,
        glow=0.10,
        clouds=0.0,
        deck=0.85,
        veil=0.7,
        falling="snow",
    )


_SEASONS: dict[Season, Callable[[Light], Light]] = {
    "spring": _spring, "summer": _summer, "autumn": _autumn, "winter": _winter,
}  # fmt: skip
_WEATHERS: dict[Weather, Callable[[Light], Light]] = {
    "clear": _clear, "cloudy": _cloudy, "overcast": _overcast, "mist": _mist, "fog": _fog, "rain": _rain,
    "storm": _storm, "snow": _snow,
}  # fmt: skip


def _mixed(a: str, b: str, share: float) -> str:
    rgb = to_srgb(linear(a) + (linear(b) - linear(a)) * share)
    return "#" + "".join(f"{round(float(part) * 255.0):02x}" for part in rgb)
