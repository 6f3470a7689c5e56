"""A building to be adorned: where its front is, its doors, its roofs."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, placed
from worldgen.generate.buildings.outside import Facade, Hole, facades
from worldgen.generate.buildings.roofing import Region, regions
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.rooms.floor_plan import FloorPlan


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
    front, door = with_door[0] if with_door else (max(found, key=lambda facade: (facade.at_m[2], facade.wide_m)), None)
    if plan.kind == "kiosk":  # it sells from its window, wherever its door is
        front = max(
            (one for one in found if one.level == front.level), key=lambda facade: (facade.at_m[2], facade.wide_m)
        )
    return Site(plan, scheme, found, regions(plan), front, door)


def main_region(site: Site) -> Region:
    """Return the largest part under one roof."""
    return max(site.regions, key=lambda region: region.size[0] * region.size[1])


def ridge_m(region: Region, scheme: Scheme) -> float:
    """Return how high the ridge of the roof of a region lies."""
    if scheme.roof in ("flat", "battlement", "none", "sawtooth"):
        return region.y_m
    wide, deep = region.size
    across = min(wide, deep) if not scheme.ridge else deep if scheme.ridge == "x" else wide
    return region.y_m + across / 2 * scheme.rise


def doors(site: Site) -> list[tuple[Facade, Hole]]:
    """Return the outer doors of the storey of the front door, with their facades."""
    lowest = site.front.level
    return [(f, h) for f in site.facades if f.level == lowest for h in f.holes if h.kind in ("door", "double_door")]
