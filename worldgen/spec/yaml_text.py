"""YAML text as plain data with the place of every value: the YAML 1.2 core schema, bounded, nothing executed.

PyYAML's C composer makes the nodes (with the marks); tags are resolved here, since PyYAML's own resolver reads
YAML 1.1, in which `no` and `on` are booleans and `12:30` is the number 750. PyYAML's constructor is not used either: it
keeps the last of two equal keys in silence.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from worldgen.core.issues import Issue, Span, SpecError, issue, located
from worldgen.core.record import dataclass
from worldgen.spec.yaml_trouble import quoted, trouble

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

MOST_BYTES = 1024 * 1024
MOST_NODES = 50_000
MOST_DEPTH = 40
MOST_ALIASES = 50
_MOST_DIGITS = 300

_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_PLAIN = "worldgen:plain"
_QUOTED = "worldgen:quoted"
_MAP = "worldgen:map"
_LIST = "worldgen:list"


class _TooDeep(Exception):  # noqa: N818  never leaves this module
    """The nodes are nested deeper than the C stack should be asked to bear."""


class _Loader(yaml.CSafeLoader):
    """Composes nodes with four tags of our own; any other tag was written by the author.

    The C composer calls itself for each level and has no bound, so a file of brackets alone would end the process. It
    asks these two resolvers on its way down and up, which is where the depth is counted.
    """

    depth = 0

    def descend_resolver(self, current_node: Node | None, current_index: Any) -> None:  # noqa: ARG002  as PyYAML calls it
        self.depth += 1
        if self.depth > MOST_DEPTH + 2:
            raise _TooDeep(current_node.start_mark if current_node is not None else None)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:  # noqa: ARG002  as PyYAML calls it
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return _MAP if kind is MappingNode else _LIST


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain data; `spans` and `key_spans` are by JSON pointer (RFC 6901)."""

    data: dict[str, Any]
    spans: dict[str, Span]
    key_spans: dict[str, Span]
    text: str = ""


@dataclass(slots=True)
class _Reading:
    text: str
    path: str
    issues: list[Issue] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)
    key_spans: dict[str, Span] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    nodes: int = 0
    aliases: int = 0

    def problem(self, code: str, pointer: str, span: Span, **facts: Any) -> None:
        """Note one problem at `span`."""
        self.issues.append(located(issue(code, pointer, **facts), {pointer: span}, self.path))

    def value(self, node: Node, pointer: str, depth: int) -> Any:
        """Return `node` as plain data, noting its place and what is wrong with it."""
        self.nodes += 1
        if self.nodes > MOST_NODES or depth > MOST_DEPTH:
            self.problem("YAML_TOO_DEEP", pointer, _span(node), depth=MOST_DEPTH, nodes=MOST_NODES)
            raise SpecError(self.issues)
        if id(node) in self.seen:
            self.aliases += 1
            if self.aliases > MOST_ALIASES:
                self.problem("YAML_ALIASES", pointer, _span(node), most=MOST_ALIASES)
                raise SpecError(self.issues)
        self.seen.add(id(node))
        self.spans[pointer] = _span(node)
        if isinstance(node, ScalarNode):
            return self._scalar(node, pointer)
        if isinstance(node, MappingNode):
            return self._mapping(node, pointer, depth)
        assert isinstance(node, SequenceNode)  # noqa: S101  there is no fourth sort
        return self._list(node, pointer, depth)

    def _scalar(self, node: ScalarNode, pointer: str) -> Any:
        span = self.spans[pointer]
        if node.style in ("|", ">"):
            self.spans[pointer] = self._trimmed(node)
        if node.tag == _PLAIN:
            try:
                return _core(node.value)
            except ValueError:
                self.problem("YAML_NUMBER", pointer, span, digits=_MOST_DIGITS)
                return 0
        if node.tag != _QUOTED:
            self.problem("YAML_TAG", pointer, span, tag=_tag(node))
        return node.value

    def _trimmed(self, node: ScalarNode) -> Span:
        """Return the place of a block text without the empty lines after it."""
        start, end = node.start_mark, node.end_mark
        body = self.text[start.index : end.index].rstrip()
        lines = body.count("\n")
        last = len(body) - body.rfind("\n") if lines else start.column + len(body) + 1
        return Span(start.line + 1, start.column + 1, start.line + 1 + lines, last)

    def _list(self, node: SequenceNode, pointer: str, depth: int) -> list[Any]:
        if node.tag != _LIST:
            self.problem("YAML_TAG", pointer, _span(node), tag=_tag(node))
        items = []
        for index, item in enumerate(node.value):
            child = f"{pointer}/{index}"
            if node.flow_style and isinstance(item, MappingNode) and self._braceless(item):
                self.problem("PROSE_CUT_BY_COLON", child, _span(item), **quoted(self._slice(item)))
            items.append(self.value(item, child, depth + 1))
        self._close(node, pointer, f"{pointer}/{len(items) - 1}")
        return items

    def _mapping(self, node: MappingNode, pointer: str, depth: int) -> dict[str, Any]:
        if node.tag != _MAP:
            self.problem("YAML_TAG", pointer, _span(node), tag=_tag(node))
        found: dict[str, Any] = {}
        child = pointer
        for key_node, value_node in node.value:
            key = self._key(key_node, pointer)
            if key is None:
                continue
            child = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            if key in found:
                first = self.key_spans[child].line
                self.problem("DUPLICATE_KEY", child, _span(key_node), key=key, first=first)
                continue
            self.key_spans[child] = _span(key_node)
            if node.flow_style and self._cut(key_node, value_node):
                before = next((str(value) for value in reversed(found.values()) if isinstance(value, str)), "")
                self.problem(
                    "PROSE_CUT_BY_COMMA", child, _span(key_node), key=key, whole=f"{before}, {key}".strip(", ")
                )
            found[key] = self.value(value_node, child, depth + 1)
        self._close(node, pointer, child)
        return found

    def _key(self, node: Node, pointer: str) -> str | None:
        if isinstance(node, ScalarNode) and node.tag in (_PLAIN, _QUOTED):
            key: str = node.value
            if node.tag == _PLAIN and key == "<<":
                self.problem("YAML_MERGE", pointer, _span(node))
                return None
            if key and (node.tag == _QUOTED or isinstance(_core_or_text(key), str)):
                return key
        self.problem("KEY_NOT_TEXT", pointer, _span(node), found=self._slice(node) or "nothing")
        return None

    def _cut(self, key: Node, value: Node) -> bool:
        """Return whether `key` stands in a flow mapping without a colon after it."""
        if not isinstance(value, ScalarNode) or value.value != "" or value.tag != _PLAIN:
            return False
        after = self.text[key.end_mark.index :].lstrip()
        return not after.startswith(":")

    def _braceless(self, node: Node) -> bool:
        return self.text[node.start_mark.index : node.start_mark.index + 1] != "{"

    def _slice(self, node: Node) -> str:
        text = " ".join(self.text[node.start_mark.index : node.end_mark.index].split())
        return text if len(text) <= 60 else f"{text[:57]}..."

    def _close(self, node: Node, pointer: str, last: str) -> None:
        """Let a block collection end where its last value ends, not where the next thing begins."""
        end = self.spans.get(last) if last != pointer else None
        if not getattr(node, "flow_style", True) and end is not None:
            start = self.spans[pointer]
            self.spans[pointer] = Span(start.line, start.column, end.end_line, end.end_column)


def read_yaml(text: str, path: str = "lesson.yaml") -> Document:
    """Return `text` as plain data with the place of every value and key.

    Raises
    ------
    SpecError
        When it is no YAML mapping, or holds what this subset refuses: two equal keys, tags, merge keys, prose cut by a
        comma or a colon, more than 1 MiB, 50,000 values, 40 levels or 50 aliases.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise SpecError([located(issue("YAML_TOO_LARGE", most=MOST_BYTES), {}, path)])
    reading = _Reading(text, path)
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except (yaml.YAMLError, UnicodeError) as error:
        raise SpecError([trouble(error, text, path)]) from None
    except _TooDeep as error:
        mark = error.args[0]
        span = Span(mark.line + 1, mark.column + 1)
        deep = issue("YAML_TOO_DEEP", depth=MOST_DEPTH, nodes=MOST_NODES)
        raise SpecError([located(deep, {"": span}, path)]) from None
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        raise SpecError([located(issue("EMPTY_FILE"), {}, path)])
    data = reading.value(node, "", 0)
    if not isinstance(data, dict):
        reading.problem("NOT_A_LESSON", "", _span(node))
    if reading.issues:
        raise SpecError(sorted(reading.issues, key=lambda found: (found.line, found.column)))
    return Document(data, reading.spans, reading.key_spans, text)


def read_plain(text: str) -> Any:
    """Return trusted YAML, such as our own props, as plain data, by the same rules but with no places and no checks."""
    loader = _Loader(text)
    try:
        return _plain(loader.get_single_node())
    finally:
        loader.dispose()


def _plain(node: Node | None) -> Any:
    if isinstance(node, ScalarNode):
        text = node.value
        return _core(text) if node.tag == _PLAIN else text
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(one) for one in node.value] if node is not None else None


def _core(text: str) -> Any:
    """Return a plain scalar by the core schema of YAML 1.2 (section 10.3.2)."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if len(text) > _MOST_DIGITS and any(form.fullmatch(text) for form in (_FLOAT, _OCTAL, _HEX)):
        raise ValueError(text)
    if "." not in text and _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    return int(text, 16) if _HEX.fullmatch(text) else text


def _core_or_text(text: str) -> Any:
    try:
        return _core(text)
    except ValueError:
        return None


def _tag(node: Node) -> str:
    return str(node.tag).replace("tag:yaml.org,2002:", "!!")


def _span(node: Node) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
