"""What each kind of room is usually like: how large, how public, how lit, how high the sills."""

from __future__ import annotations

from typing import Literal

from worldgen.core.record import dataclass

Light = Literal["usual", "large", "bench", "high", "none"]  # of its windows; bench: over what stands below them
HUB, PUBLIC, USUAL, PRIVATE, CLOSED = range(5)  # how gladly one walks through it to another room


@dataclass(frozen=True, slots=True)
class RoomKind:
    """`label` is its English name; `least_m` the shortest side it may have."""

    label: str
    area_m2: float
    least_m: float
    way: int = USUAL
    light: Light = "usual"


KINDS: dict[str, RoomKind] = {
    "hall": RoomKind("Hall", 14.0, 1.8, HUB),
    "corridor": RoomKind("Corridor", 12.0, 1.1, HUB),
    "classroom": RoomKind("Classroom", 54.0, 5.0, USUAL, "large"),
    "workshop": RoomKind("Workshop", 60.0, 5.0, USUAL, "bench"),
    "laboratory": RoomKind("Laboratory", 54.0, 4.5, USUAL, "bench"),
    "library": RoomKind("Library", 60.0, 4.0, PUBLIC, "large"),
    "office": RoomKind("Office", 16.0, 2.4),
    "meeting": RoomKind("Meeting room", 22.0, 3.0),
    "canteen": RoomKind("Canteen", 70.0, 4.5, PUBLIC, "large"),
    "kitchen": RoomKind("Kitchen", 14.0, 2.2),
    "toilets": RoomKind("Toilets", 10.0, 1.7, CLOSED, "high"),
    "store": RoomKind("Store room", 9.0, 1.6, CLOSED, "none"),
    "bedroom": RoomKind("Bedroom", 14.0, 2.6, PRIVATE),
    "living": RoomKind("Living room", 26.0, 3.2, PUBLIC, "large"),
    "bathroom": RoomKind("Bathroom", 7.0, 1.7, CLOSED, "high"),
    "ward": RoomKind("Ward", 32.0, 4.0),
    "treatment": RoomKind("Treatment room", 18.0, 3.0),
    "reception": RoomKind("Reception", 20.0, 2.6, HUB, "large"),
    "waiting": RoomKind("Waiting room", 20.0, 2.8, PUBLIC),
    "gallery": RoomKind("Gallery", 60.0, 4.5, PUBLIC, "usual"),
    "shop": RoomKind("Shop", 40.0, 3.5, PUBLIC, "large"),
    "platform": RoomKind("Platform", 80.0, 3.5, PUBLIC, "large"),
    "nave": RoomKind("Nave", 140.0, 6.0, PUBLIC, "large"),
    "gym": RoomKind("Sports hall", 180.0, 9.0, PUBLIC, "high"),
    "studio": RoomKind("Studio", 40.0, 3.8, USUAL, "large"),
    "garage": RoomKind("Garage", 30.0, 3.2, USUAL, "high"),
    "barn": RoomKind("Barn", 90.0, 5.0, PUBLIC, "high"),
    "glasshouse": RoomKind("Glasshouse", 60.0, 4.0, PUBLIC, "large"),
    "stairs": RoomKind("Stairs", 12.0, 1.9, HUB),
    "lift": RoomKind("Lift", 3.0, 1.5, CLOSED, "none"),
    "room": RoomKind("Room", 20.0, 2.4),
}
