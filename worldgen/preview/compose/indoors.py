"""Pictures under a roof: the thing that a station looks at, whole and well placed, from a free corner of its room."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from worldgen.preview.compose.glimpse import Glimpse
from worldgen.preview.compose.rules import Rules, comfort, cut, lens
from worldgen.preview.compose.search import Effort, Found, aimed, search, turned
from worldgen.preview.compose.sight import Kind, Sight, in_sight
from worldgen.preview.view import View
from worldgen.scene import F32

FOV_RAD = math.radians(62.0)  # wider than outside: walls stand close
ROOF_M = 9.0
RULES = Rules(sky=(0.0, 1.0), lens_m=0.9)
_BACKS_M, _SIDES_M, _UPS_M = (-1.2, 0.0, 1.0, 2.0, 3.0, 4.2), (-2.4, -1.2, 0.0, 1.2, 2.4), (0.0, 0.35)
_NEAR_M = 14.0
_CEILING_M = 0.9  # above the eyes, from where on there is little to see
_LOOM = 0.6  # of the way to the subject: what is nearer draws the eye away from it


def roofed(sight: Sight, eye: F32) -> bool:
    """Return whether a building is right above `eye`."""
    up = np.array([[0.0, 1.0, 0.0]], np.float32)
    still = sight.prepared.solids.still
    met = still.nearest(eye[None], up, np.array([ROOF_M], np.float32))
    return bool(met.hit[0]) and int(sight.kind[still.soup.thing[met.face[0]]]) == Kind.THING


def find_indoors(sight: Sight, base: View, station: str) -> Found:
    """Return the best view of what `station` looks at, or of what else is in its room."""
    eye = np.array(base.eye_m, np.float32)
    ahead = base.axes()[2].astype(np.float64)
    here = np.hypot(*(sight.spots_m - eye)[:, (0, 2)].T) < _NEAR_M
    here &= (sight.weight > 0.55) & (sight.weight < 1.0)  # things: not learners, not the building
    here &= in_sight(sight.prepared, eye, sight.spots_m, 0.8)
    spots, reach = sight.spots_m[here], sight.reach_m[here]
    subject, half = _subject(sight, station, eye, ahead)
    base = replace(base, fov_y_rad=FOV_RAD)

    def rough(view: View) -> float:
        spot = view.project(subject[None])
        seen = float(comfort(view, spot, (0.12, 0.12))[0])
        size = half / max(float(spot[0, 2]) * math.tan(FOV_RAD / 2.0), 0.1)
        others = float(comfort(view, view.project(spots)).sum()) if len(spots) else 0.0
        off = 0.0 if not len(spots) else 0.5 * cut(view, spots, reach)
        aside = float(np.hypot(*(np.array(view.eye_m) - eye)[[0, 2]]))
        return (
            2.0 * seen
            - 2.5 * max(size - 0.6, 0.0)
            - max(0.25 - size, 0.0)
            + 0.25 * min(others, 6.0)
            - off
            - 0.05 * aside
        )

    def judge(glimpse: Glimpse) -> float:
        shown = bool(in_sight(sight.prepared, glimpse.eye, subject[None], half + 0.3)[0])
        deep = float(np.clip(np.percentile(glimpse.distance_m, 60) / 6.0, 0.0, 1.0))
        ceiling = max(float((glimpse.height_m > eye[1] + _CEILING_M).mean()) - 0.3, 0.0)
        return (
            lens(glimpse, RULES)
            + 0.8 * deep
            - ceiling
            - 4.0 * _looming(glimpse, eye, subject)
            - (0.0 if shown else 2.5)
        )

    return search(
        sight, _steps(sight, base, subject), rough, judge, _nudged, Effort(glimpses=48, finalists=2, rounds=2)
    )


def _looming(glimpse: Glimpse, learner: F32, subject: F32) -> float:
    """Return how much of a picture is of what stands far before its subject, higher than a low table."""
    away = float(np.hypot(*(subject - glimpse.eye)[[0, 2]]))
    above = glimpse.height_m - float(learner[1])
    return float(((glimpse.distance_m < _LOOM * away) & (above > -0.9) & (above < 0.5)).mean())


def _subject(sight: Sight, station: str, eye: F32, ahead: np.ndarray) -> tuple[F32, float]:
    """Return the middle and half the height of what a station looks at, else a point some steps ahead of it."""
    target = next(
        (node.semantics.facts.get("look_at") for node in sight.scene.walk() if node.id == station and node.semantics),
        None,
    )
    for node in sight.scene.roots:
        if node.id == target and node.model is not None:
            half = sight.scene.models[node.model].height_m / 2.0
            return np.asarray(node.translation_m, np.float32) + np.array([0.0, half, 0.0], np.float32), half
    return np.asarray(eye + ahead * 3.0, np.float32), 0.8


def _steps(sight: Sight, base: View, subject: F32) -> Iterator[View]:
    """Yield views of the subject from free places around the eye of `base`."""
    eye = np.array(base.eye_m)
    level = (subject - eye)[[0, 2]].astype(np.float64)
    level /= max(float(np.hypot(*level)), 1e-6)
    ahead, right = np.array([level[0], 0.0, level[1]]), np.array([-level[1], 0.0, level[0]])
    points = np.array(
        [eye - ahead * back + right * side + np.array([0.0, up, 0.0])
         for back in _BACKS_M for side in _SIDES_M for up in _UPS_M]
    )  # fmt: skip
    for point in points[_free(sight, eye, points)]:
        view = aimed(base, point, subject - point)
        yield view
        yield from (turned(view, across, down) for across in (-0.14, 0.14) for down in (-0.08, 0.0, 0.08))
    yield base


def _free(sight: Sight, eye: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return which `points` (n, 3) one can step to: nothing in the way, and half a step further."""
    offset = (points - eye).astype(np.float32)
    length = np.sqrt((offset * offset).sum(axis=1))
    origin = np.broadcast_to(eye.astype(np.float32), offset.shape)
    far = length + np.float32(0.3)
    blocked = sight.prepared.solids.still.blocked(origin, offset / np.maximum(length, 1e-3)[:, None], far)
    return np.asarray((length < 1e-3) | ~blocked)


def _nudged(view: View, step: float) -> list[View]:
    return [turned(view, step * across, step * down) for across, down in
            ((0.07, 0.0), (-0.07, 0.0), (0.0, 0.06), (0.0, -0.06))]  # fmt: skip
