"""Light of lamps: a warm pool on what is near them."""

from __future__ import annotations

import math

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview.flatten import placed
from worldgen.preview.light import dot
from worldgen.preview.tree import Tree
from worldgen.scene import F32, Scene

_SIZE_M = 0.6  # a lamp is a ball about so large: right beside it light is bounded, and it does not shade itself
_EVER_M = 40.0  # how far a lamp reaches that says nothing of it


@dataclass(frozen=True, eq=False, slots=True)
class Lamps:
    """Points that shine: where (k, 3), the light at one metre (k, 3), and how far they reach (k,)."""

    at_m: F32
    light: F32
    reach_m: F32


def lamps_of(scene: Scene) -> Lamps:
    """Return every point light of `scene`."""
    found = [
        (shift, np.array(node.light.colour) * node.light.intensity / math.pi, node.light.range_m or _EVER_M)
        for node, _, shift in placed(scene)
        if node.light is not None and node.light.kind == "point"
    ]
    return Lamps(
        np.array([at for at, _, _ in found], np.float32).reshape(-1, 3),
        np.array([light for _, light, _ in found], np.float32).reshape(-1, 3),
        np.array([reach for _, _, reach in found], np.float32),
    )


def shine(lamps: Lamps, solids: Tree, point: F32, normal: F32) -> F32:
    """Return the light (n, 3) of all lamps on points (n, 3) with unit normals, in the way of which nothing stands."""
    total = np.zeros_like(point)
    for at, light, reach in zip(lamps.at_m, lamps.light, lamps.reach_m, strict=True):
        near = np.flatnonzero(np.abs(point - at).max(axis=1) < reach)
        toward = at - point[near]
        away = np.sqrt(dot(toward, toward))
        toward /= np.maximum(away, 1e-3)[:, None]
        facing = dot(toward, normal[near])
        seen = (facing > 0.0) & (away < reach)
        near, toward, away, facing = near[seen], toward[seen], away[seen], facing[seen]
        if not len(near):
            continue
        start = point[near] + normal[near] * np.float32(0.03)
        free = ~solids.blocked(start, toward, np.maximum(away - _SIZE_M, 0.01).astype(np.float32))
        window = np.clip(1.0 - (away / reach) ** 4, 0.0, 1.0) ** 2
        strength = free * facing * window / (away * away + _SIZE_M * _SIZE_M)
        total[near] += strength[:, None] * light
    return total
