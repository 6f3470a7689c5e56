"""The whole land: the setting's ground, the features of the lesson folded over it, the sea and the named areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import Mask, distance_m, erode, label, lerp, smoothstep
from worldgen.core.issues import Issue, SpecError
from worldgen.core.noise import gradient_noise
from worldgen.core.sources import Sources
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import NO_WATER, Area, Cover, Land
from worldgen.generate.plan import Feature, Plan
from worldgen.generate.settings import Setting, load_setting
from worldgen.generate.terrain import KINDS
from worldgen.generate.terrain.place import RESERVED, point_m
from worldgen.generate.terrain.sea_level import sea_level_m, with_sea

_SHORE_M = 6.0
_DRY_M = 1.5  # a zone by the sea is at least this high
_STEEP_RAD = 0.5
_GENTLE_RAD = 0.45
_CLIFFS = 0.8  # a coast of which less than this is gentle has cliffs
_BEACH_TO_M = 1.35  # sand reaches this high above the sea


def shape_land(plan: Plan, sources: Sources) -> Land:
    """Return the ground of the world.

    Features work in the order of their kind (`Shaper.order`), then in that of the lesson. `areas` has `land`, `shore`,
    `sea` and `beach` where there is one, every feature and its parts.

    Raises
    ------
    SpecError
        All that cannot be shaped as asked.
    """
    setting = load_setting(plan.setting)
    features, usual = _features(plan, setting)
    work = sorted(((_shaper(feature.kind), feature) for feature in features), key=lambda pair: pair[0].order)
    land = _bare(plan, setting)
    issues: list[Issue] = []
    settled = 0
    for shaper, feature in work:
        if shaper.order > settled:
            land, settled = with_sea(land, _sea_m(land, setting)), shaper.order
        try:
            seed = plan.seed / "terrain" / feature.id
            land = shaper.shape(feature.params, land, seed, Site(feature.id, feature.pointer, sources))
        except SpecError as refused:
            issues += refused.issues
    if issues:
        raise SpecError(issues)
    land = _climbed(with_sea(land, _sea_m(land, setting)), plan, setting)
    return _named(land, plan, setting, usual)


def _sea_m(land: Land, setting: Setting) -> float | None:
    """Return the level of the setting's sea, else of one that the lesson adds."""
    return setting.sea_level_m if setting.sea_level_m is not None else sea_level_m(land)


def _climbed(land: Land, plan: Plan, setting: Setting) -> Land:
    """Return `land` with bare rock and snow on its heights, where the setting has such lines."""
    if setting.tree_line is None and setting.snow_line is None:
        return land
    from worldgen.generate.terrain.snow import bare_rock, snowed  # noqa: PLC0415  mountains alone pay for it

    everywhere, seed = np.ones(land.height_m.shape, np.bool_), plan.seed / "setting" / "heights"
    if setting.tree_line is not None:
        land = bare_rock(land, everywhere, setting.tree_line * land.size_m, seed)
    if setting.snow_line is not None:
        land = snowed(land, everywhere, setting.snow_line * land.size_m, seed)
    return land


def _shaper(kind: str) -> Shaper:
    found: Shaper = {entry.name: entry for entry in KINDS}[kind].load()
    return found


def _features(plan: Plan, setting: Setting) -> tuple[tuple[Feature, ...], Mapping[str, str]]:
    """Return the features of the plan and the setting's own, and by which feature each name of the setting is met."""
    out, usual = list(plan.features), {}
    for feature in setting.features:
        own = next((asked for asked in plan.features if asked.id == feature.id or asked.kind == feature.kind), None)
        if own is None:
            params: Any = _shaper(feature.kind).params.model_validate(feature.said(plan.size_m))
            out.append(Feature(feature.id, feature.kind, params, "/world/setting"))
        usual[feature.id] = own.id if own else feature.id
    return tuple(out), usual


def _bare(plan: Plan, setting: Setting) -> Land:
    n = round(plan.size_m / plan.cell_m) + 1
    blank = np.zeros((n, n), np.float32)
    land = Land(
        height_m=blank, water_m=np.full((n, n), NO_WATER, np.float32), cover=np.zeros((n, n), np.uint8),
        blocked=np.zeros((n, n), np.bool_), tread=blank, cell_m=plan.cell_m, areas={}, ceiling_m=setting.ceiling_m,
    )  # fmt: skip
    x, z = land.axes()
    height = setting.shape(x, z, plan.size_m, plan.seed / "setting")
    cover = land.cover if setting.cover is None else setting.cover(x, z, plan.size_m, plan.seed / "setting")
    areas: dict[str, Area] = {}
    for zone in plan.zones:
        if zone.where.at is None:
            continue
        centre = point_m(zone.where.at, plan.size_m)
        if max(map(abs, centre)) + zone.radius_m > plan.size_m / 2.0:
            continue  # the layout refuses it, with the words for zones
        away = np.hypot(x - np.float32(centre[0]), z - np.float32(centre[1])).astype(np.float32)
        areas[zone.id] = Area(zone.id, away <= zone.radius_m + 5.0, centre, kind=RESERVED, pointer=zone.pointer)
        if setting.sea_level_m is not None:  # the coast makes room for a place that the lesson sets near it
            dry = np.maximum(height, np.float32(setting.sea_level_m + _DRY_M))
            to_edge = plan.size_m / 2.0 - max(map(abs, centre))
            reach = max(min(zone.radius_m + 24.0, to_edge - 1.0), zone.radius_m + 1.0)
            height = lerp(dry, height, smoothstep(min(zone.radius_m + 3.0, reach - 0.5), reach, away))
    land = with_sea(replace(land, height_m=height, cover=cover), setting.sea_level_m)
    return replace(land, areas={**land.areas, **areas})


def _named(land: Land, plan: Plan, setting: Setting, usual: Mapping[str, str]) -> Land:
    wet = land.wet()
    areas = {name: area for name, area in land.areas.items() if area.kind != RESERVED}
    water = areas["sea"].mask if "sea" in areas else wet  # on an island the shore is that of the sea
    near = ~wet & (distance_m(water, land.cell_m, _SHORE_M + 1.0) <= _SHORE_M)
    gentle = land.slope_rad() < _STEEP_RAD
    shore = near & gentle
    if np.count_nonzero(shore) < _CLIFFS * np.count_nonzero(near):
        shore &= _reached(gentle & ~wet & ~land.blocked)
    cover = land.cover
    level = _sea_m(land, setting)
    if level is not None and "sea" in areas:
        cover, beach = _sanded(land, plan, areas["sea"].mask, level)
        areas.setdefault("beach", _area("beach", beach, land, "/world/setting"))
    walked = ~wet & ~land.blocked
    if setting.tree_line is not None:
        walked = _low_land(land, walked)
    areas["land"] = _area("land", walked, land, "/world/setting")
    areas["shore"] = _area("shore", shore & ~land.blocked, land, "/world/setting")
    for name, feature in usual.items():  # a second name of the same place
        if feature != name and feature in areas:
            areas.setdefault(name, replace(areas[feature], id=name, kind="alias"))
            for part in [area for key, area in areas.items() if key.startswith(f"{feature}.")]:
                second = name + part.id.removeprefix(feature)
                areas.setdefault(second, replace(part, id=second, kind="alias"))
    return replace(land, areas=areas, cover=cover)


def _low_land(land: Land, dry: Mask) -> Mask:
    """Return what is meant by land among peaks: the largest piece of gentle turf, on which one gets about."""
    gentle = dry & (land.slope_rad() < _GENTLE_RAD) & (land.cover != Cover.ROCK) & (land.cover != Cover.SNOW)
    parts, count = label(erode(gentle, 2.5 / land.cell_m))
    if not count:
        return dry
    return np.asarray(parts == 1 + int(np.argmax(np.bincount(parts.ravel())[1:])))


def _reached(free: Mask) -> Mask:
    """Return the largest piece of `free`: under cliffs there are strips of shore to which nobody can walk."""
    parts, count = label(free)
    if not count:
        return free
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[0] = 0
    return np.asarray(parts == int(np.argmax(sizes)))


def _sanded(land: Land, plan: Plan, sea: Mask, level_m: float) -> tuple[NDArray[np.uint8], Mask]:
    x, z = land.axes()
    noise = gradient_noise(plan.seed / "setting" / "sand", x / 13.0, z / 13.0)
    low = land.height_m < level_m + _BEACH_TO_M + 0.45 * noise
    near = distance_m(sea, land.cell_m, 24.0) < 24.0
    sand = low & near & (land.cover == Cover.GRASS)
    return np.where(sand, np.uint8(Cover.SAND), land.cover), sand & ~sea


def _area(name: str, mask: Mask, land: Land, pointer: str) -> Area:
    rows, cols = np.nonzero(mask)
    half = land.size_m / 2.0
    if not rows.size:
        return Area(name, mask, (0.0, 0.0), kind=name, pointer=pointer)
    nearest = int(np.argmin((rows - rows.mean()) ** 2 + (cols - cols.mean()) ** 2))
    return Area(
        name, mask, (float(cols[nearest] * land.cell_m - half), float(rows[nearest] * land.cell_m - half)),
        kind=name, pointer=pointer,
    )  # fmt: skip
