"""Plain data, item by item, into the models; what is wrong with one item does not hide the next.

CONTRIBUTOR NOTES
    One big model with discriminated unions was the first idea. It builds validators for every type of question and
    every kind of terrain on each start, and puts the tags of unions into the places it reports. Here each mapping is
    handed to the one model that its `type` or `kind` names, and only those are ever built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import ValidationError

from worldgen.core.issues import Issue, issue
from worldgen.core.record import dataclass
from worldgen.spec.about import MASTERY, Meta, Objective, Word
from worldgen.spec.course import Delivery, Flow, Mobility, Personalise, Reflection, Scoring, Teacher
from worldgen.spec.kinds import Family, Kinds
from worldgen.spec.lesson import Lesson
from worldgen.spec.params import Params
from worldgen.spec.questions import QUESTIONS, Question
from worldgen.spec.shots import Shot
from worldgen.spec.stations import Activity, Station
from worldgen.spec.translate import describe, issues_of, not_one_of, pointed, suggestion
from worldgen.spec.where import Where
from worldgen.spec.words import LANGUAGE, Item, Local
from worldgen.spec.world import STYLE_FILES, Feature, OwnParams, OwnProp, Paths, Thing, World, Zone

if TYPE_CHECKING:
    from worldgen.spec.buildings import Building

_P = TypeVar("_P", bound=Params)
_I = TypeVar("_I", bound=Item)
_HEAD = ("id", "kind", "label")


@dataclass(slots=True)
class Reader:
    """Reads one lesson; `issues` fills up, and what could not be read is None or left out.

    `items` are the mappings that could be read, by pointer, also when the lesson as a whole cannot be.
    """

    kinds: Kinds
    context: dict[str, str] = field(default_factory=lambda: {"language": "en"})
    issues: list[Issue] = field(default_factory=list)
    items: dict[str, object] = field(default_factory=dict)

    def lesson(self, data: dict[str, Any]) -> Lesson | None:
        """Return the lesson, or None when it cannot be read at all."""
        meta = data.get("lesson")
        if isinstance(meta, Mapping) and isinstance(language := meta.get("language"), str):
            self.context["language"] = language if LANGUAGE.fullmatch(language) else "en"
        ready = dict(data)
        for key, value in data.items():
            ready[key] = self._section(key, value)
        if isinstance(about := data.get("personalise"), Mapping):
            ready["personalise"] = self.personalise(about, data.get("world"), "/personalise")
        return self.one(Lesson, ready, "")

    def personalise(self, raw: Mapping[str, Any], world: Any, at: str) -> Personalise | None:
        """Return how the lesson fits a learner; other measures of the land are whole features of it."""
        ready = dict(raw)
        if "mobility" in raw:
            ready["mobility"] = self._mobility(raw["mobility"], world, f"{at}/mobility")
        return self.one(Personalise, ready, at)

    def _mobility(self, raw: Any, world: Any, at: str) -> dict[str, tuple[Feature, ...]]:
        land = world.get("terrain") if isinstance(world, Mapping) else None
        known = {one.get("id"): one for one in land or () if isinstance(one, Mapping)} if isinstance(land, list) else {}
        found: dict[str, tuple[Feature, ...]] = {}
        for need, changes in raw.items() if self.mapping(raw, at, "mobility") else ():
            here = f"{at}/{need}"
            if need not in get_args(Mobility):
                self.issues.append(not_one_of(need, get_args(Mobility), here))
                continue
            features = []
            for name, said in changes.items() if self.mapping(changes, here, "other measures") else ():
                place = pointed(here, name)
                if name not in known:
                    hint = suggestion(name, [str(one) for one in known], "the features of the land are")
                    self.issues.append(
                        issue("UNKNOWN_ID", place, name=name, wanted="a feature of the terrain", hint=hint)
                    )
                elif self.mapping(said, place, "other measures"):
                    features.append(self.feature("terrain", {**known[name], **said}, place))
            found[need] = tuple(filter(None, features))
        return found

    def _section(self, key: str, value: Any) -> Any:
        at = pointed("", key)
        if key in _ITEMS:
            return self.many(_ITEMS[key], value, at)
        if key in _SECTIONS:
            return self.one(_SECTIONS[key], value, at)
        if key == "questions":
            return tuple(filter(None, (self.question(raw, here) for here, raw in self.each(value, at))))
        if key == "world":
            return self.world(value, at)
        if key == "personalise":
            return None if isinstance(value, Mapping) else self.one(Personalise, value, at)
        if key == "objectives":
            return tuple(filter(None, (self.objective(raw, here) for here, raw in self.each(value, at))))
        if key == "stations":
            return tuple(filter(None, (self.station(raw, here) for here, raw in self.each(value, at))))
        return value

    def world(self, raw: Any, at: str) -> World | None:
        """Return the world with everything in it."""
        if not self.mapping(raw, at, "the section world"):
            return None
        ready = dict(raw)
        for key in ("terrain", "cover"):
            if key in raw:
                family: Family = "terrain" if key == "terrain" else "cover"
                each = self.each(raw[key], f"{at}/{key}")
                ready[key] = tuple(filter(None, (self.feature(family, value, here) for here, value in each)))
        if "zones" in raw:
            ready["zones"] = self.many(Zone, raw["zones"], f"{at}/zones")
        if "props" in raw:
            each = self.each(raw["props"], f"{at}/props")
            ready["props"] = tuple(filter(None, (self.own_prop(value, here) for here, value in each)))
        if "things" in raw:
            each = self.each(raw["things"], f"{at}/things")
            ready["things"] = tuple(filter(None, (self.thing(value, here) for here, value in each)))
        if "buildings" in raw:
            each = self.each(raw["buildings"], f"{at}/buildings")
            ready["buildings"] = tuple(filter(None, (self.building(value, here) for here, value in each)))
        if "paths" in raw:
            ready["paths"] = self.one(Paths, raw["paths"], f"{at}/paths")
        if isinstance(setting := raw.get("setting"), str) and setting not in self.kinds.names("setting"):
            self.issues.append(not_one_of(setting, self.kinds.names("setting"), f"{at}/setting"))
        style = raw.get("style")
        if isinstance(style, str) and style not in self.kinds.names("style") and not style.endswith(STYLE_FILES):
            self.issues.append(not_one_of(style, (*self.kinds.names("style"), "a .yaml file"), f"{at}/style"))
        return self.one(World, ready, at)

    def feature(self, family: Family, raw: Any, at: str) -> Feature | None:
        """Return an entry of terrain or cover, its parameters checked by those of its kind."""
        noun = "a feature of the terrain" if family == "terrain" else "a cover"
        if not self.mapping(raw, at, noun):
            return None
        item = self.one(Item, {key: value for key, value in raw.items() if key == "id"}, at, noun)
        kind = self.word(raw, "kind", self.kinds.names(family), at, noun)
        if kind is None:
            return None
        rest = {key: value for key, value in raw.items() if key not in _HEAD}
        params = self.one(self.kinds.params(family, kind), rest, at, kind)
        label = self.one(_Labelled, {"label": raw["label"]}, at) if "label" in raw else _Labelled.model_construct()
        if item is None or params is None or label is None:
            return None
        feature = Feature(item.id, kind, params, at, dict(label.label or {}))
        self.items[at] = feature
        return feature

    def thing(self, raw: Any, at: str) -> Thing | None:
        """Return a thing, the parameters of its prop checked where the catalogue knows it."""
        if not self.mapping(raw, at, "a thing"):
            return None
        ready = dict(raw)
        prop = raw.get("prop")
        said = "with" in raw and self.mapping(raw["with"], f"{at}/with", f"what is said of {prop}")
        if said:
            known = isinstance(prop, str) and prop in self.kinds.names("prop")
            model = self.kinds.params("prop", prop) if known else OwnParams
            ready["with"] = self.one(model, raw["with"], f"{at}/with", str(prop))
        return self.item(Thing, ready, at)

    def building(self, raw: Any, at: str) -> Building | None:
        """Return a building with its rooms or its plan, its looks checked by those of its kind."""
        from worldgen.spec.buildings import Building, Room, Spot, WallPlan  # noqa: PLC0415  few lessons have any

        if not self.mapping(raw, at, "a building"):
            return None
        ready = dict(raw)
        kind = self.word(raw, "kind", self.kinds.names("building"), at, "a building")
        if "with" in raw and kind is not None:
            ready["with"] = self.one(self.kinds.params("building", kind), raw["with"], f"{at}/with", f"{kind} (`with`)")
        if "rooms" in raw:
            ready["rooms"] = self.many(Room, raw["rooms"], f"{at}/rooms")
        if "plan" in raw and self.mapping(raw["plan"], f"{at}/plan", "a plan"):
            plan = dict(raw["plan"])
            if "rooms" in plan:
                plan["rooms"] = self.many(Spot, plan["rooms"], f"{at}/plan/rooms")
            ready["plan"] = self.one(WallPlan, plan, f"{at}/plan", "a plan")
        return self.item(Building, ready, at) if kind is not None else None

    def own_prop(self, raw: Any, at: str) -> OwnProp | None:
        """Return a prop of the lesson with its grammar as it was written."""
        if not self.mapping(raw, at, "a prop of the lesson"):
            return None
        grammar = {key: value for key, value in raw.items() if key != "id"}
        return self.item(OwnProp, {**({"id": raw["id"]} if "id" in raw else {}), "grammar": grammar}, at)

    def objective(self, raw: Any, at: str) -> Objective | None:
        """Return an objective with its rule of mastery."""
        if not self.mapping(raw, at, "an objective"):
            return None
        ready = dict(raw)
        if "mastery" in raw:
            here = f"{at}/mastery"
            model = (
                self.word(raw["mastery"], "model", tuple(MASTERY), here, "mastery")
                if self.mapping(raw["mastery"], here, "mastery")
                else None
            )
            ready["mastery"] = self.one(MASTERY[model], raw["mastery"], here) if model else None
        return self.item(Objective, ready, at)

    def station(self, raw: Any, at: str) -> Station | None:
        """Return a station with its place."""
        if not self.mapping(raw, at, "a station"):
            return None
        ready = dict(raw)
        if "where" in raw:
            ready["where"] = self.one(Where, raw["where"], f"{at}/where", "a place (`where`)")
            if ready["where"] is None:
                ready["where"] = Where.model_construct()
        return self.item(Station, ready, at)

    def question(self, raw: Any, at: str) -> Question | None:
        """Return a question of the type that it names."""
        if not self.mapping(raw, at, "a question"):
            return None
        kind = self.word(raw, "type", tuple(QUESTIONS), at, "a question")
        return self.item(QUESTIONS[kind], raw, at) if kind else None

    def many(self, model: type[_I], raw: Any, at: str) -> tuple[_I, ...]:
        """Return those items of a list that could be read."""
        found = (self.item(model, value, here) for here, value in self.each(raw, at))
        return tuple(one for one in found if one is not None)

    def item(self, model: type[_I], raw: Any, at: str) -> _I | None:
        """Return one item that knows its pointer."""
        found = self.one(model, raw, at)
        if found is not None:
            found._pointer = at
        return found

    def one(self, model: type[_P], raw: Any, at: str, noun: str = "") -> _P | None:
        """Return `raw` as a `model`, or None with its problems noted."""
        noun = noun or getattr(model, "noun", model.__name__)
        if not self.mapping(raw, at, noun):
            return None
        try:
            found = model.model_validate(raw, context=self.context)
        except ValidationError as error:
            self.issues += issues_of(error, model, raw, at, noun)
            return None
        self.items[at] = found
        return found

    def each(self, raw: Any, at: str) -> list[tuple[str, Any]]:
        """Return the items of a list with their pointers."""
        if isinstance(raw, list):
            return [(f"{at}/{index}", value) for index, value in enumerate(raw)]
        if raw is None:
            self.issues.append(issue("EMPTY_VALUE", at, wanted="a list"))
        else:
            hint = "begin each of its items with a dash"
            self.issues.append(issue("WRONG_TYPE", at, found=describe(raw), wanted="a list", hint=hint))
        return []

    def mapping(self, raw: Any, at: str, noun: str) -> bool:
        """Return whether `raw` has keys, noting it where it has none."""
        if isinstance(raw, Mapping):
            return True
        wanted = "a mapping of keys and values"
        if raw is None:
            self.issues.append(issue("EMPTY_VALUE", at, wanted=wanted))
        else:
            hint = f"{noun} is written as `key: value` lines or as {{key: value}}"
            self.issues.append(issue("WRONG_TYPE", at, found=describe(raw), wanted=wanted, hint=hint))
        return False

    def word(self, raw: Mapping[str, Any], key: str, words: tuple[str, ...], at: str, noun: str) -> str | None:
        """Return the word under `key`, which says of what sort `raw` is."""
        if key not in raw:
            allowed = ", ".join(words)
            self.issues.append(issue("MISSING_KEY", f"{at}/{key}", key=key, of=noun, example=f"allowed: {allowed}"))
            return None
        found = raw[key]
        if isinstance(found, str) and found in words:
            return found
        if found is None:
            self.issues.append(issue("EMPTY_VALUE", f"{at}/{key}", wanted=f"one of {', '.join(words)}"))
        else:
            self.issues.append(not_one_of(found, words, f"{at}/{key}"))
        return None


class _Labelled(Params):
    label: Local | None = None


_ITEMS: dict[str, type[Item]] = {"vocabulary": Word, "activities": Activity, "shots": Shot}
_SECTIONS: dict[str, type[Params]] = {
    "lesson": Meta,
    "flow": Flow,
    "scoring": Scoring,
    "reflection": Reflection,
    "teacher": Teacher,
    "delivery": Delivery,
}
