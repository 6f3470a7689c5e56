"""What a style draws over a finished picture: lines where things end, and the grain of the paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.flatten import Look
from worldgen.preview.forks import each_band, shared
from worldgen.preview.light import smoothstep
from worldgen.preview.prepared import Prepared
from worldgen.preview.tree import FAR_M
from worldgen.preview.view import QUALITIES, View
from worldgen.scene import F32, Line, Style

_BAND_PX = 32
_DEEP = (0.02, 0.06)  # a step in depth that is a line, as a share of the depth
_BENT = (0.55, 0.85)  # a turn of the surface that is a line (1 - cosine)
_PLANT = -1  # the number of what is strewn


@dataclass(frozen=True, eq=False, slots=True)
class Outlook:
    """What each point of a picture shows, (h, w): its distance, its surface's direction (h, w, 3), whose it is."""

    distance_m: F32
    facet: F32
    thing: NDArray[np.int32]


def lines(prepared: Prepared, view: View, line: Line, count: int | None = None) -> F32:
    """Return how strongly a line covers each pixel, (h, w) 0..1."""
    times = 2 if QUALITIES[view.quality].samples > 2 else 1
    wide, high = view.width_px * times, view.height_px * times
    found = shared(high, wide, 5)

    def look(band: int) -> None:
        top, low = band * _BAND_PX, min((band + 1) * _BAND_PX, high)
        found[top:low] = _seen(prepared, view, (top, low), times)

    each_band(-(-high // _BAND_PX), look, count)
    drawn = _edges(Outlook(found[..., 0], found[..., 1:4], found[..., 4].astype(np.int32)), line)
    if times == 2:
        drawn = drawn.reshape(high // 2, 2, wide // 2, 2).mean(axis=(1, 3))
        return np.asarray(np.minimum(1.35 * drawn, 1.0), np.float32)
    return _softened(drawn)


def _seen(prepared: Prepared, view: View, span: tuple[int, int], times: int) -> F32:
    """Return distance, facet and number of what rows `span` of a picture `times` as fine show, (rows, w, 5)."""
    wide = view.width_px * times
    column, row = np.meshgrid((np.arange(wide) + 0.5) / times, (np.arange(*span) + 0.5) / times)
    ahead = view.rays(column.ravel().astype(np.float32), row.ravel().astype(np.float32))
    origin = np.broadcast_to(np.array(view.eye_m, np.float32), ahead.shape)
    hits, moves = prepared.solids.nearest(origin, ahead)
    out = np.zeros((len(ahead), 5), np.float32)
    out[:, 0], out[:, 4] = np.minimum(hits.distance_m, FAR_M), -3.0
    met = hits.hit
    if met.any():
        near = hits.pick(met)
        _, _, facet = prepared.solids.surface(near, moves[met])
        still = prepared.solids.still.soup.thing.take(near.face, mode="clip")
        out[met, 1:4], out[met, 4] = facet, np.where(moves[met], np.int32(10**6), still)
    _waters(prepared, (origin, ahead), hits.distance_m, out)
    return out.reshape(span[1] - span[0], wide, 5)


def _waters(prepared: Prepared, rays: tuple[F32, F32], far_m: F32, out: F32) -> None:
    """Let water be seen as one flat thing of its own."""
    origin, ahead = rays
    up = np.array([0.0, 1.0, 0.0], np.float32)
    if prepared.veils.scene is not None:
        hits = prepared.veils.nearest(origin, ahead, far_m)
        wet = hits.hit & (prepared.veils.soup.look.take(np.maximum(hits.face, 0)) == Look.WATER)
        out[wet, 0], out[wet, 1:4], out[wet, 4] = hits.distance_m[wet], up, -2.0
    level = prepared.sea_level_m
    if level is not None and origin[0, 1] > level:
        fall = np.minimum(ahead[:, 1], -1e-6)
        reach = (np.float32(level) - origin[:, 1]) / fall
        wet = (ahead[:, 1] < -1e-5) & (reach < np.minimum(out[:, 0], FAR_M))
        out[wet, 0], out[wet, 1:4], out[wet, 4] = reach[wet], up, -2.0


def _edges(seen: Outlook, line: Line) -> F32:
    """Return where neighbours differ in depth, in direction or in what they are, faded with distance."""
    depth = np.minimum(seen.distance_m, np.float32(4000.0))
    total = np.zeros(depth.shape, np.float32)
    for axis in (0, 1):
        bend = np.abs(np.diff(depth, 2, axis=axis, prepend=_first(depth, axis), append=_last(depth, axis)))
        near = np.minimum(depth, np.minimum(np.roll(depth, 1, axis), np.roll(depth, -1, axis)))
        total = np.maximum(total, smoothstep(*_DEEP, np.asarray(bend / np.maximum(near, 1e-3), np.float32)))
        turn = (1.0 - (seen.facet * np.roll(seen.facet, -1, axis)).sum(axis=-1)).astype(np.float32)
        own = (seen.thing == np.roll(seen.thing, -1, axis)) & (seen.thing >= 0)  # creases of plants are no lines
        total = np.maximum(total, np.where(own, smoothstep(*_BENT, turn), 0.0))
        other = (seen.thing != np.roll(seen.thing, -1, axis)) & (seen.thing != _PLANT)
        total = np.maximum(total, np.where(other & (np.roll(seen.thing, -1, axis) != _PLANT), 0.8, 0.0))
    total[[0, -1]], total[:, [0, -1]] = 0.0, 0.0  # the picture's own rim is none
    plant = (seen.thing == _PLANT) & (np.roll(seen.thing, 1, 0) <= _PLANT) & (np.roll(seen.thing, 1, 1) <= _PLANT)
    fade = 1.0 - smoothstep(0.55 * line.fade_m, line.fade_m, depth)
    fade = np.maximum(fade, 0.35 * ((depth < 3999.0) & (seen.thing >= _PLANT)))
    return np.asarray(total * np.where(plant, line.plants, 1.0) * fade, np.float32)


def _first(image: F32, axis: int) -> F32:
    return image[:1] if axis == 0 else image[:, :1]


def _last(image: F32, axis: int) -> F32:
    return image[-1:] if axis == 0 else image[:, -1:]


def _softened(image: F32) -> F32:
    wide = np.pad(image, 1, mode="edge")
    rows = 0.25 * wide[:-2] + 0.5 * wide[1:-1] + 0.25 * wide[2:]
    return np.asarray(0.25 * rows[:, :-2] + 0.5 * rows[:, 1:-1] + 0.25 * rows[:, 2:], np.float32)


def finish(screen: F32, drawn: F32 | None, style: Style) -> F32:
    """Return a picture on the screen (h, w, 3) 0..1 with its lines and its grain."""
    if style.line is not None and drawn is not None:
        ink = np.array(style.line.colour, np.float32)
        ink = np.where(ink <= 0.0031308, ink * 12.92, 1.055 * np.maximum(ink, 1e-9) ** (1 / 2.4) - 0.055)
        share = (drawn * np.float32(style.line.strength))[..., None]
        screen = screen + (ink.astype(np.float32) - screen) * share
    if style.grain:
        screen = screen * (1.0 + np.float32(style.grain) * _fibres(*screen.shape[:2]))[..., None]
    return screen


def _fibres(height: int, width: int) -> F32:
    """Return the grain of a sheet, (h, w) about -1..1: fine specks and short level fibres, always the same."""
    row, column = np.indices((height, width), dtype=np.uint32)
    bits = (row * np.uint32(0x9E3779B1)) ^ (column * np.uint32(0x85EBCA77))
    bits = (bits ^ (bits >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    speck = ((bits ^ (bits >> np.uint32(12))) >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-23) - 1.0
    long = np.cumsum(np.pad(speck, ((0, 0), (9, 0)), mode="wrap"), axis=1)
    fibre = (long[:, 9:] - long[:, :-9]) / np.float32(3.0)
    return np.asarray(0.55 * speck + 0.45 * fibre, np.float32)
