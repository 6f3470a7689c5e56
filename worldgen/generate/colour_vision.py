"""Colours that can be told apart with another colour vision.

The difference of red and green that an eye does not see is given to green alone: what is red becomes darker and what
is green lighter, and lightness is seen by all. This is "daltonisation" (Fidaner, Lin and Ozguven 2005) in its gentlest
form; how colours look with a deficiency is the model of Machado, Oliveira and Fernandes (2009) at its full strength, in
linear RGB. Where no hue is seen at all, there is lightness alone, and warm colours get a little more of it. Blue and
yellow are far apart in lightness in our palettes, so that `tritan` needs no change of the land; the marks on a map
differ in shape for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from worldgen.generate.fitting import mapped
from worldgen.scene import F32, Mesh, Model

_SEEN = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
_GIVEN = {
    "protan": (0.05, -0.4, 0.0), "deutan": (-0.05, -0.4, 0.0), "tritan": (0.0, 0.0, 0.0), "grey": (0.2, 0.1, 0.0),
}  # fmt: skip
"""What is added to a colour for each unit of its red above its green; chosen by search over the colours of the land."""


def seen(rgb: F32, vision: str) -> F32:
    """Return linear colours (..., 3) as they look with `vision`."""
    return np.asarray(np.clip(rgb @ np.array(_SEEN[vision], np.float32).T, 0.0, 1.0), np.float32)


def told_apart(rgb: F32, vision: str) -> F32:
    """Return linear colours (..., 3) so that those with `vision` can tell them apart."""
    redder = (rgb[..., :1] - rgb[..., 1:2]) * np.array(_GIVEN[vision], np.float32)
    return np.asarray(np.clip(rgb + redder, 0.0, 1.0), np.float32)


def recoloured(models: Mapping[str, Model], vision: str) -> dict[str, Model]:
    """Return `models` in colours for `vision`; what is made of textures keeps them."""

    def change(mesh: Mesh) -> Mesh:
        return replace(
            mesh, colour=np.concatenate([told_apart(mesh.colour[:, :3], vision), mesh.colour[:, 3:]], axis=1)
        )

    return {
        key: replace(
            model,
            levels=mapped(model.levels, change),
            moving=tuple(replace(part, levels=mapped(part.levels, change)) for part in model.moving),
        )
        for key, model in models.items()
    }
