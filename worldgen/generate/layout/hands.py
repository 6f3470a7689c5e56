"""The two sides of a street: its left and its right as it runs, or that which lies towards a point of the compass."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import nearest_on_line
from worldgen.generate.land import F32, Area, Land, Mask
from worldgen.generate.terrain.place import to_cells

REACH_M = 60.0
_EVERY = 4  # of the points of a line, which lie a metre apart
_LEAN = 0.35  # how much of the way off the street must be towards the point of the compass


def on_hand(land: Land, line_m: F32, *, left: bool) -> Mask:
    """Return the ground to the left or to the right of a line, as it runs from its first point to its last."""
    _, _, side = nearest_on_line(to_cells(land, _thinned(line_m)), land.height_m.shape, REACH_M / land.cell_m)
    return np.asarray(side < 0 if left else side > 0)


def towards(land: Land, line_m: F32, compass: tuple[float, float]) -> Mask:
    """Return the ground beside a line that lies towards (x, z) as seen from the nearest point of the line."""
    line_m = _thinned(line_m)
    away, along, _ = nearest_on_line(to_cells(land, line_m), land.height_m.shape, REACH_M / land.cell_m)
    near = np.isfinite(away)
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line_m.astype(np.float64), axis=0).T))])
    at = np.where(near, along * land.cell_m, 0.0)
    x, z = land.axes()
    dx, dz = x - np.interp(at, length, line_m[:, 0]), z - np.interp(at, length, line_m[:, 1])
    return np.asarray(near & (dx * compass[0] + dz * compass[1] > _LEAN * np.hypot(dx, dz)))


def _thinned(line_m: F32) -> F32:
    return np.concatenate([line_m[:-1:_EVERY], line_m[-1:]])


def has_sides(area: Area | None) -> bool:
    """Return whether a piece of land is a street, of which one means a side of its line and not of its middle."""
    return area is not None and area.kind == "street" and area.line_m is not None
