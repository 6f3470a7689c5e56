"""The rooms that a building of a kind usually has, and how they share its floor where only an area is said."""

from __future__ import annotations

import math
from collections.abc import Sequence

from worldgen.core.record import dataclass

CIRCULATION = 0.82  # share of a building's floor that is rooms; the rest is walls and ways


@dataclass(frozen=True, slots=True)
class Need:
    """A room of a programme: `id` where there is one of it, `id_2` and so on for more.

    There is one for every `per_m2` of the building, at least `least`; `weight` is its part of the area. The storey is
    "ground", "upper" (the ground where there is no other) or "any".
    """

    id: str
    kind: str
    weight: float
    per_m2: float = math.inf
    least: int = 1
    storey: str = "any"
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """What a kind of building is for: a sentence of the catalogue, its usual area on one storey, its rooms."""

    summary: str
    area_m2: float
    rooms: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A room that a programme asks for."""

    id: str
    kind: str
    area_m2: float
    level: int
    beside: tuple[str, ...]


def _one(summary: str, area_m2: float, kind: str, name: str = "") -> Programme:
    return Programme(summary, area_m2, (Need(name or kind, kind, 1.0, storey="ground"),))


PROGRAMMES: dict[str, Programme] = {
    "hut": _one("A hut of one room.", 14.0, "room"),
    "house": Programme("A house to live in, with a kitchen, bedrooms and a bathroom.", 90.0, (
        Need("hall", "hall", 0.12, storey="ground"), Need("living", "living", 0.3, storey="ground"),
        Need("kitchen", "kitchen", 0.16, storey="ground", beside=("living",)),
        Need("bathroom", "bathroom", 0.08, storey="upper"), Need("bedroom", "bedroom", 0.17, 45.0, 1, "upper"))),
    "terrace": Programme("One house of a terrace, narrow and deep.", 110.0, (
        Need("hall", "hall", 0.12, storey="ground"), Need("living", "living", 0.28, storey="ground"),
        Need("kitchen", "kitchen", 0.16, storey="ground"), Need("bathroom", "bathroom", 0.08, storey="upper"),
        Need("bedroom", "bedroom", 0.18, 50.0, 1, "upper"))),
    "barn": Programme("A barn with wide gates, for hay, animals or machines.", 120.0, (
        Need("barn", "barn", 0.8, storey="ground"), Need("store", "store", 0.2, storey="ground"))),
    "church": Programme("A church with a nave and a vestry.", 200.0, (
        Need("nave", "nave", 0.84, storey="ground"), Need("vestry", "office", 0.16, storey="ground"))),
    "temple": _one("A temple of one great room.", 160.0, "nave"),
    "tower": _one("A tower with one room on each floor.", 36.0, "room"),
    "castle": Programme("The keep of a castle: a great hall with rooms around it.", 260.0, (
        Need("great_hall", "hall", 0.45, storey="ground"), Need("kitchen", "kitchen", 0.15, storey="ground"),
        Need("store", "store", 0.1, storey="ground"), Need("chamber", "bedroom", 0.15, 130.0, 1, "upper"))),
    "school": Programme("A school with classrooms, a workshop and a staff room.", 420.0, (
        Need("reception", "reception", 0.06, storey="ground"), Need("classroom", "classroom", 0.16, 130.0, 2),
        Need("workshop", "workshop", 0.17, 900.0, 1, "ground"), Need("staff", "office", 0.06, storey="ground"),
        Need("toilets", "toilets", 0.05, 400.0, 1), Need("store", "store", 0.03, storey="ground"))),
    "hall": Programme("A village hall with a stage, a kitchen and toilets.", 200.0, (
        Need("hall", "gym", 0.68, storey="ground"), Need("kitchen", "kitchen", 0.12, storey="ground"),
        Need("toilets", "toilets", 0.1, storey="ground"), Need("store", "store", 0.1, storey="ground"))),
    "factory": Programme("A factory with a floor of machines, a store and an office.", 420.0, (
        Need("floor", "workshop", 0.66, storey="ground"), Need("store", "store", 0.14, storey="ground"),
        Need("office", "office", 0.08), Need("canteen", "canteen", 0.12))),
    "station": Programme("A railway station with a hall, tickets and a waiting room.", 240.0, (
        Need("concourse", "reception", 0.4, storey="ground"), Need("waiting", "waiting", 0.2, storey="ground"),
        Need("tickets", "office", 0.14, storey="ground"), Need("kiosk", "shop", 0.14, storey="ground"),
        Need("toilets", "toilets", 0.12, storey="ground"))),
    "kiosk": _one("A kiosk that sells from a window.", 9.0, "shop"),
    "greenhouse": _one("A greenhouse of glass.", 60.0, "glasshouse"),
    "clinic": Programme("A clinic with a reception, treatment rooms and a ward.", 300.0, (
        Need("reception", "reception", 0.1, storey="ground"), Need("waiting", "waiting", 0.11, storey="ground"),
        Need("treatment", "treatment", 0.11, 150.0, 2), Need("ward", "ward", 0.16, 320.0, 1),
        Need("office", "office", 0.08), Need("toilets", "toilets", 0.06, 500.0, 1), Need("store", "store", 0.05))),
    "museum": Programme("A museum with galleries, a shop and a café.", 420.0, (
        Need("foyer", "reception", 0.14, storey="ground"), Need("gallery", "gallery", 0.2, 150.0, 2),
        Need("shop", "shop", 0.09, storey="ground"), Need("office", "office", 0.06),
        Need("toilets", "toilets", 0.05, 600.0, 1), Need("store", "store", 0.06))),
    "workshop": Programme("A workshop with a store and an office.", 140.0, (
        Need("workshop", "workshop", 0.68, storey="ground"), Need("store", "store", 0.16, storey="ground"),
        Need("office", "office", 0.16, storey="ground"))),
    "shop": Programme("A shop with a store room behind it.", 80.0, (
        Need("shop", "shop", 0.66, storey="ground"), Need("store", "store", 0.2, storey="ground", beside=("shop",)),
        Need("toilets", "toilets", 0.14, storey="ground"))),
    "office": Programme("Offices with a reception and a meeting room.", 240.0, (
        Need("reception", "reception", 0.12, storey="ground"), Need("office", "office", 0.13, 60.0, 2),
        Need("meeting", "meeting", 0.16, 300.0, 1), Need("kitchen", "kitchen", 0.08),
        Need("toilets", "toilets", 0.07, 400.0, 1))),
    "library": Programme("A library with reading rooms.", 260.0, (
        Need("reception", "reception", 0.12, storey="ground"), Need("library", "library", 0.48, 400.0, 1),
        Need("reading", "studio", 0.2, 400.0, 1), Need("office", "office", 0.1),
        Need("toilets", "toilets", 0.1, 600.0, 1))),
}  # fmt: skip


def usual_rooms(kind: str, area_m2: float, storeys: int) -> tuple[Made, ...]:
    """Return the rooms of a building of `kind` with so much floor on so many storeys.

    Rooms for which it does not matter fill the storeys evenly, so that no floor stands half empty.
    """
    needs = PROGRAMMES[kind].rooms
    if len(needs) == 1 and storeys > 1:  # a tower: the same on every floor
        need, each = needs[0], area_m2 * CIRCULATION / storeys
        return tuple(Made(_numbered(need.id, k, storeys), need.kind, each, k, ()) for k in range(storeys))
    counts = [max(need.least, int(area_m2 // need.per_m2)) for need in needs]
    whole = sum(need.weight * count for need, count in zip(needs, counts, strict=True))
    scale = area_m2 * CIRCULATION / whole
    rooms = [
        (need, _numbered(need.id, index, count), need.weight * scale)
        for need, count in zip(needs, counts, strict=True)
        for index in range(count)
    ]
    return _on_storeys(rooms, storeys)


def _renumbered(rooms: Sequence[Made]) -> list[Made]:
    """Return `rooms` with the numbers of those that are alike counted up from the ground."""
    alike: dict[str, list[int]] = {}
    for index, room in enumerate(rooms):
        alike.setdefault(room.id.rstrip("0123456789"), []).append(index)
    out = list(rooms)
    for where in alike.values():
        ordered = sorted(where, key=lambda index: (rooms[index].level, index))
        for index, other in zip(where, ordered, strict=True):
            out[index] = Made(
                rooms[index].id, *(getattr(rooms[other], key) for key in ("kind", "area_m2", "level", "beside"))
            )
    return out


def _numbered(name: str, index: int, count: int) -> str:
    return name if count == 1 else f"{name}_{index + 1}"


def _on_storeys(rooms: Sequence[tuple[Need, str, float]], storeys: int) -> tuple[Made, ...]:
    """Return the rooms, each on the emptiest storey that it may be on, the largest first."""
    used = [0.0] * storeys
    level: dict[str, int] = {}
    ordered = sorted(rooms, key=lambda room: (room[0].storey == "any", -room[2], room[1]))
    for need, name, area_m2 in ordered:
        upper = range(1, storeys) if storeys > 1 else range(1)
        allowed = {"ground": range(1), "upper": upper, "any": range(storeys)}[need.storey]
        level[name] = min(allowed, key=lambda k: (used[k], k))
        used[level[name]] += area_m2
    made = _renumbered([Made(name, need.kind, area_m2, level[name], need.beside) for need, name, area_m2 in rooms])
    each = max(used[0] * 0.6, 12.0)
    return (
        *made,
        *(Made(_numbered("upper", k - 1, storeys - 1), "room", each, k, ()) for k in range(1, storeys) if not used[k]),
    )
