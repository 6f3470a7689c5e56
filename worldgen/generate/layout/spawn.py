"""Where a learner begins: a few steps behind the first station, on ground that one walks over."""

from __future__ import annotations

import numpy as np

from worldgen.generate.land import Land
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.placed import F64, PlacedStation
from worldgen.generate.paths import Stop
from worldgen.scene import Agent, Spawn

BEHIND_M = (2.6, 1.9, 1.3)  # the learner begins some steps behind the first station, fewer where it is not gentle
SPARE_M = 0.6  # of gentle ground behind a learner who begins
STANDS_RAD = 0.4  # the steepest ground across on which one begins


def spawn_at(board: Board, start: PlacedStation, home: Stop, land: Land) -> Spawn:
    """Return where a learner begins: some steps behind the first station where that is free, looking past it."""
    if start.on in board.plan.floor_plans:
        return Spawn(start.position_m, start.yaw_rad)
    home_m, back = np.array(home.position_m), np.array([np.sin(start.yaw_rad), np.cos(start.yaw_rad)])
    for behind in BEHIND_M if start.on is None else ():
        spot = home_m - behind * back
        free = board.reached is not None and bool(board.value_at(board.reached, spot[None])[0])
        if free and float(board.value_at(board.clear_m, spot[None])[0]) >= 1.0:
            level = float(land.height_at(*spot.astype(np.float32)))
            if _is_gentle(land, spot - SPARE_M * back, home_m, board.plan.agent):
                return Spawn((float(spot[0]), level, float(spot[1])), start.yaw_rad)
    level = float(land.height_at(*home_m.astype(np.float32)))
    return Spawn((float(home_m[0]), level, float(home_m[1])), start.yaw_rad)


def _is_gentle(land: Land, a: F64, b: F64, agent: Agent) -> bool:
    """Return whether one can walk straight from `a` to `b` over the ground as it is: nothing is carved there."""
    way = (b - a) / max(float(np.hypot(*(b - a))), 1e-6)
    along = np.linspace(0.0, 1.0, 16)[:, None, None] * (b - a)
    across = np.array([-agent.radius_m, 0.0, agent.radius_m])[:, None] * np.array([-way[1], way[0]])
    point = a + along + across
    height = land.height_at(point[..., 0], point[..., 1])
    step_m = float(np.hypot(*(b - a))) / 15
    grade = np.abs(np.diff(height[:, 1])) / max(step_m, 1e-6)
    tilt = np.abs(height[:, 2] - height[:, 0]) / (2.0 * agent.radius_m)
    return bool(grade.max() <= np.tan(agent.max_slope_rad) and tilt.max() <= np.tan(STANDS_RAD))
