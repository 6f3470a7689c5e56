"""Water by depth, foam along its edge, and glowing lava: thin sheets over the ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, blur, dilate, distance_m
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import edge_line, merged
from worldgen.generate.ground.foam import foam_mesh
from worldgen.generate.ground.rtin import compact, triangulate
from worldgen.generate.ground.surface import planar, shoreline
from worldgen.generate.land import NO_WATER, Area, Cover, Land
from worldgen.generate.settings.palette import Palette, Ramp
from worldgen.scene import Mesh

_CLEAR = (0.35, 0.97)  # least and most alpha
_TONE_ERROR = 0.035
_LAVA_OVER_M = 0.05
_STREAM_LOOKS = np.float32(1.9)  # a brook is shallow: with the colour of its true depth it would be as grey as its bed
_RIPPLE = world_seed(0) / "foam"


def waters(land: Land) -> dict[str, NDArray[np.bool_]]:
    """Return which cells (n - 1, n - 1) each body of water covers, by id: `sea` and every river, lake and crater lake.

    A cell has water where all its corners have a level and one of them is wet; no cell has two.
    """
    has, wet = land.water_m > NO_WATER, land.wet()
    cell = _all_corners(has) & _any_corner(wet)
    out: dict[str, NDArray[np.bool_]] = {}
    for area in land.areas.values():
        if "." in area.id or area.kind not in ("river", "lake", "marsh", "volcano"):
            continue
        own = cell & _any_corner(dilate(_crater_or_all(land, area) if area.kind == "volcano" else area.mask, 2.0))
        if "sea" in land.areas:
            own &= ~_any_corner(land.areas["sea"].mask)
        if own.any():
            out[area.id] = own
            cell = cell & ~own
    if cell.any():
        out["sea"] = cell
    return out


def water_meshes(land: Land, palette: Palette, weight: F32 | None = None) -> dict[str, tuple[Mesh, ...]]:
    """Return the meshes of every body of water by its id: surface and foam; `weight` as in `triangulate`."""
    bodies = waters(land)
    if not bodies:
        return {}
    owner = np.zeros((land.rows - 1, land.rows - 1), np.int64)
    for number, cells in enumerate(bodies.values(), 1):
        owner[cells] = number
    triangles = _sheet(land, owner, weight)
    row, col = np.divmod(triangles, land.rows)
    whose = owner[row.sum(axis=1) // 3, col.sum(axis=1) // 3]
    out = {}
    for number, name in enumerate(bodies, 1):
        own = triangles[whose == number]
        if len(own):
            ramp = palette.water if name == "sea" else palette.stream
            foam = foam_mesh(land, own, palette, sea=name == "sea")
            out[name] = (_surface(land, own, ramp, sea=name == "sea"), *foam, *_falls(land, name, palette))
    return out


def _falls(land: Land, name: str, palette: Palette) -> tuple[Mesh, ...]:
    falls = land.areas.get(f"{name}.falls")
    if falls is None:
        return ()
    from worldgen.generate.ground.falls import fall_meshes  # noqa: PLC0415  rivers with falls alone pay for it

    return fall_meshes(land, falls, palette)


def _sheet(land: Land, owner: NDArray[np.int64], weight: F32 | None) -> NDArray[np.int64]:
    depth = land.depth_m()
    tone = (1.0 - np.exp(-0.55 * depth)).astype(np.float32)
    level = np.where(land.water_m > NO_WATER, land.water_m, 0.0).astype(np.float32)
    padded = np.pad(owner, 1, mode="edge")
    a, b, c, d = padded[:-1, :-1], padded[1:, :-1], padded[:-1, 1:], padded[1:, 1:]
    change = (a != b) | (a != c) | (a != d)
    return triangulate(tone + level, change | shoreline(land, weight), _TONE_ERROR, weight)


def _surface(land: Land, triangles: NDArray[np.int64], ramp: Ramp, *, sea: bool) -> Mesh:
    index, face = compact(triangles, land.rows**2)
    row, col = np.divmod(index, land.rows)
    half = land.size_m / 2.0
    level = land.water_m.ravel()[index]
    point = np.stack([col * land.cell_m - half, level, row * land.cell_m - half], axis=-1).astype(np.float32)
    depth = np.maximum(level - land.height_m.ravel()[index], 0.0)
    colour = rgba(ramp, depth if sea else _STREAM_LOOKS * depth + 0.25)
    flat = np.zeros_like(point)
    flat[:, 1] = 1.0
    parts = [(point, flat, colour, face)]
    if sea:
        parts += [wall for side in range(4) if (wall := _side(land, index, ramp, side)) is not None]
    return merged(parts, land.size_m, "water")


def rgba(ramp: Ramp, depth: F32) -> F32:
    """Return the colour of water over a bed `depth` metres below, (k, 4)."""
    alpha = np.clip(1.0 - np.exp(-0.9 * depth), *_CLEAR)
    return np.concatenate([ramp.at(depth), alpha[:, None]], axis=1).astype(np.float32)


def _side(
    land: Land, index: NDArray[np.int64], ramp: Ramp, side: int
) -> tuple[F32, F32, F32, NDArray[np.int64]] | None:
    used = np.zeros(land.rows**2, np.bool_)
    used[index] = True
    edge = used.reshape(land.rows, land.rows)
    border = {0: edge[0], 1: edge[:, 0], 2: edge[-1], 3: edge[:, -1]}[side]
    if np.count_nonzero(border) < 2:
        return None
    x, z, ground = edge_line(land, edge, side)
    top = np.zeros_like(ground) + np.float32(land.water_m[land.areas["sea"].mask].max())
    low = np.minimum(ground, top)
    count = len(x)
    k = np.arange(count - 1)
    wet = (low[:-1] < top[:-1]) | (low[1:] < top[1:])
    k = k[wet]
    face = np.concatenate(
        [np.stack([k, k + count, k + count + 1], axis=-1), np.stack([k, k + count + 1, k + 1], axis=-1)]
    )
    out = np.array([(0, 0, -1), (-1, 0, 0), (0, 0, 1), (1, 0, 0)][side], np.float32)
    point = np.concatenate([np.stack([x, top, z], axis=-1), np.stack([x, low, z], axis=-1)]).astype(np.float32)
    deep = np.concatenate([np.full(count, 2.5, np.float32), np.full(count, 7.0, np.float32)])
    return point, np.broadcast_to(out, point.shape), rgba(ramp, deep), face


def lava_meshes(land: Land, palette: Palette) -> dict[str, Mesh]:
    """Return the glowing surfaces by the id of the volcano or flow that they belong to."""
    hot = land.cover == Cover.LAVA_HOT
    if not hot.any():
        return {}
    cells = _any_corner(hot)
    inside = distance_m(~hot, land.cell_m, 8.0)
    done = np.zeros_like(cells)
    out = {}
    for area in land.areas.values():
        if area.kind not in ("volcano", "lava_flow") or "." in area.id:
            continue
        own_hot = _crater_or_all(land, area) & hot
        if not (cells & ~done & _any_corner(own_hot)).any():
            continue
        done |= _any_corner(own_hot)
        if area.kind == "volcano":  # a lake is level: its sheet ends inside the wall of the crater
            own = _any_corner(dilate(own_hot, 2.0) & _crater_or_all(land, area))
            height = np.full_like(land.height_m, land.height_m[own_hot].max())
        else:  # a stream swells in its middle and dives under the ground beside it
            own = _any_corner(dilate(own_hot, 2.0))
            soft = blur(hot.astype(np.float32), 1.6 / land.cell_m)
            height = land.height_m + np.clip(2.8 * (soft - 0.46), -0.9, 0.3)
        out[area.id] = _lava(land, palette, own, (height, inside))
    return out


def _crater_or_all(land: Land, area: Area) -> Mask:
    return land.areas[f"{area.id}.crater"].mask if area.kind == "volcano" else area.mask


def _lava(land: Land, palette: Palette, cells: NDArray[np.bool_], form: tuple[F32, F32]) -> Mesh:
    height, inside = form
    row, col = np.nonzero(cells)
    n = land.rows
    a, b, c, d = row * n + col, row * n + col + 1, (row + 1) * n + col, (row + 1) * n + col + 1
    triangles = np.concatenate([np.stack([a, c, b], axis=-1), np.stack([b, c, d], axis=-1)])
    index, face = compact(triangles, n * n)
    r, q = np.divmod(index, n)
    half = land.size_m / 2.0
    x, z = q * land.cell_m - half, r * land.cell_m - half
    point = np.stack([x, height.ravel()[index] + _LAVA_OVER_M, z], axis=-1).astype(np.float32)
    crust = gradient_noise(_RIPPLE / "crust", x / 3.1, z / 3.1)
    deep = inside.ravel()[index]
    share = np.clip(deep / max(0.8 * float(deep.max()), 2.0) + 0.3 * crust, 0.0, 1.0) * 1.999
    stops = np.stack(palette.lava[::-1])
    low = share.astype(np.int64)
    rgb = stops[low] + (stops[low + 1] - stops[low]) * (share - low)[:, None]
    normal = np.zeros_like(point)
    normal[:, 1] = 1.0
    colour = np.concatenate([rgb, np.ones((len(rgb), 1))], axis=1).astype(np.float32)
    return Mesh(point, normal, colour, face.astype(np.uint32), "lava", planar(point, land.size_m))


def _any_corner(mask: Mask) -> Mask:
    return mask[:-1, :-1] | mask[1:, :-1] | mask[:-1, 1:] | mask[1:, 1:]


def _all_corners(mask: Mask) -> Mask:
    return mask[:-1, :-1] & mask[1:, :-1] & mask[:-1, 1:] & mask[1:, 1:]
