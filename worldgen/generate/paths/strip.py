"""One path from end to end: its line over ground and bridges, and its heights."""

from __future__ import annotations

from typing import Final

import numpy as np

from worldgen.core.grid import bilinear
from worldgen.core.record import dataclass
from worldgen.generate.paths.carve import core_m
from worldgen.generate.paths.routing import CUT_M, EASE, Routing
from worldgen.generate.paths.spans import CLEARANCE_M
from worldgen.generate.paths.steps import B8, F64, I64
from worldgen.generate.paths.trail import STEP_M, bend_factor, grade_profile, resample, smooth_line

GRADE: Final = 0.93  # share of the slope cap that the middle of a tread may have
DECK_GRADE: Final = 0.4  # share of the slope cap that the chord of a deck may have; the arch takes the rest
PAD_M: Final = 1.5  # radius of the level place at a stop
_ABOVE_M: Final = 0.1  # by how much the ends of a deck lie above the water at least
_SHORE_M: Final = 0.3  # how high a tread stays above water close by


@dataclass(frozen=True, slots=True)
class Ease:
    """How generously paths are shaped, in cores of a tread: a harder land may need another choice."""

    hold: float = 1.7  # how far from another tread a path begins to leave its height
    radius: float = 1.1  # of hairpins
    softness: float = 1.0  # of bends
    inland: float = 0.75  # samples of dry ground between the water and the end of a deck, besides half a metre


@dataclass(frozen=True, eq=False, slots=True)
class Strip:
    """A path before it is carved: points about 0.5 m apart, and which of them lie on a bridge."""

    xyz_m: F64  # (k, 3)
    deck: B8  # (k,)


def lay_line(ways: Routing, corner_m: F64, bridge: list[bool], ease: Ease) -> tuple[F64, B8]:
    """Return the line (k, 2) through corners (c, 2), and which points lie on a deck.

    `bridge` (c - 1,) says which pieces between corners cross water. Bends are drawn out as far as the ground around
    allows; where it does not, the line keeps closer to its corners.
    """
    chunks: list[tuple[F64, bool]] = []
    begin = corner_m[:1]
    last = 0
    for k in np.flatnonzero(bridge).tolist():
        near, far = _banks(ways, corner_m[k], corner_m[k + 1], ease)
        chunks.append((_gentle(ways, np.concatenate([begin, corner_m[last + 1 : k + 1], near[None]]), ease), False))
        chunks.append((resample(np.stack([near, far])), True))
        begin, last = far[None], k
    chunks.append((_gentle(ways, np.concatenate([begin, corner_m[last + 1 :]]), ease), False))
    line = np.concatenate([chunks[0][0], *(part[1:] for part, _ in chunks[1:])])
    deck = np.concatenate([np.full(len(part) - (i > 0), on) for i, (part, on) in enumerate(chunks)])
    for i in range(len(line) - 1):
        if deck[i + 1] and not deck[i]:
            deck[i] = True
    return line, deck


def _gentle(ways: Routing, corner: F64, ease: Ease) -> F64:
    radius = ease.radius * core_m(ways.land.cell_m, ways.rules.width_m)
    return smooth_line(corner, radius, 1.6 * radius * ease.softness, lambda line: ways.free[cells_of(ways, line)])


def is_clear(ways: Routing, line: F64) -> bool:
    """Return whether the middle of a tread may run along all points."""
    return bool(ways.clear[cells_of(ways, line)].all())


def cells_of(ways: Routing, line: F64) -> tuple[I64, I64]:
    """Return (row, col) of the samples of the land nearest to the points (k, 2) of a line."""
    flat = line.astype(np.float32)
    return ways.land.cell_of(flat[:, 0], flat[:, 1])


def is_straight_way(ways: Routing, a: F64, b: F64) -> bool:
    """Return whether a tread could run straight from `a` to `b` with little cut and fill."""
    length = float(np.hypot(*(b - a)))
    line = resample(np.stack([a, b]))
    height = height_along(ways, line)
    steep = np.tan(min(ways.rules.max_slope_rad, ways.agent.max_slope_rad)) * EASE
    if abs(height[-1] - height[0]) > steep * length + 0.3 or not is_clear(ways, line[1:-1]):
        return False
    return bool((np.abs(height - np.linspace(height[0], height[-1], len(height))) <= CUT_M).all())


def height_along(ways: Routing, line: F64) -> F64:
    """Return the height of the smoothed ground along a line (k, 2)."""
    half, cell = ways.land.size_m / 2, ways.land.cell_m
    return bilinear(ways.smooth_m, (line[:, 1] + half) / cell, (line[:, 0] + half) / cell).astype(np.float64)


def water_along(ways: Routing, line: F64) -> F64:
    """Return the height of the water close to each point, very low where there is none."""
    return ways.water_near_m[cells_of(ways, line)].astype(np.float64)


def _banks(ways: Routing, a: F64, b: F64, ease: Ease) -> tuple[F64, F64]:
    """Return where the deck of a bridge from node `a` to node `b` begins and ends, just inland of the water."""
    line = resample(np.stack([a, b]))
    wet = np.flatnonzero(ways.land.wet()[cells_of(ways, line)])
    height = height_along(ways, line)
    water = float(water_along(ways, line).max())
    ends = np.maximum(height[[0, -1]], water + CLEARANCE_M)
    level = np.linspace(ends[0], ends[1], len(line))
    firm = height >= level - 0.45
    back = 0.5 + ease.inland * ways.land.cell_m
    first = max(int(wet[0] - round(back / STEP_M)), 0)
    last = min(int(wet[-1] + round(back / STEP_M)), len(line) - 1)
    while first > 0 and not firm[first]:
        first -= 1
    while last < len(line) - 1 and not firm[last]:
        last += 1
    return line[first], line[last]


def grade(ways: Routing, line: F64, deck: B8, laid: F64, stop_m: float, ease: Ease) -> Strip:
    """Return the path along `line` (k, 2) with its heights: joined to what is laid, level at its stop.

    Parameters
    ----------
    laid : (p, 3)
        Points of the treads that are there; the line begins at one of them.
    stop_m : float
        Height of the ground at the stop where it ends; kept if the grade allows.

    Notes
    -----
    Beside a tread that is there already the new one runs at its height, until there is room for a bank between them.
    """
    hold = ease.hold * core_m(ways.land.cell_m, ways.rules.width_m)
    away = np.hypot(line[:, None, 0] - laid[None, :, 0], line[:, None, 1] - laid[None, :, 2])
    nearest = away.argmin(axis=1)
    beyond = np.where(deck, np.inf, away[np.arange(len(line)), nearest] - hold)
    there = laid[nearest, 1]
    natural = np.maximum(height_along(ways, line), water_along(ways, line) + _SHORE_M)
    natural = _over_decks(ways, line, deck, natural)
    room = np.minimum(np.maximum(beyond, 0.0), 1e3)
    natural = np.clip(natural, there - room, there + room)
    allowance = np.concatenate([[0.0], np.cumsum(_rises(ways, line, deck))])
    leave = int(np.argmax(beyond > 0)) if (beyond > 0).any() else len(line) - 1
    y = there.copy()
    y[leave:] = grade_profile(natural[leave:], allowance[leave:] - allowance[leave], float(there[leave]), stop_m)
    if leave:
        y[: leave + 1] = grade_profile(there[: leave + 1], allowance[: leave + 1], float(there[0]), float(y[leave]))
    return Strip(np.stack([line[:, 0], y, line[:, 1]], axis=1), deck)


def _rises(ways: Routing, line: F64, deck: B8) -> F64:
    """Return how far the way may rise or fall over each step of a line."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    allowed = steps * np.tan(min(ways.rules.max_slope_rad, ways.agent.max_slope_rad)) * GRADE
    inner = 0.5 * core_m(ways.land.cell_m, ways.rules.width_m)
    allowed *= np.where(deck[1:] & deck[:-1], DECK_GRADE, bend_factor(line, inner))
    along = np.cumsum(steps)
    allowed[along > along[-1] - PAD_M] = 0.0
    for first, last in runs_of(deck):  # level before a bridge, so that its deck is flush
        landing = int(np.ceil((1.2 * ways.land.cell_m + 0.8) / STEP_M))
        allowed[max(first - landing, 0) : first] = 0.0
        allowed[last : last + landing] = 0.0
    return np.asarray(allowed)


def _over_decks(ways: Routing, line: F64, deck: B8, natural: F64) -> F64:
    """Return `natural` with the chord of each deck in place of the ground below it, clear of the water."""
    out = natural.copy()
    for first, last in runs_of(deck):
        water = float(water_along(ways, line[first : last + 1]).max())
        ends = np.maximum(natural[[first, last]], water + CLEARANCE_M)
        out[first : last + 1] = np.linspace(ends[0], ends[1], last - first + 1)
    return out


def is_sunk(ways: Routing, strip: Strip) -> bool:
    """Return whether an end of a deck came to lie in the water, since the way to it could not climb enough."""
    for first, last in runs_of(strip.deck):
        water = float(water_along(ways, strip.xyz_m[first : last + 1][:, [0, 2]]).max())
        if min(float(strip.xyz_m[first, 1]), float(strip.xyz_m[last, 1])) < water + _ABOVE_M:
            return True
    return False


def runs_of(flag: B8) -> list[tuple[int, int]]:
    """Return the first and last index of each run of True."""
    edge = np.flatnonzero(np.diff(np.concatenate([[False], flag, [False]]).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in zip(edge[::2], edge[1::2], strict=True)]
