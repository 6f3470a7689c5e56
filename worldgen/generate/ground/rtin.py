"""A right-triangulated irregular network of a square grid, restricted by an error and forced fine where asked.

CONTRIBUTOR NOTES
    The hierarchy is that of Evans, Kirkpatrick and Townsend (2001), made popular by Martini (Agafonkin). Errors go up
    level by level on strided views and triangles come down as one frontier, so no loop visits vertices. Martini keeps
    the greatest error of the children; the sum kept here is a true bound: the plane of a triangle and the two halves
    that refine it differ by at most the error at the middle of its long side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask

_FORCED = np.float32(1e6)


def errors(height: F32, fine: Mask, weight: F32 | None = None) -> F32:
    """Return, for each sample, a bound of the error of leaving it out, (n, n); huge where `fine`.

    A triangle whose long side has its middle at a sample is off the grid by no more than this anywhere inside, times
    the least `weight` (n, n) there, which says how much an error counts.
    """
    n = height.shape[0]
    counts = np.broadcast_to(np.float32(1.0), height.shape) if weight is None else weight
    bound = np.zeros((n, n), np.float32)
    step = 1
    while step < n - 1:
        _edge_errors(height, bound, step, (fine, counts))
        _square_errors(height, bound, step, (fine, counts))
        step *= 2
    return bound


def _edge_errors(height: F32, bound: F32, s: int, asked: tuple[Mask, F32]) -> None:
    """Middles of sides along rows and columns; their children are the middles of squares half as large."""
    fine, weight = asked
    across = np.abs(
        height[:: 2 * s, s :: 2 * s] - 0.5 * (height[:: 2 * s, : -1 : 2 * s] + height[:: 2 * s, 2 * s :: 2 * s])
    )
    down = np.abs(
        height[s :: 2 * s, :: 2 * s] - 0.5 * (height[: -1 : 2 * s, :: 2 * s] + height[2 * s :: 2 * s, :: 2 * s])
    )
    across, down = across * weight[:: 2 * s, s :: 2 * s], down * weight[s :: 2 * s, :: 2 * s]
    if s > 1:
        h = s // 2
        middle = bound[h::s, h::s]  # middles of all squares of side s
        rows = np.zeros((middle.shape[0] + 2, middle.shape[1]), np.float32)
        rows[1:-1] = middle
        pair = np.maximum(rows[:-1], rows[1:])[::2]  # above and below each row of even lines
        across = across + np.maximum(pair[:, 0::2], pair[:, 1::2])
        cols = np.zeros((middle.shape[0], middle.shape[1] + 2), np.float32)
        cols[:, 1:-1] = middle
        pair = np.maximum(cols[:, :-1], cols[:, 1:])[:, ::2]
        down = down + np.maximum(pair[0::2], pair[1::2])
    bound[:: 2 * s, s :: 2 * s] = np.where(fine[:: 2 * s, s :: 2 * s], _FORCED, across)
    bound[s :: 2 * s, :: 2 * s] = np.where(fine[s :: 2 * s, :: 2 * s], _FORCED, down)


def _square_errors(height: F32, bound: F32, s: int, asked: tuple[Mask, F32]) -> None:
    """Middles of squares of side 2 s; their diagonal joins the corners whose coordinates have like parity."""
    fine, weight = asked
    corner = height[:: 2 * s, :: 2 * s]
    main = 0.5 * (corner[:-1, :-1] + corner[1:, 1:])
    other = 0.5 * (corner[:-1, 1:] + corner[1:, :-1])
    k = np.arange(corner.shape[0] - 1)
    like = (k[:, None] + k[None, :]) % 2 == 0
    own = np.abs(height[s :: 2 * s, s :: 2 * s] - np.where(like, main, other)) * weight[s :: 2 * s, s :: 2 * s]
    sides = np.maximum(
        np.maximum(bound[: -1 : 2 * s, s :: 2 * s], bound[2 * s :: 2 * s, s :: 2 * s]),
        np.maximum(bound[s :: 2 * s, : -1 : 2 * s], bound[s :: 2 * s, 2 * s :: 2 * s]),
    )
    own = np.where(fine[s :: 2 * s, s :: 2 * s], _FORCED, own)
    bound[s :: 2 * s, s :: 2 * s] = own + sides


def triangulate(height: F32, fine: Mask, max_error: float, weight: F32 | None = None) -> NDArray[np.int64]:
    """Return triangles (m, 3) of flat sample indices, facing up, without T-junctions.

    Parameters
    ----------
    height : (n, n) float32
        n - 1 a power of two.
    fine : (n, n) bool
        Where every sample is kept.
    max_error : float
        How far the triangles may be from the samples, in units of height.
    weight : (n, n) float32, optional
        How much an error counts, 1 or less: where it is a half, twice as much is let pass.
    """
    n = height.shape[0]
    if n < 3 or (n - 1) & (n - 2):
        raise ValueError(f"the grid has {n} samples on a side, wanted a power of two and one")
    split = (errors(height, fine, weight) > max_error).ravel()
    last = n - 1
    a = np.array([0, last * n + last], np.int64)
    b = np.array([last * n + last, 0], np.int64)
    c = np.array([last, last * n], np.int64)
    done = []
    for _ in range(2 * (n - 1).bit_length() - 2):
        middle = (a + b) // 2  # exact: both coordinates of the ends have like parity
        cut = split.take(middle)
        whole, parted = np.flatnonzero(~cut), np.flatnonzero(cut)
        if whole.size:
            done.append(np.stack([side.take(whole) for side in (a, b, c)], axis=-1))
        a, b, c, middle = (side.take(parted) for side in (a, b, c, middle))
        a, b, c = np.concatenate([c, b]), np.concatenate([a, c]), np.concatenate([middle, middle])
    done.append(np.stack([a, b, c], axis=-1))
    return np.concatenate(done)


def compact(face: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the samples that `face` uses, in order, and the faces counted in them; `count` is that of all samples."""
    used = np.zeros(count, np.bool_)
    used[face.ravel()] = True
    index = np.cumsum(used) - 1
    return np.flatnonzero(used), index.take(face)
