"""What a season does to the ground: fresh and flowering, dry, strewn with leaves, or under snow."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import linear
from worldgen.core.grid import F32, smoothstep
from worldgen.core.record import dataclass
from worldgen.generate.land import Cover, Land
from worldgen.generate.settings.palette import Palette

Season = Literal["spring", "summer", "autumn", "winter"]
# What grass turns to, and how much of it does; what lies on it in drifts.
_GRASS: dict[Season, tuple[str, float]] = {
    "spring": ("#9bd155", 0.22), "summer": ("#b8bd5c", 0.16), "autumn": ("#c6a04a", 0.42), "winter": ("#a59d78", 0.45),
}  # fmt: skip
_FLOWERS = ("#fdf3c4", "#f4d35e", "#eebcd6")
_LEAVES = ("#d9822b", "#b9502a", "#e0b040")
_SNOW_BLUE = np.array([-0.05, -0.02, 0.015], np.float32)


@dataclass(frozen=True, slots=True)
class GroundLook:
    """How the ground is to look: the season, and how much snow lies on it, 0..1."""

    season: Season | None = None
    snow: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Spots:
    """Samples of the ground (k,): their numbers, how level they are, noise in two sizes, open sky from 0 to 1."""

    index: NDArray[np.int64]
    normal_y: F32
    broad: F32
    fine: F32
    open_sky: F32


def lay_season(rgb: F32, land: Land, spots: Spots, look: GroundLook, palette: Palette) -> F32:
    """Return the colours (k, 3) of the samples as the season has them."""
    if look.season is not None:
        rgb = _turned(rgb, land, spots, look.season)
    return _white(rgb, land, spots, look.snow, palette) if look.snow > 0.0 else rgb


def _turned(rgb: F32, land: Land, spots: Spots, season: Season) -> F32:
    cover, tread = land.cover.ravel()[spots.index], land.tread.ravel()[spots.index]
    height = land.height_m.ravel()[spots.index]
    grass = (cover == Cover.GRASS) * smoothstep(1.0, 2.4, height) * (1.0 - smoothstep(0.1, 0.5, tread))
    grass = grass * smoothstep(0.62, 0.78, spots.normal_y)
    colour, share = _GRASS[season]
    out = _towards(rgb, linear(colour), grass * np.float32(share) * (0.8 + 0.5 * spots.broad))
    if season == "spring":
        for number, name in enumerate(_FLOWERS):
            drift = smoothstep(
                0.30, 0.62, spots.fine * (1.0 if number % 2 else -1.0) + 0.25 * (1 - number) * spots.broad
            )
            out = _towards(out, linear(name), grass * drift * np.float32(0.20))
    elif season == "autumn":  # fallen leaves lie under the trees
        under = grass * smoothstep(0.98, 0.70, spots.open_sky)
        for number, name in enumerate(_LEAVES):
            drift = smoothstep(-0.1 + 0.2 * number, 0.55, spots.fine * (-1.0 if number == 1 else 1.0))
            out = _towards(out, linear(name), under * drift * np.float32(0.62))
    return out


def _white(rgb: F32, land: Land, spots: Spots, snow: float, palette: Palette) -> F32:
    """Return colours under snow: less on steep ground, trodden paths, warm lava and the wet edge of the water."""
    cover, tread = land.cover.ravel()[spots.index], land.tread.ravel()[spots.index]
    level = land.water_m.ravel()[spots.index]
    above = land.height_m.ravel()[spots.index] - np.where(level > -999.0, level, -99.0)
    share = smoothstep(0.56, 0.76, spots.normal_y + 0.07 * spots.broad)
    share = share * smoothstep(0.05, 0.25, above + 0.12 * spots.broad)
    share = share * (1.0 - 0.62 * smoothstep(0.25, 0.7, tread)) * (0.72 + 0.28 * smoothstep(0.55, 0.95, spots.open_sky))
    share = share * np.where(cover == Cover.LAVA_HOT, 0.0, np.where(cover == Cover.LAVA_COOLED, 0.35, 1.0))
    full = np.clip(snow + 0.5 * (snow < 0.95) * (spots.broad + 0.6 * spots.fine), 0.0, 1.0) * np.float32(0.96)
    white = palette.covers["snow"] + _SNOW_BLUE * (0.5 + 0.8 * spots.broad + 0.6 * spots.fine)[:, None]
    return _towards(rgb, white, share * full)


def _towards(colour: F32, other: F32, share: F32) -> F32:
    return np.asarray(colour + (other - colour) * np.clip(share, 0.0, 1.0)[:, None], np.float32)
