"""Bare rock and snow by height, slope and the side that looks to the sun."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core.grid import F32, Mask
from worldgen.core.noise import fbm
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover, Land

_HOLDS = 1.35  # rise over run on which snow lies
_TURF = 0.85  # rise over run on which turf holds
_NATURAL = (Cover.GRASS, Cover.ROCK, Cover.SOIL, Cover.GRAVEL)


def snowed(land: Land, within: Mask, line_m: float, seed: Seed) -> Land:
    """Return `land` with snow above about `line_m`: lower in the shade of the north, higher where the sun is."""
    south, east = np.gradient(land.height_m, land.cell_m)
    steep = np.sqrt(south * south + east * east)
    sunny = np.clip(-south, -1.0, 1.0)  # ground that falls to the south
    relief = np.float32(max(float(land.height_m.max()) - line_m, 4.0))
    line = np.float32(line_m) + relief * (0.20 * sunny + 0.30 * _ragged(land, seed / "snow"))
    lies = within & (land.height_m > line) & (steep < _HOLDS + 1.6 * (land.height_m - line) / relief)
    return _covered(land, lies, Cover.SNOW)


def bare_rock(land: Land, within: Mask, line_m: float, seed: Seed) -> Land:
    """Return `land` with rock in place of turf above about `line_m`, and wherever it is too steep to hold any."""
    south, east = np.gradient(land.height_m, land.cell_m)
    steep = np.sqrt(south * south + east * east)
    ragged = np.float32(max(0.16 * line_m, 2.0)) * _ragged(land, seed / "turf")
    rock = within & ((land.height_m + ragged > line_m) | (steep > _TURF))
    return _covered(land, rock, Cover.ROCK)


def _covered(land: Land, where: Mask, cover: Cover) -> Land:
    natural = np.isin(land.cover, [int(code) for code in _NATURAL])
    return replace(land, cover=np.where(where & natural & ~land.wet(), np.uint8(cover), land.cover))


def _ragged(land: Land, seed: Seed) -> F32:
    x, z = land.axes()
    return fbm(seed, x / 19.0, z / 19.0, 3)
