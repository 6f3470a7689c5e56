"""What a temple, a castle's wall, its keep and a tower are known by."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, placed, plain, proud, shade
from worldgen.generate.buildings.emblems import IRON, column, flag
from worldgen.generate.buildings.roofing import Region
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.site import Site, main_region, ridge_m
from worldgen.generate.shapes import box, extrude, lathe, merge, moved
from worldgen.generate.shapes.shape import F64

_TURRET_WIDE_M, _TURRET_M, _TURRET_IN_M = 2.4, 2.6, 0.75  # its middle is a little inside the corner of the wall


@dataclass(frozen=True, slots=True)
class Row:
    """Columns around a temple: where they stand, how tall and thick they are, and what they stand around."""

    spots: tuple[tuple[float, float], ...]
    tall_m: float
    radius_m: float
    wide_m: float
    deep_m: float


def podium_m(scheme: Scheme) -> float:
    """Return how far the podium of a temple goes past its walls."""
    return min(scheme.eaves_m, 1.75) + 0.15


def colonnade(site: Site) -> Row:
    """Return the columns of a temple, an even number along its front, so that its middle is free."""
    scheme, main = site.scheme, main_region(site)
    reach = podium_m(scheme) - 0.42
    drop = 0.5 + reach * scheme.rise if scheme.roof == "gable" else 0.66
    (wide, deep), (x, z) = main.size, main.middle
    wide, deep = wide + 2 * reach, deep + 2 * reach
    nx, nz = max(4, round(wide / 2.0)), max(4, round(deep / 2.1))
    nx += nx % 2
    spots = {(-wide / 2 + wide * i / (nx - 1), side * deep / 2) for i in range(nx) for side in (-1, 1)}
    spots |= {(side * wide / 2, -deep / 2 + deep * k / (nz - 1)) for k in range(nz) for side in (-1, 1)}
    at = sorted({(round(a + x, 3), round(b + z, 3)) for a, b in spots})
    radius = 0.27 if scheme.roof == "gable" else 0.17
    return Row(tuple(at), main.y_m - drop - site.floor_m, radius, wide, deep)


def temple(site: Site) -> dict[str, Pieces]:
    """Return a podium with steps, and columns all round under the wide eaves."""
    scheme = site.scheme
    main = main_region(site)
    x0, z0, x1, z1 = main.rect
    out = podium_m(scheme)
    floor = site.floor_m
    x, z = main.middle
    low: Pieces = []
    count = max(1, round(floor / 0.15))
    for i in range(count):
        reach = out + 0.34 * i
        top = floor * (count - i) / count - 0.006 * (i == 0)
        size = (x1 - x0 + 2 * reach, top + 0.5, z1 - z0 + 2 * reach)
        low.append(proud(size, (x, -0.5, z), shade(scheme.stone, 1.0 - 0.05 * i), "d"))
    if scheme.roof not in ("gable", "pagoda", "hip"):
        return {"low": []}
    row = colonnade(site)
    wide, deep = row.wide_m, row.deep_m
    top, reach = floor + row.tall_m, out - 0.42
    for at in row.spots:
        low += placed(column(row.tall_m, row.radius_m, scheme.trim), (at[0], floor, at[1]))
    roof: Pieces = []
    for side in (-1.0, 1.0):
        roof.append(beam((wide + 0.6, 0.36, 0.56), (x, top - 0.02, z + side * deep / 2), scheme.trim))
        roof.append(beam((0.56, 0.359, deep - 0.56), (x + side * wide / 2, top - 0.02, z), scheme.trim))
    if scheme.roof == "gable":
        roof += _pediments(site, main, reach)
    return {"low": low, "roof": roof}


def _pediments(site: Site, main: Region, reach: float) -> Pieces:
    scheme = site.scheme
    half = main.size[0] / 2
    foot = -(reach + 0.1) * scheme.rise - 0.12
    shape = np.array([[-half - reach - 0.1, foot], [half + reach + 0.1, foot], [0.0, half * scheme.rise - 0.08]])
    x, z = main.middle
    return [
        plain(
            moved(extrude(shape, 0.3), (x, main.y_m, z + side * (main.size[1] / 2 + reach - 0.05))),
            shade(scheme.wall, 1.05),
        )
        for side in (-1.0, 1.0)
    ]


def castle_wall(site: Site) -> dict[str, Pieces]:
    """Return round towers at both ends, a portcullis over the gate, and flags."""
    scheme = site.scheme
    xs = [p[0] for p in site.plan.outline_m]
    top = max(region.y_m for region in site.regions)
    low: Pieces = []
    roof: Pieces = []
    for side in (-1.0, 1.0):
        x = side * max(abs(min(xs)), abs(max(xs)))
        tall = top + 0.6
        tower = lathe(
            [
                (2.05, -0.9),
                (1.95, 0.0),
                (1.8, tall - 0.9),
                (2.05, tall - 0.5),
                (2.05, tall + 0.5),
                (1.6, tall + 0.5),
                (1.6, tall - 0.1),
                (0, tall - 0.1),
            ],
            14,
        )
        low.append(plain(moved(tower, (x, 0, 0)), shade(scheme.wall, 0.97)))
        for k in range(7):
            merlon = moved(moved(box((0.75, 0.6, 0.44)), (0, tall + 0.5, 1.83)), (0, 0, 0), (0, k * 2 * np.pi / 7, 0))
            low.append(plain(moved(merlon, (x, 0, 0)), shade(scheme.wall, 0.97)))
        slits = [
            moved(moved(box((0.22, 1.1, 0.2)), (0, tall * 0.5, 1.84)), (0, 0, 0), (0, turn, 0))
            for turn in (0.0, 0.7, -0.7)
        ]
        low.append(plain(moved(merge(slits), (x, 0, 0)), "#3b3540"))
        roof += placed(flag(("#c0392b", "#2f6fa8")[side > 0], 3.4), (x, tall - 0.1, 0))
    if site.door is not None:
        bars = [
            moved(
                box((0.09, 1.2, 0.09)),
                (-site.door.wide_m / 2 + site.door.wide_m * (k + 0.5) / 7, site.door.tall_m - 1.1, -0.35),
            )
            for k in range(7)
        ]
        cross = [moved(box((site.door.wide_m, 0.09, 0.08)), (0, site.door.tall_m - y, -0.35)) for y in (0.3, 0.75)]
        low += site.on_front([plain(merge(bars + cross), IRON)], site.door_x)
    return {"low": low, "roof": roof}


def tower(site: Site) -> dict[str, Pieces]:
    """Return a flag on the highest roof."""
    top = max(site.regions, key=lambda region: region.y_m)
    x, z = top.middle
    at = ridge_m(top, site.scheme) if site.scheme.roof != "battlement" else top.y_m
    return {"low": [], "roof": placed(flag("#c0392b", 3.6), (x, at - 0.05, z))}


def castle(site: Site) -> dict[str, Pieces]:
    """Return a turret on every corner of a keep, and flags on some of them."""
    wall = site.scheme.wall
    roof: Pieces = []
    for k, (x, y, z, east, south) in enumerate(_corners(site)):
        at = (x - east * _TURRET_IN_M, y, z - south * _TURRET_IN_M)
        roof += placed(_turret(shade(wall, 0.97 - 0.02 * (k % 4))), at)
        if k % 2 == 0:
            roof += placed(flag(("#c0392b", "#2f6fa8")[k % 4 > 1], 3.0), (at[0], y + _TURRET_M, at[2]))
    return {"low": [], "roof": roof}


def _corners(site: Site) -> list[tuple[float, float, float, float, float]]:
    """Return the corners of roofs at which a building ends, as x, y, z and the side of each (+-1)."""
    found = []
    for region in site.regions:
        (wide, deep), (x, z) = region.size, region.middle
        others = [one for one in site.regions if one is not region and one.y_m >= region.y_m - 0.5]
        for east, south in ((-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)):
            at = x + east * wide / 2, z + south * deep / 2
            beyond = [(at[0] + dx * east, at[1] + dz * south) for dx, dz in ((0.4, -0.4), (-0.4, 0.4), (0.4, 0.4))]
            if not any(_within(one, point) for one in others for point in beyond):
                found.append((at[0], region.y_m, at[1], east, south))
    return found


def _within(region: Region, point: tuple[float, float]) -> bool:
    x0, z0, x1, z1 = region.rect
    return x0 < point[0] < x1 and z0 < point[1] < z1


def _turret(wall: F64) -> Pieces:
    """Return a square turret that grows out of a wall's corner from below its top, with merlons and slits."""
    side = _TURRET_WIDE_M
    found: Pieces = [
        beam((side - 0.3, 0.5, side - 0.3), (0.0, -1.1, 0.0), wall),
        beam((side, _TURRET_M + 0.6, side), (0.0, -0.6, 0.0), wall),
    ]
    edge, size = side / 2 - 0.2, (side / 5, 0.5, 0.4)
    for turn in range(4):
        merlons = [proud(size, (at * side, _TURRET_M, edge), wall, "d") for at in (-0.4, 0.0)]
        slit = proud((0.22, 0.9, 0.04), (0.0, _TURRET_M - 1.7, side / 2 + 0.02), "#3b3540")
        found += placed([*merlons, slit], (0.0, 0.0, 0.0), turn * np.pi / 2)
    return found
