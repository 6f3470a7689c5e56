"""Small operations on long and narrow arrays, for which NumPy's own reductions along the first axis are slow."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Array = TypeVar("Array", bound=NDArray[Any])


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
