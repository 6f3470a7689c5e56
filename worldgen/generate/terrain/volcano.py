"""A volcano: concave flanks cut by gullies, a rim that one can stand on, a crater breached on one side."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, lerp, smoothstep
from worldgen.core.issues import SpecError, issue
from worldgen.core.noise import fbm, gradient_noise, ridged
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.terrain.place import (
    RESERVED,
    SIDES,
    away_m,
    centre_or_drawn,
    marked,
    pinned,
    with_areas,
)
from worldgen.spec.params import Metres, Params
from worldgen.spec.where import At

_LEDGE_M = 5.0  # how broad the rim is
_TILT = 0.46  # of the radius of the crater, by which the rim stands higher on the far side of the breach
_MOST_TILT = 0.11  # of the height
_TEETH_M = 1.5  # how far the rim is broken up and down
_BEARINGS = 2048
_EASED = 0.9  # how much more the flank bends at its foot than at the rim
_LEE = 0.42  # how much less it bends on the side away from the breach
_LEE_LEDGE_M = 4.0  # and how much broader the rim is there
_BARE_FROM = 0.36  # share of the height above which nothing grows


class Volcano(Params):
    """A volcano and its crater."""

    at: At | None = Field(None, description="where its middle is; drawn near the middle of the world if left out")
    height: Metres | None = Field(
        None,
        ge=8,
        le=400,
        description="of the rim above the ground around it; drawn from 28 to 44 m",
        examples=["38 m"],
    )
    radius: Metres | None = Field(
        None, ge=40, le=2000, description="of its foot; drawn from 80 to 110 m", examples=["105 m"]
    )
    crater: Literal["lava_lake", "empty", "water"] = Field("lava_lake", description="what lies in the crater")
    crater_radius: Metres | None = Field(
        None,
        ge=6,
        le=400,
        description="from the middle to the inner edge of the rim; about a seventh of the foot",
        examples=["15 m"],
    )
    breach: Literal["north", "south", "east", "west", "none"] | None = Field(
        None, description="the side on which the rim is broken through; towards the south if left out"
    )
    gullies: bool = Field(True, description="whether rain has cut gullies into its flanks")


@dataclass(frozen=True, slots=True)
class Cone:
    """The numbers of one volcano, all drawn."""

    centre_m: tuple[float, float]
    height_m: float
    radius_m: float
    crater_m: float  # radius of the bowl, to the inner edge of the rim
    bowl_m: float  # depth of its floor below the rim
    lake_m: float  # level of what fills it below the rim
    bend: float  # exponent of the flank at the rim
    breach_rad: float | None  # yaw of the gap: 0 is south, pi/2 is east


def draw_cone(params: Volcano, land: Land, seed: Seed) -> Cone:
    """Return the volcano with everything that the author left open drawn."""
    centre = centre_or_drawn(params.at, land, seed, 0.08)
    height = pinned(params.height, seed, "height", 28.0, 44.0)
    radius = pinned(params.radius, seed, "radius", 80.0, 110.0)
    crater = params.crater_radius or radius * (seed / "crater").one(0.125, 0.15)
    bowl = min(0.42 * height, 0.95 * crater)
    return Cone(
        centre_m=centre,
        height_m=height,
        radius_m=radius,
        crater_m=crater,
        bowl_m=bowl,
        lake_m=bowl * 0.66,
        bend=(seed / "bend").one(1.42, 1.56),
        breach_rad=_breach(params, centre, land, seed),
    )


def _breach(params: Volcano, centre: tuple[float, float], land: Land, seed: Seed) -> float | None:
    if params.breach == "none":
        return None
    if params.breach is not None:
        east, south = SIDES[params.breach]
        return float(np.arctan2(east, south))
    # Towards the viewer in the south, but past the zones: what runs out of it should not run over them.
    turn = (seed / "breach").one(0.5, 0.75)
    side = -1.0 if (seed / "side").one() < 0.5 else 1.0
    zones = [area.centre_m for area in land.areas.values() if area.kind == RESERVED]
    if zones:
        x, z = zones[0]
        towards = float(np.arctan2(x - centre[0], z - centre[1]))
        if abs(towards) < 1.2:
            side = 1.0 if towards < 0.0 else -1.0
    return side * turn


def shape_volcano(params: Volcano, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a volcano on it.

    Its rim is `height` above the ground that was under its middle. Areas: `<id>`, `<id>.rim` (a level ledge),
    `<id>.crater`.

    Raises
    ------
    SpecError
        VOLCANO_CRATER_TOO_WIDE, FEATURE_OUTSIDE.
    """
    cone = draw_cone(params, land, seed)
    _refuse_impossible(cone, land, site)
    away = away_m(land, cone.centre_m)
    x, z = land.axes()
    east, south = x - np.float32(cone.centre_m[0]), z - np.float32(cone.centre_m[1])
    out = np.maximum(away, np.float32(1e-3))
    unit = (np.asarray(east / out, np.float32), np.asarray(south / out, np.float32))
    base = float(land.height_at(*(np.asarray(part, np.float32) for part in cone.centre_m)))
    base = max(base, 0.0)
    top = base + cone.height_m
    uneven = gradient_noise(seed / "round", x / 36.0, z / 36.0) * np.float32(0.07)
    radial = away * (1.0 + uneven * smoothstep(cone.crater_m + _LEDGE_M, cone.crater_m + 25.0, away))
    flank = _flank(cone, radial, unit)
    rim = top + _crest(cone, unit, seed)
    height = land.height_m * (1.0 - 0.75 * flank) + (rim - 0.25 * base) * flank
    if params.gullies:
        height = height - _gullies(cone, unit, away, seed)
    height, gap = _breached(cone, height, unit, away, top)
    height = _bowl(cone, height, away, top)
    return _finished(cone, replace(land, height_m=height), (gap, away, top), params, seed, site)


def _refuse_impossible(cone: Cone, land: Land, site: Site) -> None:
    half = land.size_m / 2.0
    if max(abs(cone.centre_m[0]), abs(cone.centre_m[1])) > half - cone.crater_m - _LEDGE_M:
        raise SpecError([issue("FEATURE_OUTSIDE", site.pointer, id=site.id, size=round(land.size_m))])
    if cone.crater_m + 2.0 * _LEDGE_M > 0.7 * cone.radius_m:
        raise SpecError(
            [issue("VOLCANO_CRATER_TOO_WIDE", site.pointer, id=site.id, crater=round(cone.crater_m),
                   most=int(0.7 * cone.radius_m - 2.0 * _LEDGE_M), foot=round(cone.radius_m))]
        )  # fmt: skip


def _flank(cone: Cone, radial: F32, unit: tuple[F32, F32]) -> F32:
    """Return 1 on the rim, 0 beyond the foot: almost straight above, and concave below where it runs out in a plain."""
    # Straight flanks would be too steep for a trail if they were so all round: the lee is gentler, its ledge broader.
    lee = np.float32(0.5) if cone.breach_rad is None else smoothstep(0.05, -0.75, _facing(cone.breach_rad, unit))
    start = np.float32(cone.crater_m + _LEDGE_M) + np.float32(_LEE_LEDGE_M) * lee
    t = np.clip((np.float32(cone.radius_m) - radial) / (np.float32(cone.radius_m) - start), 0.0, 1.0)
    bend = cone.bend - _LEE * lee + _EASED * (1.0 - t) * (1.0 - 0.9 * lee)
    concave = np.exp(np.log(np.maximum(t, 1e-6).astype(np.float64)) * bend)  # in double: see docs/adr/land.md
    return np.asarray(concave, np.float32)


def _crest(cone: Cone, unit: tuple[F32, F32], seed: Seed) -> F32:
    """Return how far the rim stands above its mean: uneven all round, and tilted, so that one looks into the crater.

    It is the same all the way down from a place on the rim, so it is looked up by the bearing.
    """
    turn = np.arange(_BEARINGS, dtype=np.float32) * np.float32(2.0 * np.pi / _BEARINGS)
    around = np.sin(turn), np.cos(turn)
    rise = np.float32(1.2) * gradient_noise(seed / "rim", around[0] * 1.2, around[1] * 1.2)
    if cone.breach_rad is not None:
        facing = _facing(cone.breach_rad, around)
        teeth = np.float32(_TEETH_M) * ridged(seed / "teeth", around[0] * 2.6, around[1] * 2.6, 2)
        tilt = min(_TILT * cone.crater_m, _MOST_TILT * cone.height_m)
        rise = rise - tilt * facing + teeth * smoothstep(-0.75, -0.2, facing)
    bearing = np.arctan2(unit[0], unit[1]) * np.float32(_BEARINGS / (2.0 * np.pi))
    return np.asarray(rise, np.float32).take(np.rint(bearing).astype(np.int64), mode="wrap")


def _facing(yaw_rad: float, unit: tuple[F32, F32]) -> F32:
    """Return the cosine of how far each sample lies off the way `yaw_rad` from the middle."""
    return np.asarray(unit[0] * np.float32(np.sin(yaw_rad)) + unit[1] * np.float32(np.cos(yaw_rad)), np.float32)


def _gullies(cone: Cone, unit: tuple[F32, F32], away: F32, seed: Seed) -> F32:
    start = cone.crater_m + _LEDGE_M
    t = np.clip((away - start) / (cone.radius_m - start), 0.0, 1.0)
    # On a circle round the origin noise has no seam; the circle grows outwards, so gullies part as they go down.
    spread = 2.0 + 1.5 * t
    cut = ridged(seed / "gullies", unit[0] * spread, unit[1] * spread, 3)
    depth = 0.15 * cone.height_m * smoothstep(-0.04, 0.16, t) * (1.0 - smoothstep(0.34, 0.76, t))
    if cone.breach_rad is not None:  # the lee is smoother: there a trail finds its way up
        depth = depth * (0.3 + 0.7 * smoothstep(-0.6, 0.1, _facing(cone.breach_rad, unit)))
    return np.asarray((np.clip(cut * 1.35 - 0.45, 0.0, 1.0) * depth), np.float32)


def _breached(cone: Cone, height: F32, unit: tuple[F32, F32], away: F32, top: float) -> tuple[F32, F32]:
    """Return the height with the rim lowered at the breach, and how much of the breach is at each sample."""
    if cone.breach_rad is None:
        return height, np.zeros_like(height)
    facing = _facing(cone.breach_rad, unit)
    gap = smoothstep(0.87, 0.975, facing)
    sill = top - cone.lake_m + 0.2  # just holds the lake
    reach = cone.crater_m + _LEDGE_M
    notch = sill - 0.42 * np.maximum(away - reach, 0.0)
    deep = gap * (1.0 - smoothstep(reach + 4.0, cone.radius_m * 0.62, away))
    return lerp(height, np.minimum(height, notch), deep), gap


def _bowl(cone: Cone, height: F32, away: F32, top: float) -> F32:
    wall = smoothstep(cone.crater_m * 0.62, cone.crater_m, away)
    floor = top - cone.bowl_m
    inside = np.minimum(height, floor + (height - floor) * wall)
    return np.where(away < cone.crater_m, inside, height).astype(np.float32)


def _finished(cone: Cone, land: Land, form: tuple[F32, F32, float], params: Volcano, seed: Seed, site: Site) -> Land:
    gap, away, top = form
    x, z = land.axes()
    level = np.float32(top - cone.lake_m)
    crater = away <= cone.crater_m
    rim = (away > cone.crater_m + 0.4) & (away < cone.crater_m + _LEDGE_M - 0.2) & (gap < 0.02)
    foot = away < cone.radius_m
    filled = crater & (land.height_m < level)
    height, water, cover, blocked = land.height_m, land.water_m, land.cover, land.blocked
    ragged = 0.09 * fbm(seed / "bare", x / 16.0, z / 16.0, 3)
    bare = foot & (land.height_m > top - cone.height_m * (1.0 - _BARE_FROM - ragged)) & (cover == Cover.GRASS)
    cover = np.where(bare, np.uint8(Cover.ROCK), cover)
    if params.crater == "lava_lake":
        height = np.where(filled, level, height)
        cover = np.where(filled, np.uint8(Cover.LAVA_HOT), cover)
        blocked = blocked | filled
    elif params.crater == "water":
        lake = away < cone.crater_m + 0.5
        water = np.where(lake & (height < level + 3.0), level, np.where(lake, NO_WATER, water))
    land = replace(land, height_m=height, water_m=water, cover=cover, blocked=blocked)
    return with_areas(
        land,
        marked(land, site, foot, "volcano"),
        marked(land, site, rim, "volcano", "rim"),
        marked(land, site, crater, "volcano", "crater"),
    )


SHAPER = Shaper(Volcano, shape_volcano, ("rim", "crater"), order=0)
