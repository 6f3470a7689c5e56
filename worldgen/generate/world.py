"""From a lesson to a finished scene, stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.assemble import Parts, assemble
from worldgen.generate.cover.dressing import Around, Dressing, choose_levels, dress, species_in, thin_far
from worldgen.generate.cover.plot import spot
from worldgen.generate.facts import lesson_facts, station_facts
from worldgen.generate.ground import GroundLook, ground_nodes
from worldgen.generate.intent import plan_world
from worldgen.generate.layout import Layout, PlacedStation, PlacedThing, lay_out
from worldgen.generate.meshing import LARGE_M, focus, meshing
from worldgen.generate.models import thing_models
from worldgen.generate.plan import Plan
from worldgen.generate.settings import Setting, load_setting
from worldgen.generate.settings.palette import load_palette
from worldgen.generate.stages import Stages, digest
from worldgen.generate.styles import load_style, style_scene
from worldgen.generate.terrain.sea_level import sea_level_m
from worldgen.generate.terrain.shape import shape_land
from worldgen.generate.vegetation.nursery import species_models
from worldgen.generate.walkable import Walkable, walkable
from worldgen.scene import Environment, LocalText, Model, Node, Scene, Surface
from worldgen.spec.lesson import Lesson
from worldgen.spec.world import ColourVision

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan


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
    floors = _floor_plans(lesson, sources, stages)
    plan = plan_world(lesson, floors)
    setting = load_setting(plan.setting)
    files = tuple(sorted((source.name, source.sha256) for source in sources.seen.values()))
    land_key = digest(plan.seed, plan.setting, plan.size_m, plan.cell_m, plan.features, files)
    land = stages.run("land", lambda: shape_land(plan, sources), land_key)
    models = stages.run("models", lambda: thing_models(lesson, plan.seed, sources, stages, floors))
    bare = _wordless(plan)
    layout = stages.run(
        "layout",
        lambda: lay_out(bare, land, models, plan.seed / "layout", stages),
        *_layout_key(bare, land_key, models),
    )
    dressing, species = stages.run("cover", lambda: _dress(plan, layout, stages), *_cover_key(plan, layout))
    laid, shade = layout.land, (1.0 - dressing.shade).astype(np.float32)
    look = GroundLook(plan.season, snow_on(plan, setting))
    mesh = meshing(layout, setting)
    ground, ground_models = stages.run(
        "ground",
        lambda: ground_nodes(laid, setting, look, mesh, shade),
        land_key, look, laid.height_m, laid.water_m, laid.cover, laid.tread, mesh.fine, mesh.weight, shade,
    )  # fmt: skip
    standing = _weathered({**models, **species}, setting, look)
    furniture, pieces = _furniture(lesson, plan, layout, models, stages)
    made = Made(plan, setting, layout, dressing, ground, {**standing, **ground_models, **pieces}, furniture)
    views, hidden = _views(plan, layout, dressing)
    style = load_style(plan.style, sources)
    vision = lesson.world.colour_vision
    scene = stages.run("scene", lambda: _told_apart(style_scene(_scene(lesson, made, views), style), vision))
    return World(plan, scene, layout, (*lesson.warnings, *dressing.warnings, *hidden, *_carried_in(plan, models)))


def _carried_in(plan: Plan, models: Mapping[str, Model]) -> tuple[Issue, ...]:
    """Return what is doubtful about how things came into their rooms."""
    if not plan.floor_plans:
        return ()
    from worldgen.generate.layout.doorways import too_large_for_doors  # noqa: PLC0415  (few lessons have rooms)

    return tuple(too_large_for_doors(plan, models))


def _floor_plans(lesson: Lesson, sources: Sources, stages: Stages) -> Mapping[str, FloorPlan]:
    if not lesson.world.buildings:
        return {}
    from worldgen.generate.rooms.plans import floor_plans  # noqa: PLC0415  (few lessons have any)

    return stages.run("plans", lambda: floor_plans(lesson, world_seed(lesson.world.seed), sources, stages))


def _furniture(
    lesson: Lesson, plan: Plan, layout: Layout, models: Mapping[str, Model], stages: Stages
) -> tuple[tuple[Node, ...], Mapping[str, Model]]:
    """Return the furniture of the buildings that one can go into, but of those that are to stay bare."""
    if not plan.floor_plans:
        return (), {}
    from worldgen.generate.furniture import furnish_rooms  # noqa: PLC0415  (few lessons have rooms)

    bare = frozenset(one.id for one in lesson.world.buildings if not one.furnished)
    return stages.run("furniture", lambda: furnish_rooms(plan, layout, models, bare, stages))


def snow_on(plan: Plan, setting: Setting) -> float:
    """Return how much snow lies on the land, 0..1: in a winter that has any, and where it is snowing."""
    if plan.season == "winter" and setting.snows:
        return 1.0
    return 0.72 if plan.weather == "snow" else 0.0


def _weathered(models: Mapping[str, Model], setting: Setting, look: GroundLook) -> Mapping[str, Model]:
    if not look.snow:
        return models
    from worldgen.generate.snow import snowed  # noqa: PLC0415  (few worlds have any)

    return snowed(models, load_palette(setting.ground).covers["snow"], look.snow)


@dataclass(frozen=True, eq=False, slots=True)
class Made:
    """What the stages made, on its way into the tree."""

    plan: Plan
    setting: Setting
    layout: Layout
    dressing: Dressing
    ground: tuple[Node, ...]
    models: Mapping[str, Model]
    furniture: tuple[Node, ...] = ()


def _standing(layout: Layout) -> tuple[PlacedThing | PlacedStation, ...]:
    return (*layout.sites.values(), *layout.stations.values())


def _wordless(plan: Plan) -> Plan:
    """Return `plan` without its words: where things stand does not hang on what they are called."""
    nothing: LocalText = {}
    floor_plans = plan.floor_plans
    if floor_plans:
        from worldgen.generate.rooms.names import wordless  # noqa: PLC0415  (few lessons have buildings)

        floor_plans = {name: wordless(one) for name, one in floor_plans.items()}
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
        shots=(),
        floor_plans=floor_plans,
    )


def _layout_key(bare: Plan, land_key: bytes, models: Mapping[str, Model]) -> tuple[object, ...]:
    """Return all that the layout depends on: intent without words, the outsides of models."""
    outsides = [(key, one.height_m, one.use_m, one.floats, one.airy) for key, one in models.items()]
    outlines = [model.footprint_m for model in models.values()]
    decks = [array for model in models.values() for deck in model.decks for array in (deck.position_m, deck.face)]
    names = [[deck.name for deck in model.decks] for model in models.values()]
    sockets = [sorted(model.sockets.items()) for model in models.values()]
    return (land_key, bare, outsides, names, sockets, *outlines, *decks)


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
    models = stages.recall("species", lambda: species_models(names, plan.seed, season=plan.season), plan.seed, names,
                           plan.season)  # fmt: skip
    land = layout.land
    spots = {one.id: spot(land, one.id, (one.position_m[0], one.position_m[2])) for one in _standing(layout)}
    around = Around(layout.keep_clear, {**layout.zones, **spots})
    dressing = dress(plan.covers, layout.land, around, plan.seed, models)
    near = focus(layout)
    large = land.size_m > LARGE_M
    instances = {
        cover: tuple(
            choose_levels(thin_far(batch, near, models[batch.model].height_m) if large else batch, near)
            for batch in batches
        )
        for cover, batches in dressing.instances.items()
    }
    return replace(dressing, instances=instances), models


def _views(plan: Plan, layout: Layout, dressing: Dressing) -> tuple[dict[str, Node], tuple[Issue, ...]]:
    """Return the cameras of the pictures that the lesson asks for, and what is doubtful about them."""
    if not plan.shots:
        return {}, ()
    from worldgen.generate.shots import place_shots  # noqa: PLC0415  few lessons have any

    return place_shots(plan, layout, dressing.instances)


def _scene(lesson: Lesson, made: Made, views: Mapping[str, Node]) -> Scene:
    mesh = made.models["ground"].levels[0][0]
    ground = Surface("ground", "ground", "ground", mesh.position_m, mesh.face)
    way = walkable(made.layout, made.models, ground, made.plan.agent, made.plan.floor_plans)
    _prove_decks(made.layout, way)
    parts = Parts(
        layout=made.layout,
        ground=made.ground,
        models={**made.models, **way.models},
        dressing=made.dressing.instances,
        bridges=way.bridges,
        furniture=made.furniture,
        surfaces=way.surfaces,
        portals=way.portals,
        environment=_sky(made, made.plan.time_h),
        facts=lesson_facts(lesson),
        station_facts=station_facts(lesson),
        views=views,
        skies={one.id: _sky(made, one.time_h) for one in made.plan.shots if one.time_h is not None},
        hero=made.setting.hero,
        look_from=made.setting.look_from,
    )
    return assemble(made.plan, parts)


def _told_apart(scene: Scene, vision: ColourVision) -> Scene:
    """Return `scene` in colours that can be told apart with `vision`."""
    if vision == "usual":
        return scene
    from worldgen.generate.colour_vision import recoloured  # noqa: PLC0415

    return replace(scene, models=recoloured(scene.models, vision))


def _sky(made: Made, time_h: float) -> Environment:
    """Return the light of an hour, with the sea that the lesson added where the setting has none."""
    light = made.setting.environment(time_h, made.plan.season, made.plan.weather)
    return light if light.sea_level_m is not None else replace(light, sea_level_m=sea_level_m(made.layout.land))


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
