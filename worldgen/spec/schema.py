"""The JSON Schema of a lesson: what gives an editor completion, hover help and red lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from worldgen.core.quantity import UNITS
from worldgen.spec.about import MASTERY, Meta, Objective, Word
from worldgen.spec.buildings import Building, Room, Spot, WallPlan
from worldgen.spec.course import Delivery, Flow, Mobility, Personalise, Reflection, Scoring, Teacher
from worldgen.spec.kinds import Family, Kinds
from worldgen.spec.lesson import Lesson
from worldgen.spec.questions import QUESTIONS
from worldgen.spec.shots import Shot
from worldgen.spec.stations import Activity, Station
from worldgen.spec.where import Where
from worldgen.spec.words import ID, LANGUAGE
from worldgen.spec.world import Paths, Thing, World, Zone

Schema = dict[str, Any]

_MODELS: dict[str, type[BaseModel]] = {
    "lesson": Meta, "objective": Objective, "word": Word, "world": World, "zone": Zone, "paths": Paths,
    "room": Room, "spot": Spot, "plan": WallPlan,
    "where": Where, "station": Station, "shot": Shot, "activity": Activity, "flow": Flow, "scoring": Scoring,
    "reflection": Reflection, "personalise": Personalise, "teacher": Teacher, "delivery": Delivery,
}  # fmt: skip
_NUMBER = r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?"
_PATTERNS = {
    kind: rf"^\s*{_NUMBER}\s*({'|'.join(unit for unit in units if unit)}){'' if kind == 'time' else '?'}\s*$"
    for kind, units in UNITS.items()
}
_ID: Schema = {
    "type": "string",
    "pattern": f"^{ID.pattern}$",
    "description": "its name in this lesson, used to refer to it; small letters, digits, _ and -",
    "examples": ["cone", "palms"],
}
_TEXT: Schema = {
    "description": "words in the language of the lesson, or by language tag",
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    ],
    "examples": ["Base camp", {"en": "Base camp", "es": "Campamento base"}],
}


def json_schema(kinds: Kinds) -> Schema:
    """Return the JSON Schema (2020-12) of a whole lesson, with a branch for every kind that `kinds` knows."""
    defs: Schema = {"text": _TEXT}
    for name, model in _MODELS.items():
        defs[name] = model_schema(model)
    defs["mastery"] = _branches("model", {name: (model_schema(model), "") for name, model in MASTERY.items()})
    defs["question"] = _branches("type", {name: (model_schema(model), "") for name, model in QUESTIONS.items()})
    defs["terrain"] = _kinds(kinds, "terrain", "what it is: a feature of the land")
    defs["cover"] = _kinds(kinds, "cover", "what it is: plants or stones")
    defs["thing"] = _thing(kinds)
    defs["building"] = _building(kinds)
    defs["mobility"] = {
        "type": "object",
        "description": "other measures for features of the land, by the need that asks for them",
        "properties": {
            need: {
                "type": "object",
                "description": f"by the id of the feature, what is other for a {need}",
                "additionalProperties": {"type": "object"},
                "examples": [{"cone": {"height": "20 m"}}],
            }
            for need in get_args(Mobility)
        },
        "additionalProperties": False,
    }
    defs["own_prop"] = {
        "type": "object",
        "description": "a prop of the lesson, in the words of the prop grammar",
        "required": ["id"],
        "properties": {"id": _ID},
    }
    defs["world"]["properties"]["setting"] |= _words(kinds, "setting")
    own = {"pattern": r"\.ya?ml$", "description": "a style of your own: a file beside the lesson"}
    defs["world"]["properties"]["style"] |= {"anyOf": [_words(kinds, "style"), own]}
    whole = model_schema(Lesson)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "worldgen lesson",
        "description": "A lesson that becomes a 3-D world.",
        **{key: value for key, value in whole.items() if key != "description"},
        "$defs": defs,
    }


def model_schema(model: type[BaseModel]) -> Schema:
    """Return the schema of one model: what it holds is written out in place, and nothing may be empty."""
    schema = model.model_json_schema(by_alias=True)
    inner = schema.pop("$defs", {})
    tidy: Schema = _tidy(schema, inner)
    return tidy


def _tidy(schema: Any, inner: Mapping[str, Any]) -> Any:
    """Return `schema` without pydantic's titles and nulls, its references to `inner` written out.

    `x-ref` names a definition of the whole schema, which pydantic, making one model at a time, cannot know.
    """
    if isinstance(schema, list):
        return [_tidy(item, inner) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if "$ref" in schema and name in inner:
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {**_tidy(inner[name], inner), **_tidy(rest, inner)}
    found: Schema = {}
    for key, value in schema.items():
        if key == "properties":
            found[key] = {word: _tidy(one, inner) for word, one in value.items()}
        elif key == "x-ref":
            found["$ref"] = f"#/$defs/{value}"
        elif key == "x-quantity":
            found["pattern"] = _PATTERNS[value]
        elif key == "default":
            if value is not None and not isinstance(value, Mapping):
                found[key] = _written(value, schema.get("x-quantity"))
        elif key in ("examples", "enum", "const"):
            found[key] = value
        elif key in ("gt", "ge", "lt", "le"):
            continue  # bounds in SI units, which an editor would hold against a bare number of degrees
        elif key != "title":
            found[key] = _tidy(value, inner)
    return _without_null(found)


def _written(value: Any, kind: str | None) -> Any:
    """Return a default as an author would write it; the models keep SI units."""
    if kind is None or not isinstance(value, int | float):
        return value
    unit = {"length": "m", "angle": "deg", "fraction": "%", "time": "min", "area": "m2"}[kind]
    return f"{value / UNITS[kind][unit]:.4g} {unit}"


def _without_null(schema: Schema) -> Schema:
    choices = schema.get("anyOf")
    if not isinstance(choices, list):
        return schema
    some = [one for one in choices if one != {"type": "null"}]
    if len(some) == len(choices):
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**some[0], **rest} if len(some) == 1 else {**rest, "anyOf": some}


def _words(kinds: Kinds, family: Family) -> Schema:
    return {"oneOf": [{"const": name, "description": kinds.summary(family, name)} for name in kinds.names(family)]}


def _branches(key: str, models: Mapping[str, tuple[Schema, str]], head: Schema | None = None) -> Schema:
    """Return the schema of a mapping whose other keys depend on the word under `key`."""
    branches = []
    for word, (schema, about) in models.items():
        said = schema.get("properties", {}).get(key, {}).get("description", about)
        properties = {**(head or {}), **schema.get("properties", {}), key: {"const": word, "description": said}}
        then = {
            "properties": properties,
            "required": schema.get("required", []),
            "additionalProperties": False,
        }
        branches.append({"if": {"properties": {key: {"const": word}}, "required": [key]}, "then": then})
    words = [
        {"const": word, "description": about or schema.get("properties", {}).get(key, {}).get("description", word)}
        for word, (schema, about) in models.items()
    ]
    return {
        "type": "object",
        "properties": {**(head or {}), key: {"description": f"one of {', '.join(models)}", "oneOf": words}},
        "required": [*(("id",) if head else ()), key],
        "allOf": branches,
    }


def _kinds(kinds: Kinds, family: Family, about: str) -> Schema:
    models = {
        name: (model_schema(kinds.params(family, name)), kinds.summary(family, name)) for name in kinds.names(family)
    }
    label = {"$ref": "#/$defs/text", "description": "its name for learners"}
    schema = _branches("kind", models, {"id": _ID, "label": label})
    schema["properties"]["kind"]["description"] = about
    return schema


def _thing(kinds: Kinds) -> Schema:
    """Return the schema of a thing; what `with` may say depends on the prop."""
    schema = model_schema(Thing)
    names = kinds.names("prop")
    known = [{"const": name, "description": kinds.summary("prop", name)} for name in names]
    own = {"type": "string", "pattern": f"^{ID.pattern}$", "description": "a prop of this lesson's own"}
    schema["properties"]["prop"] |= {"anyOf": [*known, own]}
    schema["properties"]["prop"].pop("type", None)
    schema["properties"]["with"]["type"] = "object"
    schema["allOf"] = [
        {
            "if": {"properties": {"prop": {"const": name}}, "required": ["prop"]},
            "then": {
                "properties": {
                    "with": {
                        **model_schema(kinds.params("prop", name)),
                        "description": f"what to change about the {name.replace('_', ' ')}",
                    }
                }
            },
        }
        for name in names
    ]
    return schema


def _building(kinds: Kinds) -> Schema:
    """Return the schema of a building; what `with` may say depends on its kind."""
    schema = model_schema(Building)
    schema["properties"]["kind"] |= _words(kinds, "building")
    schema["properties"]["kind"].pop("type", None)
    schema["properties"]["with"]["type"] = "object"
    looks: dict[type[BaseModel], list[str]] = {}
    for name in kinds.names("building"):
        looks.setdefault(kinds.params("building", name), []).append(name)
    schema["allOf"] = [
        {
            "if": {"properties": {"kind": {"enum": names}}, "required": ["kind"]},
            "then": {"properties": {"with": {**model_schema(look), "description": "how it looks"}}},
        }
        for look, names in looks.items()
    ]
    return schema
