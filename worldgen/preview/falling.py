"""Rain and snow before the lens: a few sheets of streaks or flakes, near ones large and far ones fine."""

from __future__ import annotations

import numpy as np

from worldgen.preview.grain import hashed
from worldgen.preview.light import Air, smoothstep
from worldgen.scene import F32

_LEAN = 0.16  # of rain, columns a row: wind from the left
# Sheets: width and length of a mesh in shares of the picture's height, half width of a drop, and how well it is seen.
_RAIN = ((0.030, 0.30, 0.0011, 0.30), (0.019, 0.20, 0.0008, 0.22), (0.012, 0.13, 0.0006, 0.16))
_SNOW = (
    (0.15, 0.15, 0.0066, 0.85),
    (0.085, 0.085, 0.0038, 0.85),
    (0.048, 0.048, 0.0023, 0.75),
    (0.027, 0.027, 0.0015, 0.6),
)
_RAIN_FALL, _SNOW_FALL = 2.3, 0.11  # of the nearest sheet, heights of the picture a second


def fall(light: F32, air: Air, time_s: float) -> F32:
    """Return light (h, w, 3) with what falls between the lens and the world, by the weather of `air`."""
    kind = air.environment.falling
    if kind == "none":
        return light
    height, width = light.shape[:2]
    row, column = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (column / height).ravel(), (row / height).ravel()
    pixel = 1.0 / height
    drops = np.zeros(x.shape, np.float32)
    for number, sheet in enumerate(_RAIN if kind == "rain" else _SNOW):
        one = (
            _streaks(x, y, sheet, (number, time_s, pixel))
            if kind == "rain"
            else _flakes(x, y, sheet, (number, time_s, pixel))
        )
        drops = np.maximum(drops, one)
    bright = 0.62 * np.asarray(air.environment.fog_colour, np.float32) + 0.55 * air.sky_light + 0.12 * air.sun_light
    shade = drops.reshape(height, width, 1)
    return np.asarray(light + (np.maximum(bright, light * 1.05) - light) * shade, np.float32)


def _streaks(x: F32, y: F32, sheet: tuple[float, float, float, float], at: tuple[int, float, float]) -> F32:
    wide, long, half, seen = sheet
    number, time_s, pixel = at
    across = (x + y * _LEAN + 0.37 * number) / wide
    column = np.floor(across).astype(np.int64)
    lift = hashed(column, np.full_like(column, 70 + number))
    down = y / long + lift * 7.0 - time_s * _RAIN_FALL / long / (1.0 + 0.5 * number)
    mesh = np.floor(down)
    own = hashed(column, mesh.astype(np.int64) + 9 * number)
    inside = (down - mesh).astype(np.float32)
    thick = max(half, 0.5 * pixel)
    side = (np.abs(across - column - (0.25 + 0.5 * own)) * wide).astype(np.float32)
    edge = 1.0 - smoothstep(0.4 * thick, 1.6 * thick, side)
    body = smoothstep(0.05, 0.45, inside) * (1.0 - smoothstep(0.45, 0.62, inside))
    return np.asarray(seen * edge * body * (own > 0.35) * min(half / (0.5 * pixel), 1.0), np.float32)


def _flakes(x: F32, y: F32, sheet: tuple[float, float, float, float], at: tuple[int, float, float]) -> F32:
    wide, _, half, seen = sheet
    number, time_s, pixel = at
    sway = 0.25 * np.sin(y * 5.0 + 2.1 * number + time_s * 0.8) * wide
    across, down = (x + sway + 0.31 * number) / wide, y / wide - time_s * _SNOW_FALL / wide / (1.0 + 0.6 * number)
    column, row = np.floor(across).astype(np.int64), np.floor(down).astype(np.int64)
    draw = [hashed(column + 31 * k + 7 * number, row - 17 * k) for k in range(3)]
    aside = (across - column - (0.2 + 0.6 * draw[0])) * wide
    below = (down - row - (0.2 + 0.6 * draw[1])) * wide
    radius = np.maximum(half * (0.55 + 0.75 * draw[2]), 0.6 * pixel)
    away = (np.hypot(aside, below) / radius).astype(np.float32)
    return np.asarray(seen * (1.0 - smoothstep(0.45, 1.25, away)) * (draw[2] > 0.25), np.float32)
