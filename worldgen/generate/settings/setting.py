"""What a setting brings, and the light of its day."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from worldgen.core.colour import linear
from worldgen.core.grid import F32
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.scene import Beyond, BeyondTrees, Environment, Vec3

_MORNING_H = 9.5  # the hour for which the light of a setting is given


@dataclass(frozen=True, slots=True)
class Light:
    """The light of a setting at half past nine; the other hours follow from it. Colours are sRGB hex."""

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


@dataclass(frozen=True, slots=True)
class Usual:
    """Something that a setting brings when the lesson does not: a feature or a cover, in an author's words."""

    id: str
    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole place in one word.

    `shape(x_m (1, n), z_m (n, 1), size_m, seed)` gives the height of the bare land (n, n) in metres, where 0 is the
    level of the sea or of the valley's river.
    """

    name: str
    shape: Callable[[F32, F32, float, Seed], F32]
    light: Light
    ground: str  # its colours, a file in assets/palettes
    sea_level_m: float | None = None
    features: tuple[Usual, ...] = ()  # each used unless the lesson has a feature of its kind
    covers: tuple[Usual, ...] = ()  # used when the lesson names no cover
    areas: tuple[str, ...] = ("land", "shore")  # names that a lesson can use without declaring them
    look_from: str = "south"  # where the hero picture is taken from
    hour: float | None = None  # the time of day where the lesson names none
    beyond: Beyond = "hills"  # what goes on past the edge where there is no sea
    beyond_trees: BeyondTrees = "conifer"
    ceiling_m: float | None = None  # the water's surface above a world that lies under it
    stars: bool = False  # whether stars are seen by day too: no air

    def environment(self, time_h: float) -> Environment:
        """Return the light at `time_h` (0..24).

        The sun rises in the east at six and sets in the west at eighteen; it is kept low at noon, since white light
        from above takes away form. At night a weak blue moon stands where the sun would be by day.
        """
        recipe = self.light
        height, azimuth = _sun(recipe, time_h)
        day = 1.0 if 6.0 <= time_h <= 18.0 else 0.0
        low = 1.0 - min(max((math.degrees(height) - 6.0) / 18.0, 0.0), 1.0)  # 1 at sunrise and sunset
        sun = _mix(_vec(recipe.sun[0]), _vec("#ff9f66"), 0.75 * low) if day else _vec("#a9bdf2")
        strength = recipe.sun[1] * (1.0 - 0.45 * low) if day else 0.42
        dim = (1.0 - 0.35 * low) if day else 0.34
        dusk = 0.8 * low * day
        return Environment(
            sun_elevation_rad=height,
            sun_azimuth_rad=azimuth,
            sun_colour=sun,
            sun_strength=strength,
            sun_radius_rad=0.012,
            sky_ambient=_vec(recipe.sky[0], recipe.sky[1] * dim),
            ground_ambient=_vec(recipe.bounce[0], recipe.bounce[1] * dim),
            sky_horizon=_mix(_vec(recipe.horizon[0], recipe.horizon[1] * dim), _vec("#ffb98a", dim), dusk),
            sky_mid=_mix(_vec(recipe.mid, dim), _vec("#f2a99a", dim), 0.6 * dusk),
            sky_zenith=_vec(recipe.zenith, dim),
            sky_mid_at=recipe.mid_at,
            fog_colour=_mix(_vec(recipe.fog, dim), _vec("#f0c3ae", dim), 0.5 * dusk),
            fog_density=recipe.fog_density,
            fog_scale_height_m=recipe.fog_scale_height_m,
            fog_start_m=recipe.fog_start_m,
            fog_most=recipe.fog_most,
            exposure=recipe.exposure,
            saturation=recipe.saturation,
            sea_level_m=self.sea_level_m,
            beyond=self.beyond,
            beyond_trees=self.beyond_trees,
            stars=1.0 if self.stars else 1.0 - day,
            ceiling_m=self.ceiling_m,
        )


def _sun(recipe: Light, time_h: float) -> tuple[float, float]:
    hour = time_h if 6.0 <= time_h <= 18.0 else (time_h + 12.0) % 24.0
    morning = (_MORNING_H - 6.0) / 6.0
    highest = recipe.sun_elevation_deg / math.sin(0.5 * math.pi * morning)
    elevation = highest * math.sin(math.pi * (hour - 6.0) / 12.0)
    # A power of the hour that passes through east at six, the recipe's azimuth at half past nine and south at noon.
    bend = math.log((recipe.sun_azimuth_deg - 90.0) / 90.0) / math.log(morning)
    before_noon = min(hour, 24.0 - hour) - 6.0
    azimuth = 90.0 + 90.0 * (before_noon / 6.0) ** bend
    return math.radians(max(elevation, 5.0)), math.radians(azimuth if hour <= 12.0 else 360.0 - azimuth)


def _vec(hex_srgb: str, strength: float = 1.0) -> Vec3:
    red, green, blue = (float(part) * strength for part in linear(hex_srgb))
    return red, green, blue


def _mix(a: Vec3, b: Vec3, share: float) -> Vec3:
    red, green, blue = (p + (q - p) * share for p, q in zip(a, b, strict=True))
    return red, green, blue
