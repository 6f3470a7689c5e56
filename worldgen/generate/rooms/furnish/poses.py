"""Places in a room for one thing: along its sides, in corners, about its middle, on walls, on and around others."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.rooms.furnish.boxes import F64, axes, nearest
from worldgen.generate.rooms.furnish.floor import Floor, Piece, Poses
from worldgen.generate.rooms.furnish.model_boxes import Size, Top
from worldgen.generate.rooms.furnish.site import Side

STEP_M, MIDDLE_STEP_M = 0.1, 0.2
BACK_M = 0.02  # between a thing and the wall behind it
HUNG_BACK_M = 0.004
_PEDESTAL_M = 0.7  # a top no wider than this is for one thing, in its middle
SNUG_M = 0.5  # narrower gaps between things look like a mistake
TALL_M = 1.2  # what is taller hides a room from whoever looks over a wall that is cut away
CUT, _LOW_FAR = 4.0, 0.4  # costs: tall before a wall that is cut away, low before one that is left
NONE = Poses(np.zeros((0, 2)), np.zeros(0), np.zeros(0))


def joined(parts: list[Poses]) -> Poses:
    """Return all the poses of `parts` as one."""
    if not parts:
        return NONE
    foot: F64 | float = 0.0
    if any(isinstance(part.foot_m, np.ndarray) or part.foot_m for part in parts):
        foot = np.concatenate([np.full(len(part.yaw), part.foot_m) for part in parts])
    middle, yaw = np.concatenate([p.middle for p in parts]), np.concatenate([p.yaw for p in parts])
    return Poses(middle, yaw, np.concatenate([p.cost for p in parts]), foot)


def along_sides(
    floor: Floor, size: Size, seed: Seed, foot_m: float = 0.0, sides: tuple[Side, ...] | None = None
) -> Poses:
    """Return places with the back to a wall; the cost is chance, and more where a useless gap would be left."""
    hung_m = HUNG_BACK_M if foot_m else BACK_M
    every = floor.site.sides if sides is None else sides
    line = _line(every, size.half_m[0], size.half_m[1] + hung_m)
    cost = seed.at(line.side, line.number) + line.awkward
    if floor.site.toward.any() and len(cost):
        hides = {side.number: _hides(floor, side, size, foot_m) for side in every}
        cost = cost + np.array([hides[number] for number in line.side.tolist()])
    return Poses(line.middle, line.yaw, cost, foot_m) if len(cost) else NONE


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """Places along sides: middle (n, 2), turn (n,), side and number there (n,), and what a useless gap costs (n,)."""

    middle: F64
    yaw: F64
    side: NDArray[np.int64]
    number: NDArray[np.int64]
    awkward: F64


@lru_cache(maxsize=64)
def _line(sides: tuple[Side, ...], half_m: float, away_m: float) -> _Line:
    """Return the places of a thing with its back to `sides`, half as wide, with its middle so far from them."""
    first = half_m + BACK_M
    long = [side for side in sides if side.long_m - half_m - BACK_M >= first]
    if not long:
        return _Line(NONE.middle, NONE.yaw, np.zeros(0, np.int64), np.zeros(0, np.int64), NONE.cost)
    last = np.array([side.long_m - half_m - BACK_M for side in long])
    count = ((last - first) / STEP_M).astype(np.int64) + 3  # its two ends and its middle besides
    of, ends = np.repeat(np.arange(len(long)), count), np.cumsum(count)
    t = first + (np.arange(len(of)) - (ends - count)[of]) * STEP_M
    t[ends - 2], t[ends - 1] = last, (first + last) / 2
    start, along, inward = np.array([(side.start_m, side.along, side.inward) for side in long])[of].swapaxes(0, 1)
    end = np.minimum(t - first, last[of] - t)
    awkward = np.where((end > 0.03) & (end < SNUG_M), 0.5, 0.0)
    side, yaw = np.array([side.number for side in long])[of], np.array([side.yaw_rad for side in long])[of]
    return _Line(start + t[:, None] * along + away_m * inward, yaw, side, np.rint(t * 20).astype(np.int64), awkward)


def _hides(floor: Floor, side: Side, size: Size, foot_m: float) -> float:
    """Return what it costs to stand before a side: what is tall or hangs belongs where it is seen and hides nothing."""
    tall = foot_m > 0.0 or size.height_m >= TALL_M
    return (CUT if tall else 0.0) if floor.site.is_cut(side) else (0.0 if tall else _LOW_FAR)


def in_corners(floor: Floor, size: Size, seed: Seed) -> Poses:
    """Return places in the corners of the room."""
    found = []
    for side in floor.site.sides:
        if side.long_m < 2.0 * size.half_m[0] + 2 * BACK_M:
            continue
        t = np.array([size.half_m[0] + BACK_M, side.long_m - size.half_m[0] - BACK_M])
        chance = seed.at(side.number, np.array([0, 1]))
        cost = chance + _hides(floor, side, size, 0.0)
        found.append(Poses(side.at(t, size.half_m[1] + BACK_M), np.full(2, side.yaw_rad), cost))
    return joined(found)


def about_middle(floor: Floor, seed: Seed, yaw_rad: float | None = None) -> Poses:
    """Return places all over the room, the cheaper the nearer to its middle, along its longer side."""
    low, high = floor.site.outline.min(axis=0), floor.site.outline.max(axis=0)
    middle, half = (low + high) / 2, (high - low) / 2
    turn = (0.0 if half[0] >= half[1] else np.pi / 2) if yaw_rad is None else yaw_rad
    axis = [np.arange(-int(h / MIDDLE_STEP_M), int(h / MIDDLE_STEP_M) + 1) for h in half]
    i, k = (part.ravel() for part in np.meshgrid(*axis))
    at = middle + np.stack([i, k], axis=1) * MIDDLE_STEP_M
    away = np.hypot(*((at - middle) / np.maximum(half, 0.1)).T)
    found = []
    for number, more in enumerate((0.0, np.pi) if yaw_rad is None else (0.0,)):
        cost = away + 0.04 * (seed / number).at(i, k)
        found.append(Poses(at, np.full(len(at), turn + more), cost))
    return joined(found)


def anywhere(floor: Floor, seed: Seed) -> Poses:
    """Return places all over the room, turned any of four ways."""
    turns = [about_middle(floor, seed / f"turn {k}", k * np.pi / 2) for k in range(4)]
    return joined([Poses(one.middle, one.yaw, 0.5 * one.cost) for one in turns])


def on_top(piece: Piece, top: Top, size: Size, seed: Seed, spot: str = "") -> Poses:
    """Return places on the top of `piece`; `spot` is where on it: back, front, middle, left, right, or anywhere."""
    room = [(top.low_m[k] + size.half_m[k] + 0.01, top.high_m[k] - size.half_m[k] - 0.01) for k in (0, 1)]
    if any(high < low for low, high in room):
        return NONE
    axis = [np.linspace(low, high, max(int((high - low) / 0.08) + 1, 1)) for low, high in room]
    x, z = (part.ravel() for part in np.meshgrid(*axis))
    wide, deep = (max(high - low, 1e-6) for low, high in room)
    u, v = (x - room[0][0]) / wide * 2 - 1, (z - room[1][0]) / deep * 2 - 1
    cost = 0.6 * seed.uniform(len(x))
    if not spot and max(wide + 2 * size.half_m[0], deep + 2 * size.half_m[1]) < _PEDESTAL_M:
        spot = "middle"
    wish = {"back": (None, -1), "front": (None, 1), "middle": (0, 0), "left": (-1, None), "right": (1, None)}
    for part, target in zip((u, v), wish.get(spot, (None, None)), strict=True):
        cost = cost + (0.0 if target is None else np.abs(part - target))
    right, front = axes(piece.box[None])
    origin = np.array([piece.position_m[0], piece.position_m[2]])
    at = origin + x[:, None] * right + z[:, None] * front
    turn = piece.yaw_rad + (0.0 if spot else 0.5) * ((seed / "turn").uniform(len(x)) - 0.5)
    return Poses(at, np.asarray(turn) + np.zeros(len(x)), cost, piece.position_m[1] + top.height_m)


def around(piece: Piece, size: Size, gap_m: float, pitch_m: float, sides: str = "all") -> Poses:
    """Return seats around `piece`, each turned to it: along its long sides, at its ends, or only before it."""
    right, front = axes(piece.box[None])
    half, found = piece.box[2:4], []
    ways = {"all": "fblr", "long": "fb" if half[0] >= half[1] else "lr", "front": "f", "back": "b"}[sides]
    for word in ways:
        out, line = {"f": (front, right), "b": (-front, right), "l": (-right, front), "r": (right, front)}[word]
        deep, long = (half[1], half[0]) if word in "fb" else (half[0], half[1])
        count = max(int((2 * long + 0.12) / pitch_m), 1 if sides in ("front", "back") or long > 0.28 else 0)
        shift = (np.arange(count) - (count - 1) / 2) * pitch_m
        at = piece.box[:2] + out * (deep + gap_m + size.half_m[1]) + shift[:, None] * line
        yaw = float(np.arctan2(-out[0, 0], -out[0, 1]))
        cost = np.abs(shift) + (0.0 if word in "fb" else 5.0)
        found.append(Poses(at, np.full(count, yaw), cost))
    return joined(found)


def beside(piece: Piece, size: Size, gap_m: float, seed: Seed) -> Poses:
    """Return the places to the left and right of `piece`, backs in line and front to the same side."""
    right, front = axes(piece.box[None])
    at = []
    for sign in (-1.0, 1.0):
        back = size.half_m[1] - piece.box[3]
        at.append(piece.box[:2] + sign * right[0] * (piece.box[2] + gap_m + size.half_m[0]) + front[0] * back)
    return Poses(np.array(at), np.full(2, piece.yaw_rad), seed.uniform(2))


def before(piece: Piece, size: Size, gap_m: float, *, facing: bool) -> Poses:
    """Return the place before the front of `piece`, turned to it or the same way."""
    _, front = axes(piece.box[None])
    at = piece.box[:2] + front * (piece.box[3] + gap_m + size.half_m[1])
    return Poses(at, np.array([piece.yaw_rad + (np.pi if facing else 0.0)]), np.zeros(1))


def close_to(poses: Poses, points: F64, weight: float) -> Poses:
    """Return `poses`, the cheaper the nearer to any of `points` (k, 2); with a negative weight the dearer."""
    if not len(points) or not len(poses.yaw):
        return poses
    away = nearest(poses.middle, points)
    return Poses(poses.middle, poses.yaw, poses.cost + weight * away, poses.foot_m)
