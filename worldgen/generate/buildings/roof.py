"""Roofs: a gable with lapped rows and bell-cast eaves, its end walls, a chimney, a dormer."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, plain, shade
from worldgen.generate.buildings.facade import Look, make_window
from worldgen.generate.shapes import Shape, cylinder, extrude, mirrored, moved, painted
from worldgen.generate.shapes.shape import F64

ROWS = 6
OVERHANG_M = 0.45
_HALF_TURN = np.pi / 2


@dataclass(frozen=True, slots=True)
class Gable:
    """A roof over a plan of `width_m` (along the ridge, x) by `depth_m` (z), starting at `eaves_m`."""

    width_m: float
    depth_m: float
    eaves_m: float

    @property
    def rise_m(self) -> float:
        """As high as half its depth."""
        return self.depth_m / 2.0

    @property
    def ridge_m(self) -> float:
        """Height of the ridge."""
        return self.eaves_m + self.rise_m

    def at(self, z: F64) -> F64:
        """Return the height of the roof `z` from the ridge: straight, then flatter towards the eaves (bell-cast)."""
        reach = self.depth_m / 2.0 + OVERHANG_M
        return self.ridge_m - z + 0.42 * np.clip((z / reach - 0.62) / 0.38, 0.0, 1.0) ** 2


def _along_x(outline: F64, length_m: float) -> Shape:
    """Return an outline of (z, y) pushed out along x."""
    return moved(extrude(outline * np.array([-1.0, 1.0]), length_m), turn_rad=(0.0, _HALF_TURN, 0.0))


def make_gable(roof: Gable, look: Look, *, fine: bool) -> Pieces:
    """Return the two slopes, the ridge and the end walls."""
    reach = roof.depth_m / 2.0 + OVERHANG_M
    rows = ROWS if fine else 2
    z = np.linspace(0.0, reach, rows + 1)
    if not fine:
        z[1] = reach * 0.66
    y = roof.at(z)
    long = roof.width_m + 0.8
    found: Pieces = []
    for i in range(rows):
        lap = 0.07 if fine else 0.0
        thick = 0.14
        outline = np.array(
            [[z[i], y[i] - thick], [z[i + 1], y[i + 1] - thick], [z[i + 1] + lap * 0.6, y[i + 1] + lap], [z[i], y[i]]]
        )
        base = shade(look.roof, 0.90 + 0.035 * i if i % 2 else 0.97 + 0.03 * i)
        row = painted(_along_x(outline, long - 0.05 * (i % 2)), base * 0.9, np.clip(base * 1.06, 0, 1))
        found += [("matte", row), ("matte", mirrored(row, 2))]
    found.append(beam((long + 0.04, 0.16, 0.26), (0, roof.ridge_m - 0.07, 0), look.roof))
    half = roof.depth_m / 2.0
    wall = np.array([[-half, roof.eaves_m - 0.02], [half, roof.eaves_m - 0.02], [0.0, roof.ridge_m - 0.12]])
    found.append(plain(_along_x(wall, roof.width_m), look.wall))
    return found + (_gable_timber(roof, look) + _boards(roof, look) if fine else [])


def _gable_timber(roof: Gable, look: Look) -> Pieces:
    """Return posts, collar and window of both end walls."""
    x, low, half = roof.width_m / 2, roof.eaves_m, roof.depth_m / 2
    facing: Pieces = [
        beam((half * 0.84, 0.18, 0.14), (0, low + roof.rise_m * 0.46, 0), look.beam),
        beam((0.18, roof.rise_m * 0.48, 0.14), (0, low + roof.rise_m * 0.46, 0), look.beam),
    ]
    for side in (-1.0, 1.0):
        facing.append(beam((0.16, roof.rise_m * 0.46, 0.13), (side * half * 0.4, low, 0), look.beam))
        facing.append(
            beam((0.15, half * 0.62, 0.12), (side * half * 0.82, low + 0.02, 0), look.beam, (0.0, 0.0, side * 0.72))
        )
    facing += make_window(0, low + 0.28, (0.62, 0.7), look)
    return [
        (name, moved(shape, (end * x, 0, 0), (0, end * _HALF_TURN, 0))) for end in (-1.0, 1.0) for name, shape in facing
    ]


def _boards(roof: Gable, look: Look) -> Pieces:
    """Return the boards along the four sloping edges."""
    reach = roof.depth_m / 2.0 + OVERHANG_M
    z = np.array([0.0, 0.62, 0.82, 1.0]) * reach
    y = roof.at(z)
    edge = np.concatenate([np.stack([z, y - 0.30], axis=1), np.stack([z, y - 0.08], axis=1)[::-1]])
    board = plain(moved(_along_x(edge, 0.09), ((roof.width_m + 0.72) / 2, 0, 0)), look.beam)[1]
    both = [board, mirrored(board, 2)]
    return [("matte", shape) for side in both for shape in (side, mirrored(side, 0))]


def make_chimney(roof: Gable, x: float, look: Look, *, fine: bool) -> Pieces:
    """Return a chimney that stands 1.3 m above the ridge, its foot inside the roof."""
    top = roof.ridge_m + 1.3
    foot = roof.ridge_m - 1.2
    found = [beam((0.74, top - foot, 0.62), (x, foot, -0.35), "#a9705a")]
    if fine:
        found.append(beam((0.92, 0.16, 0.8), (x, top - 0.12, -0.35), look.stone))
        pot = cylinder(0.12, 0.34, 7)
        found += [plain(moved(pot, (x + side, top + 0.03, -0.35)), "#b8644c") for side in (-0.18, 0.18)]
    return found


def make_dormer(roof: Gable, x: float, look: Look, *, lit: bool) -> Pieces:
    """Return a small window house on the front slope."""
    z = roof.depth_m / 2.0 * 0.72
    foot = float(roof.at(np.array([z]))[0]) - 0.1
    wide, tall = 1.25, 0.95
    front = [*make_window(0, 0.18, (0.6, 0.66), look, lit=lit)]
    body = np.array([[-wide / 2, 0], [wide / 2, 0], [wide / 2, tall], [0, tall + 0.5], [-wide / 2, tall]])
    deep = 2.2
    found: Pieces = [plain(moved(extrude(body, deep), (0, 0, -deep / 2)), look.wall), *front]
    slope = np.array(
        [[0.0, tall + 0.62], [wide / 2 + 0.24, tall - 0.02], [wide / 2 + 0.24, tall - 0.14], [0.0, tall + 0.5]]
    )
    slab = painted(
        moved(extrude(slope, deep + 0.3), (0, 0, 0.15 - deep / 2)), shade(look.roof, 0.92), shade(look.roof, 1.08)
    )
    found += [("matte", slab), ("matte", mirrored(slab, 0))]
    found += [beam((0.13, tall, 0.12), (side * (wide / 2 - 0.06), 0, 0), look.beam) for side in (-1, 1)]
    return [(name, moved(shape, (x, foot, z))) for name, shape in found]
