"""The ground as a grid, and the named pieces of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from worldgen.core.arrays import between
from worldgen.core.record import dataclass

F32 = NDArray[np.float32]
Mask = NDArray[np.bool_]
NO_WATER = np.float32(-1000.0)


class Cover(IntEnum):
    """What the ground is made of; the palette of the style gives it a colour."""

    GRASS = 0
    SAND = 1
    ROCK = 2
    LAVA_COOLED = 3
    LAVA_HOT = 4
    SOIL = 5
    GRAVEL = 6
    PAVED = 7
    SNOW = 8
    ICE = 9
    MUD = 10
    WHEAT = 11
    PLOUGHED = 12
    CROP = 13


@dataclass(frozen=True, eq=False, slots=True)
class Area:
    """A named piece of land: `cone`, `cone.rim`, `brook`, `shore`, `camp_ground`.

    `mask` is over the grid of the land. `line_m` (k, 2) as (x, z) is the middle line of what runs (river, flow).
    """

    id: str
    mask: Mask
    centre_m: tuple[float, float]
    line_m: F32 | None = None
    kind: str = ""
    label: str = ""
    pointer: str = ""  # of the line of the lesson it comes from
    facts: Mapping[str, float | str] = field(default_factory=dict)  # measures that whoever draws it needs


@dataclass(frozen=True, eq=False, slots=True)
class Land:
    """A square of ground: right-handed, Y up, x to the east, z to the south, row 0 in the north, centre at (0, 0).

    Samples stand on the corners of cells: n = size / cell + 1 rows and columns, n - 1 a power of two.
    """

    height_m: F32  # (n, n)
    water_m: F32  # (n, n) height of the water's surface; NO_WATER where there is none
    cover: NDArray[np.uint8]  # (n, n) a Cover each
    blocked: Mask  # (n, n) taken by a thing, a hot flow, ...: nobody walks and nothing more is placed here
    tread: F32  # (n, n) 0..1, how much of a path runs here
    cell_m: float
    areas: Mapping[str, Area] = field(default_factory=dict)
    ceiling_m: float | None = None  # the water's surface above a world that lies wholly under it

    def __post_init__(self) -> None:
        shape = self.height_m.shape
        if len(shape) != 2 or shape[0] != shape[1]:
            raise ValueError(f"height_m has shape {shape}, wanted a square grid")
        for name, dtype in (
            ("height_m", np.float32), ("water_m", np.float32), ("cover", np.uint8), ("blocked", np.bool_),
            ("tread", np.float32),
        ):  # fmt: skip
            array = np.ascontiguousarray(getattr(self, name), dtype)
            if array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, wanted {shape}")
            array.flags.writeable = False
            object.__setattr__(self, name, array)

    @property
    def rows(self) -> int:
        """Samples on a side."""
        return len(self.height_m)

    @property
    def size_m(self) -> float:
        """Length of a side in metres."""
        return (self.rows - 1) * self.cell_m

    def axes(self) -> tuple[F32, F32]:
        """Return x (1, n) and z (n, 1) of the samples in metres, ready to broadcast."""
        line = ((np.arange(self.rows) * self.cell_m) - self.size_m / 2).astype(np.float32)
        return line[None, :], line[:, None]

    def wet(self) -> Mask:
        """Return where water stands on the ground."""
        return self.water_m > self.height_m

    def depth_m(self) -> F32:
        """Return the depth of the water, 0 where it is dry."""
        return np.where(self.wet(), self.water_m - self.height_m, 0.0).astype(np.float32)

    def swim_m(self) -> F32:
        """Return the depth of the water in which fish swim and corals grow: also that under a ceiling."""
        if self.ceiling_m is None:
            return self.depth_m()
        return np.asarray(np.maximum(self.ceiling_m - self.height_m, 0.0), np.float32)

    def slope_rad(self) -> F32:
        """Return how steep the ground is at each sample."""
        dz, dx = np.gradient(self.height_m, self.cell_m)
        return np.asarray(np.arctan(np.hypot(dx, dz)), np.float32)

    def cell_of(self, x_m: F32, z_m: F32) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (row, col) of the samples nearest to the points, clipped to the grid."""
        half, last = self.size_m / 2, self.rows - 1
        row = between(0, np.rint((np.asarray(z_m) + half) / self.cell_m), last).astype(np.int64)
        col = between(0, np.rint((np.asarray(x_m) + half) / self.cell_m), last).astype(np.int64)
        return row, col

    def height_at(self, x_m: ArrayLike, z_m: ArrayLike) -> F32:
        """Return the height of the ground at points, bilinear, clipped to the grid."""
        half, last = self.size_m / 2, self.rows - 1
        u = np.clip((np.asarray(x_m, np.float64) + half) / self.cell_m, 0, last - 1e-6)
        v = np.clip((np.asarray(z_m, np.float64) + half) / self.cell_m, 0, last - 1e-6)
        col, row = u.astype(np.int64), v.astype(np.int64)
        fu, fv = u - col, v - row
        take, at = self.height_m.ravel().take, row * (last + 1) + col
        top = take(at) * (1 - fu) + take(at + 1) * fu
        low = take(at + last + 1) * (1 - fu) + take(at + last + 2) * fu
        return np.asarray(top * (1 - fv) + low * fv, np.float32)
