"""Bounced light and contact shade, gathered at half resolution and smoothed.

CONTRIBUTOR NOTES
    Eight rays a texel and three passes of an a-trous filter look like 24 rays at viewing size; two are nearly as good.
    Half resolution costs 4.7 s where full costs 7.4 s and a quarter 4.0 s (1280x720, two processes).
"""

from __future__ import annotations

import numpy as np

from worldgen.preview.light import dot
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import View
from worldgen.scene import F32

_FADE_M = 60.0  # beyond this, what a bounce ray meets counts as sky
_MURKY_M = 5.0  # so deep under the sea nobody sees shade
_GLOW_MOST = 4.0
_ROOM_M = 14.0  # beyond this, nothing is in the same room
_TAPS = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))
_WEIGHT = {0: 0.25, 1: 0.125, 2: 0.0625}


def noise_of(column: F32, row: F32) -> F32:
    """Return interleaved gradient noise in 0..1 for each pixel (Jimenez 2014): even over every 3x3 block."""
    inner = np.float32(0.06711056) * column + np.float32(0.00583715) * row
    inner = inner - np.floor(inner)
    outer = np.float32(52.9829189) * inner
    result: F32 = (outer - np.floor(outer)).astype(np.float32)
    return result


def to_sun(prepared: Prepared, first: F32, second: F32) -> F32:
    """Return directions (n, 3) to points of the sun's disc, chosen by two numbers in 0..1 (n,) each."""
    sun = prepared.air.sun
    side = np.cross(sun, (0.0, 1.0, 0.0)).astype(np.float32)
    side /= max(float(np.linalg.norm(side)), 1e-6)
    over = np.cross(side, sun).astype(np.float32)
    radius = np.sqrt(first) * np.float32(prepared.air.environment.sun_radius_rad)
    angle = second * np.float32(2.0 * np.pi)
    result: F32 = sun + (radius * np.cos(angle))[:, None] * side + (radius * np.sin(angle))[:, None] * over
    return result


def gather_rows(prepared: Prepared, view: View, rows: range, rays: int, columns: int) -> F32:
    """Return the texels (r, c, 8) of `rows` at half resolution, unfiltered.

    Channels: light 0-2, contact 3, distance 4 (0 where there is only sky), normal 5-7.
    """
    column, row = (a.ravel().astype(np.float32) for a in np.meshgrid(np.arange(columns), np.array(rows)))
    direction = view.rays(column * 2.0 + 1.0, row * 2.0 + 1.0)
    origin = np.broadcast_to(np.array(view.eye_m, np.float32), direction.shape)
    texel = np.zeros((len(column), 8), np.float32)
    texel[:, 0:3] = 0.5
    texel[:, 3] = 1.0
    hits, moves = prepared.solids.nearest(origin, direction)
    chosen = hits.hit
    if prepared.sea_level_m is not None:
        chosen &= origin[:, 1] + direction[:, 1] * hits.distance_m > prepared.sea_level_m - _MURKY_M
    if not chosen.any():
        return texel.reshape(len(rows), columns, 8)
    hits, moves, direction = hits.pick(chosen), moves[chosen], direction[chosen]
    normal, _, facet = prepared.solids.surface(hits, moves)
    facing = np.where(dot(facet, direction) > 0.0, np.float32(-1.0), np.float32(1.0))[:, None]
    normal, facet = normal * facing, facet * facing
    lift = 0.004 + 0.0004 * hits.distance_m
    point = np.array(view.eye_m, np.float32) + direction * hits.distance_m[:, None] + facet * lift[:, None]
    noise = noise_of(column[chosen], row[chosen])
    light, contact = _bounce(prepared, point, normal, noise, rays)
    texel[chosen, 0:3], texel[chosen, 3] = light, contact
    texel[chosen, 4], texel[chosen, 5:8] = hits.distance_m, normal
    return texel.reshape(len(rows), columns, 8)


def _bounce(prepared: Prepared, point: F32, normal: F32, noise: F32, rays: int) -> tuple[F32, F32]:
    """Return the light (n, 3) that arrives from all around and how free (n,) the neighbourhood is."""
    side = np.where(np.abs(normal[:, 1:2]) < 0.9, np.array([[0, 1, 0]], np.float32), np.array([[1, 0, 0]], np.float32))
    side = np.cross(side, normal)
    side /= np.maximum(np.sqrt(dot(side, side))[:, None], 1e-6)
    over = np.cross(normal, side)
    light = np.zeros_like(point)
    contact = np.zeros(len(point), np.float32)
    for ray in range(rays):
        height = (ray + (noise + ray * 0.754877666) % 1.0) / rays  # stratified in height, golden in angle
        angle = ((noise * 7.0 + ray * 0.618033989) % 1.0) * np.float32(2.0 * np.pi)
        radius, rise = np.sqrt(height), np.sqrt(1.0 - height)
        direction = (
            (radius * np.cos(angle))[:, None] * side + (radius * np.sin(angle))[:, None] * over + rise[:, None] * normal
        ).astype(np.float32)
        colour, distance = _arriving(prepared, point, direction, noise)
        light += colour
        contact += np.minimum(distance / prepared.contact_m, 1.0) ** 0.7
    return np.asarray(light / rays, np.float32), np.asarray(contact / rays, np.float32)


def _arriving(prepared: Prepared, origin: F32, direction: F32, noise: F32) -> tuple[F32, F32]:
    """Return the light (n, 3) that comes along each ray backwards, and how far (n,) it came."""
    air = prepared.air
    sky = np.where(direction[:, 1:2] > 0.0, air.sky_light, air.ground_light)
    hits, moves = prepared.solids.nearest(origin, direction, np.full(len(origin), _FADE_M, np.float32))
    lamps = prepared.glow.nearest(origin, direction, hits.distance_m)
    met = hits.hit & ~lamps.hit
    if met.any():
        near = hits.pick(met)
        normal, colour, _ = prepared.solids.surface(near, moves[met])
        ahead = direction[met]
        normal *= np.where(dot(normal, ahead) > 0.0, np.float32(-1.0), np.float32(1.0))[:, None]
        facing = np.maximum(normal @ air.sun, 0.0)
        lit = facing > 0.05
        place = origin[met] + ahead * near.distance_m[:, None] + normal * 0.02
        sun = to_sun(prepared, noise[met][lit], (noise[met][lit] * 3.7) % 1.0)
        facing[lit] *= ~prepared.solids.blocked(place[lit], sun)
        facing[~lit] = 0.0
        back = np.minimum(colour[:, :3], 0.9) * (
            0.9 * facing[:, None] * air.sun_light
            + 0.35 * (air.ambient(normal[:, 1]) + _round(prepared, near.distance_m))
        )
        fade = (near.distance_m / _FADE_M)[:, None]
        sky[met] = back * (1.0 - fade) + sky[met] * fade
    if lamps.hit.any():
        _, colour = prepared.glow.surface(lamps.pick(lamps.hit))
        sky[lamps.hit] = np.minimum(colour[:, :3], _GLOW_MOST)
    return sky, np.where(lamps.hit, prepared.contact_m, hits.distance_m)


def _round(prepared: Prepared, distance_m: F32) -> F32:
    """Return the light (n, 3) of lamps that goes round a room, on what is so far (n,) away."""
    near = np.clip(1.0 - distance_m / np.float32(_ROOM_M), 0.0, 1.0)[:, None]
    result: F32 = near * np.array(prepared.round_light, np.float32)
    return result


def smooth(texel: F32, passes: int) -> F32:
    """Return texels (r, c, 8) with light and contact filtered along surfaces: a-trous, steps 1, 2, 4.

    Weights are (n . n')^24 exp(-|dz| / (.02 z step)), after Dammertz and others (2010).
    """
    distance, normal = texel[..., 4], texel[..., 5:8]
    value = texel[..., :4]
    for number in range(passes):
        step = 1 << number
        total = value * _WEIGHT[0]
        weight = np.full(distance.shape, _WEIGHT[0], np.float32)
        for down, right in _TAPS:
            here, there = _overlap(distance.shape, down * step, right * step)
            gap = np.abs(distance[here] - distance[there]) / np.maximum(0.02 * step * distance[here], 1e-3)
            alike = np.maximum(np.einsum("rci,rci->rc", normal[here], normal[there]), 0.0)
            for _ in range(3):
                alike = alike * alike
            alike = alike * alike * alike  # ^24
            share = _WEIGHT[abs(down) + abs(right)] * alike * np.exp(-np.minimum(gap, 40.0))
            weight[here] += share
            total[here] += value[there] * share[..., None]
        value = total / weight[..., None]
    return np.concatenate([value, texel[..., 4:]], axis=-1)


def _overlap(shape: tuple[int, ...], down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    rows, columns = shape[:2]
    here = (slice(max(0, -down), rows - max(0, down)), slice(max(0, -right), columns - max(0, right)))
    there = (slice(max(0, down), rows - max(0, -down)), slice(max(0, right), columns - max(0, -right)))
    return here, there


def pick(texel: F32, top_row: int, column_px: F32, row_px: F32, distance_m: F32, normal: F32) -> tuple[F32, F32]:
    """Return light (n, 3) and contact (n,) at points of the picture, from those of 4 texels that lie on its surface.

    `texel` (r, c, 8) begins at half-resolution row `top_row`.
    """
    rows, columns = texel.shape[:2]
    across, down = column_px / 2.0 - 0.5, row_px / 2.0 - 0.5 - top_row
    left = np.clip(np.floor(across), 0, columns - 1).astype(np.int32)
    top = np.clip(np.floor(down), 0, rows - 1).astype(np.int32)
    right_share, low_share = np.clip(across - left, 0.0, 1.0), np.clip(down - top, 0.0, 1.0)
    flat = texel.reshape(-1, 8)
    total = np.zeros((len(column_px), 4), np.float32)
    weight = np.full(len(column_px), 1e-6, np.float32)
    for low in (0, 1):
        for right in (0, 1):
            at = np.minimum(top + low, rows - 1) * columns + np.minimum(left + right, columns - 1)
            found = flat.take(at, axis=0)
            gap = np.abs(found[:, 4] - distance_m) / np.maximum(0.03 * distance_m, 1e-3)
            alike = np.maximum(dot(found[:, 5:8], normal), 0.0) ** 4
            share = (low_share if low else 1.0 - low_share) * (right_share if right else 1.0 - right_share)
            share = (share + 0.02) * (alike + 0.01) * np.exp(-np.minimum(gap, 12.0)) * (found[:, 4] > 0.0)
            total += found[:, :4] * share[:, None]
            weight += share
    lost = weight < 4e-6  # nothing alike near by: open air is the better guess
    total[lost] = (0.0, 0.0, 0.0, weight.dtype.type(0.0))
    total /= weight[:, None]
    return total[:, :3], np.where(lost, np.float32(-1.0), total[:, 3])
