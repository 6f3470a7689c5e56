"""Things fitted to who uses them: set on a plinth within reach of a seat, or drawn larger to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from worldgen.generate.shapes import box, moved, painted, to_mesh
from worldgen.scene import Collider, Deck, Levels, Mesh, Model

LOW_M, HIGH_M = 0.4, 1.2  # what can be reached from a wheelchair (ISO 21542: 0.4 m to 1.2 m; ADA 308: 0.38 m to 1.22 m)
PLINTH_M = 0.62
LARGER = 1.4
_STONE, _STONE_TOP = (0.30, 0.27, 0.25), (0.46, 0.42, 0.38)


def in_reach(model: Model) -> Model:
    """Return `model` with its top within reach from a seat: what lies too low is set on a plinth."""
    if model.floats or model.airy or model.height_m >= LOW_M:
        return model
    low, high = model.footprint_m.min(axis=0), model.footprint_m.max(axis=0)
    middle = (low + high) / 2
    half = np.maximum((high - low) / 2 + 0.06, 0.2)
    shape = moved(box((2 * half[0], PLINTH_M + 0.4, 2 * half[1]), 0.03), (middle[0], -0.4, middle[1]))
    plinth = to_mesh(painted(shape, np.array(_STONE), np.array(_STONE_TOP)), "matte")
    corner = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half + middle
    solid = Collider(
        "box", (float(middle[0]), PLINTH_M / 2, float(middle[1])), (float(half[0]), PLINTH_M / 2, float(half[1]))
    )
    return replace(
        model,
        levels=_standing(model.levels, plinth),
        footprint_m=corner.astype(np.float32),
        height_m=model.height_m + PLINTH_M,
        colliders=(solid,),
        moving=tuple(replace(part, pivot_m=_up(part.pivot_m, PLINTH_M)) for part in model.moving),
        use_m=max(model.use_m, 0.9),
        sockets={name: replace(one, at_m=_up(one.at_m, PLINTH_M)) for name, one in model.sockets.items()},
    )


def larger(model: Model, times: float = LARGER) -> Model:
    """Return `model` larger all round, as a board is that must be read from further away."""

    def grown(mesh: Mesh) -> Mesh:
        return replace(mesh, position_m=mesh.position_m * np.float32(times))

    return replace(
        model,
        levels=mapped(model.levels, grown),
        footprint_m=model.footprint_m * np.float32(times),
        height_m=model.height_m * times,
        colliders=tuple(
            replace(one, centre_m=_times(one.centre_m, times), half_m=_times(one.half_m, times))
            for one in model.colliders
        ),
        decks=tuple(Deck(one.name, one.position_m * np.float32(times), one.face, one.kind) for one in model.decks),
        moving=tuple(
            replace(part, pivot_m=_times(part.pivot_m, times), levels=mapped(part.levels, grown))
            for part in model.moving
        ),
        use_m=model.use_m * times,
        sockets={name: replace(one, at_m=_times(one.at_m, times)) for name, one in model.sockets.items()},
    )


def mapped(levels: Sequence[tuple[Mesh, ...]], change: Callable[[Mesh], Mesh]) -> Levels:
    """Return `levels` with every mesh changed, coarser ones when they are first asked for."""
    return _made(levels, lambda meshes: tuple(change(mesh) for mesh in meshes))


def _standing(levels: Sequence[tuple[Mesh, ...]], plinth: Mesh) -> Levels:
    return _made(levels, lambda meshes: (*(_lifted(mesh, PLINTH_M) for mesh in meshes), plinth))


def _made(levels: Sequence[tuple[Mesh, ...]], change: Callable[[tuple[Mesh, ...]], tuple[Mesh, ...]]) -> Levels:
    def later(level: int) -> Callable[[], tuple[Mesh, ...]]:
        return lambda: change(levels[level])

    return Levels(change(levels[0]), *(later(level) for level in range(1, len(levels))))


def _lifted(mesh: Mesh, by_m: float) -> Mesh:
    return replace(mesh, position_m=mesh.position_m + np.array([0.0, by_m, 0.0], np.float32))


def _up(at: tuple[float, float, float], by_m: float) -> tuple[float, float, float]:
    return at[0], at[1] + by_m, at[2]


def _times(at: tuple[float, float, float], times: float) -> tuple[float, float, float]:
    return at[0] * times, at[1] * times, at[2] * times
