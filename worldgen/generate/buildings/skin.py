"""The faces of a shell in their colours: outside, each room, floors, ceilings, and the shade of corners."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from worldgen.core.grid import distinct
from worldgen.generate.buildings.grid import Cells, Quads, lines, quads
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import (
    AIR,
    BASE,
    FIRST_ROOM,
    OPEN,
    SLAB,
    WAINSCOT_M,
    WALL,
    Band,
    bands,
    foot_m,
    shell_cells,
    slanted,
)
from worldgen.generate.rooms.floor_plan import FloorPlan, Wall
from worldgen.generate.shapes import Shape, moved
from worldgen.generate.shapes.shape import F64, I64, linear_of

Layers = dict[str, list[tuple[str, Shape]]]
"""Shapes with their material, by the part of the building to which they belong."""
PITCHED = ("gable", "thatch", "gambrel", "glass", "vault")  # roofs that are as good from below
CUT_M = 0.021  # how far a cut lies below the floor above it
CORNER, FOOT = 0.80, 0.84  # how much light is left in a corner indoors, and at the foot of a wall outside
_FLOORS = {
    "bathroom": "#9fc3c4", "toilets": "#9fc3c4", "kitchen": "#c9b9a0", "laboratory": "#b9c4c4", "garage": "#a8a39a",
    "ward": "#b3cfc4", "treatment": "#b3cfc4", "store": "#b7a78c", "barn": "#b08d5f", "nave": "#c7b594",
    "gym": "#e0b070", "corridor": "#cfb08a", "hall": "#cfb08a", "lift": "#8f9aa0", "glasshouse": "#b79f78",
}  # fmt: skip
_WAINSCOTS = {
    "classroom": "#7fab9d", "workshop": "#7fab9d", "corridor": "#8fb3a6", "reception": "#d9a76a", "library": "#a87f5c",
    "kitchen": "#cfe0dc", "bathroom": "#8fbcc6", "toilets": "#8fbcc6", "laboratory": "#9cc0cc", "ward": "#9ccab6",
    "treatment": "#9ccab6", "gym": "#d99a5f", "canteen": "#d9a76a", "nave": "#cdbfa6", "waiting": "#9cb8c9",
}  # fmt: skip


def make_shell(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Layers:
    """Return walls, floors and ceilings by part: `storey_<level>`, `ceiling_<level>`."""
    cells = shell_cells(plan, fine=fine, open_top=scheme.roof in PITCHED)
    levels = bands(plan)
    y = cells.middle(1)
    zone = sum((y > band.floor_m) & (y < band.floor_m + WAINSCOT_M) for band in levels)
    faces = quads(cells, np.asarray(zone, np.int64))
    kind = np.array([room.kind for room in plan.rooms] or [""])
    level = _levels(faces, levels)
    slab = (faces.axis == 1) & (faces.solid == SLAB)
    below = slab & ((faces.sign < 0) | (faces.empty == AIR))
    part = np.where(below, level + 1000, level)
    colour = _colours(faces, kind, scheme, zone=_low(faces, levels, level))
    found: Layers = {}
    for name in distinct(part).tolist():
        pick = part == name
        words = f"ceiling_{name - 1000}" if name > 500 else f"storey_{name}"
        found[words] = [("matte", _shape(faces, pick, colour))]
    for band in levels:
        found.setdefault(f"storey_{band.level}", []).append(("matte", _caps(plan, band, scheme)))
    for wall in slanted(plan):
        found[f"storey_{wall.level}"].append(("matte", _slanted(plan, wall, scheme)))
    return found


def _slanted(plan: FloorPlan, wall: Wall, scheme: Scheme) -> Shape:
    """Return a wall that runs along neither axis: its own cells along x, turned to where it stands."""
    levels = bands(plan)
    band = next(one for one in levels if one.level == wall.level)
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long, half = float(np.hypot(bx - ax, bz - az)), wall.thickness_m / 2
    holes = [one for one in plan.openings if one.wall == wall.id]
    foot = foot_m(band) if band is levels[0] and None in wall.rooms else band.floor_m
    edges = [x for one in holes for x in (one.along_m - one.width_m / 2, one.along_m + one.width_m / 2)]
    rims = [y for one in holes for y in (band.floor_m + one.sill_m, band.floor_m + one.sill_m + one.height_m)]
    at = (
        lines([-half - 1.0, -0.6 * half, *edges, long + 0.6 * half, long + half + 1.0]),
        lines([foot - 1.0, foot, band.floor_m, *rims, band.above_m - CUT_M, band.above_m + 1.0]),
        lines([-half - 1.0, -half, half, half + 1.0]),
    )
    number = {room.id: FIRST_ROOM - index for index, room in enumerate(plan.rooms)}
    tag = np.zeros((len(at[0]) - 1, len(at[1]) - 1, 3), np.int16)
    tag[:, :, 0], tag[:, :, 2] = (number.get(name or "", AIR) for name in wall.rooms)
    tag[1:-1, 1:-1, 1] = WALL
    x, y = ((line[:-1] + line[1:]) / 2 for line in at[:2])
    for one in holes:
        low = band.floor_m + one.sill_m
        hole = np.outer(np.abs(x - one.along_m) < one.width_m / 2, (y > low) & (y < low + one.height_m))
        tag[..., 1] = np.where(hole, OPEN, tag[..., 1])
    faces = quads(Cells(at, tag))
    kind = np.array([room.kind for room in plan.rooms])
    colour = _colours(faces, kind, scheme, zone=faces.high_m[:, 1] - band.floor_m)
    top = (faces.axis == 1) & (faces.sign > 0) & (faces.empty != OPEN)
    colour = np.where(top[:, None], linear_of(scheme.cut), colour)
    keep = (faces.axis != 0) | (faces.empty == OPEN)
    return moved(_shape(faces, keep, colour), (ax, 0.0, az), (0.0, float(np.arctan2(-(bz - az), bx - ax)), 0.0))


def _levels(faces: Quads, levels: tuple[Band, ...]) -> I64:
    """Return to which storey each face belongs: a floor to that above it, its underside and its edge to that below."""
    middle = (faces.low_m[:, 1] + faces.high_m[:, 1]) / 2
    edge = (faces.axis != 1) | (faces.empty == AIR)
    ends = np.array([[band.ceiling_m, band.above_m] for band in levels])
    index = np.where(edge, np.searchsorted(ends[:, 1] + 1e-3, middle), np.searchsorted(ends[:, 0] + 1e-3, middle))
    number: I64 = np.array([band.level for band in levels], np.int64)
    return np.asarray(number[np.clip(index, 0, len(levels) - 1)])


def _low(faces: Quads, levels: tuple[Band, ...], level: I64) -> F64:
    """Return how high each face ends above the floor of its storey."""
    floor = {band.level: band.floor_m for band in levels}
    below: F64 = np.array([floor[int(one)] for one in level], np.float64)
    return np.asarray(faces.high_m[:, 1] - below)


def _colours(faces: Quads, kind: np.ndarray, scheme: Scheme, zone: F64) -> F64:
    """Return the linear RGB of each face."""
    inside = faces.empty <= FIRST_ROOM
    room = kind[np.clip(FIRST_ROOM - faces.empty, 0, len(kind) - 1)]
    colour = np.tile(linear_of(scheme.wall), (len(faces), 1))
    side = faces.axis != 1
    up = (faces.axis == 1) & (faces.sign > 0)

    def put(where: np.ndarray, name: str) -> None:
        colour[where] = linear_of(name)

    put(inside & side, scheme.inside)
    put(inside & up, scheme.floor)
    put((faces.axis == 1) & (faces.sign < 0), scheme.ceiling)
    put((faces.empty == OPEN) & side, scheme.trim)
    put((faces.empty == OPEN) & (faces.axis == 1), scheme.trim)
    put((faces.empty == OPEN) & up & (faces.solid != WALL), scheme.floor)
    put((faces.empty == AIR) & (faces.solid == BASE), scheme.stone)
    put((faces.empty == AIR) & up, scheme.stone)
    put((faces.solid == SLAB) & inside & side, scheme.trim)
    for name in sorted(set(room[inside].tolist())):
        here = inside & (room == name)
        if name in _FLOORS:
            put(here & up, _FLOORS[name])
        if name in _WAINSCOTS:
            put(here & side & (faces.solid == WALL) & (zone < WAINSCOT_M + 0.05), _WAINSCOTS[name])
    return colour


_CORNERS: Mapping[int, tuple[tuple[int, int], ...]] = {
    1: ((0, 0), (1, 0), (1, 1), (0, 1)),
    -1: ((0, 0), (0, 1), (1, 1), (1, 0)),
}


def _shape(faces: Quads, pick: np.ndarray, colour: F64) -> Shape:
    """Return the picked faces as a flat shape, four corners each, darker where their cells say that a corner is."""
    index = np.flatnonzero(pick)
    k = len(index)
    axis, sign = faces.axis[index], faces.sign[index]
    u, v = (axis + 1) % 3, (axis + 2) % 3
    ends = np.stack([faces.low_m[index], faces.high_m[index]])  # (2, k, 3)
    order = np.where((sign > 0)[:, None, None], np.array(_CORNERS[1]), np.array(_CORNERS[-1]))  # (k, 4, 2)
    row = np.arange(k)
    points = np.repeat(faces.low_m[index][:, None], 4, axis=1)
    near = faces.near[index]
    light = np.ones((k, 4))
    shaded = faces.empty[index] != OPEN
    for bit, across, which in ((0, u, 0), (2, v, 1)):
        at = order[..., which]
        for corner in range(4):
            points[row, corner, across] = ends[at[:, corner], row, across]
            dark = (near >> (bit + at[:, corner])) & 1
            light[:, corner] *= np.where((dark == 1) & shaded, CORNER, 1.0)
    outside = faces.empty[index] == AIR
    height = np.clip((points[..., 1] + 0.1) / 1.4, 0.0, 1.0)
    light *= np.where(outside[:, None], FOOT + (1.0 - FOOT) * height, 1.0)
    rgb = colour[index][:, None] * light[..., None]
    normal = np.zeros((k, 3))
    normal[row, axis] = sign
    rgba = np.concatenate([rgb, np.ones((k, 4, 1))], axis=2).reshape(-1, 4)
    face = (np.arange(k) * 4)[:, None, None] + np.array([[0, 1, 2], [0, 2, 3]])
    return Shape(points.reshape(-1, 3), np.repeat(normal, 4, axis=0), face.reshape(-1, 3), rgba)


def _caps(plan: FloorPlan, band: Band, scheme: Scheme) -> Shape:
    """Return the cut tops of the walls of a storey, and their faces beside its ceiling.

    They lie within what is above, and are seen only where that is taken away.
    """
    cells = shell_cells(plan, fine=False, holes=False, open_top=scheme.roof in PITCHED)
    layer = int(np.searchsorted(cells.at[1], band.ceiling_m - 1e-3))
    tag = np.where(cells.tag[:, layer : layer + 1, :] == SLAB, cells.tag[:, layer - 1 : layer, :], AIR)
    y = np.array([band.ceiling_m, band.above_m - CUT_M, band.above_m + 1.0])
    faces = quads(Cells((cells.at[0], y, cells.at[2]), np.concatenate([tag, 0 * tag], axis=1)))
    up = (faces.axis == 1) & (faces.sign > 0)
    pick = up | ((faces.axis != 1) & (faces.empty <= FIRST_ROOM))
    colour = np.where(up[:, None], linear_of(scheme.cut), linear_of(scheme.inside))
    return _shape(faces, pick, colour)
