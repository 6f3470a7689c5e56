"""What ground each kind of subject can stand on, as named masks, so that a refusal can say which of them it lacks."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import distance_m
from worldgen.scene import Model

FLOAT_M = 0.4  # least water under a boat
ASHORE_M = 3.0  # how far up the beach a boat is drawn
OFFSHORE_M = 9.0  # how far out a boat lies
EDGE_M = 3.0  # nothing stands closer to the edge of the world
STATION_SLOPE_RAD = 0.42  # 24 degrees: a small pad is cut into it
SMALL_M = 0.9  # inner radius of what needs only a small pad
SLOPE_SMALL_RAD, SLOPE_LARGE_RAD = 0.45, 0.28


STATION_COOL_M = 3.0  # from hot ground to the middle of a station
THING_COOL_M = 1.5


@dataclass(frozen=True, eq=False, slots=True)
class Need:
    """One thing that ground must be: `code` is what is said when no ground is."""

    code: str
    mask: Mask


def inside_world(board: Board, margin_m: float) -> Mask:
    """Return the cells at least `margin_m` from the edge of the world."""
    x, z = board.land.axes()
    return np.asarray(np.maximum(np.abs(x), np.abs(z)) <= board.land.size_m / 2 - margin_m)


def cool(board: Board, away_m: float) -> Mask:
    """Return the cells at least `away_m` from hot ground: what is levelled beside lava must not lie below it."""
    return np.asarray(distance_m(board.land.blocked, board.cell_m, away_m + board.cell_m) > away_m)


def station_needs(board: Board) -> tuple[Need, ...]:
    """Return what the ground of a station must be."""
    return (
        Need("OUTSIDE_WORLD", inside_world(board, EDGE_M)),
        Need("IN_WATER", board.depth_m <= 0.0),
        Need("ON_HOT_GROUND", cool(board, STATION_COOL_M)),
        Need("TOO_STEEP", board.slope_rad <= STATION_SLOPE_RAD),
    )


def thing_needs(board: Board, model: Model, inner_m: float) -> tuple[Need, ...]:
    """Return what the ground under a thing must be: dry and level, or water for a boat, or anything for smoke."""
    edge = Need("OUTSIDE_WORLD", inside_world(board, EDGE_M))
    if model.airy:
        return (edge,)
    calm = Need("ON_HOT_GROUND", cool(board, THING_COOL_M))
    wet = board.depth_m > 0.0
    if model.floats:
        return edge, calm, Need("NO_WATER", _afloat(board, wet))
    if model.landing:
        return edge, calm, Need("TOO_STEEP", (board.slope_rad <= SLOPE_SMALL_RAD) | wet)
    steep = SLOPE_SMALL_RAD if inner_m <= SMALL_M else SLOPE_LARGE_RAD
    return edge, Need("IN_WATER", ~wet), calm, Need("TOO_STEEP", board.slope_rad <= steep)


def _afloat(board: Board, wet: Mask) -> Mask:
    """Return where a boat lies: in water deep enough not far from land, or on the beach beside the water."""
    deep = board.depth_m >= FLOAT_M
    out = deep & (distance_m(~wet, board.cell_m, OFFSHORE_M) <= OFFSHORE_M)
    beach = (board.slope_rad <= SLOPE_LARGE_RAD) & (distance_m(deep, board.cell_m, ASHORE_M + 2.0) <= ASHORE_M + 2.0)
    return np.asarray(out | (~deep & beach))
