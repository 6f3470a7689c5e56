"""What stands in the sky behind everything: a layer of cloud, the sun or the moon, stars and the Milky Way."""

from __future__ import annotations

import numpy as np

from worldgen.core.colour import linear
from worldgen.preview.grain import hashed, patches
from worldgen.preview.light import Air, smoothstep
from worldgen.scene import F32

_CELL_RAD = 0.021  # of the net in which stars are strewn, one a mesh at most
_SHARE, _MORE = 0.40, 0.50  # of the meshes that hold a star; and how many more do in the Milky Way
_MOON_RAD, _SUN_RAD = 0.038, 0.026
_MOON = linear("#fff6df")
_BAND = np.array([-0.23, -0.33, 0.92], np.float32)  # the pole of the Milky Way
_DUST, _CORE = linear("#8fa4ee"), linear("#e8c9d8")


def paint(air: Air, direction: F32) -> F32:
    """Return the colour (n, 3) of the sky along unit directions, with all that stands in it."""
    env = air.environment
    colour = air.sky(direction)
    if not len(direction):
        return colour
    if env.stars > 0.0:
        colour = _stars(colour, air, direction)
    if env.disc != "none":
        colour = _disc(colour, air, direction)
    if env.deck > 0.0:
        colour = _deck(colour, air, direction)
    return colour


def _disc(colour: F32, air: Air, direction: F32) -> F32:
    moon = air.environment.disc == "moon"
    facing = np.clip(direction @ air.sun, -1.0, 1.0)
    near = facing > 0.88
    if not near.any():
        return colour
    away = np.arccos(facing[near])
    if moon:
        spot = direction[near] @ _across(air.sun).T / _MOON_RAD
        seas = smoothstep(0.45, 0.75, patches(spot[:, 0] * 1.6 + 5.0, spot[:, 1] * 1.6 + 3.0))
        own = _MOON * (1.25 - 0.32 * seas)[:, None]
        share = 1.0 - smoothstep(_MOON_RAD - air.pixel_rad, _MOON_RAD + air.pixel_rad, away)
        halo = 0.26 * np.exp(-np.minimum(away / 0.05, 30.0)) + 0.06 * np.exp(-np.minimum(away / 0.18, 30.0))
    else:
        own = np.broadcast_to(air.sun_tint * np.float32(2.6), (len(away), 3))
        share = 1.0 - smoothstep(_SUN_RAD * 0.82, _SUN_RAD + air.pixel_rad, away)
        halo = 0.40 * np.exp(-np.minimum(away / 0.035, 30.0))
    clear = np.float32(1.0 - air.environment.deck)
    found = colour[near] + (halo * clear)[:, None] * air.sun_tint
    colour[near] = found + (own - found) * (share * clear)[:, None]
    return colour


def _across(ahead: F32) -> F32:
    """Return two unit vectors (2, 3) across `ahead`."""
    side = np.cross(ahead, (0.0, 1.0, 0.0))
    side = side / max(float(np.linalg.norm(side)), 1e-6)
    return np.stack([side, np.cross(side, ahead)]).astype(np.float32)


def _stars(colour: F32, air: Air, direction: F32) -> F32:
    """Add stars, one to a mesh of a net over the sky at most, and the band of those too faint to tell apart."""
    up = direction[:, 1] > 0.0
    if not up.any():
        return colour
    ahead = direction[up]
    risen = air.environment.stars * smoothstep(0.0, 0.05, ahead[:, 1])
    turn = np.arctan2(ahead[:, 0], ahead[:, 2])
    band, dust = _milky_way(ahead)
    dust = dust * risen[:, None]
    height = np.arcsin(np.clip(ahead[:, 1], 0.0, 1.0))
    row = np.floor(height / _CELL_RAD)
    level = np.maximum(np.cos((row + 0.5) * _CELL_RAD), 0.05)
    count = np.maximum(np.floor(2.0 * np.pi * level / _CELL_RAD), 1.0)
    place = (turn / (2.0 * np.pi) + 0.5) * count
    column = np.floor(place)
    draw = [hashed(column.astype(np.int64) + 977 * k, row.astype(np.int64)) for k in range(4)]
    there = draw[0] < _SHARE + _MORE * band
    x = (place - column - (0.2 + 0.6 * draw[1])) * (2.0 * np.pi / count) * level
    y = height - (row + 0.2 + 0.6 * draw[2]) * _CELL_RAD
    great = np.maximum(draw[3], np.float32(0.05)) ** 14  # few are bright, most are at the edge of what one sees
    size = np.float32(max(0.60 * air.pixel_rad, 0.0006)) * (0.75 + 1.15 * great)
    near = (x * x + y * y) / (size * size)
    glare = 0.05 * great * np.exp(-np.minimum(np.sqrt(near) * 0.42, 30.0))
    light = (np.exp(-np.minimum(near, 30.0)) * (0.05 + 0.34 * draw[3] ** 4 + 2.2 * great) + glare) * there
    hue = draw[1] - 0.5  # from blue by white to gold
    warm = (np.sign(hue) * hue * hue * 2.6)[:, None] * np.array([0.75, 0.05, -0.75], np.float32)
    colour[up] = colour[up] + dust + (light * risen)[:, None] * (1.0 + warm)
    return colour


def _milky_way(ahead: F32) -> tuple[F32, F32]:
    """Return how dense the stars are along directions (n, 3), (n,), and the light (n, 3) of those too faint to tell."""
    away = ahead @ (_BAND / np.linalg.norm(_BAND)).astype(np.float32)
    along = ahead @ _across(_BAND / np.linalg.norm(_BAND)).T
    along = np.arctan2(along[:, 0], along[:, 1])
    bend = patches(along * 3.1 + 7.0, away * 9.0)
    cloudy = patches(along * 4.6 + 20.0, away * 11.0 + 2.2 * bend)
    fine = patches(along * 13.0 + 1.7 * bend, away * 31.0 + 3.0 * cloudy)
    fine = 0.65 * fine + 0.35 * patches(along * 29.0, away * 60.0 + 5.0 * bend)
    band = np.exp(-np.minimum((away / 0.19) ** 2, 30.0)) * (0.35 + 0.9 * cloudy * (0.6 + 0.4 * fine))
    lane = np.exp(-np.minimum(((away - 0.03 * (cloudy - 0.5)) / 0.055) ** 2, 30.0)) * smoothstep(0.35, 0.7, fine)
    heart = np.exp(-np.minimum((away / 0.085) ** 2, 30.0)) * (0.25 + 0.9 * fine * cloudy)
    dust = (band * (1.0 - 0.78 * lane))[:, None] * (0.15 * _DUST) + (heart * (1.0 - 0.9 * lane))[:, None] * (
        0.10 * _CORE
    )
    return np.asarray(band, np.float32), np.asarray(dust, np.float32)


def _deck(colour: F32, air: Air, direction: F32) -> F32:
    """Lay a high layer of cloud over the sky: wisps where it is open, soft bellies where it is closed."""
    up = direction[:, 1] > 0.004
    if not up.any():
        return colour
    env, ahead = air.environment, direction[up]
    reach = 1.0 / (ahead[:, 1] + 0.075)
    x, z = ahead[:, 0] * reach, ahead[:, 2] * reach
    bend = patches(x * 0.55 + 3.0, z * 0.55)
    broad = patches(x * 0.8 + 1.7 * bend, z * 0.42 + 1.1 * bend + 8.0)
    fine = patches(x * 2.3 + 2.0 * bend, z * 1.05 + 31.0)
    grain = patches(x * 5.1 + 2.6 * bend, z * 2.3 + 17.0)
    depth = 0.56 * broad + 0.29 * fine + 0.15 * grain
    closed = float(env.deck)
    edge = 0.66 - 0.66 * closed
    share = smoothstep(edge, edge + 0.30, depth) * smoothstep(0.004, 0.10, ahead[:, 1])
    share *= min(0.30 + 0.8 * closed, 1.0)
    own = colour[up]
    facing = 0.5 + 0.5 * (ahead @ air.sun)
    grey = np.asarray(env.sky_zenith, np.float32) * 0.55 + np.asarray(env.sky_mid, np.float32) * 0.5
    pale = np.asarray(env.sky_horizon, np.float32) * 0.92 + (0.10 * facing)[:, None] * air.sun_tint
    belly = smoothstep(0.30, 0.72, depth) * closed
    cloud = pale + (grey - pale) * (0.15 + 0.85 * belly)[:, None]
    colour[up] = own + (cloud - own) * share[:, None]
    return colour
