"""The free floor of a room as a raster: what is put down may not cut it in two, nor off what must be reached."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import label, parts_of
from worldgen.generate.rooms.furnish.boxes import F64, Mask, from_line, within

CELL_M = 0.1
Window = tuple[slice, slice]  # of rows and of columns
Zone = tuple[Window, Mask]  # some cells of a window
EVERYWHERE: Window = slice(0, 10**9), slice(0, 10**9)
CLOSE_M = 0.16  # to the middle of a zone, which may be narrower than a cell
_SLACK_M = 0.05  # more than the agent's own radius: paths on a raster cut corners


def flood(start: Mask, free: Mask) -> Mask:
    """Return the free cells that hang together with `start`."""
    parts, count = label(free)
    found = np.zeros(count + 1, np.bool_)
    found[parts[start]] = True
    found[0] = False
    return np.asarray(found[parts], np.bool_)


class Ways:
    """Where the middle of an agent of `radius_m` can be; `put` narrows it, or says that it must not."""

    def __init__(self, outline: F64, radius_m: float) -> None:
        self.radius_m = radius_m + _SLACK_M
        self.low = outline.min(axis=0)
        count = np.maximum(np.ceil((outline.max(axis=0) - self.low) / CELL_M).astype(int), 1)
        self._x, self._z = (self.low[k] + (np.arange(count[k]) + 0.5) * CELL_M for k in (0, 1))  # of the cells
        points = np.stack(np.meshgrid(self._x, self._z), axis=-1)
        self.free = within(points, outline)
        for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True):
            self.free &= from_line(points, a, b) >= self.radius_m
        self.targets: list[tuple[str, Zone]] = []
        self.reached = self.free

    def begin(self, doors: F64) -> None:
        """Let the ways begin at points (k, 2) just inside the doors, which stay reachable from one another."""
        for number, door in enumerate(doors):
            window, zone = self._around(door, self.radius_m * 0.9)
            self.targets.append((f"door {number}", (window, zone & self.free[window])))
        self.reached = flood(self._start(self.free), self.free)

    def keep(self, name: str, box: F64) -> bool:
        """Let one place in a zone, a box (8,), stay reachable; False where it is not even now."""
        zone = self._zone(box)
        if not _some(zone, self.reached):
            return False
        self.targets.append((name, zone))
        return True

    def forget(self, count: int) -> None:
        """Forget the last `count` places that were to be kept."""
        del self.targets[len(self.targets) - count :]

    def reaches(self, box: F64, *, after: Mask | None = None) -> bool:
        """Return whether one can get to some place of a zone."""
        return _some(self._zone(box), self.reached if after is None else after)

    def after(self, solids: F64) -> Mask | None:
        """Return what is reached when solids (n, 8) stand there, or None where they cut something off."""
        free, changed = self.reached, list[Window]()
        for box in solids:
            window = self._window(box)
            here = free[window]
            left = here & (self._away(window, box) >= self.radius_m)
            if np.count_nonzero(left) < np.count_nonzero(here):
                free = free if changed else free.copy()
                free[window] = left
                changed.append(window)
        if not changed:
            return free
        low = [max(min(window[axis].start for window in changed) - 1, 0) for axis in (0, 1)]
        high = [max(window[axis].stop for window in changed) + 1 for axis in (0, 1)]
        whole = slice(low[0], high[0]), slice(low[1], high[1])
        if parts_of(free[whole]) > 1:
            free, whole = self._flooded(free), EVERYWHERE
        return free if all(_some(zone, free) for _, zone in self.targets if _meet(zone[0], whole)) else None

    def _flooded(self, free: Mask) -> Mask:
        start = self._start(free)
        return flood(start, free) if start.any() else np.zeros_like(free)

    def _start(self, free: Mask) -> Mask:
        """Return the free cells before the first door, or all in a room without one."""
        if not self.targets:
            return free
        start = np.zeros_like(free)
        window, zone = self.targets[0][1]
        start[window] = zone & free[window]
        return start

    def put(self, solids: F64, reached: Mask | None = None) -> bool:
        """Put solids (n, 8) down, or return False where they would cut something off."""
        reached = self.after(solids) if reached is None else reached
        if reached is None:
            return False
        self.reached = reached
        return True

    def cells_of(self, points: F64) -> NDArray[np.int64]:
        """Return the column and row (k, 2) of the cells that points (k, 2) of the room lie in."""
        cells = np.floor((points - self.low) / CELL_M).astype(np.int64)
        most = np.array(self.free.shape[::-1]) - 1
        return np.asarray(np.clip(cells, 0, most), np.int64)

    def _window(self, box: F64) -> Window:
        x, z, wide, deep = box[:4].tolist()
        return self._within((x, z), math.hypot(wide, deep) + self.radius_m)

    def _within(self, at: tuple[float, float], reach_m: float) -> Window:
        """Return the rows and columns of the cells within reach of a point, and some more."""
        spans = []
        for middle, low, count in zip(at, self.low.tolist(), self.free.shape[::-1], strict=True):
            first, last = int((middle - reach_m - low) / CELL_M), int((middle + reach_m - low) / CELL_M) + 1
            spans.append(slice(min(max(first, 0), count), min(max(last, 0), count)))
        return spans[1], spans[0]

    def _around(self, at: F64, radius_m: float) -> Zone:
        x, z = at.tolist()
        window = self._within((x, z), radius_m)
        return window, np.asarray(np.hypot(self._x[window[1]] - x, (self._z[window[0]] - z)[:, None]) <= radius_m)

    def _away(self, window: Window, box: F64) -> F64:
        """Return how far the cells of a window are from a box (8,), 0 inside it."""
        x, z, wide, deep, sin, cos, _, _ = box.tolist()
        right, ahead = self._x[window[1]] - x, (self._z[window[0]] - z)[:, None]
        across = np.maximum(np.abs(right * cos - ahead * sin) - wide, 0.0)
        along = np.maximum(np.abs(right * sin + ahead * cos) - deep, 0.0)
        return np.asarray(np.sqrt(across * across + along * along), np.float64)

    def _zone(self, box: F64) -> Zone:
        """Return the cells in a box (8,), and those close to its middle."""
        x, z, wide, deep = box[:4].tolist()
        window = self._within((x, z), max(math.hypot(wide, deep), CLOSE_M))
        right, ahead = self._x[window[1]] - x, (self._z[window[0]] - z)[:, None]
        close = np.sqrt(right * right + ahead * ahead) <= CLOSE_M
        return window, np.asarray((self._away(window, box) <= 0.0) | close)


def _meet(one: Window, other: Window) -> bool:
    """Return whether two windows share a cell."""
    return all(a.start < b.stop and b.start < a.stop for a, b in zip(one, other, strict=True))


def _some(zone: Zone, reached: Mask) -> bool:
    window, cells = zone
    return bool((cells & reached[window]).any())
