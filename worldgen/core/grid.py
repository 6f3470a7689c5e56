"""Vectorised tools on square grids of samples that terrain, layout and vegetation share; NumPy only.

Grids are (rows, cols), row 0 in the north; distances are between samples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

F32 = NDArray[np.float32]
Mask = NDArray[np.bool_]
_I64 = NDArray[np.int64]
_DISC = 8.0  # samples: a wider disc is quicker found by distances


def distinct(values: NDArray[np.integer]) -> _I64:
    """Return the different values of whole numbers, rising (`np.unique` loads numpy.ma first, for 8 ms)."""
    rising: _I64 = np.sort(np.asarray(values, np.int64), axis=None)
    kept = np.ones(len(rising), np.bool_)
    kept[1:] = rising[1:] != rising[:-1]
    return np.asarray(rising[kept])


def quantile(values: ArrayLike, share: float) -> float:
    """Return the value that `share` of `values` lie below, linear between two (`np.quantile` loads numpy.ma first)."""
    rising = np.sort(np.asarray(values, np.float64), axis=None)
    at = share * (len(rising) - 1)
    low = min(int(at), max(len(rising) - 2, 0))
    high = min(low + 1, len(rising) - 1)
    return float(rising[low] + (rising[high] - rising[low]) * (at - low))


def median(values: ArrayLike) -> float:
    """Return the middle of `values`, halfway between the two of an even number (`np.median` loads numpy.ma first)."""
    rising = np.sort(np.asarray(values, np.float64), axis=None)
    return float((rising[(len(rising) - 1) // 2] + rising[len(rising) // 2]) / 2)


def smoothstep(low: float, high: float, value: ArrayLike) -> F32:
    """Return 0 below `low`, 1 above `high` and Hermite's smooth step between."""
    t = np.clip((np.asarray(value, np.float32) - np.float32(low)) / np.float32(high - low), 0.0, 1.0)
    return np.asarray((t * t * (3.0 - 2.0 * t)), np.float32)


def smooth_max(a: ArrayLike, b: ArrayLike, width: float) -> F32:
    """Return the greater of `a` and `b`, rounded over where they differ by less than `width` (polynomial)."""
    a, b = np.asarray(a, np.float32), np.asarray(b, np.float32)
    h = np.maximum(np.float32(width) - np.abs(a - b), 0.0) / np.float32(width)
    return np.asarray((np.maximum(a, b) + h * h * np.float32(width * 0.25)), np.float32)


def smooth_min(a: ArrayLike, b: ArrayLike, width: float) -> F32:
    """Return the lesser of `a` and `b`, rounded over where they differ by less than `width`."""
    return -smooth_max(-np.asarray(a, np.float32), -np.asarray(b, np.float32), width)


def bell(square: ArrayLike) -> F32:
    """Return nearly exp(-square), 1 at 0: a round hill. Products alone, so that it is the same on every machine."""
    t = 1.0 + np.minimum(np.asarray(square, np.float64), 1e4) / 8.0
    t = t * t
    t = t * t
    return np.asarray(1.0 / (t * t), np.float32)


def levelled_off(value: ArrayLike, half: float, over: float) -> F32:
    """Return coordinates that run ever slower over the last `over` before +-`half`, and stand still there.

    Land that is shaped by them meets the edge of its world without a slope across it, and can go on level beyond.
    """
    at = np.asarray(value, np.float32)
    t = np.clip((np.abs(at) - np.float32(half - over)) / np.float32(over), 0.0, 1.0)
    held = np.float32(half - over) + np.float32(over) * (t - 0.5 * t * t)
    return np.asarray(np.where(t > 0.0, np.sign(at) * held, at), np.float32)


def lerp(a: ArrayLike, b: ArrayLike, share: ArrayLike) -> F32:
    """Return `a` where `share` is 0 and `b` where it is 1, to the last bit, and what lies between elsewhere."""
    part = np.asarray(share, np.float32)
    return np.asarray(np.asarray(a, np.float32) * (1 - part) + np.asarray(b, np.float32) * part, np.float32)


def distance_m(mask: Mask, cell_m: float = 1.0, most_m: float = np.inf) -> F32:
    """Return the exact Euclidean distance of each sample to the nearest one that is True.

    Parameters
    ----------
    mask : (rows, cols) bool
    cell_m : float
        Distance between neighbouring samples.
    most_m : float
        Larger distances are given as this one; the cost grows with it, so ask for no more than you need.

    Notes
    -----
    Separable (Meijster et al. 2000), along the rows first, which lie together in memory; the second pass is a bounded
    search over shifts and not their lower envelope, which is sequential. An empty mask is `most_m` everywhere.
    """
    if not mask.any():
        return np.full(mask.shape, most_m, np.float32)
    whole = sum(mask.shape)
    reach = whole if not np.isfinite(most_m) else min(int(np.ceil(most_m / cell_m)), whole)
    out = np.sqrt(square_distance(mask, reach, reach + 1)) * np.float32(cell_m)
    return np.asarray(np.minimum(out, np.float32(most_m)), np.float32)


def square_distance(mask: Mask, reach: int, far: int) -> F32:
    """Return the square of the distance to the nearest sample that is True, exact where it is at most `reach` samples.

    `far` samples is what a distance within a row counts for that is not known to be less; at least `reach` + 1.
    """
    square = _row_distance(mask, far).astype(np.float32)
    square *= square
    best = square.copy()
    for step in range(1, min(reach, len(mask) - 1) + 1):
        offset = np.float32(step * step)
        if offset >= best.max():
            break
        shifted = square + offset
        np.minimum(best[step:], shifted[:-step], out=best[step:])
        np.minimum(best[:-step], shifted[step:], out=best[:-step])
    return best


def _row_distance(mask: Mask, far: int) -> NDArray[np.signedinteger]:
    """Return how far it is within the row to a True sample, at most `far`: looked for at 1, 2, 4, ... samples in turn.

    Every distance is a sum of such steps, so that their number grows with its logarithm alone.
    """
    whole = np.int16 if far < 16_000 else np.int32
    out = np.where(mask, whole(0), whole(far))
    step = 1
    while step < min(far, mask.shape[1]):
        further = out + whole(step)
        np.minimum(out[:, step:], further[:, :-step], out=out[:, step:])
        np.minimum(out[:, :-step], further[:, step:], out=out[:, :-step])
        step *= 2
    return out


def dilate(mask: Mask, radius: float) -> Mask:
    """Return `mask` grown by a disc of `radius` samples: row by row of the disc, the shorter ones first."""
    if not mask.any():
        return mask.copy()
    if radius > _DISC:
        return distance_m(mask, 1.0, radius + 1.0) <= radius
    rim = np.float32(radius)
    reach = int(rim)
    across = np.arange(reach + 1)
    half = [int(np.flatnonzero(np.sqrt((across**2 + up**2).astype(np.float32)) <= rim)[-1]) for up in across]
    out, row, wide = np.zeros_like(mask), mask.copy(), 0
    for up in range(min(reach, len(mask) - 1), -1, -1):
        while wide < half[up]:
            wide += 1
            row[:, wide:] |= mask[:, :-wide]
            row[:, :-wide] |= mask[:, wide:]
        out[up:] |= row[: len(row) - up]
        out[: len(row) - up] |= row[up:]
    return out


def erode(mask: Mask, radius: float) -> Mask:
    """Return `mask` shrunk by a disc of `radius` samples; the border of the grid does not shrink it."""
    return ~dilate(~mask, radius)


def label(mask: Mask) -> tuple[NDArray[np.int32], int]:
    """Return the 4-connected components of `mask`: 0 outside, 1..count in row-major order of their first sample.

    Runs along rows are joined, so no loop visits samples; there are so few of them that whole arrays are no quicker.
    """
    run, first = _runs(mask)
    if not len(first):
        return np.zeros(mask.shape, np.int32), 0
    begins = first == np.arange(len(first))
    number = np.zeros(len(first) + 1, np.int32)
    number[1:] = np.cumsum(begins, dtype=np.int32)[first]
    return np.asarray(number[run] * mask, np.int32), int(np.count_nonzero(begins))


def parts_of(mask: Mask) -> int:
    """Return how many 4-connected components `mask` has."""
    _, first = _runs(mask)
    return int(np.count_nonzero(first == np.arange(len(first))))


def _runs(mask: Mask) -> tuple[NDArray[np.int32], _I64]:
    """Return the number from 1 of the run in its row of each sample, and for each run the first that it hangs with."""
    padded = np.zeros((mask.shape[0], mask.shape[1] + 1), np.bool_)
    padded[:, 1:] = mask
    run = np.cumsum(mask & ~padded[:, :-1], dtype=np.int32).reshape(mask.shape)
    count = int(run[-1, -1]) if mask.size else 0
    if count < 2:
        return run, np.arange(count)
    padded[1:, 1:] &= mask[:-1]  # two runs of neighbouring rows touch from here on
    met = np.flatnonzero(padded[1:, 1:] & ~padded[1:, :-1])
    return run, _joined(count, run.ravel()[met] - 1, run.ravel()[met + mask.shape[1]] - 1)


def _joined(count: int, a: NDArray[np.integer], b: NDArray[np.integer]) -> _I64:
    """Return for each of `count` runs the first of its component, where runs `a` touch runs `b` (union-find)."""
    first = list(range(count))
    for low, high in zip(a.tolist(), b.tolist(), strict=True):
        one, other = low, high
        while first[one] != one:
            first[one] = one = first[first[one]]
        while first[other] != other:
            first[other] = other = first[first[other]]
        if one < other:
            first[other] = one
        else:
            first[one] = other
    for run, before in enumerate(first):  # which points to its first already: it is no later than the run
        first[run] = first[before]
    return np.array(first, np.int64)


def flood_from(mask: Mask, seed_cell: tuple[int, int]) -> Mask:
    """Return the part of `mask` that is 4-connected to the sample (row, col), or nothing if that one is False."""
    if not mask[seed_cell]:
        return np.zeros_like(mask)
    parts, _ = label(mask)
    return np.asarray(parts == parts[seed_cell])


def flood_from_border(mask: Mask) -> Mask:
    """Return the part of `mask` that is 4-connected to the border of the grid."""
    parts, count = label(mask)
    open_part = np.zeros(count + 1, np.bool_)
    for line in (parts[0], parts[-1], parts[:, 0], parts[:, -1]):
        open_part[line] = True
    open_part[0] = False
    return np.asarray(open_part[parts])


def blur(field: ArrayLike, radius: float, passes: int = 2) -> F32:
    """Return `field` averaged over a box of `radius` samples, `passes` times (2 or more look like a Gaussian)."""
    out = np.asarray(field, np.float64)
    reach = max(round(radius), 1)
    for _ in range(passes):
        out = _box(_box(out, reach).T, reach).T
    with np.errstate(under="ignore"):  # what is too small for float32 is nothing
        return out.astype(np.float32)


def _box(field: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    total = np.concatenate([*[field[:1]] * (reach + 1), field, *[field[-1:]] * reach])
    for row in range(1, len(total)):  # whole rows at once: np.cumsum goes value by value
        np.add(total[row], total[row - 1], out=total[row])
    out = total[2 * reach + 1 :] - total[: -2 * reach - 1]
    out /= 2 * reach + 1
    return np.asarray(out)


def bilinear(field: ArrayLike, row: ArrayLike, col: ArrayLike) -> F32:
    """Return `field` at fractional (row, col), clipped to the grid."""
    grid = np.asarray(field)
    last_row, last_col = grid.shape[0] - 1, grid.shape[1] - 1
    v = np.clip(np.asarray(row, np.float64), 0, last_row)
    u = np.clip(np.asarray(col, np.float64), 0, last_col)
    r0 = np.minimum(v.astype(np.int64), max(last_row - 1, 0))
    c0 = np.minimum(u.astype(np.int64), max(last_col - 1, 0))
    r1, c1 = np.minimum(r0 + 1, last_row), np.minimum(c0 + 1, last_col)
    fv, fu = v - r0, u - c0
    take, upper, lower = grid.ravel().take, r0 * grid.shape[1], r1 * grid.shape[1]
    top = take(upper + c0) * (1 - fu) + take(upper + c1) * fu
    low = take(lower + c0) * (1 - fu) + take(lower + c1) * fu
    return np.asarray(top * (1 - fv) + low * fv, np.float32)


@np.errstate(under="ignore")
def nearest_on_line(line: ArrayLike, shape: tuple[int, int], reach: float) -> tuple[F32, F32, F32]:
    """Return the distance to a polyline, how far along it the nearest point is, and on which side, per sample.

    Parameters
    ----------
    line : (k, 2) array_like
        Points as (row, col), in samples; k at least 2.
    shape : (rows, cols)
    reach : float
        Samples further than this are left at infinity; each segment touches only the window it can reach.

    Returns
    -------
    distance, along, side : (rows, cols) float32
        In samples; `along` from the first point; `side` is 1 to the right of the direction of travel, -1 to the left
        (seen with rows going down and columns to the right).
    """
    points = np.asarray(line, np.float64)
    distance = np.full(shape, np.inf, np.float32)
    along = np.zeros(shape, np.float32)
    side = np.zeros(shape, np.float32)
    steps = np.hypot(*np.diff(points, axis=0).T)
    before = np.concatenate([[0.0], np.cumsum(steps)])
    for k, length in enumerate(steps):
        (ar, ac), (br, bc) = points[k], points[k + 1]
        r0, r1 = max(int(min(ar, br) - reach), 0), min(int(max(ar, br) + reach) + 2, shape[0])
        c0, c1 = max(int(min(ac, bc) - reach), 0), min(int(max(ac, bc) + reach) + 2, shape[1])
        if r0 >= r1 or c0 >= c1:
            continue
        window = (slice(r0, r1), slice(c0, c1))
        ur, uc = ((br - ar) / length, (bc - ac) / length) if length > 1e-6 else (0.0, 0.0)  # a point
        dr = np.arange(r0, r1, dtype=np.float32)[:, None] - np.float32(ar)
        dc = np.arange(c0, c1, dtype=np.float32)[None, :] - np.float32(ac)
        t = np.clip(dr * np.float32(ur) + dc * np.float32(uc), 0.0, np.float32(length))
        away = np.hypot(dr - t * np.float32(ur), dc - t * np.float32(uc))
        closer = (away < distance[window]) & (away <= reach)
        distance[window] = np.where(closer, away, distance[window])
        along[window] = np.where(closer, t + np.float32(before[k]), along[window])
        side[window] = np.where(closer, np.sign(dr * np.float32(uc) - dc * np.float32(ur)), side[window])
    return distance, along, side
