"""Stations and things in rooms: on free floor that the doors lead to, in view of what they look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from worldgen.core import polygon
from worldgen.core.issues import Issue, issue
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import ranked
from worldgen.generate.layout.floor import free_floor, turning_at
from worldgen.generate.layout.indoors import Inside, doors_of, floor_m, point_of, to_plan, to_world
from worldgen.generate.layout.placed import F64, PlacedThing, View
from worldgen.generate.layout.refusal import pointer_of
from worldgen.generate.layout.sight import over_ground, past_things, samples_of_thing
from worldgen.generate.layout.sockets import on_socket
from worldgen.generate.layout.stations import choose_spot, view_refusal
from worldgen.generate.layout.views import LEAST_SHARE, commit_view, eye_of
from worldgen.generate.layout.words import Place, Subject
from worldgen.generate.plan import Station, Thing
from worldgen.generate.rooms.asked import Asked, Placement
from worldgen.scene import Model
from worldgen.spec.where import Where

KNOWN = frozenset({"in_", "on", "near", "within", "beside", "visible_from"})
NEAR_M, BESIDE_M = 2.5, 1.4  # in a room everything is close: what the words mean there
ROOM_M = 0.12  # more than the agent's own radius to every wall and every piece of furniture
DOOR_M = 0.9  # from a door to a station: nobody stands in it
SPOTS = 120  # candidates: a full room has few from which a thing is seen
APART_M = 1.2  # between two stations
WELL_SEEN = 0.8  # what a metre too near or too far costs
CIRCLE_M = 0.76  # of a wheelchair that turns: 1.5 m across (ISO 21542), and what a file rounds away
REACH_M = (0.9, 2.2)  # from a station to its props


def station_in_room(board: Board, station: Station, *, wait_for_target: bool) -> Issue | None:
    """Place `station` in its room, or return why it cannot be; with `wait_for_target` its view is promised later."""
    inside = board.indoors[station.id]
    found = _unknown_words(board, station.where, f"{station.pointer}/where", station.id)
    if found is not None:
        return found
    if not wait_for_target and station.look_at is not None and not board.knows(station.look_at):
        return issue("PLACE_UNKNOWN", f"{station.pointer}/look_at", id=station.id, name=station.look_at)
    spots = _spots(board, station, inside)
    if not len(spots):
        return _full(board, station.id, station.pointer, f"no free floor is left where one can {_needs(board, inside)}")
    subject = Subject(station.id, "station", 0.5, station.where, station.pointer, f"{station.pointer}/where")
    shape = board.height_m.shape
    place = Place((), np.ones(shape, np.bool_), np.zeros(shape, np.float32), deck=inside.building)
    return choose_spot(board, station, place, subject, spots)


def _spots(board: Board, station: Station, inside: Inside) -> F64:
    """Return where the station may stand in the world, (k, 3), spread over the room."""
    site, floors = board.things[inside.building], board.plan.floor_plans[inside.building]
    solid = [to_plan(site, one.footprint_m) for one in _things_in(board, inside)]
    flat = free_floor(floors, inside.room, solid, board.plan.agent.radius_m + ROOM_M)
    if floors.wheelchair:
        flat = turning_at(floors, inside.room, solid, flat, CIRCLE_M)
    for opening, wall in doors_of(floors, inside.room):
        flat = flat[np.hypot(*(flat - point_of(wall, opening)).T) >= DOOR_M]
    for other in board.stations.values():
        if other.on == inside.building and abs(other.position_m[1] - floor_m(site, floors, inside.room.level)) < 1.0:
            at = to_plan(site, np.array([[other.position_m[0], other.position_m[2]]]))[0]
            flat = flat[np.hypot(*(flat - at).T) >= APART_M]
    where = station.where
    for name, most in ((where.near, where.within or NEAR_M), (where.beside, BESIDE_M)):
        outline = board.outline(name) if name is not None and board.room(name) is None else None
        if outline is not None and len(flat):
            flat = flat[polygon.distance(flat, to_plan(site, outline)) <= most]
    if not len(flat):
        return np.zeros((0, 3))
    cell = np.rint(flat * 10).astype(np.int64)
    middle = np.array(inside.room.outline_m).mean(axis=0)
    score = (board.seed / station.id).at(cell[:, 0], cell[:, 1]) + 0.12 * np.hypot(*(flat - middle).T)
    score = score + _from_target(board, station, site, flat)
    chosen = flat[ranked(score, cell[:, 0] * 10_000 + cell[:, 1], SPOTS)]
    world = to_world(site, chosen)
    level = np.full(len(world), floor_m(site, floors, inside.room.level))
    return np.stack([world[:, 0], level, world[:, 1]], axis=1)


def _needs(board: Board, inside: Inside) -> str:
    if board.plan.floor_plans[inside.building].wheelchair:
        return "stand and turn a wheelchair, in a circle of 1.5 m"
    return "stand"


def _from_target(board: Board, station: Station, site: PlacedThing, flat: F64) -> F64:
    """Return what it costs to stand too near to a thing to see it whole, or too far to see it well."""
    target = board.things.get(station.look_at or "")
    if target is None or target.on != site.id:
        return np.zeros(len(flat))
    size = max(target.height_m, float(np.ptp(target.footprint_m, axis=0).max()), 1.0)
    away = np.hypot(*(flat - to_plan(site, np.array([[target.position_m[0], target.position_m[2]]]))[0]).T)
    return np.asarray(WELL_SEEN * np.abs(away - 1.4 * size - 0.4), np.float64)


def _things_in(board: Board, inside: Inside) -> list[PlacedThing]:
    """Return what stands on the floor of a room."""
    mine = [name for name, other in board.indoors.items() if other == inside and name in board.things]
    return [board.things[name] for name in mine if not board.things[name].airy]


def thing_in_room(
    board: Board, thing: Thing, waits: Mapping[str, frozenset[str]], watchers: Sequence[tuple[str, str]]
) -> Issue | None:
    """Place `thing` in its room with all others of the room that are ready, or return why it cannot be."""
    if thing.id in board.refused:
        return board.refused.pop(thing.id)
    inside = board.indoors[thing.id]
    if thing.id not in board.things:
        if thing.station is not None:
            return _at_station(board, thing, inside)
        _furnish(board, thing, inside, waits)
        if thing.id in board.refused:
            return board.refused.pop(thing.id)
    return _watched(board, thing, watchers)


def _furnish(board: Board, thing: Thing, inside: Inside, waits: Mapping[str, frozenset[str]]) -> None:
    """Place `thing` and what else belongs in its room and waits for nothing that is not there."""
    from worldgen.generate.rooms.furnish import furnish  # noqa: PLC0415  few lessons have rooms
    from worldgen.generate.rooms.outlook import looked_from  # noqa: PLC0415

    things = {one.id: one for one in board.plan.things}
    mine = [
        one for one in board.plan.things
        if board.indoors.get(one.id) == inside and one.id not in board.things and one.station is None
        and not on_socket(things, one)
    ]  # fmt: skip
    names = {one.id for one in mine}
    ready = [one for one in mine if all(board.knows(name) or name in names for name in waits[one.id]) or one is thing]
    asked = [*_standing(board, inside)]
    for one in ready:
        wrong = _unknown_words(board, one.where, one.pointer, one.id)
        if wrong is None:
            asked.append(_asked(board, one))
        else:
            board.refused[one.id] = wrong
    floors = board.plan.floor_plans[inside.building]
    stations = [board.indoors.get(one.id) for one in board.plan.stations]
    used = {one.room.id for one in stations if one is not None and one.building == inside.building}
    seed, toward = board.seed / "furnish" / inside.building / inside.room.id, looked_from(floors, inside.room, used)
    done = furnish(floors, inside.room, asked, seed, toward)
    by_id = {one.id: one for one in ready}
    for placement in done.placed:
        board.things[placement.id] = _placed(board, by_id[placement.id], inside, placement)
    for name, why in done.refused:
        board.refused[name] = _full(board, name, by_id[name].pointer, why)


def _standing(board: Board, inside: Inside) -> list[Asked]:
    """Return what stands in the room already, as fixed; stations among it."""
    site = board.things[inside.building]
    found = []
    for name, other in board.indoors.items():
        if other != inside:
            continue
        one = board.things.get(name) or board.stations.get(name)
        if one is not None:
            flat = to_plan(site, np.array([[one.position_m[0], one.position_m[2]]]))[0]
            model = board.models[one.model] if isinstance(one, PlacedThing) else _learner(board, inside)
            at = float(flat[0]), one.position_m[1] - site.position_m[1], float(flat[1])
            found.append(Asked(name, model, one.pointer, at_m=at, yaw_rad=one.yaw_rad - site.yaw_rad))
    return found


def _learner(board: Board, inside: Inside) -> Model:
    """Return who stands at a station, as far as it concerns what is placed around: a wheelchair turns there."""
    turns = board.plan.floor_plans[inside.building].wheelchair
    r = np.float32(CIRCLE_M if turns else board.plan.agent.radius_m + 0.1)
    square = np.array([[-r, -r], [r, -r], [r, r], [-r, r]], np.float32)
    return Model("learner", ((),), square, board.plan.agent.height_m, airy=True)


def _asked(board: Board, thing: Thing) -> Asked:
    where = thing.where
    return Asked(
        thing.id, board.models[thing.model], thing.pointer, against=thing.against, beside=where.beside, near=where.near,
        on=where.on if where.on in board.indoors else None, facing=thing.facing,
    )  # fmt: skip


def _placed(board: Board, thing: Thing, inside: Inside, at: Placement) -> PlacedThing:
    """Return a placement of the plan as a thing of the world."""
    site, model = board.things[inside.building], board.models[thing.model]
    x, z = to_world(site, np.array([[at.position_m[0], at.position_m[2]]]))[0]
    yaw = float((at.yaw_rad + site.yaw_rad + np.pi) % (2 * np.pi) - np.pi)
    outline = polygon.turned(board.hull(thing.model), yaw, (float(x), float(z)))
    position = (float(x), site.position_m[1] + at.position_m[1], float(z))
    return PlacedThing(
        thing.id, thing.model, position, yaw, outline, thing.pointer, model.height_m, model.airy, None, inside.building
    )


def _at_station(board: Board, thing: Thing, inside: Inside) -> Issue | None:
    """Place a prop of a station on free floor within its reach and before it, else on either hand."""
    from worldgen.generate.rooms.furnish import stays_open  # noqa: PLC0415  few lessons have rooms

    site, floors = board.things[inside.building], board.plan.floor_plans[inside.building]
    station, model = board.stations[thing.station or ""], board.models[thing.model]
    _, outer = polygon.radii(board.hull(thing.model))
    solid = [to_plan(site, one.footprint_m) for one in _things_in(board, inside)]
    flat = free_floor(floors, inside.room, solid, outer + 0.05)
    at = to_plan(site, np.array([[station.position_m[0], station.position_m[2]]]))[0]
    away = flat - at
    far = np.hypot(away[:, 0], away[:, 1])
    turn = np.arctan2(away[:, 0], away[:, 1]) - (station.yaw_rad - site.yaw_rad)
    ahead = np.abs((turn + np.pi) % (2 * np.pi) - np.pi)
    doors = np.array([point_of(wall, opening) for opening, wall in doors_of(floors, inside.room)])
    from_door = np.hypot(*(flat[:, None] - doors[None]).transpose(2, 0, 1)).min(axis=1)
    good = (far >= REACH_M[0] + outer) & (far <= REACH_M[1] + outer) & (from_door >= DOOR_M + outer)
    holds = stays_open(floors, inside.room, _standing(board, inside))
    score = np.where(good, np.abs(far - REACH_M[0] - outer - 0.2) + 1.2 * np.abs(ahead - 0.5), np.inf)
    for index in np.argsort(score, kind="stable")[:60]:
        if not np.isfinite(score[index]):
            break
        yaw = float(np.arctan2(*(at - flat[index])))
        spot = Placement(
            thing.id, (float(flat[index][0]), floors.storey(inside.room.level).floor_m, float(flat[index][1])), yaw
        )
        placed = _placed(board, thing, inside, spot)
        asked = Asked(thing.id, model, thing.pointer, at_m=spot.position_m, yaw_rad=spot.yaw_rad)
        if model.airy or (holds(asked) and _views_kept(board, placed)):
            board.things[thing.id] = placed
            return None
    return _full(board, thing.id, thing.pointer, f"no free floor is left within reach of `{station.id}`")


def _views_kept(board: Board, placed: PlacedThing) -> bool:
    from worldgen.generate.layout.views import kept  # noqa: PLC0415

    return kept(board, placed) is None


def _watched(board: Board, thing: Thing, watchers: Sequence[tuple[str, str]]) -> Issue | None:
    """Promise the views that `thing` is to be seen in, or return the first that it is not."""
    placed = board.things[thing.id]
    for station, pointer in watchers:
        eye = eye_of(board, board.stations[station].position_m)
        samples = samples_of_thing(placed, eye)
        seen = over_ground(board, eye, samples) & past_things(board, eye, samples, (thing.id,))
        view = View(station, thing.id, board.stations[station].eye_m, samples, float(seen.mean()), pointer)
        if view.share < LEAST_SHARE:
            return view_refusal(board, thing.pointer, view, ())
        commit_view(board, view)
    return None


def _unknown_words(board: Board, where: Where, pointer: str, name: str) -> Issue | None:
    """Return that a word of a place means nothing in a room, or that it leans on what is elsewhere."""
    for word in where.model_fields_set:
        if word not in KNOWN and getattr(where, word) is not None:
            said = where.__class__.model_fields[word].alias or word
            return issue("ROOM_WORD", f"{pointer}/{said}", id=name, word=said)
    for word in ("near", "beside"):
        other = getattr(where, word)
        if other is not None and board.indoors.get(other) != board.indoors[name] and board.room(other) is None:
            return issue("ROOM_ELSEWHERE", f"{pointer}/{word}", id=name, other=other, room=_said(board, name))
    return None


def _said(board: Board, name: str) -> str:
    inside = board.indoors[name]
    return f"{inside.building}.{inside.room.id}"


def _full(board: Board, name: str, pointer: str, why: str) -> Issue:
    inside = board.indoors[name]
    lines = (inside.room.pointer, pointer_of(board, inside.building))
    related = [line for line in dict.fromkeys(lines) if line]
    return issue("ROOM_FULL", pointer, related=related, id=name, room=_said(board, name), why=why)
