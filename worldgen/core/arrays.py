"""Small operations on long and narrow arrays, for which NumPy's own reductions along the first axis are slow."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = TypeVar("Array", bound=NDArray[Any])
_I64 = NDArray[np.int64]


def extent(points: Array) -> tuple[Array, Array]:
    """Return the least and the greatest of each column of `points` (n, k), n >= 1, as (k,) each.

    Columns are laid in rows first: the least of 15,000 points in 0.03 ms and not in 0.5 ms.
    """
    columns = np.ascontiguousarray(points.T)
    return columns.min(axis=1), columns.max(axis=1)


def between(low: float | np.floating, values: NDArray[Any], high: float | np.floating) -> NDArray[Any]:
    """Return `values` held between `low` and `high` (`np.clip` takes twice as long on few)."""
    held: NDArray[Any] = np.minimum(np.maximum(values, low), high)
    return held


def distinct_rows(rows: NDArray[Any]) -> tuple[_I64, _I64]:
    """Return where each different row of `rows` (n, k) comes first, in the order of rows, and which one each is (n,).

    `np.unique` compares rows as records, which takes ten times as long, and loads numpy.ma first, for 8 ms.
    """
    order = np.lexsort(rows.T[::-1])
    rising = rows[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (rising[1:] != rising[:-1]).any(axis=1)
    back = np.zeros(len(rows), np.int64)
    back[order] = np.cumsum(new) - 1
    return order[new], back


def firsts(key: NDArray[np.integer]) -> _I64:
    """Return where each different number of `key` (n,) comes first, rising; they are 0 or more, and not by far."""
    first = np.full(int(key.max()) + 1 if key.size else 0, -1)
    first[key[::-1]] = np.arange(len(key))[::-1]  # the first is written last
    return np.sort(first[first >= 0])


def renumbered(index: NDArray[np.integer]) -> tuple[_I64, _I64]:
    """Return which numbers from 0 on `index` holds, rising, and `index` with each replaced by its place among them."""
    held = np.zeros(int(index.max()) + 1 if index.size else 0, np.bool_)
    held[index] = True
    return np.flatnonzero(held), (np.cumsum(held) - 1)[index]
