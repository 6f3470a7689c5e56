"""From the lesson to the plan: defaults of the setting filled in, every item tied to its line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from worldgen.core.seed import world_seed
from worldgen.generate.plan import CoverPlan, Feature, PathRules, Plan, Shot, Station, Thing, Zone
from worldgen.generate.registry import REGISTRY
from worldgen.generate.settings import load_setting
from worldgen.scene import Agent
from worldgen.spec.lesson import Lesson
from worldgen.spec.shots import Shot as Asked
from worldgen.spec.where import Where
from worldgen.spec.world import Paths

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan

RAMP_RAD = math.atan(1 / 12)  # ADA 405.2, ISO 21542: the steepest ramp
WHEELCHAIR_WAY_M = 0.9  # ADA 403.5.1, ISO 21542: a way clear of everything
_FINE_CELLS = 256  # on a side: up to so many, a cell is 1 m at most
_LENS_DEG = {"wide": 65.0, "normal": 45.0, "long": 24.0}
_COARSE_M = 2.0  # the side of a cell in the largest world: a path is about as wide


def plan_world(lesson: Lesson, floor_plans: Mapping[str, FloorPlan] | None = None) -> Plan:
    """Return the intent of `lesson`; `floor_plans` are those of its buildings, by id."""
    world = lesson.world
    rules = world.paths
    return Plan(
        id=lesson.id,
        title=lesson.title,
        language=lesson.language,
        seed=world_seed(world.seed),
        setting=world.setting,
        style=world.style,
        size_m=world.size,
        cell_m=cell_m(world.size),
        time_h=_hour(lesson),
        features=tuple(Feature(f.id, f.kind, f.params, f.pointer) for f in world.terrain),
        zones=tuple(Zone(z.id, z.where, z.radius, z.ground, z.pointer, z.label or {}) for z in world.zones),
        things=(*_buildings(lesson), *_things(lesson), *_station_things(lesson)),
        stations=tuple(
            Station(s.id, s.where, s.look_at, s.pointer, s.label, s.alt or {}, s.teaches) for s in lesson.stations
        ),
        covers=tuple(CoverPlan(c.id, c.kind, c.params, c.pointer) for c in world.cover) or usual_covers(world.setting),
        paths=_paths(rules),
        start=_start(lesson),
        agent=_agent(rules),
        labels={one.id: one.label for one in (*world.terrain, *world.cover) if one.label},
        at_rest="reduced_motion" in lesson.personalise.supports,
        shots=tuple(map(_shot, lesson.shots)),
        floor_plans=floor_plans or {},
        season=world.season,
        weather=world.weather,
    )


def _shot(shot: Asked) -> Shot:
    fov_rad = shot.fov if shot.lens is None else math.radians(_LENS_DEG[shot.lens])
    return Shot(
        shot.id, shot.of, shot.from_ or shot.at, shot.facing, shot.height, fov_rad, shot.time, shot.pointer,
        shot.title or {}, shot.alt or {},
    )  # fmt: skip


def _hour(lesson: Lesson) -> float:
    """Return the time of day that the lesson says, else that of its setting."""
    world, usual = lesson.world, load_setting(lesson.world.setting).hour
    return world.time if usual is None or "time" in world.model_fields_set else usual


def _paths(rules: Paths) -> PathRules:
    if rules.access == "walking":
        return PathRules(rules.connect == "stations", rules.width, rules.max_slope)
    return PathRules(rules.connect == "stations", max(rules.width, WHEELCHAIR_WAY_M), min(rules.max_slope, RAMP_RAD))


def _agent(rules: Paths) -> Agent:
    """Return whom the world is proved for: one who walks, or one who sits, needs room and climbs no step."""
    if rules.access == "walking":
        return Agent(max_slope_rad=rules.max_slope)
    return Agent(
        radius_m=WHEELCHAIR_WAY_M / 2,
        height_m=1.4,
        eye_m=1.15,
        step_m=0.015,
        max_slope_rad=min(rules.max_slope, RAMP_RAD),
        wade_m=0.0,
    )


def cell_m(size_m: float) -> float:
    """Return the side of a cell: the world is a power of two of them, each 1 m at most, beyond 256 m at most 2 m."""
    cells = 64
    while size_m / cells > (1.0 if cells < _FINE_CELLS else _COARSE_M):
        cells *= 2
    return size_m / cells


def usual_covers(setting: str) -> tuple[CoverPlan, ...]:
    """Return the dressing that a setting brings when the lesson names none."""
    return tuple(
        CoverPlan(
            usual.id, usual.kind, REGISTRY.params("cover", usual.kind).model_validate(usual.params), "/world/setting"
        )
        for usual in load_setting(setting).covers
    )


def thing_model(thing_id: str) -> str:
    """Return the key under which the model of a thing is kept: each named thing has its own, since it may be edited."""
    return f"thing/{thing_id}"


def _buildings(lesson: Lesson) -> Iterable[Thing]:
    for one in lesson.world.buildings:
        yield Thing(
            one.id, thing_model(one.id), one.where, one.facing, one.pointer, one.label or {}, one.alt or {},
            one.sign or {},
        )  # fmt: skip


def _things(lesson: Lesson) -> Iterable[Thing]:
    for thing in lesson.world.things:
        yield Thing(
            thing.id, thing_model(thing.id), thing.where, thing.facing, thing.pointer,
            thing.label or {}, thing.alt or {}, thing.text or {}, against=thing.against,
        )  # fmt: skip


def station_props(lesson: Lesson) -> Iterable[tuple[str, str, str]]:
    """Yield (name of the prop, id of the thing, pointer) for every prop that stands at a station.

    Its id is `<station>.<prop>`; a second one of the same name is `<station>.<prop>.2`.
    """
    for station in lesson.stations:
        seen: dict[str, int] = {}
        for index, name in enumerate(station.props):
            seen[name] = seen.get(name, 0) + 1
            thing_id = f"{station.id}.{name}" + (f".{seen[name]}" if seen[name] > 1 else "")
            yield name, thing_id, f"{station.pointer}/props/{index}"


def _station_things(lesson: Lesson) -> Iterable[Thing]:
    for _, thing_id, pointer in station_props(lesson):
        station = thing_id.partition(".")[0]
        where = Where(near=station, within=4.0)
        yield Thing(thing_id, thing_model(thing_id), where, station, pointer, station=station)


def _start(lesson: Lesson) -> str | None:
    flow = lesson.flow
    if flow.start:
        return flow.start
    if flow.order:
        return flow.order[0]
    return lesson.stations[0].id if lesson.stations else None
