"""The circle in which a wheelchair turns: where in a room one is still free."""

from __future__ import annotations

import numpy as np

from worldgen.generate.rooms.furnish.boxes import F64, Mask, distance, from_line, within
from worldgen.generate.rooms.furnish.ways import Ways

CIRCLE_M = 0.76  # its radius: 1.5 m across (ISO 21542), and what a file rounds away
FLAT_M = 0.08  # lower things, such as rugs, are walked over and stood upon
OVERHEAD_M = 1.9  # what hangs higher is walked under
_STEPS_M = (0.1, 0.02)  # between the places that are tried; the finer where a room has but one place to turn


class Turning:
    """The `places` (k, 2) in a room where the circle is free and the ways reach it; of some, one is kept for good."""

    def __init__(self, ways: Ways, places: F64) -> None:
        self._ways, self._wanted = ways, bool(len(places))
        self.places = places

    def after(self, boxes: F64, reached: Mask) -> F64 | None:
        """Return the places that are left when boxes (n, 8) stand there, or None where the last would be lost."""
        if not self._wanted:
            return self.places
        left = _reached(self._ways, self.places, reached)
        for box in _low(boxes):
            left = left[distance(left, box) >= CIRCLE_M]
        return left if len(left) else None


def _low(boxes: F64) -> F64:
    """Return those of boxes (n, 8) that a wheelchair would touch as it turns: no rugs, nothing overhead."""
    flat = (boxes[:, 7] - boxes[:, 6] <= FLAT_M) & (boxes[:, 6] < FLAT_M)
    return np.asarray(boxes[~flat & (boxes[:, 6] < OVERHEAD_M)], np.float64)


def turning_in(outline: F64, wells: F64, ways: Ways) -> Turning:
    """Return where a wheelchair can turn in a room.

    One that is too narrow even when it is empty has no place to keep: that is for the proof of its plan.
    """
    for step_m in _STEPS_M:
        places = _reached(ways, _free(outline, wells, step_m), ways.reached)
        if len(places):
            return Turning(ways, places)
    return Turning(ways, np.zeros((0, 2)))


def _reached(ways: Ways, places: F64, reached: Mask) -> F64:
    col, row = ways.cells_of(places).T
    return np.asarray(places[reached[row, col]], np.float64)


def _free(outline: F64, wells: F64, step_m: float) -> F64:
    """Return points (k, 2), `step_m` apart from the middle of the room outwards, about which the circle is free."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    middle, half = (low + high) / 2, ((high - low) / 2 / step_m).astype(int)
    x, z = (middle[k] + np.arange(-half[k], half[k] + 1) * step_m for k in (0, 1))
    points = np.stack(np.meshgrid(x, z), axis=-1).reshape(-1, 2)
    points = points[within(points, outline)]
    for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        points = points[from_line(points, a, b) >= CIRCLE_M]
    for well in wells:
        points = points[distance(points, well) >= CIRCLE_M]
    return points


__all__ = ["CIRCLE_M", "FLAT_M", "OVERHEAD_M", "Turning", "turning_in"]
