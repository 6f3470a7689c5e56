"""The JSON Schema agrees with the loader, and helps: every key is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.spec.broken import BROKEN, SCENES, issues_of
from worldgen.core.issues import SpecError
from worldgen.generate.registry import REGISTRY
from worldgen.spec.schema import json_schema
from worldgen.spec.starter import starter
from worldgen.spec.yaml_text import read_yaml

SCHEMA = json_schema(REGISTRY)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
STRUCTURAL = (
    "[BAD_QUANTITY]",
    "[UNKNOWN_KEY]",
    "[MISSING_KEY]",
    "[WRONG_TYPE]",
    "[NOT_ONE_OF]",
    "[EMPTY_VALUE]",
    "[BAD_ID]",
)


def properties(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and not at.endswith("/if"):
                for name, one in value.items():
                    yield f"{at}/{name}", one
            if key not in ("default", "examples", "enum", "const"):
                yield from properties(value, f"{at}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from properties(value, f"{at}/{index}")


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted((SCENES / "lessons").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_lesson_is_valid_by_it(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read_yaml(path.read_text("utf-8")).data)] == []


@pytest.mark.parametrize("setting", REGISTRY.names("setting"))
def test_the_starter_is_valid_by_it(setting: str) -> None:
    assert list(VALIDATOR.iter_errors(read_yaml(starter("my-trip", setting)).data)) == []


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_lesson_broken_in_its_structure_is_invalid_by_it(path: Path) -> None:
    try:
        data = read_yaml(path.read_text("utf-8")).data
    except SpecError:
        return  # what is not YAML never meets the schema
    broken = any(code in issues_of(path) for code in STRUCTURAL)
    assert not broken or not VALIDATOR.is_valid(data)


def test_every_key_is_described() -> None:
    found = dict(properties(SCHEMA))
    assert len(found) > 200
    assert [at for at, one in found.items() if not str(one.get("description", "")).strip()] == []


def test_every_kind_has_a_branch_with_its_own_keys() -> None:
    for family, name in (("terrain", "terrain"), ("cover", "cover")):
        branches = SCHEMA["$defs"][name]["allOf"]
        assert [one["if"]["properties"]["kind"]["const"] for one in branches] == list(REGISTRY.names(family))
        for one in branches:
            assert one["then"]["additionalProperties"] is False


def test_every_key_of_the_language_itself_has_an_example_or_a_list_of_words() -> None:
    shown = ("'examples'", "'enum'", "'const'", "'$ref'", "'boolean'", "'default'", "'properties'")
    own = [(at, one) for at, one in properties(SCHEMA) if not at.startswith(("/$defs/terrain", "/$defs/cover"))]
    assert [at for at, one in own if "/allOf/" not in at and not any(word in str(one) for word in shown)] == []


def test_quantities_are_shown_as_an_author_writes_them() -> None:
    paths = SCHEMA["$defs"]["paths"]["properties"]
    assert (paths["max_slope"]["default"], paths["width"]["default"]) == ("12 deg", "1.6 m")
    assert VALIDATOR.is_valid(
        read_yaml(starter("a", "river_valley").replace("seed: 1 ", "size: 200 m\n  seed: 1 ")).data
    )
    assert not VALIDATOR.is_valid(
        read_yaml(starter("a", "river_valley").replace("seed: 1 ", "size: 200 metres\n  seed: 1 ")).data
    )


def test_nothing_refers_to_what_is_not_there() -> None:
    text = str(SCHEMA)
    for name in {part.split("'")[0] for part in text.split("#/$defs/")[1:]}:
        assert name in SCHEMA["$defs"]
