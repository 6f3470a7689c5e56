"""A plan of a building: storeys, rooms, walls, openings, and what leads from floor to floor.

Everything is in the frame of the building's model: metres, z towards the front (+Z is out of the front door, as props
face), x to the right of who stands outside before the front door and looks at it, y up from the ground there.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from worldgen.core.record import dataclass
from worldgen.scene import LocalText

Vec2 = tuple[float, float]  # (x, z)
OpeningKind = Literal["door", "double_door", "passage", "window", "gate"]
LinkKind = Literal["stairs", "ramp", "lift"]


@dataclass(frozen=True, slots=True)
class Storey:
    """One floor: level 0 is the ground, -1 a cellar."""

    level: int
    floor_m: float  # above the ground before the front door; of level 0 it is what one steps up to come in
    height_m: float  # clear, from floor to ceiling


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its clear outline between the faces of its walls, anticlockwise seen from above (x right, z down)."""

    id: str  # the author's word, or one made of kind and number
    kind: str
    level: int
    outline_m: tuple[Vec2, ...]
    label: LocalText = field(default_factory=dict)
    pointer: str = ""  # of the spec, where the author named it

    @property
    def area_m2(self) -> float:
        """The area of its floor."""
        ends = zip(self.outline_m, (*self.outline_m[1:], self.outline_m[0]), strict=True)
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in ends)) / 2.0


@dataclass(frozen=True, slots=True)
class Wall:
    """A straight wall along its middle line. `rooms` are those on its left and right, None for the open air."""

    id: str
    level: int
    start_m: Vec2
    end_m: Vec2
    thickness_m: float
    rooms: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Opening:
    """A hole in a wall, with what closes it. `along_m` is from the start of the wall to the middle of the opening."""

    id: str
    kind: OpeningKind
    wall: str
    along_m: float
    width_m: float  # clear
    height_m: float
    sill_m: float = 0.0  # above the floor
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Stairs, a ramp or a lift between two storeys, within `outline_m` on both."""

    id: str
    kind: LinkKind
    levels: tuple[int, int]  # lower, upper
    rooms: tuple[str, str]  # into which it opens below and above
    outline_m: tuple[Vec2, ...]  # what it takes of the floor; an opening in the floor above
    foot_m: Vec2  # the middle of its first edge, where one steps on below
    head_m: Vec2  # where one steps off above
    width_m: float


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """A whole plan. All rooms connect to `entrance` by doors, passages and links: that is proved when it is made."""

    id: str
    storeys: tuple[Storey, ...]
    rooms: tuple[Room, ...]
    walls: tuple[Wall, ...]
    openings: tuple[Opening, ...]
    links: tuple[Link, ...] = ()
    entrance: str = ""  # id of the opening that is the front door
    outline_m: tuple[Vec2, ...] = ()  # outer faces of the walls of the ground storey, anticlockwise
    kind: str = "house"  # what sort of building: a word of the catalogue
    label: LocalText = field(default_factory=dict)
    pointer: str = ""
    wheelchair: bool = False  # proved for one who sits

    def storey(self, level: int) -> Storey:
        """Return the storey of `level`."""
        return next(storey for storey in self.storeys if storey.level == level)

    def room(self, name: str) -> Room:
        """Return the room called `name`."""
        return next(room for room in self.rooms if room.id == name)

    def wall(self, name: str) -> Wall:
        """Return the wall called `name`."""
        return next(wall for wall in self.walls if wall.id == name)
