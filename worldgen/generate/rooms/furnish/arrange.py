"""Many things in order: in rows that look at a board, on a lattice with aisles, one against the other along walls."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.rooms.furnish.boxes import F64, Mask
from worldgen.generate.rooms.furnish.floor import Floor, Piece, Poses
from worldgen.generate.rooms.furnish.model_boxes import Size, size_of
from worldgen.generate.rooms.furnish.poses import BACK_M, joined
from worldgen.generate.rooms.furnish.rules import Step
from worldgen.generate.rooms.furnish.site import Side
from worldgen.scene import Model

_STEP_M = 0.05
_SHIFT_M, _SHIFTS = 0.25, 5  # steps by which a lattice is moved, each way, to go clear of what stands there
_EACH = sorted(range(-_SHIFTS, _SHIFTS + 1), key=abs)
_SHIFTED = _SHIFT_M * np.array(
    sorted(((u, v) for u in _EACH for v in _EACH), key=lambda way: abs(way[0]) + abs(way[1]))
)


def clear_lattice(floor: Floor, step: Step, size: Size, wanted: int) -> list[Poses]:
    """Return the `lattice`, moved as a whole to where most of its places are free: rows with holes look like chance."""
    found = lattice(floor, step, size, wanted)
    if not found:
        return []
    places = joined(found)
    alike = np.array([one.box[:2] for one in floor.pieces if one.label in step.put]).reshape(-1, 2)
    if not _free(floor, size, places, alike).all():
        moved = (_SHIFTED @ np.stack(_frame(floor, step)))[:, None] + places.middle
        every = Poses(moved.reshape(-1, 2), np.tile(places.yaw, len(moved)), np.zeros(moved.shape[0] * moved.shape[1]))
        best = int(_free(floor, size, every, alike).reshape(len(moved), -1).sum(axis=1).argmax())
        found = [Poses(one[None], yaw[None], np.zeros(1)) for one, yaw in zip(moved[best], places.yaw, strict=True)]
    apart = min(step.gap_m[0] + 2 * size.half_m[0], step.gap_m[1] + 2 * size.half_m[1]) - 0.05
    return [one for one in found if not len(alike) or float(np.hypot(*(alike - one.middle[0]).T).min()) >= apart]


def _free(floor: Floor, size: Size, places: Poses, alike: F64) -> Mask:
    """Return which places (n,) are no holes of a row: a thing fits there, or its like (k, 2) stands there."""
    there = (np.hypot(*np.moveaxis(places.middle[:, None] - alike[None], -1, 0)) < 0.05).any(axis=1)
    return np.asarray(floor.fitting(size, places) | there)


def lattice(floor: Floor, step: Step, size: Size, wanted: int) -> list[Poses]:
    """Return up to `wanted` places in rows: across and deep from the focus, or along the longer side of the room.

    `gap` is between neighbours and between rows, `start` the free floor before the first row, `margin` at the other
    sides; with `pairs` every second row stands back to back with the one before it.
    """
    right, front = _frame(floor, step)
    local = floor.site.outline @ np.stack([right, front], axis=1)
    low, high = local.min(axis=0), local.max(axis=0)
    wide, deep = 2 * size.half_m[0], 2 * size.half_m[1]
    start = step.start_m or step.margin_m
    room = high[0] - low[0] - 2 * step.margin_m, high[1] - low[1] - start - step.margin_m
    across = int((room[0] + step.gap_m[0] + 1e-6) / (wide + step.gap_m[0]))
    unit = 2 * deep + 0.02 if step.pairs else deep
    behind = int((room[1] + step.gap_m[1] + 1e-6) / (unit + step.gap_m[1]))
    if min(across, behind) < 1 or wanted < 1:
        return []
    across, behind = _fewer(across, behind, wanted, 2 if step.pairs else 1)
    u = _spread(low[0] + step.margin_m, room[0], wide, across, step.gap_m[0])
    v = _spread(low[1] + start, room[1], unit, behind, step.gap_m[1], forward=floor.focus is not None)
    yaw = float(np.arctan2(front[0], front[1])) + (np.pi if step.turn == "toward" else 0.0)
    found = []
    for along in v:
        lines = ((along - deep / 2 - 0.01, np.pi), (along + deep / 2 + 0.01, 0.0)) if step.pairs else ((along, 0.0),)
        for line, turn in lines:
            at = u[:, None] * right + line * front
            found += [Poses(one[None], np.array([yaw + turn]), np.zeros(1)) for one in at]
    return found[:wanted]


def _frame(floor: Floor, step: Step) -> tuple[F64, F64]:
    """Return the unit directions across the rows and away from what they look at."""
    if step.where == "rows" and floor.focus is not None:
        front = floor.focus.inward
    else:
        extent = np.ptp(floor.site.outline, axis=0)
        front = np.array([0.0, 1.0]) if extent[0] >= extent[1] else np.array([1.0, 0.0])
    return np.array([front[1], -front[0]]), front


def _fewer(across: int, behind: int, wanted: int, each: int) -> tuple[int, int]:
    """Return as few columns and rows as hold `wanted`, in the shape of the room."""
    while (across - 1) * behind * each >= wanted and across > 1 and across > behind:
        across -= 1
    while across * (behind - 1) * each >= wanted and behind > 1:
        behind -= 1
    while (across - 1) * behind * each >= wanted and across > 1:
        across -= 1
    return across, behind


def _spread(low: float, room: float, each: float, count: int, gap: float, *, forward: bool = False) -> F64:
    """Return the middles of `count` things, evenly with somewhat more than their gap; from the front, or amid."""
    spare = room - count * each - (count - 1) * gap
    more = gap + (min(spare / count, 0.6 * gap + 0.3) if count > 1 else 0.0)
    whole = count * each + (count - 1) * more
    begin = low if forward else low + (room - whole) / 2
    return np.asarray(begin + each / 2 + np.arange(count) * (each + more), np.float64)


def run_along(floor: Floor, step: Step, items: list[tuple[str, Model]], seed: Seed) -> None:
    """Put `items` one against the other along a wall, and on along the next where it is full."""
    waiting = list(enumerate(items))
    for side in _longest(floor, seed, step):
        cursor = _STEP_M
        while waiting and cursor < side.long_m:
            number, (name, model) = waiting[0]
            placed, cursor = _next(floor, side, cursor, (f"{step.name}.{number}", name), model)
            if not placed:
                break
            waiting.pop(0)
        if not waiting:
            return


def _next(floor: Floor, side: Side, cursor: float, name: tuple[str, str], model: Model) -> tuple[bool, float]:
    size = size_of(model)
    t = np.arange(cursor + size.half_m[0], side.long_m - size.half_m[0], _STEP_M)
    if not len(t):
        return False, cursor
    poses = Poses(side.at(t, size.half_m[1] + BACK_M), np.full(len(t), side.yaw_rad), t)
    piece = floor.place(name, model, poses)
    if not isinstance(piece, Piece):
        return False, cursor
    reach = float((piece.box[:2] - side.start_m) @ side.along)
    return True, reach + size.half_m[0] + 0.012


def _longest(floor: Floor, seed: Seed, step: Step) -> list[Side]:
    """Return the sides, first that with most wall without doors; from there on around the room."""
    sides = floor.site.sides
    under = "window" in step.near

    def worth(side: Side) -> float:
        doors = sum(2 * gap.half_m + 0.4 for gap in side.gaps if gap.kind != "window")
        light = sum(gap.half_m for gap in side.gaps if gap.kind == "window") * (2.0 if under else -0.1)
        return side.long_m - doors + light + 0.3 * (seed / side.number).one()

    best = max(range(len(sides)), key=lambda k: worth(sides[k]))
    return [sides[(best + k) % len(sides)] for k in range(len(sides))]
