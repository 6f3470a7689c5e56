"""Things: candidates by words, ground and taste, then the first that fits exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.arrays import firsts
from worldgen.core.issues import Issue, issue
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board, stops
from worldgen.generate.layout.decks import deck_points
from worldgen.generate.layout.facing import yaw_at
from worldgen.generate.layout.fields import distance_m, ranked, spread
from worldgen.generate.layout.fit import AFLOAT, MARGIN_M, SMALL_MARGIN_M, Trial, Verdict, judge
from worldgen.generate.layout.footing import FLOAT_M, SMALL_M, Need, thing_needs
from worldgen.generate.layout.pins import cost_near_pins
from worldgen.generate.layout.placed import F64, NO_LIMIT_M, PlacedThing, View
from worldgen.generate.layout.refusal import lines_of, listed, pointer_of, refuse_ground, refuse_size, refuse_words
from worldgen.generate.layout.seat import can_level, level_under, rests, settled
from worldgen.generate.layout.sight import over_ground, past_things, samples_of_thing
from worldgen.generate.layout.stations import unreachable, view_refusal
from worldgen.generate.layout.views import commit_view, kept
from worldgen.generate.layout.words import Clause, Place, Subject, read_place
from worldgen.generate.plan import Thing

FIRST, MORE = 40, 120  # candidates of the two rounds
DOUBT = 0.15  # spots that lack more of their ground by a rough count come last
TURNS = (0.0, np.pi / 2, -np.pi / 2, np.pi)
REACH_OF_STATION_M = (1.7, 4.2)
BANK_M = 2.5  # beside water that something is `on`, where its landing may be


def place_thing(board: Board, thing: Thing, watchers: tuple[tuple[str, str], ...] = ()) -> Issue | None:
    """Place `thing` on the board, or return why it cannot be.

    `watchers` are (station, pointer) pairs from which at least half of it must be seen.
    """
    model = board.models[thing.model]
    inner, _ = polygon.radii(board.hull(thing.model))
    words = f"{thing.pointer}/where" if thing.station else thing.pointer
    subject = Subject(thing.id, "thing", inner, thing.where, thing.pointer, words)
    place = _with_station(board, thing, read_place(board, subject), subject, inner)
    if model.landing and place.deck is None and place.point is None:  # one steps onto it from the bank
        place = replace(place, mask=spread(place.mask, BANK_M, board.cell_m))
    needs = thing_needs(board, model, inner)
    found = refuse_words(board, subject, place)
    if found is None and place.deck is None:
        found = refuse_ground(board, subject, _at_point(board, place), needs)
    if found is not None:
        return found
    ground = needs[0].mask.copy()
    for need in needs[1:]:
        ground &= need.mask
    return _try(board, thing, (subject, place, needs), ground, watchers)


def _try(
    board: Board, thing: Thing, asked: tuple[Subject, Place, tuple[Need, ...]], ground: Mask,
    watchers: tuple[tuple[str, str], ...],
) -> Issue | None:  # fmt: skip
    subject, place, _ = asked
    refused: list[Verdict] = []
    worst: View | None = None
    for trial in _trials(board, thing, place, ground, subject.inner_m):
        verdict = judge(board, trial, ground)
        if verdict.reason:
            refused.append(verdict)
            continue
        seated = settled(board, trial)
        if seated is None:
            refused.append(Verdict("uneven"))
            continue
        taken = kept(board, seated.placed)
        if taken is not None:
            refused.append(Verdict("view", taken.station))
            continue
        views = [_seen_from(board, seated, station, pointer) for station, pointer in watchers]
        hidden = [view for view in views if view.share < board.least_share]
        if hidden:
            refused.append(Verdict("hidden", hidden[0].station))
            worst = hidden[0] if worst is None or hidden[0].share > worst.share else worst
            continue
        _commit(board, seated, tuple(views))
        return None
    return _refusal(board, thing, (subject, place), ground, refused, worst)


def _trials(board: Board, thing: Thing, place: Place, ground: Mask, inner_m: float) -> Iterator[Trial]:
    """Yield what is worth testing exactly, best first: as it faces by itself, then more spots, turned."""
    model = board.models[thing.model]
    if place.deck is not None:
        points = deck_points(board, place.deck, inner_m + 0.1, 0.4)
        rank = (board.seed / thing.id).at(np.arange(len(points)))
        points = points[np.argsort(rank, kind="stable")[:MORE]]
        for point, yaw in zip(points, yaw_at(board, thing, model, points[:, [0, 2]]), strict=True):
            yield _trial(board, thing, (float(point[0]), float(point[2])), float(yaw), (place.deck, float(point[1])))
        return
    if place.point is not None:
        spots = np.array([place.point], np.float64)
    else:
        spots = _spots(board, thing, place, ground, inner_m)
    if not len(spots):
        return
    yaws = yaw_at(board, thing, model, spots)
    turns = (0.0,) if thing.facing is not None else TURNS
    first = min(len(spots), FIRST)
    rounds = [(slice(0, first), 0.0)] + [(slice(first if turn == 0.0 else 0, len(spots)), turn) for turn in turns]
    doubtful: list[tuple[F64, float]] = []
    for part, turn in rounds:
        hopeful = _hopeful(board, thing.model, ground, (spots[part], yaws[part] + turn))
        for spot, yaw, good in zip(spots[part], yaws[part], hopeful, strict=True):
            if good:
                yield _trial(board, thing, (float(spot[0]), float(spot[1])), float(yaw + turn))
            else:
                doubtful.append((spot, float(yaw + turn)))
    for spot, yaw in doubtful:
        yield _trial(board, thing, (float(spot[0]), float(spot[1])), yaw)


def _hopeful(board: Board, key: str, ground: Mask, where: tuple[F64, NDArray[np.floating]]) -> Mask:
    """Return which of `where`, spots (k, 2) and yaws (k,), are worth a trial now: nearly all of it on its ground."""
    model, (spots, yaws) = board.models[key], where
    if model.airy or model.landing or not len(spots):
        return np.ones(len(spots), np.bool_)
    own = polygon.fill(board.hull(key), 0.6)
    cos, sin = np.cos(yaws), np.sin(yaws)
    turn = np.stack([np.stack([cos, -sin], axis=-1), np.stack([sin, cos], axis=-1)], axis=-2)
    share = board.value_at(ground, own @ turn + spots[:, None]).mean(axis=1)
    return np.asarray(share >= ((AFLOAT if model.floats else 1.0) - DOUBT))


def _spots(board: Board, thing: Thing, place: Place, ground: Mask, inner_m: float) -> F64:
    """Return the best candidate points (k, 2): on the cells, or between them too where the place is small."""
    model = board.models[thing.model]
    room = inner_m + (SMALL_MARGIN_M if inner_m <= SMALL_M else MARGIN_M)
    mask = place.mask & ground
    if not model.airy:
        mask = mask & (board.clear_m >= min(room, 9.5) - board.cell_m)
    rows, cols = np.nonzero(mask)
    fine = thing.where.beside is not None or thing.station is not None or len(rows) < 400
    half = board.land.size_m / 2
    spots = np.stack([cols * board.cell_m - half, rows * board.cell_m - half], axis=1)
    key = rows.astype(np.int64) * board.land.rows + cols
    score = _score(board, thing, place, (rows, cols), inner_m)
    if fine:
        shift = np.array([(dx, dz) for dz in (-0.25, 0.25) for dx in (-0.25, 0.25)]) * board.cell_m
        spots = (spots[:, None] + shift[None]).reshape(-1, 2)
        key = (key[:, None] * 4 + np.arange(4)).ravel()
        score = np.repeat(score, 4)
    score = score + (board.seed / thing.id).at(key) * 1.2
    block = np.floor(spots / max(board.cell_m * 0.5, _block_m(len(spots), board.cell_m))).astype(np.int64)
    block -= block.min(axis=0, initial=0)
    order = np.argsort(score, kind="stable")
    keep = order[firsts(block[order, 0] * (int(block[:, 1].max(initial=0)) + 1) + block[order, 1])]
    return spots[keep[ranked(score[keep], key[keep], MORE)]]


def _block_m(count: int, cell_m: float) -> float:
    return float(np.sqrt(count / (3.0 * MORE))) * cell_m


def _score(
    board: Board, thing: Thing, place: Place, cells: tuple[NDArray[np.int64], NDArray[np.int64]], inner_m: float
) -> F64:
    """Return what each cell costs: less where it is level, out of promised views, not in the middle of a zone."""
    model = board.models[thing.model]
    rows, cols = cells
    score: F64 = place.cost[rows, cols].astype(np.float64)
    score += np.degrees(board.slope_rad[rows, cols]) * 0.12
    if model.floats:
        score += np.minimum(distance_m(board.depth_m >= FLOAT_M, board.cell_m, 6.0)[rows, cols], 8.0) * 1.5
    if not model.airy:
        score += np.where(board.sight_m[rows, cols] < min(model.height_m, float(NO_LIMIT_M)), 7.0, 0.0)
    if board.reached is not None and stops(model) and not model.floats:
        score += np.where(board.reached[rows, cols], 0.0, 4.0)
    zone = board.zones.get(thing.where.in_ or thing.where.on or "")
    if zone is not None:
        half = board.land.size_m / 2
        x, z = cols * board.cell_m - half, rows * board.cell_m - half
        share = np.hypot(x - zone.centre_m[0], z - zone.centre_m[1]) / board.radius_m[zone.id]
        score += np.abs(share - 0.62) * 4.0
    half = board.land.size_m / 2
    for station in board.stations.values():
        sx, _, sz = station.position_m
        away = np.hypot(cols * board.cell_m - half - sx, rows * board.cell_m - half - sz)
        score += np.maximum(3.2 + inner_m - away, 0.0) * (0.0 if thing.station == station.id else 2.0)
    if not model.airy:
        points = np.stack([cols * board.cell_m - half, rows * board.cell_m - half], axis=1)
        score += cost_near_pins(board, thing.id, points, inner_m)
    return score


def _with_station(board: Board, thing: Thing, place: Place, subject: Subject, inner_m: float) -> Place:
    """Return `place` with the words that go without saying for a station's own prop: in reach and in view."""
    station = board.stations.get(thing.station or "")
    if station is None or place.unknown or place.point is not None:
        return place
    x, _, z = station.position_m
    near, far = REACH_OF_STATION_M[0] + min(inner_m, 1.0), REACH_OF_STATION_M[1] + inner_m
    box = board.box(np.array([[x - far, z - far], [x + far, z + far]]), 0.0)
    points = board.points(box)
    dx, dz = points[..., 0] - x, points[..., 1] - z
    away = np.hypot(dx, dz)
    turn = np.arctan2(dx, dz) - station.yaw_rad
    ahead = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    mask, cost = np.zeros_like(place.mask), place.cost.copy()
    mask[box] = (away >= near - board.cell_m * 0.5) & (away <= far) & (ahead <= np.radians(75.0))
    cost[box] += np.abs(away - near - 0.4) * 1.5 + np.abs(ahead - 0.5) * 3.0
    clause = Clause(f"within reach and in view of `{station.id}`", f"{subject.pointer}", (station.id,), mask)
    return Place(
        (*place.clauses, clause), place.mask & mask, cost, place.point, place.deck or station.on,
        place.unknown, place.no_front,
    )  # fmt: skip


def _at_point(board: Board, place: Place) -> Place:
    if place.point is None:
        return place
    mask = np.zeros_like(place.mask)
    mask[board.cell_of(np.array([place.point[0]]), np.array([place.point[1]]))] = True
    return Place(place.clauses, mask, place.cost, place.point)


def _trial(
    board: Board, thing: Thing, spot: tuple[float, float], yaw: float, deck: tuple[str, float] | None = None
) -> Trial:
    """Return `thing` as it would stand at `spot`, on the ground, on the water or on a deck (its id and height)."""
    model = board.models[thing.model]
    yaw = float((yaw + np.pi) % (2 * np.pi) - np.pi)
    own = board.hull(thing.model)
    if model.landing and thing.where.at is None:
        back = -float(own[:, 1].min())  # the spot is where one steps on; the rest lies ahead of it
        spot = (spot[0] + float(np.sin(yaw)) * back, spot[1] + float(np.cos(yaw)) * back)
    outline = polygon.turned(own, yaw, spot)
    front = None
    if model.use_m > 0.0 and deck is None:
        left, right, edge = float(own[:, 0].min()), float(own[:, 0].max()), float(own[:, 1].max())
        quad = np.array([[left, edge], [right, edge], [right, edge + model.use_m], [left, edge + model.use_m]])
        front = polygon.turned(quad + np.array([0.0, 0.02]), yaw, spot)
    placed = PlacedThing(
        thing.id, thing.model, (spot[0], deck[1] if deck else 0.0, spot[1]), yaw, outline, thing.pointer,
        model.height_m, model.airy, front, deck[0] if deck else None,
    )  # fmt: skip
    return Trial(thing, model, placed, deck is not None)


def _commit(board: Board, trial: Trial, views: tuple[View, ...]) -> None:
    placed, model = trial.placed, trial.model
    board.things[placed.id] = placed
    for view in views:
        commit_view(board, view)
    if trial.on_deck or model.airy:
        return
    board.taken(placed.footprint_m)
    if rests(model):
        level_under(board, placed)
    if board.reached is not None and stops(model):
        grow = board.plan.agent.radius_m + board.cell_m * 0.15
        box = board.box(placed.footprint_m, grow)
        board.reached[box] &= polygon.distance(board.points(box), placed.footprint_m) > grow


def turn_to(board: Board, thing: Thing) -> Issue | None:
    """Turn a placed thing to what it faces, now that this is placed, or return that there is no room to turn it."""
    placed = board.things.pop(thing.id)
    model = board.models[thing.model]
    spot = (placed.position_m[0], placed.position_m[2])
    yaw = float(yaw_at(board, thing, model, np.array([spot]))[0])
    deck = None if placed.on is None else (placed.on, placed.position_m[1])
    trial = _trial(board, thing, spot, yaw, deck)
    trial = replace(trial, placed=replace(trial.placed, position_m=placed.position_m))
    fits = not judge(board, trial, np.ones(board.height_m.shape, np.bool_)).reason
    fits = fits and kept(board, trial.placed) is None and can_level(board, trial)
    board.things[thing.id] = trial.placed if fits else placed
    if not fits:
        also = (f"{thing.pointer}/facing", pointer_of(board, thing.facing or ""))
        return issue("CANNOT_FACE", thing.pointer, related=filter(None, also), id=thing.id, target=thing.facing)
    if deck is None and not model.airy:
        board.taken(trial.placed.footprint_m)
        if rests(model):
            level_under(board, trial.placed)
    return None


def _seen_from(board: Board, trial: Trial, station: str, pointer: str) -> View:
    eye = np.array(board.stations[station].eye_m)
    samples = samples_of_thing(trial.placed, eye)
    seen = over_ground(board, eye, samples) & past_things(board, eye, samples, (trial.placed.id,))
    return View(station, trial.placed.id, board.stations[station].eye_m, samples, float(seen.mean()), pointer)


def _refusal(
    board: Board, thing: Thing, asked: tuple[Subject, Place], ground: Mask, refused: list[Verdict], worst: View | None
) -> Issue:
    """Return why no candidate did: the reason that stopped those which got furthest."""
    subject, place = asked
    counted = Counter(verdict.reason for verdict in refused)
    by = tuple(name for name, _ in Counter(v.by for v in refused if v.by).most_common(3))
    lines = lines_of(board, subject, place, by)
    if worst is not None:
        return view_refusal(board, thing.pointer, worst, lines)
    if place.point is not None and refused:
        return _refuse_exact(board, thing, lines, refused[0], place)
    if counted.get("view") and counted["view"] * 2 >= len(refused):
        station = next(verdict.by for verdict in refused if verdict.reason == "view")
        view = next(view for view in board.views if view.station == station)
        return issue(
            "VIEW_TAKEN", thing.pointer, related=(*lines, view.pointer), id=thing.id, station=station,
            target=view.target,
        )  # fmt: skip
    if counted.get("reach") and counted["reach"] * 2 >= len(refused):
        return unreachable(board, thing.id, thing.pointer, lines)
    size = np.ptp(board.models[thing.model].footprint_m, axis=0)
    free = place.mask & ground & (board.clear_m >= min(subject.inner_m + 0.3, 9.0))
    share = float(np.count_nonzero(free)) / max(float(np.count_nonzero(place.mask)), 1.0)
    return refuse_size(board, subject, place, (float(size[0]), float(size[1])), share, by)


def _refuse_exact(board: Board, thing: Thing, lines: tuple[str, ...], verdict: Verdict, place: Place) -> Issue:
    """Return why a thing cannot stand at the very point that the lesson gives."""
    met = (verdict.by, *verdict.also)
    also = tuple(dict.fromkeys((*lines, *filter(None, (pointer_of(board, name) for name in met)))))
    size = f"{board.land.size_m:g}"
    if verdict.reason in {"thing", "front", "station"} and verdict.by:
        return issue(
            "OVERLAP", thing.pointer, related=also, names=listed((thing.id, *met)), deep=max(verdict.figure, 0.0)
        )
    if verdict.reason == "edge":
        return issue("OUTSIDE_WORLD", thing.pointer, related=also, id=thing.id, size=size, need="1.5")
    if verdict.reason == "view":
        view = next(view for view in board.views if view.station == verdict.by)
        return issue(
            "VIEW_TAKEN", thing.pointer, related=(*also, view.pointer), id=thing.id, station=view.station,
            target=view.target,
        )  # fmt: skip
    if verdict.reason == "reach":
        return unreachable(board, thing.id, thing.pointer, also)
    points = polygon.fill(polygon.turned(board.hull(thing.model), 0.0, place.point or (0, 0)), 0.5)
    code = "IN_WATER" if board.value_at(board.depth_m, points).any() else "TOO_STEEP"
    code = {"dry": "NO_WATER", "landing": "NO_LANDING"}.get(verdict.reason, code)
    if board.models[thing.model].floats:
        code = "NO_WATER"
    return issue(code, thing.pointer, related=also, id=thing.id, words="at that point", share=int(99 * verdict.figure))
