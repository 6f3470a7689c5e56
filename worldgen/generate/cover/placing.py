"""One cover from its words: its layers one after the other, and what is said when too little of it finds a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.generate.cover.grow import Rim, Stand, grow, plant_at, stands_of
from worldgen.generate.cover.lattice import Points
from worldgen.generate.cover.plot import Bounds, Plot, bounds_of
from worldgen.generate.cover.stand import free
from worldgen.generate.kinds import Planting
from worldgen.generate.land import Mask
from worldgen.scene import Instances
from worldgen.spec.dressing import Growth

_FEW = 0.35  # below this share of what was asked for, the author is told
_WORDS = {
    "height": "at other heights", "slope": "too steep", "in": "outside `{in_}`", "near": "too far from `{near}`",
    "away_from": "too close to `{away_from}`",
}  # fmt: skip


def place(words: Growth, species: Sequence[str], plot: Plot, clumps: float = 1.0, rim: Rim | None = None) -> Planting:
    """Return the cover that `words` ask for; `rim` says how it meets its edges.

    Raises
    ------
    SpecError
        PLACE_UNKNOWN, or COVER_EMPTY when the lesson asks for it and no ground is left for a single plant.
    """
    bounds = bounds_of(plot, words.only, words.edge)
    stands = stands_of(species, words.density, plot, clumps, rim)
    claim, found, suits, asked = plot.claim_m, [], np.zeros(bounds.inside.shape, np.bool_), 0.0
    for stand in stands:
        grown = grow(stand, replace(plot, claim_m=claim), bounds)
        claim = np.concatenate([claim, grown.claim_m])
        found += list(grown.instances)
        suits |= grown.suits
        asked += stand.per_hectare * hectares(plot, grown.suits)
    if not found and plot.asked:
        found = list(_one(stands, plot, bounds, suits))
        if not found:
            lowest = min(model.height_m for stand in stands for models in stand.models for model in models)
            raise SpecError([empty(words, plot, bounds, suits, lowest)])
    fresh = claim[len(plot.claim_m) :]
    return Planting(tuple(found), fresh, few(asked, plot, suits, tuple(found)))


def _one(stands: Sequence[Stand], plot: Plot, bounds: Bounds, suits: Mask) -> tuple[Instances, ...]:
    """Return a single plant where the area asked for is too small for any candidate to fall into it."""
    land = plot.ground.land
    row, col = np.nonzero(suits & free(plot.ground))
    if not len(row):
        return ()
    half = land.size_m / 2
    bits = (plot.seed / "one").bits_at(row, col)
    order = np.argsort(bits, kind="stable")[:400]
    x, z = (np.asarray(at[order] * land.cell_m - half, np.float64) for at in (col, row))
    points = Points(x, z, bits[order])
    for stand in stands:
        found = plant_at(stand, plot, bounds, points)
        if found:
            first = min(range(len(found)), key=lambda i: int(found[i].key.min()))
            at = int(np.argmin(found[first].key))
            return (_only(found[first], at),)
    return ()


def _only(batch: Instances, at: int) -> Instances:
    one = slice(at, at + 1)
    return Instances(
        batch.model, batch.position_m[one], batch.yaw_rad[one], batch.scale[one], batch.key[one], batch.tint[one]
    )


def hectares(plot: Plot, suits: Mask) -> float:
    """Return how much ground `suits` (n, n) holds."""
    return float(suits.sum()) * plot.ground.land.cell_m**2 / 1e4


def few(asked: float, plot: Plot, suits: Mask, found: tuple[Instances, ...]) -> tuple[Issue, ...]:
    """Return a warning where much less stands than is `asked` of the ground that suits."""
    placed = sum(map(len, found))
    if not plot.asked or asked < 4 or placed >= _FEW * asked:
        return ()
    taken = 100.0 * float((suits & ~free(plot.ground)).sum()) / max(int(suits.sum()), 1)
    return (
        issue("COVER_THIN", plot.pointer, severity="warning", id=plot.id, placed=placed, asked=round(asked),
              square=round(hectares(plot, suits) * 1e4), taken=round(taken)),
    )  # fmt: skip


def empty(words: Growth, plot: Plot, bounds: Bounds, suits: Mask, lowest_m: float) -> Issue:
    """Return what is said when nothing can stand: each reason with its share of the land, largest first.

    Parameters
    ----------
    lowest_m : float
        The height of the lowest that was asked for.
    """
    land = plot.ground.land
    said = {name: getattr(words.only, name) for name in ("in_", "near", "away_from")}
    shares = [(_share(fail), _WORDS[name].format(**said)) for name, fail in bounds.fails.items()]
    holds = bounds.holds()
    wet = holds & land.wet()
    shares.append((_share(wet), "under water"))
    shares.append((_share(holds & ~wet & ~suits), "not where it grows (bare rock, paving or lava, or far from water)"))
    shares.append((_share(suits & ~free(plot.ground)), "taken by things, paths and views"))
    low = suits & free(plot.ground) & (plot.ground.keep_clear_m < lowest_m)
    shares.append((_share(low), "kept open in a zone or a view, where only what is lower may stand"))
    shares = sorted((share for share in shares if share[0] > 0), key=lambda share: -share[0])
    reasons = ", ".join(f"{_percent(share)} {reason}" for share, reason in shares)
    return issue("COVER_EMPTY", plot.pointer, id=plot.id, reasons=reasons or "no part of the land is large enough")


def _share(mask: Mask) -> float:
    return 100.0 * float(np.count_nonzero(mask)) / mask.size


def _percent(share: float) -> str:
    return "less than 1 %" if share < 1 else f"{share:.0f} %"
