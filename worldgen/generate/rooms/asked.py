"""What is asked for in a room, and where it ended up: what crosses between the layout and the furnishing."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.scene import Model, Vec3


@dataclass(frozen=True, eq=False, slots=True)
class Asked:
    """A thing that the author names in a room. Words of a place that say nothing are None."""

    id: str
    model: Model
    pointer: str
    against: str | None = None  # "wall", "window", "door", or a thing of the room
    beside: str | None = None  # a thing of the room
    near: str | None = None
    on: str | None = None  # a thing of the room with a top to stand on
    facing: str | None = None  # a thing or a station of the room
    at_m: Vec3 | None = None  # where it is already (a station, a thing placed before): keep clear of it
    yaw_rad: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """A thing where it stands: the origin of its model in the frame of the plan."""

    id: str
    position_m: Vec3
    yaw_rad: float


@dataclass(frozen=True, slots=True)
class Furnished:
    """What was placed, and why the rest was not: (id, reason in words)."""

    placed: tuple[Placement, ...]
    refused: tuple[tuple[str, str], ...] = ()
