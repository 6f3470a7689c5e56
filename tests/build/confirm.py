"""Is a refusal right? One brute-force check for each code, on the bare land and the words alone.

Each check takes every doubt in favour of the lesson (what is not pinned may be anywhere that its words allow, treads
may be cut, water may be bridged), so that a refusal which it confirms is beyond doubt. `None` says that it cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.build.bare_land import Bare, bare_land, flood, free_views, grown
from tests.build.judge import each_of
from tests.strategies import SHAPES
from worldgen.core.issues import Issue

STATION_SLOPE_DEG, LARGE_SLOPE_DEG, SMALL_SLOPE_DEG = 26.0, 18.0, 28.0
BRIDGED_M = 13.0  # half of the widest water that a bridge spans, and its banks
PLACE_WORDS = {"at", "in", "on", "near", "beside", "between", "along", "side", "away_from", "visible_from"}
_COMPASS = {"north": (0, -1), "south": (0, 1), "east": (1, 0), "west": (-1, 0)}
_NAMES = re.compile(r"`([a-z0-9_.-]+)`")


@dataclass
class Case:
    """A lesson with its bare land, and where each of its items may be at most."""

    text: str
    lesson: dict[str, Any]
    land: Bare
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    _may: dict[str, np.ndarray] = field(default_factory=dict)

    def may(self, name: str) -> np.ndarray:
        """Return the cells where the middle of `name` may be, as far as its words say."""
        if name not in self._may:
            self._may[name] = np.ones_like(self.land.hot)  # words that go round in a circle rule out nothing
            self._may[name] = self._allowed(name)
        return self._may[name]

    def extent(self, name: str, more_m: float = 0.0) -> np.ndarray:
        """Return the cells that may be within `more_m` of the edge of `name`."""
        if name in self.items:
            reach = self.size(name) + more_m
            return np.ones_like(self.land.hot) if reach > 60 else grown(self.may(name), reach, self.land.cell_m)
        area = self.land.areas.get(name)
        return np.ones_like(self.land.hot) if area is None else grown(area, min(more_m, 60.0), self.land.cell_m)

    def size(self, name: str) -> float:
        """Return the radius of the circle that holds `name`."""
        item = self.items.get(name, {})
        if "radius" in item:
            return float(item["radius"].removesuffix(" m"))
        return SHAPES[item["prop"]].outer_m if "prop" in item else 0.4

    def _allowed(self, name: str) -> np.ndarray:
        item, land = self.items[name], self.land
        own, cell = self.size(name), land.cell_m
        mask = np.ones_like(land.hot)
        if "at" in item:
            mask &= False
            mask[land.cell(*self.spot(name))] = True
            return grown(mask, cell, cell)
        for word in ("in", "on"):
            if word in item:
                mask &= self.land.areas.get(item[word], self.extent(item[word], cell))
        for word, most in (("near", _metres(item.get("within", "10 m"))), ("beside", 1.6 + own), ("along", 8.0)):
            if word in item:
                mask &= self.extent(item[word], most + own + 2 * cell)
        for word in ("beside", "along"):  # next to it, and not in it
            mask &= ~self.land.areas.get(item.get(word, ""), np.zeros_like(mask))
        if "between" in item:
            one, other = (self.away(end) for end in item["between"])
            mask &= one + other <= float((one + other).min()) * 1.25 + 8.0 + 2 * own
        if item.get("side") in _COMPASS:
            mask &= self._on_side(item)
        return mask

    def _on_side(self, item: dict[str, Any]) -> np.ndarray:
        """Return the cells on a side of what an item leans on, where it is known where that is."""
        name = next((item[word] for word in ("near", "beside", "in", "on", "along") if word in item), None)
        middle = (0.0, 0.0) if name is None else self.land.middles.get(name)
        if name in self.items and "at" in self.items[name]:
            middle = self.spot(name)
        if middle is None:
            return np.ones_like(self.land.hot)
        x, z = self.land.xz()
        dx, dz = x - middle[0], z - middle[1]
        ahead = dx * _COMPASS[item["side"]][0] + dz * _COMPASS[item["side"]][1]
        return ahead > 0.45 * np.hypot(dx, dz) - 2.0

    def away(self, name: str) -> np.ndarray:
        """Return how far each cell is from where `name` may be, 0 everywhere for what may be anywhere."""
        x, z = self.land.xz()
        marks = np.argwhere(self.extent(name))
        marks = marks[:: max(len(marks) // 500, 1)]
        out = np.full(self.land.hot.shape, np.inf if len(marks) else 0.0)
        for row, col in marks:
            here = col * self.land.cell_m - self.land.half_m, row * self.land.cell_m - self.land.half_m
            np.minimum(out, np.hypot(x - here[0], z - here[1]), out=out)
        return out

    def spot(self, name: str) -> tuple[float, float]:
        """Return the point that `name` is pinned to."""
        side = 2 * self.land.half_m
        east, north = (_along(self.items[name]["at"][word], side) for word in ("east", "north"))
        return east - side / 2, side / 2 - north


def _metres(text: str) -> float:
    return float(text.removesuffix(" m"))


def _along(text: str, side: float) -> float:
    return float(text[:-2]) / 100 * side if text.endswith(" %") else _metres(text)


def confirmed(text: str, lesson: dict[str, Any], found: Issue) -> bool | None:
    """Return whether `found` is right, or None where no check can tell."""
    check = _CHECKS.get(found.code)
    land = bare_land(text)
    if check is None or land is None:
        return _of_terrain(lesson, found)
    case = Case(text, lesson, land, {item["id"]: item for item in each_of(lesson)})
    for station in lesson["stations"]:
        for index, prop in enumerate(station.get("props", ())):
            again = station["props"][:index].count(prop)
            name = f"{station['id']}.{prop}" + (f".{again + 1}" if again else "")
            case.items[name] = {"id": name, "prop": prop, "near": station["id"], "within": "6 m"}
    names = [name for name in _NAMES.findall(found.message) if name in case.items or name in land.areas]
    return check(case, names, found) if names else None


def _standable(case: Case, name: str) -> np.ndarray:
    """Return the cells where `name` finds the kindest ground that it could need."""
    land, item = case.land, case.items[name]
    x, z = land.xz()
    inside = np.maximum(np.abs(x), np.abs(z)) <= land.half_m - 2
    pads = np.zeros_like(land.hot)  # zones are levelled, but water stays in them
    for other in case.items.values():
        if "radius" in other and other is not item:
            pads |= case.extent(other["id"], 8.0)
    shape = SHAPES.get(item.get("prop", ""))
    if shape is not None and shape.airy:
        return inside
    if shape is not None and shape.floats:
        return inside & grown(land.depth_m >= 0.4, 6.0, land.cell_m)
    if shape is not None and shape.decks:
        return inside & (grown(land.depth_m > 0.2, 9.0, land.cell_m) | (land.slope_deg < SMALL_SLOPE_DEG))
    steep = STATION_SLOPE_DEG if shape is None else SMALL_SLOPE_DEG if shape.inner_m < 1.0 else LARGE_SLOPE_DEG
    inner = 0.0 if shape is None else 0.4 * shape.outer_m
    bad = (land.slope_deg > steep) & ~pads | land.hot | (land.depth_m > 0)
    return inside & ~grown(bad, inner, land.cell_m)


def _no_ground(case: Case, names: list[str], found: Issue) -> bool | None:
    """IN_WATER, TOO_STEEP, ON_HOT_GROUND, NO_WATER: nowhere that the words allow is the ground right."""
    item = case.items.get(names[0])
    if item is None:
        return None
    if "radius" in item:
        return _no_ground_for_zone(case, names[0])
    if "at" in item and not SHAPES[item.get("prop", "crate")].floats:
        land, shape = case.land, SHAPES[item.get("prop", "crate")]
        here = np.zeros_like(land.hot)
        here[land.cell(*case.spot(names[0]))] = True
        under = grown(here, shape.outer_m + land.cell_m, land.cell_m)
        if shape.decks:
            return _no_landing(land.depth_m[under], found)
        wrong = (land.depth_m[under] > 0).any() or land.hot[under].any()
        steepest = float(land.slope_deg[under].max())
        if wrong or steepest > (20.0 if shape.inner_m < 1.0 else 12.0):
            return True
        return False if steepest < 8.0 else None
    if not (case.may(names[0]) & _standable(case, names[0])).any():
        return True
    return False if _surely_stands(case, names[0]) else None


def _no_landing(depth_m: np.ndarray, found: Issue) -> bool | None:
    """NO_WATER, NO_LANDING of a jetty at a point: none is deep enough under it, or under all of it."""
    if found.code == "NO_WATER":
        return None if (depth_m >= 0.4).any() else True
    return True if (depth_m <= 0.2).all() or (depth_m > 0).all() else None


def _surely_stands(case: Case, name: str) -> bool:
    """Return whether a level, dry disc that holds `name` lies well within the one piece of land that it is asked in."""
    land, item = case.land, case.items[name]
    words = {word for word in item if word in PLACE_WORDS}
    where = item.get("in", item.get("on", ""))
    floats = SHAPES[item.get("prop", "crate")].floats or SHAPES[item.get("prop", "crate")].decks
    if len(words) != 1 or where not in land.areas or floats:
        return False
    x, z = land.xz()
    bad = (land.depth_m > 0) | land.hot | (land.slope_deg > 8.0) | ~land.areas[where]
    bad |= np.maximum(np.abs(x), np.abs(z)) > land.half_m - 6
    return not grown(bad, case.size(name) + 3 * land.cell_m, land.cell_m).all()


def _no_ground_for_zone(case: Case, name: str) -> bool | None:
    """Return whether every disc that the words allow is wet, hot or steep over more than a little of it."""
    land, radius = case.land, case.size(name)
    x, z = land.xz()
    cells = np.argwhere(case.may(name) & (np.maximum(np.abs(x), np.abs(z)) <= land.half_m - radius - 3))
    for row, col in cells[:: max(len(cells) // 60, 1)]:
        disc = np.hypot(x - (col * land.cell_m - land.half_m), z - (row * land.cell_m - land.half_m)) <= radius
        steep = np.ptp(land.height_m[disc]) / (2 * radius) > 0.75
        if (land.depth_m[disc] > 0).mean() <= 0.2 and land.hot[disc].mean() <= 0.08 and not steep:
            return None
    return True


def _outside(case: Case, names: list[str], found: Issue) -> bool | None:
    name = names[0]
    if name not in case.items:
        return None
    x, z = case.land.xz()
    room = case.land.half_m - np.maximum(np.abs(x), np.abs(z))
    if "at" in case.items[name]:
        return max(map(abs, case.spot(name))) + case.size(name) > case.land.half_m - 3.5
    return not (case.may(name) & (room > case.size(name) + 4.0)).any() or None


def _empty(case: Case, names: list[str], found: Issue) -> bool | None:
    """PLACE_EMPTY: the words exclude each other, or name a place that has no inside."""
    name = names[0]
    item = case.items.get(name)
    if item is None:
        return None
    if not case.may(name).any():
        return True
    for word in ("in", "on"):
        other = case.items.get(item.get(word, ""))
        if other is not None and "radius" in other and "prop" in item:
            return case.size(name) > 0.6 * case.size(other["id"]) or None
        if other is not None and "radius" not in other:  # nobody stands in a sign, or on it
            return not ("prop" in other and SHAPES[other["prop"]].decks and word == "on")
        if item.get(word) in case.land.areas and not case.land.areas[item[word]].any():
            return True
    return None


def _overlap(case: Case, names: list[str], found: Issue) -> bool | None:
    told = [_overlap_of(case, names[0], other) for other in names[1:]]
    return None if not told or None in told else all(told)


def _overlap_of(case: Case, one: str, other: str) -> bool | None:
    if not {one, other} <= case.items.keys():
        return None
    pinned = [name for name in (one, other) if "at" in case.items[name]]
    room = case.size(one) + case.size(other) + 1.7 + case.land.cell_m + 2.4 * ("prop" in case.items[one])
    if len(pinned) == 2:
        return float(np.hypot(*np.subtract(case.spot(one), case.spot(other)))) < room
    free = other if pinned == [one] else one
    here = np.zeros_like(case.land.hot)
    here[case.land.cell(*case.spot(pinned[0]))] = True
    left = case.may(free) & _standable(case, free) & ~grown(here, room, case.land.cell_m)
    return True if not left.any() else None


def _zones_overlap(case: Case, names: list[str], found: Issue) -> bool | None:
    name = names[0]
    taken = np.zeros_like(case.land.hot)
    for other, item in case.items.items():
        if other == name or other in (case.items[name].get("in"), case.items[name].get("on")):
            continue
        if "radius" in item:
            taken |= grown(case.may(other), case.size(other) + case.size(name) + 1.0, case.land.cell_m)
    return not (case.may(name) & ~taken).any() or None


def _too_small(case: Case, names: list[str], found: Issue) -> bool | None:
    """PLACE_TOO_SMALL: no disc of the ground there carries it, or its own kind of place cannot hold it."""
    name = names[0]
    item = case.items.get(name)
    if item is None:
        return None
    zone = case.items.get(item.get("in", item.get("on", "")), {})
    if "radius" in zone and "prop" in item and case.size(name) * 0.72 > case.size(zone["id"]):
        return True
    host = case.items.get(item.get("in", item.get("on", "")), item)
    if host is not item and "radius" not in host and not ("prop" in host and SHAPES[host["prop"]].decks):
        return True  # a station or a sign has no room of its own
    left = case.may(name) & _standable(case, name)
    if not left.any():
        return True
    claimed = np.zeros_like(left)
    for other in case.items:
        if other != name and "radius" not in case.items[other]:
            room = case.size(name) + case.size(other) + 0.5
            near = case.may(other)
            claimed |= grown(near, room, case.land.cell_m) if near.mean() < 0.02 else near & False
    if not (left & ~claimed).any():
        return True
    return None


def _unreachable(case: Case, names: list[str], found: Issue) -> bool | None:
    """A flood over ground on which treads may be cut and water bridged does not join the start to the place."""
    flow = case.lesson.get("flow", {})
    start = flow.get("start") or case.lesson["stations"][0]["id"]
    name = names[0]
    if name not in case.items or start == name:
        return None
    land = case.land
    said = case.lesson["world"].get("paths", {}).get("max_slope", "12 deg")
    cap = float(np.tan(np.radians(float(said.removesuffix(" deg")))))
    wide = ~grown(~(land.depth_m > 0.25), BRIDGED_M, land.cell_m)
    free = ~land.hot & ~wide
    goal = grown(case.may(name), case.size(name) + 3.0, land.cell_m) & free
    seen = np.zeros_like(free)
    level, step_m = np.where(land.depth_m > 0, land.height_m + land.depth_m, land.height_m), cap * land.cell_m * 1.3
    for row, col in np.argwhere(grown(case.may(start), 3.0, land.cell_m) & free & ~grown(seen, 0.0, 1.0)):
        if not seen[row, col]:
            seen |= flood(free, (int(row), int(col)), level, step_m + 0.12)
    return not (goal & seen).any() or None


def _blocked(case: Case, names: list[str], found: Issue) -> bool | None:
    """From the best of many places that the words allow, the bare land hides about half of the target or more."""
    watcher, target = names[0], names[1] if len(names) > 1 else ""
    land = case.land
    pinned = "at" in case.items.get(target, {})
    if watcher not in case.items or not (pinned or target in land.areas):
        return None
    cells = np.argwhere(case.may(watcher) & _standable(case, watcher))
    shown = np.argwhere(case.extent(target) if pinned else land.areas[target])
    if not len(cells) or not len(shown):
        return True
    shown = shown[:: max(len(shown) // 70, 1)]
    x, z = shown[:, 1] * land.cell_m - land.half_m, shown[:, 0] * land.cell_m - land.half_m
    level = land.height_m[shown[:, 0], shown[:, 1]] + land.depth_m[shown[:, 0], shown[:, 1]]
    south, east = np.gradient(land.height_m, land.cell_m)
    normal = np.stack([-east[shown[:, 0], shown[:, 1]], np.ones(len(shown)), -south[shown[:, 0], shown[:, 1]]], axis=1)
    points = np.stack([x, level + 0.2, z], axis=1)
    best = 0.0
    for row, col in cells[:: max(len(cells) // 12, 1)]:
        x, z = col * land.cell_m - land.half_m, row * land.cell_m - land.half_m
        eye = np.array([x, land.height_m[row, col] + 1.55, z])
        facing = points[(normal * (eye - points)).sum(axis=1) > 0.06 * np.linalg.norm(eye - points, axis=1)]
        if len(facing) > 3:
            best = max(best, float(free_views(land, eye, facing).mean()))
    return best < 0.62 or None


def _no_front(case: Case, names: list[str], found: Issue) -> bool | None:
    return names[-1] not in case.items or "radius" in case.items[names[-1]]


def _of_terrain(lesson: dict[str, Any], found: Issue) -> bool | None:
    """Refusals of the land itself: a way that would run uphill, a feature that would reach past the edge."""
    return True if found.code in {"NO_WAY_DOWN", "FEATURE_OUTSIDE", "UNKNOWN_END", "NO_SHORE_HERE"} else None


_CHECKS: dict[str, Callable[[Case, list[str], Issue], bool | None]] = {
    "IN_WATER": _no_ground, "TOO_STEEP": _no_ground, "ON_HOT_GROUND": _no_ground, "NO_WATER": _no_ground,
    "NO_LANDING": _no_ground,
    "OUTSIDE_WORLD": _outside, "PLACE_EMPTY": _empty, "OVERLAP": _overlap, "ZONES_OVERLAP": _zones_overlap,
    "PLACE_TOO_SMALL": _too_small, "PLACE_UNREACHABLE": _unreachable, "STATION_UNREACHABLE": _unreachable,
    "VIEW_BLOCKED": _blocked, "SIDE_NEEDS_FRONT": _no_front,
}  # fmt: skip
