"""The walls of a storey cut open towards an eye: those behind stand, those before are a kerb, those between are low."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.colour import linear
from worldgen.preview.dollhouse.clip import within_box
from worldgen.preview.dollhouse.focus import Focus, Wall
from worldgen.scene import F32, Mesh, Model

KERB_M, LOW_M = 0.2, 1.0  # how high walls before the rooms, and walls between them, are left
_CASING_M = 0.16  # beside a wall that is taken down: the frames of its doors stay with it
_NEAR_M, _BACK_M = 0.3, 0.05  # fittings reach so far from a wall, into the room and behind it
_PLUM, _PLINTH = np.array(linear("#5a4a5c")), np.array(linear("#efdcc0"))
_GLASS = np.array([*linear("#d9f0f2"), 0.45], np.float32)
_PLINTH_M, _RIM_M = 0.32, 0.42  # how thick what it stands on is, and how much wider than the walls


def opened(focus: Focus, model: Model, toward: F32) -> tuple[Mesh, ...]:
    """Return the meshes of the storey of `model`, cut open to an eye in direction `toward` (2,) of its frame."""
    parts = [mesh for mesh in model.levels[0] if mesh.part in (f"storey_{focus.level}", "")]
    found = []
    for mesh in parts:
        corner = np.concatenate(
            [mesh.position_m[mesh.face], mesh.normal[mesh.face], mesh.colour[mesh.face]], axis=2
        ).astype(np.float32)
        pieces = [within_box(corner, low, high) for low, high in _boxes(focus, toward)]
        kept = np.concatenate(pieces) if pieces else corner[:0]
        if len(kept) and mesh.material == "pane":  # one looks through, and the sun comes in
            kept[:, :, 6:] = _GLASS
        if len(kept):
            found.append(_mesh(kept, "glass" if mesh.material == "pane" else mesh.material))
    return (*found, _mesh(_caps(focus, toward), "matte"), _mesh(_plinth(focus), "matte"))


def stands(wall: Wall, toward: F32) -> bool:
    """Return whether a wall is left standing: the rooms that are shown lie between it and the eye."""
    if None not in wall.rooms:
        return False
    inward = wall.left if wall.rooms[0] is not None else -wall.left
    return float(inward @ toward) > 0.05


def left_m(focus: Focus, wall: Wall, toward: F32) -> float:
    """Return how much of the height of a wall is left."""
    if stands(wall, toward):
        return focus.high_m
    return LOW_M if None not in wall.rooms else KERB_M


def _rect(wall: Wall, more: tuple[float, float], past_m: float) -> tuple[F32, F32]:
    """Return the corners of a wall seen from above, with `more` on its left and right and `past_m` at its ends."""
    half = wall.thickness_m / 2
    ends = (wall.start - wall.along * past_m, wall.end + wall.along * past_m)
    sides = (wall.left * (half + more[0]), -wall.left * (half + more[1]))
    points = np.array([end + side for end in ends for side in sides])
    return points.min(axis=0), points.max(axis=0)


def _boxes(focus: Focus, toward: F32) -> list[tuple[F32, F32]]:
    """Return the boxes that hold all that is left of the storey."""
    low_y, high_y = focus.floor_m - 0.05, focus.floor_m + KERB_M
    found = [
        _box(outline.min(axis=0) - 0.002, outline.max(axis=0) + 0.002, low_y, high_y)
        for outline in focus.rooms.values()
    ]
    for wall in focus.walls:
        half, high = wall.thickness_m / 2, focus.floor_m + left_m(focus, wall, toward)
        found.append(_box(*_rect(wall, (0.0, 0.0), half), low_y, high_y))
        if stands(wall, toward):
            found.append(_box(*_rect(wall, (0.004, 0.004), half), high_y, high + 0.01))
            found += _before(focus, wall, toward, (high_y, high))
        elif high > high_y:
            found.append(_box(*_rect(wall, (0.06, 0.06), -0.0), high_y, high))
    return found


def _before(focus: Focus, wall: Wall, toward: F32, span: tuple[float, float]) -> list[tuple[F32, F32]]:
    """Return the boxes before and behind a standing wall that hold its sills, frames and leaves.

    Walls that met it and are taken down leave gaps between them.
    """
    cuts = sorted((at - half - _CASING_M, at + half + _CASING_M) for at, half in _met(focus, wall, toward))
    half, inner = wall.thickness_m / 2, 1.0 if wall.rooms[0] is not None else -1.0
    edges = [-half, *(edge for cut in cuts for edge in cut), _long(wall) + half]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end > start:
            points = np.array([
                wall.start + wall.along * at + side * wall.left * (half + (_NEAR_M if side == inner else _BACK_M))
                for at in (start, end) for side in (1.0, -1.0)
            ])  # fmt: skip
            found.append(_box(points.min(axis=0), points.max(axis=0), *span))
    return found


def _met(focus: Focus, wall: Wall, toward: F32) -> list[tuple[float, float]]:
    """Return where along a standing wall others that are taken down met it, and half their thickness."""
    found = []
    for other in focus.walls:
        if stands(other, toward) or abs(float(other.along @ wall.along)) > 0.3:
            continue
        for end in (other.start, other.end):
            reach = float((end - wall.start) @ wall.along)
            if abs(float((end - wall.start) @ wall.left)) < 0.3 and -0.4 <= reach <= _long(wall) + 0.4:
                found.append((reach, other.thickness_m / 2))
    return sorted(set(found))


def _box(low: F32, high: F32, low_y: float, high_y: float) -> tuple[F32, F32]:
    return np.array([low[0], low_y, low[1]], np.float32), np.array([high[0], high_y, high[1]], np.float32)


def _caps(focus: Focus, toward: F32) -> F32:
    """Return the cut faces of the walls in one plum: their tops, and their ends."""
    quads = []
    for wall in focus.walls:
        high = left_m(focus, wall, toward)
        y, half = focus.floor_m + high, wall.thickness_m / 2
        if not stands(wall, toward):
            for start, end in _stretches(wall, high):
                quads.append(_level(wall, start, end, half, y + 0.002))
            if high > KERB_M:
                quads += [_upright(wall, at, half, (focus.floor_m, y)) for at in _ends(wall, high)]
        else:
            quads += _corner_ends(focus, wall, toward)
            quads.append(_level(wall, -half, _long(wall) + half, half, y + 0.004))
    return _triangles(quads, _PLUM)


def _long(wall: Wall) -> float:
    return float(np.hypot(*(wall.end - wall.start)))


def _stretches(wall: Wall, high_m: float) -> list[tuple[float, float]]:
    """Return where along a wall it reaches the cut: between the doors and the windows that the cut goes through."""
    half = wall.thickness_m / 2
    cuts = sorted((at - wide / 2, at + wide / 2) for at, wide, sill, _ in wall.openings if sill < high_m)
    edges = [-half, *(edge for cut in cuts for edge in cut), _long(wall) + half]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _ends(wall: Wall, high_m: float) -> Sequence[float]:
    return [edge for stretch in _stretches(wall, high_m) for edge in stretch]


def _at(wall: Wall, along: float, across: float, y: float) -> F32:
    flat = wall.start + wall.along * along + wall.left * across
    return np.array([flat[0], y, flat[1]], np.float32)


def _level(wall: Wall, start: float, end: float, half: float, y: float) -> F32:
    ring = ((start, half), (start, -half), (end, -half), (end, half))
    return np.array([_at(wall, along, across, y) for along, across in ring])


def _upright(wall: Wall, along: float, half: float, span: tuple[float, float]) -> F32:
    ring = ((half, span[0]), (-half, span[0]), (-half, span[1]), (half, span[1]))
    return np.array([_at(wall, along, across, y) for across, y in ring])


def _corner_ends(focus: Focus, wall: Wall, toward: F32) -> list[F32]:
    """Return the cut faces where walls that are taken down met a wall that stands."""
    inner = 1.0 if wall.rooms[0] is not None else -1.0
    away = inner * (wall.thickness_m / 2 + 0.002)
    low, high = focus.floor_m, focus.floor_m + focus.high_m
    return [
        np.array([_at(wall, at - half, away, low), _at(wall, at + half, away, low),
                  _at(wall, at + half, away, high), _at(wall, at - half, away, high)])
        for at, half in _met(focus, wall, toward)
    ]  # fmt: skip


def _plinth(focus: Focus) -> F32:
    """Return the slab that it all stands on."""
    rects = [_rect(wall, (_RIM_M, _RIM_M), wall.thickness_m / 2 + _RIM_M) for wall in focus.walls]
    low = np.min([rect[0] for rect in rects], axis=0)
    high = np.max([rect[1] for rect in rects], axis=0)
    top, foot = focus.floor_m - 0.012, focus.floor_m - _PLINTH_M
    ring = [(low[0], low[1]), (low[0], high[1]), (high[0], high[1]), (high[0], low[1])]
    quads = [np.array([[x, top, z] for x, z in ring], np.float32)]
    for (ax, az), (bx, bz) in zip(ring, [*ring[1:], ring[0]], strict=True):
        quads.append(np.array([[ax, foot, az], [bx, foot, bz], [bx, top, bz], [ax, top, az]], np.float32))
    return _triangles(quads, _PLINTH)


def _triangles(quads: Sequence[F32], colour: np.ndarray) -> F32:
    """Return flat triangles (2 m, 3, 10) of quads (m, 4, 3) in one colour."""
    corner = np.array(quads, np.float32).reshape(-1, 4, 3)[:, ((0, 1, 2), (0, 2, 3))].reshape(-1, 3, 3)
    out = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    normal = np.repeat(out[:, None], 3, axis=1)
    shade = np.broadcast_to(np.append(colour, 1.0), (*corner.shape[:2], 4))
    return np.concatenate([corner, normal, shade], axis=2).astype(np.float32)


def _mesh(corner: F32, material: str) -> Mesh:
    flat = corner.reshape(-1, corner.shape[2])
    face = np.arange(len(flat), dtype=np.uint32).reshape(-1, 3)
    return Mesh(flat[:, :3], flat[:, 3:6], flat[:, 6:10], face, material)
