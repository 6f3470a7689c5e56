"""From nodes of the graph to a line that a foot would follow, and how high it runs."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

F64 = NDArray[np.float64]
STEP_M: Final = 0.5
_HAIRPIN: Final = np.radians(75.0)


def smooth_line(corner_m: F64, radius_m: float) -> F64:
    """Return a line (k, 2) about `STEP_M` apart that rounds the corners (c, 2) and keeps both ends."""
    kept = corner_m[np.concatenate([[True], np.hypot(*np.diff(corner_m, axis=0).T) > 1e-6])]
    if len(kept) < 3:
        return resample(kept)
    rounded = _round_hairpins(kept, radius_m)
    line = resample(rounded)
    window = max(round(radius_m / STEP_M), 1)
    for _ in range(3):
        line = _average(line, window)
    return resample(line)


def resample(line_m: F64) -> F64:
    """Return the same line with points evenly about `STEP_M` apart."""
    steps = np.hypot(*np.diff(line_m[:, :2], axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] < 1e-9:
        return line_m[:1].copy()
    count = max(int(np.ceil(along[-1] / STEP_M)), 1) + 1
    at = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(at, along, line_m[:, i]) for i in range(line_m.shape[1])], axis=1)


def _average(line: F64, window: int) -> F64:
    """Return `line` averaged over `window` points either way, fewer towards its ends, which stay."""
    total = np.concatenate([np.zeros((1, 2)), np.cumsum(line, axis=0)])
    index = np.arange(len(line))
    half = np.minimum(np.minimum(index, len(line) - 1 - index), window)
    return np.asarray((total[index + half + 1] - total[index - half]) / (2 * half + 1)[:, None])


def _round_hairpins(corner: F64, radius_m: float) -> F64:
    """Return `corner` with every sharp corner replaced by points on an arc that touches both legs."""
    out: list[F64] = [corner[:1]]
    for k in range(1, len(corner) - 1):
        out.append(_arc(corner[k - 1], corner[k], corner[k + 1], radius_m))
    out.append(corner[-1:])
    return np.concatenate(out)


def _arc(before: F64, here: F64, after: F64, radius_m: float) -> F64:
    a, b = before - here, after - here
    la, lb = float(np.hypot(*a)), float(np.hypot(*b))
    a, b = a / la, b / lb
    inside = float(np.arccos(np.clip(a @ b, -1.0, 1.0)))
    if np.pi - inside < _HAIRPIN:
        return here[None, :]
    back = min(radius_m / np.tan(inside / 2), 0.5 * la, 0.5 * lb)
    radius = back * np.tan(inside / 2)
    middle = here + (a + b) / np.hypot(*(a + b)) * (radius / np.sin(inside / 2))
    start, end = here + a * back - middle, here + b * back - middle
    first = np.arctan2(start[1], start[0])
    sweep = (np.arctan2(end[1], end[0]) - first + np.pi) % (2 * np.pi) - np.pi
    angle = first + sweep * np.linspace(0.0, 1.0, 9)
    return np.asarray(middle + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1))


def grade_profile(natural_m: F64, allowance_m: F64, start_m: float | None, end_m: float | None) -> F64:
    """Return heights along a line, as near to `natural_m` as the grade allows.

    Parameters
    ----------
    natural_m : (k,)
        Height of the ground at each point.
    allowance_m : (k,)
        How far the way may have risen at most from its start to each point; its differences are the steps allowed.
    start_m, end_m : float or None
        Heights to keep at the ends.

    Notes
    -----
    The mean of the highest such profile below the ground and the lowest above it: both are infimal convolutions with
    the grade as a cone, so their mean keeps the grade and shares cut and fill evenly.
    """
    s, wanted = allowance_m, natural_m
    if start_m is not None:
        wanted = np.clip(wanted, start_m - s, start_m + s)
    if end_m is not None:
        back = s[-1] - s
        wanted = np.clip(wanted, end_m - back, end_m + back)
    low = np.minimum.accumulate(wanted - s) + s
    low = np.minimum(low, (np.minimum.accumulate((wanted + s)[::-1])[::-1]) - s)
    high = np.maximum.accumulate(wanted + s) - s
    high = np.maximum(high, (np.maximum.accumulate((wanted - s)[::-1])[::-1]) + s)
    return np.asarray((low + high) / 2)
