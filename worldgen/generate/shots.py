"""The cameras of the pictures that a lesson asks for: where they stand, where they look, how wide.

These are the cameras of the glTF, found from the ground alone. The preview, which sees every plant and thing, takes its
picture from here or from a little beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.generate.assemble import look_quaternion
from worldgen.generate.land import Area, Land
from worldgen.generate.layout import Layout
from worldgen.generate.plan import Plan, Shot
from worldgen.scene import Camera, Instances, Json, Node, Semantics, Vec3
from worldgen.spec.shots import COMPASS
from worldgen.spec.where import At

_FILLS = 0.55  # of the picture's height that what is shown takes
_FOV_RAD = math.radians(45.0)  # where nothing else decides
_FOV_LIMITS_RAD = (math.radians(20.0), math.radians(62.0))
_NEAREST_M, _FURTHEST_M = 3.0, 260.0
_TURNS = 48
_STEPS = 40  # along a line of sight
_SEEN = 0.5  # at least so much of what is shown should be
F64 = NDArray[np.float64]
Dressing = Mapping[str, tuple[Instances, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Target:
    """What a shot shows: its middle, half its height or width, and points on it (k, 3)."""

    middle_m: F64
    reach_m: float
    points_m: F64


def place_shots(plan: Plan, layout: Layout, dressing: Dressing) -> tuple[dict[str, Node], tuple[Issue, ...]]:
    """Return a camera for each shot of `plan` by its id, and a warning for each that sees too little of what it shows.

    Raises
    ------
    SpecError
        PLACE_UNKNOWN where a shot leans on a place that this world does not have.
    """
    lost = [
        issue("PLACE_UNKNOWN", f"{shot.pointer}/{key}", id=shot.id, name=name)
        for shot in plan.shots
        for key, name in (("of", shot.of), ("from", shot.start), ("facing", shot.facing))
        if isinstance(name, str) and name not in COMPASS and _target(layout, dressing, name) is None
    ]
    if lost:
        raise SpecError(lost)
    nodes: dict[str, Node] = {}
    hidden: list[Issue] = []
    for shot in plan.shots:
        nodes[shot.id], share = _camera(plan, layout, dressing, shot)
        if shot.of is not None and share < _SEEN:
            facts = {"id": shot.id, "target": shot.of, "share": f"{share:.0%}"}
            hidden.append(issue("SHOT_HIDDEN", shot.pointer, severity="warning", **facts))
    return nodes, tuple(hidden)


def _camera(plan: Plan, layout: Layout, dressing: Dressing, shot: Shot) -> tuple[Node, float]:
    """Return the camera of `shot`, and how much of what it shows the land leaves in sight."""
    target = None if shot.of is None else _target(layout, dressing, shot.of)
    eye_m = plan.agent.eye_m
    if shot.start is None and target is not None:
        eye = _around(layout.land, target, shot, eye_m)
    else:
        eye = _start(layout, dressing, shot, target, eye_m)
    if target is not None:
        look, reach_m, points = target.middle_m, target.reach_m, target.points_m
    else:
        look, reach_m, points = _ahead(layout, dressing, shot.facing or "north", eye), 10.0, np.zeros((0, 3))
    away = max(float(np.linalg.norm(look - eye)), 0.5)
    fov_rad = shot.fov_rad or (_FOV_RAD if target is None else _fitting(reach_m, away))
    facts: dict[str, Json] = {"target_m": [round(float(v), 3) for v in look], "reach_m": round(reach_m, 3)}
    facts |= {"of": shot.of} if shot.of else {}
    facts |= {"from": shot.start} if isinstance(shot.start, str) else {}
    facts |= {"anywhere": True} if shot.start is None and shot.facing is None else {}
    facts |= {"time_h": shot.time_h} if shot.time_h is not None else {}
    place = _vec(eye)
    node = Node(
        shot.id, place, look_quaternion(place, _vec(look)), camera=Camera(fov_rad),
        semantics=Semantics("view", shot.label, shot.alt, facts=facts),
    )  # fmt: skip
    return node, float(_clear(layout.land, eye[None], points).mean()) if len(points) else 1.0


def _fitting(reach_m: float, away_m: float) -> float:
    low, high = _FOV_LIMITS_RAD
    return min(max(2.0 * math.atan(reach_m / _FILLS / away_m), low), high)


def _around(land: Land, target: Target, shot: Shot, eye_m: float) -> F64:
    """Return the best place around `target`: with most of it in sight, from a little above what is large."""
    fov_rad = shot.fov_rad or _FOV_RAD
    away = min(max(target.reach_m / _FILLS / math.tan(fov_rad / 2.0), _NEAREST_M), _FURTHEST_M)
    turn = 2.0 * np.pi * np.arange(_TURNS) / _TURNS  # from where one looks, north clockwise
    reach = np.array([1.0, 1.35, 0.75])[:, None] * away
    x = (target.middle_m[0] + np.sin(turn) * reach).ravel()
    z = (target.middle_m[2] - np.cos(turn) * reach).ravel()
    rise = shot.height_m or max(eye_m, 0.42 * target.reach_m)
    eyes = np.stack([x, _floor(land, x, z) + rise, z], axis=1)
    score = _clear(land, eyes, target.points_m).mean(axis=1)
    score -= 0.1 * np.abs(reach / away - 1.0).repeat(_TURNS, axis=1).ravel()
    score += 0.15 * np.tile(np.cos(turn - np.pi), 3)  # light comes from the south
    score -= np.maximum(np.abs(eyes[:, (0, 2)]).max(axis=1) - land.size_m / 2.0 + 2.0, 0.0)
    if shot.facing in COMPASS:
        wanted = 2.0 * math.pi * COMPASS.index(shot.facing) / 8.0 + math.pi
        score += 2.0 * np.tile(np.cos(turn - wanted), 3)
    return np.asarray(eyes[int(score.argmax())], np.float64)


def _start(layout: Layout, dressing: Dressing, shot: Shot, target: Target | None, eye_m: float) -> F64:
    """Return the eye of a shot that says where it is taken from: at a point, at a station, beside a thing."""
    land = layout.land
    if isinstance(shot.start, At):
        half = land.size_m / 2.0
        x, z = _along(shot.start.east, land.size_m) - half, half - _along(shot.start.north, land.size_m)
    else:
        name = str(shot.start)
        station = layout.stations.get(name)
        if station is not None:
            eye = np.array(station.eye_m, np.float64)
            rise = 0.0 if shot.height_m is None else shot.height_m - eye_m
            return np.asarray(eye + np.array([0.0, rise, 0.0]), np.float64)
        from_m = _target(layout, dressing, name)
        if from_m is None:
            raise AssertionError(f"{name} was asked for before")
        toward = np.zeros(3) if target is None else target.middle_m - from_m.middle_m
        length = math.hypot(toward[0], toward[2])
        step = min(from_m.reach_m + 1.5, 0.5 * length) if name in layout.sites and length > 0.0 else 0.0
        x, z = (float(v) for v in from_m.middle_m[[0, 2]] + toward[[0, 2]] * (step / max(length, 1e-6)))
    rise = eye_m if shot.height_m is None else shot.height_m
    return np.array([x, float(_floor(land, np.array(x), np.array(z))) + rise, z])


def _along(value: tuple[float, bool], size_m: float) -> float:
    return value[0] * size_m if value[1] else value[0]


def _ahead(layout: Layout, dressing: Dressing, facing: str, eye: F64) -> F64:
    """Return the point that a shot without a subject looks at."""
    if facing not in COMPASS:
        target = _target(layout, dressing, facing)
        if target is None:
            raise AssertionError(f"{facing} was asked for before")
        return target.middle_m
    turn = 2.0 * math.pi * COMPASS.index(facing) / 8.0
    return eye + 40.0 * np.array([math.sin(turn), -0.04, -math.cos(turn)])


def _target(layout: Layout, dressing: Dressing, name: str) -> Target | None:
    """Return what is called `name` in this world: a thing, a station, a piece of land, a cover."""
    site = layout.sites.get(name)
    if site is not None:
        wide = float(np.hypot(*(site.footprint_m - np.array(site.position_m)[[0, 2]]).T).max())
        half = max(site.height_m / 2.0, 0.3)
        middle = np.array(site.position_m, np.float64) + np.array([0.0, half, 0.0])
        return _ball(middle, max(half, 0.8 * wide))
    station = layout.stations.get(name)
    if station is not None:
        return _ball(np.array(station.position_m, np.float64) + np.array([0.0, 1.0, 0.0]), 2.2)
    area = layout.zones.get(name) or layout.land.areas.get(name)
    if area is not None and area.mask.any():
        return _piece(layout.land, area)
    batches = [batch.position_m for batch in dressing.get(name, ()) if len(batch)]
    if not batches:
        return None
    at = np.concatenate(batches).astype(np.float64)
    nearest = at[np.hypot(*(at - np.median(at, axis=0))[:, (0, 2)].T).argmin()]
    return _ball(nearest + np.array([0.0, 2.0, 0.0]), 7.0)


def _ball(middle: F64, reach_m: float) -> Target:
    sides = np.array([[1, 0, 0], [-1, 0, 0], [0, 0, 1], [0, 0, -1], [0, 1, 0], [0, 0, 0]], np.float64)
    return Target(middle, reach_m, middle + sides * (0.6 * reach_m))


def _piece(land: Land, area: Area) -> Target:
    """Return a piece of land as something to look at: its middle, where it is, and points spread over it."""
    rows, cols = np.nonzero(area.mask)
    pick = np.linspace(0, len(rows) - 1, min(len(rows), 24)).astype(np.int64)
    half = land.size_m / 2.0
    top = np.maximum(land.height_m, np.where(land.wet(), land.water_m, land.height_m))
    points = np.stack(
        [cols[pick] * land.cell_m - half, top[rows[pick], cols[pick]] + 0.3, rows[pick] * land.cell_m - half], axis=1
    ).astype(np.float64)
    x, z = area.centre_m
    rise = float(top[rows, cols].max() - top[rows, cols].min())
    wide = math.sqrt(len(rows) * land.cell_m**2 / math.pi)
    middle = np.array([x, float(np.quantile(top[rows, cols], 0.6)), z])
    return Target(middle, max(rise / 2.0, 0.6 * wide, 1.0), points)


def _floor(land: Land, x: F64, z: F64) -> F64:
    """Return the height of the ground or of the water on it at points."""
    row, col = land.cell_of(np.asarray(x, np.float32), np.asarray(z, np.float32))
    wet = np.where(land.wet()[row, col], land.water_m[row, col], -np.inf)
    return np.maximum(land.height_at(x, z), wet).astype(np.float64)


def _clear(land: Land, eyes: F64, points: F64) -> NDArray[np.bool_]:
    """Return which of `points` (k, 3) the land leaves in sight of `eyes` (n, 3), as (n, k)."""
    share = ((np.arange(_STEPS) + 0.5) / _STEPS)[:, None]
    line = eyes[:, None, None] + (points[None, :, None] - eyes[:, None, None]) * share[None, None]
    over = line[..., 1] - land.height_at(line[..., 0], line[..., 2])
    return np.asarray((over[:, :, : _STEPS - 2] > -0.2).all(axis=2), np.bool_)


def _vec(point: F64) -> Vec3:
    return float(point[0]), float(point[1]), float(point[2])
