"""Paths: routes over the land, treads, bridges, surfaces to walk on and their portals, and the proof on foot."""

from worldgen.generate.paths.bridge import bridge_model, bridge_place
from worldgen.generate.paths.lay import lay_paths
from worldgen.generate.paths.network import Bridge, Network, Route, Stop
from worldgen.generate.paths.portals import join_surfaces
from worldgen.generate.paths.routing import Routing, reach, routing, still_connected
from worldgen.generate.paths.surfaces import solids_of, surfaces_of
from worldgen.generate.paths.walk import check_walk

__all__ = [
    "Bridge", "Network", "Route", "Routing", "Stop", "bridge_model", "bridge_place", "check_walk", "join_surfaces",
    "lay_paths", "reach", "routing", "solids_of", "still_connected", "surfaces_of",
]  # fmt: skip
