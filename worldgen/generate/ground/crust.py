"""The crust of lava that cooled: broken plates over the ground, with a rim of its own, open where anybody walks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask, blur, dilate, smoothstep
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.rtin import compact
from worldgen.generate.ground.seasons import GroundLook
from worldgen.generate.ground.surface import opaque, planar
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

_SEED = world_seed(0) / "crust"  # the same in every world: a texture, not a part of its shape
_RIM = 0.38  # of a softened edge, where the crust ends
_LOBES = 0.2  # how far lobes of it come and go
_LIFT_M, _PLATE_M = 0.16, 0.34  # above the ground, in a crack and on a plate
_SUNK_M = 0.3  # its rim dives into the ground
_JITTER = 0.3  # of a cell
_VALUE = (0.42, 0.68, 1.15)  # of cracks, slopes and plates


def crust_meshes(land: Land, palette: Palette, look: GroundLook) -> dict[str, Mesh]:
    """Return the crust of every flow that has cooled, by its id."""
    cold = land.cover == Cover.LAVA_COOLED
    hot = land.cover == Cover.LAVA_HOT
    walked = dilate(land.tread > 0.02, 1.4 / land.cell_m) | dilate(land.blocked & ~hot, 1.0 / land.cell_m)
    out = {}
    for area in land.areas.values():
        if area.kind == "lava_flow" and "." not in area.id:
            own = cold & area.mask & ~walked
            if own.any():
                out[area.id] = _crust(land, palette, look, area, own)
    return out


def _crust(land: Land, palette: Palette, look: GroundLook, area: Area, own: Mask) -> Mesh:
    box = _around(area.mask)
    x, z = (line[:, box[1]] if line.shape[0] == 1 else line[box[0]] for line in land.axes())
    lobes = gradient_noise(_SEED / "lobes", x / 3.1, z / 3.1) + gradient_noise(_SEED / "tongues", x / 7.3, z / 7.3)
    soft = blur(own[box].astype(np.float32), 1.3 / land.cell_m)
    soft = soft + np.float32(_LOBES) * lobes * smoothstep(0.02, 0.2, soft)
    inside = soft > _RIM
    height, width = soft.shape
    row, col = np.nonzero(inside[:-1, :-1] | inside[1:, :-1] | inside[:-1, 1:] | inside[1:, 1:])
    a = row * width + col
    b, c, d = a + 1, a + width, a + width + 1
    even = ((row + col) % 2 == 0)[:, None]
    first = np.where(even, np.stack([a, c, b], -1), np.stack([a, c, d], -1))
    second = np.where(even, np.stack([b, c, d], -1), np.stack([a, d, b], -1))
    index, face = compact(np.concatenate([first, second]), height * width)
    point, plate = _points(land, (x, z), soft, index)
    return _faceted(land, palette, look, (point, plate), face)


def _around(mask: Mask) -> tuple[slice, slice]:
    """Return the part of the grid that holds `mask` and a little more."""
    found = [np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0)]
    rows, cols = (slice(max(int(hit[0]) - 4, 0), min(int(hit[-1]) + 5, len(mask))) for hit in found)
    return rows, cols


def _points(land: Land, axes: tuple[F32, F32], soft: F32, index: NDArray[np.int64]) -> tuple[F32, F32]:
    """Return the corners (k, 3) and how much of a plate each is, 0 in a crack or at the rim to 1 (k,)."""
    row, col = np.divmod(index, soft.shape[1])
    x, z = axes[0][0, col].astype(np.float64), axes[1][row, 0].astype(np.float64)
    here = soft.reshape(-1)[index].astype(np.float64)
    down, along = (slope.reshape(-1)[index].astype(np.float64) for slope in np.gradient(soft, land.cell_m))
    steep = np.maximum(np.hypot(down, along), 1e-3)
    out = here <= _RIM
    step = np.where(out, np.minimum((_RIM - here) / steep, 0.95 * land.cell_m), 0.0)
    deep = smoothstep(_RIM, _RIM + 0.35, here)
    loose = _JITTER * land.cell_m * deep
    across, off = (loose * (2.0 * (_SEED / "jitter" / axis).at(x, z) - 1.0) for axis in ("x", "z"))
    x, z = x + across + step * along / steep, z + off + step * down / steep
    crack = np.abs(gradient_noise(_SEED / "plates", x / 3.4, z / 3.4))
    plate = np.asarray(smoothstep(0.03, 0.2, crack) * np.maximum(deep, 0.35), np.float32)
    lift = np.where(out, -_SUNK_M, _LIFT_M + (_PLATE_M - _LIFT_M) * plate)
    return np.stack([x, land.height_at(x, z) + lift, z], -1).astype(np.float32), np.where(out, 0.0, plate)


def _faceted(land: Land, palette: Palette, look: GroundLook, corners: tuple[F32, F32], face: NDArray[np.int64]) -> Mesh:
    """Return the mesh with one colour and one normal for each face, as rock breaks."""
    point, plate = corners
    corner = point[face]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    size = np.linalg.norm(normal, axis=1)
    whole = size > 1e-6
    corner, normal, plate = corner[whole], normal[whole] / size[whole, None], plate[face][whole].mean(axis=1)
    middle = corner.mean(axis=1)
    grain = (_SEED / "face").at(np.floor(middle[:, 0] * 7.0), np.floor(middle[:, 2] * 7.0)) - 0.5
    value = np.interp(plate, (0.0, 0.5, 1.0), _VALUE) * (1.0 + 0.22 * grain)
    rgb = palette.covers["lava_cooled"] * value[:, None]
    if look.snow:
        share = look.snow * smoothstep(0.6, 0.85, normal[:, 1]) * 0.9
        rgb = rgb + (palette.covers["snow"] - rgb) * share[:, None]
    points = corner.reshape(-1, 3)
    return Mesh(
        position_m=points,
        normal=np.repeat(normal, 3, axis=0),
        colour=opaque(np.repeat(np.clip(rgb, 0.0, 1.0), 3, axis=0).astype(np.float32)),
        face=np.arange(len(points)).reshape(-1, 3).astype(np.uint32),
        material="matte",
        uv=planar(points, land.size_m),
    )
