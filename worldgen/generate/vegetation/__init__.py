"""Plants: one module a species, each a `MAKER` and a `HABIT` that says where it likes to stand."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.vegetation"

KINDS: tuple[Kind, ...] = (
    Kind("palm", f"{_HERE}.palm", "a palm of 6 to 9 m on a leaning trunk, for shores and warm places"),
    Kind("tree_fern", f"{_HERE}.tree_fern", "a tree fern of 3 to 4 m, for the undergrowth of damp forests"),
    Kind("broadleaf", f"{_HERE}.broadleaf", "an oak-like tree of 5 to 8 m with a round crown"),
    Kind("conifer", f"{_HERE}.conifer", "a slender conifer of 8 to 13 m, for slopes and cool places"),
    Kind("bush", f"{_HERE}.bush", "a low round bush"),
    Kind("grass_tuft", f"{_HERE}.grass_tuft", "a tuft of tall grass"),
    Kind("flower", f"{_HERE}.flower", "a clump of wild flowers"),
    Kind("reed", f"{_HERE}.reed", "reeds with brown heads, for the edge of still water"),
)
