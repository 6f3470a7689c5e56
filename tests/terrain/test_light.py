"""The light of a place follows hour, season and weather, and none of it is dull."""

from __future__ import annotations

import math
from dataclasses import asdict, replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.colour import to_srgb
from worldgen.generate.settings import KINDS, load_setting
from worldgen.generate.settings.light import light_at
from worldgen.generate.settings.setting import Setting
from worldgen.generate.settings.weather import in_season
from worldgen.scene import Environment, Vec3

SETTINGS = [load_setting(kind.name) for kind in KINDS]
SEASONS = (None, "spring", "summer", "autumn", "winter")
WEATHERS = ("clear", "cloudy", "overcast", "mist", "fog", "rain", "storm", "snow")
places = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)


def luma(colour: Vec3) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def on_level_ground(light: Environment) -> float:
    """Return how much light falls on level ground from sun and sky."""
    return luma(light.sun_colour) * light.sun_strength * math.sin(light.sun_elevation_rad) + luma(light.sky_ambient)


def thickness(light: Environment, away_m: float = 120.0) -> float:
    """Return how much of what is `away_m` off is lost to air, at eye level."""
    low = math.exp(-2.0 / light.fog_scale_height_m)
    return min(1.0 - math.exp(-max(away_m - light.fog_start_m, 0.0) * light.fog_density * low), light.fog_most)


@places
def test_half_past_nine_on_a_clear_day_is_the_recipe_itself(setting: Setting) -> None:
    light = setting.environment(9.5)
    assert math.degrees(light.sun_elevation_rad) == pytest.approx(setting.light.sun_elevation_deg)
    assert light.sun_strength == pytest.approx(setting.light.sun[1])
    assert light.exposure == setting.light.exposure


@places
@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("weather", WEATHERS)
def test_noon_is_brighter_than_sunset_and_sunset_than_night(setting: Setting, season: str, weather: str) -> None:
    noon, dusk, night = (
        on_level_ground(setting.environment(hour, season, weather))  # type: ignore[arg-type]
        for hour in (12.0, 12.0 + setting_day_h(setting, season) / 2.0, 0.0)
    )
    assert noon > (1.0 if weather == "storm" else 1.1) * dusk  # the beam of a storm is low all day
    assert dusk > 1.5 * night


def setting_day_h(setting: Setting, season: str | None) -> float:
    return in_season(setting.light, season).day_h  # type: ignore[arg-type]


@places
def test_shadows_are_longer_in_autumn_than_in_summer_and_longest_in_winter(setting: Setting) -> None:
    for hour in (10.0, 12.0, 14.0):
        height = [setting.environment(hour, season).sun_elevation_rad for season in ("summer", "autumn", "winter")]
        assert height[0] > height[1] > height[2]


@places
def test_days_are_shorter_in_winter(setting: Setting) -> None:
    lit = {
        season: sum(setting.environment(h / 4.0, season).stars < 0.05 for h in range(96))
        for season in ("summer", "autumn", "winter")
    }
    assert lit["summer"] > lit["autumn"] > lit["winter"]


@places
def test_air_grows_thicker_from_clear_to_overcast_to_rain_to_fog(setting: Setting) -> None:
    thick = [thickness(setting.environment(10.0, None, weather)) for weather in ("clear", "overcast", "rain", "fog")]
    assert all(a < b for a, b in pairwise(thick))
    assert thick[-1] > 0.6


@places
def test_mist_lies_lower_than_fog_and_is_thinner(setting: Setting) -> None:
    clear, mist, fog = (setting.environment(10.0, None, weather) for weather in ("clear", "mist", "fog"))
    assert thickness(clear) < thickness(mist) < thickness(fog)
    assert mist.fog_scale_height_m < fog.fog_scale_height_m


@places
def test_stars_come_at_night_alone_unless_there_is_no_air(setting: Setting) -> None:
    for hour in np.arange(7.0, 17.01, 0.5):
        assert setting.environment(float(hour)).stars == 0.0
        assert replace(setting, stars=True).environment(float(hour)).stars == 1.0
    assert setting.environment(0.0).stars == 1.0
    assert setting.environment(0.0, None, "overcast").stars < 0.4


@places
def test_rain_and_snow_fall_and_wet_the_ground_only_in_their_weather(setting: Setting) -> None:
    falling = {weather: setting.environment(10.0, None, weather).falling for weather in WEATHERS}  # type: ignore[arg-type]
    assert {weather for weather, what in falling.items() if what == "rain"} == {"rain", "storm"}
    assert {weather for weather, what in falling.items() if what == "snow"} == {"snow"}
    wet = {weather for weather in WEATHERS if setting.environment(10.0, None, weather).wet > 0}  # type: ignore[arg-type]
    assert wet == {"rain", "storm"}


@places
def test_no_weather_is_a_dull_grey(setting: Setting) -> None:
    for weather in WEATHERS:
        light = setting.environment(10.0, None, weather)  # type: ignore[arg-type]
        horizon, zenith = (to_srgb(np.array(part)) for part in (light.sky_horizon, light.sky_zenith))
        assert np.abs(horizon - zenith).max() > 0.12, weather
        assert float(np.ptp(zenith)) > 0.10, weather


@places
def test_the_light_never_jumps_from_one_quarter_of_an_hour_to_the_next(setting: Setting) -> None:
    before = None
    for quarter in range(97):
        light = setting.environment(quarter / 4.0 % 24.0)
        now = np.array([light.sky_ambient, light.sky_horizon, light.sky_mid, light.sky_zenith, light.fog_colour])
        if before is not None:
            assert np.abs(now - before).max() < 0.35
        before = now


@settings(deadline=None)
@given(
    hour=st.floats(0.0, 23.999),
    season=st.sampled_from(SEASONS),
    weather=st.sampled_from(WEATHERS),
    setting=st.sampled_from(SETTINGS),
)
def test_light_is_always_finite_bounded_and_above_the_horizon(
    hour: float, season: str, weather: str, setting: Setting
) -> None:
    light = setting.environment(hour, season, weather)  # type: ignore[arg-type]
    for name, value in asdict(light).items():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, float):
                assert math.isfinite(part), name
                assert name in ("sea_level_m", "ceiling_m") or part >= 0.0, name
    assert math.radians(8.9) < light.sun_elevation_rad < math.radians(45.0)
    assert max(light.clouds, light.deck, light.stars, light.lamps, light.wet, light.fog_most) <= 1.0
    assert max(*light.sky_horizon, *light.sky_zenith, *light.fog_colour) < 1.2


def test_a_place_can_have_a_sunset_of_its_own() -> None:
    usual = SETTINGS[0].light
    blue = replace(usual, dusk=("#8fb7ff", "#9cc4ff", "#7f9fe0"))
    one, other = (np.array(light_at(light, 18.0).sky_horizon) for light in (usual, blue))
    assert one[0] > one[2]
    assert other[2] > other[0]
