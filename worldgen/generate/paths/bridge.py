"""A stone bridge of one arch or more, with parapets, end pillars and a deck that is flush with the treads."""

from __future__ import annotations

from typing import Final

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.paths.network import Bridge
from worldgen.generate.paths.steps import F64, I64
from worldgen.generate.shapes import Shape, box, from_faces, merge, moved, painted, rotation, tinted, to_mesh
from worldgen.scene import Collider, Deck, Model, Vec3

PROUD_M: Final = 0.01  # of the deck above the tread at its ends
_WALL_M: Final = 0.28  # thickness of a parapet
_RAIL_M: Final = 0.62  # its height
_CROWN_M: Final = 0.42  # stone between the top of an arch and the deck
_PIER_M: Final = 0.9  # half of the stone between two arches
_ARCH_M: Final = 15.0  # the longest bridge of a single arch
_FOOT_M: Final = 0.9  # how far it goes on below the water
_LONG: Final = 10  # pieces along the deck
_ROUND: Final = (12, 8, 6)  # pieces of an arch where there are one, two, three
_STONES: Final = (11, 6, 5)  # and its arch stones, on either face
_STONE, _PALE, _DEEP, _PAVING = "#b8a88e", "#d3c6ac", "#7d7263", "#d2bd92"
_HAND = Seed(0) / "masonry"


def bridge_place(bridge: Bridge) -> tuple[Vec3, float]:
    """Return where the model of a bridge stands (x, y, z) and its turn about +Y, which is none."""
    x, y, z = bridge.line_m.mean(axis=0).tolist()
    return (x, y, z), 0.0


def bridge_model(bridge: Bridge) -> Model:
    """Return the model of `bridge`, to be put at `bridge_place(bridge)`; at most 600 triangles.

    Its axes are those of the world, since every bridge is made for its place.
    """
    line = bridge.line_m.astype(np.float64)
    middle = np.array([*(line[0] + line[-1])[[0, 2]] / 2, min(line[0, 1], line[-1, 1])])[[0, 2, 1]]
    span = line[-1, [0, 2]] - line[0, [0, 2]]
    length, yaw = float(np.hypot(*span)), float(np.arctan2(*span))
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line[:, [0, 2]], axis=0).T))]) - length / 2
    at = np.linspace(-length / 2, length / 2, _LONG + 1)
    top = np.interp(at, along, line[:, 1] - middle[1]) + PROUD_M
    half = bridge.width_m / 2
    foot = bridge.water_m - middle[1] - _FOOT_M
    arches = _arches(at, top, foot)
    parts = [_paving(at, top, half), *_rails(at, top, half), *_pillars(at, top, half, foot)]
    for arch in arches:
        parts += _arch_parts(arch, half + _WALL_M, len(arches))
    parts += _faces(at, top, arches, half + _WALL_M, foot)
    outer = half + _WALL_M + 0.1
    corner = np.array([[-outer, 0, at[0]], [outer, 0, at[0]], [outer, 0, at[-1]], [-outer, 0, at[-1]]])
    shift = middle - np.array(bridge_place(bridge)[0])
    turn = rotation((0.0, yaw, 0.0)).T
    return Model(
        id="bridge",
        levels=((to_mesh(moved(merge(parts), shift, (0.0, yaw, 0.0))),),),
        footprint_m=(corner @ turn + shift)[:, [0, 2]].astype(np.float32),
        height_m=float(top.max() + shift[1]) + _RAIL_M,
        colliders=tuple(
            _collider(x, top, length, (shift, turn, yaw)) for x in (-half - _WALL_M / 2, half + _WALL_M / 2)
        ),
        decks=(_deck(at, top, half, (shift, turn)),),
        label={"en": "Bridge"},
    )


def _collider(x: float, top: F64, length: float, place: tuple[F64, F64, float]) -> Collider:
    shift, turn, yaw = place
    low, high = float(top.min()) - 0.4, float(top.max()) + _RAIL_M
    cx, cy, cz = (np.array([x, (low + high) / 2, 0.0]) @ turn + shift).tolist()
    return Collider("box", (cx, cy, cz), (_WALL_M / 2, (high - low) / 2, length / 2), yaw)


def _deck(at: F64, top: F64, half: float, place: tuple[F64, F64]) -> Deck:
    shift, turn = place
    points = np.stack([np.tile([-half, half], len(at)), np.repeat(top, 2), np.repeat(at, 2)], axis=1)
    return Deck("deck", (points @ turn + shift).astype(np.float32), _quads(len(at) - 1)[:, ::-1].astype(np.uint32))


def _quads(count: int) -> I64:
    """Return triangles of a strip of pairs of points (2k, 2k + 1), both of each quad."""
    a = np.arange(count)[:, None] * 2
    return np.asarray((a + np.array([[0, 1, 3, 0, 3, 2]])).reshape(-1, 3))


def _strip(left: F64, right: F64) -> Shape:
    """Return a strip between two lines of points (k, 3); it faces up when they run to +Z and `left` is at lower x."""
    points = np.stack([left, right], axis=1).reshape(-1, 3)
    return from_faces(points, _quads(len(left) - 1)[:, ::-1])


def _line(x: float, y: F64 | float, z: F64) -> F64:
    return np.stack([np.full(len(z), x), np.broadcast_to(np.asarray(y, np.float64), z.shape), z], axis=1)


def _paving(at: F64, top: F64, half: float) -> Shape:
    sheet = painted(_strip(_line(-half, top, at), _line(half, top, at)), _PAVING)
    tone = 0.94 + 0.1 * _HAND.at(np.arange(len(sheet.position_m)) // 6)
    return tinted(sheet, tone[:, None])


def _rails(at: F64, top: F64, half: float) -> list[Shape]:
    """Return the parapets: inner faces, and a paler coping that stands out a little on both sides."""
    out = []
    for sign in (-1.0, 1.0):
        inner, outer = sign * half, sign * (half + _WALL_M)
        low, high = _line(inner, top, at), _line(inner, top + _RAIL_M, at)
        out.append(painted(_strip(low, high) if sign > 0 else _strip(high, low), _STONE))
        a, b = min(inner, outer) - 0.05, max(inner, outer) + 0.05
        rise = top + _RAIL_M
        cap = [_strip(_line(a, rise + 0.1, at), _line(b, rise + 0.1, at))]
        cap.append(_strip(_line(b, rise + 0.1, at), _line(b, rise - 0.04, at)))
        cap.append(_strip(_line(a, rise - 0.04, at), _line(a, rise + 0.1, at)))
        out.append(painted(merge(cap), _PALE))
    return out


def _pillars(at: F64, top: F64, half: float, foot: float) -> list[Shape]:
    out = []
    for x in (-half - 0.22, half + 0.22):
        for z, y in ((at[0] + 0.2, top[0]), (at[-1] - 0.2, top[-1])):
            low = max(foot, y - 1.2)
            out.append(painted(moved(box((0.44, y + 0.82 - low, 0.44)), (x, low, z)), _STONE, _PALE))
            out.append(painted(moved(box((0.54, 0.12, 0.54)), (x, y + 0.82, z)), _PALE))
    return out


def _arches(at: F64, top: F64, foot: float) -> list[F64]:
    """Return the inner line (k, 2) as (z, y) of each arch, half ellipses between the piers."""
    length = at[-1] - at[0]
    count = int(np.ceil(length / _ARCH_M))
    bay = length / count
    out = []
    for k in range(count):
        middle = at[0] + (k + 0.5) * bay
        reach = bay / 2 - min(_PIER_M, 0.12 * bay)
        angle = np.linspace(np.pi, 0.0, _ROUND[min(count, 3) - 1] + 1)
        crown = float(np.interp(middle, at, top)) - _CROWN_M
        z = middle + reach * np.cos(angle)
        y = foot + (crown - foot) * np.sin(angle) ** 0.9 if crown > foot else np.full_like(z, foot)
        ceiling = np.interp(z, at, top) - _CROWN_M * 0.8
        out.append(np.stack([z, np.minimum(y, ceiling)], axis=1))
    return out


def _arch_parts(arch: F64, half: float, arches: int) -> list[Shape]:
    """Return the underside of an arch and the ring of stones on both of its faces."""
    z, y = arch.T
    under = np.stack([np.stack([np.full(len(z), x), y, z], axis=1) for x in (half, -half)])
    out = [painted(_strip(under[0], under[1]), _DEEP, _STONE)]
    stones = _STONES[min(arches, 3) - 1]
    share = np.linspace(0.0, len(z) - 1.0, stones + 1)
    bz, by = np.interp(share, np.arange(len(z)), z), np.interp(share, np.arange(len(z)), y)
    tangent = np.stack([np.gradient(bz), np.gradient(by)], axis=1)
    tangent /= np.maximum(np.hypot(*tangent.T), 1e-9)[:, None]
    away = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    inner = np.stack([bz, by], axis=1) - away * 0.02
    outer = np.stack([bz, by], axis=1) + away * 0.32
    for sign in (-1.0, 1.0):
        out += [_arch_stone(inner, outer, k, sign * half, sign) for k in range(stones)]
    return out


def _arch_stone(inner: F64, outer: F64, k: int, x: float, sign: float) -> Shape:
    """Return one stone of the ring, a little proud of the face: its front, its back edge and its under edge."""
    gap = 0.06
    share = np.array([gap, 1.0 - gap])[:, None]
    low = inner[k] + (inner[k + 1] - inner[k]) * share
    high = outer[k] + (outer[k + 1] - outer[k]) * share
    flat = np.concatenate([low, high[::-1]])
    front, back = x + sign * 0.07, x - sign * 0.02
    points = np.concatenate([[[px, py, pz] for pz, py in flat] for px in (front, back)])
    faces = [[0, 1, 2], [0, 2, 3]]
    for i, j in ((0, 1), (2, 3)):
        faces += [[i, i + 4, j + 4], [i, j + 4, j]]
    face = np.array(faces)
    stone = painted(from_faces(points, face if sign < 0 else face[:, ::-1]), _PALE)
    return tinted(stone, 0.86 + 0.2 * float(_HAND.at(k, round(x * 100))[0]))


def _faces(at: F64, top: F64, arches: list[F64], half: float, foot: float) -> list[Shape]:
    """Return both side walls, from the arches up to the parapets, and the end walls."""
    bottom = np.concatenate([[[at[0], foot]], *arches, [[at[-1], foot]]])
    z, y = bottom.T
    sill = np.interp(z, at, top) - 0.12
    out = []
    for sign in (-1.0, 1.0):
        x = sign * half
        wall = (_line(x, sill, z), _line(x, y, z))
        rail = (_line(x, top + _RAIL_M, at), _line(x, top - 0.12, at))
        for (high, low), colour in ((wall, (_DEEP, _STONE)), (rail, (_STONE, None))):
            out.append(painted(_strip(high, low) if sign > 0 else _strip(low, high), *colour))
    for k, back in ((0, True), (-1, False)):
        corner = np.array([[-half, foot, at[k]], [half, foot, at[k]], [half, top[k], at[k]], [-half, top[k], at[k]]])
        face = np.array([[0, 2, 1], [0, 3, 2]] if back else [[0, 1, 2], [0, 2, 3]])
        out.append(painted(from_faces(corner, face), _DEEP, _STONE))
    return out
