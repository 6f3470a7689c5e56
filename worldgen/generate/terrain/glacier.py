"""A glacier: a tongue of ice down the land, swollen in its middle, cut by crevasses, with a front that breaks off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, nearest_on_line, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.ends import find_end, find_way
from worldgen.generate.terrain.place import marked, pinned, to_cells, with_areas
from worldgen.generate.terrain.route import eased
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_FRONT_M = 3.2  # over which length the front breaks off
_OUT_M = 9.0  # how far it reaches into a sea


class Glacier(Params):
    """Ice that flows."""

    from_: str | At = Field(
        alias="from", description="where it begins: an edge, hills, a ridge, a peak or a point", examples=["north"]
    )
    to: str | At = Field("sea", description="where it ends: the sea, a lake, an edge or a point", examples=["sea"])
    width: Metres | None = Field(None, ge=8, le=400, description="across; drawn from 34 to 46 m", examples=["40 m"])
    thickness: Metres | None = Field(
        None, ge=2, le=60, description="of its middle above the ground beside it; drawn from 7 to 10 m"
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Frame:
    """Of each sample: metres along the ice, across it as a share of half its width, and metres from its front."""

    along: F32
    share: F32
    left: F32


def shape_glacier(params: Glacier, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a glacier; areas `<id>` (with its line) and `<id>.front`.

    Raises
    ------
    SpecError
        NO_WAY_DOWN, UNKNOWN_END.
    """
    width = pinned(params.width, seed, "width", 34.0, 46.0)
    thick = pinned(params.thickness, seed, "thickness", 7.0, 10.0)
    source = find_end(params.from_, land, site, "from")
    start = source.lowest(land) if source.area is None else source.spring(land, seed)
    goal = find_end(params.to, land, site, "to")
    line = eased(find_way(start, goal, land, seed, site), width)
    if goal.area is not None and goal.area.kind in ("sea", "lake"):
        line = _further(line, _OUT_M, land.size_m / 2.0)
    frame = _framed(land, line, width, seed)
    level = (
        float(land.water_m[goal.mask].max()) if goal.area is not None and goal.area.kind in ("sea", "lake") else None
    )
    bed = np.interp(frame.along, *_bed(land, line, level)).astype(np.float32)
    body, height = _ice(land, frame, (bed, thick), seed)
    height = np.where(body, np.maximum(height, land.height_m - 30.0), land.height_m).astype(np.float32)
    cover = np.where(body, np.uint8(Cover.ICE), land.cover)
    snowy = body & (np.abs(frame.share) < 0.8) & (frame.left > 0.45 * float(frame.along[body].max(initial=1.0)))
    cover = np.where(snowy & (_soft(land, seed) > -0.1), np.uint8(Cover.SNOW), cover)
    moraine = ~body & (frame.share < 1.16) & (frame.left > 2.0) & ~land.wet()
    cover = np.where(moraine, np.uint8(Cover.GRAVEL), cover)
    land = replace(land, height_m=height, cover=cover.astype(np.uint8), water_m=land.water_m)
    front = body & (frame.left < 3.0 * _FRONT_M)
    return with_areas(
        land, marked(land, site, body, "glacier", line_m=line), marked(land, site, front, "glacier", "front")
    )


def _further(line: F32, by_m: float, half_m: float) -> F32:
    way = line[-1] - line[max(len(line) - 6, 0)]
    way = way / max(float(np.sqrt((way * way).sum())), 1e-6)
    return np.asarray(np.clip(np.concatenate([line, line[-1:] + by_m * way]), -half_m, half_m), np.float32)


def _framed(land: Land, line: F32, width: float, seed: Seed) -> _Frame:
    reach = 0.5 * width * 1.6 + 6.0
    away, along, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, reach / land.cell_m)
    near = np.isfinite(away)
    away = np.where(near, np.where(near, away, 0.0) * land.cell_m, 9e3).astype(np.float32)
    x, z = land.axes()
    total = float(np.hypot(*np.diff(line, axis=0).T).sum())
    along = along * np.float32(land.cell_m)
    half = (
        0.5 * width * (1.0 + 0.20 * fbm(seed / "edge", x / 26.0, z / 26.0, 2)) * (0.72 + 0.28 * along / max(total, 1.0))
    )
    bow = 0.30 * width * (away / half) ** 2  # the front is round
    ragged = 1.6 * gradient_noise(seed / "front", x / 4.7, z / 4.7) + 2.6 * gradient_noise(
        seed / "bays", x / 12.0, z / 12.0
    )
    return _Frame(along, (away / half).astype(np.float32), np.asarray(total - along - bow + ragged, np.float32))


def _bed(land: Land, line: F32, level: float | None) -> tuple[F32, F32]:
    """Return the ground under the ice at distances along it: it only falls; in a sea it floats at the level."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))]).astype(np.float32)
    ground = np.minimum.accumulate(land.height_at(line[:, 0], line[:, 1]))
    if level is not None:
        ground = np.maximum(ground, np.float32(level - 0.5))
    kernel = max(int(12.0 / max(float(length[-1]) / len(length), 1e-3)), 1)
    wide = np.pad(ground, kernel, mode="edge")
    total = np.concatenate([[0.0], np.cumsum(wide, dtype=np.float64)])
    soft = (total[2 * kernel + 1 :] - total[: -2 * kernel - 1]) / (2 * kernel + 1)
    return length, soft.astype(np.float32)


def _ice(land: Land, frame: _Frame, size: tuple[F32, float], seed: Seed) -> tuple[np.ndarray, F32]:
    bed, thick = size
    bulge = np.sqrt(np.clip(1.0 - frame.share**2, 0.0, 1.0))
    rolling = 0.5 * _soft(land, seed)
    top = bed + np.float32(thick) * (0.25 + 0.75 * bulge) * (0.72 + 0.28 * smoothstep(0.0, 40.0, frame.left)) + rolling
    top = top - _crevasses(land, frame, seed) * np.float32(0.42 * thick)
    body = (frame.share < 1.0) & (frame.left > 0.0)
    edge = smoothstep(0.0, _FRONT_M, frame.left) * smoothstep(0.0, 0.10, 1.0 - frame.share)
    height = land.height_m + (np.maximum(top, land.height_m) - land.height_m) * edge
    return np.asarray(body & (height > land.height_m + 0.3)), height.astype(np.float32)


def _crevasses(land: Land, frame: _Frame, seed: Seed) -> F32:
    """Return how deep cracks are, 0..1: bowed across the ice, closer and deeper towards the front and the sides."""
    x, z = land.axes()
    bend = 2.2 * gradient_noise(seed / "bend", x / 17.0, z / 17.0)
    phase = (frame.along + 9.0 * frame.share**2 + bend) / 7.5
    crack = np.abs(phase - np.floor(phase) - 0.5) * 7.5  # metres from the middle of a crack
    number = np.floor(phase).astype(np.int64)
    draw = np.asarray((seed / "crack").at(number), np.float32)
    span = gradient_noise(seed / "span", x / 15.0, z / 15.0) + 0.8 * draw
    zone = smoothstep(-0.10, 0.25, span) * smoothstep(0.0, 0.25, 1.0 - frame.share)
    strong = 0.45 + 0.55 * (1.0 - smoothstep(10.0, 70.0, frame.left))
    return np.asarray((1.0 - smoothstep(0.35, 1.5, crack)) * zone * strong, np.float32)


def _soft(land: Land, seed: Seed) -> F32:
    x, z = land.axes()
    return fbm(seed / "rolling", x / 21.0, z / 21.0, 3)


SHAPER = Shaper(Glacier, shape_glacier, ("front",), order=1)
