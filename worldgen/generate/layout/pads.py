"""Level ground: a pad cut and filled into the slope, with a skirt that meets the land again."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import dilate
from worldgen.generate.land import F32, Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import Window

SKIRT_RAD = 0.58  # 33 degrees: as steep as a grassed bank stands
SHOULDER_M = 1.5  # over which the bank rounds off
MEET_FROM_M, MEET = 9.0, 0.06  # from here on a bank steepens, so that it meets even land as steep as itself
WATERLINE = 1.5  # samples beside the water
EVEN_M = 0.02  # ground that varies by less is level already


def level_pad(board: Board, box: Window, away_m: F32, level_m: float, fill_m: float = 0.0) -> None:
    """Level the ground of `box` where `away_m` (distance from the pad, 0 on it) is 0, with a skirt around it.

    What `stays` is left out of it.
    """
    old = board.height_m[box]
    bank = _bank(away_m)
    wanted = np.clip(old, np.float32(level_m) - bank, np.float32(level_m) + bank)
    board.height_m[box] = np.where(stays(board, box, away_m, level_m, fill_m), old, wanted)
    board.fixed[box] |= away_m <= 0.0
    board.refresh(box)


def stays(board: Board, box: Window, away_m: F32, level_m: float, fill_m: float) -> Mask:
    """Return the cells of `box` that a pad at `level_m` leaves as they are: levelled earlier, hot or taken.

    So stays a waterline, or it would come out as a row of steps, but for water up to `fill_m` deep under the pad.
    """
    shore = dilate(board.land.wet()[box], WATERLINE) & (board.height_m[box] < np.float32(level_m))
    if fill_m > 0.0:
        shore &= (away_m > 0.0) | (board.depth_m[box] > fill_m)
    return shore | board.fixed[box] | board.land.blocked[box]


def _bank(away_m: F32) -> F32:
    """Return how far the ground may lie from the pad's level at each distance from it."""
    steep = np.float32(np.tan(SKIRT_RAD))
    round_ = away_m * away_m * (steep / np.float32(2 * SHOULDER_M))
    straight = steep * (away_m - np.float32(SHOULDER_M / 2))
    meeting = np.float32(MEET) * np.square(np.maximum(away_m - np.float32(MEET_FROM_M), 0.0))
    bank: F32 = (np.where(away_m < SHOULDER_M, round_, straight) + meeting).astype(np.float32)
    return bank


def disc(board: Board, centre_m: tuple[float, float], radius_m: float, reach_m: float) -> tuple[Window, F32]:
    """Return the box around a round pad and the distance of its cells from the pad."""
    x, z = centre_m
    corner = radius_m + reach_m
    box = board.box(np.array([[x - corner, z - corner], [x + corner, z + corner]]), 0.0)
    points = board.points(box)
    away = np.maximum(np.hypot(points[..., 0] - x, points[..., 1] - z) - radius_m, 0.0)
    return box, away.astype(np.float32)
