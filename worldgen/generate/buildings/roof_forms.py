"""Forms of roofs over one rectangle by name: the ridge along x, the walls' top at y = 0."""

from __future__ import annotations

from collections.abc import Callable

from worldgen.generate.buildings.assemble import Pieces
from worldgen.generate.buildings.roof_base import Over
from worldgen.generate.buildings.roof_flat import battlement, flat, glass, sawtooth, vault
from worldgen.generate.buildings.roof_points import dome, hip, pagoda, spire
from worldgen.generate.buildings.roof_slopes import gable, gambrel, shed
from worldgen.generate.buildings.scheme import Scheme


def none(_: Over, __: Scheme) -> Pieces:
    """Return no roof but the ceiling itself."""
    return []


FORMS: dict[str, Callable[[Over, Scheme], Pieces]] = {
    "gable": gable, "thatch": gable, "hip": hip, "flat": flat, "shed": shed, "sawtooth": sawtooth, "spire": spire,
    "dome": dome, "vault": vault, "pagoda": pagoda, "glass": glass, "gambrel": gambrel, "battlement": battlement,
    "none": none,
}  # fmt: skip
