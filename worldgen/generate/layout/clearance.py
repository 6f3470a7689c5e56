"""How tall the dressing may be everywhere, so that plants never stand on a path, in a view or against a door."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core import polygon
from worldgen.generate.land import F32, Land
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import spread
from worldgen.generate.layout.placed import F64, NO_LIMIT_M
from worldgen.generate.layout.views import headroom
from worldgen.generate.paths import Bridge
from worldgen.scene import Spawn

STATION_CLEAR_M, TREAD_CLEAR_M, THING_CLEAR_M = 3.5, 1.2, 0.6
CALM_M, CALM_HEIGHT_M = 13.0, 1.2  # tall plants keep this far from a zone with a station
ZONE_HEIGHT_M = 0.35
UNDER_DECK_M = 0.3
LOOK_M, LOOK_HALF_RAD = 26.0, 0.45  # the first look of a learner


def keep_clear(board: Board, land: Land, bridges: Sequence[Bridge], spawn: Spawn) -> F32:
    """Return the tallest dressing allowed at each sample of `land`, metres: 0 none, NO_LIMIT_M any."""
    limit = np.full(land.height_m.shape, NO_LIMIT_M, np.float32)
    for view in board.views:
        np.minimum(limit, headroom(board, view), out=limit)
    _calm(board, limit)
    for station in board.stations.values():
        _disc(board, limit, (station.position_m[0], station.position_m[2]), STATION_CLEAR_M, 0.0)
    for thing in board.things.values():
        for outline in (thing.footprint_m, thing.use_m):
            if outline is not None and not thing.airy:
                _outline(board, limit, outline)
    for bridge in bridges:
        _under(board, limit, bridge)
    _first_look(board, limit, spawn)
    if land.tread.any():
        limit[spread(land.tread > 0.05, TREAD_CLEAR_M, land.cell_m)] = 0.0
    return limit


def _calm(board: Board, limit: F32) -> None:
    middles = np.array([[s.position_m[0], s.position_m[2]] for s in board.stations.values()]).reshape(-1, 2)
    for name, zone in board.zones.items():
        x, z = zone.centre_m
        radius = board.radius_m[name]
        if len(middles) and float(np.hypot(middles[:, 0] - x, middles[:, 1] - z).min()) <= radius:
            _disc(board, limit, (x, z), radius + CALM_M, CALM_HEIGHT_M)
        _disc(board, limit, (x, z), radius, ZONE_HEIGHT_M)


def _disc(board: Board, limit: F32, centre_m: tuple[float, float], radius_m: float, height_m: float) -> None:
    x, z = centre_m
    box = board.box(np.array([[x - radius_m, z - radius_m], [x + radius_m, z + radius_m]]), 0.0)
    points = board.points(box)
    inside = np.hypot(points[..., 0] - x, points[..., 1] - z) <= radius_m
    limit[box] = np.where(inside, np.minimum(limit[box], np.float32(height_m)), limit[box])


def _outline(board: Board, limit: F32, outline: F64) -> None:
    box = board.box(outline, THING_CLEAR_M + board.cell_m)
    near = polygon.distance(board.points(box), outline) <= THING_CLEAR_M + board.cell_m * 0.5
    limit[box] = np.where(near, np.float32(0.0), limit[box])


def _under(board: Board, limit: F32, bridge: Bridge) -> None:
    """Let nothing grow through a deck or hang over it."""
    begin, end = bridge.line_m[0, [0, 2]].astype(np.float64), bridge.line_m[-1, [0, 2]].astype(np.float64)
    way = (end - begin) / max(float(np.hypot(*(end - begin))), 1e-6)
    aside = np.array([-way[1], way[0]]) * (bridge.width_m / 2 + TREAD_CLEAR_M - THING_CLEAR_M)
    outline = np.stack([begin - aside, end - aside, end + aside, begin + aside])
    box = board.box(outline, THING_CLEAR_M + board.cell_m)
    near = polygon.distance(board.points(box), outline) <= THING_CLEAR_M + board.cell_m * 0.5
    limit[box] = np.where(near, np.minimum(limit[box], np.float32(UNDER_DECK_M)), limit[box])


def _first_look(board: Board, limit: F32, spawn: Spawn) -> None:
    x, _, z = spawn.position_m
    box = board.box(np.array([[x - LOOK_M, z - LOOK_M], [x + LOOK_M, z + LOOK_M]]), 0.0)
    points = board.points(box)
    dx, dz = points[..., 0] - x, points[..., 1] - z
    away = np.hypot(dx, dz)
    ahead = dx * np.sin(spawn.yaw_rad) + dz * np.cos(spawn.yaw_rad)
    inside = (away <= LOOK_M) & (ahead >= away * np.cos(LOOK_HALF_RAD))
    limit[box] = np.where(inside, np.minimum(limit[box], np.float32(0.9)), limit[box])
