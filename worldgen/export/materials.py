"""Materials as glTF: physically based factors, and glow in the colour of the vertices.

glTF does not multiply emission with the vertex colour, so a glowing mesh of one colour gets a material of its own
colour, and one with a gradient (lava) a row of pixels from dark to bright as emissive texture.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import field

import numpy as np

from worldgen.core.arrays import extent
from worldgen.core.colour import to_srgb
from worldgen.core.record import dataclass
from worldgen.export.document import Document, Row, rounded
from worldgen.scene import F32, Material, Mesh

_LIT = 0.2  # share of daylight that a glowing surface throws back
_PIXELS = 32
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(eq=False, slots=True)
class MaterialTable:
    """The materials that a file really uses, each written once."""

    document: Document
    materials: Mapping[str, Material]
    _index: dict[tuple[str, tuple[float, ...] | bytes], int] = field(default_factory=dict)

    def of(self, mesh: Mesh) -> tuple[int, F32 | None]:
        """Return the index of the mesh's material, and texture coordinates (n, 2) where its glow needs them."""
        material = self.materials[mesh.material]
        if not any(material.emissive):
            return self._keep(material, (), None), None
        glow = glow_of(material, mesh)
        if glow is not None:
            return self._keep(material, glow, None), None
        luma = mesh.colour[:, :3] @ _LUMA
        along = (luma - luma.min()) / max(float(np.ptp(luma)), 1e-6)
        png = _gradient(mesh.colour[:, :3], along)
        # Half a pixel from either edge, so that the ends keep their colour.
        u = (0.5 + along * (_PIXELS - 1)) / _PIXELS
        uv = np.stack([u, np.full_like(u, 0.5)], axis=-1).astype(np.float32)
        return self._keep(material, png, png), uv

    def _keep(self, material: Material, key: tuple[float, ...] | bytes, png: bytes | None) -> int:
        found = self._index.get((material.name, key))
        if found is None:
            glow = key if isinstance(key, tuple) else ()
            self.document.materials.append(self._row(material, glow, png))
            found = self._index[material.name, key] = len(self.document.materials) - 1
        return found

    def _row(self, material: Material, glow: tuple[float, ...], png: bytes | None) -> Row:
        pbr: Row = {"metallicFactor": material.metallic, "roughnessFactor": material.roughness}
        colour = list(material.colour)
        if any(material.emissive):
            colour[:3] = [part * _LIT for part in colour[:3]]
        if colour != [1.0, 1.0, 1.0, 1.0]:
            pbr = {"baseColorFactor": rounded(colour)} | pbr
        row: Row = {"name": material.name, "pbrMetallicRoughness": pbr}
        if material.alpha != "opaque":
            row["alphaMode"] = material.alpha.upper()
        if material.two_sided:
            row["doubleSided"] = True
        if not any(material.emissive):
            return row
        emissive = np.array(material.emissive) * (glow or (1.0, 1.0, 1.0))
        row["emissiveFactor"] = rounded(np.clip(emissive, 0.0, 1.0).tolist())
        if png is not None:
            self.document.textures.append(png)
            row["emissiveTexture"] = {"index": len(self.document.textures) - 1}
        if material.emissive_strength != 1.0:
            self.document.used.add("KHR_materials_emissive_strength")
            row["extensions"] = {"KHR_materials_emissive_strength": {"emissiveStrength": material.emissive_strength}}
        return row


def glow_of(material: Material, mesh: Mesh) -> tuple[float, ...] | None:
    """Return the one colour in which a mesh glows, () where it does not glow, None where the colour changes."""
    if not any(material.emissive):
        return ()
    low, high = extent(mesh.colour[:, :3])
    if float((high - low).max()) >= 0.02:
        return None
    return tuple(rounded(((low + high) / 2).tolist(), 3))


def _gradient(colour: F32, along: F32) -> bytes:
    """Return a PNG, one row of pixels: the mean of `colour` (n, 3) by bin of `along` (n,), gaps filled between."""
    bin_of = np.rint(along * (_PIXELS - 1)).astype(np.int64)
    count = np.bincount(bin_of, minlength=_PIXELS)
    there = np.flatnonzero(count)
    mean = np.stack([np.bincount(bin_of, colour[:, i], _PIXELS)[there] / count[there] for i in range(3)], axis=-1)
    full = np.stack([np.interp(np.arange(_PIXELS), there, mean[:, i]) for i in range(3)], axis=-1)
    pixels = np.rint(to_srgb(full.astype(np.float32)) * 255.0).astype(np.uint8)
    header = struct.pack(">IIBBBBB", _PIXELS, 1, 8, 2, 0, 0, 0)
    # Level 0 stores the bytes as they are: the same file whatever release of zlib is at hand.
    body = zlib.compress(b"\0" + pixels.tobytes(), 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
