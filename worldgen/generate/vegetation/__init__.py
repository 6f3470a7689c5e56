"""Plants: one module a species, each a `MAKER` and a `HABIT` that says where it likes to stand."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.vegetation"

KINDS: tuple[Kind, ...] = (
    Kind("palm", f"{_HERE}.palm", "A palm of 6 to 9 m on a leaning trunk, for shores and warm places."),
    Kind("tree_fern", f"{_HERE}.tree_fern", "A tree fern of 3 to 4 m, for the undergrowth of damp forests."),
    Kind("broadleaf", f"{_HERE}.broadleaf", "An oak-like tree of 5 to 8 m with a round crown."),
    Kind("conifer", f"{_HERE}.conifer", "A slender conifer of 8 to 13 m, for slopes and cool places."),
    Kind("bush", f"{_HERE}.bush", "A low round bush."),
    Kind("grass_tuft", f"{_HERE}.grass_tuft", "A tuft of tall grass."),
    Kind("flower", f"{_HERE}.flower", "A clump of wild flowers."),
    Kind("reed", f"{_HERE}.reed", "Reeds with brown heads, for the edge of still water."),
)
