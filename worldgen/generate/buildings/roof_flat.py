"""Roofs behind a parapet, of glass, of teeth, and half round ones."""

from __future__ import annotations

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, pane, placed, plain, shade
from worldgen.generate.buildings.roof_base import QUARTER, Over, along_x
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.shapes import box, extrude, moved, painted


def flat(over: Over, scheme: Scheme) -> Pieces:
    """Return a flat roof with a parapet, but where something taller stands."""
    tall = 0.55
    left, right, back, front = (0.06 if out > 0.0 else -0.02 for out in over.out_m)
    x0, x1 = -over.long_m / 2 - left, over.long_m / 2 + right
    z0, z1 = -over.deep_m / 2 - back, over.deep_m / 2 + front
    x, z, long, deep = (x0 + x1) / 2, (z0 + z1) / 2, x1 - x0, z1 - z0
    ends = 0.05 * (left > 0.0), 0.05 * (right > 0.0)  # the coping stands out a little, not into what is taller
    cap = (sum(ends) + long, (ends[1] - ends[0]) / 2 + x)
    found: Pieces = []
    for at, open_ in ((z0 + 0.15, back), (z1 - 0.15, front)):
        if open_ > 0.0:
            found.append(beam((long, tall, 0.3), (x, -0.1, at), scheme.wall))
            found.append(beam((cap[0], 0.1, 0.44), (cap[1], tall - 0.1, at), scheme.trim))
    for at, open_ in ((x0 + 0.15, left), (x1 - 0.15, right)):
        if open_ > 0.0:
            found.append(beam((0.3, tall, deep - 0.6), (at, -0.1, z), scheme.wall))
            found.append(beam((0.44, 0.1, deep - 0.74), (at, tall - 0.1, z), scheme.trim))
    within = [0.28 if out > 0.0 else 0.0 for out in (left, right, back, front)]
    size = (long - within[0] - within[1], 0.06, deep - within[2] - within[3])
    plate = moved(box(size), (x + (within[0] - within[1]) / 2, -0.02, z + (within[2] - within[3]) / 2))
    return [*found, plain(plate, scheme.tiles)]


def sawtooth(over: Over, scheme: Scheme) -> Pieces:
    """Return teeth along x: a slope, and upright glass that looks to one side."""
    count = max(2, round(over.long_m / 5.0))
    step = over.long_m / count
    tall = min(2.0, step * 0.5)
    z = over.deep_m / 2
    found: Pieces = []
    for i in range(count):
        x = -over.long_m / 2 + i * step
        tooth = np.array([[x + 0.002, 0.0], [x + step, 0.0], [x + 0.002, tall]])
        body = extrude(tooth, 2 * z)
        found.append(plain(body, scheme.wall))
        lean = float(np.arctan2(tall, step))
        long = float(np.hypot(step, tall)) + 0.12
        found.append(
            beam((0.16, long, 2 * z + 0.3), (x + step + 0.02, 0.02, 0), scheme.tiles, (0.0, 0.0, np.pi / 2 - lean))
        )
        found.append(pane(beam((0.06, tall - 0.5, 2 * z - 0.7), (x - 0.02, 0.24, 0), scheme.glass)))
        bars = max(2, round(2 * z / 1.3)) if over.fine else 0
        for k in range(1, bars):
            found.append(beam((0.1, tall - 0.46, 0.09), (x - 0.03, 0.22, -z + 2 * z * k / bars), scheme.trim))
    return found


def vault(over: Over, scheme: Scheme) -> Pieces:
    """Return a half round roof along x."""
    half = over.deep_m / 2 + 0.12
    count = 12 if over.fine else 6
    angle = np.linspace(0.0, np.pi, count + 1)
    outer = np.stack([half * np.cos(angle), half * 0.72 * np.sin(angle)], axis=1)
    low, high = over.ends
    found: Pieces = [plain(along_x(outer, low + 0.3, high - 0.3), scheme.tiles, shade(scheme.tiles, 1.15))]
    rim = np.concatenate([outer * 1.04, outer[::-1] * 0.93])
    ribs = max(2, round(over.long_m / 3.2))
    for i in range(ribs + 1):
        x = low + 0.2 + (high - low - 0.4) * i / ribs
        found.append(plain(along_x(rim, x - 0.1, x + 0.1), scheme.trim))
    return found


def glass(over: Over, scheme: Scheme) -> Pieces:
    """Return a gable of panes between bars."""
    half, rise = over.deep_m / 2, over.deep_m / 2 * scheme.rise
    found: Pieces = []
    slope = float(np.arctan2(rise, half))
    long = float(np.hypot(half, rise))
    for side in (-1.0, 1.0):
        sheet = moved(box((over.long_m - 0.04, long, 0.03)), (0, 0, side * half), (-side * (np.pi / 2 - slope), 0, 0))
        found.append(("glass", painted(sheet, "#bfe0df", "#e4f3ee", 0.26)))
        count = max(3, round(over.long_m / 0.9)) if over.fine else 2
        for i in range(count + 1):
            x = -over.long_m / 2 + over.long_m * i / count
            bar = beam(
                (0.07, long + 0.04, 0.08),
                (x, -0.02, side * (half + 0.0)),
                scheme.trim,
                (-side * (np.pi / 2 - slope), 0, 0),
            )
            found.append(bar)
        mid = beam((over.long_m + 0.05, 0.07, 0.07), (0, rise / 2, side * half / 2), scheme.trim)
        found.append(mid)
        tri = np.array([[-half, 0.02], [half, 0.02], [0.0, rise - 0.03]])
        x = side * (over.long_m / 2 - 0.05)
        found.append(("glass", painted(along_x(tri, x - 0.015, x + 0.015), "#bfe0df", "#e4f3ee", 0.26)))
        found += [
            beam((0.08, rise * share, 0.07), (x, 0, z), scheme.trim)
            for share, z in ((1.0, 0.0), (0.5, half / 2), (0.5, -half / 2))
        ]
    found.append(beam((over.long_m + 0.2, 0.16, 0.2), (0, rise - 0.05, 0), scheme.trim))
    return found


def battlement(over: Over, scheme: Scheme) -> Pieces:
    """Return a parapet with merlons, but where something taller stands."""
    left, right, back, front = (0.18 if out > 0.0 else -0.02 for out in over.out_m)
    x0, x1 = -over.long_m / 2 - left, over.long_m / 2 + right
    z0, z1 = -over.deep_m / 2 - back, over.deep_m / 2 + front
    found: Pieces = []
    for z, open_ in ((z0 + 0.21, back), (z1 - 0.21, front)):
        if open_ > 0.0:
            found += placed(_merlons(x1 - x0, scheme, ends=True), ((x0 + x1) / 2, 0.0, z))
    for x, open_ in ((x0 + 0.21, left), (x1 - 0.21, right)):
        if open_ > 0.0:
            found += placed(_merlons(z1 - z0 - 0.84, scheme, ends=False), (x, 0.0, (z0 + z1) / 2), QUARTER)
    plate = moved(box((x1 - x0 - 0.84, 0.06, z1 - z0 - 0.84)), ((x0 + x1) / 2, -0.02, (z0 + z1) / 2))
    return [*found, plain(plate, scheme.stone)]


def _merlons(long_m: float, scheme: Scheme, *, ends: bool) -> Pieces:
    """Return a parapet of a length along x, a merlon on each of its ends or not."""
    row: Pieces = [beam((long_m, 0.75, 0.42), (0, -0.25, 0), scheme.wall)]
    count = max(2, round(long_m / 1.5))
    reach = long_m / 2 - 0.38
    steps = range(count + 1) if ends else range(1, count)
    for i in steps:
        x = -reach + 2 * reach * i / count
        row.append(beam((0.72, 0.7, 0.419), (x, 0.499, 0), scheme.wall))
        row.append(beam((0.8, 0.1, 0.5), (x, 1.199, 0), scheme.stone))
    return row
