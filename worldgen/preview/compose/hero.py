"""The picture that shows a world at its best: from the air, or from among what grows where that is the point of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.compose.glimpse import Glimpse
from worldgen.preview.compose.rules import Rules, angle, comfort, judged, light, standing, subjects, thirds
from worldgen.preview.compose.search import Effort, Found, aimed, moved, search, search_fairly, turned, vec
from worldgen.preview.compose.sight import Kind, Sight, below, in_sight, sight_of
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import QualityName, View
from worldgen.scene import F32, Scene

HERO_PX = (1280, 720)
_FOV_RAD, _LOW_FOV_RAD = math.radians(34.0), math.radians(46.0)
_AZIMUTHS = 30
_SUN_DEG = (58.0, 112.0)  # off the axis of the view
_RISES = (0.13, 0.17, 0.21, 0.26)  # of the eye above what it looks at, in sides of what is shown
_FEET = (0.82, 0.90, 0.98)  # how far down the picture the nearest of the subject lies
_CLOSE = 1.08  # of an island, whose nearest shore may lie outside of it
_SKIES = (0.10, 0.14)  # of the picture's height
_SKYLINE = 0.155  # of the picture's height: further down the horizon does not lie
_WALLED = 0.26  # the same, where high walls stand before it
_SIDES = (-0.14, 0.0, 0.14)  # by how much of the picture's width the subject is off the middle
_HIGH = Rules(sky=(0.07, 0.16), lens_m=18.0, empty=0.16, frame_m=(14.0, 60.0), water=(0.0, 0.20))
_LOW = Rules(sky=(0.04, 0.30), lens_m=9.0, empty=0.12, frame_m=(4.0, 16.0))
_ROW = (0.52, 0.80)  # where in the picture what teaches is best: below its middle, above its foot
_SKYWARD = Rules(sky=(0.55, 0.74), lens_m=5.0, empty=0.3, frame_m=(4.0, 22.0))
_RELIEF = 0.07  # of the side of the world: land that rises by more is a subject of its own
_CLUSTER_M = 90.0
_VILLAGE, _TALL_M, _HOUSE_APART_M = 8, 2.4, 34.0  # houses of a village, half their height, from their middle to most
_LAND = 0.55  # what matters no more than this is a place and not a house
_FOOT = 0.86  # how far down the picture of an island the nearest thing that teaches may lie
_SEEN = 0.16  # of what teaches, that a view from the air has to show
_NEAREST_M = 64.0  # side of the smallest square that is shown
_GROUPS = (1.0, 0.75)  # of the places that teach, the nearest to their middle
_DISTANCES_M, _HEIGHTS_M = (9.0, 14.0, 21.0, 32.0), (1.7, 3.2, 6.0)
_AMID_M, _AMID = (2.0, 18.0), 0.08  # how near is near, and what share of all that grows is much of it
_SWARM_M, _SWARM = (3.0, 16.0), 12.0  # the same for fish and birds, and how many of them are a swarm
_AT_HAND_M = 2.6  # what is nearer hides what is behind it
_CLEAR_M = 320.0  # worlds with a longer side are shown in clearer air, as if they were a model of this size
_FROM = {"south": 0.0, "east": 90.0, "north": 180.0, "west": 270.0}


@dataclass(frozen=True, slots=True)
class Framing:
    """One way to see a group of points from the air."""

    azimuth_rad: float  # 0: from the south, looking north
    rise: float
    sky: float
    side: float
    foot: float


def hero_view(scene: Scene, prepared: Prepared, quality: QualityName = "fine", sight: Sight | None = None) -> View:
    """Return the view that shows the world at its best, out of several hundred that are tried."""
    found = find_hero(sight or sight_of(scene, prepared))
    thin = min(1.0, _CLEAR_M / prepared.size_m) if scene.hero == "high" else 1.0
    return replace(found.view, width_px=HERO_PX[0], height_px=HERO_PX[1], quality=quality, thin=thin)


def find_hero(sight: Sight) -> Found:
    """Return the best view of the whole, and what it took to find it."""
    if sight.scene.hero != "high":
        return search(
            sight, _among(sight), lambda view: _rough_low(view, sight), lambda seen: _judge_low(seen, sight),
            lambda view, step: _nudged(view, 2.5 * step), Effort(glimpses=90),
        )  # fmt: skip
    return search_fairly(
        sight, _overlooks(sight), lambda view: _rough(view, sight), lambda seen: _judge(seen, sight),
        lambda view, step: _nudged(view, 0.05 * step * sight.size_m), Effort(glimpses=72),
    )  # fmt: skip


def _overlooks(sight: Sight) -> Iterator[list[View]]:
    """Yield views from the air of each group of points: of the whole of an island, of what teaches inland."""
    sea = sight.prepared.sea_level_m
    groups = [(sight.land_m, sight.size_m)] if sight.island else list(_groups(sight))
    ways = product(
        azimuths(sight),
        _RISES,
        (*_SKIES, _WALLED) if _walled(sight) else _SKIES,
        _SIDES,
        (*_FEET[1:], _CLOSE) if sight.island else _FEET,
    )
    framings = [Framing(*way) for way in ways]
    for points, scale_m in groups:
        yield [overlook(points, scale_m, framing, sea) for framing in framings]


def _walled(sight: Sight) -> bool:
    """Return whether high level land hides the horizon: there one looks up a little, to see it against the sky."""
    return sight.relief_m > 2.0 * _RELIEF * sight.size_m and sight.peaked < 0.3


def _groups(sight: Sight) -> Iterator[tuple[F32, float]]:
    """Yield all that teaches, and what of it stands closest together, each with the side of a square around it."""
    at = sight.spots_m[:, (0, 2)]
    shaped = sight.relief_m > _RELIEF * sight.size_m  # the land itself is to be seen, and what teaches before it
    nearest = max(_NEAREST_M, 0.55 * sight.size_m * shaped)
    middle = (at * sight.weight[:, None]).sum(axis=0) / sight.weight.sum()
    away = np.hypot(*(at - middle).T)
    if shaped and (village := _village(sight)).any():
        yield sight.spots_m[village], max(_NEAREST_M, 1.05 * float(np.ptp(at[village], axis=0).max()))
        return
    for share in _GROUPS:
        near = away <= np.quantile(away, share) + 1.0
        extent = float(np.ptp(at[near], axis=0).max())
        yield sight.spots_m[near], min(sight.size_m, max(1.3 * extent, nearest))
    if shaped:
        crest = sight.land_m[sight.land_m[:, 1] > sight.rising_m][::5]
        yield np.concatenate([sight.spots_m, crest]), 0.85 * sight.size_m
    # What teaches may be far apart: then what stands around the places where most does.
    reach = _CLUSTER_M if sight.size_m > _CLEAR_M else 0.5 * nearest
    away = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) < reach
    crowd = away @ sight.weight
    for spot in np.argsort(-crowd, kind="stable")[: 24 if sight.size_m > _CLEAR_M else 1 : 8]:
        yield sight.spots_m[away[spot]], 1.4 * reach


def _village(sight: Sight) -> NDArray[np.bool_]:
    """Return which spots (k,) stand among the houses of a village; none where there is no village."""
    at = sight.spots_m[:, (0, 2)]
    houses = at[(sight.reach_m > _TALL_M) & (sight.weight > _LAND)]
    if len(houses) < _VILLAGE:
        return np.zeros(len(at), np.bool_)
    middle = np.median(houses, axis=0)
    near = np.hypot(*(houses - middle).T) < _HOUSE_APART_M
    if int(near.sum()) < _VILLAGE:
        return np.zeros(len(at), np.bool_)
    return np.asarray(np.hypot(*(at - middle).T) < 1.5 * _HOUSE_APART_M, np.bool_)


def azimuths(sight: Sight) -> list[float]:
    """Return directions to look from (0: from the south) that have the sun at their side."""
    low, high = (math.radians(degrees) for degrees in _SUN_DEG)
    every = [2.0 * math.pi * number / _AZIMUTHS for number in range(_AZIMUTHS)]
    return [one for one in every if low <= angle(_ahead(one), sight.sun) <= high] or [0.0]


def _ahead(azimuth: float) -> F32:
    return np.array([-math.sin(azimuth), 0.0, -math.cos(azimuth)], np.float32)


def overlook(points: F32, scale_m: float, framing: Framing, level_m: float | None) -> View:
    """Return the view of `points` (n, 3) from the air; the eye is above `level_m`, or above the middle of them."""
    aspect = HERO_PX[0] / HERO_PX[1]
    tangent = math.tan(_FOV_RAD / 2.0)
    pitch = math.atan((1.0 - 2.0 * framing.sky) * tangent)
    ahead = _ahead(framing.azimuth_rad).astype(np.float64)
    right = np.array([math.cos(framing.azimuth_rad), 0.0, -math.sin(framing.azimuth_rad)])
    across, depth = points @ right, points @ ahead
    depth = np.sort(depth)
    near, far = depth[round(0.02 * (len(depth) - 1))], depth[round(0.98 * (len(depth) - 1))]
    height = framing.rise * scale_m
    before = height / math.tan(pitch + math.atan((2.0 * framing.foot - 1.0) * tangent))
    away = before + 0.4 * float(far - near)
    middle = (float(across.min()) + float(across.max())) / 2.0 - framing.side * 2.0 * away * tangent * aspect
    eye = right * middle + ahead * (float(near) - before)
    eye[1] = (float(np.median(points[:, 1])) if level_m is None else level_m) + height
    toward = ahead * math.cos(pitch) - np.array([0.0, math.sin(pitch), 0.0])
    return View(vec(eye), vec(eye + toward * away), _FOV_RAD, *HERO_PX)


def _nudged(view: View, step_m: float) -> list[View]:
    turns = [turned(view, across, down) for across, down in ((0.05, 0.0), (-0.05, 0.0), (0.0, 0.04), (0.0, -0.04))]
    ways = ((1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.5, 0.0), (0.0, -0.5, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, -1.0))
    return turns + [moved(view, *(step_m * part for part in way)) for way in ways]


def _rough(view: View, sight: Sight) -> float:
    """Return what can be said of a view from the air without a ray: where things stand in it, how the sun falls."""
    stands = standing(view, sight) * sight.weight
    score = 3.0 * float(stands.sum() / sight.weight.sum()) + light(view, sight) + _wished(view, sight)
    if sight.island:
        land = view.project(sight.land_m)
        across, down = np.abs(land[:, 0] / view.width_px - 0.5), np.abs(land[:, 1] / view.height_px - 0.5)
        score += 4.0 * min(float(((land[:, 2] > 1.0) & (across < 0.5) & (down < 0.5)).mean()), 0.96)
        feet = view.project(sight.spots_m[sight.weight > _LAND])[:, 1] / view.height_px
        score -= 8.0 * max(float(feet.max(initial=0.0)) - _FOOT, 0.0)
    row = float((view.project(sight.spots_m)[:, 1] * stands).sum() / max(float(stands.sum()), 1e-6)) / view.height_px
    score -= 5.0 * (max(_ROW[0] - row, 0.0) + max(row - _ROW[1], 0.0))
    score -= 30.0 * max(_horizon(view) - (_WALLED if _walled(sight) else _SKYLINE), 0.0)
    if sight.relief_m > 0.06 * sight.size_m:
        score -= sight.peaked * (3.0 * max(thirds(view, sight.summit_m) - 0.04, 0.0) + _peak(view, sight))
    return score


def _peak(view: View, sight: Sight) -> float:
    """Return what is lost when the summit touches the upper edge or does not break the horizon."""
    down = float(view.project(sight.summit_m)[0][1]) / view.height_px
    over = (
        6.0 * max(down - _horizon(view) + 0.03, 0.0) if sight.island else 2.0 * max(down - _horizon(view) - 0.02, 0.0)
    )
    return 9.0 * max(0.10 - down, 0.0) + over


def _horizon(view: View) -> float:
    """Return how far down the picture the horizon lies, in shares of its height."""
    return 0.5 + 0.5 * float(view.axes()[2][1]) / math.tan(view.fov_y_rad / 2.0)


def _wished(view: View, sight: Sight) -> float:
    """Return up to 0.8 for a view from the side that the setting wishes for."""
    wished = _FROM.get(sight.scene.look_from)
    return 0.0 if wished is None else 0.8 * math.cos(angle(view.axes()[2], _ahead(math.radians(wished))))


def _judge(glimpse: Glimpse, sight: Sight) -> float:
    """Return what a glimpse from the air adds: what is in sight, how much is land, and whether it is a picture."""
    view, prepared = glimpse.view, sight.prepared
    seen = subjects(view, sight)
    score = judged(glimpse, _HIGH) + 4.0 * seen - 8.0 * max(_SEEN - seen, 0.0)
    if not sight.island:
        score -= 2.0 * max(glimpse.share(Kind.FAR) - 0.12, 0.0)
    if sight.relief_m > _RELIEF * sight.size_m:
        rises = (glimpse.height_m > sight.rising_m) & np.isin(glimpse.kind, (Kind.GROUND, Kind.PLANT))
        score += 2.2 * min(float(rises.mean()) / 0.16, 1.0)
    if len(sight.glow_m):
        score += 1.6 * float(in_sight(prepared, glimpse.eye, sight.glow_m).mean())
        score += 1.6 * min(glimpse.share(Kind.GLOW) * 100.0, 1.0)
    return score + _clearance(glimpse, sight, 6.0)


def _clearance(glimpse: Glimpse, sight: Sight, least_m: float) -> float:
    """Return 0, or less where the eye is in something or close above it."""
    high = glimpse.eye + np.array([0.0, 400.0, 0.0], np.float32)
    return 0.0 if float(glimpse.eye[1] - below(sight.prepared, high[None])[0]) > least_m else -4.0


def _risen(view: View, sight: Sight) -> float:
    """Return up to 2 for a view in which the moon or the sun stands in the upper half, off the middle."""
    if sight.scene.environment.disc == "none":
        return 0.0
    spot = view.project(np.array(view.eye_m, np.float32)[None] + 1e4 * sight.sun[None])[0]
    aside, down = abs(float(spot[0]) / view.width_px - 0.5), float(spot[1]) / view.height_px
    if spot[2] < 0.0 or aside > 0.45 or not 0.06 < down < 0.6:
        return 0.0
    return 2.0 - 3.0 * abs(aside - 0.25) - 2.0 * max(down - 0.3, 0.0)


def _among(sight: Sight) -> Iterator[View]:
    """Yield views from among what grows: around what matters most, from a few heights, off the middle."""
    order = np.argsort(-sight.weight * (0.5 + sight.reach_m), kind="stable")[:6]
    turns = [2.0 * math.pi * number / 16 for number in range(16)]
    for spot in sight.spots_m[order]:
        for azimuth in turns:
            away = -_ahead(azimuth).astype(np.float64)
            foot = np.array([spot + away * far + np.array([0.0, 60.0, 0.0]) for far in _DISTANCES_M], np.float32)
            foot[:, 1] = sight.ground(foot)
            for foot_m, number in zip(foot, range(len(foot)), strict=True):
                eye = foot_m + np.array([0.0, _HEIGHTS_M[number % len(_HEIGHTS_M)], 0.0])
                view = aimed(View(vec(eye), vec(spot), _LOW_FOV_RAD, *HERO_PX), eye, spot - eye)
                lift = -0.34 if sight.scene.hero == "sky" else -0.08
                yield from (turned(view, across, lift) for across in (-0.16, 0.0, 0.16))


def _rough_low(view: View, sight: Sight) -> float:
    share = sight.weight / max(float(sight.weight.sum()), 1e-6)
    score = 2.0 * float((comfort(view, view.project(sight.spots_m)) * share).sum()) + 0.4 * light(view, sight)
    if sight.scene.hero == "low" and len(sight.grown_m):
        score += 3.6 * min(_between(view, sight.grown_m, _AMID_M) / (_AMID * len(sight.grown_m)), 1.0)
    return score + (1.5 * _risen(view, sight) if sight.scene.hero == "sky" else 0.0)


def _between(view: View, points_m: F32, reach_m: tuple[float, float]) -> float:
    """Return how many of points (n, 3) are in the picture and as far away as `reach_m` says."""
    spot = view.project(points_m)
    across, down = np.abs(spot[:, 0] / view.width_px - 0.5), np.abs(spot[:, 1] / view.height_px - 0.5)
    inside = (spot[:, 2] > reach_m[0]) & (spot[:, 2] < reach_m[1]) & (across < 0.5) & (down < 0.5)
    return float(inside.sum())


def _judge_low(glimpse: Glimpse, sight: Sight) -> float:
    """Return what a glimpse from among what grows adds: what is in sight, and how much of it is near."""
    skyward = sight.scene.hero == "sky"
    score = judged(glimpse, _SKYWARD if skyward else _LOW) + (9.0 if skyward else 3.0) * subjects(glimpse.view, sight)
    if skyward:
        score += _risen(glimpse.view, sight)
    if sight.scene.hero == "low":
        close = (glimpse.kind == Kind.PLANT) & (glimpse.distance_m < _AMID_M[1])
        at_hand = close & (glimpse.distance_m < _AT_HAND_M)
        score += 7.0 * min(float((close & ~at_hand).mean()), 0.4) - 8.0 * max(float(at_hand.mean()) - 0.03, 0.0)
        score += 0.6 * min(_between(glimpse.view, sight.swarm_m, _SWARM_M) / _SWARM, 1.0)
    score += 1.2 * min(glimpse.share(Kind.PLANT), 0.5) - 1.5 * max(glimpse.share(Kind.FAR) - 0.3, 0.0)
    return score + _clearance(glimpse, sight, 0.5)
