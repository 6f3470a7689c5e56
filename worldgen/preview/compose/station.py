"""What a learner sees at a station, from the best step nearby."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from worldgen.preview.compose.glimpse import Glimpse
from worldgen.preview.compose.indoors import find_indoors, roofed
from worldgen.preview.compose.rules import Rules, comfort, cut, judged
from worldgen.preview.compose.search import Effort, Found, aimed, search, turned, vec
from worldgen.preview.compose.sight import Kind, Sight, below, in_sight, sight_of
from worldgen.preview.flatten import placed
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import QualityName, View
from worldgen.scene import F32, Scene

STATION_PX = (960, 540)
STATION_FOV_RAD = math.radians(50.0)
_PROPS_M = 18.0  # how near to a station a thing belongs to its picture
_LOOKED_M = 80.0
_BACKS_M, _SIDES_M, _UPS_M = (-2.0, 0.0, 1.5, 3.0, 4.5, 6.0), (-2.2, 0.0, 2.2), (0.0, 0.6, 1.4)
_TILTS, _PANS = (-0.16, -0.06, 0.06, 0.16), (-0.24, -0.12, 0.0, 0.12, 0.24)  # shares of the picture
RULES = Rules(sky=(0.22, 0.42), lens_m=3.0, empty=0.08, frame_m=(1.2, 12.0))


def station_view(
    scene: Scene, prepared: Prepared, station: str, quality: QualityName = "fine", sight: Sight | None = None
) -> View:
    """Return what a learner sees at `station`, from a few steps aside and up where that is the better picture.

    Raises
    ------
    KeyError
        When the scene has no station of that name with a camera.
    """
    found = find_station(sight or sight_of(scene, prepared), station)
    return replace(found.view, width_px=STATION_PX[0], height_px=STATION_PX[1], quality=quality)


def find_station(sight: Sight, station: str) -> Found:
    """Return the best view at `station`, and what it took to find it."""
    eye, ahead = camera(sight.scene, station)
    subject = _looked_at(sight.prepared, eye, ahead)
    near = np.hypot(*(sight.spots_m - eye)[:, (0, 2)].T) < _PROPS_M
    near &= sight.weight > 0.5
    props, reach = sight.spots_m[near], sight.reach_m[near]
    base = aimed(View(vec(eye), vec(eye + ahead), STATION_FOV_RAD, *STATION_PX), eye, ahead)
    if roofed(sight, eye):
        return find_indoors(sight, base, station)

    def rough(view: View) -> float:
        away = np.array(view.eye_m) - eye
        seen = float(comfort(view, view.project(subject)[None, 0], (0.12, 0.12))[0])
        shown = float(comfort(view, view.project(props)).sum()) if len(props) else 0.0
        shown -= 0.8 * cut(view, props, reach) if len(props) else 0.0
        return 1.6 * seen + 0.3 * min(shown, 5.0) - 0.06 * float(np.linalg.norm(away)) - 0.05 * abs(float(away[1]))

    def judge(glimpse: Glimpse) -> float:
        score = judged(glimpse, RULES) - (0.0 if in_sight(sight.prepared, glimpse.eye, subject[None])[0] else 1.5)
        if len(props):
            seen = comfort(glimpse.view, glimpse.view.project(props)) * in_sight(sight.prepared, glimpse.eye, props)
            score += 0.3 * min(float(seen.sum()), 5.0)
        return score + min(4.0 * glimpse.share(Kind.GLOW), 0.6)

    return search(sight, _steps(sight, base), rough, judge, _nudged, Effort(glimpses=70, finalists=2, rounds=2))


def _steps(sight: Sight, base: View) -> Iterator[View]:
    """Yield views from the free places around the eye of `base`, turned a little each way."""
    right, _, ahead = (axis.astype(np.float64) for axis in base.axes())
    level = np.array([ahead[0], 0.0, ahead[2]]) / max(math.hypot(ahead[0], ahead[2]), 1e-6)
    eye = np.array(base.eye_m)
    points = np.array(
        [eye] + [eye - level * back + right * side + np.array([0.0, up, 0.0])
                 for back in _BACKS_M for side in _SIDES_M for up in _UPS_M]
    )  # fmt: skip
    for point in points[free(sight, eye, points)]:
        view = aimed(base, point, ahead)
        yield view
        yield from (turned(view, pan, tilt) for pan in _PANS for tilt in _TILTS)


def free(sight: Sight, eye: F32 | np.ndarray, points: np.ndarray, most_m: float = 6.0) -> np.ndarray:
    """Return which `points` (n, 3) one can step to from `eye` (3,): nothing in the way, not in the ground.

    Those more than `most_m` above what is below them are left out.
    """
    offset = (points - eye).astype(np.float32)
    length = np.sqrt((offset * offset).sum(axis=1))
    still = sight.prepared.solids.still
    origin = np.broadcast_to(np.asarray(eye, np.float32), offset.shape)
    blocked = still.blocked(origin, offset / np.maximum(length, 1e-3)[:, None], length + np.float32(0.6))
    lifted = points[:, 1] - below(sight.prepared, points.astype(np.float32))
    result: np.ndarray = (length < 1e-3) | (~blocked & (lifted > 0.9) & (lifted < most_m))
    result[0] = True
    return result


def _nudged(view: View, step: float) -> list[View]:
    return [turned(view, step * across, step * down) for across, down in
            ((0.08, 0.0), (-0.08, 0.0), (0.0, 0.07), (0.0, -0.07), (0.06, 0.05), (-0.06, 0.05))]  # fmt: skip


def _looked_at(prepared: Prepared, eye: F32, ahead: F32) -> F32:
    """Return the point (3,) that a learner looks at."""
    met = prepared.solids.still.nearest(eye[None], ahead[None], np.array([_LOOKED_M], np.float32)).distance_m[0]
    return np.asarray(eye + ahead * max(float(met) - 0.5, 1.0), np.float32)


def camera(scene: Scene, station: str) -> tuple[F32, F32]:
    """Return where the camera of a station is and where it looks."""
    inside = False
    for node, turn, shift in placed(scene):
        if node.semantics is not None and node.semantics.role == "station":
            inside = node.id == station
        if inside and node.camera is not None:
            return shift, (turn @ np.array([0.0, 0.0, -1.0], np.float32)).astype(np.float32)
    raise KeyError(station)
