"""What makes a good picture, as numbers: more is better. None of these knows a setting.

The rules are those of the art direction: the subject on a third and large enough, the horizon where it divides the
picture well, the sun from the side, something near to frame what is far, nothing before the lens, no empty ground.
"""

from __future__ import annotations

import math

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview.compose.glimpse import Glimpse
from worldgen.preview.compose.sight import Kind, Sight, in_sight
from worldgen.preview.view import View
from worldgen.scene import F32

_SIDE_DEG, _SIDE_SLACK_DEG = 82.0, 20.0  # of the sun, off the axis of the view
_EDGE = 0.30  # from the middle, in shares of the picture: what is further out frames it


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of one sort of picture; lengths are metres, the rest are shares of the picture."""

    sky: tuple[float, float]
    lens_m: float  # nothing nearer than this before the middle
    empty: float = 0.14  # blocks of bare ground that are not missed
    frame_m: tuple[float, float] = (2.0, 14.0)  # how near something frames the picture
    water: tuple[float, float] = (0.0, 1.0)


def judged(glimpse: Glimpse, rules: Rules) -> float:
    """Return how good a glimpse is as a picture, whatever it shows."""
    return sky(glimpse, rules) + lens(glimpse, rules) + frame(glimpse, rules) + fullness(glimpse, rules)


def sky(glimpse: Glimpse, rules: Rules) -> float:
    """Return 0 where the sky takes its due share, less where it takes too much or too little."""
    low, high = rules.sky
    share = glimpse.share(Kind.SKY)
    water = glimpse.share(Kind.WATER)
    wet = max(rules.water[0] - water, 0.0) + max(water - rules.water[1], 0.0)
    return -40.0 * max(low - share, 0.0) - 6.0 * max(share - high, 0.0) - 3.0 * wet


def lens(glimpse: Glimpse, rules: Rules) -> float:
    """Return 0 where the middle is free, less the more is right before the lens."""
    middle = (np.abs(glimpse.across) < _EDGE) & (np.abs(glimpse.down) < _EDGE)
    solid = glimpse.kind != Kind.WATER
    near = solid & (glimpse.distance_m < rules.lens_m)
    smoke = glimpse.share(Kind.SMOKE)
    score = -6.0 * float(near[middle].mean()) - 2.5 * max(float(near.mean()) - 0.22, 0.0)
    score -= 2.0 if float(glimpse.distance_m[solid].min(initial=1e6)) < 0.12 * rules.lens_m else 0.0
    return score - 3.0 * max(smoke - 0.03, 0.0)


def frame(glimpse: Glimpse, rules: Rules) -> float:
    """Return up to 0.5 for plants or things that stand near, at the sides or the foot of the picture."""
    low, high = rules.frame_m
    near = (glimpse.distance_m > low) & (glimpse.distance_m < high)
    near &= (glimpse.kind == Kind.PLANT) | (glimpse.kind == Kind.THING)
    aside = near & ((np.abs(glimpse.across) > _EDGE) | (glimpse.down > _EDGE))
    share = float(aside.mean())
    return 0.5 * min(share / 0.06, 1.0) - 1.5 * max(share - 0.20, 0.0)


def fullness(glimpse: Glimpse, rules: Rules) -> float:
    """Return 0 where there is something to look at everywhere, less the more bare ground there is."""
    empty = float(glimpse.empty.mean())
    kinds = np.bincount(glimpse.kind.ravel(), minlength=len(Kind))[1:] / glimpse.kind.size
    variety = float((kinds > 0.02).sum())
    return -2.6 * max(empty - rules.empty, 0.0) + 0.12 * min(variety, 4.0)


def light(view: View, sight: Sight) -> float:
    """Return 0 where the sun is at the side of the view, less towards front and back light."""
    off = math.degrees(angle(view.axes()[2], sight.sun))
    return -max(abs(off - _SIDE_DEG) - _SIDE_SLACK_DEG, 0.0) / 30.0


def angle(a: F32, b: F32) -> float:
    """Return the angle between two directions (3,) as seen from above."""
    length = math.hypot(float(a[0]), float(a[2])) * math.hypot(float(b[0]), float(b[2]))
    cosine = (float(a[0]) * float(b[0]) + float(a[2]) * float(b[2])) / max(length, 1e-6)
    return math.acos(max(-1.0, min(1.0, cosine)))


def thirds(view: View, point_m: F32) -> float:
    """Return how far (shares of the width) a point is from the nearer third of the picture; the middle is second."""
    across = float(view.project(point_m)[0][0]) / view.width_px
    return min(abs(across - 1.0 / 3.0), abs(across - 2.0 / 3.0), 0.8 * abs(across - 0.5) + 0.03)


def comfort(view: View, spot: F32, slack: tuple[float, float] = (0.17, 0.17)) -> F32:
    """Return 1 for projected points (n, 3) well inside the picture, falling to 0 towards its edges."""
    across = np.abs(spot[:, 0] / view.width_px - 0.5)
    down = np.abs(spot[:, 1] / view.height_px - 0.5)
    inside = np.clip((0.47 - across) / slack[0], 0.0, 1.0) * np.clip((0.47 - down) / slack[1], 0.0, 1.0)
    return np.asarray(np.where(spot[:, 2] > 1.0, inside, 0.0), np.float32)


def standing(view: View, sight: Sight) -> F32:
    """Return how well each spot (k,) is placed and how large it is, 0..1, as if nothing stood before it."""
    spot = view.project(sight.spots_m)
    tangent = math.tan(view.fov_y_rad / 2.0)
    size = sight.reach_m / np.maximum(spot[:, 2] * tangent, 0.1)  # of the picture's height
    grown = np.clip(np.sqrt(size / 0.15) - 0.1, 0.0, 1.0) * np.clip(1.0 - (size - 0.5), 0.0, 1.0)
    return np.asarray(comfort(view, spot) * grown, np.float32)


def subjects(view: View, sight: Sight) -> float:
    """Return 0..1: which share of what teaches is well placed, large enough and in sight."""
    eye = np.array(view.eye_m, np.float32)
    seen = standing(view, sight) * in_sight(sight.prepared, eye, sight.spots_m, 2.5) * sight.weight
    return float(seen.sum() / max(float(sight.weight.sum()), 1e-6))


def cut(view: View, spots_m: F32, reach_m: F32) -> float:
    """Return how much of things (k, 3) that are large in the picture its edges cut off, 0 for none."""
    spot = view.project(spots_m)
    across = np.abs(spot[:, 0] / view.width_px - 0.5)
    depth = np.maximum(spot[:, 2], 0.1) * math.tan(view.fov_y_rad / 2.0)
    size = reach_m / depth / 2.0 * view.height_px / view.width_px  # half of it, in widths of the picture
    over = (spot[:, 2] > 0.5) & (np.abs(across - 0.5) < 0.8 * size)
    return float((np.minimum(size / 0.05, 1.0) * over).sum())
