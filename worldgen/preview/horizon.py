"""What rays see past the edge of the world: clouds, and land that fades into the light of the horizon."""

from __future__ import annotations

import numpy as np

from worldgen.preview.flatten import Look
from worldgen.preview.light import Air, luma, smoothstep
from worldgen.preview.prepared import Prepared
from worldgen.preview.tree import Hits, Tree
from worldgen.preview.under import through
from worldgen.scene import F32

_THICK, _THICKENS = np.float32(0.9), 0.7  # how much thicker haze lies around the world, and over how many of its sides
_ALL_SEA_M = 0.5  # how deep the sea is along the edge of a world, at least, where that lies in the sea all round
# How pale the land beyond becomes: hills stand against the light, peaks stay blue.
_PALES = {"hills": 0.6, "moors": 0.4, "plain": 0.6, "dunes": 0.45, "mesas": 0.34, "peaks": 0.5, "ice": 0.4, "none": 0.6}


def country_first(prepared: Prepared, eye_m: F32, direction: F32, seen: tuple[Hits, F32]) -> Hits:
    """Paint clouds and the land beyond into the colours of `seen` where met first; return the hits that are left."""
    hits, colour = seen
    origin = np.broadcast_to(eye_m, direction.shape)
    around = None if prepared.air.clear else prepared.solids.around(origin, direction, hits.distance_m)
    if around is None or prepared.solids.beyond is None or not around.hit.any():
        return hits
    air, far = prepared.air, prepared.solids.beyond
    cloud = around.hit & (far.soup.look.take(np.maximum(around.face, 0)) == Look.CLOUD)
    if cloud.any():
        colour[cloud] = _cloud(air, far, direction[cloud], around.pick(cloud), colour[cloud])
    own = around.hit & ~cloud
    normal, albedo = far.surface(around.pick(own))
    around_it = (0.79 + 0.38 * luma(albedo[:, :3]))[:, None]  # pale ground, such as snow, lights itself
    light = np.maximum(normal @ air.sun, 0.0)[:, None] * air.sun_light * 0.92 + around_it * air.ambient(normal[:, 1])
    distance, ahead = around.distance_m[own], direction[own]
    spot = eye_m + ahead * distance[:, None]
    out = np.maximum(np.abs(spot[:, 0]), np.abs(spot[:, 2])) - np.float32(prepared.size_m / 2.0)
    share = smoothstep(0.0, _THICKENS * prepared.size_m, out)  # no seam at the edge; then hills stand against light
    if prepared.ceiling_over(eye_m):
        colour[own] = through(air, eye_m, albedo[:, :3] * light, ahead, distance)
        return Hits(around.distance_m, np.where(own, np.int32(-1), hits.face), hits.weight)
    lit = air.haze(albedo[:, :3] * light, eye_m, ahead, distance * (1.0 + _THICK * share))
    glow = (_PALES[air.environment.beyond] * share * smoothstep(100.0, 900.0, distance))[:, None]
    env = air.environment
    pale = 0.94 * air.table[0]
    islets = prepared.sea_level_m is not None and float(prepared.rim_m.min()) > _ALL_SEA_M
    if env.beyond == "peaks" or islets:
        pale = 0.35 * pale + 0.6 * np.asarray(env.sky_mid, np.float32)
    colour[own] = lit + (pale - lit) * glow
    return Hits(around.distance_m, np.where(own, np.int32(-1), hits.face), hits.weight)


def _cloud(air: Air, far: Tree, direction: F32, hits: Hits, behind: F32) -> F32:
    """Return the colour (n, 3) of clouds: lit from the sun's side and through, paler towards the horizon."""
    normal, albedo = far.surface(hits)
    toward = normal @ air.sun
    wrapped = smoothstep(-0.75, 1.0, toward)[:, None]
    rim = (np.maximum(direction @ air.sun, 0.0) ** 6)[:, None] * 0.35  # the sun behind them shines through
    ambient = air.ambient(0.5 + 0.5 * normal[:, 1])
    pale = 0.55 * ambient + 0.45 * luma(ambient)[:, None] * (0.6 + 0.4 * air.sun_tint)
    lit = albedo[:, :3] * ((0.52 * wrapped + rim) * air.sun_light + 1.45 * pale)
    sunk = (0.12 + 0.36 * (1.0 - smoothstep(0.02, 0.16, direction[:, 1])))[:, None]
    return np.asarray(lit + (behind - lit) * sunk, np.float32)
