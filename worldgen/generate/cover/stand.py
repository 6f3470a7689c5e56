"""Whether a plant may stand where it would, and the instances of those that do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from worldgen.core.seed import Seed
from worldgen.generate.cover.lattice import Points
from worldgen.generate.cover.plot import Ground, Plot
from worldgen.generate.land import Cover, Mask
from worldgen.generate.vegetation.species import Habit
from worldgen.scene import Instances, Model

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]
Sort = tuple[I64, I64, F64]  # of each point: species, variant, scale
_FOOT_M = 0.55  # the room round a stem that must be free
_HOT_M = 2.5
_TREAD = 0.03
_JUST_UNDER = 0.999
OVER_M = 0.05  # of water, over what lives in it
_KEYS = Seed(0)  # keys name a plant by its cover and cell, in every world


def mask_at(ground: Ground, mask: Mask, points: Points, margin_m: float) -> NDArray[np.bool_]:
    """Return at which points `mask` (n, n) holds, and `margin_m` to all four sides of them too."""
    flat = mask.reshape(-1)
    hit = flat[ground.index(points.x_m, points.z_m)]
    if margin_m:
        for dx, dz in ((margin_m, 0.0), (-margin_m, 0.0), (0.0, margin_m), (0.0, -margin_m)):
            hit = hit & flat[ground.index(points.x_m + dx, points.z_m + dz)]
    return hit


def free(ground: Ground) -> Mask:
    """Return the samples on which a stem may stand: not taken, no tread, nothing kept clear to the ground."""
    land = ground.land
    return np.asarray(~land.blocked & (land.tread <= _TREAD) & (ground.keep_clear_m > 0.0))


def fits(ground: Ground, points: Points, models: Sequence[Sequence[Model]], sort: Sort,
         under: NDArray[np.bool_], least: float = 1.0) -> tuple[F64, NDArray[np.bool_]]:  # fmt: skip
    """Return the sizes of plants, and which stand free and nowhere rise above what is kept clear under their crowns.

    Those that live `under` water (n,) must not rise out of it. One that would rise too high is made smaller, down to
    `least` of its size.
    """
    which, scale = sort[:2], sort[2]
    keep = mask_at(ground, free(ground), points, _FOOT_M)
    keep &= mask_at(ground, ground.land.cover != Cover.LAVA_HOT, points, _HOT_M)
    height, reach = _sizes(models)
    tall, wide = height[which] * scale, reach[which] * scale
    if under.any():
        keep &= ~under | (ground.land.swim_m().reshape(-1)[ground.index(points.x_m, points.z_m)] >= tall + OVER_M)
    limit = ground.keep_clear_m.reshape(-1)
    if not (limit < float(tall.max(initial=0.0))).any():
        return scale, keep
    room = np.full(len(tall), np.inf)
    for ring, count in ((0.0, 1), (0.5, 4), (1.0, 8)):
        for turn in np.arange(count) * (2.0 * np.pi / count):
            x, z = points.x_m + ring * wide * np.sin(turn), points.z_m + ring * wide * np.cos(turn)
            room = np.minimum(room, limit[ground.index(x, z)])
    high = tall > room
    keep &= ~high | (room >= least * tall) & (least < 1.0)
    return np.where(high & keep, scale * (_JUST_UNDER * room / tall), scale), keep


def _sizes(models: Sequence[Sequence[Model]]) -> tuple[F64, F64]:
    """Return height and reach from the stem of each (species, variant), metres."""
    most = max(len(each) for each in models)
    height, reach = np.zeros((len(models), most)), np.zeros((len(models), most))
    for i, each in enumerate(models):
        for j, model in enumerate(each):
            height[i, j], reach[i, j] = model.height_m, reach_m(model)
    return height, reach


def reach_m(model: Model) -> float:
    """Return how far a model spreads from its stem, metres."""
    return max(float(np.hypot(mesh.position_m[:, 0], mesh.position_m[:, 2]).max()) for mesh in model.levels[0])


def instances_of(models: Sequence[Sequence[Model]], habits: Sequence[Habit], plot: Plot, points: Points,
                 sort: Sort) -> tuple[Instances, ...]:  # fmt: skip
    """Return the plants at `points`, one `Instances` for each model that is used, in the order of their cells."""
    which, variant, scale = sort
    land = plot.ground.land
    height = land.height_at(points.x_m, points.z_m).astype(np.float64)
    afloat = np.array([habit.water == "afloat" for habit in habits])[which]
    if afloat.any():
        height = np.where(afloat, land.water_m.reshape(-1)[plot.ground.index(points.x_m, points.z_m)], height)
    sink = np.array([habit.sink_m for habit in habits])[which] * np.minimum(scale, 1.0)
    slope = plot.ground.slope_rad.reshape(-1)[plot.ground.index(points.x_m, points.z_m)]
    stone = np.array([habit.layer == "stone" for habit in habits])[which]
    sink = sink + np.tan(np.minimum(slope, 1.1)) * scale * np.where(stone, 0.25, 0.12)
    position = np.stack([points.x_m, height - sink, points.z_m], 1)
    plain = stone | np.array([habit.layer == "animal" for habit in habits])[which]
    yaw, tint, key = _yaw(habits, plot, points, which), _tint(points, plain), _keys(plot, points)
    out = []
    for i, each in enumerate(models):
        for j, model in enumerate(each):
            pick = (which == i) & (variant == j)
            if pick.any():
                at, turn, size, hue = (np.asarray(a[pick], np.float32) for a in (position, yaw, scale, tint))
                out.append(Instances(model.id, at, turn, size, key[pick], hue))
    return tuple(out)


def _keys(plot: Plot, points: Points) -> NDArray[np.uint64]:
    return (_KEYS / plot.id).bits_at(points.bits.view(np.int64))


def _yaw(habits: Sequence[Habit], plot: Plot, points: Points, which: I64) -> F64:
    """Return where each faces: anywhere, but what loves the shore leans down towards it."""
    yaw = 2.0 * np.pi * points.draw(4)
    leans = np.array([habit.layer == "canopy" and habit.shore >= 1.0 for habit in habits])[which]
    if leans.any():
        ahead = 4.0
        h = [plot.ground.land.height_at(points.x_m + dx, points.z_m + dz).astype(np.float64)
             for dx, dz in ((ahead, 0), (-ahead, 0), (0, ahead), (0, -ahead))]  # fmt: skip
        down = np.arctan2(h[1] - h[0], h[3] - h[2]) + 0.8 * points.normal(5)
        yaw = np.where(leans, down % (2.0 * np.pi), yaw)
    return np.asarray(yaw, np.float64)


def _tint(points: Points, plain: NDArray[np.bool_]) -> F64:
    """Return a factor in linear RGB: warmer or cooler, lighter or darker; one in twenty is yellow, if not `plain`."""
    warm = 0.045 * points.normal(6) * np.where(plain, 0.5, 1.0)
    value = np.exp(0.09 * points.normal(7))
    tint = np.stack([1.0 + 2.2 * warm, 1.0 + 0.3 * warm, 1.0 - 1.6 * warm], 1) * value[:, None]
    yellow = (points.draw(8) < 0.05) & ~plain
    return np.where(yellow[:, None], tint * np.array([1.32, 1.12, 0.66]), tint)
