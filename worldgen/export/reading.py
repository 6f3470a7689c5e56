"""The JSON of a GLB that may come from anybody: bounded, checked, with errors that say what is wrong."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

from worldgen.export.document import Row

MOST_JSON_BYTES = 64 * 1024 * 1024
MOST_NODES = 1_000_000


class NotGlbError(ValueError):
    """The bytes are not a GLB that can be read."""


def read_json(data: bytes) -> tuple[Row, int]:
    """Return (the JSON of a GLB, bytes of its binary chunk).

    Raises
    ------
    NotGlbError
        When the header, a chunk or the JSON is not what glTF 2.0 section 4 says.
    """
    if len(data) < 20 or data[:4] != b"glTF":
        raise NotGlbError("this is not a GLB file: it does not begin with the letters glTF")
    version, length, size, kind = struct.unpack_from("<III4s", data, 4)
    if version != 2:
        raise NotGlbError(f"this GLB is of version {version}; only version 2 can be read")
    if length != len(data):
        raise NotGlbError(f"the file says it is {length} bytes long and is {len(data)}; it may have been cut off")
    if kind != b"JSON" or 20 + size > length or size > MOST_JSON_BYTES:
        raise NotGlbError("the first part of the GLB is not JSON of a sensible size")
    try:
        found = json.loads(data[20 : 20 + size], parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotGlbError(f"the JSON inside the GLB cannot be read: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get("asset"), dict):
        raise NotGlbError("the JSON inside the GLB has no 'asset', so it is not glTF")
    rest = 20 + size
    binary = 0
    if rest + 8 <= length:
        binary, kind = struct.unpack_from("<I4s", data, rest)
        if rest + 8 + binary > length:
            raise NotGlbError("the binary part of the GLB is longer than the file")
    return found, binary


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is not a number in JSON")


def rows(found: Row, name: str) -> list[Row]:
    """Return the list `name` of the file.

    Raises
    ------
    NotGlbError
        When it is not a list of objects.
    """
    value = found.get(name, [])
    if not isinstance(value, list) or len(value) > MOST_NODES or not all(isinstance(row, dict) for row in value):
        raise NotGlbError(f"'{name}' is not a list of objects")
    return value


def row_at(table: list[Row], index: Any, what: str) -> Row:
    """Return row `index` of a list.

    Raises
    ------
    NotGlbError
        When there is no such row.
    """
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(table):
        raise NotGlbError(f"{what} {index!r} is asked for and there are {len(table)}")
    return table[index]


def shown_nodes(found: Row) -> Iterator[Row]:
    """Yield the nodes of the default scene, parents first.

    Raises
    ------
    NotGlbError
        When the tree names a node that is not there, or one node twice.
    """
    nodes = rows(found, "nodes")
    scenes = rows(found, "scenes")
    if not scenes:
        return
    seen: set[int] = set()
    waiting = list(reversed(row_at(scenes, found.get("scene", 0), "scene").get("nodes", [])))
    while waiting:
        index = waiting.pop()
        node = row_at(nodes, index, "node")
        if index in seen:
            raise NotGlbError(f"node {index} hangs in the tree twice")
        seen.add(index)
        yield node
        children = node.get("children", [])
        if not isinstance(children, list):
            raise NotGlbError(f"the children of node {index} are not a list")
        waiting.extend(reversed(children))


def meaning(holder: Row) -> Row:
    """Return `extras.worldgen` of a node, a mesh or a scene, empty where there is none."""
    extras = holder.get("extras")
    found = extras.get("worldgen") if isinstance(extras, dict) else None
    return found if isinstance(found, dict) else {}


def whole(value: Any, what: str) -> int:
    """Return `value` as a count.

    Raises
    ------
    NotGlbError
        When it is not a whole number from 0.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**40:
        raise NotGlbError(f"{what} is {value!r}, which is not a count")
    return value
