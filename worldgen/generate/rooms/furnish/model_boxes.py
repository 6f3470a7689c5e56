"""What furnishing needs to know of a model: its size, its free ground in front, and the top that holds things."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from worldgen.core.grid import median
from worldgen.core.record import dataclass
from worldgen.scene import Model

LEAST_TOP = 0.3  # share of its outline that a top must have to carry anything


@dataclass(frozen=True, slots=True)
class Size:
    """A model as a box in its own frame, front to +Z: low and high corners of its outline, its height, its use."""

    low_m: tuple[float, float]
    high_m: tuple[float, float]
    height_m: float
    use_m: float
    airy: bool

    @property
    def half_m(self) -> tuple[float, float]:
        """Half its width and half its depth."""
        return (self.high_m[0] - self.low_m[0]) / 2, (self.high_m[1] - self.low_m[1]) / 2

    @property
    def middle_m(self) -> tuple[float, float]:
        """The middle of its outline."""
        return (self.high_m[0] + self.low_m[0]) / 2, (self.high_m[1] + self.low_m[1]) / 2


@dataclass(frozen=True, slots=True)
class Top:
    """A level place on a model that carries things: how high, and between which (x, z) of its frame."""

    height_m: float
    low_m: tuple[float, float]
    high_m: tuple[float, float]


@lru_cache(maxsize=1024)
def size_of(model: Model) -> Size:
    """Return the size of `model`: what stands still of it, thinner than outlines are and with what hangs over."""
    low, high = model.footprint_m.min(axis=0), model.footprint_m.max(axis=0)
    points = [mesh.position_m[:, (0, 2)] for mesh in (model.levels[0] if model.levels else ())]
    if points:
        real = np.concatenate(points)
        low, high = real.min(axis=0), real.max(axis=0)
    return Size(
        (float(low[0]), float(low[1])), (float(high[0]), float(high[1])), model.height_m, model.use_m, model.airy
    )


@lru_cache(maxsize=1024)
def top_of(model: Model) -> Top | None:
    """Return the highest level face of `model` that is large enough to put things on, or None.

    Level faces are sorted into steps of 2 cm; the highest step that covers three tenths of its outline is the top.
    """
    faces = [(mesh.position_m[mesh.face]).astype(np.float64) for mesh in (model.levels[0] if model.levels else ())]
    if not faces:
        return None
    corner = np.concatenate(faces)
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    area = np.linalg.norm(normal, axis=1) / 2.0
    level = normal[:, 1] > 1.9 * area
    corner, area = corner[level], area[level]
    size = size_of(model)
    whole = 4.0 * size.half_m[0] * size.half_m[1]
    step = np.rint(corner[:, :, 1].mean(axis=1) / 0.02).astype(np.int64)
    for height in sorted(set(step.tolist()), reverse=True):
        here = step == height
        if area[here].sum() >= LEAST_TOP * whole:
            wide = here & (area >= 0.2 * area[here].max())
            points = corner[wide].reshape(-1, 3)
            low, high = points.min(axis=0), points.max(axis=0)
            bounds = (float(low[0]), float(low[2])), (float(high[0]), float(high[2]))
            return Top(median(points[:, 1]), *bounds)
    return None
