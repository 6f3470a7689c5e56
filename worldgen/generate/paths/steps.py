"""The 32 steps between nodes of the graph, and strided views of a grid along them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

I64 = NDArray[np.int64]
B8 = NDArray[np.bool_]
F64 = NDArray[np.float64]


def _directions() -> tuple[tuple[int, int], ...]:
    """Return 32 steps (rows, cols): the first 16 point to one half plane, step k + 16 is the reverse of step k."""
    steps = {(r, c) for r in range(-3, 4) for c in range(-3, 4) if np.gcd(r, c) == 1}
    half = sorted(((r, c) for r, c in steps if r > 0 or (r == 0 and c > 0)), key=lambda s: np.arctan2(s[0], s[1]))
    return (*half, *((-r, -c) for r, c in half))


STEPS: Final = _directions()
HALF: Final = len(STEPS) // 2


@cache
def ends_of(side: int, step: tuple[int, int]) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Return the windows of (side, side) in which the tails and the heads of `step` lie."""
    dr, dc = step
    rows = slice(max(-dr, 0), side - max(dr, 0))
    cols = slice(max(-dc, 0), side - max(dc, 0))
    return (rows, cols), (slice(rows.start + dr, rows.stop + dr), slice(cols.start + dc, cols.stop + dc))


@cache
def samples_of(step: tuple[int, int], stride: int, cell_m: float) -> int:
    """Return into how many parts a step is cut to be tested: about 2 m each, never finer than the grid."""
    return max(int(np.ceil(max(abs(step[0]), abs(step[1])) * stride / max(2.0 / cell_m, 1.0))), 2)


def view_of(field: NDArray[Any], side: int, step: tuple[int, int], at: tuple[int, int], stride: int) -> NDArray[Any]:
    """Return `field` at `at` samples (rows, cols) past every tail of `step`, as a strided view."""
    (rows, cols), _ = ends_of(side, step)
    r0, c0 = rows.start * stride + at[0], cols.start * stride + at[1]
    return field[r0 : (rows.stop - 1) * stride + at[0] + 1 : stride, c0 : (cols.stop - 1) * stride + at[1] + 1 : stride]
