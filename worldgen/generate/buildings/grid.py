"""Walls and floors as cells of an uneven grid, and the faces between what is solid and what is empty.

A wall with its holes is a boolean of boxes. Cells cut at every coordinate that matters make it exact: no face is inside
another, none lies on another, and there is no gap but where a hole is wanted.

CONTRIBUTOR NOTES
    A boolean of meshes (manifold3d) was set aside: a hundred milliseconds for a school, a wheel to load, and faces
    that no longer know which room they belong to. Here each face knows the empty cell that it looks into.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.shapes.shape import F64, I64

I16 = NDArray[np.int16]
NEAR_M = 0.36  # how far the shade of a corner reaches


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Cells between the lines `at[0]` (x), `at[1]` (y), `at[2]` (z): above 0 solid, 0 and below empty."""

    at: tuple[F64, F64, F64]
    tag: I16  # (nx, ny, nz)

    def middle(self, axis: int) -> F64:
        """Return the middles of the cells along `axis`."""
        line = self.at[axis]
        middle: F64 = (line[:-1] + line[1:]) / 2.0
        return middle


@dataclass(frozen=True, eq=False, slots=True)
class Quads:
    """Rectangles between solid and empty."""

    low_m: F64  # (k, 3)
    high_m: F64  # (k, 3); the same as `low_m` along `axis`
    axis: I64  # (k,) across which they lie: 0 x, 1 y, 2 z
    sign: I64  # (k,) to which side they look, 1 or -1
    solid: I64  # (k,) tag of what they cover
    empty: I64  # (k,) tag of what they look into
    near: I64  # (k,) bits: a corner at the low (1, 4) or high (2, 8) end of the first and the second other axis

    def __len__(self) -> int:
        return len(self.axis)


def lines(values: F64 | list[float], fine: F64 | list[float] | tuple[()] = (), apart_m: float = 0.02) -> F64:
    """Return all `values` in order, each once, and those of `fine` that lie apart from them."""
    base: F64 = np.sort(np.round(np.asarray(values, np.float64), 4), axis=None)
    base = np.asarray(base[np.concatenate([[True], np.diff(base) > 5e-4])], np.float64)
    for value in np.sort(np.round(np.asarray(fine, np.float64), 4), axis=None):
        if base[0] < value < base[-1] and np.abs(base - value).min() > apart_m:
            base = np.sort(np.append(base, np.float64(value)))
    return base


def quads(cells: Cells, zone: I64 | None = None) -> Quads:
    """Return the faces of what is solid, as large as those that are alike allow.

    `zone` (ny,) are layers whose faces stay apart though all else is alike.
    """
    near = _near(cells)
    found = [_across(cells, axis, zone, near) for axis in range(3)]
    return Quads(*(np.concatenate([getattr(part, name) for part in found]) for name in Quads.__slots__))


def _across(cells: Cells, axis: int, zone: I64 | None, close: NDArray[np.bool_]) -> Quads:
    u, v = (axis + 1) % 3, (axis + 2) % 3
    tag = np.transpose(cells.tag, (axis, u, v))
    filled = tag > 0
    at = np.nonzero(filled[:-1] != filled[1:])  # few of the cells have a face
    below, above = tag[:-1][at].astype(np.int64), tag[1:][at].astype(np.int64)
    up = below > 0
    sign, solid, empty = np.where(up, 1, -1), np.where(up, below, above), np.where(up, above, below)
    near = np.transpose(close, (1 + axis, 1 + u, 1 + v, 0))
    bits = np.zeros(sign.shape, np.int64)
    for power, side in enumerate((2 * u, 2 * u + 1, 2 * v, 2 * v + 1)):
        bits |= near[at[0] + up, at[1], at[2], side].astype(np.int64) << power
    name = (((sign + 1) * 64 + solid) * 4096 + (empty + 2048)) * 16 + bits
    if zone is not None and axis != 1:
        name = name * 64 + zone[at[1] if u == 1 else at[2]]
    pick, plane, u0, u1, v0, v1 = _merged(at, name)
    low, high = np.zeros((len(plane), 3)), np.zeros((len(plane), 3))
    low[:, axis] = high[:, axis] = cells.at[axis][plane + 1]
    low[:, u], high[:, u] = cells.at[u][u0], cells.at[u][u1]
    low[:, v], high[:, v] = cells.at[v][v0], cells.at[v][v1]
    return Quads(low, high, np.full(len(plane), axis), sign[pick], solid[pick], empty[pick], bits[pick])


def _merged(at: tuple[I64, ...], name: I64) -> tuple[I64, ...]:
    """Return rectangles of faces `at` (plane, u, v) of one `name`: their first, plane, u from, to, v from, to."""
    plane, u, v = at
    apart = np.ones(len(name) + 1, np.bool_)
    apart[1:-1] = (plane[1:] != plane[:-1]) | (u[1:] != u[:-1]) | (v[1:] != v[:-1] + 1) | (name[1:] != name[:-1])
    cut = np.flatnonzero(apart)
    begin = cut[:-1]
    plane, u, v0, v1, name = plane[begin], u[begin], v[begin], v[cut[1:] - 1] + 1, name[begin]
    order = np.lexsort((u, name, v1, v0, plane))
    begin, plane, u, v0, v1, name = (values[order] for values in (begin, plane, u, v0, v1, name))
    alike = np.zeros(len(u), np.bool_)
    for values in (plane, v0, v1, name):
        alike[1:] |= values[1:] != values[:-1]
    alike[1:] |= u[1:] != u[:-1] + 1
    alike[:1] = True
    first = np.flatnonzero(alike)
    last = np.append(first[1:], len(u)) - 1
    return begin[first], plane[first], u[first], u[last] + 1, v0[first], v1[first]


def _near(cells: Cells) -> NDArray[np.bool_]:
    """Return for each cell whether something solid is close (6, nx, ny, nz): low and high side of x, y, z."""
    solid = cells.tag > 0
    found = np.zeros((6, *solid.shape), np.bool_)
    reach = NEAR_M + 0.03
    for axis in range(3):
        lines, count = cells.at[axis], solid.shape[axis]
        across = np.moveaxis(solid, axis, 0)
        low, high = np.moveaxis(found[2 * axis], axis, 0), np.moveaxis(found[2 * axis + 1], axis, 0)
        for step in range(count):  # cells further along than this are not close anywhere
            before = lines[1 + step :] - lines[1 : count + 1 - step] <= reach
            after = lines[step:count] - lines[: count - step] <= reach
            if not (before.any() or after.any()):
                break
            low[step:] |= across[: count - step] & before[:, None, None]
            high[: count - step] |= across[step:] & after[:, None, None]
    return found
