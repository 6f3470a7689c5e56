"""Things that cannot have come into their room: larger than its widest door, however they are carried."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from worldgen.core.issues import Issue, issue
from worldgen.generate.layout.indoors import doors_of, rooms_of
from worldgen.generate.plan import Plan
from worldgen.scene import Model

_EXACT_M = 0.005  # nobody sees that a door is so much too narrow


def too_large_for_doors(plan: Plan, models: Mapping[str, Model]) -> Iterator[Issue]:
    """Yield a warning for each thing of the lesson that gets through no door of its room."""
    inside = rooms_of(plan)
    for thing in plan.things:
        home = inside.get(thing.id)
        if home is None or models[thing.model].airy or models[thing.model].in_pieces:
            continue
        doors = [opening for opening, _ in doors_of(plan.floor_plans[home.building], home.room)]
        size = _size(models[thing.model])
        if not doors or any(passes(size, (door.width_m, door.height_m)) for door in doors):
            continue
        widest = max(doors, key=lambda door: (door.width_m, door.height_m))
        thin, wide, _ = sorted(size)
        yield issue(
            "DOOR_TOO_NARROW", thing.pointer, severity="warning", related=filter(None, (home.room.pointer,)),
            id=thing.id, room=f"{home.building}.{home.room.id}", thin=f"{thin:.2f}", wide=f"{wide:.2f}",
            door_wide=f"{widest.width_m:.2f}", door_tall=f"{widest.height_m:.2f}",
        )  # fmt: skip


def passes(size_m: tuple[float, float, float], door_m: tuple[float, float]) -> bool:
    """Return whether a box gets through an opening with its longest side ahead, upright, on its side or tilted.

    The test of a tilted rectangle in a rectangle is that of Carver (1957).
    """
    q, p, _ = sorted(size_m)
    high, wide = sorted((door_m[0] + _EXACT_M, door_m[1] + _EXACT_M))
    if q > high:
        return False
    if p <= wide:
        return True
    square = p * p + q * q
    return high * square >= 2.0 * p * q * wide + (p * p - q * q) * math.sqrt(max(square - wide * wide, 0.0))


def _size(model: Model) -> tuple[float, float, float]:
    """Return how wide, high and deep a model is, with what moves of it at rest."""
    parts = [mesh.position_m for mesh in model.levels[0]]
    parts += [mesh.position_m + np.array(part.pivot_m) for part in model.moving for mesh in part.levels[0]]
    x, y, z = np.ptp(np.concatenate(parts), axis=0)
    return float(x), float(y), float(z)
