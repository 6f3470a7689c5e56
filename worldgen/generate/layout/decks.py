"""Standing on a thing: points of its decks in the world."""

from __future__ import annotations

import numpy as np

from worldgen.core import polygon
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.placed import F64


def deck_points(board: Board, name: str, inset_m: float, step_m: float = 0.5) -> F64:
    """Return points (k, 3) on the decks of thing `name`, `inset_m` from their edges, about `step_m` apart.

    A deck may rise and fall; its points take the height of the triangle below them.
    """
    thing = board.things[name]
    found = [np.zeros((0, 3))]
    for deck in board.models[thing.model].decks:
        flat = polygon.turned(deck.position_m[:, [0, 2]], thing.yaw_rad, (thing.position_m[0], thing.position_m[2]))
        corner = np.concatenate([flat, deck.position_m[:, 1:2] + thing.position_m[1]], axis=1)[deck.face]
        outline = polygon.hull(flat)
        points = polygon.fill(outline, step_m)
        points = points[polygon.depth(points, outline) >= inset_m]
        height = _height_on(points, corner)
        on = np.isfinite(height)
        found.append(np.stack([points[on, 0], height[on], points[on, 1]], axis=1))
    return np.concatenate(found)


def _height_on(points: F64, corner: F64) -> F64:
    """Return the height of the highest triangle (m, 3, 3 as x, z, y) over each point, minus infinity beside all."""
    a, b, c = corner[:, 0], corner[:, 1], corner[:, 2]
    ab, ac = b - a, c - a
    double = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    safe = np.where(np.abs(double) < 1e-9, 1.0, double)
    px, pz = points[:, None, 0] - a[None, :, 0], points[:, None, 1] - a[None, :, 1]
    u = (px * ac[:, 1] - pz * ac[:, 0]) / safe
    v = (pz * ab[:, 0] - px * ab[:, 1]) / safe
    within = (u >= -1e-6) & (v >= -1e-6) & (u + v <= 1.0 + 1e-6) & (np.abs(double) >= 1e-9)
    height = np.where(within, a[:, 2] + u * ab[:, 2] + v * ac[:, 2], -np.inf)
    return np.asarray(height.max(axis=1, initial=-np.inf), np.float64)
