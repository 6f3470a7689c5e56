"""Icebergs: chunky, white above, blue at the water line and below it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.seed import Seed, world_seed
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.land import Area, Land
from worldgen.generate.settings.palette import Palette
from worldgen.generate.terrain.iceberg_field import DRAUGHT, TALL
from worldgen.scene import Mesh

_SEED = world_seed(0) / "icebergs"
_SIDES, _FEW_SIDES = 11, 7
_FULL = 110  # the largest of a field are cut in full, all others from fewer rings and sides
_FEW_RINGS = [0, 2, 4, 6]
# Heights of the rings: shares of the draught below the water, shares of the height above.
_RINGS = np.array([-1.0, -0.5, -0.04, 0.10, 0.5, 0.84, 1.0], np.float64)
# How broad each ring is: tables, peaks and floes.
_BROAD = np.array([
    (0.50, 0.94, 1.08, 0.97, 0.97, 0.90, 0.76),
    (0.46, 0.90, 1.10, 0.92, 0.66, 0.38, 0.13),
    (0.80, 0.95, 1.02, 1.00, 0.99, 0.96, 0.90),
])  # fmt: skip
_LEAN = np.array([0.0, 0.0, 0.0, 0.0, 0.12, 0.24, 0.34])  # how far peaks lean to a side


def iceberg_meshes(land: Land, palette: Palette) -> dict[str, Mesh]:
    """Return all icebergs of each field as one mesh, by its id."""
    return {
        area.id: _field(land, palette, area)
        for area in land.areas.values()
        if area.kind == "iceberg_field" and area.line_m is not None
    }


def _field(land: Land, palette: Palette, area: Area) -> Mesh:
    pair = np.asarray(area.line_m, np.float64).reshape(-1, 2, 2)
    level = float(land.water_m[land.areas["sea"].mask].max())
    half = np.hypot(*(pair[:, 1] - pair[:, 0]).T)
    order = np.argsort(-half, kind="stable")
    fine, coarse = np.sort(order[:_FULL]), np.sort(order[_FULL:])
    seed = _SEED / area.id
    parts = [_faceted(_rings(pair[fine, 0], half[fine], level, (fine, _SIDES), seed), palette, level, seed)]
    if len(coarse):
        ring = _rings(pair[coarse, 0], half[coarse], level, (coarse, _FEW_SIDES), seed)[:, _FEW_RINGS]
        parts.append(_faceted(ring, palette, level, seed / "coarse"))
    return merged(parts, land.size_m)


def _rings(
    at: NDArray[np.float64], half: NDArray[np.float64], level: float, what: tuple[NDArray[np.int64], int], seed: Seed
) -> NDArray[np.float64]:
    """Return the rings (count, rings, sides, 3) of icebergs; `what` is the number of each and how many sides it has."""
    number, sides = what
    draw = [np.asarray((seed / k).at(number), np.float64) for k in range(5)]
    sort = np.where(half < 1.9, np.where(draw[0] < 0.72, 2, 1), np.where(draw[0] < 0.45, 0, 1))
    tall = half * np.choose(sort, [0.42 + 0.30 * draw[1], 0.75 + (TALL - 0.75) * draw[1], 0.16 + 0.08 * draw[1]])
    high = np.where(_RINGS > 0.0, _RINGS, DRAUGHT * _RINGS) * tall[:, None]  # (count, rings)
    turn = (np.arange(sides) * (2.0 * np.pi / sides)) + 6.0 * draw[2][:, None]
    edge = np.asarray((seed / "edge").at(number[:, None], np.arange(sides)), np.float64)
    edge = 0.76 + 0.36 * (edge + np.roll(edge, 1, axis=1)) / 2.0 + 0.12 * edge
    rough = np.asarray((seed / "rough").at(number[:, None, None], np.arange(len(_RINGS))[:, None], np.arange(sides)))
    wide = _BROAD[sort][:, :, None] * edge[:, None, :] * (0.93 + 0.14 * rough) * half[:, None, None]
    lean = _LEAN * (np.where(sort == 1, 1.0, 0.1) * half)[:, None]
    aim = 6.3 * draw[3]
    east = at[:, 0, None, None] + wide * np.sin(turn)[:, None, :] + (lean * np.sin(aim)[:, None])[..., None]
    south = at[:, 1, None, None] + wide * np.cos(turn)[:, None, :] + (lean * np.cos(aim)[:, None])[..., None]
    tilt = 0.10 * (draw[4][:, None, None] - 0.5) * (east - at[:, 0, None, None]) * (_RINGS > 0.3)[:, None]
    up = level + high[:, :, None] + tilt + 0.10 * (rough - 0.5) * tall[:, None, None] * (_RINGS > 0.3)[:, None]
    return np.stack([east, up, south], axis=-1)


def _faceted(ring: NDArray[np.float64], palette: Palette, level: float, seed: Seed) -> Part:
    near, ahead = ring, np.roll(ring, -1, axis=2)
    a, b, c, d = near[:, :-1], ahead[:, :-1], ahead[:, 1:], near[:, 1:]
    cap = ring[:, -1].mean(axis=1)[:, None, None, :] + 0.0 * ring[:, -1:]
    top = np.stack([ring[:, -1:], ahead[:, -1:], cap], axis=3)
    walls = np.concatenate([np.stack([a, b, c], axis=3), np.stack([a, c, d], axis=3)], axis=1)
    corner = np.concatenate([walls, top], axis=1).reshape(-1, 3, 3)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.sqrt((normal * normal).sum(axis=1))
    corner, normal = corner[length > 1e-9], (normal / np.maximum(length, 1e-9)[:, None])[length > 1e-9]
    middle = corner.mean(axis=1)
    snow, ice, deep = (palette.covers[name] for name in ("snow", "ice", "ice_deep"))
    above = middle[:, 1] - level
    blue = np.clip(1.0 - (above + 0.1) / 1.4, 0.0, 1.0)[:, None]
    flat = np.clip((normal[:, 1] - 0.25) / 0.5, 0.0, 1.0)[:, None]
    side = ice + (snow - ice) * np.float32(0.35)
    rgb = side + (deep - side) * (0.75 * blue)
    rgb = rgb + (snow - rgb) * (flat * np.clip(above / 0.15, 0.0, 1.0)[:, None])
    rgb = np.where((above < -0.05)[:, None], deep, rgb)
    grain = 1.0 + 0.045 * (2.0 * np.asarray((seed / "facet").at(np.arange(len(middle)))) - 1.0)
    return (
        corner.reshape(-1, 3).astype(np.float32), np.repeat(normal, 3, axis=0).astype(np.float32),
        np.repeat(np.clip(rgb * grain[:, None], 0.0, 1.0), 3, axis=0).astype(np.float32),
        np.arange(3 * len(corner)).reshape(-1, 3),
    )  # fmt: skip
