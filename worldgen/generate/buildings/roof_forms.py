"""Forms of roofs over one rectangle: the ridge along x, the walls' top at y = 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane, plain, shade
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.shapes import Shape, box, cone, cylinder, extrude, from_faces, icosphere, lathe, mirrored, moved, painted
from worldgen.generate.shapes.shape import F64

_QUARTER = np.pi / 2


@dataclass(frozen=True, slots=True)
class Over:
    """What a roof covers: `long_m` along the ridge, `deep_m` across; overhang at its left, right, back and front."""

    long_m: float
    deep_m: float
    out_m: tuple[float, float, float, float]
    fine: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the roof ends along x."""
        return -self.long_m / 2 - self.out_m[0], self.long_m / 2 + self.out_m[1]


def along_x(outline: F64, start_m: float, stop_m: float) -> Shape:
    """Return an outline of (z, y) pushed out along x from `start_m` to `stop_m`."""
    shape = moved(extrude(outline * np.array([-1.0, 1.0]), stop_m - start_m), turn_rad=(0.0, _QUARTER, 0.0))
    return moved(shape, ((start_m + stop_m) / 2, 0.0, 0.0))


def _slope(over: Over, scheme: Scheme, z: F64, y: F64, thick_m: float, ends: tuple[float, float]) -> list[tuple[str, Shape]]:
    """Return one slope of lapped rows along the profile (z, y), the ridge first."""
    found = []
    for i in range(len(z) - 1):
        lap = 0.06 if over.fine else 0.0
        outline = np.array(
            [[z[i], y[i] - thick_m], [z[i + 1], y[i + 1] - thick_m], [z[i + 1] + lap * 0.6, y[i + 1] + lap], [z[i], y[i]]]
        )
        base = shade(scheme.tiles, 0.92 + 0.03 * i if i % 2 else 0.98 + 0.025 * i)
        back = 0.025 * (i % 2)
        found.append(("matte", painted(along_x(outline, ends[0] + back, ends[1] - back), base * 0.9, np.clip(base * 1.06, 0, 1))))
    return found


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
    thick = 0.34 if scheme.roof == "thatch" else 0.15
    found: Pieces = []
    for side, out in ((1.0, over.out_m[3]), (-1.0, over.out_m[2])):
        rows = _slope(over, scheme, *_profile(over, scheme, out), thick, over.ends)
        found += rows if side > 0 else [(name, mirrored(shape, 2)) for name, shape in rows]
    low, high = over.ends
    found.append(beam((high - low + 0.04, 0.17, 0.3), ((low + high) / 2, rise - 0.0, 0), shade(scheme.tiles, 0.85)))
    wall = np.array([[-half, 0.0], [half, 0.0], [0.0, rise - 0.06]])
    for side, out in ((-1.0, over.out_m[0]), (1.0, over.out_m[1])):
        ends = (side * over.long_m / 2, side * (over.long_m / 2 - 0.3))
        found.append(plain(along_x(wall, min(ends), max(ends)), scheme.gable or scheme.wall))
        if out > 0 and over.fine:
            found += _boards(over, scheme, side, out) + _in_gable(over, scheme, side)
    return found


def _boards(over: Over, scheme: Scheme, side: float, out: float) -> Pieces:
    z, y = _profile(over, scheme, max(over.out_m[2:]))
    thick = 0.34 if scheme.roof == "thatch" else 0.15
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
        found += [
            beam((size + 0.24, size + 0.24, 0.1), (0, rise * 0.24 - 0.12, 0), scheme.trim if scheme.walls != "timber" else scheme.beam),
            pane(beam((size, size, 0.13), (0, rise * 0.24, 0), scheme.glass)),
            beam((0.06, size, 0.16), (0, rise * 0.24, 0), scheme.trim),
            beam((size, 0.06, 0.155), (0, rise * 0.24 + size / 2 - 0.03, 0), scheme.trim),
        ]
    if scheme.walls == "timber":
        found += [beam((half * 0.86, 0.18, 0.14), (0, rise * 0.54, 0), scheme.beam), beam((0.18, rise * 0.4, 0.138), (0, rise * 0.54, 0), scheme.beam)]
        for end in (-1.0, 1.0):
            found.append(beam((0.16, rise * 0.54, 0.13), (end * half * 0.42, 0.01, 0), scheme.beam))
            found.append(beam((0.15, half * 0.6, 0.12), (end * half * 0.8, 0.02, 0), scheme.beam, (0.0, 0.0, end * 0.74)))
    x = side * over.long_m / 2
    return [(name, moved(shape, (x, 0, 0), (0, side * _QUARTER, 0))) for name, shape in found]


def tiers(steps: Sequence[tuple[float, float, float]], colour: str, *, fine: bool, ridge_m: float = 0.0) -> Pieces:
    """Return a roof of rings one over the other: each step (half across x, half across z, height), from the eaves up."""
    found: Pieces = []
    for i, ((x0, z0, y0), (x1, z1, y1)) in enumerate(zip(steps, steps[1:], strict=False)):
        lap = 0.07 if fine and i else 0.0
        low = [(-x0 - lap, y0 + lap * 0.3, z0 + lap), (x0 + lap, y0 + lap * 0.3, z0 + lap), (x0 + lap, y0 + lap * 0.3, -z0 - lap), (-x0 - lap, y0 + lap * 0.3, -z0 - lap)]  # fmt: skip
        high = [(-x1, y1, z1), (x1, y1, z1), (x1, y1, -z1), (-x1, y1, -z1)]
        foot = [(x, y - 0.1, z) for x, y, z in low]
        points, face = [*low, *high, *foot], []
        for k in range(4):
            n = (k + 1) % 4
            face += [(k, n, 4 + n), (k, 4 + n, 4 + k), (8 + k, 8 + n, n), (8 + k, n, k)]
        face += [(8, 10, 9), (8, 11, 10)]
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
    out = min(over.out_m)
    x, z = over.long_m / 2 + out, over.deep_m / 2 + out
    count = 6 if over.fine else 2
    rise = scheme.rise
    steps = [(x - z * t, z - z * t, -out * rise * 0.5 + (z * t) * rise * (0.55 + 0.45 * t)) for t in np.linspace(0.0, 1.0, count + 1)]
    return tiers(steps, scheme.tiles, fine=over.fine, ridge_m=2 * (x - z))


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
    found = tiers(low, scheme.tiles, fine=over.fine)
    found.append(plain(moved(box((2 * x1 * 0.92, tall + 0.3, 2 * z1 * 0.92)), (0, top - 0.3, 0)), scheme.wall))
    xo, zo = x1 + 0.8, z1 + 0.8
    high = [(xo - zo * s, max(zo - zo * s, 0.0), top + tall - 0.25 + zo * 0.95 * c) for s, c in zip(t, curve, strict=True)]
    found += tiers(high, scheme.tiles, fine=over.fine, ridge_m=2 * max(xo - zo, 0.4))
    for sx in (-1.0, 1.0):  # corners that turn up
        for sz in (-1.0, 1.0):
            for hx, hz, y in ((x, z, -0.15), (xo, zo, top + tall - 0.25)):
                horn = moved(cone(0.16, 0.75, 5), (0, 0, 0), (0.0, 0.0, -sx * 0.9))
                found.append(plain(moved(horn, (sx * (hx - 0.12), y - 0.02, sz * (hz - 0.12))), scheme.tiles))
        found.append(plain(moved(cone(0.2, 0.9, 5), (sx * max(xo - zo, 0.3), high[-1][2] - 0.1, 0)), "#d9a93f"))
    return found


def flat(over: Over, scheme: Scheme) -> Pieces:
    """Return a flat roof with a parapet."""
    x, z, tall = over.long_m / 2 + 0.06, over.deep_m / 2 + 0.06, 0.55
    found: Pieces = []
    for side in (-1.0, 1.0):
        found.append(beam((2 * x, tall, 0.3), (0, -0.1, side * (z - 0.15)), scheme.wall))
        found.append(beam((2 * x + 0.1, 0.1, 0.42), (0, tall - 0.1, side * (z - 0.15)), scheme.trim))
        found.append(beam((0.3, tall, 2 * z - 0.6), (side * (x - 0.15), -0.1, 0), scheme.wall))
        found.append(beam((0.42, 0.1, 2 * z - 0.72), (side * (x - 0.15), tall - 0.1, 0), scheme.trim))
    found.append(plain(moved(box((2 * x - 0.6, 0.06, 2 * z - 0.6)), (0, -0.02, 0)), scheme.tiles))
    return found


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
        found.append(beam((0.16, long, 2 * z + 0.3), (x + step + 0.02, 0.02, 0), scheme.tiles, (0.0, 0.0, np.pi / 2 - lean)))
        found.append(pane(beam((0.06, tall - 0.5, 2 * z - 0.7), (x - 0.02, 0.24, 0), scheme.glass)))
        bars = max(2, round(2 * z / 1.3)) if over.fine else 0
        for k in range(1, bars):
            found.append(beam((0.1, tall - 0.46, 0.09), (x - 0.03, 0.22, -z + 2 * z * k / bars), scheme.trim))
    return found


def spire(over: Over, scheme: Scheme) -> Pieces:
    """Return a steep pyramid that begins wide, with a ball at its point."""
    out = min(over.out_m) * 0.8
    x, z = over.long_m / 2 + out, over.deep_m / 2 + out
    tall = max(x, z) * 3.1
    foot = tall * 0.1
    steps = [(x, z, -0.12), (x * 0.72, z * 0.72, foot)]
    count = 5 if over.fine else 1
    steps += [(x * 0.72 * (1 - t), z * 0.72 * (1 - t), foot + (tall - foot) * t) for t in np.linspace(0.0, 1.0, count + 1)[1:]]
    found = tiers(steps, scheme.tiles, fine=over.fine)
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
    found = [*flat(over, scheme), plain(drum, scheme.trim), plain(lathe(profile, 20, round_profile=True), scheme.tiles, shade(scheme.tiles, 1.2))]
    top = 0.7 + r * 0.95
    found += [plain(moved(cylinder(0.12, 0.8, 6), (0, top - 0.05, 0)), "#e0b04a"), plain(moved(icosphere(0.22, 1), (0, top + 0.75, 0)), "#e0b04a")]
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
        found.append(("glass", painted(sheet, "#bfe0df", "#e4f3ee", 0.42)))
        count = max(3, round(over.long_m / 0.9)) if over.fine else 2
        for i in range(count + 1):
            x = -over.long_m / 2 + over.long_m * i / count
            bar = beam((0.07, long + 0.04, 0.08), (x, -0.02, side * (half + 0.0)), scheme.trim, (-side * (np.pi / 2 - slope), 0, 0))
            found.append(bar)
        mid = beam((over.long_m + 0.05, 0.07, 0.07), (0, rise / 2, side * half / 2), scheme.trim)
        found.append(mid)
        tri = np.array([[-half, 0.02], [half, 0.02], [0.0, rise - 0.03]])
        x = side * (over.long_m / 2 - 0.05)
        found.append(("glass", painted(along_x(tri, x - 0.015, x + 0.015), "#bfe0df", "#e4f3ee", 0.42)))
        found += [beam((0.08, rise * share, 0.07), (x, 0, z), scheme.trim) for share, z in ((1.0, 0.0), (0.5, half / 2), (0.5, -half / 2))]
    found.append(beam((over.long_m + 0.2, 0.16, 0.2), (0, rise - 0.05, 0), scheme.trim))
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
        beam((size + 0.2, size + 0.2, 0.1), (0, half * 0.3 - 0.1, 0), scheme.trim), beam((size, size, 0.14), (0, half * 0.3, 0), scheme.wall),
        *(beam((0.09, size * 1.36, 0.17), (0, half * 0.3 + size * 0.5, 0), scheme.trim, (0, 0, turn)) for turn in ()),
    ]  # fmt: skip
    for turn in (-1.0, 1.0):
        bar = moved(moved(box((0.1, size * 1.34, 0.165 + 0.004 * turn)), (0, -size * 0.67, 0)), (0, half * 0.3 + size / 2, 0), (0, 0, turn * 0.785))
        pieces.append(plain(bar, scheme.trim))
    x = side * over.long_m / 2
    return [(name, moved(shape, (x, 0, 0), (0, side * _QUARTER, 0))) for name, shape in pieces]


def battlement(over: Over, scheme: Scheme) -> Pieces:
    """Return a parapet with merlons on corbels."""
    x, z = over.long_m / 2 + 0.18, over.deep_m / 2 + 0.18
    found: Pieces = []
    for turn, reach, away in ((0, x, z), (1, z, x)):
        for side in (-1.0, 1.0):
            row: Pieces = [beam((2 * reach if turn == 0 else 2 * reach - 0.84, 0.75, 0.42), (0, -0.25, 0), scheme.wall)]
            count = max(2, round(2 * reach / 1.5))
            for i in range(count + 1 if turn == 0 else count - 1):
                at = -reach + 0.38 + (2 * reach - 0.76) * (i if turn == 0 else i + 1) / count
                row.append(beam((0.72, 0.7, 0.419), (at, 0.499, 0), scheme.wall))
                row.append(beam((0.8, 0.1, 0.5), (at, 1.199, 0), scheme.stone))
            turned = 0.0 if turn == 0 else _QUARTER
            at = (0, 0, side * (away - 0.21)) if turn == 0 else (side * (away - 0.21), 0, 0)
            found += [(name, moved(shape, at, (0, turned, 0))) for name, shape in row]
    found.append(plain(moved(box((2 * x - 0.84, 0.06, 2 * z - 0.84)), (0, -0.02, 0)), scheme.stone))
    return found


def none(over: Over, scheme: Scheme) -> Pieces:
    """Return no roof but the ceiling itself."""
    return []


FORMS: dict[str, Callable[[Over, Scheme], Pieces]] = {
    "gable": gable, "thatch": gable, "hip": hip, "flat": flat, "shed": shed, "sawtooth": sawtooth, "spire": spire,
    "dome": dome, "vault": vault, "pagoda": pagoda, "glass": glass, "gambrel": gambrel, "battlement": battlement, "none": none,
}  # fmt: skip
