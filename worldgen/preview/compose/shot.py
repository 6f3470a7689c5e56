"""A picture that the author asked for: from where the lesson says, or from the best place around what it shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from worldgen.preview.compose.glimpse import Glimpse
from worldgen.preview.compose.rules import Rules, comfort, judged, light
from worldgen.preview.compose.search import Effort, Found, aimed, moved, search, turned, vec
from worldgen.preview.compose.sight import Sight, below, in_sight, sight_of
from worldgen.preview.compose.station import STATION_PX, free
from worldgen.preview.flatten import rotation
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import QualityName, View
from worldgen.scene import F32, Node, Scene

_RULES = Rules(sky=(0.06, 0.45), lens_m=2.5, empty=0.14, frame_m=(1.5, 16.0))
_ASIDE = ((0.0, 0.0, 0.0), (1.2, 0.0, 0.0), (-1.2, 0.0, 0.0), (0.0, 0.6, 0.0), (0.0, 0.0, 1.5), (0.0, 0.0, -1.5),
          (2.4, 0.4, 0.0), (-2.4, 0.4, 0.0), (0.0, 1.2, -2.5))  # fmt: skip
_TURNED = ((-0.15, -0.06), (0.15, -0.06), (0.0, -0.12), (-0.15, 0.06), (0.15, 0.06))  # shares of the picture
_LESS_SEEN = 0.35  # than from the best place, of what is shown
_SIDES = np.array([[1, 0, 0], [-1, 0, 0], [0, 0, 1], [0, 0, -1], [0, 1, 0], [0, 0, 0]], np.float32)
_TURNS, _FAR, _RISES = 24, (0.8, 1.0, 1.3), (0.4, 1.0, 2.0)  # around it: directions, and shares of what was found


def shot_view(
    scene: Scene, prepared: Prepared, shot: str, quality: QualityName = "fine", sight: Sight | None = None
) -> View:
    """Return the view of the shot called `shot`, with what it shows well placed and nothing before the lens.

    Raises
    ------
    KeyError
        When the scene has no such shot.
    """
    found = find_shot(sight or sight_of(scene, prepared), scene.views[shot])
    return replace(found.view, width_px=STATION_PX[0], height_px=STATION_PX[1], quality=quality)


def find_shot(sight: Sight, node: Node) -> Found:
    """Return the best view near the camera of `node`, or around what it shows, and what it took to find it."""
    base, target, reach_m = _asked(node)
    facts = node.semantics.facts if node.semantics else {}
    anywhere = bool(facts.get("anywhere"))
    points = target + _SIDES * np.float32(0.6 * reach_m)
    named = "of" in facts

    def rough(view: View) -> float:
        away = float(np.linalg.norm(np.subtract(view.eye_m, base.eye_m)))
        score = 0.4 * light(view, sight) if anywhere else -0.12 * away / max(1.0, 0.2 * reach_m)
        return score + (2.5 * float(comfort(view, view.project(target), (0.2, 0.2))[0]) if named else 0.0)

    def judge(glimpse: Glimpse) -> float:
        seen = float(in_sight(sight.prepared, glimpse.eye, points, 0.7 * reach_m).mean()) if named else 1.0
        return judged(glimpse, _RULES) + 2.5 * seen

    def nudge(view: View, step: float) -> list[View]:
        ways = ((0.06, 0.0), (-0.06, 0.0), (0.0, 0.05), (0.0, -0.05))
        return [turned(view, step * across, step * down) for across, down in ways]

    places = _places(sight, base, target if named and anywhere else None)
    if named:
        seen = [float(in_sight(sight.prepared, place, points, 0.7 * reach_m).mean()) for place in map(_eye, places)]
        places = [place for place, share in zip(places, seen, strict=True) if share > max(seen) - _LESS_SEEN]
    views = _aims(places, target if named else None)
    return search(sight, views, rough, judge, nudge, Effort(glimpses=100, finalists=2, rounds=2))


def _places(sight: Sight, base: View, around: F32 | None) -> list[View]:
    """Return views from near `base`, and from all around a point where the lesson does not say from where."""
    near = [moved(base, *way) for way in _ASIDE]
    kept = free(sight, np.array(base.eye_m, np.float64), np.array([view.eye_m for view in near]), most_m=1e4)
    places = [view for view, ok in zip(near, kept, strict=True) if ok]
    return places if around is None else [*places, *_ring(sight, base, around)]


def _aims(places: list[View], target: F32 | None) -> Iterator[View]:
    """Yield views from `places`, straight at `target` or the way they look, and turned a little."""
    for view in places:
        straight = view if target is None else aimed(view, np.array(view.eye_m), target - np.array(view.eye_m))
        yield straight
        yield from (turned(straight, pan, tilt) for pan, tilt in _TURNED)


def _eye(view: View) -> F32:
    return np.array(view.eye_m, np.float32)


def _ring(sight: Sight, base: View, target: F32) -> list[View]:
    """Return views of `target` from all around, as far and as high as `base` or a little more or less."""
    offset = np.array(base.eye_m, np.float64) - target
    away, first = math.hypot(offset[0], offset[2]), math.atan2(offset[0], offset[2])
    rise = float(base.eye_m[1] - sight.ground(np.array([base.eye_m], np.float32))[0])
    found = []
    for far, high in zip(_FAR, _RISES, strict=True):
        turn = first + 2.0 * math.pi * np.arange(_TURNS) / _TURNS
        eye = np.stack(
            [target[0] + np.sin(turn) * away * far, 0.0 * turn, target[2] + np.cos(turn) * away * far], axis=1
        )
        eye[:, 1] = np.maximum(sight.ground(eye.astype(np.float32)) + max(rise * high, 1.2), sight.floor_m + 1.0)
        inside = np.abs(eye[:, (0, 2)]).max(axis=1) < sight.size_m / 2.0
        over = eye[:, 1] - below(sight.prepared, eye.astype(np.float32))
        found += [aimed(base, one, target - one) for one in eye[inside & (over > 0.8) & (over < 1e3)]]
    return found


def _asked(node: Node) -> tuple[View, F32, float]:
    """Return the camera of a shot as a view, the point (3,) it looks at, and how large that is."""
    facts = node.semantics.facts if node.semantics else {}
    fov_rad = node.camera.fov_y_rad if node.camera else math.radians(45.0)
    ahead = rotation(node.rotation) @ np.array([0.0, 0.0, -1.0], np.float32)
    eye = np.array(node.translation_m, np.float32)
    said = facts.get("target_m")
    target = np.array(said, np.float32) if isinstance(said, list) else eye + 20.0 * ahead
    reach = facts.get("reach_m")
    view = View(vec(eye), vec(eye + ahead), fov_rad, *STATION_PX)
    return view, np.asarray(target, np.float32), float(reach) if isinstance(reach, int | float) else 2.0
