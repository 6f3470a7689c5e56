"""Small things by which a building is known: flags, clocks, canopies, turrets, columns, flowers."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, pane, plain
from worldgen.generate.buildings.outside import Facade, Hole
from worldgen.generate.buildings.roof_points import tiers
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.shapes import box, cone, cylinder, extrude, lathe, merge, moved

GOLD, IRON = "#e0b04a", "#4b4f55"
_LIFT_M = 0.021  # of an arch over the frame of its window, so that no two faces lie in one place


def arches(facade: Facade, scheme: Scheme) -> Pieces:
    """Return blind arches over the windows of a facade."""
    found: Pieces = []
    for hole in facade.holes:
        half = hole.wide_m / 2
        if hole.kind != "window" or hole.wide_m > 1.9 or hole.y_m + hole.tall_m + half > facade.tall_m - 0.1:
            continue
        if scheme.arch == "pointed":
            curve = [(half, 0.0), (half * 0.82, half * 0.6), (half * 0.45, half * 1.15), (0.0, half * 1.5)]
        else:
            curve = [(half * np.cos(a), half * np.sin(a)) for a in np.linspace(0, np.pi / 2, 5)]
        inner = np.array(curve + [(-x, y) for x, y in curve[-2::-1]])
        outer = inner * (1 + 0.13 / half)
        at = (hole.x_m, hole.y_m + hole.tall_m + _LIFT_M, 0.0)
        found.append(plain(moved(extrude(np.concatenate([outer, inner[::-1]]), 0.14), at), scheme.trim))
        found.append(pane(plain(moved(extrude(inner * 0.985, 0.06), (at[0], at[1] + 0.012, 0.0)), scheme.glass)))
    return found


def flag(colour: str = "#dd6b4d", tall_m: float = 3.0) -> Pieces:
    """Return a pole with a flag, standing on y = 0."""
    cloth = np.array(
        [[0.04, 0.0], [0.5, 0.06], [1.0, -0.02], [1.35, 0.04], [1.35, 0.74], [1.0, 0.68], [0.5, 0.76], [0.04, 0.7]]
    )
    return [
        plain(cylinder(0.05, tall_m, 6), "#e9e2d0"),
        plain(moved(extrude(cloth, 0.04), (0, tall_m - 0.82, 0)), colour),
    ]  # fmt: skip


def clock(radius_m: float = 0.6) -> Pieces:
    """Return a clock's face on z = 0."""
    face = moved(lathe([(radius_m, 0), (radius_m, 0.1), (0, 0.1)], 18), turn_rad=(np.pi / 2, 0, 0))
    rim = moved(lathe([(radius_m * 1.16, 0), (radius_m * 1.16, 0.07), (0, 0.07)], 18), turn_rad=(np.pi / 2, 0, 0))
    found: Pieces = [plain(rim, IRON), plain(face, "#fbf6e6")]
    hand = moved(box((0.07, radius_m * 0.72, 0.04)), (0, 0, 0.11))
    short = moved(moved(box((0.08, radius_m * 0.5, 0.04)), (0, 0, 0.115)), (0, 0, 0), (0, 0, -1.9))
    marks = [
        moved(moved(box((0.06, radius_m * 0.14, 0.03)), (0, radius_m * 0.8, 0.095)), (0, 0, 0), (0, 0, k * np.pi / 6))
        for k in range(12)
    ]
    return [*found, plain(merge([hand, short, *marks]), IRON)]


def canopy(wide_m: float, scheme: Scheme, deep_m: float = 0.9) -> Pieces:
    """Return a little roof over a door on two brackets, its foot at y = 0."""
    top = np.array([[0.0, 0.55], [deep_m, 0.12], [deep_m, 0.0], [0.0, 0.36]])
    slab = moved(extrude(top * np.array([-1.0, 1.0]), wide_m), turn_rad=(0.0, np.pi / 2, 0.0))
    found: Pieces = [plain(slab, scheme.tiles)]
    for side in (-1.0, 1.0):
        x = side * (wide_m / 2 - 0.16)
        found.append(beam((0.1, 0.1, deep_m - 0.1), (x, -0.02, deep_m / 2 - 0.05), scheme.beam))
        found.append(beam((0.09, 0.75, 0.09), (x, -0.55, 0.06), scheme.beam, (0.8, 0.0, 0.0)))
    return found


def column(tall_m: float, radius_m: float, colour: str) -> Pieces:
    """Return a column with base and capital."""
    cap = [(radius_m * 0.84, 0), (radius_m * 1.25, 0.16), (0, 0.16)]
    shaft = lathe([(radius_m, 0.2), (radius_m * 1.02, tall_m * 0.4), (radius_m * 0.84, tall_m - 0.26)], 10)
    return [
        beam((radius_m * 2.7, 0.2, radius_m * 2.7), (0, 0, 0), colour), plain(shaft, colour),
        plain(moved(lathe(cap, 10), (0, tall_m - 0.28, 0)), colour),
        beam((radius_m * 2.7, 0.14, radius_m * 2.7), (0, tall_m - 0.14, 0), colour),
    ]  # fmt: skip


def turret(half_m: float, tall_m: float, scheme: Scheme, *, open_: bool) -> Pieces:
    """Return a small square turret with a pointed roof, standing on y = 0; an open one holds a bell."""
    found: Pieces = []
    if open_:
        found.append(beam((2 * half_m, tall_m * 0.4, 2 * half_m), (0, 0, 0), scheme.trim))
        found += [
            beam((0.16, tall_m * 0.6, 0.16), (sx * (half_m - 0.08), tall_m * 0.4, sz * (half_m - 0.08)), scheme.trim)
            for sx in (-1, 1)
            for sz in (-1, 1)
        ]
        bell = lathe([(0, 0), (half_m * 0.5, 0), (half_m * 0.42, 0.12), (half_m * 0.28, 0.34), (0.0, 0.42)], 10)
        found.append(plain(moved(bell, (0, tall_m * 0.52, 0)), GOLD))
    else:
        found.append(beam((2 * half_m, tall_m, 2 * half_m), (0, 0, 0), scheme.wall))
        found.append(beam((2 * half_m + 0.2, 0.16, 2 * half_m + 0.2), (0, tall_m - 0.13, 0), scheme.trim))
    reach = half_m + 0.22
    roof = tiers(
        [(reach, reach, 0.0), (reach * 0.5, reach * 0.5, reach * 0.8), (0.02, 0.02, reach * 2.3)],
        scheme.tiles,
        fine=True,
    )
    return (
        found
        + [(name, moved(shape, (0, tall_m, 0))) for name, shape in roof]
        + [beam((0.07, 0.6, 0.07), (0, tall_m + reach * 2.2, 0), GOLD)]
    )


def flowers(hole: Hole) -> Pieces:
    """Return a box of flowers under a window."""
    tuft = [cone(0.16, tall, 5, caps=False) for tall in (0.22, 0.26, 0.2)]
    wide = hole.wide_m
    found: Pieces = [beam((wide, 0.2, 0.24), (hole.x_m, hole.y_m - 0.32, 0.2), "#8a5a3c")]
    for i, shape in enumerate(tuft):
        found.append(plain(moved(shape, (hole.x_m + (i - 1) * wide * 0.3, hole.y_m - 0.14, 0.22)), "#5f9a60"))
        found.append(
            plain(
                moved(box((0.12, 0.1, 0.12)), (hole.x_m + (i - 1) * wide * 0.3, hole.y_m + 0.0, 0.24)),
                ("#dd6b4d", "#e5ae3f", "#d98fb0")[i],
            )
        )
    return found
