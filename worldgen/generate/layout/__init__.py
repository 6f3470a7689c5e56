"""Layout: places in words become positions, each kept or refused with the lines in conflict."""

from worldgen.generate.layout.layout import lay_out
from worldgen.generate.layout.placed import NO_LIMIT_M, Layout, PlacedStation, PlacedThing, View

__all__ = ["NO_LIMIT_M", "Layout", "PlacedStation", "PlacedThing", "View", "lay_out"]
