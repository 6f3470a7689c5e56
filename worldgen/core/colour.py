"""Colours: sRGB hex as people write them, linear RGB as renderers add them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray


def linear(hex_srgb: str) -> NDArray[np.float32]:
    """Return `#rrggbb` as linear RGB, (3,) float32 (IEC 61966-2-1)."""
    return _linear(hex_srgb).copy()


@cache  # few colours are asked for often
def _linear(hex_srgb: str) -> NDArray[np.float32]:
    digits = hex_srgb.lstrip("#")
    srgb = np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float64) / 255.0
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def to_srgb(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return linear RGB of any shape as sRGB in 0..1."""
    rgb = np.clip(rgb, 0.0, 1.0)
    return np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * np.maximum(rgb, 1e-9) ** (1 / 2.4) - 0.055).astype(
        np.float32
    )


def ramp(value: NDArray[np.float32], stops: Sequence[tuple[float, str]]) -> NDArray[np.float32]:
    """Return linear RGB (..., 3) for each `value`, interpolated between `stops` of (value, hex)."""
    at = np.array([stop for stop, _ in stops], np.float64)
    colour = np.stack([linear(name) for _, name in stops]).astype(np.float64)
    return np.stack([np.interp(value, at, colour[:, i]) for i in range(3)], axis=-1).astype(np.float32)
