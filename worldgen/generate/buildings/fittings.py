"""What stands in the openings of a building: frames, leaves that stand open, panes, mullions, sills, shutters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane, part_box, plain, proud, shade
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import bands
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Wall
from worldgen.generate.shapes import Shape, box, from_faces, moved, painted

OPEN_RAD = 1.3  # how far a leaf stands open
_FRAME_M = 0.08
_SHUTTER_M = 0.42
_CAP_M = 0.18  # of the beam over a door, past its edge
Layers = dict[str, Pieces]


@dataclass(frozen=True, slots=True)
class Spot:
    """An opening in its own frame: x along its wall from its middle, y up from its foot, +Z out of the building."""

    opening: Opening
    wall_m: float
    outside: bool
    at_m: tuple[float, float, float]
    yaw_rad: float


def spots(plan: FloorPlan) -> dict[int, list[Spot]]:
    """Return the openings by their storey."""
    floor = {band.level: band.floor_m for band in bands(plan)}
    walls = {wall.id: wall for wall in plan.walls}
    found: dict[int, list[Spot]] = {}
    for one in plan.openings:
        wall = walls[one.wall]
        found.setdefault(wall.level, []).append(_spot(one, wall, floor[wall.level]))
    return found


def _spot(one: Opening, wall: Wall, floor_m: float) -> Spot:
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    long = float(np.hypot(bx - ax, bz - az))
    ux, uz = (bx - ax) / long, (bz - az) / long
    left, right = wall.rooms  # left of +x is -z
    nx, nz = (uz, -ux) if left is None else (-uz, ux)  # out of the building, or to the right
    at = (ax + ux * one.along_m, floor_m + one.sill_m, az + uz * one.along_m)
    return Spot(one, wall.thickness_m, left is None or right is None, at, float(np.arctan2(nx, nz)))


def _beside_m(spot: Spot, here: Sequence[Spot]) -> float:
    """Return how much wall a window has beside it: half of what is between two windows, all but a door's frame."""
    way = np.array([np.cos(spot.yaw_rad), -np.sin(spot.yaw_rad)])
    free = np.inf
    for other in here:
        apart = np.array([other.at_m[0] - spot.at_m[0], other.at_m[2] - spot.at_m[2]])
        along, across = abs(float(apart @ way)), abs(float(apart[0] * way[1] - apart[1] * way[0]))
        if other is not spot and across < spot.wall_m:
            between = along - (other.opening.width_m + spot.opening.width_m) / 2
            free = min(free, between / 2 if other.opening.kind == "window" else between - _CAP_M)
    return free


def make_fittings(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Layers:
    """Return the fittings of every opening by part."""
    found: Layers = {}
    for level, here in spots(plan).items():
        pieces = found.setdefault(f"storey_{level}", [])
        for spot in here:
            if spot.opening.kind == "window":
                made = _window(spot, scheme, fine=fine)
                if fine and _has_shutters(spot, scheme, here):
                    made += _shutters(spot, scheme.shutter or "")
            else:
                made = _door(spot, scheme, fine=fine)
            pieces += [(name, moved(shape, spot.at_m, (0.0, spot.yaw_rad, 0.0))) for name, shape in made]
    return found


def _window(spot: Spot, scheme: Scheme, *, fine: bool) -> Pieces:
    wide, tall, half = spot.opening.width_m, spot.opening.height_m, spot.wall_m / 2
    z = half * 0.35 if spot.outside else 0.0
    if scheme.walls == "glass" and spot.outside:
        sheet = moved(part_box((wide - 0.02, tall - 0.02, 0.03), "lrud"), (0, 0.01, z))
        found: Pieces = [("glass", painted(sheet, "#bfe0df", "#e4f3ee", 0.26))]
    else:
        found = [pane(proud((wide - 0.02, tall - 0.02, 0.03), (0, 0.01, z), scheme.glass, "lrud"))]
    if not fine:
        return found
    found += [_frame(wide, tall, z, scheme), *_bars(wide, tall, z, scheme)]
    if spot.outside:
        found.append(proud((wide + 0.24, 0.09, 0.13), (0, -0.09, half + 0.065), scheme.beam))
        found.append(proud((wide + 0.2, 0.11, 0.08), (0, tall, half + 0.04), scheme.beam))
        found.append(proud((wide + 0.1, 0.05, 0.1), (0, -0.05, -half - 0.05), scheme.trim, "f"))
    return found


def _frame(wide: float, tall: float, z: float, scheme: Scheme) -> tuple[str, Shape]:
    """Return a frame of four sides: a face to either side, and what looks inward."""
    x, low, high, deep = wide / 2 - 0.003, 0.003, tall - 0.003, 0.045
    outer = np.array([[-x, low], [x, low], [x, high], [-x, high]])
    inner = outer + _FRAME_M * np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    ring = np.concatenate([outer, inner])
    points = np.concatenate([np.column_stack([ring, np.full(8, side)]) for side in (z + deep, z - deep)])
    face: list[tuple[int, int, int]] = []
    for k in range(4):
        n = (k + 1) % 4
        face += [(k, n, 4 + n), (k, 4 + n, 4 + k), (8 + n, 8 + k, 12 + k), (8 + n, 12 + k, 12 + n)]
        face += [(4 + k, 4 + n, 12 + n), (4 + k, 12 + n, 12 + k)]
    return plain(from_faces(points, face), scheme.trim)


def _bars(wide: float, tall: float, z: float, scheme: Scheme) -> Pieces:
    columns, rows = max(1, round(wide / 0.62)), max(1, round(tall / 0.62))
    inner = wide - 2 * _FRAME_M
    found: Pieces = []
    for i in range(1, columns):
        at = (-inner / 2 + inner * i / columns, _FRAME_M, z)
        found.append(proud((0.05, tall - 2 * _FRAME_M, 0.065), at, scheme.trim, "ud"))
    for k in range(1, rows):
        found.append(proud((inner, 0.05, 0.06), (0, tall * k / rows - 0.025, z), scheme.trim, "lr"))
    return found


def _has_shutters(spot: Spot, scheme: Scheme, here: Sequence[Spot]) -> bool:
    """Return whether a window has shutters: where the style has them, and room for them on the wall."""
    wide = spot.opening.width_m
    wanted = scheme.shutter is not None and spot.outside and wide < 1.7
    return wanted and _beside_m(spot, here) >= min(_SHUTTER_M, wide / 2) + 0.04


def _shutters(spot: Spot, colour: str) -> Pieces:
    wide, tall, half = spot.opening.width_m, spot.opening.height_m, spot.wall_m / 2
    leaf = min(_SHUTTER_M, wide / 2)
    found: Pieces = []
    for side in (-1.0, 1.0):
        x = side * (wide / 2 + leaf / 2 + 0.03)
        found.append(proud((leaf, tall + 0.02, 0.05), (x, -0.01, half + 0.045), colour))
        slats = [((leaf - 0.06, 0.06, 0.03), (x, tall * share, half + 0.075)) for share in (0.18, 0.76)]
        found += [proud(size, at, shade(colour, 0.8), "blr") for size, at in slats]
    return found


def _door(spot: Spot, scheme: Scheme, *, fine: bool) -> Pieces:
    one = spot.opening
    wide, tall, half = one.width_m, one.height_m, spot.wall_m / 2
    trim = scheme.beam if spot.outside else scheme.trim
    found: Pieces = []
    for face, hidden in ((-1.0, "f"), (1.0, "b")) if fine else ():
        z = face * (half + 0.03)
        found += [proud((0.12, tall, 0.06), (side * (wide / 2 + 0.06), 0, z), trim, hidden) for side in (-1, 1)]
        found.append(proud((wide + 0.36, 0.14, 0.08), (0, tall, face * (half + 0.04)), trim, hidden))
    if one.kind == "passage":
        return found
    if one.kind == "gate" and spot.outside and scheme.walls != "stone":
        return found + _sliding(spot, scheme, fine=fine)
    leaves = (-1.0, 1.0) if one.kind in ("double_door", "gate") else (-1.0,)
    leaf_m = (wide / len(leaves)) - 0.03
    z = -half + 0.05
    for side in leaves:
        leaf = _leaf(leaf_m, tall - 0.03, scheme, fine=fine, outside=spot.outside)
        turn = OPEN_RAD if side < 0 else -OPEN_RAD
        for name, shape in leaf:
            hung = moved(shape, (-side * leaf_m / 2, 0, 0))
            found.append((name, moved(hung, (side * (wide / 2 - 0.035), 0.012, z), (0.0, turn, 0.0))))
    return found


def _sliding(spot: Spot, scheme: Scheme, *, fine: bool) -> Pieces:
    """Return two leaves that hang from a rail outside, slid open to both sides."""
    wide, tall, z = spot.opening.width_m, spot.opening.height_m, spot.wall_m / 2 + 0.13
    leaf = wide / 2
    found: Pieces = [proud((2.1 * wide, 0.14, 0.12), (0, tall + 0.16, z), "#4b4f55")]
    for side in (-1.0, 1.0):
        x = side * (wide / 2 + leaf / 2 + 0.02)
        found.append(proud((leaf, tall + 0.1, 0.08), (x, 0.02, z), scheme.door))
        if fine:
            found += _crossed(leaf, tall + 0.1, (x, 0.02, z + 0.03), scheme)
    return found


def _crossed(wide: float, tall: float, at_m: tuple[float, float, float], scheme: Scheme) -> Pieces:
    x, y, z = at_m
    edge = 0.16
    wide, tall, y = wide - 0.012, tall - 0.012, y + 0.006
    found: Pieces = [proud((wide, edge, 0.07), (x, y + low, z), scheme.trim) for low in (0.0, tall - edge)]
    found += [
        proud((edge, tall - 2 * edge, 0.07), (x + side * (wide - edge) / 2, y + edge, z), scheme.trim)
        for side in (-1, 1)
    ]
    inner = (wide - 2 * edge, tall - 2 * edge)
    long = float(np.hypot(*inner))
    for side in (-1.0, 1.0):
        turn = side * float(np.arctan2(inner[0], inner[1]))
        bar = moved(part_box((edge * 0.9, long - 0.1, 0.06 + 0.006 * side), "bud"), (0, -long / 2 + 0.05, 0))
        found.append(plain(moved(bar, (x, y + tall / 2, z), (0, 0, turn)), scheme.trim))
    return found


def _leaf(wide: float, tall: float, scheme: Scheme, *, fine: bool, outside: bool) -> list[tuple[str, Shape]]:
    colour = scheme.door if outside else scheme.beam if scheme.era == "medieval" else scheme.door
    found: Pieces = [plain(box((wide, tall, 0.05)), colour)]
    if fine:
        for low, high in ((0.12, 0.44), (0.52, 0.9)):
            for face in (-1.0, 1.0):
                size = (wide - 0.24, tall * (high - low), 0.02)
                found.append(beam(size, (0, tall * low, face * 0.028), shade(colour, 1.3)))
        found += [beam((0.05, 0.14, 0.05), (wide / 2 - 0.1, tall * 0.46, face * 0.045), "#e5ae3f") for face in (-1, 1)]
    return found
