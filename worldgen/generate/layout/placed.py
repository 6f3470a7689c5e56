"""What the layout hands on: every zone, thing, station and view with its position."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.land import F32, Area, Land
from worldgen.scene import Spawn, Vec3

if TYPE_CHECKING:
    from worldgen.generate.paths import Network

F64 = NDArray[np.float64]
NO_LIMIT_M = np.float32(1000.0)


@dataclass(frozen=True, eq=False, slots=True)
class PlacedThing:
    """One thing where it stands; `position_m` is the origin of its model, on the ground, on a deck or on water."""

    id: str
    model: str
    position_m: Vec3
    yaw_rad: float
    footprint_m: F64  # (k, 2) as (x, z) in the world, convex
    pointer: str
    height_m: float = 0.0
    airy: bool = False
    use_m: F64 | None = None  # (k, 2) outline of the ground that a person needs in front of it
    on: str | None = None  # id of the thing on whose deck it stands
    carrier: str | None = None  # id of the thing on whose socket it is


@dataclass(frozen=True, slots=True)
class PlacedStation:
    """One teaching place: where a learner stands and where they look."""

    id: str
    position_m: Vec3
    yaw_rad: float  # towards the target, as a front: 0 is +Z
    eye_m: Vec3
    target_m: Vec3
    look_at: str | None
    pointer: str
    on: str | None = None  # id of the thing on whose deck it is


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """A promised view: from `eye_m` at least half of `samples_m` of `target` is seen; `share` says how much is."""

    station: str
    target: str
    eye_m: Vec3
    samples_m: F64  # (k, 3), k <= 64
    share: float
    pointer: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """Where everything that the lesson names is, on a land with its pads levelled and its paths carved.

    `keep_clear` (n, n) is the tallest dressing that may stand at each sample in metres: 0 is none at all.
    """

    land: Land
    zones: Mapping[str, Area]
    sites: Mapping[str, PlacedThing]
    stations: Mapping[str, PlacedStation]
    network: Network
    views: tuple[View, ...]
    keep_clear: F32
    spawn: Spawn
