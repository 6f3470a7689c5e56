"""What a school, a hall, a church and a row of houses are known by."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, placed, plain
from worldgen.generate.buildings.emblems import canopy, clock, column, flag, flowers, turret
from worldgen.generate.buildings.outside import Facade
from worldgen.generate.buildings.roofing import Region
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.site import Site, doors, main_region, ridge_m
from worldgen.generate.shapes import cylinder, extrude, moved


def canopies(site: Site) -> Pieces:
    """Return a canopy over every outer door of the ground storey."""
    found: Pieces = []
    for facade, hole in doors(site):
        low = hole.y_m + hole.tall_m + 0.22
        if low + 0.5 < facade.tall_m + 0.3:
            found += placed(
                placed(canopy(hole.wide_m + 0.7, site.scheme), (hole.x_m, low, 0.0)), facade.at_m, facade.yaw_rad
            )
    return found


_WITH_FLOWERS = ("house", "hut", "terrace", "shop", "cottage")


def home(site: Site) -> dict[str, Pieces]:
    """Return canopies, and flowers under the windows of the front."""
    found = canopies(site)
    if site.scheme.era in ("victorian", "medieval") and site.plan.kind in _WITH_FLOWERS:
        for facade in site.facades:
            if facade.yaw_rad == site.front.yaw_rad and facade.level == site.front.level:
                for hole in facade.holes:
                    if hole.kind == "window" and hole.wide_m < 1.7:
                        found += placed(flowers(hole), facade.at_m, facade.yaw_rad)
    return {"low": found}


def school(site: Site) -> dict[str, Pieces]:
    """Return a bell on the roof, a clock in a gable over the front door, and a flag."""
    main, scheme = main_region(site), site.scheme
    ridge = ridge_m(main, scheme)
    x, z = main.middle
    roof = placed(turret(0.75, 1.9, scheme, open_=True), (x, ridge - 0.35, z))
    roof += _front_gable(site, main)
    beside = site.door_x + (4.0 if site.door_x + 4.5 < site.front.wide_m / 2 else -4.0)
    low = canopies(site) + site.on_front(flag("#e5ae3f", 8.0), beside, -site.floor_m, 1.6)
    return {"low": low, "roof": roof}


def _front_gable(site: Site, main: Region) -> Pieces:
    """Return a gable with a clock over the front door, at the edge of the roof."""
    scheme = site.scheme
    if scheme.roof not in ("gable", "hip", "flat"):
        return []
    if main.size[0] < main.size[1] and scheme.roof == "gable":  # the front is a gable already
        x, _ = main.middle
        return placed(clock(0.7), (x, main.y_m + main.size[0] * 0.22 * scheme.rise, main.rect[3]))
    wide, tall = 4.4, 2.6
    x = min(max(site.door_x, 2.6 - site.front.wide_m / 2), site.front.wide_m / 2 - 2.6)
    shape = np.array([[-wide / 2, -0.19], [wide / 2, -0.19], [wide / 2, 0.9], [0.0, tall], [-wide / 2, 0.9]])
    depth = 3.2 if scheme.roof != "flat" else 0.5
    found: Pieces = [plain(moved(extrude(shape, depth), (0, 0, 0.087 - depth / 2)), scheme.wall)]
    if scheme.roof != "flat":
        slab = np.array([[0.0, tall + 0.16], [wide / 2 + 0.3, 0.78], [wide / 2 + 0.3, 0.6], [0.0, tall - 0.02]])
        for side in (1.0, -1.0):
            found.append(
                plain(moved(extrude(slab * np.array([side, 1.0]), depth + 0.3), (0, 0, 0.2 - depth / 2)), scheme.tiles)
            )
    found += placed(clock(0.62), (0, 1.0, 0.087))
    return site.on_front(found, x, main.y_m - site.floor_m)


def columned(site: Site) -> dict[str, Pieces]:
    """Return columns and a pediment before the front door."""
    return {"low": portico(site, 4)}


def clinic(site: Site) -> dict[str, Pieces]:
    """Return a great green cross on the wall beside the front door."""
    bars = [beam((1.5, 0.5, 0.12), (0, -0.25, 0), "#2f9a66"), beam((0.5, 1.5, 0.121), (0, -0.75, 0), "#2f9a66")]
    board = beam((2.0, 2.0, 0.06), (0, -1.0, 0), "#f6f8f4")
    return {
        "low": canopies(site),
        "roof": site.on_front([board, *bars], site.door_x, site.regions[0].y_m - site.floor_m + 0.2, 0.05),
    }


def hall(site: Site) -> dict[str, Pieces]:
    """Return a turret with four clocks, and columns before the front door."""
    main, scheme = main_region(site), site.scheme
    x, z = main.middle
    ridge = ridge_m(main, scheme)
    tower = turret(1.15, 3.2, scheme, open_=False)
    for turn in range(4):
        tower += placed(placed(clock(0.7), (0, 2.1, 1.15)), (0, 0, 0), turn * np.pi / 2)
    roof = placed(tower, (x, ridge - 1.2, z))
    return {"low": portico(site, 4), "roof": roof}


def portico(site: Site, count: int) -> Pieces:
    """Return columns before the front door, and a pediment on them."""
    scheme = site.scheme
    tall, deep = min(site.front.tall_m - 0.2, 4.2), 1.7
    wide = min(6.4, site.front.wide_m * 0.6)
    found: Pieces = []
    for i in range(count):
        x = -wide / 2 + 0.35 + (wide - 0.7) * i / (count - 1)
        found += placed(column(tall + site.floor_m, 0.24, scheme.trim), (x, -site.floor_m, deep - 0.35))
    found.append(beam((wide + 0.3, 0.42, deep + 0.1), (0, tall - 0.02, deep / 2), scheme.trim))
    pediment = np.array([[-wide / 2 - 0.3, 0.0], [wide / 2 + 0.3, 0.0], [0.0, 1.35]])
    found.append(plain(moved(extrude(pediment, deep + 0.2), (0, tall + 0.4, deep / 2)), scheme.trim))
    inner = pediment * 0.72 + np.array([0.0, 0.14])
    found.append(plain(moved(extrude(inner, 0.1), (0, tall + 0.42, deep + 0.12)), scheme.wall))
    slope = np.array([[0.0, 1.56], [wide / 2 + 0.5, 0.1], [wide / 2 + 0.5, -0.06], [0.0, 1.36]])
    for side in (1.0, -1.0):
        found.append(
            plain(
                moved(extrude(slope * np.array([side, 1.0]), deep + 0.4), (0, tall + 0.4, deep / 2 + 0.05)),
                scheme.tiles,
            )
        )
    return site.on_front(found, site.door_x)


def church(site: Site) -> dict[str, Pieces]:
    """Return clocks on the tower, unless it is older than they are, and buttresses along the nave."""
    scheme = site.scheme
    found: dict[str, Pieces] = {"low": [], "roof": []}
    top = max(site.regions, key=lambda region: region.y_m)
    for facade in site.facades:
        if scheme.clock and facade.level == top.level - 1 and not facade.holes:
            face = placed(clock(0.8), (0, facade.tall_m * 0.55, 0))
            found.setdefault(f"storey_{facade.level}", []).extend(placed(face, facade.at_m, facade.yaw_rad))
        if facade.level == site.front.level and facade.wide_m > 7 and facade.yaw_rad != site.front.yaw_rad:
            found["low"] += placed(_buttresses(facade, scheme), facade.at_m, facade.yaw_rad)
    return found


def _buttresses(facade: Facade, scheme: Scheme) -> Pieces:
    found: Pieces = []
    for start, stop in facade.spans(0.5, facade.tall_m - 0.5, 0.3):
        x = (start + stop) / 2
        if stop - start > 0.5:
            found.append(beam((0.5, facade.tall_m * 0.5 + 0.6, 0.9), (x, -0.6, 0.2), scheme.stone))
            found.append(beam((0.5, facade.tall_m * 0.3, 0.5), (x, facade.tall_m * 0.48, 0.1), scheme.stone))
    return found


def terrace(site: Site) -> dict[str, Pieces]:
    """Return chimneys where the houses meet."""
    main, scheme = main_region(site), site.scheme
    x0, _, x1, _ = main.rect
    ridge, z = ridge_m(main, scheme), main.middle[1]
    homes = sorted(hole.x_m for facade, hole in doors(site) if facade is site.front)
    mid = [(a + b) / 2 for a, b in pairwise(homes)]
    roof: Pieces = []
    for x in [x0 + 0.5, *((x0 + x1) / 2 + m for m in mid), x1 - 0.5]:
        roof.append(beam((0.6, 2.0, 1.3), (x, ridge - 0.8, z), "#a9705a"))
        roof.append(beam((0.74, 0.14, 1.44), (x, ridge + 1.1, z), scheme.stone))
        roof += [plain(moved(cylinder(0.13, 0.36, 7), (x, ridge + 1.22, z + dz)), "#c27a56") for dz in (-0.4, 0.0, 0.4)]
    return {"low": canopies(site), "roof": roof}
