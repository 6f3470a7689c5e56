"""The finished tree: ground, water, things, dressing, stations and where one begins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.land import Area, Land
from worldgen.generate.layout import Layout, PlacedStation, PlacedThing
from worldgen.generate.naming import Naming, naming
from worldgen.generate.plan import Plan, Station, Thing
from worldgen.scene import (
    MATERIALS,
    Camera,
    Environment,
    Instances,
    Json,
    LocalText,
    Model,
    Node,
    Portal,
    Role,
    Scene,
    Semantics,
    Spawn,
    State,
    Surface,
    Vec3,
    words,
)

STATION_FOV_RAD = math.radians(60.0)
LAMPS_FROM = 0.25  # share of the night from which lamps are lit
Quaternion = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Parts:
    """All that the stages made and the tree is put together from."""

    layout: Layout
    ground: tuple[Node, ...]
    models: Mapping[str, Model]
    dressing: Mapping[str, tuple[Instances, ...]]
    bridges: tuple[Node, ...]
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]
    environment: Environment
    facts: Mapping[str, Json]
    station_facts: Mapping[str, Mapping[str, Json]]
    views: Mapping[str, Node]
    skies: Mapping[str, Environment]
    hero: Literal["high", "low", "sky"] = "high"
    look_from: str = ""
    furniture: tuple[Node, ...] = ()


def assemble(plan: Plan, parts: Parts) -> Scene:
    """Return the scene of `plan` made of `parts`; ids stand in the order of the lesson."""
    layout = parts.layout
    names = naming(plan)
    things = [_thing(thing, layout.sites[thing.id], parts.models[thing.model], names) for thing in plan.things]
    if plan.floor_plans:
        things = [_with_rooms(plan, node) for node in things]
    models, furniture = parts.models, parts.furniture
    if parts.environment.lamps >= LAMPS_FROM:
        from worldgen.generate.lamps import MOST_LIGHTS, lit_models, with_lights  # noqa: PLC0415  (not by day)

        focus = [placed.position_m for placed in layout.stations.values()]
        models, furniture = _lit_rooms(plan, parts, focus) if plan.floor_plans else (lit_models(models), furniture)
        lights = sum(child.light is not None for node in furniture for child in node.children)
        things = with_lights(things, models, focus, parts.environment.lamps, MOST_LIGHTS - lights)
    elif plan.floor_plans:
        from worldgen.generate.lamps import clear_panes  # noqa: PLC0415  (few lessons have rooms)

        models = {key: clear_panes(one) if one.enclosed else one for key, one in parts.models.items()}
    stations = [
        _station(station, layout.stations[station.id], parts.station_facts.get(station.id, {}))
        for station in plan.stations
    ]
    cover = [
        _cover(names.of_cover(cover_id), cover_id, batches, parts.models)
        for cover_id, batches in parts.dressing.items()
    ]
    spawn = layout.spawn
    roots = (
        *parts.ground,
        *_areas(layout.land, layout.zones, names),
        *map(names.of_bridge, parts.bridges),
        *things,
        *furniture,
        *cover,
        *stations,
        Node("spawn", spawn.position_m, yaw_quaternion(spawn.yaw_rad), semantics=Semantics("spawn")),
    )
    used = _used(roots)
    return Scene(
        id=plan.id,
        title=plan.title,
        language=plan.language,
        size_m=plan.size_m,
        roots=roots,
        models={key: model for key, model in models.items() if key in used},
        materials=MATERIALS,
        environment=parts.environment,
        surfaces=parts.surfaces,
        portals=parts.portals,
        spawn=Spawn(spawn.position_m, spawn.yaw_rad),
        agent=plan.agent,
        states=_states(plan, (*_clips(things, parts.models), *_clips_of_copies(cover, parts.models))),
        facts=parts.facts,
        views=parts.views,
        skies=parts.skies,
        hero=parts.hero,
        look_from=parts.look_from,
    )


def _lit_rooms(plan: Plan, parts: Parts, focus: Sequence[Vec3]) -> tuple[Mapping[str, Model], tuple[Node, ...]]:
    """Return all models as they are at night, and the furniture with the light of its rooms."""
    from worldgen.generate.lamps import lit_models  # noqa: PLC0415  (not by day)
    from worldgen.generate.lamps_indoors import Night, lit_rooms, shining_out  # noqa: PLC0415  (few lessons have rooms)

    keys = {thing.model: plan.floor_plans[thing.id] for thing in plan.things if thing.id in plan.floor_plans}
    models = lit_models({key: model for key, model in parts.models.items() if key not in keys})
    models |= {key: shining_out(parts.models[key], floors) for key, floors in keys.items()}
    night = Night(plan.floor_plans, parts.layout.sites, tuple(focus), parts.environment.lamps)
    lights = lit_rooms(parts.furniture, parts.models, night)
    return models, tuple(
        replace(node, children=(*node.children, lights[node.id])) if node.id in lights else node
        for node in parts.furniture
    )


def yaw_quaternion(yaw_rad: float) -> Quaternion:
    """Return the unit quaternion of a turn about +Y."""
    return (0.0, math.sin(yaw_rad / 2), 0.0, math.cos(yaw_rad / 2))


def look_quaternion(eye_m: Vec3, target_m: Vec3) -> Quaternion:
    """Return the unit quaternion that turns a glTF camera (looking along -Z) from `eye_m` to `target_m`."""
    dx, dy, dz = (float(t - e) for t, e in zip(target_m, eye_m, strict=True))
    yaw = math.atan2(-dx, -dz)
    pitch = math.atan2(dy, math.hypot(dx, dz))
    cy, sy, cp, sp = math.cos(yaw / 2), math.sin(yaw / 2), math.cos(pitch / 2), math.sin(pitch / 2)
    return (cy * sp, sy * cp, -sy * sp, cy * cp)


def _states(plan: Plan, clips: tuple[str, ...]) -> tuple[State, ...]:
    """Return the states of the world, that in which it begins first: at rest where motion is to be reduced."""
    ambient = State("ambient", clips)
    return (State("still", ()), ambient) if plan.at_rest else (ambient,)


def _thing(thing: Thing, site: PlacedThing, model: Model, names: Naming) -> Node:
    facts: dict[str, Json] = {
        "prop": thing.model,
        "footprint_m": [list(map(float, point)) for point in site.footprint_m],
    }
    if thing.text:
        facts["text"] = dict(thing.text)
    if thing.station:
        facts["station"] = thing.station
    label = thing.label or names.of_thing(model.label) or {names.language: thing.id}
    role: Role = "building" if model.id.startswith("building") else "thing"
    return Node(
        thing.id,
        site.position_m,
        yaw_quaternion(site.yaw_rad),
        model=thing.model,
        semantics=Semantics(role, label, thing.alt, facts=facts),
    )


def _with_rooms(plan: Plan, node: Node) -> Node:
    """Return the node of a building with its rooms below it; any other as it is."""
    floors = plan.floor_plans.get(node.id)
    if floors is None or node.semantics is None:
        return node
    from worldgen.generate.rooms.nodes import building_facts, room_nodes  # noqa: PLC0415  (few lessons have any)

    facts = {**node.semantics.facts, **building_facts(floors)}
    children = (*node.children, *room_nodes(node.id, floors, plan.language))
    return replace(node, children=children, semantics=replace(node.semantics, facts=facts))


def _station(station: Station, placed: PlacedStation, facts: Mapping[str, Json]) -> Node:
    local_eye = tuple(float(e - p) for e, p in zip(placed.eye_m, placed.position_m, strict=True))
    camera = Node(
        f"{station.id}.camera",
        (local_eye[0], local_eye[1], local_eye[2]),
        look_quaternion(placed.eye_m, placed.target_m),
        camera=Camera(STATION_FOV_RAD),
    )
    about: dict[str, Json] = dict(facts)
    if station.look_at:
        about["look_at"] = station.look_at
    return Node(
        station.id,
        placed.position_m,
        children=(camera,),
        semantics=Semantics("station", station.label, station.alt, station.objectives, about),
    )


def _areas(land: Land, zones: Mapping[str, Area], names: Naming) -> list[Node]:
    """Return an empty node for each named piece of land, so that a question can point at it in any engine."""
    nodes = []
    for area in {**land.areas, **zones}.values():
        if not area.mask.any():
            continue
        x, z = area.centre_m
        y = float(land.height_at(np.float32(x), np.float32(z)))
        radius = math.sqrt(float(area.mask.sum()) * land.cell_m**2 / math.pi)
        label = names.of_area(area)
        nodes.append(
            Node(
                area.id,
                (float(x), y, float(z)),
                semantics=Semantics("area", label, facts={"kind": area.kind, "radius_m": round(radius, 2)}),
            )
        )
    return nodes


def _cover(label: LocalText, cover_id: str, batches: tuple[Instances, ...], models: Mapping[str, Model]) -> Node:
    first = models[batches[0].model] if batches else None
    role: Role = "rock" if first is not None and "rock" in first.id else "plant"
    return Node(cover_id, instances=batches, semantics=Semantics(role, label))


def _clips(things: list[Node], models: Mapping[str, Model]) -> tuple[str, ...]:
    return tuple(f"{node.id}.{part.clip.name}" for node in things if node.model for part in models[node.model].moving)


def _clips_of_copies(cover: list[Node], models: Mapping[str, Model]) -> tuple[str, ...]:
    """Return the clips of herds, which each model shares, and of flocks."""
    batches = [(node.id, batch) for node in cover for batch in node.instances]
    stride = [
        f"{owner}.{batch.model}.{part.clip.name}" for owner, batch in batches for part in models[batch.model].moving
    ]
    return tuple(dict.fromkeys([*stride, *(f"{owner}.{batch.clip.name}" for owner, batch in batches if batch.clip)]))


def _used(roots: tuple[Node, ...]) -> set[str]:
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node.model:
            found.add(node.model)
        found.update(batch.model for batch in node.instances)
        waiting.extend(node.children)
    return found


def label_of(node: Node, language: str) -> str:
    """Return what a person calls `node`."""
    return words(node.semantics.label, language) if node.semantics and node.semantics.label else node.id
