"""YAML as plain data with the place of every value: version 1.2, exact, bounded."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.issues import Span, SpecError
from worldgen.spec.yaml_text import MOST_ALIASES, MOST_BYTES, MOST_DEPTH, read_yaml

LESSONS = sorted((Path(__file__).parents[2] / "scenes" / "lessons").glob("*.yaml"))


def code_of(text: str) -> tuple[str, int, int]:
    with pytest.raises(SpecError) as refused:
        read_yaml(text)
    first = refused.value.issues[0]
    return first.code, first.line, first.column


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("Yes", "Yes"), ("NO", "NO"), ("y", "y"),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("tRue", "tRue"),
        ("null", None), ("~", None), ("Null", None), ("", None), ("nULL", "nULL"),
        ("12:30", "12:30"), ("1:20:30", "1:20:30"), ("2026-11-23", "2026-11-23"), ("1_000", "1_000"),
        ("12", 12), ("-12", -12), ("+12", 12), ("012", 12), ("0", 0), ("0o14", 12), ("0x1F", 31), ("0b11", "0b11"),
        ("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("-.5", -0.5), ("1e3", 1000.0), ("1E-3", 0.001), ("1.5e+3", 1500.0),
        (".inf", math.inf), ("-.INF", -math.inf), ("+.inf", math.inf), ("inf", "inf"), ("nan", "nan"),
        ("12 m", "12 m"), ("2..20 m", "2..20 m"), ("80 %", "80 %"), ("10-13", "10-13"), ("1.2.3", "1.2.3"),
        ('"12"', "12"), ("'true'", "true"), ("<<", "<<"), ("=", "="), ("-", [None]), ("e3", "e3"), (".", "."),
        ("+", "+"), ("0o9", "0o9"), ("0xg", "0xg"),
    ],
)  # fmt: skip
def test_a_plain_word_is_read_by_the_core_schema_of_yaml_1_2(written: str, read: object) -> None:
    found = read_yaml(f"key: {written}\n" if written != "-" else "key:\n- \n").data["key"]
    assert found == read
    assert type(found) is type(read)


def test_not_a_number_is_read_as_such() -> None:
    assert math.isnan(read_yaml("key: .nan").data["key"])


def sliced(text: str, span: Span) -> str:
    """Return what stands at `span`, by its lines and columns alone."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def leaves(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        parts = [(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", inner) for key, inner in value.items()]
    elif isinstance(value, list):
        parts = [(f"{pointer}/{index}", inner) for index, inner in enumerate(value)]
    else:
        return [(pointer, value)]
    return [leaf for at, inner in parts for leaf in leaves(inner, at)]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_text_at_each_span_of_a_lesson_is_its_value(path: Path) -> None:
    text = path.read_text("utf-8")
    document = read_yaml(text)
    for pointer, value in leaves(document.data):
        found = sliced(text, document.spans[pointer])
        assert read_yaml(f"key: {found}\n").data["key"] == value
    for pointer, span in document.key_spans.items():
        key = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        assert sliced(text, span) == key


KEYS = st.from_regex(r"[a-z][a-z0-9_/~-]{0,8}", fullmatch=True).filter(lambda key: key not in ("null", "true", "false"))
NUMBERISH = re.compile(r"[-+.0-9][-+.0-9a-zA-Z_]*")  # PyYAML quotes by YAML 1.1, in which `0E0` needs no quotes
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).filter(
    lambda text: not NUMBERISH.fullmatch(text)
)
TREES = st.recursive(
    st.integers(-(10**9), 10**9) | st.booleans() | TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=15,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5), st.sampled_from((True, False, None)))
def test_what_is_dumped_is_read_back_and_stands_where_its_span_says(data: dict[str, Any], flow: bool | None) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=10**6, sort_keys=False)
    try:
        document = read_yaml(text)
    except SpecError as error:  # a dumped word of YAML 1.1 may be written in words that 1.2 reads otherwise
        pytest.fail(str(error))
    assert document.data == data
    for pointer, value in leaves(data):
        assert yaml.safe_load(sliced(text, document.spans[pointer])) == value


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_json_is_yaml_and_every_collection_ends_where_it_ends(data: dict[str, Any]) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    document = read_yaml(text)
    assert document.data == data
    for pointer, span in document.spans.items():
        value: Any = data
        for part in pointer.split("/")[1:]:
            value = value[int(part) if isinstance(value, list) else part.replace("~1", "/").replace("~0", "~")]
        assert json.loads(sliced(text, span)) == value


def test_a_block_collection_ends_with_its_last_value_and_not_at_the_next_key() -> None:
    text = "a:\n  b: 1\n  c: two words\n\n# about d\nd:\n  - >-\n    prose\n    more\n\n  - x\n"
    document = read_yaml(text)
    assert sliced(text, document.spans["/a"]) == "b: 1\n  c: two words"
    assert sliced(text, document.spans["/d/0"]) == ">-\n    prose\n    more"
    assert document.spans["/d"].end_line == 11


def test_a_key_written_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(SpecError) as refused:
        read_yaml("a: 1\nb: 2\na: 3\n")
    assert [(one.code, one.line, "line 1" in one.message) for one in refused.value.issues] == [
        ("DUPLICATE_KEY", 3, True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: {en: Camp, near the sea}", ("PROSE_CUT_BY_COMMA", 1, 19)),
        ("text: Note: lava is hot", ("PROSE_CUT_BY_COLON", 1, 7)),
        ("a:\n  - text: Note: this", ("PROSE_CUT_BY_COLON", 2, 11)),
        ("items: [Note: this, b]", ("PROSE_CUT_BY_COLON", 1, 9)),
        ("a:\n\tb: 1", ("YAML_TAB", 2, 1)),
        ("a: 1\n  b: 2", ("YAML_INDENT", 2, 4)),
        ("a: [1, 2\nb: 3\n", ("YAML_BRACKET", 1, 4)),
        ('a: "open\nb: 3\n', ("YAML_QUOTE", 1, 4)),
        ("a: *b", ("YAML_STAR", 1, 4)),
        ("a: *bold* words", ("YAML_STAR", 1, 4)),
        ("a: @b", ("YAML_SIGN", 1, 4)),
        ("a: `b`", ("YAML_SIGN", 1, 4)),
        ("a: 1\n---\nb: 2", ("YAML_TWO_DOCUMENTS", 2, 1)),
        ("a: !!python/object:os.system x", ("YAML_TAG", 1, 4)),
        ("a: !!str 12", ("YAML_TAG", 1, 4)),
        ("<<: {a: 1}", ("YAML_MERGE", 1, 1)),
        ("12: a", ("KEY_NOT_TEXT", 1, 1)),
        ("[a, b]: c", ("KEY_NOT_TEXT", 1, 1)),
        ("? {a: b}\n: c", ("KEY_NOT_TEXT", 1, 3)),
        ("true: a", ("KEY_NOT_TEXT", 1, 1)),
        ("- a", ("NOT_A_LESSON", 1, 1)),
        ("a sentence", ("NOT_A_LESSON", 1, 1)),
        ("", ("EMPTY_FILE", 1, 1)),
        ("# only a comment\n", ("EMPTY_FILE", 1, 1)),
        ("a: b\x07c", ("YAML_CHARACTER", 1, 5)),
        ("a: " + "9" * 5000, ("YAML_NUMBER", 1, 4)),
        ("a: 0x" + "f" * 5000, ("YAML_NUMBER", 1, 4)),
    ],
)
def test_what_cannot_be_read_is_named_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    assert code_of(text) == expected


def test_a_value_may_be_repeated_a_few_times_but_never_into_a_bomb() -> None:
    assert read_yaml("a: &x [1]\nb: *x").data == {"a": [1], "b": [1]}
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert code_of("\n".join(rows))[0] == "YAML_ALIASES"
    assert code_of("a: &x 1\nb: [" + ", ".join(["*x"] * (MOST_ALIASES + 1)) + "]")[0] == "YAML_ALIASES"
    assert code_of("a: &x [*x]")[0] in ("YAML_ALIASES", "YAML_TOO_DEEP")


def test_size_and_depth_are_bounded() -> None:
    assert code_of("a: " + "x" * MOST_BYTES)[0] == "YAML_TOO_LARGE"
    assert code_of("a: " + "[" * (MOST_DEPTH + 2) + "]" * (MOST_DEPTH + 2))[0] == "YAML_TOO_DEEP"
    assert code_of("a: " + "[" * 200_000)[0] in ("YAML_TOO_DEEP", "YAML_BRACKET", "YAML_SYNTAX")
    assert code_of("a: [" + "1," * 60_000 + "]")[0] == "YAML_TOO_DEEP"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("ab:,{}[]-#&*!|>'\"%@` \n\t?~", max_size=40))
def test_any_text_is_either_read_or_refused_with_a_place(text: str) -> None:
    try:
        read_yaml(text)
    except SpecError as error:
        issues = error.issues
    else:
        return
    assert issues
    assert all(one.line >= 1 and one.column >= 1 for one in issues)
