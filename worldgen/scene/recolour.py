"""Colours as a style has them."""

from __future__ import annotations

import numpy as np

from worldgen.core.colour import to_srgb
from worldgen.scene.mesh import F32
from worldgen.scene.style import Recolouring

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_SPAN = np.array([0.30, 0.59, 0.11], np.float32)  # how much a difference in red, green and blue is seen


def recoloured(rgb: F32, rule: Recolouring) -> F32:
    """Return linear colours (..., 3) as `rule` has them; the very same array where it changes nothing."""
    if rule.plain:
        return rgb
    out = np.asarray(rgb, np.float32)
    if rule.saturation != 1.0:
        grey = (out @ _LUMA)[..., None]
        out = np.clip(grey + (out - grey) * np.float32(rule.saturation), 0.0, 1.0)
    if rule.ramp:
        out = out + (_on_ramp(to_srgb(out) @ _LUMA, rule.ramp) - out) * np.float32(rule.share)
    if rule.nearest:
        choice = np.array(rule.nearest, np.float32)
        away = (((to_srgb(out)[..., None, :] - to_srgb(choice)) ** 2) * _SPAN).sum(axis=-1)
        out = choice[np.argmin(away, axis=-1)]
    return np.asarray(out, np.float32)


def _on_ramp(luma: F32, stops: tuple[tuple[float, float, float], ...]) -> F32:
    at, colour = np.linspace(0.0, 1.0, len(stops)), np.array(stops, np.float64)
    return np.stack([np.interp(luma, at, colour[:, i]) for i in range(3)], axis=-1).astype(np.float32)
