"""Stations: where a learner stands. Chosen for what is seen from there, levelled, with free ground around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.arrays import firsts
from worldgen.core.grid import quantile
from worldgen.core.issues import Issue, issue
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.decks import deck_points
from worldgen.generate.layout.fields import ranked
from worldgen.generate.layout.footing import Need, station_needs
from worldgen.generate.layout.indoors import Inside, outline_of
from worldgen.generate.layout.pads import disc, level_pad
from worldgen.generate.layout.pins import off_pins
from worldgen.generate.layout.placed import F64, PlacedStation, View
from worldgen.generate.layout.refusal import lines_of, listed, pointer_of, refuse_ground, refuse_size, refuse_words
from worldgen.generate.layout.sight import over_ground, past_things, samples_of
from worldgen.generate.layout.views import blockers, commit_view, eye_of, look
from worldgen.generate.layout.words import Place, Subject, read_place
from worldgen.generate.plan import Station

FREE_M = 1.3  # from the middle of a station to the nearest footprint
PAD_M, PAD_REACH_M = 1.3, 7.0
SCREENED, EXAMINED = 40, 14  # candidates looked from roughly, and exactly
SCREEN_SAMPLES = 20
SCREENS_KEPT = 24  # a few bytes each
GIVEN_UP_M = 4.0  # around a spot from which no way was found; twice as much after each further one
TALL_M, WHOLE, STEP_BACK = 3.5, 1.15, 1.2  # what is so tall is seen whole from so many heights away, by metre of less
OPEN_M = (3.0, 6.0)  # how far around a station one should be able to come from
HEMMED_IN = 8.0  # what it costs, in about metres, when one can come from nowhere
GOOD_SHARE = 0.15  # a view that shows so much more than the least is taken without looking further


def place_station(board: Board, station: Station, *, wait_for_target: bool = False) -> Issue | None:
    """Place `station` on the board, or return why it cannot be.

    With `wait_for_target` its `look_at` is placed later, and promises the view then.
    """
    subject = Subject(station.id, "station", 0.5, station.where, station.pointer, f"{station.pointer}/where")
    place = read_place(board, subject)
    found = refuse_words(board, subject, place)
    if found is not None:
        return found
    needs = station_needs(board)
    if place.deck is None:
        found = refuse_ground(board, subject, place, needs)
        if found is not None:
            return found
    target = None if wait_for_target else station.look_at
    if target is not None and not board.knows(target):
        return issue("PLACE_UNKNOWN", f"{station.pointer}/look_at", id=station.id, name=target)
    spots = _spots(board, station, place, needs)
    if isinstance(spots, Issue):
        return spots
    return choose_spot(board, station, place, subject, spots)


def _spots(board: Board, station: Station, place: Place, needs: tuple[Need, ...]) -> F64 | Issue:
    """Return where the station may stand as (k, 3), best first without regard to the view."""
    subject = Subject(station.id, "station", 0.5, station.where, station.pointer, f"{station.pointer}/where")
    if place.deck is not None:
        points = deck_points(board, place.deck, 0.5)
        free = np.array([_free_on_deck(board, place.deck, point) for point in points], np.bool_)
        points = points[free]
        if not len(points):
            return refuse_size(board, subject, place, (1.0, 1.0), 0.0)
        rank = (board.seed / station.id).at(np.arange(len(points)))
        return points[np.argsort(rank, kind="stable")[:SCREENED]]
    mask = place.mask
    for need in needs:
        mask = mask & need.mask
    if place.point is not None:
        spot = np.array([place.point], np.float64)
        ok, free = board.value_at(mask, spot)[0], board.value_at(board.clear_m, spot)[0] >= FREE_M
        if not ok:
            return refuse_ground(board, subject, _only(board, place, spot), needs) or _crowded(board, subject, place)
        if not free:
            return _crowded(board, subject, place)
        if board.reached is not None and not board.value_at(board.reached, spot)[0]:
            return unreachable(board, station.id, station.pointer, lines_of(board, subject, place))
        return _with_height(board, spot)
    free_mask = mask & (board.clear_m >= FREE_M) & _apart(board)
    if not free_mask.any():
        return refuse_size(board, subject, place, (2.0, 2.0), 0.0)
    if board.reached is not None:
        reached = free_mask & board.reached
        if not reached.any():
            return unreachable(board, station.id, station.pointer, lines_of(board, subject, place))
        free_mask = reached
    unpinned = free_mask & off_pins(board, station.id, FREE_M)
    free_mask = unpinned if unpinned.any() else free_mask
    return _with_height(board, _best_cells(board, station, place, free_mask))


def _best_cells(board: Board, station: Station, place: Place, mask: Mask) -> F64:
    """Return up to SCREENED cells of `mask`, at most one of each block so that they differ."""
    rows, cols = np.nonzero(mask)
    score = place.cost[rows, cols] + np.degrees(board.slope_rad[rows, cols]) * 0.15
    score = score + np.maximum(3.0 - board.clear_m[rows, cols], 0.0) * 2.0
    half = board.land.size_m / 2
    walk = np.hypot(cols * board.cell_m - half - board.start_m[0], rows * board.cell_m - half - board.start_m[1])
    score = score + walk * 0.03  # a shorter walk, where nothing else decides
    score = score + (board.seed / station.id).at(rows, cols) * 2.5 + HEMMED_IN * _hemmed_in(board, rows, cols)
    block = max(int(np.sqrt(len(rows) / (2.0 * SCREENED))), 1)
    east, south = (np.asarray(at * board.cell_m - half, np.float64) for at in (cols, rows))
    score = score + _given_up(board, station.id, east, south) + _too_close(board, station.look_at, east, south)
    order = np.argsort(score, kind="stable")
    keep = order[firsts((rows[order] // block) * board.land.rows + cols[order] // block)]
    keep = keep[ranked(score[keep], keep, SCREENED)]
    return np.stack([cols[keep] * board.cell_m - half, rows[keep] * board.cell_m - half], axis=1)


def _hemmed_in(board: Board, rows: NDArray[np.int64], cols: NDArray[np.int64]) -> F64:
    """Return the share of the ground around cells that nobody can get to; none on ground levelled already.

    A pad cut into a pocket (between a crater and hot lava, at the foot of a cliff) would close it off.
    """
    out = np.zeros(len(rows))
    if board.reached is None:
        return out
    turn = np.arange(8) * (np.pi / 4)
    last = board.land.rows - 1
    for radius_m in OPEN_M:
        for dr, dc in np.rint(np.stack([np.sin(turn), np.cos(turn)], axis=1) * radius_m / board.cell_m).astype(int):
            out += ~board.reached[np.clip(rows + dr, 0, last), np.clip(cols + dc, 0, last)]
    return np.where(board.fixed[rows, cols], 0.0, out / (len(turn) * len(OPEN_M)))


def choose_spot(board: Board, station: Station, place: Place, subject: Subject, spots: F64) -> Issue | None:
    """Commit the spot with the best views among `spots`, or return which view cannot be had."""
    target = station.look_at if station.look_at is not None and board.knows(station.look_at) else None
    seen_from = station.where.visible_from
    if target is None and seen_from is None:
        _commit(board, station, spots[0], place.deck, ())
        return None
    rank = np.arange(len(spots)) * 0.12 + _given_up(board, station.id, spots[:, 0], spots[:, 2])
    if target is not None and len(spots) > 1:
        rank = rank - screen(board, spots, target)
    best: tuple[View, int, tuple[View, ...]] | None = None
    for number, index in enumerate(np.argsort(rank, kind="stable")):
        enough = best is not None and (place.deck is None or best[0].share >= board.least_share)
        if number >= EXAMINED and enough:  # in a full room one looks on until a view is had
            break
        views = _views(board, station, spots[index], target, seen_from)
        worst = min(views, key=lambda view: view.share)
        if best is None or worst.share > best[0].share:
            best = (worst, int(index), tuple(views))
        if worst.share >= board.least_share + GOOD_SHARE:
            break
    if best is None:
        return refuse_size(board, subject, place, (2.0, 2.0), 0.0)
    worst, chosen, views_there = best
    if worst.share < board.least_share:
        return view_refusal(board, station.pointer, worst, lines_of(board, subject, place))
    _commit(board, station, spots[chosen], place.deck, views_there)
    return None


def _too_close(board: Board, target: str | None, x_m: F64, z_m: F64) -> F64:
    """Return a penalty (k,) for spots from which one would have to crane one's neck to see all of a building."""
    thing = board.things.get(target or "")
    if thing is None or thing.height_m < TALL_M:
        return np.zeros(len(x_m))
    away = polygon.distance(np.stack([x_m, z_m], axis=1), thing.footprint_m)
    return np.asarray(STEP_BACK * np.maximum(WHOLE * thing.height_m - away, 0.0), np.float64)


def _given_up(board: Board, name: str, x_m: F64, z_m: F64) -> F64:
    """Return a penalty (k,) for the neighbourhoods that earlier attempts gave up, each wider than the one before."""
    out = np.zeros(len(x_m))
    for tries, (x, z) in enumerate(board.avoid.get(name, ())):
        out += np.where(np.hypot(x_m - x, z_m - z) < GIVEN_UP_M * 2.0**tries, 50.0, 0.0)
    return out


def _views(board: Board, station: Station, spot: F64, target: str | None, seen_from: str | None) -> list[View]:
    found: list[View] = []
    position = (float(spot[0]), float(spot[1]), float(spot[2]))
    if target is not None:
        found.append(look(board, station.id, eye_of(board, position), target, f"{station.pointer}/look_at"))
    if seen_from is not None:
        eye = np.array(board.stations[seen_from].eye_m)
        body = np.array([position]) + np.array([[0.0, rise, 0.0] for rise in (0.5, 1.0, 1.5)])
        free = over_ground(board, eye, body) & past_things(board, eye, body, ())
        place = board.stations[seen_from].eye_m
        line = f"{station.pointer}/where/visible_from"
        found.append(View(seen_from, station.id, place, body, float(free.mean()), line))
    return found


def screen(board: Board, spots: F64, target: str) -> F64:
    """Return how good the view of `target` is from each spot: share seen over the ground, and a fit distance."""
    eyes = spots + np.array([0.0, board.plan.agent.eye_m, 0.0])
    samples = samples_of(board, target, eyes.mean(axis=0), SCREEN_SAMPLES)
    x, z = board.centre_m(target)
    away = np.hypot(eyes[:, 0] - x, eyes[:, 2] - z)
    thing = board.things.get(target)
    best = quantile(away, 0.5) if thing is None else float(np.clip(2.2 * max(thing.height_m, 1.0), 3.0, 18.0))
    fit: F64 = -0.15 * np.abs(away - best)
    if not len(samples):
        return fit
    shape = (len(eyes), len(samples), 3)
    free = board.stages.recall(
        "screen",
        lambda: over_ground(board, np.broadcast_to(eyes[:, None], shape), np.broadcast_to(samples[None], shape)),
        board.cell_m, board.height_m, eyes, samples,
        most=SCREENS_KEPT,
    )  # fmt: skip
    return np.asarray(10.0 * free.mean(axis=1) + fit, np.float64)


def _commit(board: Board, station: Station, spot: F64, deck: str | None, views: tuple[View, ...]) -> None:
    x, y, z = (float(v) for v in spot)
    if deck is None:
        box, away = disc(board, (x, z), PAD_M, PAD_REACH_M)
        level_pad(board, box, away, y)
        y = float(board.height_at(np.array(x), np.array(z)))
    position = (x, y, z)
    eye = eye_of(board, position)
    target = target_point(board, station, eye, views)
    yaw = float(np.arctan2(target[0] - x, target[2] - z))
    board.stations[station.id] = PlacedStation(
        station.id, position, yaw, (x, float(eye[1]), z), target, station.look_at, station.pointer, deck
    )
    for view in views:
        own = view.station == station.id
        commit_view(board, look(board, view.station, eye, view.target, view.pointer) if own else view)


def target_point(board: Board, station: Station, eye_m: F64, views: tuple[View, ...]) -> tuple[float, float, float]:
    """Return the point to look at: the middle of what is seen, or of what the place leans on, or of the world."""
    if views and len(views[0].samples_m):
        x, y, z = (quantile(axis, 0.5) for axis in views[0].samples_m.T)
        return x, y, z
    room = board.indoors.get(station.id)
    if room is not None:
        return _across(board, room, eye_m)
    where = station.where
    for name in (where.near, where.beside, where.along, where.in_, where.on):
        if name is None or not board.knows(name):
            continue
        x, z = _nearest_of(board, name, eye_m)
        if np.hypot(x - eye_m[0], z - eye_m[2]) > 1.5:
            return x, float(board.height_at(np.array(x), np.array(z))) + 0.8, z
    top = int(np.argmax(board.height_m))
    row, col = divmod(top, board.land.rows)
    half = board.land.size_m / 2
    return col * board.cell_m - half, float(board.height_m[row, col]), row * board.cell_m - half


def _across(board: Board, room: Inside, eye_m: F64) -> tuple[float, float, float]:
    """Return the point of a room to look at where nothing is said: past its middle, below the eye."""
    outline = outline_of(board.things[room.building], room.room)
    corner = outline[int(np.argmax(np.hypot(*(outline - eye_m[[0, 2]]).T)))]
    x, z = 0.5 * outline.mean(axis=0) + 0.5 * corner
    return float(x), float(eye_m[1]) - 0.35, float(z)


def _nearest_of(board: Board, name: str, eye_m: F64) -> tuple[float, float]:
    """Return the middle of a zone or a thing, or the nearest part of a piece of land that is some steps away."""
    area = board.land.areas.get(name)
    if area is None or name in board.zones:
        return board.centre_m(name)
    rows, cols = np.nonzero(area.mask)
    if not rows.size:
        return board.centre_m(name)
    half = board.land.size_m / 2
    x, z = cols * board.cell_m - half, rows * board.cell_m - half
    away = np.abs(np.hypot(x - eye_m[0], z - eye_m[2]) - 6.0)
    index = int(np.argmin(away))
    return float(x[index]), float(z[index])


def unreachable(board: Board, name: str, pointer: str, lines: tuple[str, ...]) -> Issue:
    """Return that no path leads to `name`."""
    rules = board.plan.paths
    start = board.plan.start or (board.plan.stations[0].id if board.plan.stations else "the start")
    first = next((item.pointer for item in board.plan.stations if item.id == start), "")
    return issue(
        "PLACE_UNREACHABLE", pointer, id=name, start=start, slope=np.degrees(rules.max_slope_rad),
        related=tuple(line for line in dict.fromkeys((*lines, first, rules.pointer)) if line and line != pointer),
    )  # fmt: skip


def view_refusal(board: Board, pointer: str, view: View, lines: tuple[str, ...]) -> Issue:
    """Return that `view` does not show half of its target, with what stands in it."""
    hiding = blockers(board, view)
    by = "; the land lies in between" if len(view.samples_m) else "; the land lies in between or shows it edge-on"
    by = f"; `{hiding[0]}` stands in between" if hiding else by
    also = [pointer_of(board, name) for name in (*hiding, view.target, view.station)]
    related = dict.fromkeys((view.pointer, *lines, *also))
    return issue(
        "VIEW_BLOCKED", pointer, related=tuple(line for line in related if line and line != pointer),
        station=view.station, target=view.target, share=round(100 * view.share), by=by,
    )  # fmt: skip


def _with_height(board: Board, points: F64) -> F64:
    height = board.height_at(points[:, 0], points[:, 1])
    return np.stack([points[:, 0], height, points[:, 1]], axis=1)


def _only(board: Board, place: Place, spot: F64) -> Place:
    """Return `place` with its one point as its mask."""
    mask = np.zeros_like(place.mask)
    mask[board.cell_of(spot[:, 0], spot[:, 1])] = True
    return Place(place.clauses, mask, place.cost, place.point)


def _apart(board: Board) -> Mask:
    """Return the cells that are some steps from every other station and from the ground that things need in front."""
    out = np.ones(board.height_m.shape, np.bool_)
    for station in board.stations.values():
        x, z = station.position_m[0], station.position_m[2]
        box = board.box(np.array([[x - 2.5, z - 2.5], [x + 2.5, z + 2.5]]), 0.0)
        points = board.points(box)
        out[box] &= np.hypot(points[..., 0] - x, points[..., 1] - z) >= 2.5
    return out


def _free_on_deck(board: Board, deck: str, point: F64) -> bool:
    others = [thing.position_m for thing in board.things.values() if thing.on == deck]
    others += [other.position_m for other in board.stations.values() if other.on == deck]
    return all(np.hypot(point[0] - x, point[2] - z) >= 1.2 for x, _, z in others)


def _crowded(board: Board, subject: Subject, place: Place) -> Issue:
    point = np.array(place.point, np.float64)
    away = {name: float(polygon.distance(point, thing.footprint_m)) for name, thing in board.things.items()}
    near = sorted((name for name in away if away[name] < FREE_M), key=lambda name: (away[name], name))
    return issue(
        "OVERLAP", subject.pointer, related=lines_of(board, subject, place, near), names=listed((subject.id, *near)),
        deep=FREE_M - float(board.value_at(board.clear_m, point[None])[0]),
    )  # fmt: skip
