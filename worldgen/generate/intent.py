"""From the lesson to the plan: defaults of the setting filled in, every item tied to its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from worldgen.core.seed import world_seed
from worldgen.generate.plan import CoverPlan, Feature, PathRules, Plan, Station, Thing, Zone
from worldgen.scene import Agent
from worldgen.spec.lesson import Lesson
from worldgen.spec.where import Where

MOST_CELLS = 256  # on a side: a cell is 1 m up to 256 m, then grows with the world


def plan_world(lesson: Lesson) -> Plan:
    """Return the intent of `lesson`."""
    world = lesson.world
    rules = world.paths
    return Plan(
        id=lesson.meta.id,
        title=lesson.meta.title,
        language=lesson.meta.language,
        seed=world_seed(world.seed),
        setting=world.setting,
        style=world.style,
        size_m=world.size,
        cell_m=cell_m(world.size),
        time_h=world.time,
        features=tuple(Feature(f.id, f.kind, f.params, f.pointer) for f in world.terrain),
        zones=tuple(Zone(z.id, z.where, z.radius, z.ground, z.pointer, z.label or {}) for z in world.zones),
        things=(*_things(lesson), *_station_props(lesson)),
        stations=tuple(
            Station(s.id, s.where, s.look_at, s.pointer, s.label, s.alt or {}, s.teaches) for s in lesson.stations
        ),
        covers=tuple(CoverPlan(c.id, c.kind, c.params, c.pointer) for c in world.cover),
        paths=PathRules(rules.connect == "stations", rules.width, rules.max_slope),
        start=_start(lesson),
        agent=Agent(max_slope_rad=rules.max_slope),
    )


def cell_m(size_m: float) -> float:
    """Return the side of a cell: the world is a power of two of cells, about 1 m each, and never more than 256."""
    cells = 64
    while cells < MOST_CELLS and size_m / cells > 1.0:
        cells *= 2
    return size_m / cells


def thing_model(thing_id: str) -> str:
    """Return the key under which the model of a thing is kept: each named thing has its own, since it may be edited."""
    return f"thing/{thing_id}"


def _things(lesson: Lesson) -> Iterable[Thing]:
    for thing in lesson.world.things:
        yield Thing(
            thing.id, thing_model(thing.id), thing.where, thing.facing, thing.pointer,
            thing.label or {}, thing.alt or {}, thing.text or {},
        )  # fmt: skip


def _station_props(lesson: Lesson) -> Iterable[Thing]:
    for station in lesson.stations:
        seen: dict[str, int] = {}
        for index, name in enumerate(station.props):
            seen[name] = seen.get(name, 0) + 1
            thing_id = f"{station.id}.{name}" + (f".{seen[name]}" if seen[name] > 1 else "")
            where = Where(near=station.id, within=4.0)
            yield Thing(
                thing_id, thing_model(thing_id), where, station.id, f"{station.pointer}/props/{index}",
                station=station.id,
            )  # fmt: skip


def _start(lesson: Lesson) -> str | None:
    flow = lesson.flow
    if flow is not None and flow.start:
        return flow.start
    if flow is not None and flow.order:
        return flow.order[0]
    return lesson.stations[0].id if lesson.stations else None


def prop_of(lesson: Lesson) -> Mapping[str, tuple[str, Mapping[str, object]]]:
    """Return for each thing of the plan (its id) the name of its prop and the values the author pinned."""
    found: dict[str, tuple[str, Mapping[str, object]]] = {}
    for thing in lesson.world.things:
        if thing.prop:
            pinned = thing.with_.model_dump(exclude_unset=True) if thing.with_ is not None else {}
            found[thing.id] = (thing.prop, pinned)
    for thing in _station_props(lesson):
        found[thing.id] = (thing.id.removeprefix(f"{thing.station}.").split(".")[0], {})
    return found
