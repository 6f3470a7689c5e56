"""One way to find a picture: judge many candidates without a ray, some by a glimpse, and nudge the best."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview.compose.glimpse import RAYS, Glimpse
from worldgen.preview.compose.sight import Sight
from worldgen.preview.view import View
from worldgen.scene import F32, Vec3

Score = Callable[[View], float]
Judge = Callable[[Glimpse], float]
Nudge = Callable[[View, float], Sequence[View]]


@dataclass(frozen=True, slots=True)
class Effort:
    """How far a search goes; all of it is counted, and nothing of it depends on the clock."""

    glimpses: int = 36  # of the best candidates
    finalists: int = 3  # that are nudged
    rounds: int = 3  # of nudges, each half as large as the one before


@dataclass(frozen=True, slots=True)
class Found:
    """The best view, how good it is, and what it took to find it."""

    view: View
    score: float
    rays: int


def search(sight: Sight, candidates: Iterable[View], rough: Score, judge: Judge, nudge: Nudge, effort: Effort) -> Found:
    """Return the best of `candidates` and of what lies near them.

    Parameters
    ----------
    rough : callable
        What can be said of a view without a ray.
    judge : callable
        What a glimpse adds to that.
    nudge : callable
        Views near another one, as far off as a step (1, then a half, ...) says.

    Raises
    ------
    ValueError
        When there are no candidates.
    """
    return search_fairly(sight, [candidates], rough, judge, nudge, effort)


def search_fairly(
    sight: Sight, groups: Iterable[Iterable[View]], rough: Score, judge: Judge, nudge: Nudge, effort: Effort
) -> Found:
    """Return what `search` does, with a glimpse at the best of each of the groups: what `rough` cannot tell apart."""
    every = [_ranked(views, rough) for views in groups]
    every = [ranked for ranked in every if ranked]
    if not every:
        raise ValueError("there is nothing to choose from")
    spent = 0

    def exact(first: float, view: View) -> float:
        nonlocal spent
        spent += RAYS
        return first + judge(Glimpse(sight, view))

    hopeful = [one for ranked in every for one in ranked[: max(effort.glimpses // len(every), 1)]]
    seen = [(exact(first, view), number, view) for number, (first, view) in enumerate(hopeful)]
    seen = sorted(seen, key=lambda one: (-one[0], one[1]))[: effort.finalists]
    best = [(score, view) for score, _, view in seen]
    for number in range(effort.rounds):
        for place, kept in enumerate(best):
            near = [(rough(other), other) for other in nudge(kept[1], 0.5**number)]
            near = sorted(near, key=lambda one: -one[0])[: max(len(near) // 2, 4)]
            best[place] = max([kept, *((exact(first, other), other) for first, other in near)], key=lambda one: one[0])
    score, view = max(best, key=lambda one: one[0])
    return Found(view, score, spent)


def _ranked(views: Iterable[View], rough: Score) -> list[tuple[float, View]]:
    return sorted(((rough(view), view) for view in views), key=lambda one: -one[0])


def turned(view: View, across: float, down: float) -> View:
    """Return `view` turned about its eye by shares of its width and height: to the right, and down."""
    right, up, ahead = (axis.astype(np.float64) for axis in view.axes())
    tangent = math.tan(view.fov_y_rad / 2.0)
    aside, under = 2.0 * across * tangent * view.width_px / view.height_px, 2.0 * down * tangent
    return aimed(view, np.array(view.eye_m, np.float64), ahead + right * aside - up * under)


def aimed(view: View, eye_m: np.ndarray, ahead: np.ndarray) -> View:
    """Return `view` from `eye_m` (3,) along `ahead` (3,)."""
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-9)
    return replace(view, eye_m=vec(eye_m), target_m=vec(eye_m + ahead * 10.0))


def moved(view: View, right_m: float, up_m: float, ahead_m: float) -> View:
    """Return `view` from an eye moved to the right, up, and ahead over the ground; it looks the same way."""
    right, _, ahead = view.axes()
    level = np.array([ahead[0], 0.0, ahead[2]]) / max(math.hypot(float(ahead[0]), float(ahead[2])), 1e-6)
    eye = np.array(view.eye_m) + right * right_m + level * ahead_m + np.array([0.0, up_m, 0.0])
    return aimed(view, eye, ahead)


def vec(point: F32 | np.ndarray) -> Vec3:
    """Return a point (3,) as plain numbers."""
    return float(point[0]), float(point[1]), float(point[2])
