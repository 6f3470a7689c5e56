"""The parts of a prop: placed, repeated, mirrored, cut and coloured."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.props.pieces import SHAPES
from worldgen.generate.props.reading import MOST_PARTS, Reader
from worldgen.generate.shapes import (
    Shape,
    copied,
    flat,
    merge,
    mirrored,
    moved,
    painted,
    rotation,
    rotations,
    smooth,
    tinted,
)
from worldgen.generate.shapes.shape import F64
from worldgen.scene import MATERIALS

COMMON = (
    "at", "turn", "scale", "colour", "to", "material", "alpha", "repeat", "mirror", "detail", "cut", "deck", "shade",
    "vary",
)  # fmt: skip
NESTS = ("group", "prop")
MOST_DEPTH = 6
MOST_COPIES = 64
MOST_TRIANGLES = 20_000  # while reading; the budget of the finished prop is far below
USABLE = ("matte", "metal", "glass", "lamp", "smoke", "leaf", "foliage")
_SHADES = Seed(0x5EED)

Pieces = dict[str, list[Shape]]
"""Shapes by material; decks under the key `deck:<name>`."""


def make_parts(said: object, pointer: str, reader: Reader, depth: int = 0) -> Pieces:
    """Return the shapes of a list of parts, by material."""
    found: Pieces = {}
    if not isinstance(said, list) or not said:
        reader.wrong(
            "PROP_FORM", pointer, found=type(said).__name__, wanted="a list of parts, such as - box: [1, 1, 1]"
        )
        return found
    if depth > MOST_DEPTH:
        reader.wrong("PROP_TOO_MUCH", pointer, what=f"groups {depth} deep", most=f"{MOST_DEPTH} deep")
        return found
    around, reader.carried = reader.carried, {}
    for i, part in enumerate(said):
        reader.parts += 1
        if reader.parts > MOST_PARTS:
            reader.wrong("PROP_TOO_MUCH", pointer, what="more parts", most=f"{MOST_PARTS} parts")
            break
        for material, shapes in _part(part, f"{pointer}/{i}", reader, depth).items():
            found.setdefault(material, []).extend(shapes)
    reader.carried = around
    return found


def _part(part: object, pointer: str, reader: Reader, depth: int) -> Pieces:
    kinds = [key for key in part if key in NESTS or key in SHAPES] if isinstance(part, Mapping) else []
    if not isinstance(part, Mapping) or len(kinds) != 1:
        found = f"{len(kinds)} ({', '.join(kinds)})" if kinds else "none"
        reader.wrong("PROP_SHAPE", pointer, found=found, known=", ".join([*SHAPES, *NESTS]))
        return {}
    kind = kinds[0]
    if kind == "prop":
        return _child(part, pointer, reader, depth)
    reader.only(part, (kind, *(SHAPES[kind][1] if kind in SHAPES else ()), *COMMON), pointer)
    if reader.flag(part, "detail", pointer) and reader.level:
        return {}
    if kind == "group":
        pieces = make_parts(part["group"], f"{pointer}/group", reader, depth + 1)
        pieces = {material: [merge(shapes)] for material, shapes in pieces.items()}
    else:
        pieces = _leaf(part, kind, pointer, reader, depth)
    return {material: [placed(shape, part, pointer, reader) for shape in shapes] for material, shapes in pieces.items()}


def _child(part: Mapping[str, Any], pointer: str, reader: Reader, depth: int) -> Pieces:
    from worldgen.generate.props.children import make_child  # noqa: PLC0415  children have parts of their own

    far = reader.flag(part, "detail", pointer) and reader.level
    return {} if far else make_child(part, pointer, reader, depth)


def _leaf(part: Mapping[str, Any], kind: str, pointer: str, reader: Reader, depth: int) -> Pieces:
    shape = SHAPES[kind][0](part, pointer, reader)
    if "cut" in part and not reader.issues:
        shape = _cut(shape, part, pointer, reader, depth)
    shade = part.get("shade")
    if shade not in (None, "flat", "smooth"):
        reader.wrong("PROP_FORM", f"{pointer}/shade", found=repr(shade), wanted="flat or smooth")
    elif shade and len(shape.face):
        shape = flat(shape) if shade == "flat" else smooth(shape)
    material = part.get("material", "matte")
    if not isinstance(material, str) or material not in USABLE or material not in MATERIALS:
        reader.wrong("PROP_FORM", f"{pointer}/material", found=repr(material), wanted=f"one of {', '.join(USABLE)}")
        material = "matte"
    alpha = min(max(reader.number(part.get("alpha", 1.0), f"{pointer}/alpha"), 0.0), 1.0)
    base = reader.colour(part.get("colour", "wood"), f"{pointer}/colour")
    top = reader.colour(part["to"], f"{pointer}/to") if "to" in part else np.minimum(base * 1.06, 1.0)
    low = base if "to" in part else base * 0.88
    turn = turn_of(part, pointer, reader)
    if any(turn):  # the gradient runs upwards in the world, however the part lies
        turned = Shape(shape.position_m @ rotation(turn).T, shape.normal, shape.face, shape.colour)
        shape = Shape(shape.position_m, shape.normal, shape.face, painted(turned, low, top, alpha).colour)
    else:
        shape = painted(shape, low, top, alpha)
    pieces = {material: [shape]}
    if "deck" in part:
        pieces[f"deck:{part['deck']}"] = [shape]
    return pieces


def turn_of(part: Mapping[str, Any], pointer: str, reader: Reader) -> list[float]:
    """Return the angles about X, Y and Z that `turn` says, in radians."""
    said = part.get("turn")
    if said is None:
        return [0.0, 0.0, 0.0]
    if not isinstance(said, list | tuple):
        said = [0.0, said, 0.0]
    if len(said) != 3:
        reader.wrong(
            "PROP_FORM", f"{pointer}/turn", found=repr(said)[:60], wanted="an angle about Y, or [x, y, z] in deg"
        )
        return [0.0, 0.0, 0.0]
    return [math.radians(reader.number(value, f"{pointer}/turn/{i}")) for i, value in enumerate(said)]


def placed(shape: Shape, part: Mapping[str, Any], pointer: str, reader: Reader) -> Shape:
    """Return `shape` scaled, turned and put where its part says, with the copies that it asks for."""
    scale = part.get("scale", 1.0)
    size: float | list[float] = 1.0
    if isinstance(scale, list | tuple):
        size = [abs(s) or 1.0 for s in reader.vector(scale, f"{pointer}/scale", 1.0)]
    elif scale != 1.0:
        size = [abs(reader.length(scale, f"{pointer}/scale")) or 1.0] * 3
    at = reader.vector(part.get("at"), f"{pointer}/at")
    shape = moved(shape, at, turn_of(part, pointer, reader), size)
    if "repeat" in part:
        shape = _repeated(shape, part, f"{pointer}/repeat", reader)
    mirror = part.get("mirror", [])
    for axis in mirror if isinstance(mirror, list) else [mirror]:
        if axis not in ("x", "y", "z"):
            reader.wrong("PROP_FORM", f"{pointer}/mirror", found=repr(axis), wanted="x, y or z")
        else:
            shape = merge([shape, mirrored(shape, "xyz".index(axis))])
    if len(shape.face) > MOST_TRIANGLES:
        reader.wrong("PROP_TOO_MUCH", pointer, what=f"{len(shape.face)} triangles", most=f"{MOST_TRIANGLES} triangles")
        return merge([])
    return shape


def _repeated(shape: Shape, part: Mapping[str, Any], pointer: str, reader: Reader) -> Shape:
    said = part["repeat"]
    if not isinstance(said, Mapping) or "count" not in said or ("step" in said) == ("ring" in said):
        reader.wrong(
            "PROP_FORM", pointer, found=repr(said)[:60], wanted="{count: 4, step: [1, 0, 0]} or {count: 6, ring: 1}"
        )
        return shape
    reader.only(said, ("count", "step", "turn", "ring", "axis", "from"), pointer)
    count = int(reader.number(said["count"], f"{pointer}/count"))
    if not 1 <= count <= MOST_COPIES:
        reader.wrong("PROP_TOO_MUCH", pointer, what=f"{count} copies", most=f"1 to {MOST_COPIES} copies")
        return shape
    if len(shape.face) * count > MOST_TRIANGLES:
        what = f"{len(shape.face) * count} triangles"
        reader.wrong("PROP_TOO_MUCH", pointer, what=what, most=f"{MOST_TRIANGLES} triangles")
        return shape
    matrix, at = _ring(said, count, pointer, reader) if "ring" in said else _row(said, count, pointer, reader)
    vary = reader.number(part.get("vary", 0.05), f"{pointer.rpartition('/')[0]}/vary")
    many = copied(shape, matrix, at)
    key = sum(ord(letter) for letter in pointer)
    factor = 1.0 + min(abs(vary), 1.0) * (2.0 * _SHADES.at(np.arange(count), key) - 1.0)
    return tinted(many, np.repeat(factor, len(shape.position_m))[:, None])


def _row(said: Mapping[str, Any], count: int, pointer: str, reader: Reader) -> tuple[F64, F64]:
    step = np.array(reader.vector(said["step"], f"{pointer}/step"))
    turn = np.array(turn_of(said, pointer, reader))
    index = np.arange(count)
    matrix = (
        np.stack([rotation((turn * i).tolist()) for i in index]) if turn.any() else np.tile(np.eye(3), (count, 1, 1))
    )
    return matrix, index[:, None] * step


def _ring(said: Mapping[str, Any], count: int, pointer: str, reader: Reader) -> tuple[F64, F64]:
    radius = reader.length(said["ring"], f"{pointer}/ring")
    start = np.radians(reader.number(said.get("from", 0.0), f"{pointer}/from"))
    axis = said.get("axis", "y")
    if axis not in ("x", "y", "z"):
        reader.wrong("PROP_FORM", f"{pointer}/axis", found=repr(axis), wanted="x, y or z")
        axis = "y"
    which = "xyz".index(axis)
    outward = np.array([[0.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])[which] * radius
    angle = start + np.arange(count) * (2.0 * np.pi / count)
    matrix = rotations(which, angle)
    return matrix, matrix @ outward


def _cut(shape: Shape, part: Mapping[str, Any], pointer: str, reader: Reader, depth: int) -> Shape:
    from worldgen.generate.props.cutting import subtracted  # noqa: PLC0415  loads manifold3d

    pieces = make_parts(part["cut"], f"{pointer}/cut", reader, depth + 1)
    tools = [shape for material, shapes in pieces.items() if not material.startswith("deck:") for shape in shapes]
    if reader.issues:
        return shape
    try:
        return subtracted(shape, tools)
    except ValueError as error:
        reader.wrong("PROP_CUT", f"{pointer}/cut", why=str(error))
        return shape
