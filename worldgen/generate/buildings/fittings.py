"""What stands in the openings of a building: frames, leaves that stand open, panes, mullions, sills, shutters."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane, plain, shade
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import bands
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Wall
from worldgen.generate.shapes import Shape, box, moved

OPEN_RAD = 1.3  # how far a leaf stands open
_FRAME_M = 0.08
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
    """Return the openings by their storey; inner doors are turned so that their leaf goes into the room that is not a way."""
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


def make_fittings(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Layers:
    """Return the fittings of every opening by part."""
    found: Layers = {}
    for level, here in spots(plan).items():
        pieces = found.setdefault(f"storey_{level}", [])
        for spot in here:
            made = _window(spot, scheme, fine=fine) if spot.opening.kind == "window" else _door(spot, scheme, fine=fine)
            pieces += [(name, moved(shape, spot.at_m, (0.0, spot.yaw_rad, 0.0))) for name, shape in made]
    return found


def _window(spot: Spot, scheme: Scheme, *, fine: bool) -> Pieces:
    wide, tall, half = spot.opening.width_m, spot.opening.height_m, spot.wall_m / 2
    z = half * 0.35 if spot.outside else 0.0
    found: Pieces = [pane(beam((wide - 0.02, tall - 0.02, 0.03), (0, 0.01, z), scheme.glass))]
    if not fine:
        return found
    found += [*_frame(wide, tall, z, scheme, sill=True), *_bars(wide, tall, z, scheme)]
    if spot.outside:
        found.append(beam((wide + 0.24, 0.09, 0.16), (0, -0.09, half + 0.05), scheme.beam))
        found.append(beam((wide + 0.2, 0.11, 0.10), (0, tall, half + 0.03), scheme.beam))
        found.append(beam((wide + 0.1, 0.05, 0.12), (0, -0.05, -half - 0.04), scheme.trim))
        if scheme.shutter is not None and wide < 1.7:
            found += _shutters(wide, tall, half, scheme.shutter)
    return found


def _frame(wide: float, tall: float, z: float, scheme: Scheme, *, sill: bool) -> Pieces:
    side = wide / 2 - _FRAME_M / 2 - 0.003
    found = [beam((_FRAME_M, tall - 0.006, 0.09), (x, 0.003, z), scheme.trim) for x in (-side, side)]
    across = wide - 2 * _FRAME_M - 0.004
    found.append(beam((across, _FRAME_M, 0.09), (0, tall - _FRAME_M - 0.003, z), scheme.trim))
    if sill:
        found.append(beam((across, _FRAME_M, 0.09), (0, 0.003, z), scheme.trim))
    return found


def _bars(wide: float, tall: float, z: float, scheme: Scheme) -> Pieces:
    columns = max(1, round(wide / 0.62))
    rows = max(1, round(tall / 0.62))
    inner = wide - 2 * _FRAME_M
    found: Pieces = []
    for i in range(1, columns):
        found.append(
            beam((0.05, tall - 2 * _FRAME_M, 0.065), (-inner / 2 + inner * i / columns, _FRAME_M, z), scheme.trim)
        )
    for k in range(1, rows):
        found.append(beam((inner, 0.05, 0.06), (0, tall * k / rows - 0.025, z), scheme.trim))
    return found


def _shutters(wide: float, tall: float, half: float, colour: str) -> Pieces:
    leaf = min(0.42, wide / 2)
    found: Pieces = []
    for side in (-1.0, 1.0):
        x = side * (wide / 2 + leaf / 2 + 0.03)
        found.append(beam((leaf, tall + 0.02, 0.05), (x, -0.01, half + 0.045), colour))
        found += [beam((leaf - 0.06, 0.06, 0.03), (x, tall * share, half + 0.075), colour) for share in (0.18, 0.76)]
    return found


def _door(spot: Spot, scheme: Scheme, *, fine: bool) -> Pieces:
    one = spot.opening
    wide, tall, half = one.width_m, one.height_m, spot.wall_m / 2
    trim = scheme.beam if spot.outside else scheme.trim
    found: Pieces = []
    for side in (-1.0, 1.0) if fine else ():
        for face in (-1.0, 1.0):
            z = face * (half + 0.015)
            found.append(beam((0.12, tall + 0.06, 0.09), (side * (wide / 2 + 0.06), 0, z), trim))
    if fine:
        found += [beam((wide + 0.36, 0.14, 0.11), (0, tall, face * (half + 0.02)), trim) for face in (-1.0, 1.0)]
    if one.kind == "passage":
        return found
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
