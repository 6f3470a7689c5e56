"""What a factory, a station and a kiosk are known by."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, placed, plain, proud, shade
from worldgen.generate.buildings.emblems import IRON, clock
from worldgen.generate.buildings.features_public import canopies
from worldgen.generate.buildings.site import Site, main_region, ridge_m
from worldgen.generate.shapes import cone, cylinder, extrude, icosphere, lathe, merge, moved

STRIPES = ("#dd6b4d", "#f6efe2")


def factory(site: Site) -> dict[str, Pieces]:
    """Return two tall chimneys and what stands on its roof."""
    main, scheme = main_region(site), site.scheme
    roof: Pieces = []
    x0, z0, x1, _ = main.rect
    for i, tall in enumerate((9.5, 7.6)):
        stack = lathe(
            [
                (0.85, 0),
                (0.6, tall - 0.8),
                (0.78, tall - 0.78),
                (0.78, tall - 0.3),
                (0.66, tall - 0.28),
                (0.66, tall),
                (0.4, tall),
                (0.4, tall - 0.5),
                (0, tall - 0.5),
            ],
            12,
        )
        at = (x1 - 1.6 - 2.4 * i, 0.0, z0 + 1.4)
        roof.append(plain(moved(stack, (at[0], main.y_m - 0.2, at[2])), shade(scheme.wall, 0.9)))
        for share in (0.55, 0.7):
            band = lathe([(0.78 - 0.2 * share, 0), (0.78 - 0.2 * share, 0.5)], 12)
            roof.append(plain(moved(band, (at[0], main.y_m - 0.2 + tall * share, at[2])), "#f1e6d0"))
    roof += placed(_pipe(), (x0 + 2.0, main.y_m, z0 + 1.2))
    return {"low": canopies(site), "roof": roof}


def _pipe() -> Pieces:
    return [
        beam((1.5, 1.3, 1.5), (0, 0.3, 0), "#9fb0b4"),
        plain(moved(cylinder(0.42, 0.6, 10), (0, 1.6, 0)), "#7d8a90"),
    ]


def station(site: Site) -> dict[str, Pieces]:
    """Return a canopy on iron posts along the front, and a clock that hangs from it."""
    scheme, front = site.scheme, site.front
    wide, tall, deep = front.wide_m + 1.6, 3.0, 2.3
    count = max(3, round(wide / 3.6))
    found: Pieces = []
    for i in range(count + 1):
        x = -wide / 2 + 0.4 + (wide - 0.8) * i / count
        for wide_m, tall_m, colour in ((0.16, tall + site.floor_m, scheme.door), (0.3, 0.3, IRON)):
            found.append(proud((wide_m, tall_m, wide_m), (x, -site.floor_m, deep - 0.3), colour, "d"))
        found.append(beam((0.1, 0.9, 0.1), (x, tall - 0.6, deep - 0.32), scheme.door, (-0.8, 0.0, 0.0)))
    slab = np.array([[0.0, tall + 0.5], [deep + 0.4, tall + 0.1], [deep + 0.4, tall - 0.02], [0.0, tall + 0.34]])
    found.append(
        plain(moved(extrude(slab * np.array([-1.0, 1.0]), wide), turn_rad=(0.0, np.pi / 2, 0.0)), scheme.tiles)
    )
    teeth = int(wide / 0.5)
    tooth = merge(
        [
            moved(cone(0.2, 0.34, 4), (-wide / 2 + wide * (k + 0.5) / teeth, tall + 0.06, deep + 0.37), (np.pi, 0, 0))
            for k in range(teeth)
        ]
    )
    found.append(plain(tooth, scheme.trim))
    found += placed(
        [beam((0.08, 0.5, 0.08), (0, 0.5, -0.06), IRON), *clock(0.5)], (site.door_x + 1.9, tall - 0.62, deep - 0.3)
    )
    found += [
        (name, moved(shape, (site.door_x + 1.9, tall - 0.62, deep - 0.42), (0, np.pi, 0))) for name, shape in clock(0.5)
    ]
    return {"low": placed(found, front.at_m, front.yaw_rad)}


def kiosk(site: Site) -> dict[str, Pieces]:
    """Return a striped awning over a counter with things to buy, and a great ice cream on the roof."""
    found = awning(site)
    front = site.front
    holes = [hole for hole in front.holes if hole.kind == "window"]
    for hole in holes[:1]:
        found.append(beam((hole.wide_m + 0.3, 0.1, 0.5), (hole.x_m, hole.y_m - 0.08, 0.24), "#e8c48a"))
        colours = ("#e5ae3f", "#dd6b4d", "#5f9a60", "#f6efe2", "#4f7aa0")
        for i in range(5):
            size = 0.2 + 0.05 * (i % 2)
            found.append(
                beam(
                    (size, 0.26 + 0.08 * (i % 3), size),
                    (hole.x_m - hole.wide_m / 2 + 0.25 + i * (hole.wide_m - 0.5) / 4, hole.y_m + 0.02, 0.26),
                    colours[i],
                )
            )
    return {"low": placed(found, front.at_m, front.yaw_rad), "roof": _cone_sign(site)}


def shop(site: Site) -> dict[str, Pieces]:
    """Return a striped awning along the front."""
    return {"low": placed(awning(site), site.front.at_m, site.front.yaw_rad)}


def awning(site: Site) -> Pieces:
    """Return a striped awning along the whole front, in the frame of its facade."""
    front = site.front
    tall = min(front.tall_m, 3.1)
    wide, deep = front.wide_m + 0.2, 1.15
    found: Pieces = []
    count = 2 * max(4, round(wide / 0.9))
    for i in range(count):
        x = -wide / 2 + wide * (i + 0.5) / count
        sheet = np.array([[0.0, 0.62], [deep, 0.08], [deep, -0.16], [deep - 0.04, 0.0], [0.0, 0.54]])
        strip = moved(extrude(sheet * np.array([-1.0, 1.0]), wide / count), turn_rad=(0.0, np.pi / 2, 0.0))
        found.append(plain(moved(strip, (x, tall - 0.75, 0.0)), STRIPES[i % 2]))
    return found


def _cone_sign(site: Site) -> Pieces:
    """Return a great ice cream on the roof."""
    main = main_region(site)
    top = ridge_m(main, site.scheme)
    x, z = main.middle
    waffle = moved(cone(0.36, 1.0, 9), (0, 1.05, 0), (np.pi, 0, 0))
    balls = [
        (icosphere(0.42, 1), "#f3b8c4", (0.0, 1.18, 0.0)),
        (icosphere(0.34, 1), "#f6efe2", (0.06, 1.68, 0.0)),
        (icosphere(0.1, 1), "#c0392b", (0.08, 2.05, 0.0)),
    ]
    pieces: Pieces = [plain(waffle, "#d9a052"), *(plain(moved(shape, at), colour) for shape, colour, at in balls)]
    return placed(pieces, (x, top - 0.25, z))
