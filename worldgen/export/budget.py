"""Budgets of small computers: measured in the worst view of any station, met by coarser and thinner dressing.

What the lesson asks for (things, buildings, stations, the ground) is never touched: where that alone is too much, the
budget is refused with the figures.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import mix
from worldgen.export.batches import Layouts, material_count
from worldgen.export.drawn import CUTS, INSTANCED, Batches
from worldgen.export.placing import matrix_of
from worldgen.export.variants import VARIANT_STEPS, fewer_variants
from worldgen.scene import STAYS, Instances, Node, Scene

_FOV_Y_RAD = math.radians(60.0)
_ASPECT = 16.0 / 9.0
_HEADINGS = 48
F64 = NDArray[np.float64]
# Beyond which distance from the nearest station copies lose one level of detail (and at twice as far another one).
_DISTANCES_M = (160.0, 120.0, 90.0, 70.0, 50.0, 35.0, 25.0, 15.0, 8.0, 0.0)
_NEAR_M, _NEAR_SHARE = 60.0, 0.25  # within which of a station less is left out, and how much less right there
_FAR_M = 180.0  # beyond which more is
_SHARES = (0.85, 0.7, 0.55, 0.4, 0.3, 0.2, 0.12, 0.07, 0.04)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a computer can take: in any view of a station, and in all."""

    triangles: int
    draw_calls: int
    materials: int
    gzip_bytes: int


BUDGETS: Mapping[str, Budget] = MappingProxyType(
    {
        "phone": Budget(triangles=100_000, draw_calls=45, materials=20, gzip_bytes=1_000_000),
        "chromebook": Budget(triangles=150_000, draw_calls=60, materials=25, gzip_bytes=1_300_000),
        "headset": Budget(triangles=150_000, draw_calls=60, materials=25, gzip_bytes=2_500_000),
        "laptop": Budget(triangles=400_000, draw_calls=150, materials=40, gzip_bytes=4_000_000),
        "desktop": Budget(triangles=1_000_000, draw_calls=400, materials=60, gzip_bytes=12_000_000),
    }
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the worst view of a world costs."""

    triangles: int
    draw_calls: int
    materials: int
    station: str  # where most is seen; empty where there is no station

    def within(self, budget: Budget) -> bool:
        """Whether it fits `budget`."""
        return (
            self.triangles <= budget.triangles
            and self.draw_calls <= budget.draw_calls
            and self.materials <= budget.materials
        )


def measure(scene: Scene) -> Figures:
    """Return what profile web draws of `scene` in its worst view: each station, turning all round at 60 degrees.

    A drawable counts when the sphere around its box touches the view between its left and right edges, at any height:
    what three.js would draw, or a little more.
    """
    return draw(scene, Layouts(scene), BUDGETS["chromebook"])[1]


def draw(scene: Scene, layouts: Layouts, budget: Budget) -> tuple[Batches, Figures]:
    """Return what is drawn of `scene` and its figures, cut up in the first way that is within `budget`.

    Where none is, in the way with the fewest triangles among those with few enough draw calls, or the fewest draw
    calls.
    """

    def too_much(figures: Figures) -> tuple[int, int]:
        return max(figures.draw_calls - budget.draw_calls, 0), figures.triangles

    best: tuple[Batches, Figures] | None = None
    eyes = _eyes(scene)
    for cut in CUTS:
        batches = layouts.at(cut, scene)
        figures = measure_batches(scene, batches, eyes)
        if best is None or too_much(figures) < too_much(best[1]):
            best = (batches, figures)
        if figures.within(budget):
            break
    if best is None:
        raise AssertionError("there is always a way to cut up a world")
    return best


def measure_batches(scene: Scene, batches: Batches, eyes: Mapping[str, F64]) -> Figures:
    """Return the figures of `batches` seen from `eyes`."""
    boxes = batches.boxes()
    low = np.array([box.low for box in boxes]).reshape(-1, 3)
    high = np.array([box.high for box in boxes]).reshape(-1, 3)
    cost = np.array([(box.triangles, box.draw_calls) for box in boxes], np.int64).reshape(-1, 2)
    worst = (0, 0, "")
    triangles = calls = 0
    for name, eye in eyes.items():
        seen = _in_view(eye, (low + high) / 2.0, np.linalg.norm(high - low, axis=1) / 2.0)
        totals = seen.astype(np.int64) @ cost  # (headings, 2)
        most = totals.max(axis=0)
        triangles, calls = max(triangles, int(most[0])), max(calls, int(most[1]))
        worst = max(worst, (int(most[0]), int(most[1]), name))
    return Figures(triangles, calls, material_count(batches, scene), worst[2])


def fit(scene: Scene, budget: Budget) -> Scene:
    """Return `scene` with dressing coarse and thin enough for `budget`; the same scene where it fits already.

    First the crops of fields are drawn as seen from afar; then copies far from every station lose detail, step by step
    nearer; then copies are left out by a hash of their key, so that a thinner wood is a part of the thicker one.

    Raises
    ------
    SpecError
        BUDGET_EXCEEDED with the figures, when what the lesson asks for is too much by itself.
    """
    return fitted(scene, budget)[0]


def copies(scene: Scene) -> int:
    """Return how many plants, stones and other copies dress `scene`."""
    return sum(len(batch) for node in scene.walk() for batch in node.instances)


def thinned(scene: Scene, share: float) -> Scene:
    """Return `scene` with `share` of its dressing, chosen by a hash of each copy's key."""
    return _each(scene, partial(_thinner, share=share, stations=_stations(scene)))


def fitted(scene: Scene, budget: Budget) -> tuple[Scene, Batches, Figures]:
    """Return what `fit` returns, what is drawn of it, and its figures."""
    layouts = Layouts(scene)
    batches, figures = draw(scene, layouts, budget)
    if figures.within(budget):
        return scene, batches, figures
    plainer = _plainer(scene)
    if plainer is not scene:
        scene, layouts = plainer, Layouts(plainer)
    scene = _alike(scene, layouts, budget)
    batches, figures = draw(scene, layouts, budget)
    if figures.within(budget):
        return scene, batches, figures
    # Each step is at most as much as the one before, so the first that fits is found by halving.
    too_much, enough = -1, len(_DISTANCES_M) + len(_SHARES) - 1
    found = _reduced(scene, enough)
    batches, figures = draw(found, layouts, budget)
    if not figures.within(budget):
        raise SpecError([refusal(figures, budget)])
    while enough - too_much > 1:
        middle = (too_much + enough) // 2
        tried = _reduced(scene, middle)
        drawn = draw(tried, layouts, budget)
        if drawn[1].within(budget):
            enough, found, (batches, figures) = middle, tried, drawn
        else:
            too_much = middle
    return found, batches, figures


def _plainer(scene: Scene) -> Scene:
    """Return `scene` with the crops of its fields, and what else dresses the ground in one piece, as seen from afar."""
    dressing = {node.model for node in scene.walk() if node.semantics is not None and node.semantics.role == "decor"}
    plain = {
        key: replace(model, levels=model.levels[-1:])
        for key, model in scene.models.items()
        if key in dressing and len(model.levels) > 1
    }
    return replace(scene, models={**scene.models, **plain}) if plain else scene


def _alike(scene: Scene, layouts: Layouts, budget: Budget) -> Scene:
    """Return `scene` with fewer variants of each species, as far as instanced copies take too many draw calls."""
    eyes = _eyes(scene)
    for most in (None, *VARIANT_STEPS):
        found = scene if most is None else fewer_variants(scene, most)
        if measure_batches(found, layouts.at(INSTANCED, found), eyes).draw_calls <= budget.draw_calls:
            return found
    return found


def _reduced(scene: Scene, step: int) -> Scene:
    """Return `scene` after `step` steps: coarser and coarser, and then thinner and thinner."""
    stations = _stations(scene)
    far_m = _DISTANCES_M[min(step, len(_DISTANCES_M) - 1)]
    coarse = _each(scene, partial(_coarser, stations=stations, far_m=far_m))
    thin = step - len(_DISTANCES_M)
    return coarse if thin < 0 else _each(coarse, partial(_thinner, share=_SHARES[thin], stations=stations))


def refusal(figures: Figures, budget: Budget, gzip_bytes: int = 0) -> Issue:
    """Return the issue that says by how much a world is too much."""
    over = [
        f"{found:,} {what} (at most {most:,})"
        for what, found, most in (
            ("triangles in one view", figures.triangles, budget.triangles),
            ("draw calls in one view", figures.draw_calls, budget.draw_calls),
            ("materials", figures.materials, budget.materials),
            ("bytes gzipped", gzip_bytes, budget.gzip_bytes),
        )
        if found > most
    ]
    where = figures.station or "everywhere"
    return issue("BUDGET_EXCEEDED", over=" and ".join(over), where=where)


def _eyes(scene: Scene) -> dict[str, F64]:
    """Return where the eyes are: at every station, or where one begins when there is none."""
    found: dict[str, F64] = {}
    waiting = [(node, np.eye(4)) for node in reversed(scene.roots)]
    up = np.array([0.0, scene.agent.eye_m, 0.0])
    while waiting:
        node, parent = waiting.pop()
        world = parent @ matrix_of(node)
        if node.semantics is not None and node.semantics.role == "station":
            found[node.id] = world[:3, 3] + up
        waiting += [(child, world) for child in node.children]
    return found or {"spawn": np.array(scene.spawn.position_m) + up}


def _in_view(eye: F64, middle: F64, radius: F64) -> NDArray[np.bool_]:
    """Return which drawables are seen in each heading, (headings, drawables)."""
    away = middle - eye
    distance = np.hypot(away[:, 0], away[:, 2])
    half = math.atan(math.tan(_FOV_Y_RAD / 2.0) * _ASPECT)
    spread = np.arcsin(np.clip(radius / np.maximum(distance, 1e-9), 0.0, 1.0))
    heading = np.arange(_HEADINGS)[:, None] * (2.0 * np.pi / _HEADINGS)
    off = np.abs(np.mod(np.arctan2(away[:, 0], away[:, 2])[None] - heading + np.pi, 2.0 * np.pi) - np.pi)
    seen: NDArray[np.bool_] = (distance <= radius)[None] | (off <= half + spread[None])
    return seen


def _each(scene: Scene, change: Callable[[Instances], Instances]) -> Scene:
    """Return `scene` with every batch of copies changed."""

    def changed(node: Node) -> Node:
        if not node.instances and not node.children:
            return node
        return replace(
            node,
            instances=tuple(change(batch) for batch in node.instances),
            children=tuple(changed(child) for child in node.children),
        )

    return replace(scene, roots=tuple(changed(node) for node in scene.roots))


def _stations(scene: Scene) -> F64:
    """Return where stations are, (k, 2) as (x, z)."""
    return np.array([eye[[0, 2]] for eye in _eyes(scene).values()]).reshape(-1, 2)


def _distance(batch: Instances, stations: F64) -> F64:
    """Return how far each copy (n,) is from the nearest station."""
    at = batch.position_m[:, (0, 2)]
    away = np.full(len(at), np.inf)
    for x, z in stations:
        away = np.minimum(away, np.hypot(at[:, 0] - x, at[:, 1] - z))
    return away


def _coarser(batch: Instances, stations: F64, far_m: float) -> Instances:
    distance = _distance(batch, stations)
    level = np.zeros(len(batch), np.int64) if batch.level is None else batch.level.astype(np.int64)
    level = np.maximum(level, (distance > far_m).astype(np.int64) + (distance > 2.0 * far_m))
    return replace(batch, level=np.minimum(level, 255).astype(np.uint8))


def _thinner(batch: Instances, share: float, stations: F64) -> Instances:
    """Return `share` of the copies a little way from stations, nearer to them more, far from them fewer and fewer."""
    away = _distance(batch, stations)
    kept = share ** (np.clip(away / _NEAR_M, _NEAR_SHARE, 1.0) + np.maximum(away - _FAR_M, 0.0) / _FAR_M)
    keep = (mix(batch.key.astype(np.uint64)) >> np.uint64(1)) < (kept * 2.0**63).astype(np.uint64)
    keep |= batch.key < np.uint64(STAYS)
    return replace(
        batch,
        position_m=batch.position_m[keep],
        yaw_rad=batch.yaw_rad[keep],
        scale=batch.scale[keep],
        key=batch.key[keep],
        tint=batch.tint[keep],
        level=None if batch.level is None else batch.level[keep],
    )
