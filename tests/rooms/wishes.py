"""Buildings as somebody might want them, for the tests of the solver."""

from __future__ import annotations

from hypothesis import strategies as st

from worldgen.generate.rooms.programme import PROGRAMMES
from worldgen.generate.rooms.walls import Wall
from worldgen.generate.rooms.wanted import Want, Wanted

KINDS = ("classroom", "workshop", "office", "store", "toilets", "gallery", "shop", "bedroom", "kitchen", "reception")


@st.composite
def wishes(draw: st.DrawFn) -> Wanted:
    """Return a building of one to three storeys with rooms that could be anybody's."""
    storeys = draw(st.integers(1, 3))
    rooms = []
    for level in range(storeys):
        for number in range(draw(st.integers(1 if storeys == 1 else 2, 6))):
            area = draw(st.integers(8, 70))
            rooms.append(
                Want(f"r{level}_{number}", draw(st.sampled_from(KINDS)), area, level, said=draw(st.booleans()))
            )
    return Wanted("b", draw(st.sampled_from(list(PROGRAMMES))), tuple(rooms), storeys, draw(st.booleans()))


def length_m(wall: Wall) -> float:
    """Return the length of a wall."""
    return abs(wall.end_m[0] - wall.start_m[0]) + abs(wall.end_m[1] - wall.start_m[1])
