"""Snow on what stands in it: the upper sides of roofs, things, stones and crowns turn white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from worldgen.core.grid import F32, smoothstep
from worldgen.generate.lamps import over_levels
from worldgen.scene import Mesh, Model

_BARE = frozenset({"lamp", "lava", "smoke", "water", "foam", "glass", "pane"})
_LEAVES = frozenset({"leaf", "foliage"})


def snowed(models: Mapping[str, Model], snow: F32, share: float) -> dict[str, Model]:
    """Return the models with `share` (0..1) of a full cover in the colour `snow` (3,), by the slope of their sides."""
    return {key: _snowed(model, snow, share) for key, model in models.items()}


def _snowed(model: Model, snow: F32, share: float) -> Model:
    if not model.levels or model.airy:
        return model
    return replace(
        model, levels=over_levels(model.levels, lambda meshes: tuple(_white(m, snow, share) for m in meshes))
    )


def _white(mesh: Mesh, snow: F32, share: float) -> Mesh:
    if mesh.material in _BARE or not len(mesh.position_m):
        return mesh
    leafy = mesh.material in _LEAVES
    cover = smoothstep(*((0.25, 0.95) if leafy else (0.42, 0.68)), mesh.normal[:, 1]) * np.float32(
        0.8 if leafy else 0.95
    )
    if leafy:  # a bare twig carries a ridge of snow along its whole upper side, however thin it is
        wood = mesh.colour[:, 1] < 0.9 * mesh.colour[:, 0]
        cover = np.where(wood, np.float32(0.9) * smoothstep(-0.05, 0.5, mesh.normal[:, 1]), cover)
    cover = cover * np.float32(share)
    colour = mesh.colour.copy()
    colour[:, :3] += (snow - colour[:, :3]) * cover[:, None]
    return replace(mesh, colour=colour)
