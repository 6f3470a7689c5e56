"""Streets as they are seen: a carriageway between kerbs and slabs or of cobbles, and the stripes of crossings.

Trodden earth is not here: it is a colour of the ground, so that it frays into the grass and joins what it meets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import merged
from worldgen.generate.land import Area, Land
from worldgen.generate.shapes.shape import linear_of
from worldgen.generate.terrain.street import KERB_M
from worldgen.scene import Mesh

F64 = NDArray[np.float64]
Part = tuple[F32, F32, F32, NDArray[np.int64]]
_SEED = world_seed(0) / "streets"  # the same in every world: a texture, not a part of its shape
_UP_M = 0.05  # by how much it lies on the ground
_SKIRT_M = 0.4
_ZEBRA_M, _STRIPE_M = 3.0, 0.5
_DASH_M, _DASHED_M = 0.16, 3.0
_KERB_WIDE_M = 0.22
_COLOURS = {
    name: linear_of(code)
    for name, code in (
        ("asphalt", "#5d616b"), ("cobbles", "#a39a8c"), ("kerb", "#d6d1c4"), ("slab", "#b9b2a4"),
        ("mark", "#f3efe4"),
    )
}  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Ribbon:
    """A street along its line: points (k, 2), the way to its right (k, 2), heights (k,), metres from its start (k,)."""

    point_m: F64
    right: F64
    level_m: F64
    along_m: F64

    def at(self, along_m: F64, across_m: F64, up_m: F64 | float = 0.0) -> F64:
        """Return the points (..., 3) so far along, to the right and above the carriageway."""
        x, z, dx, dz, y = (
            np.interp(along_m, self.along_m, column)
            for column in (*self.point_m.T, *self.right.T, self.level_m)
        )  # fmt: skip
        return np.stack([x + dx * across_m, y + up_m, z + dz * across_m], axis=-1)


def street_meshes(land: Land) -> dict[str, Mesh]:
    """Return what is seen of every street, by its id; of two that cross, the first of the lesson goes on."""
    out: dict[str, Mesh] = {}
    before = np.zeros(land.height_m.shape, np.bool_)  # carriageways of those that are drawn already
    for number, area in enumerate(area for area in land.areas.values() if area.kind == "street"):
        ribbon = _ribbon(land, area, 0.004 * number)
        parts = [*_carriageway(land, area, ribbon), *_pavements(area, ribbon)]
        middle = [_kept(part, land, before) for part in parts]
        if middle := [part for part in middle if len(part[3])]:
            out[area.id] = merged(middle, land.size_m)
        before |= land.areas[f"{area.id}.carriageway"].mask
    return out


def _ribbon(land: Land, area: Area, down_m: float) -> Ribbon:
    line = np.asarray(area.line_m, np.float64)
    way = np.gradient(line, axis=0)
    way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    level = land.height_at(line[:, 0], line[:, 1]).astype(np.float64) + _UP_M - down_m
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return Ribbon(line, np.stack([-way[:, 1], way[:, 0]], axis=1), level, along)


def _carriageway(land: Land, area: Area, ribbon: Ribbon) -> list[Part]:
    width, surface = float(area.facts["width_m"]), str(area.facts["surface"])
    if surface == "asphalt":
        return _asphalt(_zebras(land, area, ribbon), ribbon, width)
    if surface == "cobbles":
        return [_cobbles(ribbon, width), *_skirts(area, ribbon)]
    return []


def _zebras(land: Land, area: Area, ribbon: Ribbon) -> list[float]:
    spots = land.areas[f"{area.id}.crossings"].line_m
    if spots is None:
        return []
    return [float(ribbon.along_m[np.hypot(*(ribbon.point_m - spot).T).argmin()]) for spot in spots]


def _asphalt(zebras: list[float], ribbon: Ribbon, width: float) -> list[Part]:
    """Return plain lanes with a dashed line between them, cut into stripes where one crosses."""
    total = float(ribbon.along_m[-1])
    breaks = {0.0, total, *(float(b) for at in zebras for b in (at - _ZEBRA_M / 2, at + _ZEBRA_M / 2))}
    steps = np.unique(np.clip([*breaks, *np.arange(0.0, total, _DASHED_M / 2)], 0.0, total))
    lo, hi = steps[:-1], steps[1:]
    middle = 0.5 * (lo + hi)
    crossed = np.zeros(len(lo), np.bool_)
    for at in zebras:
        crossed |= np.abs(middle - at) < _ZEBRA_M / 2
    half = 0.5 * width
    plain, mark = _COLOURS["asphalt"], _COLOURS["mark"]
    parts = []
    edges = np.array([-half, -_DASH_M / 2, _DASH_M / 2, half])
    lanes = np.flatnonzero(~crossed)
    dashed = (np.floor(middle[lanes] / (_DASHED_M / 2)).astype(int) % 2 == 0)[:, None] & np.array([False, True, False])
    dashed &= (width >= 5.0) & (np.abs(middle[lanes][:, None, None] - np.array([[zebras or [-1e3]]])) > 4.0).all(axis=2)
    rgb = np.where(dashed[..., None], mark, plain)
    parts.append(_quads(ribbon, (lo[lanes], hi[lanes]), edges, rgb))
    over = np.flatnonzero(crossed)
    if len(over):
        count = max(2 * round(width / _STRIPE_M / 2) + 1, 3)
        stripes = np.linspace(-half, half, count + 1)
        rgb = np.where((np.arange(count) % 2 == 1)[None, :, None], mark, plain)
        parts.append(_quads(ribbon, (lo[over], hi[over]), stripes, np.broadcast_to(rgb, (len(over), count, 3))))
    return parts


def _cobbles(ribbon: Ribbon, width: float) -> Part:
    """Return rows of stones, each of its own tone, with a gutter of darker ones along both sides."""
    total = float(ribbon.along_m[-1])
    rows = np.linspace(0.0, total, max(round(total / 0.75), 2) + 1)
    count = max(round(width / 0.7), 3)
    edges = np.linspace(-width / 2, width / 2, count + 1)
    tone = 0.78 + 0.34 * (_SEED / "stone").at(np.arange(len(rows) - 1)[:, None], np.arange(count)[None, :])
    tone[:, [0, -1]] *= 0.82
    warm = (_SEED / "warm").at(np.arange(len(rows) - 1)[:, None], np.arange(count)[None, :])[..., None]
    rgb = _COLOURS["cobbles"] * tone[..., None] * (1.0 + np.array([0.10, 0.0, -0.12]) * (warm - 0.5))
    return _quads(ribbon, (rows[:-1], rows[1:]), edges, rgb)


def _pavements(area: Area, ribbon: Ribbon) -> list[Part]:
    """Return kerbs and slabs on both sides, down to the ground at their outer edge."""
    half, wide = 0.5 * float(area.facts["width_m"]), float(area.facts["pavement_m"])
    if wide <= 0.0:
        return []
    total = float(ribbon.along_m[-1])
    rows = np.linspace(0.0, total, max(round(total / 1.6), 2) + 1)
    span = (rows[:-1], rows[1:])
    slab = 0.92 + 0.14 * (_SEED / "slab").at(np.arange(len(rows) - 1)[:, None], np.arange(2)[None, :])
    stone = 0.95 + 0.08 * (_SEED / "kerb").at(np.arange(len(rows) - 1))[:, None]
    parts = []
    for side in (-1.0, 1.0):
        inner, outer = half, half + wide
        across = side * np.array([inner, inner, inner + _KERB_WIDE_M, 0.5 * (inner + outer), outer, outer])
        up = np.array([-0.03, KERB_M, KERB_M, KERB_M, KERB_M, KERB_M - _SKIRT_M])
        rgb = np.stack([
            np.broadcast_to(_COLOURS["kerb"] * 0.72, (len(rows) - 1, 3)), _COLOURS["kerb"] * stone,
            _COLOURS["slab"] * slab[:, :1], _COLOURS["slab"] * slab[:, 1:],
            np.broadcast_to(_COLOURS["slab"] * 0.6, (len(rows) - 1, 3)),
        ], axis=1)  # fmt: skip
        parts.append(_quads(ribbon, span, across, rgb, up))
    return parts


def _skirts(area: Area, ribbon: Ribbon) -> list[Part]:
    """Return the sides of stones that end without a kerb."""
    half = 0.5 * float(area.facts["width_m"])
    total = float(ribbon.along_m[-1])
    rows = np.linspace(0.0, total, max(round(total / 2.0), 2) + 1)
    rgb = np.broadcast_to(_COLOURS["cobbles"] * 0.6, (len(rows) - 1, 1, 3))
    up = np.array([0.0, -_SKIRT_M])
    return [_quads(ribbon, (rows[:-1], rows[1:]), side * np.array([half, half]), rgb, up) for side in (-1.0, 1.0)]


def _quads(ribbon: Ribbon, span: tuple[F64, F64], across: F64, rgb: F64, up: F64 | None = None) -> Part:
    """Return a face of its own colour `rgb` (r, c, 3) for each of r spans along and c strips across."""
    up = np.zeros(len(across)) if up is None else up
    lo, hi = (np.broadcast_to(end[:, None], (len(end), len(across) - 1)) for end in span)
    left, right = (np.broadcast_to(edge, lo.shape) for edge in (across[:-1], across[1:]))
    low, high = (np.broadcast_to(edge, lo.shape) for edge in (up[:-1], up[1:]))
    corner = np.stack([ribbon.at(lo, left, low), ribbon.at(hi, left, low), ribbon.at(hi, right, high),
                       ribbon.at(lo, right, high)], axis=2)  # fmt: skip
    normal = np.cross(corner[:, :, 2] - corner[:, :, 0], corner[:, :, 3] - corner[:, :, 1])
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-9)
    turned = (normal * _outward(ribbon, span[0], across)).sum(axis=-1) < 0.0
    normal = np.where(turned[..., None], -normal, normal)
    first = 4 * np.arange(lo.size)[:, None, None]
    face = first + np.array([[0, 1, 2], [0, 2, 3]])
    face = np.where(turned.reshape(-1, 1, 1), face[..., ::-1], face).reshape(-1, 3)
    return (
        corner.reshape(-1, 3).astype(np.float32),
        np.repeat(normal.reshape(-1, 3), 4, axis=0).astype(np.float32),
        np.clip(np.repeat(np.broadcast_to(rgb, (*lo.shape, 3)).reshape(-1, 3), 4, axis=0), 0.0, 1.0).astype(np.float32),
        face,
    )


def _outward(ribbon: Ribbon, along: F64, across: F64) -> F64:
    """Return (r, c, 3) about which way each strip looks: up, or for a wall away from the strip beside it."""
    step = np.diff(across)
    wall = np.abs(step) < 1e-6
    ahead, behind = np.append(step[1:], 0.0), np.append(0.0, step[:-1])
    sideways = np.where(wall, np.where(ahead != 0.0, -ahead, np.where(behind != 0.0, behind, across[:-1])), 0.0)
    right = np.stack([np.interp(along, ribbon.along_m, column) for column in ribbon.right.T], axis=-1)
    out = np.zeros((len(along), len(step), 3))
    out[..., 0], out[..., 2] = right[:, :1] * np.sign(sideways), right[:, 1:] * np.sign(sideways)
    out[..., 1] = ~wall
    return out


def _kept(part: Part, land: Land, before: NDArray[np.bool_]) -> Part:
    """Return a part without the faces that lie in a carriageway drawn before."""
    point, normal, rgb, face = part
    if not before.any():
        return part
    middle = point[face].mean(axis=1)
    stays = ~before[land.cell_of(middle[:, 0], middle[:, 2])]
    return point, normal, rgb, face[stays]
