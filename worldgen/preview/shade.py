"""What rays from the eye see: solids in sun and shade, then glow, sea, veils and haze, back to front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.flatten import Look
from worldgen.preview.gather import pick, to_sun
from worldgen.preview.heavens import paint
from worldgen.preview.horizon import country_first
from worldgen.preview.lamps import shine
from worldgen.preview.light import dot, luma, smoothstep
from worldgen.preview.prepared import Prepared
from worldgen.preview.skin import grain_ground, wet_ground
from worldgen.preview.tree import FAR_M, Hits
from worldgen.preview.under import caustics, surface_below, through
from worldgen.preview.water import Wet, mirrored, shade_water
from worldgen.scene import F32

_LAYERS = 10
_MIRRORS, _MIRROR_M = 0.35, 260.0  # flatter rays than this (a sine) are mirrored by still water, from so far away
_OPEN_SEA_M = 30.0  # how deep the sea is taken to be far from the world
_SHELF_M = 90.0  # over which distance from the world's edge it becomes so deep


@dataclass(frozen=True, eq=False, slots=True)
class Rays:
    """Rays from one eye through points of a picture."""

    eye_m: F32  # (3,)
    direction: F32  # (n, 3)
    column_px: F32  # (n,)
    row_px: F32  # (n,)
    noise: F32  # (n, 2) in 0..1
    suns: int = 1  # points of the sun's disc that each asks

    def at(self, distance_m: F32) -> F32:
        """Return the points (n, 3) at distances (n,) along the rays."""
        return self.eye_m + self.direction * distance_m[:, None]

    def pick(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Rays:
        """Return the rays that are `chosen` by a mask (n,) or by their numbers."""
        column, row = self.column_px[chosen], self.row_px[chosen]
        return Rays(self.eye_m, self.direction[chosen], column, row, self.noise[chosen], self.suns)


@dataclass(slots=True)
class Seen:
    """What the rays have met so far, from the back to the front; filled in step by step."""

    colour: F32  # (n, 3)
    distance_m: F32  # (n,) of what is seen, 0 where haze must not touch it (sky)
    bed_m: F32  # (n,) distance of the solid behind everything
    bed_y: F32  # (n,) its height


def shade(prepared: Prepared, rays: Rays, texel: F32, top_row: int, time_s: float) -> F32:
    """Return the colours (n, 3) that rays see; `texel` holds the gathered light of these rows (see gather)."""
    seen = _solids(prepared, rays, texel, (top_row, time_s))
    _glow(prepared, rays, seen)
    if prepared.sea_level_m is not None:
        _sea(prepared, rays, seen, time_s)
    _veils(prepared, rays, seen, time_s)
    if prepared.ceiling_over(rays.eye_m):
        sunk = seen.distance_m > 0.0
        far = through(prepared.air, rays.eye_m, seen.colour, rays.direction, seen.distance_m)
        return np.where(sunk[:, None], far, seen.colour)
    return prepared.air.haze(seen.colour, rays.eye_m, rays.direction, seen.distance_m)


def _solids(prepared: Prepared, rays: Rays, texel: F32, at: tuple[int, float]) -> Seen:
    air, (top_row, time_s) = prepared.air, at
    origin = np.broadcast_to(rays.eye_m, rays.direction.shape)
    hits, moves = prepared.solids.nearest(origin, rays.direction)
    colour = _open(prepared, rays, ~hits.hit, time_s)
    hits = country_first(prepared, rays.eye_m, rays.direction, (hits, colour))
    met = hits.hit
    distance = np.where(met, hits.distance_m, 0.0).astype(np.float32)
    beyond = ~met & (hits.distance_m < FAR_M)  # a bed too, where the sea lies over it
    depth = np.where(beyond, rays.eye_m[1] + rays.direction[:, 1] * np.where(beyond, hits.distance_m, 0.0), 0.0)
    seen = Seen(colour, distance, hits.distance_m, depth.astype(np.float32))
    if not met.any():
        return seen
    near, some = hits.pick(met), rays.pick(met)
    normal, albedo, facet = prepared.solids.surface(near, moves[met])
    away = dot(facet, some.direction) > 0.0
    facing = np.where(away, np.float32(-1.0), np.float32(1.0))[:, None]
    normal, facet = normal * facing, facet * facing
    point = some.at(near.distance_m)
    toward = np.maximum(normal @ air.sun, 0.0)
    ground = (prepared.solids.still.soup.thing.take(near.face, mode="clip") == prepared.ground) & ~moves[met]
    graze = np.where(ground, np.maximum(0.4 - toward, 0.0), 0.0)  # smooth ground must not be shaded by its own facets
    lift = (0.004 + 0.0004 * near.distance_m)[:, None] * facet + (0.6 * graze)[:, None] * normal
    lit = _lit(prepared, (point + lift).astype(np.float32), some, toward > 0.0)
    grain_ground(prepared, albedo, near, point, ground)
    if air.clear:  # on a map the shadow of the whole diorama must not outweigh the world
        apart = prepared.solids.still.soup.thing.take(near.face, mode="clip") < 0
        lit = np.where(apart, 0.55 + 0.45 * lit, lit).astype(np.float32)
    light, contact = pick(texel, top_row, some.column_px, some.row_px, near.distance_m, normal)
    light = np.where((contact < 0.0)[:, None], air.ambient(normal[:, 1]), light)  # lost: open air is the better guess
    contact = np.where(contact < 0.0, 1.0, contact)
    if air.environment.ceiling_m is not None:
        lit = lit * (1.0 + (caustics(point[:, 0], point[:, 2], time_s) - 1.0) * smoothstep(0.1, 0.7, normal[:, 1]))
    direct = (toward * lit * (0.83 + 0.17 * contact))[:, None] * air.sun_light
    light = light * (0.5 + 0.5 * contact)[:, None]
    if len(prepared.lamps.at_m):
        light = light + shine(prepared.lamps, prepared.solids.still, point, normal)
    seen.colour[met] = albedo[:, :3] * (direct + light)
    if air.environment.wet:
        wet_ground(prepared, seen.colour, (met, point, normal, some.direction))
    seen.bed_y[met] = point[:, 1]
    return seen


def _open(prepared: Prepared, rays: Rays, free: NDArray[np.bool_], time_s: float) -> F32:
    """Return the colours (n, 3) behind everything, in full where rays are `free`: the heavens, or water from below."""
    air = prepared.air
    colour = air.sky(rays.direction)
    if prepared.ceiling_over(rays.eye_m):
        colour[free] = surface_below(air, rays.eye_m, rays.direction[free], time_s)
    else:
        colour[free] = paint(air, rays.direction[free])
    return colour


def _lit(prepared: Prepared, point: F32, rays: Rays, asked: NDArray[np.bool_]) -> F32:
    """Return how much of the sun's disc each point sees, 0 to 1, only for those `asked`."""
    lit = np.zeros(len(point), np.float32)
    start, far, turn = point[asked], rays.noise[asked, 0], rays.noise[asked, 1]
    total = np.zeros(len(start), np.float32)
    for number in range(rays.suns):
        sun = to_sun(prepared, far, (turn + number / rays.suns) % 1.0)
        total += ~prepared.solids.blocked(start, sun)
    lit[asked] = total / rays.suns
    return lit


def _glow(prepared: Prepared, rays: Rays, seen: Seen) -> None:
    if prepared.glow.scene is None:
        return
    origin = np.broadcast_to(rays.eye_m, rays.direction.shape)
    hits = prepared.glow.nearest(origin, rays.direction, seen.bed_m)
    if hits.hit.any():
        _, colour = prepared.glow.surface(hits.pick(hits.hit))
        seen.colour[hits.hit] = colour[:, :3]
        seen.distance_m[hits.hit] = hits.distance_m[hits.hit]
        seen.bed_m[hits.hit] = hits.distance_m[hits.hit]


def _sea(prepared: Prepared, rays: Rays, seen: Seen, time_s: float) -> None:
    """Lay the endless sea over what lies under it."""
    level = np.float32(prepared.sea_level_m or 0.0)
    fall = rays.direction[:, 1]
    if rays.eye_m[1] <= level:
        return
    down = fall < -1e-5
    reach = np.where(down, (level - rays.eye_m[1]) / np.where(down, fall, -1.0), FAR_M).astype(np.float32)
    wet = down & (reach < seen.bed_m)
    if not wet.any():
        return
    some, reach = rays.pick(wet), reach[wet]
    point = some.at(reach)
    bed = seen.bed_m[wet] < FAR_M
    rim, beyond = _depths(prepared, point)
    inside = beyond <= 0.0
    edge: F32 = np.float32(prepared.size_m / 2.0) - np.maximum(np.abs(point[:, 0]), np.abs(point[:, 2]))
    known = np.where(bed, smoothstep(0.0, 0.07 * prepared.size_m, edge), 0.0)  # how much the bed that is met counts
    depth = np.maximum(level - seen.bed_y[wet], 0.0) * known + rim * (1.0 - known)
    through = np.where(bed, seen.bed_m[wet] - reach, 0.0)
    path = through * known + depth / np.maximum(-fall[wet], 0.05) * (1.0 - known)
    lifted = point + np.array([0.0, 0.02, 0.0], np.float32)
    lit = np.ones(len(point), np.float32)
    lit[inside] = _lit(prepared, lifted[inside], some.pick(inside), np.ones(int(inside.sum()), np.bool_))
    share = known[:, None].astype(np.float32)
    under: F32 = np.where(bed[:, None], seen.colour[wet], np.float32(0.0))
    behind: F32 = under * share + prepared.rim_light * (np.float32(1.0) - share)
    seen.colour[wet] = shade_water(
        Wet(point, some.direction, reach, depth, path, behind, lit), prepared.waters[0], prepared.air, time_s
    )
    seen.distance_m[wet] = reach
    seen.bed_m[wet] = reach


def _depths(prepared: Prepared, point: F32) -> tuple[F32, F32]:
    """Return how deep the sea is at points (n, 3) by what the world's rim says, and how far (n,) they lie beyond it."""
    half = prepared.size_m / 2.0
    x, z = point[:, 0], point[:, 2]
    beyond = np.hypot(np.maximum(np.abs(x) - half, 0.0), np.maximum(np.abs(z) - half, 0.0))
    rim = prepared.rim_m
    last = rim.shape[1] - 1
    along = np.where(np.abs(x) > np.abs(z), z, x)
    side = np.where(np.abs(x) > np.abs(z), np.where(x > 0, 1, 3), np.where(z > 0, 2, 0))
    at = np.clip((along / half * 0.5 + 0.5) * last, 0.0, last - 1e-3)
    low = at.astype(np.int32)
    share = at - low
    depth = rim[side, low] * (1.0 - share) + rim[side, low + 1] * share
    depth = depth + (_OPEN_SEA_M - depth) * smoothstep(0.0, _SHELF_M, beyond)
    return depth.astype(np.float32), beyond.astype(np.float32)


def _veils(prepared: Prepared, rays: Rays, seen: Seen, time_s: float) -> None:
    """Lay water, foam, glass and smoke over what is seen, the farthest first."""
    tree = prepared.veils
    if tree.scene is None:
        return
    layers: list[tuple[NDArray[np.intp], Hits]] = []
    active = np.arange(len(rays.direction))
    start = np.zeros(len(active), np.float32)
    for _ in range(_LAYERS):
        some = rays.direction[active]
        origin = rays.eye_m + some * start[:, None]
        hits = tree.nearest(origin, some, seen.bed_m[active] - start)
        met = hits.hit
        if not met.any():
            break
        active, hits = active[met], hits.pick(met)
        distance = start[met] + hits.distance_m
        layers.append((active, Hits(distance, hits.face, hits.weight)))
        start = distance + np.float32(0.003) + distance * np.float32(2e-5)
        going = start < seen.bed_m[active]
        active, start = active[going], start[going]
    for index, hits in reversed(layers):
        _veil(prepared, rays, seen, (index, hits), time_s)


def _veil(prepared: Prepared, rays: Rays, seen: Seen, layer: tuple[NDArray[np.intp], Hits], time_s: float) -> None:
    index, hits = layer
    look = prepared.veils.soup.look[hits.face]
    water = look == Look.WATER
    if water.any():
        _lake(prepared, rays, seen, (index[water], hits.pick(water)), time_s)
    rest = ~water
    if rest.any():
        _film(prepared, rays, seen, (index[rest], hits.pick(rest)), look[rest] == Look.SMOKE)


def _lake(prepared: Prepared, rays: Rays, seen: Seen, layer: tuple[NDArray[np.intp], Hits], time_s: float) -> None:
    """Lay the surface of a river or a lake over its bed."""
    index, hits = layer
    some = rays.pick(index)
    point = some.at(hits.distance_m)
    bed = seen.bed_m[index] < FAR_M
    depth = np.where(bed, np.maximum(point[:, 1] - seen.bed_y[index], 0.0), _OPEN_SEA_M)
    path = np.where(bed, seen.bed_m[index] - hits.distance_m, 4.0 * _OPEN_SEA_M)
    lit = _lit(prepared, point + np.array([0.0, 0.02, 0.0], np.float32), some, np.ones(len(index), np.bool_))
    wet = Wet(point, some.direction, hits.distance_m, depth, path, seen.colour[index], lit)
    wet = replace(wet, image=_shore(prepared, wet, time_s))
    seen.colour[index] = shade_water(wet, prepared.waters[1], prepared.air, time_s)
    seen.distance_m[index] = hits.distance_m
    seen.bed_m[index], seen.bed_y[index] = hits.distance_m, point[:, 1]


def _shore(prepared: Prepared, wet: Wet, time_s: float) -> F32:
    """Return what stands on the far shore where still water mirrors it: colour and 1, or 0 where it mirrors the sky."""
    air = prepared.air
    found = np.zeros((len(wet.point_m), 4), np.float32)
    down, mirror = mirrored(wet, air, time_s)
    flat = np.flatnonzero(down < _MIRRORS)
    start, ahead = wet.point_m[flat] + np.array([0.0, 0.05, 0.0], np.float32), mirror[flat]
    hits, moves = prepared.solids.nearest(start, ahead, np.full(len(flat), _MIRROR_M, np.float32))
    met = hits.hit
    if met.any():
        near = hits.pick(met)
        normal, albedo, _ = prepared.solids.surface(near, moves[met])
        toward = np.maximum(normal @ air.sun, 0.0)[:, None]
        colour = albedo[:, :3] * (0.6 * toward * air.sun_light + 0.8 * air.ambient(normal[:, 1]))
        found[flat[met], :3] = air.haze(colour, start[met][0], ahead[met], near.distance_m)
        found[flat[met], 3] = 0.85
    return found


def _film(
    prepared: Prepared,
    rays: Rays,
    seen: Seen,
    layer: tuple[NDArray[np.intp], Hits],
    smoke: NDArray[np.bool_],
) -> None:
    """Lay foam, glass or smoke over what is behind it; smoke is soft at its rim and lit through."""
    index, hits = layer
    air, some = prepared.air, rays.pick(index)
    normal, colour = prepared.veils.surface(hits)
    facing = -dot(normal, some.direction)
    behind = facing < 0.0
    normal = np.where((behind & ~smoke)[:, None], -normal, normal)
    toward = normal @ air.sun
    hard = np.maximum(toward, 0.0)
    soft = 0.60 + 0.26 * np.maximum(toward, -0.6)
    sun = np.where(smoke, soft, hard)[:, None] * air.sun_light
    ambient = air.ambient(normal[:, 1])
    pale = luma(ambient)[:, None] * (0.55 + 0.45 * air.sun_tint) + 0.10  # light goes through a cloud many times
    ambient = np.where(smoke[:, None], 0.3 * ambient + 0.8 * pale, ambient)
    lit = colour[:, :3] * (sun + ambient)
    alpha = colour[:, 3] * np.where(smoke, smoothstep(0.0, 0.6, facing), 1.0)
    lit = air.haze(lit, some.eye_m, some.direction, hits.distance_m)
    back = air.haze(seen.colour[index], some.eye_m, some.direction, seen.distance_m[index])
    seen.colour[index] = back * (1.0 - alpha[:, None]) + lit * alpha[:, None]
    seen.distance_m[index] = 0.0  # haze is in it now
