"""What the lesson pins to a point keeps its ground from the start, so that nothing that is free takes it before."""

from __future__ import annotations

import numpy as np

from worldgen.core import polygon
from worldgen.core.record import dataclass
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.placed import F64
from worldgen.generate.layout.words import to_metres

STATION_M = 1.25  # from a station to the nearest footprint
GAP_M = 0.4
WAY_M = 1.2  # for a learner to walk past


@dataclass(frozen=True, slots=True)
class Pin:
    """A point that is taken: footprints must stay `keep_m` away, and had better stay off the circle of `wide_m`."""

    id: str
    x_m: float
    z_m: float
    keep_m: float
    wide_m: float


def open_pins(board: Board, but: str) -> list[Pin]:
    """Return the pins of all that is not placed yet, besides `but` itself."""
    plan, found = board.plan, list[Pin]()
    for station in plan.stations:
        if station.where.at is not None and station.id not in board.stations and station.id != but:
            keep = STATION_M + board.cell_m * 0.75
            found.append(Pin(station.id, *to_metres(station.where.at, board.land.size_m), keep, keep))
    for thing in plan.things:
        model = board.models[thing.model]
        if thing.where.at is None or thing.id in board.things or thing.id == but or model.airy:
            continue
        hull = board.hull(thing.model)
        inner, outer = polygon.radii(hull)
        front = float(np.hypot(np.abs(hull[:, 0]).max(), hull[:, 1].max() + model.use_m)) if model.use_m else 0.0
        spot = to_metres(thing.where.at, board.land.size_m)
        found.append(Pin(thing.id, *spot, inner + GAP_M, max(outer, front) + GAP_M))
    return found


def pinned_there(board: Board, who: str, outline: F64) -> str:
    """Return the id of a pin whose ground `outline` would take, or an empty text."""
    for pin in open_pins(board, who):
        if polygon.distance(np.array([[pin.x_m, pin.z_m]]), outline)[0] < pin.keep_m:
            return pin.id
    return ""


def off_pins(board: Board, who: str, away_m: float) -> Mask:
    """Return the cells at least `away_m` from all ground that a pin may come to need."""
    out = np.ones(board.height_m.shape, np.bool_)
    for pin in open_pins(board, who):
        reach = pin.wide_m + away_m
        here = np.array([[pin.x_m - reach, pin.z_m - reach], [pin.x_m + reach, pin.z_m + reach]])
        box = board.box(here, 0.0)
        points = board.points(box)
        out[box] &= np.hypot(points[..., 0] - pin.x_m, points[..., 1] - pin.z_m) >= reach
    return out


def cost_near_pins(board: Board, who: str, points: F64, inner_m: float) -> F64:
    """Return what it costs (k,) to stand at `points` (k, 2) so near to pins that these may be cut off."""
    out = np.zeros(len(points))
    for pin in open_pins(board, who):
        away = np.hypot(points[:, 0] - pin.x_m, points[:, 1] - pin.z_m)
        out += np.maximum(pin.wide_m + inner_m + WAY_M - away, 0.0) * 2.0
    return out
