"""A small island to plant on, and covers in an author's words."""

from __future__ import annotations

from typing import Any

import numpy as np

from worldgen.core.grid import F32
from worldgen.core.seed import world_seed
from worldgen.generate.land import NO_WATER, Area, Cover, Land
from worldgen.generate.plan import CoverPlan
from worldgen.generate.registry import REGISTRY

SEED = world_seed(7)


def island(size_m: float = 160.0, samples: int = 129, **changes: Any) -> Land:
    """Return a round hill of 16 m in the sea, with a beach, a bare top, a path north to south and a flow."""
    cell = size_m / (samples - 1)
    line = (np.arange(samples) * cell - size_m / 2).astype(np.float32)
    x, z = line[None, :], line[:, None]
    out = np.hypot(x, z) / (0.42 * size_m)
    height = (16.0 * (1.0 - np.minimum(out, 1.4) ** 2)).astype(np.float32)
    cover = np.where(height < 1.5, Cover.SAND, np.where(height > 13.0, Cover.ROCK, Cover.GRASS)).astype(np.uint8)
    tread = np.broadcast_to(np.abs(x - 5.0) < 1.0, height.shape).astype(np.float32)
    flow = np.broadcast_to(np.abs(z) < 3.0, height.shape) & np.broadcast_to(x < 0, height.shape)
    values = {
        "height_m": height, "water_m": np.where(height < 0, 0.0, NO_WATER).astype(np.float32), "cover": cover,
        "blocked": np.zeros(height.shape, np.bool_), "tread": tread, "cell_m": cell,
        "areas": {"flow": Area("flow", np.ascontiguousarray(flow), (-20.0, 0.0))},
    }  # fmt: skip
    return Land(**{**values, **changes})


def open_sky(land: Land) -> F32:
    return np.full(land.height_m.shape, 1000.0, np.float32)


def cover(name: str, kind: str, pointer: str = "/world/cover/0", **words: Any) -> CoverPlan:
    return CoverPlan(name, kind, REGISTRY.params("cover", kind).model_validate(words), pointer)


def disc(land: Land, x_m: float, z_m: float, radius_m: float) -> np.ndarray:
    x, z = land.axes()
    return np.hypot(x - x_m, z - z_m) <= radius_m
