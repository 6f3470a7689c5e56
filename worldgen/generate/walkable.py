"""All that one can walk on, as surfaces with portals: the ground, the decks of bridges, the decks of things."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from worldgen.core.record import dataclass
from worldgen.generate.layout import Layout, PlacedThing
from worldgen.generate.layout.indoors import point_of, to_world
from worldgen.generate.paths import bridge_model, bridge_place, join_surfaces, solids_of, surfaces_of
from worldgen.scene import Agent, Collider, Model, Node, Portal, Semantics, Surface

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan

CLIMBS_M = 0.17  # who cannot make so high a step takes no stairs


@dataclass(frozen=True, slots=True)
class Walkable:
    """The bridges as nodes with their models, and every surface with the portals between them."""

    bridges: tuple[Node, ...]
    models: Mapping[str, Model]
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]


def walkable(
    layout: Layout, models: Mapping[str, Model], ground: Surface, agent: Agent, floor_plans: Mapping[str, FloorPlan]
) -> Walkable:
    """Return what can be walked on in `layout`, and where one steps from one surface to the next."""
    spans = {bridge.id: bridge_model(bridge) for bridge in layout.network.bridges}
    places = [(bridge.id, spans[bridge.id], *bridge_place(bridge)) for bridge in layout.network.bridges]
    places += [(site.id, models[site.model], site.position_m, site.yaw_rad) for site in layout.sites.values()]
    surfaces = [ground]
    solids: list[Collider] = []
    for node, model, position_m, yaw_rad in places:
        surfaces += surfaces_of(node, model, position_m, yaw_rad)
        solids += solids_of(model, position_m, yaw_rad)
    joined = [one for one in surfaces if one.kind != "stairs" or agent.step_m >= CLIMBS_M]
    return Walkable(
        bridges=tuple(
            Node(node, position_m, model=f"bridge/{node}", semantics=Semantics("bridge", model.label))
            for node, model, position_m, _ in places
            if node in spans
        ),
        models={f"bridge/{node}": replace(model, id=f"bridge/{node}") for node, model in spans.items()},
        surfaces=tuple(surfaces),
        portals=(
            *(_by_doors(join_surfaces(joined, layout.land, agent, solids), layout, floor_plans) if joined[1:] else ()),
            *(portal for name, plan in floor_plans.items() for portal in lifts_of(layout.sites[name], plan)),
        ),
    )


def _by_doors(portals: Iterable[Portal], layout: Layout, floor_plans: Mapping[str, FloorPlan]) -> Iterator[Portal]:
    """Yield `portals` but those from a floor to the ground below it that no door of the building is at."""
    doors = {name: _outer_doors(layout.sites[name], plan) for name, plan in floor_plans.items()}
    for portal in portals:
        building, _, deck = portal.a.partition(".")
        at = doors.get(building)
        inside = at is not None and portal.b == "ground" and deck.startswith("floor_")
        if not inside or any(math.dist(door, portal.centre_m[::2]) <= reach for door, reach in at or ()):
            yield portal


def _outer_doors(site: PlacedThing, plan: FloorPlan) -> list[tuple[tuple[float, float], float]]:
    """Return the middle of each door to the outside in the world, and how far from it one may step out."""
    found = []
    for one in plan.openings:
        wall = plan.wall(one.wall)
        if one.kind != "window" and None in wall.rooms:
            x, z = to_world(site, point_of(wall, one)[None])[0]
            found.append(((float(x), float(z)), one.width_m / 2 + wall.thickness_m))
    return found


def lifts_of(site: PlacedThing, plan: FloorPlan) -> Iterator[Portal]:
    """Yield the lifts of a building as portals from floor to floor."""
    x, y, z = site.position_m
    cos, sin = math.cos(site.yaw_rad), math.sin(site.yaw_rad)
    for link in plan.links:
        if link.kind == "lift":
            ends = [
                (x + px * cos + pz * sin, y + plan.storey(level).floor_m, z - px * sin + pz * cos)
                for level, (px, pz) in zip(link.levels, (link.foot_m, link.head_m), strict=True)
            ]
            low, high = (f"{site.id}.floor_{level}" for level in link.levels)
            yield Portal(f"{site.id}.{link.id}", low, high, ends[0], site.yaw_rad, link.width_m, "lift", ends[1])
