"""The bare land of a lesson, and plain brute-force judgements of it that share no code with layout and paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.generate.intent import plan_world
from worldgen.generate.registry import REGISTRY
from worldgen.generate.terrain.shape import shape_land
from worldgen.spec.load import load_lesson

ROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]


@dataclass(frozen=True, eq=False)
class Bare:
    """The ground before anything stands on it: (n, n) grids, row 0 in the north."""

    height_m: np.ndarray
    depth_m: np.ndarray
    hot: np.ndarray
    slope_deg: np.ndarray
    areas: dict[str, np.ndarray]
    middles: dict[str, tuple[float, float]]  # (x, z)
    cell_m: float

    @property
    def half_m(self) -> float:
        return (len(self.height_m) - 1) * self.cell_m / 2

    def xz(self) -> tuple[np.ndarray, np.ndarray]:
        axis = np.arange(len(self.height_m)) * self.cell_m - self.half_m
        return axis[None, :], axis[:, None]

    def cell(self, x: float, z: float) -> tuple[int, int]:
        last = len(self.height_m) - 1
        row, col = round((z + self.half_m) / self.cell_m), round((x + self.half_m) / self.cell_m)
        return min(max(row, 0), last), min(max(col, 0), last)

    def level_at(self, x: np.ndarray, z: np.ndarray) -> np.ndarray:
        last = len(self.height_m) - 1
        u = np.clip((x + self.half_m) / self.cell_m, 0, last - 1e-6)
        v = np.clip((z + self.half_m) / self.cell_m, 0, last - 1e-6)
        c, r = u.astype(int), v.astype(int)
        fu, fv, h = u - c, v - r, self.height_m
        return (h[r, c] * (1 - fu) + h[r, c + 1] * fu) * (1 - fv) + (h[r + 1, c] * (1 - fu) + h[r + 1, c + 1] * fu) * fv


@lru_cache(maxsize=64)
def bare_land(text: str) -> Bare | None:
    """Return the land of the lesson `text`, or None where it cannot be shaped as asked."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.yaml"
        path.write_text(text, "utf-8")
        try:
            plan = plan_world(load_lesson(path, REGISTRY))
            land = shape_land(plan, Sources(path.parent))
        except SpecError:
            return None
    height = land.height_m.astype(float)
    east, south = np.zeros_like(height), np.zeros_like(height)
    east[:, 1:-1] = (height[:, 2:] - height[:, :-2]) / (2 * land.cell_m)
    south[1:-1] = (height[2:] - height[:-2]) / (2 * land.cell_m)
    depth = np.where(land.water_m > land.height_m, land.water_m - land.height_m, 0.0)
    slope = np.degrees(np.arctan(np.hypot(east, south)))
    areas = {name: area.mask for name, area in land.areas.items()}
    middles = {name: area.centre_m for name, area in land.areas.items()}
    return Bare(height, depth, land.blocked, slope, areas, middles, land.cell_m)


def grown(mask: np.ndarray, radius_m: float, cell_m: float) -> np.ndarray:
    """Return `mask` with a disc laid on each of its cells."""
    out = mask.copy()
    reach = int(np.ceil(radius_m / cell_m))
    rows, cols = mask.shape
    for i in range(-reach, reach + 1):
        for j in range(-reach, reach + 1):
            if np.hypot(i, j) * cell_m <= radius_m + 1e-9:
                a = slice(max(i, 0), rows + min(i, 0)), slice(max(j, 0), cols + min(j, 0))
                b = slice(max(-i, 0), rows + min(-i, 0)), slice(max(-j, 0), cols + min(-j, 0))
                out[a] |= mask[b]
    return out


def flood(free: np.ndarray, start: tuple[int, int], height: np.ndarray | None = None, rise: float = 0.0) -> np.ndarray:
    """Return the cells of `free` joined to `start` by steps to eight neighbours that rise at most `rise` each."""
    seen = np.zeros_like(free)
    if not free[start]:
        return seen
    seen[start] = True
    rows, cols = free.shape
    while True:
        before = int(seen.sum())
        for i, j in ROUND:
            a = slice(max(i, 0), rows + min(i, 0)), slice(max(j, 0), cols + min(j, 0))
            b = slice(max(-i, 0), rows + min(-i, 0)), slice(max(-j, 0), cols + min(-j, 0))
            ok = free[a] & seen[b]
            if height is not None:
                ok &= np.abs(height[a] - height[b]) <= rise * float(np.hypot(i, j))
            seen[a] |= ok
        if int(seen.sum()) == before:
            return seen


def largest_part(free: np.ndarray) -> np.ndarray:
    """Return the largest stretch of `free`."""
    left, best = free.copy(), np.zeros_like(free)
    while left.sum() > best.sum():
        row, col = np.argwhere(left)[0]
        part = flood(free, (int(row), int(col)))
        left &= ~part
        if part.sum() > best.sum():
            best = part
    return best


def gentle(land: Bare, steepest_deg: float = 8.0) -> np.ndarray:
    """Return the largest stretch of ground that is dry, gentle, cool and away from every edge."""
    x, z = land.xz()
    bad = grown((land.depth_m > 0) | land.hot, 3.0, land.cell_m) | (np.maximum(np.abs(x), np.abs(z)) > land.half_m - 6)
    bad |= grown(land.slope_deg > steepest_deg, land.cell_m, land.cell_m)
    return largest_part(~bad)


def free_views(land: Bare, eye: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return which `points` (k, 3) are seen from `eye` over the bare land, by a march in steps of half a metre."""
    seen = np.ones(len(points), bool)
    for k, point in enumerate(points):
        length = float(np.linalg.norm(point - eye))
        share = np.arange(0.5, max(length - 1.0, 0.6), 0.5) / max(length, 1e-6)
        line = eye + share[:, None] * (point - eye)
        seen[k] = bool((land.level_at(line[:, 0], line[:, 2]) <= line[:, 1] + 0.02).all())
    return seen
