"""Roofs that run together from all sides: hips, spires, domes, pagodas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, plain, shade
from worldgen.generate.buildings.roof_base import Over
from worldgen.generate.buildings.roof_flat import flat
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.shapes import box, cone, cylinder, from_faces, icosphere, lathe, moved, painted


def tiers(
    steps: Sequence[tuple[float, float, float]],
    colour: str,
    *,
    fine: bool,
    ridge_m: float = 0.0,
    wall_m: tuple[float, float] = (0.0, 0.0),
) -> Pieces:
    """Return a roof of rings one over the other: each step (half across x, half across z, height), from the eaves up.

    Its underside is open within `wall_m`, half the size of the walls on which it stands.
    """
    found: Pieces = []
    for i, ((x0, z0, y0), (x1, z1, y1)) in enumerate(pairwise(steps)):
        lap = 0.07 if fine and i else 0.0
        xo, zo, yo = x0 + lap, z0 + lap, y0 + lap * 0.3
        low = [(-xo, yo, zo), (xo, yo, zo), (xo, yo, -zo), (-xo, yo, -zo)]
        high = [(-x1, y1, z1), (x1, y1, z1), (x1, y1, -z1), (-x1, y1, -z1)]
        foot = [(x, y - 0.1, z) for x, y, z in low]
        points, face = [*low, *high, *foot], []
        for k in range(4):
            n = (k + 1) % 4
            face += [(k, n, 4 + n), (k, 4 + n, 4 + k), (8 + k, 8 + n, n), (8 + k, n, k)]
        inner = wall_m if i == 0 and min(wall_m) > 0 else (x1, z1)
        if inner[0] < x0 + lap - 1e-6:
            points += [(sx * inner[0], y0 - 0.1, sz * inner[1]) for sx, sz in ((-1, 1), (1, 1), (1, -1), (-1, -1))]
            for k in range(4):
                n = (k + 1) % 4
                face += [(8 + n, 8 + k, 12 + k), (8 + n, 12 + k, 12 + n)]
        if i == len(steps) - 2 and (x1 > 0.01 and z1 > 0.01):
            face += [(4, 5, 6), (4, 6, 7)]
        shape = from_faces(points, [f for f in face if not _empty(points, f)])
        base = shade(colour, 0.93 + 0.03 * (i % 3))
        found.append(("matte", painted(shape, base * 0.9, np.clip(base * 1.06, 0, 1))))
    if ridge_m > 0.05:
        found.append(beam((ridge_m + 0.1, 0.16, 0.26), (0, steps[-1][2] - 0.08, 0), shade(colour, 0.85)))
    return found


def _empty(points: Sequence[tuple[float, float, float]], face: tuple[int, int, int]) -> bool:
    a, b, c = (np.array(points[i]) for i in face)
    return float(np.abs(np.cross(b - a, c - a)).sum()) < 1e-9


def hip(over: Over, scheme: Scheme) -> Pieces:
    """Return four slopes that meet in a ridge."""
    out = max(min(over.out_m), 0.02)
    x, z = over.long_m / 2 + out, over.deep_m / 2 + out
    count = 6 if over.fine else 2
    rise = scheme.rise
    steps = [
        (x - z * t, z - z * t, 0.05 - out * rise * 0.5 + (z * t) * rise * (0.55 + 0.45 * t))
        for t in np.linspace(0.0, 1.0, count + 1)
    ]
    return tiers(
        steps,
        scheme.tiles,
        fine=over.fine,
        ridge_m=2 * (x - z),
        wall_m=(over.long_m / 2 - 0.05, over.deep_m / 2 - 0.05),
    )


def pagoda(over: Over, scheme: Scheme) -> Pieces:
    """Return two roofs one over the other, curved, with corners turned up."""
    out = min(over.out_m) + (0.7 if min(over.out_m) > 0 else 0.0)
    x, z = over.long_m / 2 + out, over.deep_m / 2 + out
    t = np.linspace(0.0, 1.0, 7 if over.fine else 3)
    curve = 0.3 * t + 0.7 * t**2.2
    low = [(x - z * 0.62 * s, z - z * 0.62 * s, z * 0.5 * c - 0.15) for s, c in zip(t, curve, strict=True)]
    top = z * 0.5 - 0.15
    x1, z1 = low[-1][0], low[-1][1]
    tall = min(1.6, 0.5 * z)
    found = tiers(low, scheme.tiles, fine=over.fine, wall_m=(over.long_m / 2 - 0.05, over.deep_m / 2 - 0.05))
    found.append(plain(moved(box((2 * x1 * 0.92, tall + 0.3, 2 * z1 * 0.92)), (0, top - 0.3, 0)), scheme.wall))
    xo, zo = x1 + 0.8, z1 + 0.8
    high = [
        (xo - zo * s, max(zo - zo * s, 0.0), top + tall - 0.25 + zo * 0.95 * c) for s, c in zip(t, curve, strict=True)
    ]
    found += tiers(high, scheme.tiles, fine=over.fine, ridge_m=2 * max(xo - zo, 0.4))
    for sx in (-1.0, 1.0):  # corners that turn up
        for sz in (-1.0, 1.0):
            for hx, hz, y in ((x, z, -0.15), (xo, zo, top + tall - 0.25)):
                horn = moved(cone(0.16, 0.75, 5), (0, 0, 0), (0.0, 0.0, -sx * 0.9))
                found.append(plain(moved(horn, (sx * (hx - 0.12), y - 0.02, sz * (hz - 0.12))), scheme.tiles))
        found.append(plain(moved(cone(0.2, 0.9, 5), (sx * max(xo - zo, 0.3), high[-1][2] - 0.1, 0)), "#d9a93f"))
    return found


def spire(over: Over, scheme: Scheme) -> Pieces:
    """Return a steep pyramid that begins wide, with a ball at its point."""
    out = min(over.out_m) * 0.8
    x, z = over.long_m / 2 + out, over.deep_m / 2 + out
    tall = max(x, z) * 3.1
    foot = tall * 0.1
    steps = [(x, z, -0.12), (x * 0.72, z * 0.72, foot)]
    count = 5 if over.fine else 1
    steps += [
        (x * 0.72 * (1 - t), z * 0.72 * (1 - t), foot + (tall - foot) * t) for t in np.linspace(0.0, 1.0, count + 1)[1:]
    ]
    found = tiers(steps, scheme.tiles, fine=over.fine, wall_m=(over.long_m / 2 - 0.05, over.deep_m / 2 - 0.05))
    gold = "#e0b04a"
    found.append(plain(moved(icosphere(0.2, 1), (0, tall + 0.12, 0)), gold))
    if scheme.finial == "cross":
        found += [beam((0.1, 1.1, 0.1), (0, tall + 0.2, 0), gold), beam((0.6, 0.1, 0.1), (0, tall + 0.85, 0), gold)]
    return found


def dome(over: Over, scheme: Scheme) -> Pieces:
    """Return a half ball on a drum, within a low parapet."""
    r = min(over.long_m, over.deep_m) / 2 * 0.86
    angle = np.linspace(0.0, np.pi / 2, 8 if over.fine else 4)
    profile = [(r * np.cos(a), 0.7 + r * 0.95 * np.sin(a)) for a in angle[:-1]] + [(0.0, 0.7 + r * 0.95)]
    drum = lathe([(0, -0.1), (r * 1.04, -0.1), (r * 1.04, 0.62), (r * 1.1, 0.66), (r * 1.1, 0.78), (r, 0.8)], 20)
    found = [
        *flat(over, scheme),
        plain(drum, scheme.trim),
        plain(lathe(profile, 20, round_profile=True), scheme.tiles, shade(scheme.tiles, 1.2)),
    ]
    top = 0.7 + r * 0.95
    found += [
        plain(moved(cylinder(0.12, 0.8, 6), (0, top - 0.05, 0)), "#e0b04a"),
        plain(moved(icosphere(0.22, 1), (0, top + 0.75, 0)), "#e0b04a"),
    ]
    return found
