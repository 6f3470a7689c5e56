"""What a lesson indoors is about: the building, the storey and the rooms in which it happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview.flatten import placed
from worldgen.scene import F32, Node, Scene

MOSTLY = 0.5  # share of the stations that must be inside
_ALL = 0.6  # of the floor in rooms that the lesson uses: then the whole storey is shown
_MOST_M = 20.0  # a wider set of rooms is too small to see


@dataclass(frozen=True, eq=False, slots=True)
class Wall:
    """A wall of the storey that touches a room of the lesson, as its building tells it."""

    start: F32
    end: F32
    thickness_m: float
    rooms: tuple[str | None, str | None]
    openings: tuple[tuple[float, float, float, float], ...]

    @property
    def along(self) -> F32:
        """The unit direction of the wall, (2,) as (x, z)."""
        way = self.end - self.start
        return np.asarray(way / max(float(np.hypot(*way)), 1e-6), np.float32)

    @property
    def left(self) -> F32:
        """The unit direction to its left."""
        return np.array([self.along[1], -self.along[0]], np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Focus:
    """The storey of the building `node` that is shown, in the building's frame."""

    node: Node
    turn: F32  # (3, 3) of the building
    shift: F32  # (3,)
    level: int
    floor_m: float
    high_m: float
    rooms: Mapping[str, F32]  # outlines (k, 2)
    walls: tuple[Wall, ...]

    def local(self, point: F32) -> F32:
        """Return points (n, 3) of the world in the building's frame."""
        return np.asarray((np.asarray(point) - self.shift) @ self.turn, np.float32)

    def holds(self, point: F32, slack_m: float = 0.05) -> np.ndarray:
        """Return which points (n, 3) of the building's frame are in the rooms that are shown."""
        inside = np.zeros(len(point), np.bool_)
        for outline in self.rooms.values():
            low, high = outline.min(axis=0) - slack_m, outline.max(axis=0) + slack_m
            inside |= ((point[:, (0, 2)] >= low) & (point[:, (0, 2)] <= high)).all(axis=1)
        y = point[:, 1] - self.floor_m
        return np.asarray(inside & (y > -0.3) & (y < self.high_m), np.bool_)


def focus_of(scene: Scene) -> Focus | None:
    """Return what the lesson is about where most of its stations are in one building; None where it is outdoors."""
    nodes = list(placed(scene))
    stations = [shift for node, _, shift in nodes if node.semantics and node.semantics.role == "station"]
    best: tuple[float, Focus] | None = None
    for node, turn, shift in nodes:
        facts = node.semantics.facts if node.semantics and node.semantics.role == "building" else {}
        if "walls" in facts and stations:
            found = _focus(node, turn, shift, np.array(stations, np.float32))
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return None if best is None else best[1]


def _focus(node: Node, turn: F32, shift: F32, stations: F32) -> tuple[float, Focus] | None:
    facts: Mapping[str, Any] = node.semantics.facts if node.semantics else {}
    rooms = [child for child in node.children if child.semantics and child.semantics.facts.get("kind") == "room"]
    at = (stations - shift) @ turn
    heights = {one["level"]: (float(one["floor_m"]), float(one["height_m"])) for one in facts["storeys"]}
    used: dict[int, dict[str, int]] = {}
    for room in rooms:
        means: Mapping[str, Any] = room.semantics.facts if room.semantics else {}
        outline = np.array(means["outline_m"], np.float32)
        floor, high = heights[means["storey"]]
        inside = (at[:, (0, 2)] >= outline.min(axis=0)) & (at[:, (0, 2)] <= outline.max(axis=0))
        count = int((inside.all(axis=1) & (at[:, 1] > floor - 0.5) & (at[:, 1] < floor + high)).sum())
        if count:
            used.setdefault(means["storey"], {})[room.id] = count
    if not used:
        return None
    level = max(used, key=lambda one: (sum(used[one].values()), -one))
    total = sum(sum(counts.values()) for counts in used.values())
    if total < MOSTLY * len(stations):
        return None
    shown = _shown({room.id: room for room in rooms}, level, set(used[level]))
    return total, _made(node, (turn, shift), (level, *heights[level]), shown)


def _shown(rooms: Mapping[str, Node], level: int, used: set[str]) -> dict[str, F32]:
    """Return the outlines of the rooms that are shown: those of the lesson, or all of a small storey."""
    every = {
        name: np.array(room.semantics.facts["outline_m"], np.float32)
        for name, room in rooms.items()
        if room.semantics and room.semantics.facts["storey"] == level
    }
    area = {name: _area(outline) for name, outline in every.items()}
    if sum(area[name] for name in used) >= _ALL * sum(area.values()) or not _joined([every[name] for name in used]):
        points = np.concatenate(list(every.values()))
        if float(np.ptp(points, axis=0).max()) <= _MOST_M or not _joined([every[name] for name in used]):
            return every
    return {name: every[name] for name in every if name in used}


def _area(outline: F32) -> float:
    x, z = outline.T.astype(np.float64)
    return float(abs(np.sum(x * np.roll(z, -1) - z * np.roll(x, -1))) / 2.0)


def _joined(outlines: list[F32]) -> bool:
    """Return whether the rooms lie wall to wall."""
    reached, waiting = {0}, [0]
    while waiting:
        mine = outlines[waiting.pop()]
        for number, other in enumerate(outlines):
            gap = np.maximum(mine.min(axis=0) - other.max(axis=0), other.min(axis=0) - mine.max(axis=0))
            if number not in reached and float(gap.max()) < 0.5 and float(np.maximum(gap, 0.0).min()) <= 0.0:
                reached.add(number)
                waiting.append(number)
    return len(reached) == len(outlines)


def _made(node: Node, place: tuple[F32, F32], storey: tuple[int, float, float], rooms: Mapping[str, F32]) -> Focus:
    names = {name.removeprefix(f"{node.id}.") for name in rooms}
    facts: Mapping[str, Any] = node.semantics.facts if node.semantics else {}
    walls = []
    for one in facts["walls"]:
        if one["level"] == storey[0] and names & set(one["rooms"]):
            left, right = (name if name in names else None for name in one["rooms"])
            line = np.array(one["line_m"], np.float32)
            openings = tuple(
                (float(at), float(wide), float(sill), float(high)) for at, wide, sill, high in one["openings"]
            )
            walls.append(Wall(line[:2], line[2:], float(one["thickness_m"]), (left, right), openings))
    level, floor_m, high_m = storey
    return Focus(node, *place, level, floor_m, high_m, rooms, tuple(walls))
