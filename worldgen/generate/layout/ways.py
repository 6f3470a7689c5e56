"""Where a learner can get to on the board, and where a path to a station ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from worldgen.core.grid import quantile
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import ranked
from worldgen.generate.layout.footing import station_needs
from worldgen.generate.layout.indoors import before_door, to_world
from worldgen.generate.layout.placed import F64, PlacedStation
from worldgen.generate.layout.words import Subject, read_place
from worldgen.generate.paths import Stop, reach, routing
from worldgen.generate.plan import Station

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan

DOORSTEP_M = tuple(2.2 + 0.3 * k for k in range(18))  # before the front door: where a path to a building may end
WAYS_KEPT = 2  # of lands as they are before anything but zones is placed
STARTS = 3  # places tried as the start of the search


def open_ways(board: Board) -> None:
    """Find where a learner can get to from where the lesson begins, on the ground as it is now."""
    plan = board.plan
    ground = board.ground()
    board.ways = board.stages.recall(
        "ways",
        lambda: routing(ground, plan.paths, plan.agent),
        plan.paths, plan.agent, ground.cell_m, ground.height_m, ground.water_m, ground.blocked, ground.cover,
        most=WAYS_KEPT,
    )  # fmt: skip
    best: Mask | None = None
    for spot in _starts(board, board.ways.clear):
        got = reach(board.ways, spot)
        if best is None or np.count_nonzero(got) > np.count_nonzero(best):
            best, board.start_m = got, spot
        if np.count_nonzero(got) * 8 > np.count_nonzero(board.ways.clear):
            break
    board.routed = np.zeros(board.height_m.shape, np.bool_) if best is None else best
    board.reached = board.routed.copy()


def _starts(board: Board, clear: Mask) -> list[tuple[float, float]]:
    """Return a few points to begin the search at: where the first station may be, else anywhere one can walk."""
    plan = board.plan
    station = next((item for item in plan.stations if item.id == plan.start), next(iter(plan.stations), None))
    placed = board.stations.get(station.id) if station is not None else None
    if placed is not None:
        return [stop_of(board, placed).position_m]
    mask = clear
    if station is not None:
        allowed = _allowed(board, station)
        mask = clear & allowed if (clear & allowed).any() else clear
    rows, cols = np.nonzero(mask)
    if not len(rows):
        return []
    middle = np.hypot(rows - quantile(rows, 0.5), cols - quantile(cols, 0.5))
    half = board.land.size_m / 2
    picks = [int(ranked(middle, np.arange(len(rows)), 1)[0])]
    picks += [int(i) for i in ranked((board.seed / "start").at(rows, cols), np.arange(len(rows)), STARTS - 1)]
    return [(float(cols[i] * board.cell_m - half), float(rows[i] * board.cell_m - half)) for i in picks]


def _allowed(board: Board, station: Station) -> Mask:
    subject = Subject(station.id, "station", 0.5, station.where, station.pointer, station.pointer)
    place = read_place(board, subject)
    mask = place.mask.copy()
    if place.point is not None:
        mask &= False
        mask[board.cell_of(np.array([place.point[0]]), np.array([place.point[1]]))] = True
    for need in station_needs(board):
        mask &= need.mask
    return mask


def _doorstep(board: Board, building: str, floors: FloorPlan) -> tuple[float, float]:
    """Return the first place before the front door of a building that a learner gets to."""
    before = np.array([before_door(floors, away_m) for away_m in DOORSTEP_M])
    places = to_world(board.things[building], before)
    agent, rules = board.plan.agent, board.plan.paths
    room = agent.radius_m + rules.width_m * 0.25 + board.cell_m * 1.5  # that a tread keeps to what stands
    free = board.value_at(board.clear_m, places) >= room
    free &= board.value_at(board.reached, places) if board.reached is not None else True
    x, z = places[int(np.argmax(free))]
    return float(x), float(z)


def stop_of(board: Board, station: PlacedStation) -> Stop:
    """Return where the path to `station` ends: at it, or where its deck meets the ground."""
    x, _, z = station.position_m
    floors = board.plan.floor_plans.get(station.on or "")
    if floors is not None:
        return Stop(station.id, _doorstep(board, station.on or "", floors), station.pointer)
    if station.on is None or board.reached is None:
        return Stop(station.id, (x, z), station.pointer)
    outline: F64 = board.things[station.on].footprint_m
    away = board.outline_distance_m(outline, 4.0)
    rows, cols = np.nonzero(board.reached & (away <= 4.0))
    if not len(rows):
        return Stop(station.id, (x, z), station.pointer)
    index = int(ranked(away[rows, cols], np.arange(len(rows)), 1)[0])
    half = board.land.size_m / 2
    end = (float(cols[index] * board.cell_m - half), float(rows[index] * board.cell_m - half))
    return Stop(station.id, end, station.pointer)
