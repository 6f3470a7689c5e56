"""From what is wanted of a building to its floor plan, or the lines that cannot hold together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from worldgen.core.issues import SpecError
from worldgen.core.seed import Seed
from worldgen.generate.rooms.conflict import check_wanted, conflict, too_few_windows
from worldgen.generate.rooms.cuts import Rect
from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Room, Storey, Vec2, Wall
from worldgen.generate.rooms.holes import Site, doors_of, front_door, longest_outer, outer_door, windows_of
from worldgen.generate.rooms.judge import FAIL, clear
from worldgen.generate.rooms.search import FOOT_M, Divided, Level, divide, steps_of
from worldgen.generate.rooms.walls import clear_outline, outline_of, walls_of
from worldgen.generate.rooms.wanted import Measures, Wanted, measures_of


def solve(wanted: Wanted, seed: Seed) -> FloorPlan:
    """Return a plan of `wanted`, the same for the same wishes and seed.

    Raises
    ------
    SpecError
        When its wishes contradict each other or no plan keeps them; it names the lines in conflict.
    """
    check_wanted(wanted)
    divided = divide(wanted, seed)
    if divided is None or divided.cost >= FAIL:
        raise SpecError(conflict(wanted, divided))
    return _planned(wanted, _centred(divided), seed)


def _centred(divided: Divided) -> Divided:
    """Return `divided` about the middle of its outline, which is the origin of its model."""
    dx, dz = divided.outline.wide / 2, divided.outline.deep / 2

    def moved(rect: Rect) -> Rect:
        return Rect(*(round(value, 4) for value in (rect.x0 - dx, rect.z0 - dz, rect.x1 - dx, rect.z1 - dz)))

    levels = tuple(
        replace(level, rects={name: moved(rect) for name, rect in level.rects.items()}) for level in divided.levels
    )
    return replace(divided, outline=moved(divided.outline), levels=levels)


def _planned(wanted: Wanted, divided: Divided, seed: Seed) -> FloorPlan:
    measures, outline = measures_of(wanted), divided.outline
    rooms: list[Room] = []
    walls: list[Wall] = []
    openings: list[Opening] = []
    short: list[str] = []
    for number, level in enumerate(divided.levels):
        built = walls_of(level.rects, outline, number, measures)
        site = Site(built, level.wants, measures, wanted.wheelchair, seed)
        doors = _doors(site, level, wanted.kind, ground=number == 0)
        windows, missing = windows_of(site, doors)
        walls += built
        openings += [*doors, *windows]
        short += missing
        rooms += [
            Room(name, want.kind, number, clear_outline(level.rects[name], outline, measures), want.label, want.pointer)
            for name, want in level.wants.items()
        ]
    if short:
        raise SpecError(too_few_windows(wanted, short))
    half = measures.outer_m / 2
    faces = Rect(outline.x0 - half, outline.z0 - half, outline.x1 + half, outline.z1 + half)
    return FloorPlan(
        wanted.id, _storeys(wanted, measures), tuple(rooms), tuple(walls), tuple(openings),
        _links(wanted, divided, measures), "front_door", outline_of(faces), wanted.kind, wanted.label, wanted.pointer,
        wanted.wheelchair,
    )  # fmt: skip


def _storeys(wanted: Wanted, measures: Measures) -> tuple[Storey, ...]:
    return tuple(Storey(k, measures.plinth_m + k * measures.storey_m, measures.clear_m) for k in range(wanted.storeys))


def _doors(site: Site, level: Level, kind: str, *, ground: bool) -> tuple[Opening, ...]:
    found = list(doors_of(site, level.judged.doors))
    if not ground:
        return tuple(found)
    found.append(front_door(site, level.judged.entry, kind))
    for name, want in level.wants.items():
        wall = longest_outer(site, name) if want.outside and name != level.judged.entry else None
        if wall is not None:
            found.append(outer_door(site, wall, kind, f"{name}.outside"))
    return tuple(found)


def _links(wanted: Wanted, divided: Divided, measures: Measures) -> tuple[Link, ...]:
    found: list[Link] = []
    for low in range(wanted.storeys - 1):
        here, above = divided.levels[low], divided.levels[low + 1]
        if divided.spine is None:
            found.append(_open_stairs(low, here, above, divided.outline, measures))
            continue
        found.append(_stairs(low, (here, above), divided, measures))
        if here.ways.lift:
            cabin = clear(here.rects[here.ways.lift], divided.outline, measures)
            middle = ((cabin.x0 + cabin.x1) / 2, (cabin.z0 + cabin.z1) / 2)
            rooms = here.ways.lift, above.ways.lift
            found.append(
                Link(f"lift.{low}", "lift", (low, low + 1), rooms, outline_of(cabin), middle, middle, cabin.wide)
            )
    return tuple(found)


def _stairs(low: int, levels: tuple[Level, Level], divided: Divided, measures: Measures) -> Link:
    """Return a straight flight along the end of the building, its foot by the corridor."""
    here, above = levels
    well = clear(here.rects[here.ways.stairs], divided.outline, measures)
    left = divided.spine is not None and divided.spine.core_left
    x0 = well.x0 if left else well.x1 - measures.flight_m
    foot = well.z1 - FOOT_M
    flight = Rect(x0, foot - steps_of(measures)[1], x0 + measures.flight_m, foot)
    rooms = here.ways.stairs, above.ways.stairs
    return _flight(low, rooms, flight, ("z", flight.z1, flight.z0))


def _open_stairs(low: int, here: Level, above: Level, outline: Rect, measures: Measures) -> Link:
    """Return a straight flight along a wall of the one room of a storey, at the back or on the left."""
    (name, rect), (upper, _) = next(iter(here.rects.items())), next(iter(above.rects.items()))
    room, run, wide = clear(rect, outline, measures), steps_of(measures)[1], measures.flight_m
    if room.wide >= room.deep:
        foot = room.x0 + (room.wide - run) / 2
        flight = Rect(foot, room.z0, foot + run, room.z0 + wide)
        return _flight(low, (name, upper), flight, ("x", flight.x0, flight.x1))
    foot = room.z1 - (room.deep - run) / 2
    flight = Rect(room.x0, foot - run, room.x0 + wide, foot)
    return _flight(low, (name, upper), flight, ("z", flight.z1, flight.z0))


def _flight(low: int, rooms: tuple[str, str], flight: Rect, run: tuple[str, float, float]) -> Link:
    axis, foot, head = run
    across = (flight.z0 + flight.z1) / 2 if axis == "x" else (flight.x0 + flight.x1) / 2
    ends: Sequence[Vec2] = [(at, across) if axis == "x" else (across, at) for at in (foot, head)]
    width = flight.deep if axis == "x" else flight.wide
    return Link(f"stairs.{low}", "stairs", (low, low + 1), rooms, outline_of(flight), ends[0], ends[1], width)
