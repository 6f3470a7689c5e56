"""All that one can walk on, as surfaces with portals: the ground, the decks of bridges, the decks of things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from worldgen.generate.layout import Layout
from worldgen.generate.paths import Bridge, bridge_model, join_surfaces
from worldgen.scene import F32, Deck, Model, Node, Portal, Semantics, Surface, Vec3


@dataclass(frozen=True, slots=True)
class Walkable:
    """The bridges as nodes with their models, and every surface with the portals between them."""

    bridges: tuple[Node, ...]
    models: Mapping[str, Model]
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]


def walkable(layout: Layout, models: Mapping[str, Model], ground: Surface) -> Walkable:
    """Return what can be walked on in `layout`."""
    spans = [(bridge, bridge_model(bridge)) for bridge in layout.network.bridges]
    surfaces = [ground]
    for bridge, model in spans:
        surfaces += [_deck(deck, bridge.id, _origin(bridge), 0.0) for deck in model.decks]
    for site in layout.sites.values():
        surfaces += [_deck(deck, site.id, site.position_m, site.yaw_rad) for deck in models[site.model].decks]
    return Walkable(
        bridges=tuple(
            Node(bridge.id, _origin(bridge), model=f"bridge/{bridge.id}", semantics=Semantics("bridge", model.label))
            for bridge, model in spans
        ),
        models={f"bridge/{bridge.id}": replace(model, id=f"bridge/{bridge.id}") for bridge, model in spans},
        surfaces=tuple(surfaces),
        portals=join_surfaces(surfaces) if len(surfaces) > 1 else (),
    )


def _deck(deck: Deck, owner: str, position_m: Vec3, yaw_rad: float) -> Surface:
    """Return a deck of a model where the model stands."""
    x, y, z = deck.position_m.T
    cos, sin = np.cos(yaw_rad), np.sin(yaw_rad)
    turned: F32 = np.stack([cos * x + sin * z, y, cos * z - sin * x], axis=1).astype(np.float32)
    return Surface(f"{owner}.{deck.name}", "deck", owner, turned + np.asarray(position_m, np.float32), deck.face)


def _origin(bridge: Bridge) -> Vec3:
    x, y, z = bridge.line_m.mean(axis=0).tolist()
    return x, y, z
