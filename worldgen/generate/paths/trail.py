"""From nodes of the graph to a line that a foot would follow, and how high it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from worldgen.generate.paths.steps import B8, F64

STEP_M: Final = 0.5
_TRIES: Final = 3
_HAIRPIN: Final = np.radians(75.0)


def smooth_line(corner_m: F64, radius_m: float, window_m: float, is_free: Callable[[F64], B8]) -> F64:
    """Return a line (k, 2) about `STEP_M` apart that rounds the corners (c, 2) and keeps both ends.

    Hairpins become arcs of `radius_m`, bends are drawn out over `window_m` either way; `is_free` says at which points
    (k, 2) a tread may run, and close to others the line keeps to its corners.
    """
    kept = corner_m[np.concatenate([[True], np.hypot(*np.diff(corner_m, axis=0).T) > 1e-3])]
    if len(kept) < 3:
        return resample(kept)
    sharp = resample(_round_hairpins(kept, radius_m, is_free))
    window = np.full(len(sharp), window_m / STEP_M)
    index = np.arange(len(sharp))
    line = sharp
    for _ in range(_TRIES):
        line = sharp
        for _ in range(3):
            line = _average(line, window)
        shut = np.flatnonzero(~is_free(line[1:-1])) + 1
        if not shut.size:
            break
        away = np.abs(index[:, None] - shut[None, :]).min(axis=1)
        window = np.minimum(window, np.maximum(away - 2.0 * window_m / STEP_M, 0.0) * 0.5)
    return resample(line)


def resample(line_m: F64) -> F64:
    """Return the same line with points evenly about `STEP_M` apart."""
    steps = np.hypot(*np.diff(line_m, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] < 1e-9:
        return line_m[:1].copy()
    at = np.linspace(0.0, along[-1], max(int(np.ceil(along[-1] / STEP_M)), 1) + 1)
    return np.stack([np.interp(at, along, line_m[:, i]) for i in range(2)], axis=1)


def _average(line: F64, window: F64) -> F64:
    """Return `line` averaged over `window` (k,) points either way, fewer towards its ends, which stay."""
    total = np.concatenate([np.zeros((1, 2)), np.cumsum(line, axis=0)])
    index = np.arange(len(line))
    half = np.minimum(np.minimum(index, len(line) - 1 - index), np.rint(window).astype(np.int64))
    return np.asarray((total[index + half + 1] - total[index - half]) / (2 * half + 1)[:, None])


def _round_hairpins(corner: F64, radius_m: float, is_free: Callable[[F64], B8]) -> F64:
    """Return `corner` with every sharp corner replaced by points on an arc that touches both legs, where it may."""
    out = [corner[:1]]
    for k in range(1, len(corner) - 1):
        arc = _arc(corner[k - 1], corner[k], corner[k + 1], radius_m)
        out.append(arc if bool(is_free(arc).all()) else corner[k : k + 1])
    return np.concatenate([*out, corner[-1:]])


def _arc(before: F64, here: F64, after: F64, radius_m: float) -> F64:
    a, b = before - here, after - here
    la, lb = float(np.hypot(*a)), float(np.hypot(*b))
    a, b = a / la, b / lb
    inside = float(np.arccos(np.clip(a @ b, -1.0, 1.0)))
    if np.pi - inside < _HAIRPIN or inside < 1e-3:
        return here[None, :]
    back = min(radius_m / np.tan(inside / 2), 0.7 * la, 0.7 * lb)
    radius = back * np.tan(inside / 2)
    middle = here + (a + b) / np.hypot(*(a + b)) * (radius / np.sin(inside / 2))
    start, end = here + a * back - middle, here + b * back - middle
    first = np.arctan2(start[1], start[0])
    sweep = (np.arctan2(end[1], end[0]) - first + np.pi) % (2 * np.pi) - np.pi
    angle = first + sweep * np.linspace(0.0, 1.0, 9)
    return np.asarray(middle + radius * np.stack([np.cos(angle), np.sin(angle)], axis=1))


def bend_factor(line_m: F64, inner_m: float) -> F64:
    """Return for each step of a line which share of the grade its middle may have, so that its inside is no steeper.

    `inner_m` is how far inside of the bend the tread must still be walkable.
    """
    count = len(line_m) - 1
    if count < 5:
        return np.ones(max(count, 0))
    heading = np.unwrap(np.arctan2(*np.diff(line_m, axis=0).T[::-1]))
    steps = np.hypot(*np.diff(line_m, axis=0).T)
    index = np.arange(count)
    low, high = np.maximum(index - 2, 0), np.minimum(index + 2, count - 1)
    along = np.cumsum(steps)
    bend = np.abs(heading[high] - heading[low]) / np.maximum(along[high] - along[low], 1e-6)
    return np.asarray(np.clip(1.0 - bend * inner_m, 0.4, 1.0))


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
        low, high = end_m - back, end_m + back
        if start_m is not None:
            low, high = np.minimum(low, start_m + s), np.maximum(high, start_m - s)
        wanted = np.clip(wanted, low, high)
    down = np.minimum.accumulate(wanted - s) + s
    down = np.minimum(down, np.minimum.accumulate((wanted + s)[::-1])[::-1] - s)
    up = np.maximum.accumulate(wanted + s) - s
    up = np.maximum(up, np.maximum.accumulate((wanted - s)[::-1])[::-1] + s)
    return np.asarray((down + up) / 2)
