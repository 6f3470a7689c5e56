"""What the verifier found."""

from __future__ import annotations

from worldgen.core.record import dataclass


@dataclass(frozen=True, slots=True)
class StationFinding:
    """One teaching place: whether one can walk there, how far it is, and if not, how near one comes."""

    id: str
    reachable: bool
    walk_m: float  # length of the shortest raster walk from spawn; infinite when there is none
    missed_by_m: float  # from the station to the nearest place that can be reached; 0 when it is reached


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found in one file."""

    stations: tuple[StationFinding, ...]
    walkable_m2: float
    reached_m2: float
    layers: int
    portals_missed: tuple[str, ...]  # portals that the walk came to and could not pass
    cramped: tuple[str, ...] = ()  # rooms of buildings for wheelchairs, and stations there, where none can turn

    @property
    def ok(self) -> bool:
        """Whether all stations are reached, all portals passed, and wheelchairs turn in every room meant for them."""
        return all(station.reachable for station in self.stations) and not (self.portals_missed or self.cramped)
