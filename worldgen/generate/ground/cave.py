"""The vault of a cave: rock over the slot that `terrain.cave_mouth` cut, with a mouth in front and the dark behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.noise import gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.generate.ground.base import Part, merged
from worldgen.generate.land import Area, Land
from worldgen.generate.settings.palette import Palette
from worldgen.scene import Mesh

F64 = NDArray[np.float64]
_SEED = world_seed(0) / "cave"
_ROUND = 13  # points of the arch
_RINGS = 7  # of the vault, from the mouth in
_SLOT_M = 0.9
_LAP_M = 1.9  # the roof covers the ground this far beside the slot
_DARK = np.array([0.006, 0.005, 0.007], np.float32)


def cave_meshes(land: Land, palette: Palette) -> dict[str, Mesh]:
    """Return the vault of every cave by its id."""
    return {
        area.id: _cave(land, palette, area)
        for area in land.areas.values()
        if area.kind == "cave_mouth" and area.line_m is not None and "." not in area.id
    }


def _cave(land: Land, palette: Palette, area: Area) -> Mesh:
    mouth, end, aside = np.asarray(area.line_m, np.float64)
    deep, half = float(np.hypot(*(end - mouth))), float(np.hypot(*(aside - mouth)))
    ins, side = (end - mouth) / max(deep, 1e-6), (aside - mouth) / max(half, 1e-6)
    frame = _Frame(mouth, ins, side, half, deep, float(land.height_at(*(mouth - 0.5 * ins))))
    rock = 0.5 * (palette.volcano[0] + palette.volcano[1])
    parts = [_vault(frame, rock), _floor(frame, rock), _roof(land, frame, palette)]
    return merged(parts, land.size_m)


@dataclass(frozen=True, eq=False, slots=True)
class _Frame:
    """Where a cave is: its mouth (x, z), the ways in and aside, half its width, its depth, and its floor."""

    mouth: F64
    ins: F64
    side: F64
    half: float
    deep: float
    floor: float

    def point(self, inward: F64, aside: F64, up: F64) -> F32:
        """Return points (..., 3) of the world so far in, aside and up."""
        flat = self.mouth + inward[..., None] * self.ins + aside[..., None] * self.side
        return np.stack([flat[..., 0], self.floor + up, flat[..., 1]], axis=-1).astype(np.float32)

    def arch(self, grown: float = 1.0) -> tuple[F64, F64]:
        """Return aside and up of the opening, (13,): upright walls that close in a broken round."""
        turn = np.linspace(np.pi, 0.0, _ROUND)
        rough = 1.0 + 0.10 * gradient_noise(_SEED / "arch", turn * 2.1, np.full(_ROUND, self.mouth[0] / 7.0 + 0.4))
        aside = self.half * np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.72 * rough
        up = 1.62 * self.half * np.sin(turn) ** 0.8 * rough
        return aside * grown, up * grown


def _vault(frame: _Frame, rock: F32) -> Part:
    """Return the inside: rings from the mouth to the end, darker and narrower, and the end itself."""
    inward = np.linspace(0.35, frame.deep - 0.2, _RINGS)
    aside, up = frame.arch()
    shrink = 1.0 - 0.28 * (inward / frame.deep) ** 1.5
    lump = 1.0 + 0.13 * gradient_noise(_SEED / "vault", inward[:, None] / 1.9, np.arange(_ROUND)[None, :] / 1.7 + 0.3)
    lump[0] = 1.0
    up_all = np.where(up > 0.05, up * shrink[:, None] * lump, -0.3)
    point = frame.point(np.broadcast_to(inward[:, None], lump.shape), aside * shrink[:, None] * lump, up_all)
    light = np.exp(-2.6 * (inward / frame.deep))[:, None, None]
    rgb = np.broadcast_to(_DARK + (0.42 * rock - _DARK) * light, point.shape)
    face = _quads(_RINGS, _ROUND)
    last = (_RINGS - 1) * _ROUND
    fan = np.stack([np.full(_ROUND - 2, last), last + np.arange(1, _ROUND - 1), last + np.arange(2, _ROUND)], axis=1)
    middle = frame.point(inward, np.zeros(_RINGS), np.full(_RINGS, 0.5 * frame.half))[:, None, :]
    return _faceted(point.reshape(-1, 3), np.concatenate([face, fan]), rgb.reshape(-1, 3),
                    np.broadcast_to(middle, point.shape).reshape(-1, 3), inside=True)  # fmt: skip


def _floor(frame: _Frame, rock: F32) -> Part:
    """Return the dark that lies on the floor within."""
    inward = np.array([0.30, 0.55, 0.8, 1.0]) * frame.deep
    aside = np.array([-1.0, 0.0, 1.0]) * (frame.half + 0.6 * _SLOT_M)
    deep, wide = np.meshgrid(inward, aside, indexing="ij")
    point = frame.point(deep, wide, np.full((4, 3), 0.05))
    rgb = np.broadcast_to((0.26 * rock * np.array([1.0, 0.4, 0.12, 0.0])[:, None] + _DARK)[:, None, :], point.shape)
    below = point.reshape(-1, 3) - np.array([0.0, 1.0, 0.0], np.float32)
    return _faceted(point.reshape(-1, 3), _quads(4, 3), rgb.reshape(-1, 3), below, inside=False)


def _roof(land: Land, frame: _Frame, palette: Palette) -> Part:
    """Return the rock above: the face round the mouth, and a back that lies on the bluff."""
    out = frame.half + _SLOT_M + _LAP_M
    steps = np.concatenate([[-0.75, -0.45, 0.2], np.linspace(1.4, frame.deep + 2.2, 6)])
    share = np.linspace(-1.0, 1.0, _ROUND)
    inward, aside = np.meshgrid(steps, share * out, indexing="ij")
    back = frame.mouth + inward[..., None] * frame.ins
    left, right = back - out * frame.side, back + out * frame.side
    low = land.height_at(left[..., 0], left[..., 1]), land.height_at(right[..., 0], right[..., 1])
    part = 0.5 * (share + 1.0)[None, :]
    ground = low[0] * (1.0 - part) + low[1] * part - frame.floor
    crown = (1.62 * frame.half + 1.5) * np.sqrt(np.clip(1.0 - 0.86 * share**2, 0.0, 1.0))[None, :]
    behind = np.clip((inward - frame.deep) / 2.2, 0.0, 1.0)
    rough = gradient_noise(_SEED / "roof", (frame.mouth[0] + inward) / 2.3, (frame.mouth[1] + aside) / 2.3)
    up = np.maximum(ground, crown * (1.0 - behind)) + 0.45 * rough
    edge = np.abs(share)[None, :] > 0.99
    up = np.where(edge, np.minimum(ground, up) - 0.7, up)
    up[-1] = ground[-1] - 0.8
    up[0] = np.where(edge[0], up[0], up[0] - 0.55)  # the brow leans forward
    aside_arch, up_arch = frame.arch()
    lip = frame.point(np.full(_ROUND, 0.35), aside_arch, np.where(up_arch > 0.05, up_arch, -0.5))
    brow = frame.point(np.full(_ROUND, -0.35), 1.12 * aside_arch, np.where(up_arch > 0.05, 1.10 * up_arch, -0.5))
    shell = frame.point(inward, aside, up)
    point = np.concatenate([lip[None], brow[None], shell]).reshape(-1, 3)
    tone = gradient_noise(_SEED / "tone", point[:, 0] / 2.9, point[:, 2] / 2.9) * 0.5 + 0.5
    rgb = palette.volcano[0] + (palette.volcano[1] - palette.volcano[0]) * np.clip(tone, 0.0, 1.0)[:, None]
    rgb = np.asarray(rgb, np.float32)
    rgb[:_ROUND] *= 0.5
    rgb[_ROUND : 2 * _ROUND] *= 0.8
    middle = frame.point(np.full(len(point), 0.5 * frame.deep), np.zeros(len(point)), np.zeros(len(point)))
    return _faceted(point, _quads(2 + len(steps), _ROUND), rgb, middle, inside=False)


def _quads(rows: int, cols: int) -> NDArray[np.int64]:
    a = (np.arange(rows - 1)[:, None] * cols + np.arange(cols - 1)).ravel()
    return np.concatenate([
        np.stack([a, a + cols, a + cols + 1], axis=1), np.stack([a, a + cols + 1, a + 1], axis=1)
    ])  # fmt: skip


def _faceted(point: F32, face: NDArray[np.int64], rgb: F32, middle: F32, *, inside: bool) -> Part:
    """Return flat faces that look away from `middle` (of each point), or towards it."""
    corner = point[face].astype(np.float64)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    length = np.sqrt((normal * normal).sum(axis=1))
    real = length > 1e-9
    face, corner, normal, length = face[real], corner[real], normal[real], length[real]
    away = ((corner.mean(axis=1) - middle[face].mean(axis=1)) * normal).sum(axis=1) > 0.0
    flip = away == inside
    face = np.where(flip[:, None], face[:, ::-1], face)
    normal = np.where(flip[:, None], -normal, normal) / length[:, None]
    count = len(face)
    shade = np.repeat(1.0 + 0.09 * (2.0 * (_SEED / "facet").at(np.arange(count)) - 1.0), 3)[:, None]
    colour = np.repeat(rgb[face].mean(axis=1), 3, axis=0) * shade
    return (
        point[face].reshape(-1, 3), np.repeat(normal, 3, axis=0).astype(np.float32),
        np.clip(colour, 0.0, 1.0).astype(np.float32), np.arange(3 * count, dtype=np.int64).reshape(-1, 3),
    )  # fmt: skip
