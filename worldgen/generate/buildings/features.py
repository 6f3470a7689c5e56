"""What makes a kind of building known from afar: a clock and a bell, chimneys of a factory, columns, an awning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane, placed, plain, shade
from worldgen.generate.buildings.outside import Facade, Hole, facades
from worldgen.generate.buildings.roof_forms import FORMS, Over, tiers
from worldgen.generate.buildings.roofing import Region, regions
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import box, cone, cylinder, extrude, lathe, merge, moved

GOLD, IRON = "#e0b04a", "#4b4f55"
STRIPES = ("#dd6b4d", "#f6efe2")


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """A building to be adorned: its facades, its roofs, and where one comes in."""

    plan: FloorPlan
    scheme: Scheme
    facades: list[Facade]
    regions: list[Region]
    front: Facade
    door: Hole | None

    def on_front(self, pieces: Pieces, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Pieces:
        """Return `pieces` put on the wall of the front door, `x` from its middle."""
        return placed(placed(pieces, (x, y, z)), self.front.at_m, self.front.yaw_rad)

    @property
    def door_x(self) -> float:
        """Return where the front door is along its facade."""
        return self.door.x_m if self.door else 0.0

    @property
    def floor_m(self) -> float:
        """Return the height of the ground floor."""
        return self.front.at_m[1]


def site_of(plan: FloorPlan, scheme: Scheme) -> Site:
    """Return the site of `plan`."""
    found = facades(plan)
    with_door = [(facade, hole) for facade in found for hole in facade.holes if hole.id == plan.entrance]
    front = with_door[0][0] if with_door else max(found, key=lambda facade: (facade.at_m[2], facade.wide_m))
    return Site(plan, scheme, found, regions(plan), front, with_door[0][1] if with_door else None)


def make_features(plan: FloorPlan, scheme: Scheme) -> dict[str, Pieces]:
    """Return what adorns a building of its kind, by part."""
    site = site_of(plan, scheme)
    low = f"storey_{site.front.level}"
    found: dict[str, Pieces] = {low: [], "roof": []}
    if scheme.arch:
        for facade in site.facades:
            found.setdefault(f"storey_{facade.level}", []).extend(_arches(facade, scheme))
    for part, pieces in _OF_KIND.get(plan.kind, _home)(site).items():
        found.setdefault({"low": low}.get(part, part), []).extend(pieces)
    return found


def _arches(facade: Facade, scheme: Scheme) -> Pieces:
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
        at = (hole.x_m, hole.y_m + hole.tall_m, 0.0)
        found.append(plain(moved(extrude(np.concatenate([outer, inner[::-1]]), 0.14), at), scheme.trim))
        found.append(pane(plain(moved(extrude(inner, 0.06), at), scheme.glass)))
    return found


def flag(colour: str = "#dd6b4d", tall_m: float = 3.0) -> Pieces:
    """Return a pole with a flag, standing on y = 0."""
    cloth = np.array([[0.04, 0.0], [0.5, 0.06], [1.0, -0.02], [1.35, 0.04], [1.35, 0.74], [1.0, 0.68], [0.5, 0.76], [0.04, 0.7]])
    return [
        plain(cylinder(0.05, tall_m, 6), "#e9e2d0"),
        plain(moved(extrude(cloth, 0.04), (0, tall_m - 0.82, 0)), colour),
    ]  # fmt: skip


def clock(radius_m: float = 0.6) -> Pieces:
    """Return a clock's face on z = 0."""
    face = moved(cylinder(radius_m, 0.1, 18), (0, 0, 0), (np.pi / 2, 0, 0))
    rim = moved(cylinder(radius_m * 1.16, 0.07, 18), (0, 0, 0), (np.pi / 2, 0, 0))
    found: Pieces = [plain(rim, IRON), plain(face, "#fbf6e6")]
    hand = moved(box((0.07, radius_m * 0.72, 0.04)), (0, 0, 0.11))
    short = moved(moved(box((0.08, radius_m * 0.5, 0.04)), (0, 0, 0.115)), (0, 0, 0), (0, 0, -1.9))
    marks = [moved(moved(box((0.06, radius_m * 0.14, 0.03)), (0, radius_m * 0.8, 0.095)), (0, 0, 0), (0, 0, k * np.pi / 6)) for k in range(12)]
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


def _doors(site: Site) -> list[tuple[Facade, Hole]]:
    lowest = site.front.level
    return [(f, h) for f in site.facades if f.level == lowest for h in f.holes if h.kind in ("door", "double_door")]


def _canopies(site: Site) -> Pieces:
    found: Pieces = []
    for facade, hole in _doors(site):
        low = hole.y_m + hole.tall_m + 0.22
        if low + 0.5 < facade.tall_m + 0.3:
            found += placed(placed(canopy(hole.wide_m + 0.7, site.scheme), (hole.x_m, low, 0.0)), facade.at_m, facade.yaw_rad)
    return found


def _home(site: Site) -> dict[str, Pieces]:
    """Return canopies, and flowers under the windows of the front."""
    found = _canopies(site)
    if site.scheme.era in ("victorian", "medieval"):
        for facade in site.facades:
            if facade.yaw_rad == site.front.yaw_rad and facade.level == site.front.level:
                for hole in facade.holes:
                    if hole.kind == "window" and hole.wide_m < 1.7:
                        found += placed(_flowers(hole), facade.at_m, facade.yaw_rad)
    return {"low": found}


def _flowers(hole: Hole) -> Pieces:
    tuft = [cone(0.13, 0.2, 5), cone(0.12, 0.24, 5), cone(0.13, 0.18, 5)]
    wide = hole.wide_m
    found: Pieces = [beam((wide, 0.2, 0.24), (hole.x_m, hole.y_m - 0.32, 0.2), "#8a5a3c")]
    for i, shape in enumerate(tuft):
        found.append(plain(moved(shape, (hole.x_m + (i - 1) * wide * 0.3, hole.y_m - 0.14, 0.22)), "#5f9a60"))
        found.append(plain(moved(box((0.12, 0.1, 0.12), 0.03), (hole.x_m + (i - 1) * wide * 0.3, hole.y_m + 0.0, 0.24)), ("#dd6b4d", "#e5ae3f", "#d98fb0")[i]))
    return found


def _turret(half_m: float, tall_m: float, scheme: Scheme, *, open_: bool) -> Pieces:
    """Return a small square turret with a pointed roof, standing on y = 0; an open one holds a bell."""
    found: Pieces = []
    if open_:
        found.append(beam((2 * half_m, tall_m * 0.4, 2 * half_m), (0, 0, 0), scheme.trim))
        found += [beam((0.16, tall_m * 0.6, 0.16), (sx * (half_m - 0.08), tall_m * 0.4, sz * (half_m - 0.08)), scheme.trim) for sx in (-1, 1) for sz in (-1, 1)]
        bell = lathe([(0, 0), (half_m * 0.5, 0), (half_m * 0.42, 0.12), (half_m * 0.28, 0.34), (0.0, 0.42)], 10)
        found.append(plain(moved(bell, (0, tall_m * 0.52, 0)), GOLD))
    else:
        found.append(beam((2 * half_m, tall_m, 2 * half_m), (0, 0, 0), scheme.wall))
        found.append(beam((2 * half_m + 0.2, 0.16, 2 * half_m + 0.2), (0, tall_m - 0.1, 0), scheme.trim))
    reach = half_m + 0.22
    roof = tiers([(reach, reach, 0.0), (reach * 0.5, reach * 0.5, reach * 0.8), (0.02, 0.02, reach * 2.3)], scheme.tiles, fine=True)
    return found + [(name, moved(shape, (0, tall_m, 0))) for name, shape in roof] + [beam((0.07, 0.6, 0.07), (0, tall_m + reach * 2.2, 0), GOLD)]


def _main(site: Site) -> Region:
    return max(site.regions, key=lambda region: region.size[0] * region.size[1])


def _ridge(region: Region, scheme: Scheme) -> float:
    """Return how high the ridge of the roof of a region lies."""
    if scheme.roof in ("flat", "battlement", "none", "sawtooth"):
        return region.y_m
    wide, deep = region.size
    across = min(wide, deep) if not scheme.ridge else deep if scheme.ridge == "x" else wide
    return region.y_m + across / 2 * scheme.rise


def _school(site: Site) -> dict[str, Pieces]:
    main, scheme = _main(site), site.scheme
    ridge = _ridge(main, scheme)
    x, z = main.middle
    roof = placed(_turret(0.75, 1.9, scheme, open_=True), (x, ridge - 0.35, z))
    roof += _front_gable(site, main)
    low = _canopies(site) + site.on_front(flag("#dd6b4d", 5.2), site.door_x + 3.2, -site.floor_m, 2.0)
    return {"low": low, "roof": roof}


def _front_gable(site: Site, main: Region) -> Pieces:
    """Return a gable with a clock over the front door, at the edge of the roof."""
    scheme = site.scheme
    if scheme.roof not in ("gable", "hip", "flat"):
        return []
    wide, tall = 4.4, 2.6
    shape = np.array([[-wide / 2, -0.3], [wide / 2, -0.3], [wide / 2, 0.9], [0.0, tall], [-wide / 2, 0.9]])
    depth = 3.2 if scheme.roof != "flat" else 0.5
    found: Pieces = [plain(moved(extrude(shape, depth), (0, 0, 0.06 - depth / 2)), scheme.wall)]
    if scheme.roof != "flat":
        slab = np.array([[0.0, tall + 0.16], [wide / 2 + 0.3, 0.78], [wide / 2 + 0.3, 0.6], [0.0, tall - 0.02]])
        for side in (1.0, -1.0):
            found.append(plain(moved(extrude(slab * np.array([side, 1.0]), depth + 0.3), (0, 0, 0.2 - depth / 2)), scheme.tiles))
    found += placed(clock(0.62), (0, 1.0, 0.06))
    return site.on_front(found, site.door_x, main.y_m - site.floor_m)


def _hall(site: Site) -> dict[str, Pieces]:
    main, scheme = _main(site), site.scheme
    x, z = main.middle
    ridge = _ridge(main, scheme)
    turret = _turret(1.15, 3.2, scheme, open_=False)
    for turn in range(4):
        turret += placed(placed(clock(0.7), (0, 2.1, 1.15)), (0, 0, 0), turn * np.pi / 2)
    roof = placed(turret, (x, ridge - 1.2, z))
    return {"low": _portico(site, 4), "roof": roof}


def column(tall_m: float, radius_m: float, colour: str) -> Pieces:
    """Return a column with base and capital."""
    shaft = lathe([(radius_m, 0.2), (radius_m * 1.02, tall_m * 0.4), (radius_m * 0.84, tall_m - 0.26)], 10)
    return [
        beam((radius_m * 2.7, 0.2, radius_m * 2.7), (0, 0, 0), colour), plain(shaft, colour),
        plain(moved(lathe([(radius_m * 0.84, 0), (radius_m * 1.25, 0.16), (0, 0.16)], 10), (0, tall_m - 0.28, 0)), colour),
        beam((radius_m * 2.7, 0.14, radius_m * 2.7), (0, tall_m - 0.14, 0), colour),
    ]  # fmt: skip


def _portico(site: Site, count: int) -> Pieces:
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
        found.append(plain(moved(extrude(slope * np.array([side, 1.0]), deep + 0.4), (0, tall + 0.4, deep / 2 + 0.05)), scheme.tiles))
    return site.on_front(found, site.door_x)


def _factory(site: Site) -> dict[str, Pieces]:
    main, scheme = _main(site), site.scheme
    roof: Pieces = []
    x0, z0, x1, _ = main.rect
    for i, tall in enumerate((9.5, 7.6)):
        stack = lathe([(0.85, 0), (0.6, tall - 0.8), (0.78, tall - 0.78), (0.78, tall - 0.3), (0.66, tall - 0.28), (0.66, tall), (0.4, tall), (0.4, tall - 0.5), (0, tall - 0.5)], 12)
        at = (x1 - 1.6 - 2.4 * i, 0.0, z0 + 1.4)
        roof.append(plain(moved(stack, (at[0], main.y_m - 0.2, at[2])), shade(scheme.wall, 0.9)))
        for share in (0.55, 0.7):
            band = lathe([(0.78 - 0.2 * share, 0), (0.78 - 0.2 * share, 0.5)], 12)
            roof.append(plain(moved(band, (at[0], main.y_m - 0.2 + tall * share, at[2])), "#f1e6d0"))
    roof += placed(_pipe(), (x0 + 2.0, main.y_m, z0 + 1.2))
    return {"low": _canopies(site), "roof": roof}


def _pipe() -> Pieces:
    return [beam((1.5, 1.3, 1.5), (0, 0.3, 0), "#9fb0b4"), plain(moved(cylinder(0.42, 0.6, 10), (0, 1.6, 0)), "#7d8a90")]


def _station(site: Site) -> dict[str, Pieces]:
    """Return a canopy on iron posts along the front, and a clock that hangs from it."""
    scheme, front = site.scheme, site.front
    wide, tall, deep = front.wide_m + 1.6, 3.0, 3.0
    count = max(3, round(wide / 3.6))
    found: Pieces = []
    for i in range(count + 1):
        x = -wide / 2 + 0.4 + (wide - 0.8) * i / count
        found += [beam((0.16, tall + site.floor_m, 0.16), (x, -site.floor_m, deep - 0.3), scheme.door), beam((0.3, 0.3, 0.3), (x, -site.floor_m, deep - 0.3), IRON)]
        found.append(beam((0.1, 0.9, 0.1), (x, tall - 0.6, deep - 0.32), scheme.door, (-0.8, 0.0, 0.0)))
    slab = np.array([[0.0, tall + 0.5], [deep + 0.4, tall + 0.1], [deep + 0.4, tall - 0.02], [0.0, tall + 0.34]])
    found.append(plain(moved(extrude(slab * np.array([-1.0, 1.0]), wide), turn_rad=(0.0, np.pi / 2, 0.0)), scheme.tiles))
    teeth = int(wide / 0.5)
    tooth = merge([moved(cone(0.2, 0.34, 4), (-wide / 2 + wide * (k + 0.5) / teeth, tall + 0.06, deep + 0.37), (np.pi, 0, 0)) for k in range(teeth)])
    found.append(plain(tooth, scheme.trim))
    found += placed([beam((0.08, 0.5, 0.08), (0, 0.5, -0.06), IRON), *clock(0.5)], (site.door_x + 1.9, tall - 0.62, deep - 0.3))
    found += [(name, moved(shape, (site.door_x + 1.9, tall - 0.62, deep - 0.42), (0, np.pi, 0))) for name, shape in clock(0.5)]
    return {"low": placed(found, front.at_m, front.yaw_rad)}


def _kiosk(site: Site) -> dict[str, Pieces]:
    """Return a striped awning over a counter with things to buy."""
    front = site.front
    wide, deep = front.wide_m + 0.2, 1.15
    found: Pieces = []
    count = 8
    for i in range(count):
        x = -wide / 2 + wide * (i + 0.5) / count
        sheet = np.array([[0.0, 0.62], [deep, 0.08], [deep, -0.16], [deep - 0.04, 0.0], [0.0, 0.54]])
        strip = moved(extrude(sheet * np.array([-1.0, 1.0]), wide / count), turn_rad=(0.0, np.pi / 2, 0.0))
        found.append(plain(moved(strip, (x, front.tall_m - 0.75, 0.0)), STRIPES[i % 2]))
    holes = [hole for hole in front.holes if hole.kind == "window"]
    for hole in holes[:1]:
        found.append(beam((hole.wide_m + 0.3, 0.1, 0.5), (hole.x_m, hole.y_m - 0.08, 0.24), "#e8c48a"))
        colours = ("#e5ae3f", "#dd6b4d", "#5f9a60", "#f6efe2", "#4f7aa0")
        for i in range(5):
            size = 0.2 + 0.05 * (i % 2)
            found.append(beam((size, 0.26 + 0.08 * (i % 3), size), (hole.x_m - hole.wide_m / 2 + 0.25 + i * (hole.wide_m - 0.5) / 4, hole.y_m + 0.02, 0.26), colours[i]))
    return {"low": placed(found, front.at_m, front.yaw_rad), "roof": _cone_sign(site)}


def _cone_sign(site: Site) -> Pieces:
    """Return a great ice cream on the roof."""
    main = _main(site)
    top = _ridge(main, site.scheme)
    x, z = main.middle
    from worldgen.generate.shapes import icosphere  # noqa: PLC0415

    waffle = moved(cone(0.36, 1.0, 9), (0, 1.05, 0), (np.pi, 0, 0))
    balls = [(icosphere(0.42, 1), "#f3b8c4", (0.0, 1.18, 0.0)), (icosphere(0.34, 1), "#f6efe2", (0.06, 1.68, 0.0)), (icosphere(0.1, 1), "#c0392b", (0.08, 2.05, 0.0))]
    pieces: Pieces = [plain(waffle, "#d9a052"), *(plain(moved(shape, at), colour) for shape, colour, at in balls)]
    return placed(pieces, (x, top - 0.25, z))


def _temple(site: Site) -> dict[str, Pieces]:
    """Return a podium with steps, and columns all round under the wide eaves."""
    scheme = site.scheme
    main = _main(site)
    x0, z0, x1, z1 = main.rect
    out = min(scheme.eaves_m, 1.75) + 0.15
    floor = site.floor_m
    x, z = main.middle
    low: Pieces = []
    count = max(1, round(floor / 0.15))
    for i in range(count):
        reach = out + 0.34 * i
        top = floor * (count - i) / count - 0.006 * (i == 0)
        low.append(beam((x1 - x0 + 2 * reach, top + 0.5, z1 - z0 + 2 * reach), (x, -0.5, z), shade(scheme.stone, 1.0 - 0.05 * i)))
    if scheme.roof not in ("gable", "pagoda", "hip"):
        return {"low": []}
    reach, tall = out - 0.42, main.y_m - floor
    wide, deep = x1 - x0 + 2 * reach, z1 - z0 + 2 * reach
    colour, radius = scheme.trim, 0.27 if scheme.roof == "gable" else 0.17
    nx, nz = max(4, round(wide / 2.0)), max(4, round(deep / 2.1))
    nx += nx % 2  # an even number leaves the middle free
    spots = {(-wide / 2 + wide * i / (nx - 1), side * deep / 2) for i in range(nx) for side in (-1, 1)}
    spots |= {(side * wide / 2, -deep / 2 + deep * k / (nz - 1)) for k in range(nz) for side in (-1, 1)}
    for sx, sz in sorted({(round(a, 3), round(b, 3)) for a, b in spots}):
        low += placed(column(tall, radius, colour), (x + sx, floor, z + sz))
    roof: Pieces = []
    for side in (-1.0, 1.0):
        roof.append(beam((wide + 0.6, 0.36, 0.56), (x, main.y_m - 0.02, z + side * deep / 2), scheme.trim))
        roof.append(beam((0.56, 0.359, deep - 0.56), (x + side * wide / 2, main.y_m - 0.02, z), scheme.trim))
    if scheme.roof == "gable":
        roof += _pediments(site, main, reach)
    return {"low": low, "roof": roof}


def _pediments(site: Site, main: Region, reach: float) -> Pieces:
    scheme = site.scheme
    half = main.size[0] / 2
    rise = half * scheme.rise
    shape = np.array([[-half - reach, -reach * scheme.rise + 0.36], [half + reach, -reach * scheme.rise + 0.36], [0.0, rise - 0.02]])
    shape[:2, 1] = np.maximum(shape[:2, 1], -0.02) * 0 + 0.02
    x, z = main.middle
    return [plain(moved(extrude(shape, 0.3), (x, main.y_m, z + side * (main.size[1] / 2 + reach - 0.05))), shade(scheme.wall, 1.05)) for side in (-1.0, 1.0)]


def _castle_wall(site: Site) -> dict[str, Pieces]:
    """Return round towers at both ends, a portcullis over the gate, and flags."""
    scheme = site.scheme
    xs = [p[0] for p in site.plan.outline_m]
    top = max(region.y_m for region in site.regions)
    low: Pieces = []
    roof: Pieces = []
    for side in (-1.0, 1.0):
        x = side * max(abs(min(xs)), abs(max(xs)))
        tall = top + 0.6
        tower = lathe([(2.05, -0.9), (1.95, 0.0), (1.8, tall - 0.9), (2.05, tall - 0.5), (2.05, tall + 0.5), (1.6, tall + 0.5), (1.6, tall - 0.1), (0, tall - 0.1)], 14)
        low.append(plain(moved(tower, (x, 0, 0)), shade(scheme.wall, 0.97)))
        for k in range(7):
            merlon = moved(moved(box((0.75, 0.6, 0.44)), (0, tall + 0.5, 1.83)), (0, 0, 0), (0, k * 2 * np.pi / 7, 0))
            low.append(plain(moved(merlon, (x, 0, 0)), shade(scheme.wall, 0.97)))
        slits = [moved(moved(box((0.22, 1.1, 0.2)), (0, tall * 0.5, 1.84)), (0, 0, 0), (0, turn, 0)) for turn in (0.0, 0.7, -0.7)]
        low.append(plain(moved(merge(slits), (x, 0, 0)), "#3b3540"))
        roof += placed(flag(("#c0392b", "#2f6fa8")[side > 0], 3.4), (x, tall - 0.1, 0))
    if site.door is not None:
        bars = [moved(box((0.09, 1.2, 0.09)), (-site.door.wide_m / 2 + site.door.wide_m * (k + 0.5) / 7, site.door.tall_m - 1.1, -0.35)) for k in range(7)]
        cross = [moved(box((site.door.wide_m, 0.09, 0.08)), (0, site.door.tall_m - y, -0.35)) for y in (0.3, 0.75)]
        low += site.on_front([plain(merge(bars + cross), IRON)], site.door_x)
    return {"low": low, "roof": roof}


def _tower(site: Site) -> dict[str, Pieces]:
    top = max(site.regions, key=lambda region: region.y_m)
    x, z = top.middle
    at = _ridge(top, site.scheme) if site.scheme.roof != "battlement" else top.y_m
    return {"low": [], "roof": placed(flag("#c0392b", 3.6), (x, at - 0.05, z))}


def _church(site: Site) -> dict[str, Pieces]:
    """Return clocks on the tower, and buttresses along the nave."""
    scheme = site.scheme
    found: dict[str, Pieces] = {"low": [], "roof": []}
    top = max(site.regions, key=lambda region: region.y_m)
    for facade in site.facades:
        on_tower = abs(facade.at_m[1] + facade.tall_m - top.y_m) < 0.3
        if on_tower and not facade.holes:
            continue
        if on_tower:
            lowest = min(hole.y_m for hole in facade.holes)
            found.setdefault(f"storey_{facade.level}", []).extend(placed(placed(clock(0.75), (0, lowest - 1.2, 0)), facade.at_m, facade.yaw_rad) if lowest > 1.9 else [])
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


def _terrace(site: Site) -> dict[str, Pieces]:
    """Return chimneys where the houses meet."""
    main, scheme = _main(site), site.scheme
    x0, _, x1, _ = main.rect
    ridge, z = _ridge(main, scheme), main.middle[1]
    doors = sorted(hole.x_m for facade, hole in _doors(site) if facade is site.front)
    mid = [(a + b) / 2 for a, b in zip(doors, doors[1:], strict=False)]
    roof: Pieces = []
    for x in [x0 + 0.5, *((x0 + x1) / 2 + m for m in mid), x1 - 0.5]:
        roof.append(beam((0.6, 2.0, 1.3), (x, ridge - 0.8, z), "#a9705a"))
        roof.append(beam((0.74, 0.14, 1.44), (x, ridge + 1.1, z), scheme.stone))
        roof += [plain(moved(cylinder(0.13, 0.36, 7), (x, ridge + 1.22, z + dz)), "#c27a56") for dz in (-0.4, 0.0, 0.4)]
    return {"low": _canopies(site), "roof": roof}


def _plain(site: Site) -> dict[str, Pieces]:
    return {"low": []}


_OF_KIND: dict[str, Callable[[Site], dict[str, Pieces]]] = {
    "school": _school, "hall": _hall, "factory": _factory, "station": _station, "kiosk": _kiosk, "temple": _temple,
    "castle_wall": _castle_wall, "tower": _tower, "castle": _tower, "church": _church, "terrace": _terrace,
    "barn": _plain, "greenhouse": _plain, "hut": _home,
}  # fmt: skip
__all__ = ["FORMS", "Over", "Site", "clock", "column", "flag", "make_features", "site_of"]
