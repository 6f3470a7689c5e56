"""What circles: groups of animals that go round a middle, each group one batch with one clip."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.generate.cover.grow import models_of
from worldgen.generate.cover.lattice import Points, scatter
from worldgen.generate.cover.plot import Plot, bounds_of
from worldgen.generate.kinds import Planting
from worldgen.generate.land import F32, Mask
from worldgen.scene import Clip, Instances
from worldgen.spec.dressing import Only

F64 = NDArray[np.float64]
_AROUND = np.arange(12) * (2.0 * np.pi / 12)


@dataclass(frozen=True, slots=True)
class Circling:
    """How groups go: `radius_m` and `rise_m` are ranges to draw from, `ragged` how far members stray, in radii."""

    groups: int
    count: int
    radius_m: tuple[float, float]
    rise_m: tuple[float, float]
    speed_m: float  # per second
    apart_m: float
    ragged: float = 0.25
    size: float = 1.0  # of an animal, in that of its model


def circle(animals: tuple[str, ...], only: Only, plot: Plot, how: Circling,
           floor: Callable[[F64, F64, F64], tuple[F64, F64]], where: Mask | None = None) -> Planting:  # fmt: skip
    """Return groups of `animals` that go round middles which `only` and `where` (n, n) allow.

    Parameters
    ----------
    floor : callable
        Of (x, z, radius) of the middles, (k,) each: the lowest height of a circle there, and how much room is above it;
        a middle with no room is not used.

    Raises
    ------
    SpecError
        PLACE_UNKNOWN, or COVER_EMPTY when the lesson asks for it and there is no room for a single group.
    """
    bounds = bounds_of(plot, only, how.apart_m)
    allowed = bounds.holds() if where is None else bounds.holds() & where
    middles = scatter(plot.seed, plot.ground.land.size_m / 2 - how.radius_m[1] - 1.0, how.apart_m)
    middles = middles.where(allowed.reshape(-1)[plot.ground.index(middles.x_m, middles.z_m)])
    radius = how.radius_m[0] + (how.radius_m[1] - how.radius_m[0]) * middles.draw(1)
    low, room = floor(middles.x_m, middles.z_m, radius)
    best = np.argsort(np.where(room > 0.0, middles.bits >> np.uint64(1), np.uint64(2**63)), kind="stable")
    chosen = best[: how.groups][room[best[: how.groups]] > 0.0]
    if not len(chosen) and plot.asked:
        reasons = "nowhere is there room for a circle of animals"
        raise SpecError([issue("COVER_EMPTY", plot.pointer, id=plot.id, reasons=reasons)])
    rise = how.rise_m[0] + (how.rise_m[1] - how.rise_m[0]) * middles.draw(2)
    height = low + np.minimum(rise, np.maximum(room, 0.0))
    groups = tuple(
        _group(animals[i % len(animals)], plot, how, middles.where(_only(middles, k)), (radius[k], height[k]))
        for i, k in enumerate(chosen.tolist())
    )
    return Planting(groups, np.zeros((0, 3), np.float32))


def _only(points: Points, k: int) -> NDArray[np.bool_]:
    return np.asarray(np.arange(len(points.x_m)) == k)


def _group(animal: str, plot: Plot, how: Circling, middle: Points, ring: tuple[float, float]) -> Instances:
    """Return one group: its members one behind the other, each a little off the circle."""
    radius, height = ring
    members = Points(
        np.repeat(middle.x_m, how.count), np.repeat(middle.z_m, how.count),
        middle.bits + np.arange(how.count, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15),
    )  # fmt: skip
    stray = how.ragged * radius
    gap = min(2.0 * np.pi / how.count, 1.6 * max(stray, 0.4) / radius)
    turn = 2.0 * np.pi * middle.draw(3) - (np.arange(how.count) + 0.8 * (members.draw(4) - 0.5)) * gap
    far = radius + stray * members.normal(5) * 0.6
    lift = stray * members.normal(8) * 0.35
    at = np.stack([members.x_m + far * np.sin(turn), height + lift, members.z_m + far * np.cos(turn)], axis=1)
    shade = np.exp(0.07 * members.normal(11))[:, None] * np.ones(3)
    clip = Clip(
        f"circle.{int(middle.bits[0]):016x}", "turn", (0.0, 1.0, 0.0), float(2.0 * np.pi * radius / how.speed_m)
    )
    models = models_of(animal, plot)
    model = models[int(middle.bits[0] >> np.uint64(7)) % len(models)]
    return Instances(
        model.id, at.astype(np.float32), (turn + 0.5 * np.pi).astype(np.float32),
        (how.size * (0.85 + 0.3 * members.draw(12))).astype(np.float32), members.bits, shade.astype(np.float32),
        clip=clip, pivot_m=(float(middle.x_m[0]), float(height), float(middle.z_m[0])),
    )  # fmt: skip


def around(grid: F32, plot: Plot, x_m: F64, z_m: F64, radius_m: F64) -> F64:
    """Return the values of a grid (n, n) at the middle and around it, (13, k)."""
    x = np.concatenate([x_m[None], x_m + np.sin(_AROUND)[:, None] * radius_m * 1.2])
    z = np.concatenate([z_m[None], z_m + np.cos(_AROUND)[:, None] * radius_m * 1.2])
    return np.asarray(grid.reshape(-1)[plot.ground.index(x, z)], np.float64)
