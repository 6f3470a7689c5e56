"""All that one can walk on, as surfaces with portals: the ground, the decks of bridges, the decks of things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from worldgen.core.record import dataclass
from worldgen.generate.layout import Layout
from worldgen.generate.paths import bridge_model, bridge_place, join_surfaces, solids_of, surfaces_of
from worldgen.scene import Agent, Collider, Model, Node, Portal, Semantics, Surface


@dataclass(frozen=True, slots=True)
class Walkable:
    """The bridges as nodes with their models, and every surface with the portals between them."""

    bridges: tuple[Node, ...]
    models: Mapping[str, Model]
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]


def walkable(layout: Layout, models: Mapping[str, Model], ground: Surface, agent: Agent) -> Walkable:
    """Return what can be walked on in `layout`, and where one steps from one surface to the next."""
    spans = {bridge.id: bridge_model(bridge) for bridge in layout.network.bridges}
    places = [(bridge.id, spans[bridge.id], *bridge_place(bridge)) for bridge in layout.network.bridges]
    places += [(site.id, models[site.model], site.position_m, site.yaw_rad) for site in layout.sites.values()]
    surfaces = [ground]
    solids: list[Collider] = []
    for node, model, position_m, yaw_rad in places:
        surfaces += surfaces_of(node, model, position_m, yaw_rad)
        solids += solids_of(model, position_m, yaw_rad)
    return Walkable(
        bridges=tuple(
            Node(node, position_m, model=f"bridge/{node}", semantics=Semantics("bridge", model.label))
            for node, model, position_m, _ in places
            if node in spans
        ),
        models={f"bridge/{node}": replace(model, id=f"bridge/{node}") for node, model in spans.items()},
        surfaces=tuple(surfaces),
        portals=join_surfaces(surfaces, layout.land, agent, solids) if len(surfaces) > 1 else (),
    )
