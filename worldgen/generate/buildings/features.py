"""What makes a kind of building known from afar: a clock and a bell, chimneys of a factory, columns, an awning."""

from __future__ import annotations

from collections.abc import Callable

from worldgen.generate.buildings.assemble import Pieces, placed
from worldgen.generate.buildings.emblems import arches
from worldgen.generate.buildings.features_old import castle, castle_wall, temple, tower
from worldgen.generate.buildings.features_public import church, clinic, columned, hall, home, school, terrace
from worldgen.generate.buildings.features_trade import factory, kiosk, shop, station
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.site import Site, site_of
from worldgen.generate.rooms.floor_plan import FloorPlan

_KNOWN_BY_FOOT = ("temple", "castle_wall", "kiosk", "station")


def make_features(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> dict[str, Pieces]:
    """Return what adorns a building of its kind, by part; from afar only what its outline is known by."""
    site = site_of(plan, scheme)
    low = f"storey_{site.front.level}"
    found: dict[str, Pieces] = {low: [], "roof": []}
    if scheme.arch and fine:
        for facade in site.facades:
            found.setdefault(f"storey_{facade.level}", []).extend(
                placed(arches(facade, scheme), facade.at_m, facade.yaw_rad)
            )
    for part, pieces in _OF_KIND.get(plan.kind, home)(site).items():
        if fine or part == "roof" or plan.kind in _KNOWN_BY_FOOT:
            found.setdefault({"low": low}.get(part, part), []).extend(pieces)
    return found


def _nothing(_: Site) -> dict[str, Pieces]:
    return {}


_OF_KIND: dict[str, Callable[[Site], dict[str, Pieces]]] = {
    "school": school, "hall": hall, "factory": factory, "station": station, "kiosk": kiosk, "temple": temple,
    "castle_wall": castle_wall, "tower": tower, "castle": castle, "church": church, "terrace": terrace,
    "barn": _nothing, "greenhouse": _nothing, "museum": columned, "library": columned, "clinic": clinic, "shop": shop,
}  # fmt: skip
