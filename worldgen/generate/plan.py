"""What the lesson asks of the world: intent, with defaults filled in, each item tied to its line by a JSON pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.scene import Agent, LocalText
from worldgen.spec.params import Params
from worldgen.spec.where import At, Where

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of the land, in the order in which it shapes it."""

    id: str
    kind: str
    params: Params  # of the type that the registry gives for `kind`
    pointer: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A named round place that is made level enough to stand and build on."""

    id: str
    where: Where
    radius_m: float
    ground: str | None  # a Cover in lower case, or None to leave it
    pointer: str
    label: LocalText = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thing:
    """One prop or building that the lesson names. `model` is a key of the models handed to the layout."""

    id: str
    model: str
    where: Where
    facing: str | None
    pointer: str
    label: LocalText = field(default_factory=dict)
    alt: LocalText = field(default_factory=dict)
    text: LocalText = field(default_factory=dict)
    station: str | None = None  # a prop of a station stands in its reach
    against: str | None = None  # in a room: a wall, a window, or a thing of the room


@dataclass(frozen=True, slots=True)
class Station:
    """A teaching place: reachable from spawn, with a clear view of `look_at`."""

    id: str
    where: Where
    look_at: str | None
    pointer: str
    label: LocalText = field(default_factory=dict)
    alt: LocalText = field(default_factory=dict)
    objectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that the lesson asks for; what is None is chosen."""

    id: str
    of: str | None
    start: str | At | None  # where it is taken from
    facing: str | None
    height_m: float | None  # of the eye above the ground
    fov_rad: float | None
    time_h: float | None
    pointer: str
    label: LocalText = field(default_factory=dict)
    alt: LocalText = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """Dressing over an area: a forest, a field of rocks."""

    id: str
    kind: str
    params: Params
    pointer: str


@dataclass(frozen=True, slots=True)
class PathRules:
    """How paths are carved: tread width and the steepest grade along it."""

    connect: bool = True
    width_m: float = 1.6
    max_slope_rad: float = 0.2094
    pointer: str = "/world/paths"


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole intent of one world."""

    id: str
    title: LocalText
    language: str
    seed: Seed
    setting: str
    style: str
    size_m: float
    cell_m: float
    time_h: float  # of the day, 9.5 is half past nine
    features: tuple[Feature, ...]
    zones: tuple[Zone, ...]
    things: tuple[Thing, ...]
    stations: tuple[Station, ...]
    covers: tuple[CoverPlan, ...]
    paths: PathRules
    start: str | None  # id of the station where the learner begins
    agent: Agent = field(default_factory=Agent)
    labels: Mapping[str, LocalText] = field(default_factory=dict)  # of features of the land and covers, by id
    at_rest: bool = False  # nothing moves until it is asked to
    shots: tuple[Shot, ...] = ()
    floor_plans: Mapping[str, FloorPlan] = field(default_factory=dict)  # of buildings that one can go into, by id
    season: Literal["spring", "summer", "autumn", "winter"] | None = None
    weather: Literal["clear", "cloudy", "overcast", "mist", "fog", "rain", "storm", "snow"] = "clear"
