"""From a lesson to a finished scene, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.sources import Sources
from worldgen.generate.assemble import Parts, assemble
from worldgen.generate.cover.dressing import Around, Dressing, choose_levels, dress, species_in
from worldgen.generate.cover.plot import spot
from worldgen.generate.facts import lesson_facts, station_facts
from worldgen.generate.ground import ground_nodes
from worldgen.generate.intent import plan_world
from worldgen.generate.land import F32, Mask
from worldgen.generate.layout import Layout, PlacedStation, PlacedThing, lay_out
from worldgen.generate.models import thing_models
from worldgen.generate.plan import Plan
from worldgen.generate.settings import Setting, load_setting
from worldgen.generate.settings.palette import style_warnings
from worldgen.generate.stages import Stages, digest
from worldgen.generate.terrain.shape import shape_land
from worldgen.generate.vegetation.nursery import species_models
from worldgen.generate.walkable import Walkable, walkable
from worldgen.scene import LocalText, Model, Node, Scene, Surface
from worldgen.spec.lesson import Lesson

MAX_ERROR_M = 0.22  # of the ground's triangles away from where anybody walks
STATION_FINE_M = 6.0  # around a station every sample of the ground is kept


@dataclass(frozen=True, eq=False, slots=True)
class World:
    """A finished world: the scene, and what the report says about how it came about."""

    plan: Plan
    scene: Scene
    layout: Layout
    warnings: tuple[Issue, ...]


def make_world(lesson: Lesson, sources: Sources, stages: Stages) -> World:
    """Return the world of `lesson`.

    Raises
    ------
    SpecError
        When something that the lesson asks for cannot be done; it names the lines.
    """
    plan = plan_world(lesson)
    setting = load_setting(plan.setting)
    files = tuple(sorted((source.name, source.sha256) for source in sources.seen.values()))
    land_key = digest(plan.seed, plan.setting, plan.size_m, plan.cell_m, plan.features, files)
    land = stages.run("land", lambda: shape_land(plan, sources), land_key)
    models = stages.run("models", lambda: thing_models(lesson, plan.seed, sources, stages))
    bare = _wordless(plan)
    layout = stages.run(
        "layout", lambda: lay_out(bare, land, models, plan.seed / "layout"), *_layout_key(bare, land_key, models)
    )
    dressing, species = stages.run("cover", lambda: _dress(plan, layout, stages), *_cover_key(plan, layout))
    fine, shade = _fine(layout), (1.0 - dressing.shade).astype(np.float32)
    laid = layout.land
    ground, ground_models = stages.run(
        "ground",
        lambda: ground_nodes(laid, setting, plan.style, fine, shade, MAX_ERROR_M),
        plan.setting, plan.style, laid.height_m, laid.water_m, laid.cover, laid.tread, fine, shade,
    )  # fmt: skip
    made = Made(plan, setting, layout, dressing, ground, {**models, **species, **ground_models})
    scene = stages.run("scene", lambda: _scene(lesson, made))
    return World(plan, scene, layout, (*lesson.warnings, *style_warnings(plan.style), *dressing.warnings))


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """What the stages made, on its way into the tree."""

    plan: Plan
    setting: Setting
    layout: Layout
    dressing: Dressing
    ground: tuple[Node, ...]
    models: Mapping[str, Model]


def _standing(layout: Layout) -> tuple[PlacedThing | PlacedStation, ...]:
    return (*layout.sites.values(), *layout.stations.values())


def _wordless(plan: Plan) -> Plan:
    """Return `plan` without its words: where things stand does not hang on what they are called."""
    nothing: LocalText = {}
    return replace(
        plan,
        title=nothing,
        language="",
        labels={},
        at_rest=False,
        zones=tuple(replace(one, label=nothing) for one in plan.zones),
        things=tuple(replace(one, label=nothing, alt=nothing, text=nothing) for one in plan.things),
        stations=tuple(replace(one, label=nothing, alt=nothing, objectives=()) for one in plan.stations),
        covers=(),
    )


def _layout_key(bare: Plan, land_key: bytes, models: Mapping[str, Model]) -> tuple[object, ...]:
    """Return all that the layout depends on: intent without words, the outsides of models."""
    outsides = [(key, one.height_m, one.use_m, one.floats, one.airy) for key, one in models.items()]
    outlines = [model.footprint_m for model in models.values()]
    decks = [array for model in models.values() for deck in model.decks for array in (deck.position_m, deck.face)]
    names = [[deck.name for deck in model.decks] for model in models.values()]
    return (land_key, bare, outsides, names, *outlines, *decks)


def _cover_key(plan: Plan, layout: Layout) -> tuple[object, ...]:
    land = layout.land
    masks = [area.mask for area in (*land.areas.values(), *layout.zones.values())]
    lines = [route.line_m for route in layout.network.routes]
    spots = [(one.id, one.position_m) for one in _standing(layout)]
    return (
        plan.seed,
        plan.covers,
        land.height_m,
        land.water_m,
        land.blocked,
        layout.keep_clear,
        spots,
        *masks,
        *lines,
    )


def _dress(plan: Plan, layout: Layout, stages: Stages) -> tuple[Dressing, dict[str, Model]]:
    """Return the dressing with a level of detail for each copy, and the models of its species."""
    names = species_in(plan.covers)
    models = stages.recall("species", lambda: species_models(names, plan.seed), plan.seed, names)
    land = layout.land
    spots = {one.id: spot(land, one.id, (one.position_m[0], one.position_m[2])) for one in _standing(layout)}
    around = Around(layout.keep_clear, {**layout.zones, **spots})
    dressing = dress(plan.covers, layout.land, around, plan.seed, models)
    focus = _focus(layout)
    instances = {
        cover: tuple(choose_levels(batch, focus) for batch in batches) for cover, batches in dressing.instances.items()
    }
    return replace(dressing, instances=instances), models


def _focus(layout: Layout) -> F32:
    """Return where people walk, (k, 2) as (x, z): what is near is drawn in full."""
    stations = [[s.position_m[0], s.position_m[2]] for s in layout.stations.values()]
    lines = [route.line_m[::8, (0, 2)] for route in layout.network.routes]
    return np.concatenate([np.asarray(stations, np.float32).reshape(-1, 2), *lines]).astype(np.float32)


def _fine(layout: Layout) -> Mask:
    """Return where the ground's triangles must be exactly the grid: treads, pads and around stations."""
    land = layout.land
    x, z = land.axes()
    fine = layout.network.fine | (land.tread > 0)
    for station in layout.stations.values():
        fine = fine | (np.hypot(x - station.position_m[0], z - station.position_m[2]) <= STATION_FINE_M)
    for site in layout.sites.values():
        low, high = site.footprint_m.min(axis=0) - 1.5, site.footprint_m.max(axis=0) + 1.5
        fine = fine | ((x >= low[0]) & (x <= high[0]) & (z >= low[1]) & (z <= high[1]))
    return fine


def _scene(lesson: Lesson, made: Made) -> Scene:
    mesh = made.models["ground"].levels[0][0]
    ground = Surface("ground", "ground", "ground", mesh.position_m, mesh.face)
    way = walkable(made.layout, made.models, ground, made.plan.agent)
    _prove_decks(made.layout, way)
    parts = Parts(
        layout=made.layout,
        ground=made.ground,
        models={**made.models, **way.models},
        dressing=made.dressing.instances,
        bridges=way.bridges,
        surfaces=way.surfaces,
        portals=way.portals,
        environment=made.setting.environment(made.plan.time_h),
        facts=lesson_facts(lesson),
        station_facts=station_facts(lesson),
    )
    scene = assemble(made.plan, parts)
    if lesson.world.colour_vision == "usual":
        return scene
    from worldgen.generate.colour_vision import recoloured  # noqa: PLC0415

    return replace(scene, models=recoloured(scene.models, lesson.world.colour_vision))


def _prove_decks(layout: Layout, way: Walkable) -> None:
    """Prove that one can step from the ground to the deck of every station that is on one.

    Raises
    ------
    SpecError
        STATION_UNREACHABLE for each that one cannot.
    """
    node_of = {surface.id: surface.node for surface in way.surfaces}
    joined = {"ground"}
    for _ in way.surfaces:
        joined |= {end for portal in way.portals for end in (portal.a, portal.b) if {portal.a, portal.b} & joined}
    reached = {node_of[surface] for surface in joined}
    why = "nothing joins what it stands on to the ground"
    lost = [station for station in layout.stations.values() if station.on is not None and station.on not in reached]
    if lost:
        raise SpecError(
            issue("STATION_UNREACHABLE", one.pointer, station=one.id, why=why, mend=f"move `{one.on}` along the shore")
            for one in lost
        )
