"""Walls of a storey that is cut into rectangles, and the rooms between their faces."""

from __future__ import annotations

from collections.abc import Mapping

from worldgen.generate.rooms.cuts import Rect
from worldgen.generate.rooms.floor_plan import Vec2, Wall
from worldgen.generate.rooms.judge import clear
from worldgen.generate.rooms.wanted import Measures


def walls_of(rects: Mapping[str, Rect], outline: Rect, level: int, measures: Measures) -> tuple[Wall, ...]:
    """Return every wall of a storey, each with one room or the open air on either side of all of it."""
    found: list[Wall] = []
    for name, rect in rects.items():
        for side, other, start, end in (
            ("back", outline.z0 == rect.z0, (rect.x0, rect.z0), (rect.x1, rect.z0)),
            ("front", outline.z1 == rect.z1, (rect.x0, rect.z1), (rect.x1, rect.z1)),
            ("left", outline.x0 == rect.x0, (rect.x0, rect.z0), (rect.x0, rect.z1)),
            ("right", outline.x1 == rect.x1, (rect.x1, rect.z0), (rect.x1, rect.z1)),
        ):
            if other:
                inside_right = side in ("back", "right")  # seen along the wall, x to the right and z down
                rooms = (None, name) if inside_right else (name, None)
                found.append(Wall(f"{name}.{side}", level, start, end, measures.outer_m, rooms))
        found += _inner(name, rect, rects, level, measures)
    return tuple(found)


def _inner(name: str, rect: Rect, rects: Mapping[str, Rect], level: int, measures: Measures) -> list[Wall]:
    """Return the walls at the right and at the front of a room, towards other rooms."""
    found = []
    for other, beyond in rects.items():
        low, high = max(rect.z0, beyond.z0), min(rect.z1, beyond.z1)
        if rect.x1 == beyond.x0 and high - low > 1e-6:
            ends = (rect.x1, low), (rect.x1, high)
            found.append(Wall(f"{name}.{other}", level, *ends, measures.inner_m, (other, name)))
        low, high = max(rect.x0, beyond.x0), min(rect.x1, beyond.x1)
        if rect.z1 == beyond.z0 and high - low > 1e-6:
            ends = (low, rect.z1), (high, rect.z1)
            found.append(Wall(f"{name}.{other}", level, *ends, measures.inner_m, (name, other)))
    return found


def outline_of(rect: Rect) -> tuple[Vec2, ...]:
    """Return the corners of a rectangle, anticlockwise seen from above."""
    return (rect.x0, rect.z1), (rect.x1, rect.z1), (rect.x1, rect.z0), (rect.x0, rect.z0)


def clear_outline(rect: Rect, outline: Rect, measures: Measures) -> tuple[Vec2, ...]:
    """Return the corners of a room between the faces of its walls."""
    return outline_of(clear(rect, outline, measures))
