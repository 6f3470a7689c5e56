"""Sight past walls, which rays pass through doors and windows, and past the faces of what a thing stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.generate.layout.indoors import to_plan
from worldgen.generate.layout.placed import F64, PlacedThing

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Wall
    from worldgen.scene import Model

Bools = NDArray[np.bool_]


def within(site: PlacedThing, floors: FloorPlan, points: F64) -> Bools:
    """Return which points (n, 3) of the world are within the walls and under the roof of a building."""
    flat = to_plan(site, points[:, [0, 2]])
    top = site.position_m[1] + floors.storeys[-1].floor_m + floors.storeys[-1].height_m
    return polygon.within(flat, np.array(floors.outline_m, np.float64)) & (points[:, 1] <= top)


def past_walls(site: PlacedThing, floors: FloorPlan, eye_m: F64, samples_m: F64) -> Bools:
    """Return which rays from `eye_m` (3,) to `samples_m` (n, 3) meet no wall, floor or ceiling of a building."""
    eye = np.array([*to_plan(site, eye_m[[0, 2]]), eye_m[1] - site.position_m[1]])
    ends = np.concatenate([to_plan(site, samples_m[:, [0, 2]]), samples_m[:, 1:2] - site.position_m[1]], axis=1)
    way = ends - eye
    free = np.ones(len(ends), np.bool_)
    holes: dict[str, list[Opening]] = {}
    for opening in floors.openings:
        holes.setdefault(opening.wall, []).append(opening)
    for wall in floors.walls:
        free &= ~_blocked(wall, holes.get(wall.id, []), floors, (eye, way))
    for level in range(1, len(floors.storeys) + 1):
        free &= ~_slab(level, floors, (eye, way))
    return free


def _blocked(wall: Wall, holes: list[Opening], floors: FloorPlan, ray: tuple[F64, F64]) -> Bools:
    eye, way = ray
    start, line = np.array(wall.start_m), np.array(wall.end_m) - np.array(wall.start_m)
    long = float(np.hypot(*line))
    cross = way[:, 0] * line[1] - way[:, 1] * line[0]
    flat = np.abs(cross) < 1e-9
    safe = np.where(flat, 1.0, cross)
    off = start - eye[:2]
    share = (off[0] * line[1] - off[1] * line[0]) / safe  # along the ray
    along = (off[0] * way[:, 1] - off[1] * way[:, 0]) / safe * long  # along the wall
    storey = floors.storey(wall.level)
    y = eye[2] + share * way[:, 2] - storey.floor_m
    met = ~flat & (share > 1e-6) & (share < 1.0 - 1e-6) & (along >= 0.0) & (along <= long)
    met &= (y >= -0.2) & (y <= storey.height_m + 0.2)
    for hole in holes:
        through = np.abs(along - hole.along_m) <= hole.width_m / 2
        met &= ~(through & (y >= hole.sill_m) & (y <= hole.sill_m + hole.height_m))
    return np.asarray(met, np.bool_)


def _slab(level: int, floors: FloorPlan, ray: tuple[F64, F64]) -> Bools:
    """Return which rays meet the floor of a storey, or above the last the ceiling, but through a stairwell."""
    eye, way = ray
    last = floors.storeys[-1]
    y = floors.storeys[level].floor_m - 0.05 if level < len(floors.storeys) else last.floor_m + last.height_m
    rise = np.where(np.abs(way[:, 2]) < 1e-9, 1e-9, way[:, 2])
    share = (y - eye[2]) / rise
    at = eye[:2] + share[:, None] * way[:, :2]
    met = (share > 1e-6) & (share < 1.0 - 1e-6) & polygon.within(at, np.array(floors.outline_m, np.float64))
    for link in floors.links:
        if link.levels[1] == level and link.kind != "lift":
            met &= ~polygon.within(at, np.array(link.outline_m, np.float64))
    return np.asarray(met, np.bool_)


def past_faces(thing: PlacedThing, model: Model, eye_m: F64, samples_m: F64) -> Bools:
    """Return which rays from `eye_m` (3,) to `samples_m` (n, 3) miss every face of `thing` (Moeller, Trumbore 1997)."""
    cos, sin = np.cos(thing.yaw_rad), np.sin(thing.yaw_rad)
    turn = np.array([[cos, 0.0, sin], [0.0, 1.0, 0.0], [-sin, 0.0, cos]])  # a row vector of the world into the model
    origin = np.array(thing.position_m)
    eye, way = (eye_m - origin) @ turn, (samples_m - eye_m) @ turn
    free = np.ones(len(way), np.bool_)
    for mesh in model.levels[0]:
        corner, one, two = mesh.position_m.astype(np.float64)[mesh.face].transpose(1, 0, 2)
        one, two = one - corner, two - corner
        across = np.cross(way[:, None], two[None])
        det = (across * one).sum(axis=-1)
        safe = np.where(np.abs(det) < 1e-12, np.inf, det)
        away = eye - corner
        u = (across * away).sum(axis=-1) / safe
        up = np.cross(away, one)
        v = way @ up.T / safe
        share = (two * up).sum(axis=-1) / safe
        free &= ~((u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (share > 1e-6) & (share < 1.0 - 1e-6)).any(axis=1)
    return free
