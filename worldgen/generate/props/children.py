"""Props that carry props: a lamp on a desk, tools on a board, each by itself at a place or on a named socket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.props.catalogue import data_of, files
from worldgen.generate.props.colours import COLOURS
from worldgen.generate.props.parameters import check_parameters, numbers_of, values_of, words_of
from worldgen.generate.props.parts import Pieces, make_parts, placed, turn_of
from worldgen.generate.props.reading import Frame, Reader, near, short
from worldgen.generate.shapes import copied, merge, rotation

MOST_SOCKETS = 24
KEYS = ("prop", "on", "with", "at", "turn", "scale", "repeat", "mirror", "detail")
_DRAWN = Seed(0xC41D)


def make_child(part: Mapping[str, Any], pointer: str, reader: Reader, depth: int) -> Pieces:
    """Return the shapes of `prop: name` of the catalogue, on the socket it names or at its place; it stands still."""
    reader.only(part, KEYS, pointer)
    name = part["prop"]
    if not isinstance(name, str) or name not in files():
        hint = near(name, files()) or "look into `worldgen catalog props`; "
        reader.wrong("PROP_CHILD", f"{pointer}/prop", found=short(name), near=hint)
        return {}
    frame = _frame(part, pointer, reader)
    data = data_of(name)
    own = _reader(data, part, pointer, reader)
    pieces = make_parts(data["parts"], f"{pointer}/prop", own, depth + 1) if "parts" in data else {}
    reader.parts = own.parts
    if reader.issues:
        return {}
    reader.carried[name] = _on_child(make_sockets(data.get("sockets"), pointer, own), part, frame, pointer, reader)
    matrix, at = frame
    found: Pieces = {}
    for material, shapes in pieces.items():
        if not material.startswith("deck:"):
            whole = placed(merge(shapes), part, pointer, reader)
            found[material] = [copied(whole, matrix[None], at[None])]
    return found


def _reader(data: Mapping[str, Any], part: Mapping[str, Any], pointer: str, reader: Reader) -> Reader:
    """Return what reads the parts of a carried prop: its own parameters, set `with` words of the prop that carries."""
    said = part.get("with", {})
    if not isinstance(said, Mapping):
        reader.wrong("PROP_FORM", f"{pointer}/with", found=short(said), wanted="parameters, such as {height: 2 m}")
        said = {}
    given = {key: reader.words.get(value, value) if isinstance(value, str) else value for key, value in said.items()}
    parameters, _ = check_parameters(data.get("params"), "")
    values, issues = values_of(parameters, given, _DRAWN, f"{pointer}/with")
    reader.issues.extend(issues)
    return Reader(
        numbers_of(parameters, values), words_of(values), {**COLOURS, **data.get("colours", {})}, reader.text,
        reader.text_at, reader.level, reader.issues, reader.parts,
    )  # fmt: skip


def _frame(part: Mapping[str, Any], pointer: str, reader: Reader) -> Frame:
    """Return the frame of the socket that a part is `on`; where it names none, that of the prop itself."""
    said = part.get("on")
    if said is None:
        return np.eye(3), np.zeros(3)
    carrier, _, socket = str(said).rpartition(".")
    sockets = reader.carried.get(carrier, {}) if carrier else reader.sockets
    if isinstance(said, str) and socket in sockets:
        return sockets[socket]
    known = [*reader.sockets, *(f"{prop}.{name}" for prop, those in reader.carried.items() for name in those)]
    hint = near(said, known) + (f"there are {', '.join(known)}" if known else "this prop has no sockets yet")
    reader.wrong("PROP_SOCKET", f"{pointer}/on", found=short(said), near=hint)
    return np.eye(3), np.zeros(3)


def _on_child(
    sockets: Mapping[str, Frame], part: Mapping[str, Any], frame: Frame, pointer: str, reader: Reader
) -> dict[str, Frame]:  # fmt: skip
    """Return the sockets of a carried prop where they are once it stands in its place."""
    scale = part.get("scale", 1.0)
    size = np.array(
        reader.vector(scale, f"{pointer}/scale", 1.0) if isinstance(scale, list | tuple)
        else [reader.length(scale, f"{pointer}/scale")] * 3
    )  # fmt: skip
    turn = rotation(turn_of(part, pointer, reader))
    at = np.array(reader.vector(part.get("at"), f"{pointer}/at"))
    matrix, origin = frame
    return {name: (matrix @ turn @ m, matrix @ (turn @ (size * p) + at) + origin) for name, (m, p) in sockets.items()}


def make_sockets(said: object, pointer: str, reader: Reader) -> dict[str, Frame]:
    """Return the frame of each of the named `sockets` of a prop: `name: [x, y, z]`, or `{at: [x, y, z], turn: 30}`."""
    if said is None:
        return {}
    if not isinstance(said, Mapping) or len(said) > MOST_SOCKETS or not all(isinstance(name, str) for name in said):
        wanted = f"at most {MOST_SOCKETS} names with a place each, such as {{top: [0, 0.7, 0]}}"
        reader.wrong("PROP_FORM", pointer, found=short(said), wanted=wanted)
        return {}
    found = {}
    for name, place in said.items():
        one = place if isinstance(place, Mapping) else {"at": place}
        reader.only(one, ("at", "turn"), f"{pointer}/{name}")
        at = reader.vector(one.get("at", []), f"{pointer}/{name}" if one is not place else f"{pointer}/{name}/at")
        found[str(name)] = (rotation(turn_of(one, f"{pointer}/{name}", reader)), np.array(at))
    return found
