"""Roofs of slopes along a ridge: gables, a barn's roof, a shed."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, pane, plain, proud, shade
from worldgen.generate.buildings.roof_base import QUARTER, Over, along_x
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.shapes import Shape, box, mirrored, moved, painted
from worldgen.generate.shapes.shape import F64

_THATCH_M, _BUNDLE_M, _CAP_M = 0.34, 0.95, 0.13  # how thick thatch is, how wide a bundle, how thick its ridge


def _slope(
    over: Over, scheme: Scheme, z: F64, y: F64, thick_m: float, ends: tuple[float, float]
) -> list[tuple[str, Shape]]:
    """Return one slope of lapped rows along the profile (z, y), the ridge first; or of thatch."""
    if scheme.roof == "thatch":
        return _thatched(over, scheme, z, y, ends)
    found = []
    for i in range(len(z) - 1):
        lap = 0.06 if over.fine else 0.0
        outline = np.array(
            [
                [z[i], y[i] - thick_m],
                [z[i + 1], y[i + 1] - thick_m],
                [z[i + 1] + lap * 0.6, y[i + 1] + lap],
                [z[i], y[i]],
            ]
        )
        base = shade(scheme.tiles, 0.92 + 0.03 * i if i % 2 else 0.98 + 0.025 * i)
        back = 0.025 * (i % 2)
        found.append(
            ("matte", painted(along_x(outline, ends[0] + back, ends[1] - back), base * 0.9, np.clip(base * 1.06, 0, 1)))
        )
    return found


def _thatched(over: Over, scheme: Scheme, z: F64, y: F64, ends: tuple[float, float]) -> list[tuple[str, Shape]]:
    """Return one slope of thatch: bundles side by side with ragged eaves."""
    count = max(2, round((ends[1] - ends[0]) / _BUNDLE_M)) if over.fine else 1
    cut = np.linspace(*ends, count + 1)
    coat = z[:: len(z) // 3] if over.fine else z
    high = np.interp(coat, z, y)
    found = []
    for i in range(count):
        own = (0.618034 * i + 0.31) % 1.0  # of this bundle, evenly spread: how long it is, and its colour
        reach, top = coat.copy(), high.copy()
        reach[-1] += 0.16 * (own - 0.5) * over.fine
        top[1:-1] += 0.05 * (((2.0 * own) % 1.0) - 0.5) * over.fine
        outline = np.stack([np.append(reach, reach[::-1]), np.append(top, top[::-1] - _THATCH_M)], axis=1)
        base = shade(scheme.tiles, 0.92 + 0.14 * own)
        found.append(("matte", painted(along_x(outline, cut[i], cut[i + 1]), base * 0.72, np.clip(base * 1.05, 0, 1))))
    return found


def _ridge_coat(over: Over, scheme: Scheme) -> Pieces:
    """Return the second coat of thatch that lies over both slopes along the ridge."""
    z, y = _profile(over, scheme, min(over.out_m[2:]))
    edge = np.array([0.0, 0.26, 0.30]) * z[-1]
    high = np.interp(edge, z, y) + np.array([_CAP_M, _CAP_M, 0.0])
    side = np.stack([np.append(edge, edge[:0:-1]), np.append(high, high[:0:-1] - 0.2)], axis=1)
    outline = np.concatenate([side, (side * np.array([-1.0, 1.0]))[:0:-1]])
    base = shade(scheme.tiles, 0.84)
    return [("matte", painted(along_x(outline, over.ends[0] - 0.03, over.ends[1] + 0.03), base * 0.7, base))]


def _profile(over: Over, scheme: Scheme, out_m: float) -> tuple[F64, F64]:
    """Return (z, y) of a slope from the ridge to the eaves: straight, then flatter (bell-cast)."""
    half = over.deep_m / 2
    reach = half + out_m
    z = np.linspace(0.0, reach, 7) if over.fine else np.array([0.0, 0.66, 1.0]) * reach
    lift = 0.36 * scheme.rise * np.clip((z / max(reach, 1e-6) - 0.64) / 0.36, 0.0, 1.0) ** 2 if out_m > 0.2 else 0.0 * z
    return z, half * scheme.rise + 0.1 - z * scheme.rise + lift


def gable(over: Over, scheme: Scheme) -> Pieces:
    """Return two slopes with a ridge, boards at their edges, and the walls at both ends."""
    half, rise = over.deep_m / 2, over.deep_m / 2 * scheme.rise
    thick = _THATCH_M if scheme.roof == "thatch" else 0.15
    found: Pieces = []
    for side, out in ((1.0, over.out_m[3]), (-1.0, over.out_m[2])):
        rows = _slope(over, scheme, *_profile(over, scheme, out), thick, over.ends)
        found += rows if side > 0 else [(name, mirrored(shape, 2)) for name, shape in rows]
    low, high = over.ends
    if scheme.roof == "thatch" and over.fine:
        found += _ridge_coat(over, scheme)
    else:
        found.append(beam((high - low + 0.04, 0.17, 0.3), ((low + high) / 2, rise - 0.0, 0), shade(scheme.tiles, 0.85)))
    wall = np.array([[-half, 0.0], [half, 0.0], [0.0, rise - 0.06]])
    for side, out in ((-1.0, over.out_m[0]), (1.0, over.out_m[1])):
        if out == 0.0:  # it leans on something taller
            continue
        ends = (side * over.long_m / 2, side * (over.long_m / 2 - 0.3))
        found.append(plain(along_x(wall, min(ends), max(ends)), scheme.gable or scheme.wall))
        if out > 0 and over.fine:
            found += _boards(over, scheme, side, out) + _in_gable(over, scheme, side)
    return found


def _boards(over: Over, scheme: Scheme, side: float, out: float) -> Pieces:
    z, y = _profile(over, scheme, max(over.out_m[2:]))
    z = np.maximum(z, 0.012)
    thick = _THATCH_M if scheme.roof == "thatch" else 0.15
    edge = np.concatenate([np.stack([z, y - thick - 0.14], axis=1), np.stack([z, y - thick + 0.06], axis=1)[::-1]])
    x = side * (over.long_m / 2 + out - 0.02)
    board = plain(along_x(edge, min(x, x - side * 0.09), max(x, x - side * 0.09)), scheme.beam)[1]
    return [("matte", board), ("matte", mirrored(board, 2))]


def _in_gable(over: Over, scheme: Scheme, side: float) -> Pieces:
    """Return what stands in a gable: a window, and timbers or a round opening by the kind of wall."""
    rise, half = over.deep_m / 2 * scheme.rise, over.deep_m / 2
    found: Pieces = []
    if rise > 1.7:
        size = min(0.9, rise * 0.28)
        edge = scheme.beam if scheme.walls == "timber" else scheme.trim
        found += [
            proud((size + 0.24, size + 0.24, 0.05), (0, rise * 0.24 - 0.12, 0.025), edge),
            pane(proud((size, size, 0.07), (0, rise * 0.24, 0.03), scheme.glass)),
            proud((0.06, size + 0.02, 0.1), (0, rise * 0.24 - 0.01, 0.03), edge),
            proud((size + 0.02, 0.06, 0.09), (0, rise * 0.24 + size / 2 - 0.03, 0.03), edge),
        ]
    if scheme.walls == "timber":
        found += [
            beam((half * 0.86, 0.18, 0.14), (0, rise * 0.54, 0), scheme.beam),
            beam((0.18, rise * 0.4, 0.138), (0, rise * 0.54, 0), scheme.beam),
        ]
        for end in (-1.0, 1.0):
            found.append(beam((0.16, rise * 0.54, 0.13), (end * half * 0.42, 0.01, 0), scheme.beam))
            found.append(
                beam((0.15, half * 0.6, 0.12), (end * half * 0.8, 0.02, 0), scheme.beam, (0.0, 0.0, end * 0.74))
            )
    x = side * over.long_m / 2
    return [(name, moved(shape, (x, 0, 0), (0, side * QUARTER, 0))) for name, shape in found]


def shed(over: Over, scheme: Scheme) -> Pieces:
    """Return a single slope that falls to the back."""
    half = over.deep_m / 2
    rise = over.deep_m * scheme.rise * 0.45
    slope = rise / over.deep_m
    z = np.linspace(-half - over.out_m[2], half + over.out_m[3], 5 if over.fine else 2)
    y = (z + half) * slope + 0.06
    found: Pieces = list(_slope(over, scheme, -z[::-1], y[::-1], 0.15, over.ends))
    found = [(name, mirrored(shape, 2)) for name, shape in found]
    wall = np.array([[-half, 0.0], [half, 0.0], [half, rise - 0.06]])
    for side in (-1.0, 1.0):
        ends = (side * over.long_m / 2, side * (over.long_m / 2 - 0.3))
        found.append(plain(along_x(wall, min(ends), max(ends)), scheme.wall))
    found.append(plain(moved(box((over.long_m, rise - 0.06, 0.3)), (0, 0, half - 0.15)), scheme.wall))
    return found


def gambrel(over: Over, scheme: Scheme) -> Pieces:
    """Return a barn's roof: steep below, flat above."""
    half = over.deep_m / 2
    out = over.out_m[3]
    z = np.array([0.0, 0.3, 0.56, 0.72, 0.88, 1.0]) * half
    y = np.array([1.06, 0.9, 0.74, 0.48, 0.22, 0.02]) * half * 1.0
    z, y = np.append(z, half + out), np.append(y, -out * 0.6)
    found: Pieces = []
    for side in (1.0, -1.0):
        rows = _slope(over, scheme, z, y + 0.1, 0.15, over.ends)
        found += rows if side > 0 else [(name, mirrored(shape, 2)) for name, shape in rows]
    low, high = over.ends
    found.append(beam((high - low + 0.04, 0.17, 0.3), ((low + high) / 2, y[0], 0), shade(scheme.tiles, 0.85)))
    right = np.stack([z[:-1], np.maximum(y[:-1] - 0.06, 0.0)], axis=1)
    wall = np.concatenate([right[::-1], right[1:] * np.array([-1.0, 1.0])])
    for side in (-1.0, 1.0):
        ends = (side * over.long_m / 2, side * (over.long_m / 2 - 0.3))
        found.append(plain(along_x(wall, min(ends), max(ends)), scheme.gable or scheme.wall))
        if over.fine:
            found += _hayloft(over, scheme, side, half)
    return found


def _hayloft(over: Over, scheme: Scheme, side: float, half: float) -> Pieces:
    size = half * 0.42
    pieces = [
        beam((size + 0.2, size + 0.2, 0.1), (0, half * 0.3 - 0.1, 0), scheme.trim),
        beam((size, size, 0.14), (0, half * 0.3, 0), scheme.wall),
    ]
    for turn in (-1.0, 1.0):
        bar = moved(
            moved(box((0.1, size * 1.34, 0.165 + 0.004 * turn)), (0, -size * 0.67, 0)),
            (0, half * 0.3 + size / 2, 0),
            (0, 0, turn * 0.785),
        )
        pieces.append(plain(bar, scheme.trim))
    x = side * over.long_m / 2
    return [(name, moved(shape, (x, 0, 0), (0, side * QUARTER, 0))) for name, shape in pieces]
