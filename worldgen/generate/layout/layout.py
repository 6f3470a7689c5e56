"""The layout of a world: every place in words becomes a position, or the lines in conflict are named.

CONTRIBUTOR NOTES
    Constructive placement in the order of reference, each choice keyed by (seed, id, cell): a thing that is added
    moves no other unless they touch. A failure is mended by bounded repair: the whole is laid out once more with the
    failing item before what is in its way and was left most free, at most REPAIRS times. A solver (CP-SAT) was tried
    in the field notes: exact, and a thousand times slower for ten things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

import numpy as np

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import Land
from worldgen.generate.layout.board import Board, make_board
from worldgen.generate.layout.clearance import keep_clear
from worldgen.generate.layout.doorsteps import tread_to_doors
from worldgen.generate.layout.fit import front_reached
from worldgen.generate.layout.order import Item, Leaning, all_items, in_order, leaning
from worldgen.generate.layout.placed import Layout, PlacedStation, PlacedThing
from worldgen.generate.layout.seat import rests
from worldgen.generate.layout.sockets import on_socket, thing_on_socket
from worldgen.generate.layout.spawn import spawn_at
from worldgen.generate.layout.stations import place_station, unreachable, view_refusal
from worldgen.generate.layout.things import place_thing, turn_to
from worldgen.generate.layout.views import LEAST_SHARE, eye_of, refreshed
from worldgen.generate.layout.ways import open_ways, stop_of
from worldgen.generate.layout.zones import place_zone
from worldgen.generate.paths import Network, Routing, Stop, lay_paths, reach, routing
from worldgen.generate.plan import Plan, Station, Thing, Zone
from worldgen.generate.stages import Stages
from worldgen.scene import Model, Spawn

REPAIRS = 9
STRICTER, STRICTEST = 0.12, 0.6  # more of a view is asked for at placement when carving the paths took too much of it
MOVES = frozenset({"VIEW_BLOCKED", "PLACE_UNREACHABLE", "STATION_UNREACHABLE"})  # what another spot may mend
MOST_MOVES = 6
SWAPS = frozenset({"PLACE_TOO_SMALL", "VIEW_TAKEN", "VIEW_BLOCKED", "OVERLAP"})  # and those that another order may mend


@dataclass(frozen=True, slots=True)
class _Tuning:
    """What repair has learned: who goes before whom, which spots to leave alone, how much of a view to ask for."""

    first: tuple[tuple[str, str], ...] = ()
    avoid: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    least_share: float = LEAST_SHARE
    careful: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class _Attempt:
    board: Board
    failed: Mapping[str, Issue]
    ways: Routing | None
    land: Land
    carved: bool = False  # it failed only when its paths were carved


def lay_out(plan: Plan, land: Land, models: Mapping[str, Model], seed: Seed, stages: Stages | None = None) -> Layout:
    """Return where everything that `plan` names is on `land`; `stages` remembers parts of the work.

    Raises
    ------
    SpecError
        With every item that cannot be placed as the lesson says; each issue names all lines in conflict.
    """
    lean, stages = leaning(plan), stages or Stages()
    tuning: _Tuning | None = _Tuning()
    best: Mapping[str, Issue] = {}
    for _ in range(REPAIRS + 1):
        if tuning is None:
            break
        board = make_board(plan, land, models, seed)
        board.stages = stages
        board.careful, board.least_share, board.avoid = tuning.careful, tuning.least_share, tuning.avoid
        made = _attempt(board, lean, tuning.first)
        if not made.failed:
            done = _finish(made)
            if isinstance(done, Layout):
                return done
            made = replace(made, failed=done, carved=True)
        if not best or len(made.failed) < len(best):
            best = made.failed
        tuning = _mended(plan, made, lean, tuning)
    raise SpecError(best.values())


def _mended(plan: Plan, made: _Attempt, lean: Leaning, tuning: _Tuning) -> _Tuning | None:
    """Return how to try again after `made` failed, or None when there is nothing left to try."""
    codes = {found.code for found in made.failed.values()}
    together = made.ways is not None and not made.carved and not tuning.careful  # nothing is wrong with any alone
    moved = _to_move(plan, made, tuning)
    if together and not (moved is not None and moved[0] in made.failed):
        return replace(tuning, careful=True)  # it was the things together that cut something off
    if moved is not None:
        name, spot = moved
        given_up = {**tuning.avoid, name: (*tuning.avoid.get(name, ()), spot)}
        return replace(tuning, avoid=given_up, least_share=LEAST_SHARE)
    if made.carved and "VIEW_BLOCKED" in codes and tuning.least_share < STRICTEST:
        return replace(tuning, least_share=tuning.least_share + STRICTER)
    swap = _swap(plan, made, lean, tuning.first)
    if swap is not None:
        return replace(tuning, first=(*tuning.first, swap))
    return None


def _attempt(board: Board, lean: Leaning, first: Sequence[tuple[str, str]]) -> _Attempt:
    plan = board.plan
    failed: dict[str, Issue] = {}
    lost: set[str] = set()
    for item in in_order(plan, lean, first):
        if lean.waits[item.id] & lost:
            lost.add(item.id)
            continue
        found = _place(board, item, lean)
        if found is not None:
            failed[item.id] = found
            lost.add(item.id)
        else:
            failed.update(_grant_wishes(board, item.id, lean))
    ground = board.ground()
    ways = None
    if not failed and board.stations:
        ways = routing(ground, plan.paths, plan.agent, board.pads)
        failed.update(_cut_off(board, ways))
    return _Attempt(board, failed, ways, ground)


def _place(board: Board, item: Item, lean: Leaning) -> Issue | None:
    if isinstance(item, Zone):
        board.reached = None  # a levelled zone opens ways, up to the rim of a crater for one
        return place_zone(board, item)
    if board.reached is None:
        open_ways(board)
    if isinstance(item, Thing) and on_socket(board.things, item):
        return thing_on_socket(board, item, _watchers(board, item, lean))
    if item.id in board.indoors:
        from worldgen.generate.layout.rooms import station_in_room, thing_in_room  # noqa: PLC0415  few lessons have any

        if isinstance(item, Station):
            return station_in_room(board, item, wait_for_target=(item.id, item.look_at) in lean.later)
        return thing_in_room(board, item, lean.waits, _watchers(board, item, lean))
    if isinstance(item, Thing) and item.against is not None:
        return issue("AGAINST_OUTDOORS", f"{item.pointer}/against", id=item.id, against=item.against)
    if isinstance(item, Station):
        return place_station(board, item, wait_for_target=(item.id, item.look_at) in lean.later)
    return place_thing(board, item, _watchers(board, item, lean))


def _watchers(board: Board, thing: Thing, lean: Leaning) -> tuple[tuple[str, str], ...]:
    """Return the stations that must see `thing`, with the lines that say so."""
    found: list[tuple[str, str]] = []
    if thing.where.visible_from in board.stations:
        found.append((str(thing.where.visible_from), f"{thing.pointer}/visible_from"))
    waiting = [s for s in board.plan.stations if (s.id, thing.id) in lean.later and s.id in board.stations]
    found += [(station.id, f"{station.pointer}/look_at") for station in waiting]
    return tuple(found)


def _grant_wishes(board: Board, name: str, lean: Leaning) -> dict[str, Issue]:
    """Turn what waited for `name` towards it: stations that look at it, things that face it; return who cannot."""
    failed: dict[str, Issue] = {}
    for wisher, wished in sorted(lean.later):
        if wished != name:
            continue
        if wisher in board.stations and name in board.things:
            board.stations[wisher] = _looking_at(board, board.stations[wisher], name)
        elif wisher in board.things:
            found = turn_to(board, next(thing for thing in board.plan.things if thing.id == wisher))
            failed |= {} if found is None else {wisher: found}
    return failed


def _looking_at(board: Board, station: PlacedStation, name: str) -> PlacedStation:
    x, y, z = board.things[name].position_m
    target = (x, y + board.things[name].height_m / 2, z)
    yaw = float(np.arctan2(x - station.position_m[0], z - station.position_m[2]))
    return replace(station, target_m=target, yaw_rad=yaw)


def _cut_off(board: Board, ways: Routing) -> dict[str, Issue]:
    """Return the stations and the fronts that the finished ground does not let a learner get to."""
    start = _start_of(board)
    got = reach(ways, stop_of(board, start).position_m)
    failed: dict[str, Issue] = {}
    for name, station in board.stations.items():
        at = np.array([stop_of(board, station).position_m])
        if name != start.id and not board.value_at(got, at)[0]:
            failed[name] = unreachable(board, name, station.pointer, ())
    for name, thing in board.things.items():
        if thing.use_m is not None and not board.models[thing.model].floats and not front_reached(board, thing.use_m):
            failed[name] = unreachable(board, name, thing.pointer, ())
    return failed


def _swap(plan: Plan, made: _Attempt, lean: Leaning, tried: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return (failing item, what is in its way and was left most free), or None when no swap is left to try."""
    items = all_items(plan)
    for name, found in made.failed.items():
        if found.code not in SWAPS or name not in items:
            continue
        rivals = [other for other in items.values() if other.pointer in found.related and other.id != name]
        rivals = [other for other in rivals if other.where.at is None and other.id not in lean.waits[name]]
        rivals = [other for other in rivals if (name, other.id) not in tried and (other.id, name) not in tried]
        if rivals and not isinstance(items[name], Zone):
            return name, min(rivals, key=lambda other: (len(other.where.names()), other.id)).id
    return None


def _to_move(plan: Plan, made: _Attempt, tuning: _Tuning) -> tuple[str, tuple[float, float]] | None:
    """Return the zone of a failed station, else that station, with the spot to leave alone, where it was left free."""
    items = all_items(plan)
    board = made.board
    for name, found in made.failed.items():
        if found.code not in MOVES or name not in items:
            continue
        zone = board.zones.get(items[name].where.in_ or items[name].where.on or "")
        if zone is not None and items[zone.id].where.at is None and len(tuning.avoid.get(zone.id, ())) < MOST_MOVES:
            return zone.id, zone.centre_m
        station = board.stations.get(name)
        if station is not None and items[name].where.at is None and len(tuning.avoid.get(name, ())) < MOST_MOVES:
            return name, (station.position_m[0], station.position_m[2])
    return None


def _start_of(board: Board) -> PlacedStation:
    return board.stations.get(board.plan.start or "") or board.stations[board.plan.stations[0].id]


def _finish(made: _Attempt) -> Layout | Mapping[str, Issue]:
    """Return the layout with its paths carved, or what that made impossible, by the id of the station."""
    board = made.board
    try:
        network, spawn = _with_paths(made)
    except SpecError as refused:
        ids = {station.pointer: name for name, station in board.stations.items()}
        return {ids.get(found.pointer, found.pointer): found for found in refused.issues}
    ground = network.land
    _carry(board, ground)
    if board.stations and _start_of(board).on in board.plan.floor_plans:
        spawn = replace(spawn, position_m=_start_of(board).position_m)
    board.height_m = ground.height_m.copy()
    for name, station in board.stations.items():
        if station.on is None:
            board.stations[name] = _grounded(board, station)
    views = refreshed(board)
    hidden = [view for view in views if view.share < LEAST_SHARE]
    if hidden:
        return {view.station: view_refusal(board, view.pointer, view, ()) for view in hidden}
    board.views = list(views)
    ground = tread_to_doors(ground, board.things.values())
    clear = keep_clear(board, ground, network.bridges, spawn)
    return Layout(ground, board.zones, board.things, board.stations, network, views, clear, spawn)


def _with_paths(made: _Attempt) -> tuple[Network, Spawn]:
    board, plan = made.board, made.board.plan
    if not board.stations or made.ways is None:
        x, z = board.start_m
        y = float(board.height_at(np.array(x), np.array(z)))
        return Network(made.land, (), (), np.zeros_like(made.land.blocked)), Spawn((x, y, z), 0.0)
    start = _start_of(board)
    home = stop_of(board, start)
    stops = _apart([stop_of(board, station) for name, station in board.stations.items() if name != start.id], home)
    if plan.paths.connect:
        network = lay_paths(made.land, stops, plan.paths, plan.agent, home, made.ways)
    else:
        network = Network(made.land, (), (), np.zeros_like(made.land.blocked))
    return network, spawn_at(board, start, home, network.land)


def _apart(stops: Sequence[Stop], home: Stop) -> list[Stop]:
    """Return the stops without those that lie where another does: one path leads to all rooms of a building."""
    first = {stop.position_m: stop for stop in reversed(stops)}
    return [stop for stop in stops if first[stop.position_m] is stop and stop.position_m != home.position_m]


def _carry(board: Board, ground: Land) -> None:
    """Bring things to the height of their pads, and with a building all that is in it."""
    before = dict(board.things)
    for name, thing in before.items():
        board.things[name] = _carried(board, thing, ground)
    for name, site in before.items():
        lift = board.things[name].position_m[1] - site.position_m[1]
        if name in board.plan.floor_plans and lift:
            _lift(board, name, lift)


def _lift(board: Board, building: str, lift_m: float) -> None:
    for name, thing in board.things.items():
        if thing.on == building:
            x, y, z = thing.position_m
            board.things[name] = replace(thing, position_m=(x, y + lift_m, z))
    for name, station in board.stations.items():
        if station.on == building:
            at, eye, target = (
                (place[0], place[1] + lift_m, place[2])
                for place in (station.position_m, station.eye_m, station.target_m)
            )
            board.stations[name] = replace(station, position_m=at, eye_m=eye, target_m=target)


def _carried(board: Board, thing: PlacedThing, ground: Land) -> PlacedThing:
    """Return `thing` at the height to which the paths brought its pad, which moves as a whole."""
    x, y, z = thing.position_m
    at = np.array([[x, z]])
    if thing.on is not None or not rests(board.models[thing.model]) or not board.value_at(board.pads, at)[0]:
        return thing
    lift = board.value_at(ground.height_m, at)[0] - board.value_at(board.height_m, at)[0]
    return replace(thing, position_m=(x, y + float(lift), z))


def _grounded(board: Board, station: PlacedStation) -> PlacedStation:
    x, _, z = station.position_m
    position = (x, float(board.height_at(np.array(x), np.array(z))), z)
    eye = eye_of(board, position)
    return replace(station, position_m=position, eye_m=(x, float(eye[1]), z))
