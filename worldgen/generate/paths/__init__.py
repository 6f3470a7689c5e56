"""Paths: routes over the land, treads, bridges, walkable surfaces and their portals, and the proof that one can walk."""

from worldgen.generate.paths.lay import lay_paths
from worldgen.generate.paths.network import Bridge, Network, Route, Stop
from worldgen.generate.paths.routing import Routing, reach, routing, still_connected
from worldgen.generate.paths.walk import check_walk

__all__ = ["Bridge", "Network", "Route", "Routing", "Stop", "check_walk", "lay_paths", "reach", "routing", "still_connected"]
