"""From which corner rooms are looked at where they are shown cut open: that with the most to see on the far walls."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from worldgen.generate.rooms.floor_plan import FloorPlan, Room, Wall

WINDOW_M = 1.2  # a window is worth so much more wall
_CORNERS = ((1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0))  # +z is the front of a building; the first of equals


def looked_from(plan: FloorPlan, room: Room, used: Collection[str]) -> tuple[float, float]:
    """Return the way (x, z) to whoever looks into `room` of `plan`; walls on that side are cut away.

    Parameters
    ----------
    used : collection of str
        The rooms in which the lesson happens. Those of the storey are shown together; a room that is none of them is
        taken with all of its storey.
    """
    level = {other.id for other in plan.rooms if other.level == room.level}
    shown = level & set(used) if room.id in used else level
    walls = [wall for wall in plan.walls if wall.level == room.level and _outer(wall, shown)]
    return max(_CORNERS, key=lambda corner: round(sum(_worth(plan, wall, shown, corner) for wall in walls), 3))


def _outer(wall: Wall, shown: Collection[str]) -> bool:
    """Return whether a wall has a room that is shown on just one side."""
    return sum(name in shown for name in wall.rooms) == 1


def _worth(plan: FloorPlan, wall: Wall, shown: Collection[str], corner: tuple[float, float]) -> float:
    """Return what is seen of a wall from `corner`: its length, and its windows."""
    way = np.array(wall.end_m) - np.array(wall.start_m)
    long = float(np.hypot(*way))
    inward = np.array([way[1], -way[0]]) / max(long, 1e-9) * (1.0 if wall.rooms[0] in shown else -1.0)
    facing = float(inward @ np.array(corner)) / float(np.hypot(*corner))
    if facing <= 0.05:
        return 0.0
    windows = sum(one.kind == "window" and one.wall == wall.id for one in plan.openings)
    return long * facing + WINDOW_M * windows


__all__ = ["looked_from"]
