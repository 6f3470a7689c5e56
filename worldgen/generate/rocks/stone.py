"""A boulder: a ball cut by nine planes, squashed, with flat facets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.form import Part, blend, icosphere, join, split, unit
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of, plant
from worldgen.scene import F32, Mesh, Model

SQUASH = 0.75
_CUTS = 9
ON_STONE = (
    Cover.GRASS, Cover.SAND, Cover.ROCK, Cover.LAVA_COOLED, Cover.SOIL, Cover.GRAVEL, Cover.MUD,
    Cover.SNOW, Cover.ICE,
)  # fmt: skip
HABIT = Habit("stone", 2.4, ground=ON_STONE, sink_m=0.20, per_hectare=150.0, wild=2.0, wet_m=0.3, leaves="none")


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """How a kind of stone is coloured: foot and top for each variant, and how strongly it is layered (0..1)."""

    gradients: tuple[tuple[str, str], ...]
    layers: float = 0.0
    tall_m: tuple[float, float] = (0.5, 0.9)


@dataclass(frozen=True, eq=False, slots=True)
class Stone:
    """A drawn boulder: the planes (9, 3) and (9,) that cut a ball of radius 1, its stretch (3,) and its height."""

    normal: F32
    depth: F32
    stretch: F32
    height_m: float
    value: F32  # (80,) brightness of the facets
    gradient: tuple[str, str]
    layers: float


def drawer(look: Look) -> Callable[[Species, Seed], Stone]:
    """Return the `draw` of a kind of stone."""

    def draw(params: Species, seed: Seed) -> Stone:
        """Return a boulder, of 0.5 to 0.9 m where its kind says nothing else."""
        height = height_of(params, *look.tall_m, seed)
        normal = unit((seed / "normal").normal(_CUTS, 3))
        depth = 0.62 + 0.26 * (seed / "depth").uniform(_CUTS)
        stretch = np.array([1.0, SQUASH, 1.0]) * (0.95 + 0.35 * (seed / "stretch").uniform(3)) ** [1.0, -1.0, 1.0]
        value = 1.0 + 0.055 * np.clip((seed / "value").normal(80), -2.0, 2.0)
        return Stone(
            normal, depth.astype(np.float32), stretch.astype(np.float32), height, value.astype(np.float32),
            look.gradients[params.variant % VARIANTS], look.layers,
        )  # fmt: skip

    return draw


def make_stone(stone: Stone) -> Model:
    """Return the boulder of 80 triangles, and 20 from afar."""
    levels = (_level(stone, 1), _level(stone, 0))
    size = np.abs(levels[0].position_m[:, [0, 2]]).max()
    return plant(levels, stone.height_m, trunk_m=float(size) * 0.8, budget=200)


def _level(stone: Stone, subdivisions: int) -> Mesh:
    ball, face = icosphere(subdivisions)
    position = ball.copy()
    for normal, depth in zip(stone.normal, stone.depth, strict=True):  # each cut flattens what stands beyond its plane
        position -= np.maximum(position @ normal - depth, 0.0)[:, None] * normal
    position *= stone.stretch
    low, high = float(position[:, 1].min()), float(position[:, 1].max())
    position[:, 1] -= low
    position *= stone.height_m / (high - low)
    corners, alone, facet = split(position, face)
    share = corners[:, 1] / stone.height_m
    if stone.layers:
        share = share + stone.layers * 0.5 * np.sin(share * 17.0)
    value = np.repeat(stone.value[: len(face)], 3)[:, None]
    return join([Part(corners, facet, blend(*stone.gradient, share) * value, alone)], "matte")
