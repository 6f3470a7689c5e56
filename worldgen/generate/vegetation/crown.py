"""Round crowns: several squashed lumps that read as one, for broadleaf trees and bushes."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.vegetation.form import Part, blend, icosphere, split, unit
from worldgen.scene import F32

SQUASH = 0.88
_FACE_SHARE = 0.4  # of the normal that is the facet's; the rest is that of a smooth ball
_CREASE = 0.62  # how dark a crown is where two lumps meet


@dataclass(frozen=True, eq=False, slots=True)
class Lumps:
    """The balls of a crown: centre (k, 3) and radius (k,) in metres, `rough` (k, 42) radial noise of their corners."""

    centre_m: F32
    radius_m: F32
    rough: F32


def draw_lumps(count: int, radius_m: float, seed: Seed, noise: float = 0.09) -> Lumps:
    """Return one ball of `radius_m` at the origin and `count` - 1 smaller ones that lean out around its waist."""
    u = (seed / "lumps").uniform(count, 4)
    turn = 2.0 * np.pi * (np.arange(count) + 0.55 * u[:, 0]) / max(count - 1, 1)
    size = radius_m * (0.56 + 0.20 * u[:, 1])
    out = radius_m * (0.52 + 0.16 * u[:, 2])
    up = radius_m * (-0.26 + 0.66 * u[:, 3])
    centre = np.stack([out * np.sin(turn), up, out * np.cos(turn)], 1)
    centre[0], size[0] = (0.0, 0.08 * radius_m, 0.0), 0.94 * radius_m
    rough = np.clip((seed / "rough").normal(count, 42), -2.0, 2.0) * (noise / 1.6)
    return Lumps(centre.astype(np.float32), size.astype(np.float32), rough.astype(np.float32))


def make_crown(lumps: Lumps, centre_m: F32, gradient: tuple[str, str], subdivisions: int) -> Part:
    """Return the crown around `centre_m`: 20 x 4^`subdivisions` triangles a lump, one gradient from foot to top."""
    ball, face = icosphere(subdivisions)
    n, k = len(ball), len(lumps.radius_m)
    grow = (1.0 + lumps.rough[:, :n]) * (1.0 if subdivisions else 1.06)  # a coarse ball is cut smaller than it is
    squash = np.array([1.0, SQUASH, 1.0])
    local = ball[None] * grow[..., None] * lumps.radius_m[:, None, None] * squash
    position = local + lumps.centre_m[:, None]
    every = (np.arange(k)[:, None, None] * n + face[None]).reshape(-1, 3)
    flat = position.reshape(-1, 3)
    corners, alone, facet = split(flat, every)
    smooth = unit(local / squash + 0.2 * lumps.centre_m[:, None]).reshape(-1, 3)[every.reshape(-1)]
    low, high = float(flat[:, 1].min()), float(flat[:, 1].max())
    share = (corners[:, 1] - low) / (high - low)
    colour = blend(*gradient, share * share * (3.0 - 2.0 * share) * 0.6 + share * 0.4)
    shade = _creases(lumps, flat)[every.reshape(-1)]
    return Part(corners + centre_m, unit(_FACE_SHARE * facet + (1 - _FACE_SHARE) * smooth), colour * shade[:, None],
                alone)  # fmt: skip


def _creases(lumps: Lumps, position_m: F32) -> F32:
    """Return 1 in the open and less towards the hollows where a corner comes close to another lump."""
    k, n = len(lumps.radius_m), len(position_m) // len(lumps.radius_m)
    apart = np.sqrt(((position_m[:, None] - lumps.centre_m[None]) ** 2).sum(-1)) / lumps.radius_m
    apart[np.arange(len(position_m)), np.repeat(np.arange(k), n)] = 2.0
    open_: F32 = np.clip((apart.min(1) - 0.75) / 0.5, 0.0, 1.0).astype(np.float32)
    return np.float32(_CREASE) + np.float32(1.0 - _CREASE) * open_
