"""What is wanted of a building before it has walls: rooms with areas, who is beside whom, storeys, access."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field

from worldgen.core.record import dataclass
from worldgen.generate.rooms.kinds import KINDS, RoomKind
from worldgen.scene import LocalText

TURN_M = 1.5  # ISO 21542: the circle in which a wheelchair turns


@dataclass(frozen=True, slots=True)
class Want:
    """A room as it is wanted; `said` is whether the author gave its area, which then is kept within a tolerance."""

    id: str
    kind: str
    area_m2: float
    level: int = 0
    beside: tuple[str, ...] = ()
    windows: int | None = None
    outside: bool = False
    size_m: tuple[float, float] | None = None
    said: bool = False
    came: bool = False  # with the ways, not with a wish: it may be as long and narrow as it must
    label: LocalText = field(default_factory=dict)
    pointer: str = ""

    @property
    def about(self) -> RoomKind:
        """What rooms of its kind are like."""
        return KINDS[self.kind]

    def least_m(self, *, wheelchair: bool) -> float:
        """Return the shortest side that it may have."""
        least = min(self.about.least_m, 0.8 * math.sqrt(self.area_m2))
        if self.size_m is not None:
            least = min(least, *self.size_m)
        return max(least, TURN_M + 0.05) if wheelchair else least


@dataclass(frozen=True, slots=True)
class Wanted:
    """A whole building as it is wanted."""

    id: str
    kind: str
    rooms: tuple[Want, ...]
    storeys: int = 1
    wheelchair: bool = False
    size_m: tuple[float, float] | None = None  # of its outside
    label: LocalText = field(default_factory=dict)
    pointer: str = ""

    def on(self, level: int) -> tuple[Want, ...]:
        """Return the rooms of one storey."""
        return tuple(room for room in self.rooms if room.level == level)


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a building that follow from what it is and for whom: metres."""

    outer_m: float  # thickness of outer walls
    inner_m: float
    door_m: float  # clear width
    front_m: float
    door_high_m: float
    corridor_m: float  # clear width
    storey_m: float  # from floor to floor
    clear_m: float  # from floor to ceiling
    plinth_m: float
    rise_m: float  # of a step
    going_m: float
    flight_m: float  # width of stairs


_HOMES = ("hut", "house", "terrace", "tower", "kiosk")
_HIGH = {
    "church": 6.0,
    "temple": 5.0,
    "barn": 4.2,
    "factory": 4.6,
    "greenhouse": 3.0,
    "station": 4.4,
    "castle": 3.6,
    "museum": 3.6,
}
SLAB_M = 0.3


def least_of(wants: Mapping[str, Want], wanted: Wanted) -> dict[str, float]:
    """Return the shortest side that each of `wants` may have in the building `wanted`."""
    return {name: want.least_m(wheelchair=wanted.wheelchair) for name, want in wants.items()}


def measures_of(wanted: Wanted) -> Measures:
    """Return the measures of `wanted`: homes are lower and narrower, and who sits needs wider doors and no step."""
    home, sits = wanted.kind in _HOMES, wanted.wheelchair
    clear = _HIGH.get(wanted.kind, 2.45 if home else 3.0)
    clear = min(clear, 3.6) if wanted.storeys > 1 else clear
    return Measures(
        outer_m=0.3, inner_m=0.12, door_m=1.0 if sits else 0.9, front_m=1.1 if home else 1.6, door_high_m=2.1,
        corridor_m=(1.6 if sits else 1.3) if home else 1.9, storey_m=clear + SLAB_M, clear_m=clear,
        plinth_m=0.012 if sits else 0.15, rise_m=0.19 if home else 0.175, going_m=0.25 if home else 0.27,
        flight_m=1.0 if home else 1.2,
    )  # fmt: skip
