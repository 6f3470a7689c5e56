"""How high a thing stands, and the level ground under it: one pad each, so that nothing floats or sinks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.core import polygon
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import Window
from worldgen.generate.layout.fit import PAD_MARGIN_M, UNEVEN_M, Trial
from worldgen.generate.layout.pads import EVEN_M, level_pad, stays
from worldgen.generate.layout.placed import F64, PlacedThing
from worldgen.scene import Model

REACH_M = 6.0  # of the bank around a pad
FILL_M, DRY_M = 1.2, 0.15  # water beside a thing that its pad may fill, and how far the pad then stands above it


def rests(model: Model) -> bool:
    """Return whether `model` rests on the ground under the whole of it."""
    return not model.airy and not model.floats and not model.landing


def settled(board: Board, trial: Trial) -> Trial | None:
    """Return `trial` at the height where it will stand, or None where the ground under it cannot be made level."""
    if trial.on_deck:
        return trial
    x, _, z = trial.placed.position_m
    outline = trial.placed.footprint_m
    on_pad = rests(trial.model)
    height = _level_of(board, outline) if on_pad else _off_ground(board, trial.model, outline, (x, z))
    there = replace(trial, placed=replace(trial.placed, position_m=(x, height, z)))
    return there if can_level(board, there) else None


def can_level(board: Board, trial: Trial) -> bool:
    """Return whether the pad under `trial` would be level all over, whatever must stay of the ground there."""
    if trial.on_deck or not rests(trial.model):
        return True
    box, away = _pad(board, trial.placed.footprint_m, 0.0)
    level = trial.placed.position_m[1]
    off = (away <= 0.0) & (np.abs(board.height_m[box] - level) > UNEVEN_M)
    if board.street is not None:
        off &= ~board.street[box]
    return not off.any() or not (off & stays(board, box, away.astype(np.float32), level, FILL_M)).any()


def level_under(board: Board, placed: PlacedThing) -> None:
    """Level the ground under a thing; no other pad changes it any more, and a path only as a whole."""
    box, away = _pad(board, placed.footprint_m, REACH_M)
    under, level = away <= 0.0, placed.position_m[1]
    _number(board, box, under)
    near = board.height_m[box][under]
    if near.size and float(np.ptp(near)) <= EVEN_M and abs(float(near.mean()) - level) <= EVEN_M:
        board.fixed[box] |= under
        return
    level_pad(board, box, away.astype(np.float32), level, FILL_M)


def _number(board: Board, box: Window, under: Mask) -> None:
    """Write down that the cells `under` are a pad: one with those that they touch."""
    number = int(board.pads.max()) + 1
    touched = np.zeros(number, np.bool_)
    touched[board.pads[box][under]] = True
    touched[0] = False
    if touched.any():
        board.pads[touched[board.pads]] = number
    board.pads[box][under] = number


def _pad(board: Board, outline: F64, reach_m: float) -> tuple[Window, F64]:
    """Return the cells within `reach_m` of the pad under `outline`, and how far each is from it, 0 on it.

    The pad reaches over every cell that the outline touches.
    """
    margin = max(PAD_MARGIN_M, board.cell_m * 1.45)
    box = board.box(outline, margin + reach_m)
    return box, np.maximum(polygon.distance(board.points(box), outline) - margin, 0.0)


def _level_of(board: Board, outline: F64) -> float:
    """Return the level of the pad under `outline`: of ground that is levelled already, else the middle of it."""
    points = polygon.fill(outline, max(board.cell_m * 0.7, 0.5))
    if (
        board.street is not None and board.value_at(board.street, points).any()
    ):  # what stands half over a kerb stands on the pavement
        return float(board.height_at(points[:, 0], points[:, 1]).max())
    box, away = _pad(board, outline, 0.0)
    fixed = board.fixed[box] & (away <= 0.0)
    if fixed.any():
        return float(board.height_m[box][fixed].mean(dtype=np.float64))
    middle = float(board.height_at(points[:, 0], points[:, 1]).mean())
    shore = board.land.water_m[box][board.depth_m[box] > 0.0]
    return max(middle, float(shore.max()) + DRY_M) if shore.size else middle


def _off_ground(board: Board, model: Model, outline: F64, spot: tuple[float, float]) -> float:
    """Return how high a boat lies, a deck stands or smoke begins."""
    points = polygon.fill(outline, max(board.cell_m * 0.7, 0.5))
    water = board.value_at(board.land.water_m, points)
    wet = water[board.value_at(board.depth_m, points) > 0.0]
    if model.landing and wet.size:
        return _landing_level(model, outline, board, (spot, float(wet.max())))
    centre = np.array([spot])
    over = float(board.value_at(board.land.water_m, centre)[0])
    if model.airy:
        return max(float(board.height_at(points[:, 0], points[:, 1]).min()), over)
    ground = float(board.height_at(centre[:, 0], centre[:, 1])[0])
    return max(over, ground) if board.value_at(board.depth_m, centre)[0] > 0.0 else ground


def _landing_level(model: Model, outline: F64, board: Board, at: tuple[tuple[float, float], float]) -> float:
    """Return the height at which the deck meets the ground of its land end, near the water's surface."""
    (x, z), water = at
    away = np.hypot(outline[:, 0] - x, outline[:, 1] - z)
    dry = board.height_at(outline[:, 0], outline[:, 1])
    shore = float(np.sort(dry)[-2:].mean()) if away.size else water
    top = max(float(deck.position_m[:, 1].max()) for deck in model.decks)
    return float(np.clip(shore + 0.05 - top, water - 0.15, water + 0.8))
