"""The lettered board of a building: above its front door, beside it, or upon what stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, proud, shade
from worldgen.generate.buildings.fittings import Spot, spots
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import bands
from worldgen.generate.props.lettering import lettered
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import merge, moved, painted, to_mesh
from worldgen.generate.shapes.shape import F64, linear_of
from worldgen.letters.missing import MissingLetterError
from worldgen.scene import Mesh, Vec3

LEAST_M = 0.2  # an em: capitals of 0.14 m are read from 20 m off
_CLEAR_M = 0.24  # of a window with its sill, lintel and frame
_PANE_M, _OUTWARD = 0.1, np.array([-1.0, -1.0, 1.0, 1.0])  # of any other pane
_DEEP_M = 0.06
_FLUSH_M = 0.22  # what stands out less is cladding, and the board lies upon it
_OUT_M = 2.9  # the deepest porch
_SEEN_M = 1.9  # a board beside a door
_EDGE_M, _STEP_M = 0.12, 0.05  # of wall beyond a board; between places that are tried
_TALLS_M = (0.62, 0.52, 0.44, 0.36, 0.28)
_ABOVE, _BESIDE, _BEFORE = range(3)
_RIM, _LIGHT, _DARK = "#e5ae3f", "#fdf3dc", "#2f2a3a"
_BRIGHT, _DIM = 0.55, 0.1  # linear: on what is lighter letters are dark; what lies between is darkened
_EMBLEM_M = 1.0  # half of the cross of a clinic


@dataclass(frozen=True, slots=True)
class Board:
    """A board in the frame of its wall: x from the front door, y of its foot, its face `out_m` before the wall."""

    x_m: float
    y_m: float
    wide_m: float
    tall_m: float
    out_m: float


@dataclass(frozen=True, eq=False, slots=True)
class _Wall:
    """The wall of the front door: its frame, its ends and height, its openings as (x from, y from, x to, y to)."""

    at_m: Vec3
    yaw_rad: float
    ends_m: tuple[float, float]
    tall_m: float
    holes: F64  # (n, 4)
    door: tuple[float, float]  # width and height


def refusal(error: ValueError, text: str, pointer: str) -> SpecError:
    """Return what is said of a sign that cannot be written."""
    if isinstance(error, MissingLetterError):
        return SpecError([issue("LETTER_MISSING", pointer, text=text, why=str(error))])
    return SpecError([issue("PROP_TEXT", pointer, why=str(error))])


def sign_meshes(plan: FloorPlan, scheme: Scheme, text: str, around: Sequence[Mesh]) -> tuple[tuple[Mesh, ...], ...]:
    """Return the board with `text`, close by and from afar; `around` are the meshes of the building itself.

    Raises
    ------
    ValueError
        When `text` is too long for a sign, has a letter that no font has, or finds no place at the front door.
    """
    wall = _front(plan)
    board = _placed(wall, text, around)
    part = f"storey_{min(storey.level for storey in plan.storeys if storey.level >= 0)}"
    return tuple(_meshes(wall, _pieces(board, scheme, text, fine=fine), part) for fine in (True, False))


def board_of(plan: FloorPlan, text: str, around: Sequence[Mesh]) -> Board:
    """Return where the board with `text` is, in the frame of the wall of the front door.

    Raises
    ------
    ValueError
        When it finds no place there.
    """
    return _placed(_front(plan), text, around)


def _meshes(wall: _Wall, pieces: Pieces, part: str) -> tuple[Mesh, ...]:
    shapes = [moved(shape, wall.at_m, (0.0, wall.yaw_rad, 0.0)) for _, shape in pieces]
    return (to_mesh(merge(shapes), "matte", part),)


def _pieces(board: Board, scheme: Scheme, text: str, *, fine: bool) -> Pieces:
    x, y, out = board.x_m, board.y_m, board.out_m
    deep = out if out < _FLUSH_M + _DEEP_M else _DEEP_M  # upon a wall it reaches the wall
    hidden = "b" if deep == out else ""
    size = (board.wide_m, board.tall_m, deep)
    bright = float(linear_of(scheme.door).mean())
    wood = linear_of(scheme.door) if bright > _BRIGHT else shade(scheme.door, min(_DIM / max(bright, 1e-3), 1.0))
    found: Pieces = [proud(size, (x, y, out - deep / 2), wood, hidden)]
    if fine:
        rim = 0.035
        for low in (0.0, board.tall_m - rim):
            found.append(proud((board.wide_m, rim, 0.02), (x, y + low, out + 0.01), _RIM))
        for side in (-1.0, 1.0):
            at = (x + side * (board.wide_m - rim) / 2, y + rim, out + 0.01)
            found.append(proud((rim, board.tall_m - 2 * rim, 0.02), at, _RIM, "bud"))
    colour = _DARK if bright > _BRIGHT else _LIGHT
    letters = lettered(text, *_inner(board.wide_m, board.tall_m), simple=not fine)
    found.append(("matte", moved(painted(letters, colour, colour), (x, y + board.tall_m / 2, out + 0.008))))
    return found


def _inner(wide_m: float, tall_m: float) -> tuple[float, float]:
    return wide_m - 0.24, tall_m - 0.14


def _front(plan: FloorPlan) -> _Wall:
    """Return the wall of the front door; of a kiosk, the wall from which it sells."""
    every = [(level, spot) for level, here in spots(plan).items() for spot in here if spot.outside]
    doors = [one for one in every if one[1].opening.id == plan.entrance] or [
        one for one in every if one[1].opening.kind != "window"
    ]
    sells = [one for one in every if one[1].opening.kind == "window" and abs(one[1].yaw_rad) < 0.1]
    level, spot = sells[0] if plan.kind == "kiosk" and sells else doors[0]
    band = next(band for band in bands(plan) if band.level == level)
    sill = spot.opening.sill_m
    x, y, z = spot.at_m
    out = np.array([np.sin(spot.yaw_rad), np.cos(spot.yaw_rad)]) * spot.wall_m / 2
    at = (x + float(out[0]), y - sill, z + float(out[1]))
    here = np.array([_hole(one, at, spot.yaw_rad) for _, one in every if _on(one, at, spot)] + _emblems(plan, at))
    size = (spot.opening.width_m, spot.opening.height_m + sill)
    return _Wall(at, spot.yaw_rad, _ends(plan, level, at, spot), band.above_m - band.floor_m, here, size)


def _emblems(plan: FloorPlan, at: Vec3) -> list[tuple[float, float, float, float]]:
    """Return what a kind is known by and wears over its front door: the cross of a clinic."""
    if plan.kind != "clinic":
        return []
    top = max(band.above_m for band in bands(plan)) - at[1] + 0.2
    return [(-_EMBLEM_M, top - _EMBLEM_M, _EMBLEM_M, top + _EMBLEM_M)]


def _local(point: F64, at: Vec3, yaw_rad: float) -> F64:
    """Return points (n, 3) in a frame at `at` that is turned by `yaw_rad`."""
    away = point - np.array(at)
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    return np.stack([c * away[..., 0] - s * away[..., 2], away[..., 1], s * away[..., 0] + c * away[..., 2]], axis=-1)


def _on(one: Spot, at: Vec3, front: Spot) -> bool:
    """Return whether an opening is in the same face of the building."""
    return bool(
        np.cos(one.yaw_rad - front.yaw_rad) > 0.99 and abs(_local(np.array(one.at_m), at, front.yaw_rad)[2]) < 0.6
    )


def _hole(one: Spot, at: Vec3, yaw_rad: float) -> tuple[float, float, float, float]:
    x, y, _ = map(float, _local(np.array(one.at_m), at, yaw_rad))
    half = one.opening.width_m / 2
    return x - half, y, x + half, y + one.opening.height_m


def _ends(plan: FloorPlan, level: int, at: Vec3, front: Spot) -> tuple[float, float]:
    """Return from where to where the outer wall goes on in one line past the door."""
    runs = []
    for wall in plan.walls:
        if wall.level == level and (wall.rooms[0] is None) != (wall.rooms[1] is None):
            points = np.array([(x, at[1], z) for x, z in (wall.start_m, wall.end_m)])
            ends = _local(points, at, front.yaw_rad)
            if (np.abs(ends[:, 2] + front.wall_m / 2) < 0.1).all():
                runs.append((float(ends[:, 0].min()), float(ends[:, 0].max())))
    low, high = 0.0, 0.0
    for _ in runs:
        for start, stop in runs:
            if start <= high + 0.2 and stop >= low - 0.2:
                low, high = min(low, start), max(high, stop)
    return low, high


def _placed(wall: _Wall, text: str, around: Sequence[Mesh]) -> Board:
    """Return the board whose letters are large enough: above the door if it can be, then beside it, then before it."""
    low, high = _boxes(wall, around)
    panes = _boxes(wall, [mesh for mesh in around if mesh.material == "pane"])  # in gables and over windows, too
    best: tuple[tuple[float, ...], Board] | None = None
    wanted = {tall: _wanted_m(text, tall) for tall in _TALLS_M}
    sizes: dict[tuple[float, float], float] = {}
    for where, x, y, wide, tall in _tries(wall, wanted):
        rect = np.array([x - wide / 2, y, x + wide / 2, y + tall])
        if _meeting(rect + _PANE_M * _OUTWARD, *panes).any():
            continue
        out = _reach(rect, low, high)
        flush = out <= _FLUSH_M
        if out > _OUT_M or not (flush or where == _ABOVE):
            continue
        key = (round(wide, 3), tall)
        if key not in sizes:
            sizes[key] = _em_m(text, *key)
        em = sizes[key]
        kind = where if flush else _BEFORE
        small = em < LEAST_M
        high_m = abs(y + tall / 2 - _SEEN_M)
        rank = (float(small), 0.0 if small else kind, -round(em, 2), round(out, 2), abs(x), high_m)
        if best is None or rank < best[0]:
            face = max(out + 0.015, 0.1) + (0.0 if flush else _DEEP_M)
            best = rank, Board(x, y, wide, tall, face)
    if best is None:
        raise ValueError("neither above nor beside the front door is a place for a board")
    return best[1]


def _tries(wall: _Wall, wanted: dict[float, float]) -> Iterator[tuple[int, float, float, float, float]]:
    """Yield (above or beside, x, y, width, height) of places that touch no opening, the wider first."""
    left, right = wall.ends_m[0] + _EDGE_M, wall.ends_m[1] - _EDGE_M
    for tall, wide in wanted.items():
        for y in np.arange(wall.door[1] + 0.18, wall.tall_m + 0.9 - tall, _STEP_M):
            for start, stop in _free(wall, float(y), tall, left, right):
                for room in dict.fromkeys((min(wide, stop - start), min(1.6, stop - start))):
                    x = min(max(0.0, start + room / 2), stop - room / 2)
                    if room > 0.6 and abs(x) < room / 2 + 0.6:
                        yield _ABOVE, float(x), float(y), float(room), tall
        for y in np.arange(1.25, max(min(2.3, wall.tall_m - 0.3) - tall, 1.26), 2 * _STEP_M):
            for start, stop in _free(wall, float(y), tall, left, right):
                room = min(wide, stop - start, 2.4)
                x = min(max(0.0, start + room / 2), stop - room / 2)
                if room > 0.5 and abs(x) < wall.door[0] / 2 + room / 2 + 2.0:
                    yield _BESIDE, float(x), float(y), float(room), tall


def _free(wall: _Wall, y: float, tall: float, left: float, right: float) -> Iterable[tuple[float, float]]:
    """Return the stretches of wall (from, to) that no opening touches between two heights."""
    holes = wall.holes[(wall.holes[:, 1] < y + tall + _CLEAR_M) & (wall.holes[:, 3] > y - _CLEAR_M + 0.06)]
    at, found = left, []
    for start, _, stop, _ in holes[np.argsort(holes[:, 0], kind="stable")]:
        if start - _CLEAR_M > at:
            found.append((at, min(float(start) - _CLEAR_M, right)))
        at = max(at, float(stop) + _CLEAR_M)
    if at < right:
        found.append((at, right))
    return found


def _wanted_m(text: str, tall: float) -> float:
    """Return how wide a board of one line is."""
    shape = lettered(text, 40.0, _inner(1.0, tall)[1], simple=True)
    wide = float(np.ptp(shape.position_m[:, 0])) if len(shape.position_m) else 0.5
    return float(np.clip(wide + 0.4, 1.0, 6.0))


def _em_m(text: str, wide: float, tall: float) -> float:
    """Return how large an em of `text` is on a board."""
    inner = _inner(wide, tall)
    shape = lettered(text, *inner, simple=True)
    bar = np.unique(np.round(shape.position_m[:, 1], 6)) if len(shape.position_m) else np.zeros(0)
    return float(bar[1] - bar[0]) / 0.44 if len(bar) > 1 else 0.0


def _boxes(wall: _Wall, around: Sequence[Mesh]) -> tuple[F64, F64]:
    """Return the lowest and highest corners (n, 3) of the boxes of every triangle that is before the wall."""
    parts = [mesh.position_m[mesh.face] for mesh in around]
    corner = np.concatenate(parts or [np.zeros((0, 3, 3), np.float32)]).astype(np.float64)
    corner = _local(corner, wall.at_m, wall.yaw_rad)
    low, high = corner.min(axis=1), corner.max(axis=1)
    keep = (high[:, 2] > 0.0) & (low[:, 2] < _OUT_M + 1.0) & (high[:, 1] > 0.8) & (low[:, 1] < wall.tall_m + 1.2)
    return low[keep], high[keep]


def _reach(rect: F64, low: F64, high: F64) -> float:
    """Return how far out what is within a rectangle of the wall reaches."""
    return float(high[_meeting(rect, low, high), 2].max(initial=0.0))


def _meeting(rect: F64, low: F64, high: F64) -> NDArray[np.bool_]:
    """Return which boxes (n,) lie before or behind a rectangle of the wall."""
    meets = (low[:, 0] < rect[2]) & (high[:, 0] > rect[0]) & (low[:, 1] < rect[3]) & (high[:, 1] > rect[1])
    return np.asarray(meets, np.bool_)
