"""A plant as a list of strokes: what is drawn is where they are, how thick and in which colours; making is geometry.

Most species are a dozen lines that return a `Sketch`; `make_sketch` is the one way to turn it into a model. A stroke
that is `detail` is left out of the coarser level of detail.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.vegetation.blades import Blades, make_blades
from worldgen.generate.vegetation.crown import Lumps, make_crown
from worldgen.generate.vegetation.form import Part, blend, icosphere, join, split, tube, unit
from worldgen.generate.vegetation.frond import Fronds, make_fronds
from worldgen.generate.vegetation.species import plant
from worldgen.scene import F32, Model

Gradient = tuple[str, str]
_SOFT = 0.55  # of a ball's normal that is round; the rest is that of its facets


@dataclass(frozen=True, eq=False, slots=True)
class Stem:
    """A tube along `line_m` (k, 3), `radius_m` (k,) thick; it closes to a point where a radius is 0."""

    line_m: F32
    radius_m: F32
    gradient: Gradient
    sides: int = 5
    detail: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Ball:
    """An ellipsoid of radii (3,) about `centre_m`, its corners moved by `rough` (42,) of their radius."""

    centre_m: F32
    radius_m: F32
    gradient: Gradient
    rough: F32
    rounds: int = 1
    detail: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Crown:
    """A round crown of lumps about `centre_m`, stretched upwards by `tall`."""

    lumps: Lumps
    centre_m: F32
    gradient: Gradient
    tall: float = 1.0
    detail: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Tuft:
    """Thin leaves that stand `up_m` above the ground."""

    blades: Blades
    gradient: Gradient
    up_m: float = 0.0
    detail: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Leaves:
    """Folded fronds about a point; the gradient runs from stalk through middle to tip."""

    fronds: Fronds
    at_m: F32
    gradient: tuple[str, str, str]
    segments: int = 4
    detail: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Ribbon:
    """A flat leaf along `line_m` (k, 3), `width_m` (k,) wide towards `across` (3,)."""

    line_m: F32
    width_m: F32
    across: F32
    gradient: Gradient
    detail: bool = False


Stroke = Stem | Ball | Crown | Tuft | Leaves | Ribbon


@dataclass(frozen=True, eq=False, slots=True)
class Sketch:
    """A drawn plant: its strokes, how tall it is, and the radius of what one bumps into (0: one walks through)."""

    strokes: tuple[Stroke, ...]
    height_m: float
    trunk_m: float = 0.0
    material: str = "foliage"


def make_sketch(sketch: Sketch) -> Model:
    """Return the plant at two levels of detail, exactly as tall as it was drawn."""
    fine = [_part(stroke, fine=True) for stroke in sketch.strokes]
    far = [_part(stroke, fine=False) for stroke in sketch.strokes if not stroke.detail]
    return plant((join(fine, sketch.material), join(far, sketch.material)), sketch.height_m, sketch.trunk_m)


def points(*at: tuple[float, float, float]) -> F32:
    """Return points (k, 3)."""
    return np.array(at, np.float32)


def ball(
    centre_m: tuple[float, float, float], radius_m: tuple[float, float, float], gradient: Gradient, seed: Seed,
    noise: float = 0.07, *, rounds: int = 1,
) -> Ball:  # fmt: skip
    """Return a ball whose corners are moved at random by about `noise` of its radius."""
    rough = np.clip(seed.normal(42), -2.0, 2.0) * (noise / 1.6)
    centre, radius = np.array(centre_m, np.float32), np.array(radius_m, np.float32)
    return Ball(centre, radius, gradient, rough.astype(np.float32), rounds)


def round_ball(centre_m: tuple[float, float, float], radius_m: float, colour: str, *, detail: bool = True) -> Ball:
    """Return a small plain ball of 20 triangles in one colour: a fruit, a flower head."""
    size = np.full(3, radius_m, np.float32)
    return Ball(np.array(centre_m, np.float32), size, (colour, colour), np.zeros(42, np.float32), 0, detail)


def stem(line: tuple[tuple[float, float, float], ...], radius: tuple[float, ...], gradient: Gradient,
         sides: int = 5, *, detail: bool = False) -> Stem:  # fmt: skip
    """Return a tube through the points of `line`."""
    return Stem(points(*line), np.array(radius, np.float32), gradient, sides, detail)


def about(turn_rad: float, out_m: float, up_m: float) -> tuple[float, float, float]:
    """Return the point that lies `out_m` from the upright axis in the direction `turn_rad`, at the height `up_m`."""
    return (float(out_m * np.sin(turn_rad)), up_m, float(out_m * np.cos(turn_rad)))


def _part(stroke: Stroke, *, fine: bool) -> Part:
    if isinstance(stroke, Stem):
        return _tube(stroke, fine=fine)
    if isinstance(stroke, Ball):
        return _ball(stroke, stroke.rounds if fine else 0)
    if isinstance(stroke, Crown):
        return _crown(stroke, 1 if fine else 0)
    if isinstance(stroke, Tuft):
        return _lifted(make_blades(stroke.blades, stroke.gradient, fine=fine), stroke.up_m)
    if isinstance(stroke, Ribbon):
        return _ribbon(stroke, fine=fine)
    return make_fronds(stroke.fronds, stroke.at_m, stroke.segments if fine else 1, stroke.gradient)


def _tube(stroke: Stem, *, fine: bool) -> Part:
    """Return a tube whose rings stand across its line, so that it may run level too."""
    keep = np.arange(len(stroke.line_m)) if fine else _outline(stroke.radius_m)
    line, radius = stroke.line_m[keep].astype(np.float64), stroke.radius_m[keep]
    part = tube(line, list(radius), stroke.sides if fine else max(3, stroke.sides // 2), *stroke.gradient)
    sides = len(part.position_m) // len(line)
    ahead = np.gradient(line, axis=0)
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    out = (part.position_m.reshape(len(line), sides, 3) - line[:, None]).astype(np.float64)
    turned = _tilted(out, ahead)
    normal = _tilted(part.normal.reshape(len(line), sides, 3).astype(np.float64), ahead)
    position = (line[:, None] + turned).reshape(-1, 3).astype(np.float32)
    pointed = (np.repeat(radius, sides) <= 0.0)[part.face]  # where a ring is a point, half of its faces are lines
    return Part(position, unit(normal.reshape(-1, 3)), part.colour, part.face[pointed.sum(axis=1) < 2])


def _outline(radius_m: F32) -> NDArray[np.int64]:
    """Return the rings that a coarse tube keeps: both ends, and the widest or the middle one between them."""
    last = len(radius_m) - 1
    if last < 3:
        return np.arange(last + 1)
    widest = int(np.argmax(radius_m))
    return np.array([0, widest if 0 < widest < last else last // 2, last])


def _tilted(vector: NDArray[np.float64], ahead: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return vectors (k, n, 3) about +Y turned with it towards `ahead` (k, 3), by the shortest way."""
    up = np.array([0.0, 1.0, 0.0])
    axis = np.cross(np.broadcast_to(up, ahead.shape), ahead)
    cos = ahead[:, 1][:, None, None]
    along = (vector * axis[:, None]).sum(-1, keepdims=True)
    turned = vector * cos + np.cross(axis[:, None], vector) + axis[:, None] * along / np.maximum(1.0 + cos, 1e-6)
    return np.asarray(np.round(np.where(cos < -0.999, -vector, turned), 7))  # else a square underflows


def _ball(stroke: Ball, rounds: int) -> Part:
    sphere, face = icosphere(rounds)
    rough = np.resize(stroke.rough, len(sphere))
    local = sphere * (1.0 + rough)[:, None] * stroke.radius_m
    corners, alone, facet = split(local, face)
    smooth = unit(sphere / np.maximum(stroke.radius_m, 1e-6))[face.reshape(-1)]
    share = 0.5 + 0.5 * corners[:, 1] / max(float(np.abs(local[:, 1]).max()), 1e-9)
    normal = unit(_SOFT * smooth + (1.0 - _SOFT) * facet)
    return Part((corners + stroke.centre_m).astype(np.float32), normal, blend(*stroke.gradient, share), alone)


def _crown(stroke: Crown, subdivisions: int) -> Part:
    part = make_crown(stroke.lumps, np.zeros(3, np.float32), stroke.gradient, subdivisions)
    tall = np.array([1.0, stroke.tall, 1.0], np.float32)
    return Part(part.position_m * tall + stroke.centre_m, unit(part.normal / tall), part.colour, part.face)


def _ribbon(stroke: Ribbon, *, fine: bool) -> Part:
    keep = slice(None) if fine else np.array([0, len(stroke.line_m) // 2, -1])
    line, half = stroke.line_m[keep], 0.5 * stroke.width_m[keep][:, None] * stroke.across
    k = len(line)
    ahead = np.gradient(line, axis=0)
    facing = np.cross(ahead, np.broadcast_to(stroke.across, line.shape))
    position = np.concatenate([line - half, line + half])
    i = np.arange(k - 1)
    face = np.concatenate([np.stack([i, i + 1, i + k], 1), np.stack([i + 1, i + k + 1, i + k], 1)])
    colour = blend(*stroke.gradient, np.tile(np.linspace(0.0, 1.0, k), 2))
    normal = unit(np.tile(unit(facing), (2, 1)) + np.array([0.0, 0.6, 0.0]))
    return Part(position.astype(np.float32), normal, colour, face.astype(np.uint32))


def _lifted(part: Part, up_m: float) -> Part:
    return Part(part.position_m + np.array([0.0, up_m, 0.0], np.float32), part.normal, part.colour, part.face)
