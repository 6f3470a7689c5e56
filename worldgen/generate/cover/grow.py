"""Plants on a plot: candidates of exact spacing, thinned by what suits them, each a species, a size and a tint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distance_m, smoothstep
from worldgen.core.noise import gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.cover.lattice import PACKING, Points, crowded, scatter
from worldgen.generate.cover.plot import PATH_M, Bounds, Plot
from worldgen.generate.cover.stand import OVER_M, fits, instances_of, mask_at
from worldgen.generate.land import F32, Mask
from worldgen.generate.vegetation.nursery import habit_of
from worldgen.generate.vegetation.species import Habit, Layer
from worldgen.scene import Instances, Model
from worldgen.spec.dressing import DENSITIES

LAYERS: tuple[Layer, ...] = ("canopy", "under", "ground", "stone", "animal")
STEM_M = {"canopy": 0.9, "under": 0.7, "ground": 0.25, "stone": 0.7, "animal": 0.9}
SHADE = {"canopy": 0.85, "under": 0.5, "ground": 0.0, "stone": 0.45, "animal": 0.0}
_ROOM = 4.0  # candidates for each plant of a thin cover: enough for it to gather in clumps
_MADE_GOOD = 1.08  # for what clearings take, so that a density asked for is met on the whole
_UNDER_M = 0.9  # what lives under water needs as much of it
_AFLOAT_M = 0.2
_RIM_M = 1.5  # nothing grows on the edge of the world
_BESIDE_M = (1.5, PATH_M)  # from a path: where trees are fewest, and where they are as many as anywhere
_RAGGED = 0.5  # of the thinning edge, by which it comes and goes
_DRIFT_M = 12.0  # how large the patches of one kind are that herbs grow in; groves of trees are larger
_GROVE_M = 27.0
_NEVER = -1e9
_YOUNG = 0.5  # of its size, the smallest that a tree is where a view goes over it
_BANKS = 0.2  # of its clumps, what grows along water keeps


@dataclass(frozen=True, slots=True)
class Rim:
    """How a cover meets its edges: how many grow at the very edge and deep inside, in shares of what is asked for.

    `beside_path` is the share of tall trees that stay right beside a path. `glades` is the seed of the trees whose
    clearings are edges too.
    """

    edge: float = 0.12
    deep: float = 1.0
    beside_path: float = 1.0
    glades: Seed | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Stand:
    """One layer of a cover: its species with their habits and models, its spacing and how many for each hectare."""

    layer: Layer
    species: tuple[str, ...]
    habits: tuple[Habit, ...]
    models: tuple[tuple[Model, ...], ...]
    spacing_m: float
    per_hectare: float
    clumps: float  # 0 even, 1 strongly clumped
    rim: Rim


@dataclass(frozen=True, eq=False, slots=True)
class Growth:
    """What one layer grew: its instances, what it claims (k, 3) as (x, z, radius), and where ground suited it."""

    instances: tuple[Instances, ...]
    claim_m: F32
    suits: Mask


def stands_of(species: Sequence[str], density: str | float, plot: Plot, clumps: float = 1.0,
              rim: Rim | None = None) -> tuple[Stand, ...]:  # fmt: skip
    """Return the layers of a cover, tall plants first, that together have the density asked for."""
    habits = {name: habit_of(name) for name in dict.fromkeys(species)}
    models = {name: models_of(name, plot) for name in habits}
    share = DENSITIES[density] if isinstance(density, str) else 1.0
    groups = [(layer, tuple(n for n in habits if habits[n].layer == layer)) for layer in LAYERS]
    usual = {layer: float(np.mean([habits[n].per_hectare for n in names])) for layer, names in groups if names}
    if not isinstance(density, str):
        share = density / sum(usual.values())
    out = []
    for layer, names in groups:
        if names:
            spacing = max(habits[n].spacing_m for n in names)
            wanted = usual[layer] * share
            # Tighter than usual only where more are asked for than would fit; wider where few are, which is faster.
            spacing = max(0.6 * spacing, min(spacing, (PACKING * 1e4 / (1.5 * wanted)) ** 0.5))
            spacing = max(spacing, (PACKING * 1e4 / (_ROOM * wanted)) ** 0.5)
            out.append(Stand(layer, names, tuple(habits[n] for n in names), tuple(models[n] for n in names), spacing,
                             wanted, clumps, rim or Rim()))  # fmt: skip
    return tuple(out)


@cache
def _fertile(habit: Habit) -> Mask:
    """Return for every number of a cover whether the species grows on it, (256,)."""
    out = np.zeros(256, np.bool_)
    out[list(map(int, habit.ground))] = True
    return out


def models_of(name: str, plot: Plot) -> tuple[Model, ...]:
    """Return the variants of a species among the models at hand, by number.

    Raises
    ------
    KeyError
        When there is none: `species_models` was not asked for this species.
    """
    ids = [i for i in plot.models if i.split(".")[1:2] == [name] and i.split(".")[0] in ("plant", "rock", "animal")]
    if not ids:
        raise KeyError(f"no model of the species {name!r} among {len(plot.models)} models")
    return tuple(plot.models[i] for i in sorted(ids, key=lambda i: int(i.rpartition(".")[2])))


def suitable(stand: Stand, plot: Plot, bounds: Bounds) -> Mask:
    """Return the samples (n, n) where at least one species of the stand could grow by nature and by `only`."""
    land = plot.ground.land
    dry, swim = land.depth_m(), land.swim_m()
    grows = np.zeros(land.cover.shape, np.bool_)
    for habit in dict.fromkeys(stand.habits):
        here = _fertile(habit)[land.cover] & _deep_enough(habit, dry, swim)
        if np.isfinite(habit.bank_m):
            bank = ~land.wet() if habit.water == "afloat" else land.wet()
            here = here & (distance_m(bank, land.cell_m, habit.bank_m + land.cell_m) <= habit.bank_m)
        grows |= here
    return np.asarray(bounds.holds() & grows)


def _deep_enough(habit: Habit, depth_m: F32, swim_m: F32) -> Mask:
    """Return where the water is as deep as the species wants it: no deeper than it wades, or enough to live in.

    Stones lie, and animals go, on the floor of a sea that covers all; plants of dry land do not grow there.
    """
    if habit.water == "under":
        return np.asarray(swim_m >= _UNDER_M)
    if habit.water == "afloat":
        return np.asarray((depth_m >= _AFLOAT_M) & (depth_m <= habit.wet_m))
    return np.asarray((depth_m if habit.layer in ("stone", "animal") else swim_m) <= habit.wet_m)


def grow(stand: Stand, plot: Plot, bounds: Bounds) -> Growth:
    """Return the plants of one layer.

    What the land and the author say decides what is claimed; what stands in the way (things, treads, views) only takes
    plants away afterwards. So an edit changes nothing beyond the place that it touches.
    """
    seed = plot.seed / stand.layer
    suits = suitable(stand, plot, bounds)
    if not suits.any():
        return Growth((), np.zeros((0, 3), np.float32), suits)
    points = scatter(seed, plot.ground.land.size_m / 2 - _RIM_M, stand.spacing_m)
    points = points.where(mask_at(plot.ground, suits, points, _margin_m(stand)))
    points = points.where(points.draw(1) < _share(stand, plot, bounds, points, seed))
    canopy = stand.layer == "canopy"
    own = 0.5 * stand.spacing_m if canopy else STEM_M[stand.layer]
    points = points.where(~crowded(points, own, plot.claim_m, 1.0 if canopy else 0.5))
    radius = 0.5 * stand.spacing_m if canopy else STEM_M[stand.layer]
    claim = np.stack([points.x_m, points.z_m, np.full(len(points.x_m), radius)], 1).astype(np.float32)
    stays = points.where(points.draw(20) < _stays(stand, plot, bounds, points))
    return Growth(plant_at(stand, plot, bounds, stays), claim, suits)


def plant_at(stand: Stand, plot: Plot, bounds: Bounds, points: Points) -> tuple[Instances, ...]:
    """Return the instances at those `points` that nothing stands in the way of.

    Where one would cut a promised view, a young one stands, or one of a lower species.
    """
    if not len(points.x_m):
        return ()
    suits = _suits_at(stand, plot, points)
    which = np.argmax(suits, axis=0)
    variant, scale, keep = _stands_at(stand, plot, bounds, points, which)
    height = np.array([models[0].height_m for models in stand.models])
    for _ in range(len(stand.species) - 1):
        lower = np.where(height[:, None] < height[which], suits, _NEVER)
        again = ~keep & (lower.max(axis=0) > _NEVER)
        if not again.any():
            break
        which = np.where(again, np.argmax(lower, axis=0), which)
        found = _stands_at(stand, plot, bounds, points.where(again), which[again])
        variant[again], scale[again], keep[again] = found
    return instances_of(stand.models, stand.habits, plot, points.where(keep), (which[keep], variant[keep], scale[keep]))


def _stands_at(
    stand: Stand, plot: Plot, bounds: Bounds, points: Points, which: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return the variant and size of each plant of the species `which` (n,), and whether it may stand there."""
    variant = _variant_at(stand, plot, points, which)
    scale = _scale(stand, plot, bounds, points, which)
    under = np.array([habit.water == "under" for habit in stand.habits])[which]
    if under.any():
        scale = np.where(under, _covered(stand, plot, points, (which, variant), scale), scale)
    young = stand.layer in ("canopy", "under")
    scale, keep = fits(plot.ground, points, stand.models, (which, variant, scale), under, _YOUNG if young else 1.0)
    return variant, scale, keep


def _margin_m(stand: Stand) -> float:
    return 0.0 if any(habit.wet_m for habit in stand.habits) else 0.7


def _share(stand: Stand, plot: Plot, bounds: Bounds, points: Points, seed: Seed) -> NDArray[np.float64]:
    """Return how likely each candidate is to be kept: density, clumps, clearings and the thinning edge."""
    room = PACKING * 1e4 / stand.spacing_m**2
    inside = _inside(stand, plot, bounds, points)
    clump = gradient_noise(seed / "clump", points.x_m / 17.0, points.z_m / 17.0)
    clearing = gradient_noise(seed / "clearing", points.x_m / 41.0, points.z_m / 41.0)
    full = stand.per_hectare / room
    clumps = stand.clumps * min(1.0, 2.0 * (1.0 - full))  # where nearly all are kept, there is nothing to gather
    if _along_water(stand):
        clumps *= _BANKS  # a bank is narrow: gaps in it are soon all that there is
    most = 3.0 if stand.layer == "ground" else 2.0
    even = np.clip(1.0 + (2.6 if stand.layer == "ground" else 1.6) * clumps * clump, 0.1, most)
    open_ = 1.0 - clumps * (1.0 - smoothstep(-0.50, -0.24, clearing))
    rim = stand.rim
    share = max(rim.edge, rim.deep) if rim.edge > rim.deep else rim.edge + (rim.deep - rim.edge) * inside
    return np.asarray(_MADE_GOOD * full * even * open_ * share, np.float64)


def _along_water(stand: Stand) -> bool:
    return any(np.isfinite(habit.bank_m) for habit in stand.habits)


def _inside(stand: Stand, plot: Plot, bounds: Bounds, points: Points) -> NDArray[np.float64]:
    """Return how far inside its bounds each point lies, 0 at the edge to 1.

    The edge of a wood is ragged; what grows along water has its edge there, and thins out at no other.
    """
    if _along_water(stand):
        return np.ones(len(points.x_m))
    inside = bounds.inside.reshape(-1)[plot.ground.index(points.x_m, points.z_m)].astype(np.float64)
    if stand.layer != "canopy" or not (inside < 1.0).any():
        return inside
    ragged = _RAGGED * gradient_noise(plot.seed / "ragged", points.x_m / 8.0, points.z_m / 8.0)
    return np.asarray(np.where(inside < 1.0, np.clip(inside + ragged, 0.0, 1.0), 1.0))


def _stays(stand: Stand, plot: Plot, bounds: Bounds, points: Points) -> NDArray[np.float64]:
    """Return how likely it is that a plant with a claim grows: trees stand back from paths, undergrowth comes forward.

    Claims do not depend on it, so that a path that moves changes nothing beyond its own surroundings.
    """
    rim = stand.rim
    if rim.edge <= rim.deep and (rim.beside_path >= 1.0 or stand.layer != "canopy"):
        return np.ones(len(points.x_m))
    away = plot.ground.path_m.reshape(-1)[plot.ground.index(points.x_m, points.z_m)]
    beside = 1.0 - smoothstep(*_BESIDE_M, away)
    if rim.edge <= rim.deep:
        return np.asarray(1.0 - (1.0 - rim.beside_path) * beside)
    edge = np.maximum(beside, 1.0 - _inside(stand, plot, bounds, points))
    if rim.glades is not None:
        glade = gradient_noise(rim.glades / "canopy" / "clearing", points.x_m / 41.0, points.z_m / 41.0)
        edge = np.maximum(edge, smoothstep(-0.60, -0.45, glade) * (1.0 - smoothstep(-0.22, -0.05, glade)))
    return np.asarray((rim.deep + (rim.edge - rim.deep) * edge) / rim.edge)


def _suits_at(stand: Stand, plot: Plot, points: Points) -> NDArray[np.float64]:
    """Return how well each species (s, n) suits each candidate: by ground, water, height, and in groves of a kind."""
    if len(stand.species) == 1:
        return np.zeros((1, len(points.x_m)))
    land, ground = plot.ground.land, plot.ground
    at = ground.index(points.x_m, points.z_m)
    away = ground.to_water_m(points.x_m, points.z_m)
    wet = np.exp(-away / 22.0) - 0.35
    high = smoothstep(2.0, 26.0, land.height_m.reshape(-1)[at]) - 0.4
    cover, depth, swim = land.cover.reshape(-1)[at], land.depth_m().reshape(-1)[at], land.swim_m().reshape(-1)[at]
    score = np.zeros((len(stand.species), len(at)))
    patch_m, gather = (_DRIFT_M, 4.4) if stand.layer == "ground" else (_GROVE_M, 2.2)
    for i, (name, habit) in enumerate(zip(stand.species, stand.habits, strict=True)):
        grove = gradient_noise(plot.seed / "grove" / name, points.x_m / patch_m, points.z_m / patch_m)
        lives = _fertile(habit)[cover] & _deep_enough(habit, depth, swim) & (away <= habit.bank_m)
        luck = -np.log(-np.log(np.clip(points.draw(10 + i), 1e-9, 1 - 1e-9)))  # Gumbel: the best score is a fair draw
        weight = np.log(habit.per_hectare) + 4.0 * habit.shore * wet + 3.5 * habit.high * high + gather * grove
        score[i] = np.where(lives, weight + 0.8 * luck, _NEVER)
    return score


def _variant_at(stand: Stand, plot: Plot, points: Points, which: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return which variant each is: any of a tree or stone; herbs of one colour stand together in drifts."""
    count = np.array([len(models) for models in stand.models])
    most = count[which]
    if stand.layer != "ground":
        return np.asarray(np.minimum((points.draw(3) * most).astype(np.int64), most - 1))
    score = np.full((int(count.max()), len(which)), -1e9)
    for i, name in enumerate(stand.species):
        here = np.flatnonzero(which == i)
        for number in range(int(count[i]) if len(here) else 0):
            seed = plot.seed / "drift" / name / number
            score[number, here] = gradient_noise(seed, points.x_m[here] / _DRIFT_M, points.z_m[here] / _DRIFT_M)
    for number in range(len(score)):
        score[number] += 0.22 * points.draw(30 + number)
    best: NDArray[np.int64] = np.argmax(score, axis=0)
    return best


def _scale(stand: Stand, plot: Plot, bounds: Bounds, points: Points, which: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the size of each: 0.8 to 1.25, smaller towards the edge and on the heights; stones vary far more."""
    at = plot.ground.index(points.x_m, points.z_m)
    wild = np.array([habit.wild for habit in stand.habits])[which]
    if stand.layer == "stone":
        return 0.45 * (1.9 / 0.45) ** (points.draw(2) ** 1.7)
    edge = 0.78 + 0.22 * bounds.inside.reshape(-1)[at]
    stunted = 0.22 * np.array([1.0 - np.clip(habit.high, 0.0, 1.0) for habit in stand.habits])[which]
    height = 1.0 - stunted * smoothstep(14.0, 44.0, plot.ground.land.height_m.reshape(-1)[at])
    low = 0.8**wild
    return np.asarray(low * (1.25 / 0.8) ** (wild * points.draw(2)) * edge * height, np.float64)


def _covered(stand: Stand, plot: Plot, points: Points, model: tuple[NDArray[np.int64], NDArray[np.int64]],
             scale: NDArray[np.float64]) -> NDArray[np.float64]:  # fmt: skip
    """Return sizes with which plants end under the surface, where they need not be stunted for it by more than half."""
    most = max(len(models) for models in stand.models)
    height = np.array([[models[min(i, len(models) - 1)].height_m for i in range(most)] for models in stand.models])
    deep = plot.ground.land.swim_m().reshape(-1)[plot.ground.index(points.x_m, points.z_m)].astype(np.float64)
    room = (deep - OVER_M) / height[model]
    return np.where((room < scale) & (room > 0.5 * scale), 0.999 * room, scale)


__all__ = ["LAYERS", "SHADE", "Growth", "Rim", "Stand", "grow", "models_of", "plant_at", "stands_of", "suitable"]
