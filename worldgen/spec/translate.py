"""What pydantic found, as issues that point at the file and speak its language."""

from __future__ import annotations

import math
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from worldgen.core.issues import Issue, catalogue, issue

_WANTED = {
    "string": "a text",
    "text": "a text",
    "tuple": "a list",
    "list": "a list",
    "model": "a mapping of keys and values",
    "dict": "a mapping of keys and values",
    "mapping": "a mapping of keys and values",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
}
_LIMITS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_MANY, _LIKELY = 30, 10  # words that are listed in full, and how many are shown of a longer list
_UNIT = re.compile(r"[-+.\deE]+\s*(%|deg|°|rad|m2|m²|ha|m|km|cm|mm|ft|s|min|h)")
_SCALE = {"%": 0.01, "deg": math.pi / 180, "°": math.pi / 180, "km": 1e3, "cm": 0.01, "mm": 1e-3, "ft": 0.3048,
    "min": 60.0, "h": 3600.0, "ha": 1e4}  # fmt: skip


def issues_of(error: ValidationError, model: type[BaseModel], raw: object, pointer: str, noun: str) -> list[Issue]:
    """Return every problem of `raw`, which stands at `pointer` and should have been a `model`."""
    found: dict[str, list[Issue]] = {}
    for detail in error.errors(include_url=False):
        place, value = _walk(raw, detail["loc"], detail["type"])
        one = _issue(detail, model, place, value, pointer, noun)
        found.setdefault(one.pointer, []).append(one)
    return [_best(group) for at, group in found.items() if not _beside_the_point(at, group, found)]


def _beside_the_point(at: str, group: list[Issue], found: Mapping[str, list[Issue]]) -> bool:
    """Return whether what is said of something inside the value at `at` is why this one is wrong."""
    return group[0].code in ("WRONG_TYPE", "WRONG_COUNT") and any(other.startswith(f"{at}/") for other in found)


def nearest(word: object, words: tuple[str, ...] | list[str]) -> str:
    """Return the word nearest to `word`, or nothing when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only when something is wrong

    by_small = {known.lower(): known for known in words}
    near = get_close_matches(str(word).lower(), list(by_small), 1, 0.6)
    return by_small[near[0]] if near else ""


def suggestion(word: object, words: tuple[str, ...] | list[str], kind: str = "allowed") -> str:
    """Return a hint: the nearest of `words`, or all of them, or the likeliest where there are very many."""
    near = nearest(word, words)
    if near:
        return f"did you mean {near!r}?"
    return f"{kind}: {listed(word, words)}" if words else f"{kind}: none"


def listed(word: object, words: tuple[str, ...] | list[str]) -> str:
    """Return `words` in a sentence; of very many, those that are most like `word`."""
    if len(words) <= _MANY:
        return ", ".join(words)
    from difflib import get_close_matches  # noqa: PLC0415  only when something is wrong

    near = get_close_matches(str(word).lower(), list(words), _LIKELY, 0.0)
    more = f"and {len(words) - len(near)} more"
    return f"{', '.join(near)} {more} (`worldgen catalog` shows what there is, `worldgen schema` lists every word)"


def describe(value: object) -> str:
    """Return what `value` is, for people who do not know YAML's types."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the word {str(value).lower()}, which YAML reads as {'yes' if value else 'no'},"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {_short(value)!r}"
    return "a list" if isinstance(value, list | tuple) else "a mapping of keys and values"


def pointed(pointer: str, *parts: object) -> str:
    """Return the JSON pointer of a value below `pointer`."""
    return pointer + "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model as they are written."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else f"{text[:47]}..."


def _walk(raw: object, loc: tuple[int | str, ...], kind: str) -> tuple[list[int | str], object]:
    """Return the parts of `loc` that are in the file, and the value there; pydantic adds tags of unions."""
    place: list[int | str] = []
    value = raw
    for number, part in enumerate(loc):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif _is_index(part, value):
            value = value[part]  # type: ignore[index]  # a list, as was just asked
        elif number == len(loc) - 1 and kind == "missing":
            value = None
        else:
            continue
        place.append(part)
    return place, value


def _is_index(part: int | str, value: object) -> bool:
    return isinstance(part, int) and isinstance(value, list | tuple) and part < len(value)


def _issue(
    detail: Any, model: type[BaseModel], place: list[int | str], value: object, pointer: str, noun: str
) -> Issue:
    kind, facts = detail["type"], detail.get("ctx", {})
    at = pointed(pointer, *place)
    if kind in catalogue():
        return issue(kind, at, **facts)
    if kind == "missing" and place and isinstance(place[-1], int):
        return wrong_count(place[-1], "at least", place[-1] + 1, pointed(pointer, *place[:-1]))
    if kind in ("extra_forbidden", "missing"):
        inner, name = _model_at(model, place[:-1], noun)
        key = str(place[-1]) if place else ""
        if kind == "missing":
            return issue("MISSING_KEY", at, key=key, of=name, example=_example(inner, key))
        return issue("UNKNOWN_KEY", at, key=key, of=name, hint=suggestion(key, keys_of(inner), "its keys are"))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", str(facts.get("expected", ""))) or [str(facts.get("expected", ""))]
        return not_one_of(value, words, at)
    if kind in _LIMITS:
        name, phrase = _LIMITS[kind]
        return issue("OUT_OF_RANGE", at, found=value, phrase=phrase, bound=_bound(facts[name], value))
    if kind in ("too_short", "too_long"):
        few = kind == "too_short"
        bound = facts.get("min_length" if few else "max_length", 1)
        return wrong_count(facts.get("actual_length", 0), "at least" if few else "at most", bound, at)
    if kind == "value_error":
        return _said(str(facts.get("error", detail["msg"])), at)
    if kind in ("model_type", "model_attributes_type") and value is not None:
        inner, _ = _model_at(model, place, noun)
        hint = (
            f"write its keys and values in braces or on lines of their own; its keys are: {', '.join(keys_of(inner))}"
        )
        return issue("WRONG_TYPE", at, found=describe(value), wanted=_WANTED["model"], hint=hint)
    return _wrong_type(kind, detail["msg"], value, at)


def _said(text: str, at: str) -> Issue:
    """Return a sentence raised by a check of a parameter as an issue; what follows `; ` is its hint."""
    found, _, hint = text.partition("; ")
    code = "BAD_QUANTITY" if "with a unit" in hint or "begins above" in found else "BAD_VALUE"
    return issue(code, at, found=found, hint=hint)


def _wrong_type(kind: str, said: str, value: object, at: str) -> Issue:
    wanted = _WANTED.get(kind.split("_", maxsplit=1)[0])
    if wanted is None:
        return issue("BAD_VALUE", at, found=said, hint="")
    if value is None:
        return issue("EMPTY_VALUE", at, wanted=wanted)
    return issue("WRONG_TYPE", at, found=describe(value), wanted=wanted, hint=_cure(wanted, value))


def _cure(wanted: str, value: object) -> str:
    if wanted == "a text" and isinstance(value, bool | int | float):
        shown = str(value).lower() if isinstance(value, bool) else value
        return f'put it in quotes: "{shown}"'
    if wanted == "a text" and isinstance(value, Mapping):
        if len(value) == 1:
            key, rest = next(iter(value.items()))
            return f'if it is a sentence with a colon, put it in quotes: "{key}: {_short(str(rest))}"'
        return "write the words themselves"
    if wanted == "a list" and isinstance(value, str):
        return f"put it in brackets: [{_short(value)}]"
    if wanted == "a list" and isinstance(value, Mapping):
        return "begin each of its items with a dash"
    if wanted == "yes or no":
        return "write yes or no"
    return f"write {wanted}"


def not_one_of(value: object, words: tuple[str, ...] | list[str], at: str) -> Issue:
    """Return the issue of a word that is not among `words`."""
    near = nearest(value, words)
    hint = f"did you mean {near!r}? " if near else ""
    found = repr(_short(value)) if isinstance(value, str) else describe(value)
    return issue("NOT_ONE_OF", at, found=found, hint=f"{hint}allowed: {listed(value, words)}")


def wrong_count(found: int, phrase: str, bound: int, at: str) -> Issue:
    """Return the issue of a list that is too short or too long."""
    return issue("WRONG_COUNT", at, found="1 item" if found == 1 else f"{found} items", phrase=phrase, bound=bound)


def _bound(bound: float, value: object) -> str:
    match = _UNIT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return f"{bound:g}"
    return f"{bound / _SCALE.get(match[1], 1.0):.4g} {match[1]}"


def _best(group: list[Issue]) -> Issue:
    """Return one issue for one place: of a union's complaints, the list of words is the most helpful."""
    for code in ("NOT_ONE_OF", "BAD_QUANTITY"):
        for one in group:
            if one.code == code:
                return one
    return group[0]


def _model_at(model: type[BaseModel], place: list[int | str], noun: str) -> tuple[type[BaseModel], str]:
    """Return the model that stands at `place` inside `model`, and what to call it."""
    name = noun
    for part in place:
        if isinstance(part, int):
            continue
        field = next((info for key, info in model.model_fields.items() if part in (key, info.alias)), None)
        inner = next(_models(field.annotation), None) if field is not None else None
        if inner is not None:
            model, name = inner, getattr(inner, "noun", f"`{part}`")
    return model, name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, list, dict, Mapping) or get_args(
        annotation
    ):
        for inner in get_args(annotation):
            yield from _models(inner)


def _example(model: type[BaseModel], key: str) -> str:
    field = next((info for name, info in model.model_fields.items() if key in (name, info.alias)), None)
    if field is None:
        return ""
    example = f", such as `{key}: {field.examples[0]}`" if field.examples else ""
    return f"add `{key}`: {field.description}{example}"
