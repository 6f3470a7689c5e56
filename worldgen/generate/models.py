"""The models of the things that a lesson names: from the catalogue, from the lesson, or from a file of the author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from worldgen.core.issues import Issue, SpecError
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.core.sources import Sources
from worldgen.generate.intent import station_props, thing_model
from worldgen.generate.props.load import load_model
from worldgen.generate.stages import MOST_MODELS, Stages
from worldgen.scene import LocalText, Model
from worldgen.spec.lesson import Lesson
from worldgen.spec.params import Params
from worldgen.spec.world import Thing

if TYPE_CHECKING:
    from worldgen.generate.rooms.floor_plan import FloorPlan


def thing_models(
    lesson: Lesson, seed: Seed, sources: Sources, stages: Stages | None = None,
    floor_plans: Mapping[str, FloorPlan] | None = None,
) -> dict[str, Model]:  # fmt: skip
    """Return the model of every thing, by `thing_model(id)`; `stages` remembers those that were made before.

    Things that are alike share one model: the same prop, the same pinned values and the same words. What the author
    does not pin is drawn from the prop's own name, so that two crates are the same crate.

    Raises
    ------
    SpecError
        With what is wrong in all of them.
    """
    maker = _Makers(lesson, seed, sources, stages or Stages())
    wrong: list[Issue] = []
    models = maker.buildings(floor_plans or {}, wrong)
    for thing in lesson.world.things:
        try:
            model = maker.of_thing(thing)
            board = bool(thing.text) and not model.enclosed  # a building has as large a board as fits
            models[thing_model(thing.id)] = maker.fitted(model, thing.id, written=board)
        except SpecError as error:
            wrong += error.issues
    for name, thing_id, pointer in station_props(lesson):
        try:
            model = replace(maker.made(name, {}, {}, pointer), id=f"prop/{name}")
            models[thing_model(thing_id)] = maker.fitted(model, thing_id, written=False)
        except SpecError as error:
            wrong += error.issues
    if wrong:
        raise SpecError(wrong)
    return models


@dataclass(frozen=True, eq=False, slots=True)
class _Makers:
    lesson: Lesson
    seed: Seed
    sources: Sources
    stages: Stages

    def buildings(self, floor_plans: Mapping[str, FloorPlan], wrong: list[Issue]) -> dict[str, Model]:
        """Return the model of every building that one can go into, adding to `wrong` what cannot be made."""
        if not floor_plans:
            return {}
        from worldgen.generate.buildings.building import building_model  # noqa: PLC0415  few lessons have any
        from worldgen.generate.buildings.look import Look  # noqa: PLC0415
        from worldgen.generate.buildings.signs import refusal  # noqa: PLC0415

        found: dict[str, Model] = {}
        for one in self.lesson.world.buildings:
            plan, seed = floor_plans[one.id], self.seed / "building" / one.id
            look = one.with_ if isinstance(one.with_, Look) else Look.model_construct()  # there is nothing to check
            sign = next(iter((one.sign or {}).values()), "")  # the first language is written
            try:
                model = self.stages.recall(
                    "building", partial(building_model, plan, look, seed, sign), seed, look, plan, sign,
                    most=MOST_MODELS,
                )  # fmt: skip
            except ValueError as error:
                wrong += refusal(error, sign, f"{one.pointer}/sign").issues
                continue
            found[thing_model(one.id)] = replace(model, id=f"building/{one.kind}/{one.id}")
        return found

    def of_thing(self, thing: Thing) -> Model:
        """Return the model of `thing`."""
        if thing.model is not None:
            return _imported(thing, thing.model, self.sources)
        name = thing.prop or ""
        values: Mapping[str, object] | Params = thing.with_ if thing.with_ is not None else {}
        model = self.made(name, values, thing.text or {}, f"{thing.pointer}/prop")
        own = thing.with_ is not None or bool(thing.text)
        return replace(model, id=f"prop/{name}/{thing.id}" if own else f"prop/{name}")

    def fitted(self, model: Model, thing_id: str, *, written: bool) -> Model:
        """Return `model` as those need it who use it: larger to read, within reach of a seat."""
        lesson = self.lesson
        large = written and "larger_text" in lesson.personalise.supports
        used = "." in thing_id or any(thing_id in one.things for one in lesson.activities)
        low = used and lesson.world.paths.access == "wheelchair"
        if not large and not low:
            return model
        from worldgen.generate.fitting import in_reach, larger  # noqa: PLC0415

        model = larger(model) if large else model
        return in_reach(model) if low else model

    def made(self, name: str, values: Mapping[str, object] | Params, texts: LocalText, pointer: str) -> Model:
        """Return the model of the prop `name`, which its name, values, words and seed settle."""
        inline = {own.id: own.grammar for own in self.lesson.world.props}
        seed = self.seed / "prop" / name
        place = list(inline).index(name) if name in inline else -1  # shades of its copies are drawn from its pointer
        return self.stages.recall(
            "model",
            lambda: load_model(name, values, seed, texts, self.sources, inline, pointer),
            seed, values, texts, inline.get(name), place, most=MOST_MODELS,
        )  # fmt: skip


def _imported(thing: Thing, name: str, sources: Sources) -> Model:
    from worldgen.generate.props.imported import import_model  # noqa: PLC0415  loads trimesh

    pointer = f"{thing.pointer}/model"
    source = sources.read(name, pointer)
    model = import_model(source, pointer, height_m=thing.height, licence=thing.licence or "", author=thing.author or "")
    return replace(model, id=f"file/{name}", label=thing.label or {"en": thing.id.replace("_", " ")})
