"""What the lesson pins to a point keeps its ground from the start, so that nothing that is free takes it before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from worldgen.core import polygon
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.placed import F64
from worldgen.generate.layout.words import to_metres

STATION_M = 1.25  # from a station to the nearest footprint
GAP_M = 0.4


@dataclass(frozen=True, slots=True)
class Pin:
    """A point that is taken, and how far a footprint must stay away from it."""

    id: str
    x_m: float
    z_m: float
    keep_m: float


def open_pins(board: Board, but: str) -> list[Pin]:
    """Return the pins of all that is not placed yet, besides `but` itself."""
    plan, found = board.plan, list[Pin]()
    for station in plan.stations:
        if station.where.at is not None and station.id not in board.stations and station.id != but:
            keep = STATION_M + board.cell_m * 0.75
            found.append(Pin(station.id, *to_metres(station.where.at, board.land.size_m), keep))
    for thing in plan.things:
        model = board.models[thing.model]
        if thing.where.at is None or thing.id in board.things or thing.id == but or model.airy:
            continue
        inner, _ = polygon.radii(board.hull(thing.model))
        found.append(Pin(thing.id, *to_metres(thing.where.at, board.land.size_m), inner + GAP_M))
    return found


def pinned_there(board: Board, who: str, outline: F64) -> str:
    """Return the id of a pin whose ground `outline` would take, or an empty text."""
    for pin in open_pins(board, who):
        if polygon.distance(np.array([[pin.x_m, pin.z_m]]), outline)[0] < pin.keep_m:
            return pin.id
    return ""


def off_pins(board: Board, who: str, away_m: float) -> Mask:
    """Return the cells at least `away_m` from the ground of every pin."""
    out = np.ones(board.height_m.shape, np.bool_)
    for pin in open_pins(board, who):
        reach = pin.keep_m + away_m
        here = np.array([[pin.x_m - reach, pin.z_m - reach], [pin.x_m + reach, pin.z_m + reach]])
        box = board.box(here, 0.0)
        points = board.points(box)
        out[box] &= np.hypot(points[..., 0] - pin.x_m, points[..., 1] - pin.z_m) >= reach
    return out
