"""Where to stand for a good picture: the same scene always gets the same views.

The rules of composition are those of the art direction: the subject on a third, 8 to 15 % of sky, the sun from the
side, nothing before the lens. Candidates are tried on pictures of a few thousand rays each and the best one is kept.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.flatten import placed
from worldgen.preview.prepared import Prepared
from worldgen.preview.tree import FAR_M
from worldgen.preview.view import QualityName, View
from worldgen.scene import F32, Scene, Vec3

HERO_PX, MAP_PX, STATION_PX = (1280, 720), (1024, 1024), (960, 540)
_FOV_RAD = math.radians(34.0)
_AZIMUTHS = 36
_RISES_INLAND = (0.13, 0.17, 0.21, 0.26)  # of the eye above the places that teach, in sides of the world
_RISES_SEA = (0.16, 0.19, 0.22, 0.26)  # the same above the sea
_FOOT = 0.93  # how far down the picture the nearest of the subject lies
_SKIES = (0.10, 0.14)  # of the picture's height
_SIDES = (-0.14, 0.0, 0.14)  # by how much of the picture's width the subject is off the middle
_PROBE_PX = (64, 36)
_MAP_FOV_RAD, _MAP_PITCH_RAD = math.radians(14.0), math.radians(60.0)
_STATION_FOV_RAD = math.radians(54.0)
_PROPS_M = 18.0  # how near to a station a thing belongs to its picture
_LOOKED_M = 80.0
_LOOK_PX = (40, 23)


@dataclass(frozen=True, eq=False, slots=True)
class Subject:
    """What a picture of the whole world is about."""

    land_m: F32  # (n, 3) points of the ground above the water
    spots_m: F32  # (k, 3) teaching places and things
    summit_m: F32  # (3,)
    relief_m: float
    glow_m: F32  # (g, 3) points of what glows, a few dozen at most


def hero_view(scene: Scene, prepared: Prepared, quality: QualityName = "fine") -> View:
    """Return the view that shows the world at its best, out of about two hundred that are tried."""
    subject = _subject(scene, prepared)
    best, best_score = None, -math.inf
    rises = _RISES_INLAND if prepared.sea_level_m is None else _RISES_SEA
    for azimuth in _azimuths(prepared):
        for rise in rises:
            for sky in _SKIES:
                for side in _SIDES:
                    view = _candidate(subject, prepared, azimuth, (rise, sky, side))
                    rough = _rough(view, subject, prepared)
                    if rough > best_score - 1.2:
                        score = rough + _seen(view, subject, prepared)
                        if score > best_score:
                            best, best_score = view, score
    if best is None:
        best = _candidate(subject, prepared, 0.0, (rises[1], _SKIES[0], 0.0))
    return replace(best, width_px=HERO_PX[0], height_px=HERO_PX[1], quality=quality)


def _subject(scene: Scene, prepared: Prepared) -> Subject:
    """Return what there is to show; roles say what teaches and what is only dressing."""
    spots = [
        shift + np.array([0.0, 1.2, 0.0], np.float32)
        for node, _, shift in placed(scene)
        if node.semantics is not None and node.semantics.role in {"station", "thing", "building", "bridge"}
    ]
    side = np.linspace(-0.47, 0.47, 41, dtype=np.float32) * np.float32(scene.size_m)
    x, z = (a.ravel() for a in np.meshgrid(side, side))
    high = np.full(len(x), 2000.0, np.float32)
    origin = np.stack([x, high, z], axis=1)
    down = np.broadcast_to(np.array([0.0, -1.0, 0.0], np.float32), origin.shape)
    hits = prepared.solids.still.nearest(origin, down)
    height = 2000.0 - hits.distance_m
    sea = prepared.sea_level_m
    dry = hits.hit & (height > (0.2 if sea is None else sea + 0.2) - (1e6 if sea is None else 0.0))
    land = np.stack([x, height, z], axis=1)[dry].astype(np.float32)
    if prepared.solids.still.scene is None:  # nothing can be traced: the corners of the ground will do
        soup = prepared.solids.still.soup
        land = soup.corner_m[(soup.thing == prepared.ground) & (soup.corner_m[:, 0, 1] > (sea or -1e6)), 0][::40]
    if not len(land):
        land = np.zeros((1, 3), np.float32)
    glow = prepared.glow.soup.corner_m.mean(axis=1)
    return Subject(
        glow_m=glow[:: max(1, len(glow) // 48)] + np.array([0.0, 0.1, 0.0], np.float32),
        land_m=land,
        spots_m=np.array(spots, np.float32).reshape(-1, 3) if spots else _middle(land, scene.size_m),
        summit_m=land[int(land[:, 1].argmax())],
        relief_m=float(np.percentile(land[:, 1], 99.5) - np.percentile(land[:, 1], 10)),
    )


def _middle(land: F32, size_m: float) -> F32:
    """Return the points of the land (k, 3) near its middle: what a world without places to show is about."""
    near = np.hypot(land[:, 0], land[:, 2]) < 0.3 * size_m
    return land[near] if near.any() else land[:1]


def _azimuths(prepared: Prepared) -> list[float]:
    """Return directions to look from (0: from the south) that have the sun 60 to 100 degrees off the axis."""
    sun = prepared.air.sun
    found = []
    for number in range(_AZIMUTHS):
        azimuth = 2.0 * math.pi * number / _AZIMUTHS
        ahead = (-math.sin(azimuth), -math.cos(azimuth))
        level = max(math.hypot(float(sun[0]), float(sun[2])), 1e-6)
        cosine = (ahead[0] * float(sun[0]) + ahead[1] * float(sun[2])) / level
        if 58.0 <= math.degrees(math.acos(max(-1.0, min(1.0, cosine)))) <= 112.0:
            found.append(azimuth)
    return found or [0.0]


def _candidate(subject: Subject, prepared: Prepared, azimuth: float, shape: tuple[float, float, float]) -> View:
    """Return the view from `azimuth` and a height, with a share of sky, off the middle; its foot is the near shore."""
    rise, sky, side = shape
    aspect = HERO_PX[0] / HERO_PX[1]
    tangent = math.tan(_FOV_RAD / 2.0)
    pitch = math.atan((1.0 - 2.0 * sky) * tangent)
    points = subject.land_m if prepared.sea_level_m is not None else subject.spots_m
    ahead = np.array([-math.sin(azimuth), 0.0, -math.cos(azimuth)])
    right = np.array([math.cos(azimuth), 0.0, -math.sin(azimuth)])
    across, depth = points @ right, points @ ahead
    near, far = np.percentile(depth, (2, 98))
    height = rise * prepared.size_m
    before = height / math.tan(pitch + math.atan((2.0 * _FOOT - 1.0) * tangent))
    wide = 2.0 * (before + 0.4 * float(far - near)) * tangent * aspect
    middle = (float(across.min()) + float(across.max())) / 2.0 - side * wide
    eye = right * middle + ahead * (float(near) - before)
    level = prepared.sea_level_m
    eye[1] = (float(np.median(points[:, 1])) if level is None else level) + height
    toward = ahead * math.cos(pitch) - np.array([0.0, math.sin(pitch), 0.0])
    return View(_vec(eye), _vec(eye + toward * (before + 0.4 * float(far - near))), _FOV_RAD, *_PROBE_PX)


def _vec(point: NDArray[np.float64]) -> Vec3:
    return float(point[0]), float(point[1]), float(point[2])


def _rough(view: View, subject: Subject, prepared: Prepared) -> float:
    """Return what can be said of a view without a ray: where things stand in it, and how the sun falls."""
    width, height = view.width_px, view.height_px
    spots = view.project(subject.spots_m)
    inside = _comfort(view, spots)
    summit = view.project(subject.summit_m)[0]
    land = view.project(subject.land_m)
    within = _within(view, land, 0.5)
    score = 2.5 * float(inside.mean())
    if prepared.sea_level_m is not None:
        score += 4.0 * min(float(within.mean()), 0.96)
    across, down = float(summit[0]) / width, float(summit[1]) / height
    if subject.relief_m > 0.06 * prepared.size_m:
        third = min(abs(across - 1.0 / 3.0), abs(across - 2.0 / 3.0), 0.8 * abs(across - 0.5) + 0.02)
        score -= 3.0 * max(third - 0.04, 0.0)
        horizon = 0.5 + 0.5 * float(view.axes()[2][1]) / math.tan(view.fov_y_rad / 2.0)
        score -= 9.0 * max(0.10 - down, 0.0) + 2.0 * max(down - horizon - 0.02, 0.0)
    sun = prepared.air.sun
    ahead = view.axes()[2]
    level = math.hypot(float(ahead[0]), float(ahead[2])) * math.hypot(float(sun[0]), float(sun[2]))
    off = math.degrees(math.acos(max(-1.0, min(1.0, float(ahead[0] * sun[0] + ahead[2] * sun[2]) / max(level, 1e-6)))))
    return score - max(abs(off - 82.0) - 20.0, 0.0) / 30.0


def _comfort(view: View, spot: F32) -> F32:
    """Return 1 for projected points (n, 3) well inside the picture, falling to 0 towards its edges."""
    across = np.abs(spot[:, 0] / view.width_px - 0.5)
    down = spot[:, 1] / view.height_px - 0.5
    inside = np.clip((0.47 - across) / 0.17, 0.0, 1.0) * np.clip((0.47 - np.abs(down)) / 0.12, 0.0, 1.0)
    return np.asarray(np.where(spot[:, 2] > 1.0, inside, 0.0), np.float32)


def _within(view: View, spot: F32, most: float) -> NDArray[np.bool_]:
    """Return which projected points (n, 3) are in the picture, at most a share `most` of its size off its middle."""
    across = np.abs(spot[:, 0] / view.width_px - 0.5)
    down = np.abs(spot[:, 1] / view.height_px - 0.5)
    result: NDArray[np.bool_] = (spot[:, 2] > 1.0) & (across < most) & (down < most)
    return result


def _seen(view: View, subject: Subject, prepared: Prepared) -> float:
    """Return what a small picture says of a view: how much of it is land, sea, sky or edge, and what blocks it."""
    eye = np.array(view.eye_m, np.float32)
    column, row = (a.ravel() for a in np.meshgrid(np.arange(view.width_px) + 0.5, np.arange(view.height_px) + 0.5))
    direction = view.rays(column.astype(np.float32), row.astype(np.float32))
    origin = np.broadcast_to(eye, direction.shape)
    distance = prepared.solids.still.nearest(origin, direction).distance_m
    point = eye + direction * np.minimum(distance, 1e5)[:, None]
    met = distance < FAR_M
    half = prepared.size_m / 2.0 + 0.5
    outside = (np.abs(point[:, 0]) > half) | (np.abs(point[:, 2]) > half)
    level = prepared.sea_level_m
    land = met & ~outside & (point[:, 1] > (level if level is not None else -1e6))
    sky = (direction[:, 1] > 0.0) & ~met
    score = -4.0 * abs(float(land.mean()) - 0.50) if level is not None else -3.0 * float((met & outside).mean())
    score -= 4.0 * max(0.06 - float(sky.mean()), 0.0) + 3.0 * max(float(sky.mean()) - 0.17, 0.0)
    near = float((distance < 0.08 * prepared.size_m).mean())
    score -= 4.0 * max(near - 0.10, 0.0) + (3.0 if float(distance.min()) < 5.0 else 0.0)
    score += 1.6 * float(_clear(prepared, eye, subject.spots_m).mean())
    if len(subject.glow_m):
        score += 1.6 * float(_clear(prepared, eye, subject.glow_m).mean())
        glows = prepared.glow.nearest(origin, direction, distance).hit
        score += 1.6 * min(float(glows.mean()) * 100.0, 1.0)
    return score + _height_above(prepared, eye)


def _clear(prepared: Prepared, eye: F32, points: F32) -> NDArray[np.bool_]:
    """Return which points (n, 3) are seen from `eye`."""
    offset = points - eye
    length = np.sqrt((offset * offset).sum(1))
    direction = offset / np.maximum(length, 1e-6)[:, None]
    origin = np.broadcast_to(eye, direction.shape)
    return ~prepared.solids.still.blocked(origin, direction, np.maximum(length - 1.5, 0.01).astype(np.float32))


def _height_above(prepared: Prepared, eye: F32) -> float:
    """Return 0, or less than that where the eye is in the ground or close above it."""
    start = np.array([[eye[0], 2000.0, eye[2]]], np.float32)
    found = prepared.solids.still.nearest(start, np.array([[0.0, -1.0, 0.0]], np.float32))
    clearance = float(eye[1]) - (2000.0 - float(found.distance_m[0]))
    return 0.0 if clearance > 6.0 else -4.0


def map_view(scene: Scene, prepared: Prepared, quality: QualityName = "fine") -> View:
    """Return a view of the whole world from above, north up, with nearly parallel rays and no haze."""
    half = scene.size_m / 2.0
    low = -min(0.12 * scene.size_m, 12.0) if prepared.sea_level_m is None else 0.0
    corner = np.array([[x, y, z] for x in (-half, half) for y in (low, 0.0) for z in (-half, half)], np.float32)
    back = np.array([0.0, math.sin(_MAP_PITCH_RAD), math.cos(_MAP_PITCH_RAD)])
    distance = half * 1.1 / math.tan(_MAP_FOV_RAD / 2.0)
    target = (0.0, low / 2.0, 0.0)
    view = View(_vec(back * distance), target, _MAP_FOV_RAD, *MAP_PX, quality, haze=False)
    spot = view.project(corner)
    wide = float(np.abs(spot[:, 0] / view.width_px - 0.5).max()) * 2.0
    tall = float(np.abs(spot[:, 1] / view.height_px - 0.5).max()) * 2.0
    return replace(view, eye_m=_vec(back * (distance * max(wide, tall) / 0.94)))


def station_view(scene: Scene, prepared: Prepared, station: str, quality: QualityName = "fine") -> View:
    """Return what a learner sees at `station`, from a little further back and up where nothing is in the way.

    Raises
    ------
    KeyError
        When the scene has no station of that name with a camera.
    """
    eye, ahead = _camera(scene, station)
    props = _props(scene, eye)
    met = prepared.solids.still.nearest(eye[None], ahead[None], np.array([_LOOKED_M], np.float32)).distance_m[0]
    subject = eye + ahead * max(float(met) - 0.5, 1.0)
    level = np.array([ahead[0], 0.0, ahead[2]]) / max(math.hypot(float(ahead[0]), float(ahead[2])), 1e-6)
    best, best_score = (eye, ahead), -math.inf
    for back in (-1.5, 0.0, 1.5, 3.0, 5.0, 7.5):
        for up in (0.0, 0.7, 1.6):
            moved = (eye - level * back + np.array([0.0, up, 0.0])).astype(np.float32)
            if not _clear_way(prepared, eye, moved):
                continue
            hidden = 0.0 if _clear(prepared, moved, subject[None])[0] else 1.5
            for down in (0.0, 0.09, 0.18, 0.26):
                lower = (ahead - np.array([0.0, math.tan(down), 0.0], np.float32)).astype(np.float32)
                lower /= np.float32(np.linalg.norm(lower))
                score = _outlook(prepared, moved, lower, props) - hidden - 0.035 * abs(back) - 0.05 * up - 0.6 * down
                if score > best_score:
                    best, best_score = (moved, lower), score
    eye, ahead = best
    return View(_vec(eye.astype(np.float64)), _vec((eye + ahead * 10.0).astype(np.float64)), _STATION_FOV_RAD,
                *STATION_PX, quality)  # fmt: skip


def _props(scene: Scene, eye: F32) -> F32:
    """Return points (k, 3) of the things that stand near a viewer, a little above their feet."""
    found = [
        shift + np.array([0.0, 0.35, 0.0], np.float32)
        for node, _, shift in placed(scene)
        if node.semantics is not None and node.semantics.role in {"thing", "building"}
    ]
    points = np.array(found, np.float32).reshape(-1, 3)
    near = np.hypot(points[:, 0] - eye[0], points[:, 2] - eye[2]) < _PROPS_M
    return np.asarray(points[near], np.float32)


def _camera(scene: Scene, station: str) -> tuple[F32, F32]:
    """Return where the camera of a station is and where it looks."""
    inside = False
    for node, turn, shift in placed(scene):
        if node.semantics is not None and node.semantics.role == "station":
            inside = node.id == station
        if inside and node.camera is not None:
            return shift, (turn @ np.array([0.0, 0.0, -1.0], np.float32)).astype(np.float32)
    raise KeyError(station)


def _outlook(prepared: Prepared, eye: F32, ahead: F32, props: F32) -> float:
    """Return how inviting the view from `eye` is: nothing before the lens, not too much sky, the props in sight."""
    width, height = _LOOK_PX
    view = View(_vec(eye.astype(np.float64)), _vec((eye + ahead).astype(np.float64)), _STATION_FOV_RAD, width, height)
    column, row = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    across, down = column.ravel().astype(np.float32), row.ravel().astype(np.float32)
    direction = view.rays(across, down)
    origin = np.broadcast_to(eye, direction.shape)
    distance = prepared.solids.still.nearest(origin, direction).distance_m
    middle = (np.abs(across / width - 0.5) < 0.2) & (np.abs(down / height - 0.5) < 0.26)
    score = -2.0 * float((distance < 2.5).mean()) - 4.0 * float((distance[middle] < 4.0).mean())
    score -= 2.0 if float(distance.min()) < 0.5 else 0.0
    sky = float(((distance >= FAR_M) & (direction[:, 1] > 0.0)).mean())
    score -= 4.0 * max(sky - 0.40, 0.0) + 2.0 * max(0.14 - sky, 0.0)
    smoke = prepared.veils.nearest(origin, direction, np.full(len(direction), 25.0))
    score -= float(smoke.hit.mean())
    score += min(4.0 * float(prepared.glow.nearest(origin, direction, distance).hit.mean()), 0.6)
    if len(props):
        seen = _comfort(view, view.project(props)) * _clear(prepared, eye, props)
        score += 0.3 * min(float(seen.sum()), 5.0)
    return score


def _clear_way(prepared: Prepared, eye: F32, moved: F32) -> bool:
    offset = moved - eye
    length = float(np.sqrt((offset * offset).sum()))
    if length < 1e-3:
        return True
    ray = (offset / length)[None].astype(np.float32)
    reach = np.array([length + 0.6], np.float32)
    tail = np.array([[0.0, -1.0, 0.0]], np.float32)
    blocked = bool(prepared.solids.still.blocked(eye[None], ray, reach)[0])
    low = prepared.solids.still.nearest(moved[None], tail).distance_m[0]
    return not blocked and float(low) > 0.9
