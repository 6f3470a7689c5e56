"""Promised views: checked before something is placed, kept free afterwards."""

from __future__ import annotations

import numpy as np

from worldgen.generate.land import F32
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import lowest
from worldgen.generate.layout.placed import F64, NO_LIMIT_M, PlacedThing, View
from worldgen.generate.layout.sight import over_ground, past_prism, past_thing, past_things, samples_of, share_seen
from worldgen.scene import Vec3

LEAST_SHARE = 0.5
MARGIN_M = 0.35  # kept free below a sight line
KEPT_SHARE = 0.55  # of the points of a piece of land that plants leave in sight, the highest ones


def eye_of(board: Board, position_m: Vec3) -> F64:
    """Return the eye of a learner who stands at `position_m`."""
    return np.array([position_m[0], position_m[1] + board.plan.agent.eye_m, position_m[2]], np.float64)


def look(board: Board, station: str, eye_m: F64, target: str, pointer: str) -> View:
    """Return the view of `target` from `eye_m`, with the share of it that is seen now."""
    samples = samples_of(board, target, eye_m)
    share = share_seen(board, eye_m, samples, target)
    eye = (float(eye_m[0]), float(eye_m[1]), float(eye_m[2]))
    return View(station, target, eye, samples, share, pointer)


def commit_view(board: Board, view: View) -> None:
    """Write a view down: nothing placed later may take it below half."""
    board.views.append(view)
    np.minimum(board.sight_m, headroom(board, view), out=board.sight_m)


def kept(board: Board, thing: PlacedThing) -> View | None:
    """Return the first promised view that `thing` would take below half, or None when all stay clear."""
    if thing.airy:
        return None
    bottom = thing.position_m[1]
    for view in board.views:
        if view.target == thing.id or not len(view.samples_m):
            continue
        eye = np.array(view.eye_m)
        past = past_prism(eye, view.samples_m, thing.footprint_m, bottom, bottom + thing.height_m)
        if past.all():
            continue
        seen = past & over_ground(board, eye, view.samples_m) & past_things(board, eye, view.samples_m, (view.target,))
        if seen.mean() < board.least_share:
            return view
    return None


def refreshed(board: Board) -> tuple[View, ...]:
    """Return every view as it is now that all stands and all ground is final, its samples taken anew."""
    return tuple(
        look(board, view.station, np.array(board.stations[view.station].eye_m), view.target, view.pointer)
        for view in board.views
    )


def blockers(board: Board, view: View) -> tuple[str, ...]:
    """Return the things that stand in a view, the one that hides most first."""
    eye = np.array(view.eye_m)
    hidden: dict[str, int] = {}
    for name, thing in board.things.items():
        if name == view.target or thing.airy:
            continue
        past = past_thing(board, thing, eye, view.samples_m)
        if not past.all():
            hidden[name] = int(np.count_nonzero(~past))
    return tuple(sorted(hidden, key=lambda name: (-hidden[name], name)))


def _highest(samples: F64, eye: F64, count: int) -> F64:
    """Return the `count` samples that stand highest before the eye: over the low ones plants may grow."""
    rise = (samples[:, 1] - eye[1]) / np.maximum(np.hypot(samples[:, 0] - eye[0], samples[:, 2] - eye[2]), 1e-6)
    order = np.argsort(-rise, kind="stable")[:count]
    return np.asarray(samples[np.sort(order)])


def headroom(board: Board, view: View) -> F32:
    """Return how tall something may be at each cell before it cuts a sight line of `view`."""
    out = np.full(board.height_m.shape, NO_LIMIT_M, np.float32)
    if not len(view.samples_m):
        return out
    eye = np.array(view.eye_m)
    seen = over_ground(board, eye, view.samples_m)
    samples = view.samples_m[seen]
    if not len(samples):
        return out
    if view.target not in board.things and view.target not in board.stations:
        samples = _highest(samples, eye, int(np.ceil(KEPT_SHARE * len(view.samples_m))))
    way = samples - eye
    length = float(np.sqrt((way**2).sum(axis=1)).max())
    steps = int(np.clip(np.ceil(length / board.cell_m), 4, 400))
    share = (np.arange(steps) + 0.5) / steps
    line = eye + share[:, None, None] * way[None]
    rows, cols = board.cell_of(line[..., 0], line[..., 2])
    room = line[..., 1] - board.height_m[rows, cols] - MARGIN_M
    np.minimum.at(out, (rows.ravel(), cols.ravel()), np.maximum(room, 0.0).astype(np.float32).ravel())
    box = (slice(int(rows.min()), int(rows.max()) + 3), slice(int(cols.min()), int(cols.max()) + 3))
    out[box] = lowest(out[box], 2)
    return out
