"""A crown without its leaves: limbs and twigs that reach to where the leaves were, so the outline stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.arrays import renumbered
from worldgen.core.colour import linear
from worldgen.core.grid import distinct
from worldgen.generate.vegetation.form import Part, join, unit
from worldgen.scene import F32, Mesh

_LIMBS, _TWIGS = 9, 22
_THICK = 0.0145  # of a limb at its foot, for each metre of height
_BARK, _TWIG = "#6b5042", "#a98c76"
_F64 = NDArray[np.float64]


def bare(mesh: Mesh, leaf: NDArray[np.bool_], height_m: float, *, fine: bool) -> Mesh:
    """Return `mesh` without its leaves, with limbs and, where `fine`, twigs in their place.

    Parameters
    ----------
    mesh : Mesh
        A tree, or a bush that has no trunk.
    leaf : (n,) bool
        Which corners are of leaves.
    height_m : float
        Of the tree; limbs are as thick as it is tall.
    fine : bool
        Whether it is seen from near.
    """
    gone = np.asarray(leaf[mesh.face].all(axis=1))
    crown = mesh.position_m[distinct(mesh.face[gone].ravel())].astype(np.float64)
    if len(crown) < _LIMBS:
        return mesh
    wood = _without(mesh, np.logical_not(gone))
    tips = _spread(crown, _LIMBS + _TWIGS)
    axis = _axis(wood, tips[0])
    limb = _limbs(axis, tips[1:_LIMBS])
    thick = _THICK * height_m
    bark = _bark(wood)
    if fine:
        parts = [_rods(limb, thick * np.array([1.0, 0.66, 0.3]), 3, bark),
                 _rods(_twigs(limb, tips[_LIMBS:]), thick * np.array([0.55, 0.22]), 3, bark)]  # fmt: skip
    else:
        parts = [_rods(limb[:, [0, 2]], thick * np.array([1.0, 0.5]), 3, bark)]
    leader = np.stack([0.94 * axis[1], axis[1], axis[2]])[None]
    parts.append(_rods(leader, np.array([0.8, 1.08, 0.25]) * max(thick, _end_m(wood, axis[1])), 5 if fine else 3, bark))
    if len(wood.face):
        parts.append(Part(wood.position_m, wood.normal, wood.colour[:, :3], wood.face))
    return replace(join(parts, mesh.material), material=mesh.material)


def _without(mesh: Mesh, keep: NDArray[np.bool_]) -> Mesh:
    """Return only the faces of `mesh` where `keep` holds, and the corners that they use."""
    used, face = renumbered(mesh.face[keep])
    return replace(
        mesh, position_m=mesh.position_m[used], normal=mesh.normal[used], colour=mesh.colour[used],
        face=face.reshape(-1, 3).astype(np.uint32),
    )  # fmt: skip


def _axis(wood: Mesh, top: _F64) -> _F64:
    """Return the middle line (3, 3) of the tree: its foot, the end of its trunk, the end of its leader at `top`."""
    end = np.zeros(3)
    if len(wood.face):
        high = float(wood.position_m[:, 1].max())
        end = wood.position_m[wood.position_m[:, 1] > 0.98 * high].mean(0).astype(np.float64)
    if end[1] > 0.9 * top[1]:
        end = 0.6 * top
    return np.stack([np.zeros(3), end, top])


def _bark(wood: Mesh) -> F32:
    """Return the colour (3,) of the trunk towards its end, linear RGB."""
    if not len(wood.face):
        return linear(_BARK)
    upper = wood.position_m[:, 1] > 0.7 * float(wood.position_m[:, 1].max())
    return np.asarray(wood.colour[upper, :3].mean(axis=0), np.float32)


def _end_m(wood: Mesh, end: _F64) -> float:
    """Return how thick the trunk is where it ends, metres: 0 where there is none."""
    away = np.hypot(*(wood.position_m - end.astype(np.float32))[:, [0, 2]].T)
    ring = away[wood.position_m[:, 1] > 0.98 * end[1]]
    return float(ring.max()) if 0 < len(ring) < 16 else 0.0


def _spread(points: _F64, count: int) -> _F64:
    """Return `count` of the points: the highest, those furthest to each side, then ever the furthest from all."""
    ends = np.concatenate([points.argmax(0)[[1, 0, 2]], points.argmin(0)[[0, 2]]])
    chosen = [int(end) for end in ends]
    apart = ((points[:, None] - points[ends]) ** 2).sum(-1).min(1)
    for _ in range(count - len(chosen)):
        chosen.append(int(np.argmax(apart)))
        apart = np.minimum(apart, ((points - points[chosen[-1]]) ** 2).sum(1))
    return points[chosen]


def _limbs(axis: _F64, tip: _F64) -> _F64:
    """Return limbs (k, 3, 3) that leave the middle line below their tips and bow upwards."""
    out = np.hypot(tip[:, 0], tip[:, 2])
    low = 0.5 * axis[1, 1]
    up = np.clip(tip[:, 1] - 0.75 * out - 0.06 * axis[-1, 1], low, 0.86 * axis[-1, 1])
    root = np.stack([np.interp(up, axis[:, 1], axis[:, i]) for i in range(3)], 1)
    middle = root + 0.5 * (tip - root) + np.stack([0 * out, 0.08 * out, 0 * out], 1)
    return np.stack([root, middle, tip], 1)


def _twigs(limb: _F64, tip: _F64) -> _F64:
    """Return twigs (k, 2, 3) from the nearest joint of a limb to each tip."""
    joint = np.concatenate([limb[:, 1], 0.45 * limb[:, 1] + 0.55 * limb[:, 2]])
    lower = ((tip[:, None] - joint[None]) ** 2).sum(-1) + 4.0 * np.maximum(joint[None, :, 1] - tip[:, None, 1], 0.0)
    return np.stack([joint[np.argmin(lower, axis=1)], tip], 1)


def _rods(line: _F64, radius_m: _F64, sides: int, bark: F32) -> Part:
    """Return open rods along (k, p, 3), `radius_m` (p,) thick at each point, in `bark` (3,) and lighter at the tips."""
    count, k = line.shape[:2]
    ahead = unit(np.gradient(line, axis=1)).astype(np.float64)
    whole = unit(line[:, -1:] - line[:, :1])
    one = np.cross(ahead, np.where(np.abs(whole[..., :1]) > 0.7, [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]))
    one = unit(one).astype(np.float64)
    two = np.cross(one, ahead)
    turn = np.arange(sides) * (2.0 * np.pi / sides)
    ring = one[:, :, None] * np.sin(turn)[:, None] + two[:, :, None] * np.cos(turn)[:, None]
    position = line[:, :, None] + ring * radius_m[None, :, None, None]
    side, after = np.arange(sides), (np.arange(sides) + 1) % sides
    low = (np.arange(k - 1) * sides)[:, None] + side
    beside = (np.arange(k - 1) * sides)[:, None] + after
    quad = np.stack([low, beside, beside + sides, low, beside + sides, low + sides], -1).reshape(-1, 3)
    face = (np.arange(count)[:, None, None] * (k * sides) + quad[None]).reshape(-1, 3)
    share: F32 = np.tile(np.repeat(np.linspace(0.0, 1.0, k), sides), count).astype(np.float32)
    flat = position.reshape(-1, 3).astype(np.float32)
    colour = bark + (linear(_TWIG) - bark) * share[:, None]
    return Part(flat, unit(np.round(ring, 6).reshape(-1, 3)), colour.astype(np.float32), face.astype(np.uint32))
