"""Why a stop cannot be reached: which obstacle would have to go, with figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from worldgen.core.issues import Issue, issue
from worldgen.generate.land import NO_WATER, Area, Land
from worldgen.generate.paths.network import Stop
from worldgen.generate.paths.routing import Routing, reach, routing
from worldgen.generate.paths.spans import MOST_SPAN_M

_STEEPEST: Final = np.radians(40.0)


def refuse(ways: Routing, stop: Stop, start: Stop) -> Issue:
    """Return the issue that says what stands between `start` and `stop`."""
    for why, mend, related in _reasons(ways, stop, start):
        return issue("STATION_UNREACHABLE", stop.pointer, related=related, station=stop.id, why=why, mend=mend)
    return issue(
        "STATION_UNREACHABLE", stop.pointer, related=(), station=stop.id,
        why="water, steep ground and what stands on the land close it off together",
        mend="move it nearer to the start, or to open ground",
    )  # fmt: skip


def _reasons(ways: Routing, stop: Stop, start: Stop) -> list[tuple[str, str, tuple[str, ...]]]:
    land, cap = ways.land, np.degrees(ways.rules.max_slope_rad)
    open_land = replace(land, blocked=np.zeros_like(land.blocked), cover=np.zeros_like(land.cover))
    dry = replace(land, water_m=np.full_like(land.water_m, NO_WATER))
    if _reaches(ways, land, stop, start):  # the graph had a way, but what was carved of it could not be walked
        return [(
            f"the land on the way there is too broken to cut a tread of {ways.rules.width_m:g} m that one can walk",
            "make the paths narrower (`paths: {width: ...}`), the land gentler, or move it nearer to the start",
            (ways.rules.pointer,),
        )]  # fmt: skip
    if _reaches(ways, open_land, stop, start):
        areas = _in_the_way(ways, stop, start)
        names = " and ".join(f"'{area.id}'" for area in areas) or "what stands there"
        return [(
            f"{names} closes the way to it", "move it or what is in the way, so that 3 m stay free between them",
            tuple(area.pointer for area in areas if area.pointer),
        )]  # fmt: skip
    needed = _slope_needed(ways, land, stop, start)
    if needed is not None:
        return [(
            f"every way there is too steep for paths of at most {cap:.0f}°; a path would need {needed:.0f}°",
            f"write `paths: {{max_slope: {needed:.0f} deg}}`, make the land gentler, or move the station lower",
            (ways.rules.pointer,),
        )]  # fmt: skip
    if _reaches(ways, dry, stop, start):
        wet = [area for area in land.areas.values() if area.pointer and (area.mask & land.wet()).any()]
        return [(
            f"water lies between, wider than the {MOST_SPAN_M:.0f} m that a bridge can span or with too steep banks",
            "move it to the same side of the water as the start, or make the water narrower",
            tuple(area.pointer for area in wet[:3]),
        )]  # fmt: skip
    return []


def _reaches(ways: Routing, land: Land, stop: Stop, start: Stop, slope_rad: float | None = None) -> bool:
    rules, agent = ways.rules, ways.agent
    if slope_rad is not None:
        rules, agent = replace(rules, max_slope_rad=slope_rad), replace(agent, max_slope_rad=slope_rad)
    got = reach(routing(land, rules, agent), start.position_m)
    x, z = np.array([stop.position_m], np.float32).T
    return bool(got[land.cell_of(x, z)].all())


def _slope_needed(ways: Routing, land: Land, stop: Stop, start: Stop) -> float | None:
    """Return the slope in degrees at which a path could lead there, or None."""
    if not _reaches(ways, land, stop, start, _STEEPEST):
        return None
    low, high = ways.rules.max_slope_rad, _STEEPEST
    for _ in range(5):
        middle = (low + high) / 2
        low, high = (low, middle) if _reaches(ways, land, stop, start, middle) else (middle, high)
    return float(np.ceil(np.degrees(high)))


def _in_the_way(ways: Routing, stop: Stop, start: Stop) -> list[Area]:
    """Return the areas without which the stop could be reached."""
    land = ways.land
    found = []
    for area in land.areas.values():
        if not (area.mask & land.blocked).any():
            continue
        without = replace(land, blocked=land.blocked & ~area.mask, cover=np.where(area.mask, 0, land.cover))
        if _reaches(ways, without, stop, start):
            found.append(area)
    return found
