"""Things on a named socket of another: a globe on the left of a desk, a crate on a cart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from worldgen.core import polygon
from worldgen.core.issues import Issue, issue
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.facing import yaw_at
from worldgen.generate.layout.placed import PlacedThing, View
from worldgen.generate.layout.refusal import pointer_of
from worldgen.generate.layout.sight import over_ground, past_things, samples_of_thing
from worldgen.generate.layout.stations import view_refusal
from worldgen.generate.layout.views import commit_view, kept
from worldgen.generate.plan import Thing

_TOUCH_M = 0.01  # so far two things on one prop may reach into each other


def on_socket(things: Mapping[str, object], thing: Thing) -> bool:
    """Return whether `thing` is to be on a socket of one of `things`."""
    head, _, socket = (thing.where.on or "").partition(".")
    return bool(socket) and head in things


def thing_on_socket(board: Board, thing: Thing, watchers: Sequence[tuple[str, str]]) -> Issue | None:
    """Place `thing` on the socket that it names, or return why it cannot be there."""
    head, _, name = (thing.where.on or "").partition(".")
    carrier, sockets = board.things[head], board.models[board.things[head].model].sockets
    pointer = f"{thing.pointer}/on"
    if name not in sockets:
        hint = f"there are {', '.join(sockets)}" if sockets else f"it has none; write `on: {head}`"
        return issue("SOCKET_UNKNOWN", pointer, related=[carrier.pointer], id=head, socket=name, known=hint)
    placed = _placed(board, thing, carrier, name)
    met = [other for other in _beside(board, carrier) if _meets(placed, other)]
    if met:
        lines = [line for line in (pointer_of(board, other.id) for other in met) if line]
        return issue(
            "SOCKET_TAKEN", pointer, related=lines, id=thing.id, socket=f"{head}.{name}",
            other=" and ".join(f"`{other.id}`" for other in met), free=", ".join(_free(board, carrier)) or "none",
        )  # fmt: skip
    taken = kept(board, placed)
    if taken is not None:
        return issue("VIEW_TAKEN", thing.pointer, related=[taken.pointer], id=thing.id, station=taken.station,
                     target=taken.target)  # fmt: skip
    board.things[thing.id] = placed
    return _promised(board, placed, watchers)


def _placed(board: Board, thing: Thing, carrier: PlacedThing, name: str) -> PlacedThing:
    model, socket = board.models[thing.model], board.models[carrier.model].sockets[name]
    x, z = _at(carrier, (socket.at_m[0], socket.at_m[2]))
    yaw = carrier.yaw_rad + socket.yaw_rad
    if thing.facing is not None:
        yaw = float(yaw_at(board, thing, model, np.array([[x, z]]))[0])
    yaw = float((yaw + np.pi) % (2 * np.pi) - np.pi)
    outline = polygon.turned(board.hull(thing.model), yaw, (x, z))
    at = (x, carrier.position_m[1] + socket.at_m[1], z)
    on = carrier.on or carrier.id  # in a room things are on their building
    return PlacedThing(
        thing.id, thing.model, at, yaw, outline, thing.pointer, model.height_m, model.airy, on=on, carrier=carrier.id
    )


def _at(carrier: PlacedThing, flat_m: tuple[float, float]) -> tuple[float, float]:
    x, z = polygon.turned(np.array([flat_m]), carrier.yaw_rad, (carrier.position_m[0], carrier.position_m[2]))[0]
    return float(x), float(z)


def _beside(board: Board, carrier: PlacedThing) -> list[PlacedThing]:
    """Return what else stands on the carrier: on its sockets, or put there by `on` alone."""
    top = carrier.position_m[1] + 0.05
    return [
        other for other in board.things.values()
        if other.id != carrier.id and (other.carrier == carrier.id or _above(other, carrier, top))
    ]  # fmt: skip


def _above(other: PlacedThing, carrier: PlacedThing, top_m: float) -> bool:
    return other.on == carrier.on is not None and other.position_m[1] > top_m


def _meets(one: PlacedThing, other: PlacedThing) -> bool:
    low = max(one.position_m[1], other.position_m[1])
    high = min(one.position_m[1] + one.height_m, other.position_m[1] + other.height_m)
    return high - low > _TOUCH_M and polygon.overlap(one.footprint_m, other.footprint_m) > _TOUCH_M


def _free(board: Board, carrier: PlacedThing) -> list[str]:
    """Return the sockets on which nothing stands."""
    taken = [np.array(other.position_m) for other in _beside(board, carrier)]
    free = []
    for name, socket in board.models[carrier.model].sockets.items():
        x, z = _at(carrier, (socket.at_m[0], socket.at_m[2]))
        here = np.array([x, carrier.position_m[1] + socket.at_m[1], z])
        if all(float(np.linalg.norm(here - other)) > _TOUCH_M for other in taken):
            free.append(name)
    return free


def _promised(board: Board, placed: PlacedThing, watchers: Sequence[tuple[str, str]]) -> Issue | None:
    """Promise the views that the thing is to be seen in, or return the first that it is not."""
    for station, pointer in watchers:
        eye = np.array(board.stations[station].eye_m)
        samples = samples_of_thing(placed, eye)
        seen = over_ground(board, eye, samples) & past_things(board, eye, samples, (placed.id,))
        view = View(station, placed.id, board.stations[station].eye_m, samples, float(seen.mean()), pointer)
        if view.share < board.least_share:
            return view_refusal(board, placed.pointer, view, ())
        commit_view(board, view)
    return None
