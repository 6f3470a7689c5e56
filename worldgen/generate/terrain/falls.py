"""Waterfalls: where a river's surface drops in one step, and where that step lies in the land."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.record import dataclass

F64 = NDArray[np.float64]
_STEEP = 0.5  # drop over run from which water falls and does not run
_LEAST_M = 1.2  # a lower step is a rapid
# A fall that an author asks for takes up the drop of such a stretch, and below it the river runs in a gorge; it is
# shorter where many falls must find room.
_REACHES_M = (14.0, 8.0, 5.0)
_APART_M = 0.4  # of a stretch, from one to the next
_LEAST_ASKED_M = 0.5
_SHARP_M = 0.5  # over which length the surface drops
_CALM_M = 5.0  # no fall so close to either end


@dataclass(frozen=True, eq=False, slots=True)
class Profile:
    """The surface of a river along its line: heights at distances, with falls as breaks; `lips_m` is where they are."""

    along_m: F32
    height_m: F32
    lips_m: tuple[float, ...] = ()

    def at(self, along_m: F32) -> F32:
        """Return the height of the surface at distances of any shape."""
        return np.interp(along_m, self.along_m, self.height_m).astype(np.float32)


def with_falls(along_m: F32, surface_m: F32, count: int | None) -> Profile:
    """Return the surface (k,) with its steepest stretches drawn together into falls; it never rises.

    Parameters
    ----------
    count : int or None
        How many; None is one wherever the water would run steeper than it can.
    """
    along, surface = np.asarray(along_m, np.float64), np.asarray(surface_m, np.float64)
    spans = _steep(along, surface) if count is None else _best(along, surface, count)
    points = np.stack([along, surface], axis=1)
    for low, high in spans:
        inside = (points[:, 0] > along[low]) & (points[:, 0] <= along[high])
        points[inside, 1] = surface[high]
        lip = np.array([[along[low] + 1e-3, surface[low]], [along[low] + _SHARP_M, surface[high]]])
        points = np.concatenate([points, lip])
    points = points[np.argsort(points[:, 0], kind="stable")]
    falling = np.minimum.accumulate(points[:, 1])
    lips = tuple(float(along[low]) for low, _ in sorted(spans))
    return Profile(points[:, 0].astype(np.float32), falling.astype(np.float32), lips)


def _steep(along: F64, surface: F64) -> list[tuple[int, int]]:
    """Return the stretches (first, last) that are too steep to run, each high enough to be a fall."""
    falls = -np.diff(surface) > _STEEP * np.diff(along)
    edge = np.flatnonzero(np.diff(np.concatenate([[False], falls, [False]]).astype(np.int8)))
    out: list[tuple[int, int]] = []
    for low, high in edge.reshape(-1, 2).tolist():
        if out and along[low] - along[out[-1][1]] < 4.0:
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
    return [(low, high) for low, high in out if surface[low] - surface[high] >= _LEAST_M]


def _best(along: F64, surface: F64, count: int) -> list[tuple[int, int]]:
    """Return the `count` stretches with the greatest drop that keep apart from each other, or as many as there are."""
    found: list[tuple[int, int]] = []
    for reach in _REACHES_M:
        here = _of_length(along, surface, count, reach)
        found = here if len(here) > len(found) else found
        if len(found) == count:
            break
    return found


def _of_length(along: F64, surface: F64, count: int, reach_m: float) -> list[tuple[int, int]]:
    last = np.minimum(np.searchsorted(along, along + reach_m), len(along) - 1)
    drop = surface - surface[last]
    drop = np.where((along > _CALM_M) & (along[last] < along[-1] - _CALM_M), drop, -1.0)
    out: list[tuple[int, int]] = []
    for _ in range(count):
        low = int(np.argmax(drop))
        if drop[low] < _LEAST_ASKED_M:
            break
        out.append((low, int(last[low])))
        apart = _APART_M * reach_m
        near = (along > along[low] - reach_m - apart) & (along < along[last[low]] + apart)
        drop = np.where(near, -1.0, drop)
    return out


def lips(line_m: F32, profile: Profile, half_m: F32) -> F32:
    """Return the left and right end of each lip, (2 f, 2), where `half_m` (f,) is half the width of the water there."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line_m, axis=0).T))])
    out = np.zeros((2 * len(profile.lips_m), 2))
    for number, along in enumerate(profile.lips_m):
        ends = [[np.interp(along + step, length, line_m[:, i]) for i in (0, 1)] for step in (-1.5, 0.0, 1.5)]
        before, middle, after = np.array(ends)
        way = (after - before) / max(float(np.hypot(*(after - before))), 1e-6)
        aside = np.array([way[1], -way[0]]) * float(half_m[number])
        out[2 * number], out[2 * number + 1] = middle + aside, middle - aside
    return out.astype(np.float32)
