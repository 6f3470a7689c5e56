"""Places in words, read as ground: each word becomes a mask of cells that it allows and a preference among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.land import F32, Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.hands import has_sides, on_hand, towards
from worldgen.generate.layout.placed import F64
from worldgen.spec.where import At, Where

NEAR_M = 10.0
BESIDE_M = 1.6  # widest gap that is still beside
BANK_M = 8.0  # how far the bank of a river or a flow reaches
COMPASS = {"north": (0.0, -1.0), "south": (0.0, 1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}
SECTOR = float(np.cos(np.radians(60.0)))  # a side reaches 60 degrees to either hand


@dataclass(frozen=True, slots=True)
class Subject:
    """Who looks for a place: its id, what it is, how wide it is and the lines that say where."""

    id: str
    kind: str  # zone, thing or station
    inner_m: float  # radius of the circle within its outline
    where: Where
    pointer: str
    words: str  # pointer of the mapping that holds the words


@dataclass(frozen=True, eq=False, slots=True)
class Clause:
    """One word of a place: how it reads, whom it leans on, and the ground it allows."""

    text: str
    pointer: str
    names: tuple[str, ...]
    mask: Mask


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """All the words of a place together."""

    clauses: tuple[Clause, ...]
    mask: Mask  # of cells that every clause allows
    cost: F32  # the less the better, in about metres
    point: tuple[float, float] | None = None  # said exactly
    deck: str | None = None  # the thing on whose deck it is
    unknown: tuple[str, ...] = ()
    no_front: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class _Reading:
    board: Board
    subject: Subject
    clauses: list[Clause] = field(default_factory=list)
    cost: list[F32] = field(default_factory=list)
    deck: str | None = None
    no_front: list[str] = field(default_factory=list)

    def add(self, word: str, names: tuple[str, ...], mask: Mask, text: str) -> None:
        self.clauses.append(Clause(text, f"{self.subject.words}/{word}", names, mask))


def read_place(board: Board, subject: Subject) -> Place:
    """Return where the words of `subject` allow it to be, given what stands already."""
    where = subject.where
    shape = board.height_m.shape
    unknown = tuple(dict.fromkeys(name for name in where.names() if not board.knows(name)))
    everywhere = np.ones(shape, np.bool_)
    if unknown:
        return Place((), everywhere, np.zeros(shape, np.float32), unknown=unknown)
    reading = _Reading(board, subject)
    point = None if where.at is None else to_metres(where.at, board.land.size_m)
    for word, read in _WORDS.items():
        value = getattr(where, word)
        if value is not None:
            read(reading, value)
    mask = everywhere
    for clause in reading.clauses:
        mask = mask & clause.mask
    mask = mask & _off_streets(board, subject)
    cost = np.zeros(shape, np.float32)
    for part in reading.cost:
        cost += part
    return Place(tuple(reading.clauses), mask, cost, point, reading.deck, no_front=tuple(reading.no_front))


def _off_streets(board: Board, subject: Subject) -> Mask:
    """Return where the subject stands in nobody's way: off every carriageway that it does not name."""
    named = {subject.where.in_, subject.where.on}
    free = np.ones(board.height_m.shape, np.bool_)
    if subject.kind == "station" and subject.where.at is not None:
        return free
    for name, area in board.land.areas.items():
        lane = f"{name}.carriageway"
        if area.kind != "street" or {name, lane} & named:
            continue
        free &= board.distance_m(lane, subject.inner_m + board.cell_m) > subject.inner_m
    return free


def to_metres(at: At, size_m: float) -> tuple[float, float]:
    """Return a point given from the west and the south edge as (x, z), x to the east, z to the south."""
    east, north = (value * size_m if share else value for value, share in (at.east, at.north))
    return east - size_m / 2, size_m / 2 - north


def _in(reading: _Reading, name: str) -> None:
    board = reading.board
    area = board.area(name)
    if name in board.stations:
        mask = board.distance_m(name, 4.0) <= 3.0
    elif area is None:
        mask = board.distance_m(name, 1.0) <= 0.0
    elif name in board.zones:
        inner = reading.subject.inner_m if reading.subject.kind == "thing" else 0.5
        x, z = area.centre_m
        axes = board.land.axes()
        away = np.hypot(axes[0] - x, axes[1] - z)
        mask = away <= max(board.radius_m[name] - inner, 0.0)
    else:
        mask = area.mask
    reading.add("in", (name,), mask, f"in `{name}`")


def _on(reading: _Reading, name: str) -> None:
    board = reading.board
    if name in board.things:
        if board.models[board.things[name].model].landing:
            reading.deck = name
        mask = board.distance_m(name, board.cell_m) <= board.cell_m
        if reading.deck is None:
            mask = np.zeros_like(mask)
    else:
        mask = board.distance_m(name, 0.5) <= 0.0
    reading.add("on", (name,), mask, f"on `{name}`")


def _near(reading: _Reading, name: str) -> None:
    within = NEAR_M if reading.subject.where.within is None else reading.subject.where.within
    inner = reading.subject.inner_m if reading.subject.kind != "station" else 0.0
    away = reading.board.distance_m(name, within + inner)
    reading.add("near", (name,), away <= within + inner, f"within {within:g} m of `{name}`")
    wanted = inner + min(2.0, within / 2)
    reading.cost.append(_capped(np.abs(away - np.float32(wanted)), 30.0) * np.float32(0.3))


def _beside(reading: _Reading, name: str) -> None:
    inner = reading.subject.inner_m
    outer = inner + BESIDE_M + reading.board.cell_m * 1.5 + (inner if reading.subject.kind != "station" else 0.0)
    away = reading.board.distance_m(name, outer)
    reading.add("beside", (name,), (away > 0.0) & (away <= outer), f"beside `{name}`")
    reading.cost.append(_capped(away, 30.0))


def _between(reading: _Reading, names: tuple[str, str]) -> None:
    board = reading.board
    one, other = (board.far_distance_m(name) for name in names)
    total, uneven = one + other, np.abs(one - other)
    least = np.float32(total.min())
    mask = (total <= least * 1.15 + 4.0) & (uneven <= total * 0.35 + board.cell_m)
    reading.add("between", names, mask, f"between `{names[0]}` and `{names[1]}`")
    reading.cost.append((uneven + (total - least)) * np.float32(0.3))


def _along(reading: _Reading, name: str) -> None:
    inner = reading.subject.inner_m
    away = reading.board.distance_m(name, BANK_M + inner)
    area = reading.board.area(name)
    least = inner if area is not None and area.kind == "street" else 0.0  # nothing juts out over a pavement
    reading.add("along", (name,), (away > least) & (away <= BANK_M + inner), f"along `{name}`")
    reading.cost.append(_capped(np.abs(away - np.float32(inner + 2.5)), 30.0) * np.float32(0.3))


def _side(reading: _Reading, side: str) -> None:
    board, where = reading.board, reading.subject.where
    street = board.area(where.along) if where.along else None
    if street is not None and street.line_m is not None and has_sides(street) and side not in ("front", "back"):
        if side in COMPASS:
            mask = towards(board.land, street.line_m, COMPASS[side])
        else:
            mask = on_hand(board.land, street.line_m, left=side == "left")
        reading.add("side", (street.id,), mask, f"on the {side} side of `{street.id}`")
        return
    name = where.near or where.beside or where.in_ or where.on or where.along
    if name is None:
        centre, ahead_to = (0.0, 0.0), COMPASS.get(side)
    else:
        centre = board.centre_m(name)
        ahead_to = COMPASS.get(side) or _hand(side, board.yaw_rad(name))
    if ahead_to is None:
        reading.no_front.append(name or "")
        return
    x, z = board.land.axes()
    dx, dz = x - np.float32(centre[0]), z - np.float32(centre[1])
    ahead = dx * np.float32(ahead_to[0]) + dz * np.float32(ahead_to[1])
    mask = ahead > np.hypot(dx, dz) * np.float32(SECTOR)
    whose = f" side of `{name}`" if name else " part of the world"
    reading.add("side", () if name is None else (name,), mask, f"on the {side}{whose}")


def _hand(side: str, yaw_rad: float | None) -> tuple[float, float] | None:
    """Return the direction of a thing's own front, back, left or right; at yaw 0 its left is east."""
    if yaw_rad is None:
        return None
    sin, cos = float(np.sin(yaw_rad)), float(np.cos(yaw_rad))
    return {"front": (sin, cos), "back": (-sin, -cos), "left": (cos, -sin), "right": (-cos, sin)}[side]


def _away_from(reading: _Reading, name: str) -> None:
    away = reading.board.far_distance_m(name)
    reading.cost.append((np.float32(reading.board.land.size_m * 1.5) - away) * np.float32(2.0))


def _capped(away: F32, most: float) -> F32:
    return np.minimum(away, np.float32(most))


_WORDS: dict[str, Callable[[_Reading, Any], None]] = {
    "in_": _in, "on": _on, "near": _near, "beside": _beside, "between": _between, "along": _along, "side": _side,
    "away_from": _away_from,
}  # fmt: skip


def agrees(board: Board, place: Place, points: F64) -> NDArray[np.bool_]:
    """Return which `points` (n, 2) stand on ground that every word allows."""
    return np.asarray(board.value_at(place.mask, points), np.bool_)
