"""From the lesson's words about a building to what is wanted of it."""

from __future__ import annotations

from worldgen.generate.rooms.kinds import KINDS
from worldgen.generate.rooms.programme import PROGRAMMES, usual_rooms
from worldgen.generate.rooms.wanted import Want, Wanted
from worldgen.spec.buildings import Building, Room

UPPER = 0.75  # of the usual area of one storey, on each of several
LEAST_WITH_LIFT_M2 = 60.0  # of a storey with stairs, a lift and a corridor


def wanted_of(building: Building, *, wheelchair: bool) -> Wanted:
    """Return what is wanted of `building`: its rooms, or those that its kind usually has on its area.

    `wheelchair` is whether the paths of the lesson are for one who sits; a building may say otherwise.
    """
    sits = building.access == "wheelchair" if building.access is not None else wheelchair
    rooms = tuple(map(_want, building.rooms)) if building.rooms else _usual(building, sits=sits)
    return Wanted(
        building.id, building.kind, rooms, building.storeys, sits, building.size, building.label or {}, building.pointer
    )


def _want(room: Room) -> Want:
    area = room.size[0] * room.size[1] if room.size is not None else room.area
    return Want(
        id=room.id, kind=room.kind, area_m2=area if area is not None else KINDS[room.kind].area_m2, level=room.storey,
        beside=room.beside, windows=room.windows, outside=room.outside, size_m=room.size, said=area is not None,
        label=room.label or {}, pointer=room.pointer,
    )  # fmt: skip


def _usual(building: Building, *, sits: bool) -> tuple[Want, ...]:
    storeys = building.storeys
    if building.area is not None:
        area = building.area
    elif building.size is not None:
        area = building.size[0] * building.size[1] * storeys * 0.92
    else:
        area = PROGRAMMES[building.kind].area_m2 * (1.0 if storeys == 1 else UPPER * storeys)
        area = max(area, LEAST_WITH_LIFT_M2 * storeys) if sits and storeys > 1 else area
    made = usual_rooms(building.kind, area, storeys)
    ids = {one.id: one.level for one in made}
    return tuple(
        Want(one.id, one.kind, one.area_m2, one.level, tuple(b for b in one.beside if ids.get(b) == one.level))
        for one in made
    )
