"""Whether a thing fits where it is tried: exact tests of outlines, ground, ways and views, cheap ones first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from worldgen.core import polygon
from worldgen.core.record import dataclass
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board, stops
from worldgen.generate.layout.footing import EDGE_M, STATION_SLOPE_RAD
from worldgen.generate.layout.pins import STATION_M, pinned_there
from worldgen.generate.layout.placed import F64, PlacedThing
from worldgen.generate.layout.words import BESIDE_M
from worldgen.generate.plan import Thing
from worldgen.scene import Model

MARGIN_M, SMALL_MARGIN_M = 0.4, 0.15
FRONT_M = 0.35  # around the ground in front of a thing, so that a learner can step aside
PAD_MARGIN_M = 0.5
UNEVEN_M = 0.06  # levelled ground that differs by more under one thing is a step
RING = 48
ROUND_M, ROOM_M = 5.0, 1.8  # how far around a thing, and how far from it, ways past it are looked for
AFLOAT = 0.8  # share of a boat that lies on its ground


@dataclass(frozen=True, eq=False, slots=True)
class Trial:
    """A thing at one spot: its outlines in the world, not yet committed."""

    thing: Thing
    model: Model
    placed: PlacedThing
    on_deck: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a spot does not do: `reason` is empty when it does; `by` is the id that is in the way."""

    reason: str = ""
    by: str = ""
    figure: float = 0.0
    also: tuple[str, ...] = ()  # what else is in the way of something that is asked for at a point


FITS = Verdict()


def judge(board: Board, trial: Trial, ground: Mask) -> Verdict:
    """Return whether `trial` fits on `ground`, the cells that its needs allow; views are checked when it is settled."""
    verdict = FITS
    for test in (_in_world, _in_words, _off_others, _off_pins):
        verdict = test(board, trial)
        if verdict.reason:
            return verdict
    if not trial.on_deck:
        verdict = _on_ground(board, trial, ground)
        if verdict.reason:
            return verdict
        for check in (_front_free, _ways_open):
            verdict = check(board, trial)
            if verdict.reason:
                return verdict
    return FITS


def _in_world(board: Board, trial: Trial) -> Verdict:
    ok = board.inside(trial.placed.footprint_m, EDGE_M / 2).all()
    return FITS if ok else Verdict("edge")


def _off_others(board: Board, trial: Trial) -> Verdict:
    """Return whether the outline keeps its distance from everything placed; at a point all that it meets is named."""
    met = chain(_stations_met(board, trial), _things_met(board, trial))
    first = next(met, FITS)
    if not first.reason or trial.thing.where.at is None:
        return first
    rest = tuple(met)
    return replace(first, figure=max(one.figure for one in (first, *rest)), also=tuple(one.by for one in rest))


def _things_met(board: Board, trial: Trial) -> Iterator[Verdict]:
    """Yield the things to whose outline, or to the ground in front of which, the outline comes too near."""
    mine, wide = trial.placed.footprint_m, _wide(trial.placed.footprint_m - _middle(trial))
    for name, other in board.things.items():
        if trial.placed.on == name or (other.on is not None and other.on != trial.placed.on):
            continue
        middle = np.array([other.position_m[0], other.position_m[2]])
        far = _wide(other.footprint_m - middle) + wide + 6.0
        if np.hypot(*(middle - _middle(trial))) > far:
            continue
        little = max(wide, far - wide - 6.0) <= 0.9
        if polygon.gap(mine, other.footprint_m) < (SMALL_MARGIN_M if little else MARGIN_M):
            yield Verdict("thing", name, max(polygon.overlap(mine, other.footprint_m), 0.0))
            continue
        front, theirs = trial.placed.use_m, other.use_m
        blocks_front = front is not None and not other.airy and polygon.gap(front, other.footprint_m) <= FRONT_M
        stands_before = theirs is not None and not trial.model.airy and polygon.gap(mine, theirs) <= FRONT_M
        if blocks_front or stands_before:
            yield Verdict("front", name)


def _stations_met(board: Board, trial: Trial) -> Iterator[Verdict]:
    if trial.model.airy:
        return
    wide = _wide(trial.placed.footprint_m - _middle(trial))
    for name, station in board.stations.items():
        if station.on == trial.placed.on is not None or station.on is None:
            point = np.array([[station.position_m[0], station.position_m[2]]])
            if float(np.hypot(*(point[0] - _middle(trial)))) > wide + STATION_M:
                continue
            if polygon.distance(point, trial.placed.footprint_m)[0] < STATION_M:
                yield Verdict("station", name)


def _off_pins(board: Board, trial: Trial) -> Verdict:
    """Return whether what may stand anywhere leaves alone the ground that others are pinned to."""
    if trial.thing.where.at is not None or trial.model.airy or trial.on_deck:
        return FITS
    name = pinned_there(board, trial.thing.id, trial.placed.footprint_m)
    return Verdict("pinned", name) if name else FITS


def _on_ground(board: Board, trial: Trial, ground: Mask) -> Verdict:
    """Return whether all the ground below is of the right kind, and levelled ground of one height."""
    model, outline = trial.model, trial.placed.footprint_m
    points = polygon.fill(outline, min(0.7, board.cell_m * 0.7))
    if model.airy:
        return FITS
    if model.landing:
        return _landed(board, trial, points)
    share = float(board.value_at(ground, points).mean())
    if share < (AFLOAT if model.floats else 1.0):
        return Verdict("ground", "", share)
    levelled = board.value_at(board.fixed, points)
    if board.street is not None:
        levelled &= ~board.value_at(board.street, points)
    fixed = points[levelled]
    if len(fixed) and not model.floats:
        height = board.height_at(fixed[:, 0], fixed[:, 1])
        if float(np.ptp(height)) > UNEVEN_M:
            return Verdict("uneven")
    return FITS


def _landed(board: Board, trial: Trial, points: F64) -> Verdict:
    """Return whether a deck begins on ground that one can step from, and either ends over water or has none below."""
    wet = board.value_at(board.depth_m, points)
    if not wet.any():  # all on land, where it is stepped onto from the ground that it stands on
        high = max(float(deck.position_m[:, 1].max()) for deck in trial.model.decks)
        return FITS if high <= board.plan.agent.step_m else Verdict("dry")
    ahead = np.array([np.sin(trial.placed.yaw_rad), np.cos(trial.placed.yaw_rad)])
    along = (trial.placed.footprint_m - _middle(trial)) @ ahead
    land_end = _middle(trial) + ahead * (along.min() - 0.6)
    far_end = _middle(trial) + ahead * (along.max() - 0.3)
    dry = board.value_at(board.depth_m, land_end[None])[0] <= 0.0
    reached = board.reached is None or board.value_at(board.reached, land_end + np.array([[0, 0], ahead * -1.0])).any()
    return FITS if dry and reached and board.value_at(board.depth_m, far_end[None])[0] > 0.2 else Verdict("landing")


def _in_words(board: Board, trial: Trial) -> Verdict:
    """Return whether what a coarse mask only roughly says holds for the outline itself."""
    where, outline = trial.thing.where, trial.placed.footprint_m
    zone = board.zones.get(where.in_ or "")
    if zone is not None and not trial.model.airy:
        away = np.hypot(outline[:, 0] - zone.centre_m[0], outline[:, 1] - zone.centre_m[1])
        if float(away.max()) > board.radius_m[zone.id]:
            return Verdict("zone", zone.id)
    for name, most in ((where.beside, BESIDE_M), (where.near, where.within or 10.0)):
        other = None if name is None else board.outline(name)
        if other is not None and polygon.gap(outline, other) > most:
            return Verdict("far", name or "")
    return FITS


def _front_free(board: Board, trial: Trial) -> Verdict:
    """Return whether a learner can stand in front of a thing that is used."""
    front = trial.placed.use_m
    if front is None or trial.model.floats:
        return FITS
    points = polygon.fill(front, board.cell_m * 0.7)
    bad = (board.value_at(board.depth_m, points) > 0.0) | board.value_at(board.land.blocked, points)
    bad |= board.value_at(board.slope_rad, points) > STATION_SLOPE_RAD + 0.1
    if bad.any() or not board.inside(points, EDGE_M / 2).all():
        return Verdict("front")
    return FITS if front_reached(board, front, trial.placed.footprint_m) else Verdict("reach")


def front_reached(board: Board, front: F64, outline: F64 | None = None) -> bool:
    """Return whether a learner can get to the ground in front of a thing, even when `outline` is built on as well."""
    if board.reached is None:
        return True
    points = _before(board, front)
    free = board.value_at(board.reached, points)
    if outline is not None:
        free = free & (polygon.distance(points, outline) > board.plan.agent.radius_m + board.cell_m * 0.15)
    return bool(free.any())


def _before(board: Board, front: F64) -> F64:
    """Return the cells (k, 2) of the ground in front of a thing, or half a step (of large cells, a cell) beside it."""
    near = 0.5 if board.cell_m <= 1.0 else 0.8 * board.cell_m
    points = board.points(board.box(front, near)).reshape(-1, 2)
    return points[polygon.distance(points, front) <= near]


def _ways_open(board: Board, trial: Trial) -> Verdict:
    """Return whether the ground around the outline is one stretch, so that blocking it cuts nothing off.

    A closed curve around the outline that is walkable all along, or along one stretch only, proves it without a
    search; where it is not, a search over the whole land decides.
    """
    if board.reached is None or not stops(trial.model):
        return FITS
    middle, outline = _middle(trial), trial.placed.footprint_m
    for other in _used(board):
        if not _beside(board, outline, other):
            continue
        if not front_reached(board, other, outline) and front_reached(board, other):
            return Verdict("reach")
    turn = np.arange(RING) * (2 * np.pi / RING)
    rays = np.stack([np.sin(turn), np.cos(turn)], axis=1)
    _, out = polygon.crossing(np.broadcast_to(middle, rays.shape).copy(), middle + rays * 60.0, outline)
    ring = middle + rays * (out * 60.0 + 2.2 + board.cell_m * 0.5)[:, None]
    free = board.value_at(board.reached, ring)
    if np.count_nonzero(free & ~np.roll(free, 1)) <= 1 and not board.careful:
        return FITS
    if not board.careful and _goes_round(board, outline):
        return FITS
    return FITS if _all_reached(board, outline) else Verdict("reach")


def _goes_round(board: Board, outline: F64) -> bool:
    """Return whether all ground near the outline that a learner can get to stays one piece when it is built on.

    With a wide margin, so that what is one piece of cells is one piece of ways too: a proof without a search.
    """
    if board.reached is None:
        return False
    box = board.box(outline, ROUND_M)
    free = board.reached[box] & (polygon.distance(board.points(box), outline) > ROOM_M)
    if not free.any():
        return False
    seen = np.zeros_like(free)
    seen.flat[int(np.argmax(free))] = True
    count = 0
    while count != (count := int(np.count_nonzero(seen))):
        for line in (seen, seen.T):
            open_ = free if line is seen else free.T
            for way in (slice(None), slice(None, None, -1)):
                _swept(line[way], open_[way])
    return bool(count == np.count_nonzero(free))


def _swept(seen: Mask, free: Mask) -> None:
    """Spread what is `seen` along `free` from row to row, in place."""
    for here in range(1, len(seen)):
        seen[here] |= seen[here - 1] & free[here]


def _beside(board: Board, outline: F64, front: F64) -> bool:
    """Return whether `outline` is so near to the ground in front of a thing that it may take some of it."""
    room = board.plan.agent.radius_m + board.cell_m + max(0.5, 0.8 * board.cell_m)
    apart = np.maximum(front.min(axis=0) - outline.max(axis=0), outline.min(axis=0) - front.max(axis=0))
    return bool(apart.max() <= room)


def _used(board: Board) -> list[F64]:
    """Return the ground in front of everything placed that a learner walks up to."""
    things = [thing for thing in board.things.values() if not board.models[thing.model].floats]
    return [thing.use_m for thing in things if thing.use_m is not None]


def _all_reached(board: Board, outline: F64) -> bool:
    """Return whether every station and every front can still be got to when `outline` is built on as well."""
    got = board.reached_with(outline)
    if got is None or board.routed is None:
        return True
    spots = [np.array([[s.position_m[0], s.position_m[2]]]) for s in board.stations.values() if s.on is None]
    places = [*spots, *(_before(board, front) for front in _used(board))]
    return all(board.value_at(got, points).any() for points in places if board.value_at(board.routed, points).any())


def _wide(outline: F64) -> float:
    """Return the radius of the circle about the origin that holds `outline`."""
    return float(np.hypot(outline[:, 0], outline[:, 1]).max())


def _middle(trial: Trial) -> F64:
    return np.array([trial.placed.position_m[0], trial.placed.position_m[2]])
