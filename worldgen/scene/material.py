"""Materials: few, since colour lives in the vertices."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from worldgen.core.record import dataclass
from worldgen.scene.mesh import Vec3


@dataclass(frozen=True, slots=True)
class Material:
    """A physically based material as glTF knows it; the colour is multiplied with that of the vertices."""

    name: str
    colour: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    roughness: float = 0.9
    metallic: float = 0.0
    emissive: Vec3 = (0.0, 0.0, 0.0)  # linear RGB; a strength above 1 goes to KHR_materials_emissive_strength
    emissive_strength: float = 1.0
    alpha: Literal["opaque", "blend", "mask"] = "opaque"
    two_sided: bool = False
    look: Literal["matte", "water", "emit", "smoke"] = "matte"  # how the preview shades it


MATERIALS = MappingProxyType(
    {
        material.name: material
        for material in (
            Material("matte"),
            Material("ground"),
            Material("foliage"),
            Material("leaf", two_sided=True),
            Material("metal", roughness=0.45, metallic=0.6),
            Material("glass", roughness=0.1, alpha="blend"),
            Material("pane"),
            Material("water", roughness=0.15, alpha="blend", look="water"),
            Material("foam", roughness=1.0, alpha="blend"),
            Material("lava", emissive=(1.0, 1.0, 1.0), emissive_strength=2.4, look="emit"),
            Material("lamp", emissive=(1.0, 1.0, 1.0), emissive_strength=1.6, look="emit"),
            Material("smoke", roughness=1.0, alpha="blend", look="smoke"),
        )
    }
)
"""Every material by name. `lava` and `lamp` glow in the colour of their vertices; a `pane` becomes a lamp at night."""
