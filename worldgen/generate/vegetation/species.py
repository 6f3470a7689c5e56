"""What every species shares: how an author may pin it, what it likes, and how a model of it is put together."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.scene import Collider, Mesh, Model
from worldgen.spec.params import Field, Metres, Params

VARIANTS = 4
Water = Literal["dry", "under", "afloat"]
Layer = Literal["canopy", "under", "ground", "stone", "animal"]
Leaves = Literal["evergreen", "deciduous", "withering", "none"]
Season = Literal["spring", "summer", "autumn", "winter"]


class Species(Params):
    """One plant or rock: what an author may pin; what is left out is drawn from the seed."""

    height: Metres | None = Field(None, gt=0.05, le=40.0, description="how tall it is, such as 7 m")
    variant: int = Field(0, ge=0, lt=VARIANTS, description="which of its four colourings")


@dataclass(frozen=True, slots=True)
class Habit:
    """Where a species likes to stand, and how much room it takes.

    `shore` and `high` run from -1 (shuns) to 1 (seeks) the water's edge and the heights. `ground` are the covers on
    which it grows; `spacing_m` is the least distance between two of its layer. `sink_m` is how deep it stands.

    `leaves` says what the seasons do to it: nothing, a bare crown in winter, or stalks that go the colour of straw.
    """

    layer: Layer
    spacing_m: float
    shore: float = 0.0
    high: float = 0.0
    ground: tuple[Cover, ...] = (Cover.GRASS, Cover.SOIL)
    sink_m: float = 0.12
    per_hectare: float = 200.0  # at medium density
    wild: float = 1.0  # how far copies differ in size: 1 is 0.8 to 1.25
    wet_m: float = 0.0  # deepest water in which it stands (reeds)
    bank_m: float = math.inf  # furthest from water that it grows; of what floats, furthest from the bank
    water: Water = "dry"  # stands on land (and no deeper than `wet_m`), on the bed under deeper water, or floats on it
    leaves: Leaves = "evergreen"
    blossom: str | None = None  # the colour of its flowers in spring
    autumn: tuple[str, str] | None = None  # base and crown in autumn, where all of a kind turn alike


def height_of(params: Species, low_m: float, high_m: float, seed: Seed) -> float:
    """Return the pinned height, or one drawn between `low_m` and `high_m`."""
    return params.height if params.height is not None else (seed / "height").one(low_m, high_m)


def plant(levels: tuple[Mesh, ...], height_m: float, trunk_m: float = 0.0, budget: int = 600) -> Model:
    """Return the model of a plant that stands on the ground and is exactly `height_m` tall.

    `trunk_m` is the radius of what one bumps into, 0 for what one walks through.
    """
    near = _standing(levels[0], height_m)
    levels = (near, *(_fitted(mesh, near) for mesh in levels[1:]))
    height = float(near.position_m[:, 1].max())
    radius = trunk_m or 0.2
    turn = np.arange(8) * (np.pi / 4.0)
    outline = (radius * np.stack([np.cos(turn), np.sin(turn)], 1)).astype(np.float32)
    solid = Collider("cylinder", (0.0, min(height, 2.4) / 2, 0.0), (trunk_m, min(height, 2.4) / 2, trunk_m))
    return Model(
        id="plant",
        levels=tuple((mesh,) for mesh in levels),
        footprint_m=outline,
        height_m=height,
        colliders=(solid,) if trunk_m else (),
        airy=not trunk_m,
        triangle_budget=budget,
    )


def _standing(mesh: Mesh, height_m: float) -> Mesh:
    low, high = float(mesh.position_m[:, 1].min()), float(mesh.position_m[:, 1].max())
    return replace(mesh, position_m=(mesh.position_m - np.array([0.0, low, 0.0])) * (height_m / (high - low)))


def _fitted(coarse: Mesh, fine: Mesh) -> Mesh:
    """Return `coarse` stretched to the bounds of `fine`, so that nothing jumps where the level changes."""
    low, high = fine.position_m.min(0), fine.position_m.max(0)
    was_low, was_high = coarse.position_m.min(0), coarse.position_m.max(0)
    grow = (high - low) / np.maximum(was_high - was_low, 1e-6)
    return replace(coarse, position_m=low + (coarse.position_m - was_low) * grow)
