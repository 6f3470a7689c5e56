"""Primitive solids from which props, buildings and plants are put together.

A `Shape` is made by `box`, `cylinder`, `cone`, `lathe`, `icosphere`, `plane`, `extrude`, `sweep`, `loft`; moved by
`moved`, `bent`, `warped`, `copied`, `mirrored`; coloured by `painted`, `tinted`; shaded by `flat`, `smooth`; joined by
`merge`; and becomes a `Mesh` by `to_mesh`.
"""

from worldgen.generate.shapes.bending import bent
from worldgen.generate.shapes.lofts import loft, rounded
from worldgen.generate.shapes.outline import hull
from worldgen.generate.shapes.primitives import box, cone, cylinder, icosphere, lathe, plane
from worldgen.generate.shapes.shape import (
    Shape,
    copied,
    faces_normal,
    flat,
    from_faces,
    merge,
    mirrored,
    moved,
    painted,
    rotation,
    rotations,
    smooth,
    tinted,
    to_mesh,
    warped,
    welded,
)
from worldgen.generate.shapes.sweeps import extrude, prism, sweep, triangulated

__all__ = [
    "Shape", "bent", "box", "cone", "copied", "cylinder", "extrude", "faces_normal", "flat", "from_faces",
    "hull", "icosphere", "lathe", "loft", "merge", "mirrored", "moved", "painted", "plane", "prism", "rotation",
    "rotations", "rounded", "smooth", "sweep", "tinted", "to_mesh", "triangulated", "warped", "welded",
]  # fmt: skip
