"""What path making asks for and what it gives: stops, routes, bridges and the land with its treads."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.generate.land import F32, Land, Mask


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that a path must lead to: a station, the spawn; `pointer` is the line of the lesson that asks for it."""

    id: str
    position_m: tuple[float, float]  # (x, z)
    pointer: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Route:
    """One piece of path: from stop `a` to where it meets what was laid before, or to stop `b`."""

    id: str
    a: str
    b: str
    line_m: F32  # (k, 3) x, y, z along the middle of the tread, about 0.5 m apart


@dataclass(frozen=True, eq=False, slots=True)
class Bridge:
    """A straight deck over water: `line_m` runs along its middle from bank to bank, ends flush with the treads."""

    id: str
    line_m: F32  # (k, 3) x, y, z
    width_m: float  # free between the parapets
    water_m: float  # height of the water's surface below it


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """The land with its treads carved, the routes and bridges, and where the ground needs every sample (`fine`)."""

    land: Land
    routes: tuple[Route, ...]
    bridges: tuple[Bridge, ...]
    fine: Mask  # (n, n)
