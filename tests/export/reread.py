"""Files read back: what each node is when decoded, and the triangles that are drawn."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.verify.glb import Glb


def decoded(glb: bytes) -> dict[str, Any]:
    """Return for each named node its transform, what it means, what it moves, and a digest of all its vertices."""
    file = Glb(glb)
    clips: dict[int, list[Any]] = {}
    for clip in file.json.get("animations", []):
        for channel in clip["channels"]:
            sampler = clip["samplers"][channel["sampler"]]
            keys = [file.array(sampler[end]).tolist() for end in ("input", "output")]
            clips.setdefault(channel["target"]["node"], []).append((clip["name"], channel["target"]["path"], keys))
    found = {}
    for node in file.nodes():
        primitives = file.json["meshes"][node.json["mesh"]]["primitives"] if "mesh" in node.json else []
        found[node.name] = (
            node.world.tolist(),
            node.json.get("extras"),
            clips.get(node.index),
            [_digest(file, primitive) for primitive in primitives],
        )
    return found


def _digest(file: Glb, primitive: dict[str, Any]) -> str:
    digest = sha256(file.array(primitive["indices"]).tobytes())
    for name in sorted(primitive["attributes"]):
        digest.update(name.encode() + file.array(primitive["attributes"][name]).tobytes())
    digest.update(file.material(primitive).encode())
    return digest.hexdigest()


def drawn_soup(glb: bytes) -> NDArray[np.float64]:
    """Return every triangle that is drawn, (m, 3, 3), in the world."""
    file = Glb(glb)
    parts = [points[face] for points, face in (file.triangles(node) for node in file.nodes()) if len(face)]
    return np.concatenate(parts)
