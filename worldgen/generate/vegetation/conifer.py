"""A tall conifer: four tiers of branches, each a cone with a zigzag skirt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.form import Part, blend, join, split, tube, unit
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Mesh, Model

GRADIENTS = (("#1e4f4a", "#5f9a60"), ("#1b4a4c", "#54906a"), ("#23544a", "#6ea35c"), ("#1a4650", "#4f8c6c"))
HABIT = Habit("canopy", 4.8, shore=-0.6, high=1.1, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL), per_hectare=220.0)
_F64 = NDArray[np.float64]
_TIERS = 4
_POINTS = 16


@dataclass(frozen=True, eq=False, slots=True)
class Fir:
    """A drawn conifer: for each tier its top and skirt heights, its reach and how the 16 points vary (4, 16)."""

    height_m: float
    top_m: F32
    skirt_m: F32
    reach_m: F32
    ragged: F32
    turn_rad: F32
    gradient: tuple[str, str]


def draw_conifer(params: Species, seed: Seed) -> Fir:
    """Return a conifer of 8 to 13 m."""
    height = height_of(params, 8.0, 13.0, seed)
    slim = (seed / "slim").one(0.175, 0.215)
    u = (seed / "tier").uniform(_TIERS, 3)
    skirt = np.array([0.13, 0.34, 0.54, 0.73]) + 0.025 * (u[:, 0] - 0.5)
    top = np.array([0.56, 0.74, 0.88, 1.0])
    reach = slim * np.array([1.0, 0.80, 0.60, 0.38]) * (0.94 + 0.12 * u[:, 1])
    ragged = np.clip((seed / "ragged").normal(_TIERS, _POINTS), -2.0, 2.0)
    return Fir(
        height, (top * height).astype(np.float32), (skirt * height).astype(np.float32),
        (reach * height).astype(np.float32), ragged.astype(np.float32),
        (2.0 * np.pi * u[:, 2]).astype(np.float32), GRADIENTS[params.variant % VARIANTS],
    )  # fmt: skip


def make_conifer(fir: Fir) -> Model:
    """Return the conifer of 148 triangles, and 46 from afar."""
    return plant(
        (_level(fir, _POINTS, 5), _level(fir, _POINTS // 2, 3)), fir.height_m, trunk_m=0.022 * fir.height_m + 0.05
    )


def _level(fir: Fir, points: int, sides: int) -> Mesh:
    fine = points == _POINTS
    trunk_top = fir.skirt_m[0] + 0.12 * fir.height_m
    stops = np.array([0.0, 0.5, 1.0]) if fine else np.array([0.0, 1.0])
    line = np.stack([0 * stops, stops * trunk_top, 0 * stops], 1)
    trunk = tube(line, list(fir.height_m * (0.024 - 0.008 * stops)), sides, "#5f453b", "#84624c")
    return join([*(_tier(fir, i, points, closed=fine or i == 0) for i in range(_TIERS)), trunk], "foliage")


def _tier(fir: Fir, tier: int, points: int, *, closed: bool) -> Part:
    """Return one cone: `points` triangles above, and as many below where it is `closed`."""
    step = _POINTS // points
    ragged = fir.ragged[tier, ::step]
    tip = np.arange(points) % 2 == 0
    turn = fir.turn_rad[tier] + np.arange(points) * (2.0 * np.pi / points)
    reach = fir.reach_m[tier] * np.where(tip, 1.0 + 0.05 * ragged, 0.68 + 0.03 * ragged)
    droop = fir.height_m * np.where(tip, -0.024 - 0.006 * ragged, 0.018)
    rim = np.stack([reach * np.sin(turn), fir.skirt_m[tier] + droop, reach * np.cos(turn)], 1)
    apex = np.array([[0.0, fir.top_m[tier], 0.0]])
    inner = np.array([[0.0, fir.skirt_m[tier] + 0.055 * fir.height_m, 0.0]])
    position = np.concatenate([rim, apex, inner])
    here, after = np.arange(points), (np.arange(points) + 1) % points
    face = np.stack([here, after, np.full(points, points)], 1)
    if closed:
        face = np.concatenate([face, np.stack([after, here, np.full(points, points + 1)], 1)])
    return _shaded(fir, tier, position, face, tip)


def _shaded(fir: Fir, tier: int, position: _F64, face: NDArray[np.int64], tip: NDArray[np.bool_]) -> Part:
    """Return the tier with its facets softened towards the round, lighter at its tips and dark underneath."""
    points = len(tip)
    corners, alone, facet = split(position, face)
    of = face.reshape(-1)
    axis = corners * np.array([1.0, 0.0, 1.0])
    round_ = unit(axis + np.array([0.0, 0.35 * fir.reach_m[tier], 0.0]))
    below = np.repeat(np.arange(len(face)) >= points, 3)
    share = 0.86 * corners[:, 1] / fir.height_m
    share = share + 0.20 * np.append(tip, [False, False])[of] - np.where(of == points, 0.10, 0.0)
    colour = blend(*fir.gradient, share) * np.where(below, 0.62, 1.0)[:, None]
    normal = np.where(below[:, None], facet, unit(0.55 * facet + 0.45 * round_))
    return Part(corners, normal.astype(np.float32), colour.astype(np.float32), alone)


MAKER = Maker(params=Species, draw=draw_conifer, make=make_conifer, variants=VARIANTS)
