"""A rectangle cut into rooms: a tree of cuts, and the rectangles that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from worldgen.core.record import dataclass

GRID_M = 0.05  # on which walls stand


class Rect(NamedTuple):
    """A rectangle on the middle lines of its walls: x to the right, z to the front."""

    x0: float
    z0: float
    x1: float
    z1: float

    @property
    def wide(self) -> float:
        """Along x."""
        return self.x1 - self.x0

    @property
    def deep(self) -> float:
        """Along z."""
        return self.z1 - self.z0

    @property
    def area(self) -> float:
        """In square metres."""
        return self.wide * self.deep


@dataclass(frozen=True, slots=True)
class Cut:
    """Parts side by side along `axis`, from the left or from the back; a size of None takes its share of what is left.

    A part is a room by its id, or another cut.
    """

    axis: Literal["x", "z"]
    parts: tuple[tuple[Tree, float | None], ...]


Tree = str | Cut


def laid(tree: Tree, rect: Rect, areas: Mapping[str, float]) -> dict[str, Rect]:
    """Return the rectangle of every room of `tree` within `rect`; `areas` says who gets how much."""
    found: dict[str, Rect] = {}
    _lay(tree, rect, areas, found)
    return found


def _lay(tree: Tree, rect: Rect, areas: Mapping[str, float], found: dict[str, Rect]) -> None:
    if isinstance(tree, str):
        found[tree] = rect
        return
    x0, z0, x1, z1 = rect
    across = tree.axis == "x"
    low, high = (x0, x1) if across else (z0, z1)
    fixed, whole, shares = 0.0, 0.0, []
    for part, size in tree.parts:
        if size is not None:
            fixed += size
            shares.append(0.0)
        else:
            share = areas[part] if isinstance(part, str) else weight(part, areas)
            whole += share
            shares.append(share)
    free = high - low - fixed
    at, last = low, len(shares) - 1
    for index, ((part, size), share) in enumerate(zip(tree.parts, shares, strict=True)):
        length = size if size is not None else free * share / whole
        end = high if index == last else round((at + length) / GRID_M) * GRID_M
        inner = Rect(at, z0, end, z1) if across else Rect(x0, at, x1, end)
        if isinstance(part, str):
            found[part] = inner
        else:
            _lay(part, inner, areas, found)
        at = end


def weight(tree: Tree, areas: Mapping[str, float]) -> float:
    """Return the area that the rooms of `tree` want together."""
    return areas[tree] if isinstance(tree, str) else sum(weight(part, areas) for part, _ in tree.parts)


def row(axis: Literal["x", "z"], names: Sequence[Tree]) -> Tree:
    """Return `names` side by side, each by its share; one alone is itself."""
    return names[0] if len(names) == 1 else Cut(axis, tuple((name, None) for name in names))


def shared(a: Rect, b: Rect) -> tuple[str, float, float, float] | None:
    """Return the wall between two rooms as (axis along which it runs, its place across, from, to), or None."""
    ax0, az0, ax1, az1 = a
    bx0, bz0, bx1, bz1 = b
    for at, other in ((ax1, bx0), (ax0, bx1)):
        if -1e-6 < at - other < 1e-6:
            low, high = max(az0, bz0), min(az1, bz1)
            if high - low > 1e-6:
                return "z", at, low, high
    for at, other in ((az1, bz0), (az0, bz1)):
        if -1e-6 < at - other < 1e-6:
            low, high = max(ax0, bx0), min(ax1, bx1)
            if high - low > 1e-6:
                return "x", at, low, high
    return None
