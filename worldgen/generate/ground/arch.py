"""An arch of rock over the sea: layered legs, a broken round beneath, turf on top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.land import Area, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_SEED = world_seed(0) / "arch"
_ALONG, _UP = 19, 8  # points of the arch along it and from its underside to its top
_HALF_M = 2.3
_OPEN = 0.74  # share of its length that is open beneath
_THICK_M = 2.6  # of the span where it is thinnest
_FOOT_M = np.float32(-3.0)  # its legs end under the water


def arch_meshes(land: Land, palette: Palette) -> dict[str, Mesh]:
    """Return the arch of every area that has one, by id."""
    return {
        area.id: _arch(land, palette, area)
        for area in land.areas.values()
        if area.kind == "arch" and area.line_m is not None
    }


def _arch(land: Land, palette: Palette, area: Area) -> Mesh:
    line = np.asarray(area.line_m, np.float64)
    way = line[1] - line[0]
    length = max(float(np.sqrt((way * way).sum())), 1e-3)
    way = way / length
    ends = np.asarray(land.height_at(line[:, 0], line[:, 1]), np.float64)
    t = np.linspace(0.0, 1.0, _ALONG)
    x, z = line[0, 0] + t * length * way[0], line[0, 1] + t * length * way[1]
    rough = np.asarray(gradient_noise(_SEED / "top", x / 3.7, z / 3.7), np.float64)
    top = ends[0] + (ends[1] - ends[0]) * t - 0.35 - 1.3 * np.sin(np.pi * t) + 0.35 * rough
    level = float(land.water_m[land.areas["sea"].mask].max()) if "sea" in land.areas else float(ends.min()) - 6.0
    crown = top - _THICK_M - level + _FOOT_M * -1.0
    round_ = np.sqrt(np.clip(1.0 - (np.abs(2.0 * t - 1.0) / _OPEN) ** 2, 0.0, 1.0))
    under = level + _FOOT_M + np.maximum(crown, 0.5) * round_**0.8
    half = _HALF_M * (1.25 - 0.4 * np.sin(np.pi * t)) * (1.0 + 0.15 * rough)
    up = np.linspace(0.0, 1.0, _UP)
    height = under[:, None] + (top - under)[:, None] * up
    sides = []
    for side in (-1.0, 1.0):
        lump = np.asarray(
            gradient_noise(_SEED / "side", height / 2.3 + 7.0 * side, (t * length)[:, None] / 2.9), np.float64
        )
        out = side * half[:, None] * (1.0 + 0.22 * lump - 0.12 * up)
        sides.append(np.stack([x[:, None] - out * way[1], height, z[:, None] + out * way[0]], axis=-1))
    return merged([_faceted(*_shell(sides[0], sides[1]), palette)], land.size_m)


def _shell(left: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the corners (m, 3, 3) of both sides, the top and the underside, and which of them are the top."""

    def band(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
        first = np.stack([a[:-1], b[:-1], b[1:]], axis=1)
        second = np.stack([a[:-1], b[1:], a[1:]], axis=1)
        return np.concatenate([first, second])

    walls = [band(right[:, k], right[:, k + 1]) for k in range(_UP - 1)]
    walls += [band(left[:, k + 1], left[:, k]) for k in range(_UP - 1)]
    middle = 0.5 * (left[:, -1] + right[:, -1]) + np.array([0.0, 0.35, 0.0])
    top = [band(right[:, -1], middle), band(middle, left[:, -1])]
    beneath = [band(left[:, 0], right[:, 0])]
    corner = np.concatenate([*walls, *beneath, *top])
    turf = np.zeros(len(corner), np.bool_)
    turf[-sum(map(len, top)) :] = True
    return corner, turf


def _faceted(corner: NDArray[np.float64], turf: NDArray[np.bool_], palette: Palette) -> Part:
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.sqrt((normal * normal).sum(axis=1))
    real = length > 1e-9
    corner, turf, normal = corner[real], turf[real], normal[real] / length[real][:, None]
    if normal[turf, 1].mean() < 0.0:
        corner, normal = corner[:, ::-1], -normal
    middle = corner.mean(axis=1)
    rgb = rock_rgb(palette, middle)
    rgb[turf] = palette.ground.at(middle[turf, 1].astype(np.float32))
    shade = 1.0 + 0.05 * (2.0 * np.asarray((_SEED / "facet").at(np.arange(len(middle)))) - 1.0)
    rgb = np.clip(rgb * shade[:, None] * np.where(normal[:, 1] < -0.3, 0.6, 1.0)[:, None], 0.0, 1.0)
    return (
        corner.reshape(-1, 3).astype(np.float32), np.repeat(normal, 3, axis=0).astype(np.float32),
        np.repeat(rgb, 3, axis=0).astype(np.float32), np.arange(3 * len(corner)).reshape(-1, 3),
    )  # fmt: skip


def rock_rgb(palette: Palette, point: NDArray[np.float64]) -> F32:
    """Return the colour of bare rock at points (k, 3): its beds where the land has such."""
    if palette.bands:
        sway = 0.6 * np.asarray(gradient_noise(_SEED / "sway", point[:, 0] / 31.0, point[:, 2] / 31.0))
        bed = np.floor((point[:, 1] + sway) / palette.band_m).astype(np.int64) % len(palette.bands)
        return np.stack(palette.bands)[bed]
    tone = 0.5 + 0.5 * np.asarray(gradient_noise(_SEED / "tone", point[:, 0] / 3.1, point[:, 2] / 3.1))
    return np.asarray(palette.rock[0] + (palette.rock[1] - palette.rock[0]) * tone[:, None], np.float32)
