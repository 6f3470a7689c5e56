"""The models of the things that a lesson names: from the catalogue, from the lesson, or from a file of the author."""

from __future__ import annotations

from dataclasses import replace

from worldgen.core.issues import Issue, SpecError
from worldgen.core.seed import Seed
from worldgen.core.sources import Sources
from worldgen.generate.intent import station_props, thing_model
from worldgen.generate.props.load import load_model
from worldgen.scene import Model
from worldgen.spec.lesson import Lesson
from worldgen.spec.world import Thing


def thing_models(lesson: Lesson, seed: Seed, sources: Sources) -> dict[str, Model]:
    """Return the model of every thing, by `thing_model(id)`.

    Things that are alike share one model: the same prop, the same pinned values and the same words. What the author
    does not pin is drawn from the prop's own name, so that two crates are the same crate.

    Raises
    ------
    SpecError
        With what is wrong in all of them.
    """
    inline = {own.id: own.grammar for own in lesson.world.props}
    models: dict[str, Model] = {}
    wrong: list[Issue] = []
    for thing in lesson.world.things:
        try:
            models[thing_model(thing.id)] = _of_thing(lesson, thing, seed, sources)
        except SpecError as error:
            wrong += error.issues
    for name, thing_id, pointer in station_props(lesson):
        try:
            model = load_model(name, {}, seed / "prop" / name, sources=sources, inline=inline, pointer=pointer)
            models[thing_model(thing_id)] = replace(model, id=f"prop/{name}")
        except SpecError as error:
            wrong += error.issues
    if wrong:
        raise SpecError(wrong)
    return models


def _of_thing(lesson: Lesson, thing: Thing, seed: Seed, sources: Sources) -> Model:
    if thing.model is not None:
        return _imported(thing, thing.model, sources)
    name = thing.prop or ""
    inline = {own.id: own.grammar for own in lesson.world.props}
    model = load_model(
        name,
        thing.with_ if thing.with_ is not None else {},
        seed / "prop" / name,
        texts=thing.text or {},
        sources=sources,
        inline=inline,
        pointer=f"{thing.pointer}/prop",
    )
    own = thing.with_ is not None or bool(thing.text)
    return replace(model, id=f"prop/{name}/{thing.id}" if own else f"prop/{name}")


def _imported(thing: Thing, name: str, sources: Sources) -> Model:
    from worldgen.generate.props.imported import import_model  # noqa: PLC0415  loads trimesh

    pointer = f"{thing.pointer}/model"
    source = sources.read(name, pointer)
    model = import_model(source, pointer, height_m=thing.height, licence=thing.licence or "", author=thing.author or "")
    return replace(model, id=f"file/{name}", label=thing.label or {"en": thing.id.replace("_", " ")})
