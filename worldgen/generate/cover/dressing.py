"""The whole dressing of a world: every cover in turn, its shade on the ground, and levels of detail by distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.arrays import distinct_rows
from worldgen.core.grid import smoothstep
from worldgen.core.issues import Issue, SpecError
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed, mix
from worldgen.generate import cover as kinds_of_cover
from worldgen.generate.cover.grow import SHADE
from worldgen.generate.cover.plot import Plot, ground_of
from worldgen.generate.cover.stand import reach_m
from worldgen.generate.kinds import Placer
from worldgen.generate.land import F32, Area, Land
from worldgen.generate.plan import CoverPlan
from worldgen.generate.vegetation.nursery import habit_of, species_kinds, species_models
from worldgen.scene import Instances, Model

_FULL_M = 180.0  # from where people walk, the dressing of a large world stands in full
_LOW_M = 1.2  # what is lower cannot be told so far away
_FOCUS_M = 24.0  # how finely the paths of a large world are sampled
_FAR_SALT = np.uint64(0x5FA1)  # so that what is thinned once more later is not the same copies
_AT_ONCE = 4096  # shades and distances that are worked out together
GATHERED = frozenset(
    {"grass_tuft", "dry_grass", "flower", "tussock", "seagrass"}
)  # what grows fewer and larger far away
_GATHER_M = (18.0, 65.0)  # from where people walk: from where on, and where it is done
_FEWEST, _LARGEST = 0.5, 1.9


@dataclass(frozen=True, eq=False, slots=True)
class Dressing:
    """What grows and lies on the land, by the id of its cover.

    `shade` (n, n) is 0 in the open to 1 under the densest crowns, to be baked into the colour of the ground.
    """

    instances: Mapping[str, tuple[Instances, ...]]
    shade: F32
    models: Mapping[str, Model]
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What the dressing must keep to besides the land.

    `keep_clear_m` (n, n) is the tallest that may stand at each sample; `areas` are named places that are not pieces of
    the land, such as zones and things.
    """

    keep_clear_m: F32
    areas: Mapping[str, Area] = field(default_factory=dict)


def species_in(covers: Iterable[CoverPlan]) -> tuple[str, ...]:
    """Return the species that the covers name or bring along, each once, in their order."""
    said = (getattr(cover.params, word, ()) for cover in covers for word in ("species", "companions", "animals"))
    return tuple(dict.fromkeys(name for names in said for name in names))


def dress(covers: Sequence[CoverPlan], land: Land, keep_clear: F32 | Around, seed: Seed,
          models: Mapping[str, Model] | None = None) -> Dressing:  # fmt: skip
    """Return the dressing of a land.

    Parameters
    ----------
    covers : sequence of CoverPlan
        In the order of the lesson. A later cover keeps off what an earlier one claims; an earlier one never moves.
    land : Land
        With its water, treads, things (`blocked`) and areas.
    keep_clear : (n, n) float32, or Around
        The tallest dressing that may stand at each sample, metres; 0 is none at all. `Around` adds named places.
    seed : Seed
        Of the world; each cover draws from its own id.
    models : mapping
        By id; `species_models(species_in(covers), seed)` where none are given.

    Raises
    ------
    SpecError
        COVER_EMPTY or PLACE_UNKNOWN, those of all covers at once.
    """
    around = keep_clear if isinstance(keep_clear, Around) else Around(keep_clear)
    ground = ground_of(land, around.keep_clear_m, around.areas)
    if models is None:
        models = species_models(species_in(covers), seed)
    kinds = {kind.name: kind for kind in kinds_of_cover.KINDS}
    claim = np.zeros((0, 3), np.float32)
    found: dict[str, tuple[Instances, ...]] = {}
    warnings: list[Issue] = []
    wrong: list[Issue] = []
    for cover in covers:
        placer: Placer = kinds[cover.kind].load()
        plot = Plot(cover.id, cover.pointer, ground, claim, models, seed / "cover" / cover.id)
        try:
            planting = placer.place(cover.params, plot)
        except SpecError as error:
            wrong += error.issues
            continue
        found[cover.id] = planting.instances
        claim = np.concatenate([claim, planting.claim_m])
        warnings += planting.warnings
    if wrong:
        raise SpecError(wrong)
    shade = shade_of((batch for each in found.values() for batch in each), land, models)
    return Dressing(found, shade, models, tuple(warnings))


def shade_of(batches: Iterable[Instances], land: Land, models: Mapping[str, Model]) -> F32:
    """Return the soft dark under crowns, (n, n) 0..1: a round blob for each, adding up like layers of glass."""
    total = np.zeros(land.rows * land.rows, np.float64)
    at, radius, dark = [np.zeros((0, 3), np.float32)], [np.zeros(0, np.float32)], [np.zeros(0)]
    for batch in batches:
        name = batch.model.split(".")[1]
        deep = SHADE[habit_of(name).layer] if name in species_kinds() else 0.0
        if deep:
            at.append(batch.position_m)
            radius.append(batch.scale * np.float32(1.15 * reach_m(models[batch.model])))
            dark.append(np.full(len(batch), deep))
    places, deeps = np.concatenate(at), np.concatenate(dark)
    wide = np.maximum(np.concatenate(radius), np.float32(land.cell_m))
    for start in range(0, len(places), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        total += _blobs(land, places[some], wide[some], deeps[some])
    return (1.0 - np.exp(-np.minimum(total, 40.0))).astype(np.float32).reshape(land.rows, land.rows)


def _blobs(land: Land, at: F32, radius: F32, dark: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return how dark round blobs at (k, 3) make each sample, flat; they add up where they overlap."""
    span = int(np.ceil(float(radius.max()) / land.cell_m))
    step = np.arange(-span, span + 1)
    row, col = land.cell_of(at[:, 0], at[:, 2])
    rows, cols = row[:, None] + step, col[:, None] + step
    half = np.float32(land.size_m / 2)
    dx, dz = ((line.astype(np.float32) * np.float32(land.cell_m) - half - at[:, axis, None]) / radius[:, None]
              for line, axis in ((cols, 0), (rows, 2)))  # fmt: skip
    fall = 1.0 - (dz * dz)[:, :, None] - (dx * dx)[:, None, :]
    on = (fall > 0.0) & ((rows >= 0) & (rows < land.rows))[:, :, None] & ((cols >= 0) & (cols < land.rows))[:, None, :]
    who, down, along = np.nonzero(on)
    weight = fall[on].astype(np.float64) ** 2 * dark[who]
    flat = rows[who, down] * land.rows + cols[who, along]
    return np.bincount(flat, weight, minlength=land.rows * land.rows).astype(np.float64)


def choose_levels(instances: Instances, focus_xz: NDArray[np.floating], near_m: float = 45.0) -> Instances:
    """Return the copies with level of detail 0 within `near_m` of a point of `focus_xz` (k, 2), else 1.

    The points are the stations and the points of the paths; a path is sampled, so give it a few points more. Grass and
    low herbs far away are fewer and larger, or they would be lost in the distance.
    """
    at = instances.position_m[:, [0, 2]].astype(np.float32)
    points = _apart(np.asarray(focus_xz, np.float32).reshape(-1, 2), 3.0)
    square = np.full(len(at), np.inf, np.float32)
    for start in range(0, len(at), _AT_ONCE):
        part = at[start : start + _AT_ONCE]
        square[start : start + _AT_ONCE] = ((part[:, None] - points[None]) ** 2).sum(-1).min(1, initial=np.inf)
    levelled = replace(instances, level=(square >= np.float32(near_m**2)).astype(np.uint8))
    return _gathered(levelled, np.sqrt(square)) if _is_low(instances.model) else levelled


def _is_low(model_id: str) -> bool:
    family, name = model_id.split(".")[:2]
    return family == "plant" and name in GATHERED


def _gathered(instances: Instances, away_m: F32) -> Instances:
    """Return fewer and larger copies with the distance `away_m` (n,); which stay is in their keys."""
    far = smoothstep(*_GATHER_M, np.minimum(away_m, np.float32(1e4)))
    share = 1.0 - (1.0 - _FEWEST) * far
    keep = instances.key < (share.astype(np.float64) * 2.0**64 * (1.0 - 1e-9)).astype(np.uint64)
    grown = (instances.scale * (1.0 + (_LARGEST - 1.0) * far)).astype(np.float32)
    return _picked(replace(instances, scale=grown), keep)


def thin_far(instances: Instances, focus_xz: NDArray[np.floating], height_m: float) -> Instances:
    """Return the copies that can be told from afar: all near where people walk, fewer and fewer beyond, no far grass.

    Parameters
    ----------
    focus_xz : (k, 2)
        Where people walk.
    height_m : float
        Of the model.
    """
    points = _apart(np.asarray(focus_xz, np.float32).reshape(-1, 2), _FOCUS_M)
    if not len(instances) or not len(points):
        return instances
    away_m = _distance(instances.position_m[:, [0, 2]].astype(np.float32), points)
    share = np.minimum(_FULL_M / np.maximum(away_m, 1.0), 1.0) ** 1.5
    share[(away_m > _FULL_M) & (instances.scale * np.float32(height_m) < _LOW_M)] = 0.0
    return _picked(
        instances, (mix(instances.key ^ _FAR_SALT) >> np.uint64(1)) < (share * float(2**63)).astype(np.uint64)
    )


def _distance(at: F32, points: F32) -> F32:
    """Return how far each place (n, 2) is from the nearest of `points` (k, 2)."""
    out = np.zeros(len(at), np.float32)
    for start in range(0, len(at), _AT_ONCE):
        part = at[start : start + _AT_ONCE]
        out[start : start + _AT_ONCE] = ((part[:, None] - points[None]) ** 2).sum(-1).min(1)
    return np.sqrt(out)


def _apart(points: F32, cell_m: float) -> F32:
    """Return one point for each square of `cell_m`: enough to measure by."""
    first, _ = distinct_rows(np.floor(points / np.float32(cell_m)).astype(np.int64))
    return points[np.sort(first)]


def thin(instances: Instances, share: float) -> Instances:
    """Return about `share` (0..1) of the copies, chosen by their keys: a smaller share is a part of a larger one."""
    if share >= 1.0:
        return instances
    return _picked(instances, instances.key < np.uint64(max(share, 0.0) * 2.0**64))


def _picked(instances: Instances, keep: NDArray[np.bool_]) -> Instances:
    rows = {name: getattr(instances, name)[keep] for name in ("position_m", "yaw_rad", "scale", "key", "tint")}
    return replace(instances, **rows, level=None if instances.level is None else instances.level[keep])
