"""Which way a thing faces: what the author says, else the learner who comes to it."""

from __future__ import annotations

import numpy as np

from worldgen.generate.layout.board import Board
from worldgen.generate.layout.placed import F64
from worldgen.generate.layout.words import COMPASS
from worldgen.generate.plan import Thing
from worldgen.scene import Model

NEAR_STATION_M = 20.0
BEACH_M = 30.0


def yaw_at(board: Board, thing: Thing, model: Model, spots: F64) -> F64:
    """Return the yaw of `thing` at each of `spots` (k, 2).

    Said by `facing` (an id or a point of the compass), else: what stands on a carriageway turns as the traffic runs;
    what floats or is walked on turns to the water; the rest to its station, the nearest station, or the middle of its
    zone.
    """
    if thing.facing in COMPASS and not board.knows(thing.facing):
        x, z = COMPASS[thing.facing]
        return np.full(len(spots), np.arctan2(x, z))
    if thing.facing is not None and board.knows(thing.facing):
        return _towards(spots, _marks_of(board, thing.facing, spots), _own(board, thing))
    lane = _lane(board, thing)
    if lane is not None:
        return _driving(lane, spots)
    if model.floats or model.landing:
        return _to_water(board, thing, spots)
    marks = _marks(board, thing)
    if not len(marks):
        return np.full(len(spots), _own(board, thing))
    away = np.hypot(spots[:, None, 0] - marks[None, :, 0], spots[:, None, 1] - marks[None, :, 1])
    return _towards(spots, marks[np.argmin(away, axis=1)], _own(board, thing))


def _marks_of(board: Board, name: str, spots: F64) -> F64:
    """Return the point (1 or k, 2) of `name` that is looked at from each spot: of what runs, the nearest."""
    area = board.area(name)
    if area is None or area.line_m is None or area.kind not in ("street", "pavement"):
        return np.array([board.centre_m(name)])
    line = area.line_m.astype(np.float64)
    away = np.hypot(spots[:, None, 0] - line[None, :, 0], spots[:, None, 1] - line[None, :, 1])
    return np.asarray(line[np.argmin(away, axis=1)])


def _lane(board: Board, thing: Thing) -> F64 | None:
    """Return the line of the street on whose carriageway a thing stands."""
    name, _, part = (thing.where.on or "").rpartition(".")
    area = board.area(name) if part == "carriageway" else None
    return None if area is None or area.line_m is None else area.line_m.astype(np.float64)


def _driving(line: F64, spots: F64) -> F64:
    """Return the yaw of traffic at each spot: along the street on its right side, against it on its left."""
    nearest = np.argmin(np.hypot(spots[:, None, 0] - line[None, :, 0], spots[:, None, 1] - line[None, :, 1]), axis=1)
    way = np.gradient(line, axis=0)[nearest]
    off = spots - line[nearest]
    right = np.sign(way[:, 0] * off[:, 1] - way[:, 1] * off[:, 0] + 1e-9)  # x east, z south
    return np.asarray(np.arctan2(way[:, 0] * right, way[:, 1] * right))


def _own(board: Board, thing: Thing) -> float:
    return (board.seed / thing.id / "yaw").one(-np.pi, np.pi)


def _towards(spots: F64, marks: F64, otherwise: float) -> F64:
    dx, dz = marks[:, 0] - spots[:, 0], marks[:, 1] - spots[:, 1]
    return np.where(np.hypot(dx, dz) < 0.05, otherwise, np.arctan2(dx, dz))


def _marks(board: Board, thing: Thing) -> F64:
    """Return the points (k, 2) to whose nearest a thing turns by itself."""
    if thing.station in board.stations:
        return np.array([board.centre_m(thing.station)])
    zone = thing.where.in_ or thing.where.on
    here = [name for name in board.stations if board.stations[name].on is None]
    if zone in board.zones:
        x, z = board.zones[zone].centre_m
        within = board.radius_m[zone] + 4.0
        inside = [n for n in here if np.hypot(board.centre_m(n)[0] - x, board.centre_m(n)[1] - z) <= within]
        return np.array([board.centre_m(name) for name in inside] or [(x, z)])
    if here:
        return np.array([board.centre_m(name) for name in here])
    return np.array([area.centre_m for area in board.zones.values()]).reshape(-1, 2)


def _to_water(board: Board, thing: Thing, spots: F64) -> F64:
    """Return the yaw towards the middle of the deep water around each spot, or inland from the edge of the beach."""
    reach = BEACH_M / 2
    box = board.box(spots, reach)
    stride = max(round(1.5 / board.cell_m), 1)
    points = board.points(box)[::stride, ::stride].reshape(-1, 2)
    deep = points[board.depth_m[box][::stride, ::stride].ravel() > 0.3]
    if not len(deep):
        return np.full(len(spots), _own(board, thing))
    away = deep[None] - spots[:, None]
    length = np.maximum(np.hypot(away[..., 0], away[..., 1]), 0.5)
    weight = np.maximum(reach - length, 0.0) / length
    pull = (away * weight[..., None]).sum(axis=1)
    still = np.hypot(pull[:, 0], pull[:, 1]) < 1e-6
    return np.where(still, _own(board, thing), np.arctan2(pull[:, 0], pull[:, 1] + np.where(still, 1.0, 0.0)))
