"""What a prop is besides its looks: colliders, floors to stand on, parts that move."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from worldgen.core.arrays import renumbered
from worldgen.generate.props.parts import Pieces, make_parts
from worldgen.generate.props.reading import Reader
from worldgen.generate.shapes import Shape, faces_normal, welded
from worldgen.generate.shapes.shape import F64
from worldgen.scene import Clip, Collider, Deck, Moving

KEYS_OF_EXTRAS = ("moving", "colliders", "decks")
MOST = 12


def make_moving(said: object, pointer: str, reader: Reader) -> tuple[tuple[Moving, Pieces], ...]:
    """Return the moving parts with their shapes: `{name, pivot, clip: {kind, axis, period, amount}, parts}`."""
    if not isinstance(said, list) or len(said) > MOST:
        reader.wrong("PROP_FORM", pointer, found=repr(said)[:60], wanted=f"a list of at most {MOST} moving parts")
        return ()
    found = []
    for i, part in enumerate(said):
        at = f"{pointer}/{i}"
        if not isinstance(part, Mapping) or not isinstance(part.get("name"), str) or "parts" not in part:
            reader.wrong(
                "PROP_FORM", at, found=repr(part)[:60], wanted="a moving part with name, pivot, clip and parts"
            )
            continue
        reader.only(part, ("name", "pivot", "clip", "parts"), at)
        x, y, z = reader.vector(part.get("pivot"), f"{at}/pivot")
        clip = _clip(part.get("clip", {}), part["name"], f"{at}/clip", reader)
        pieces = make_parts(part["parts"], f"{at}/parts", reader)
        found.append((Moving(part["name"], (x, y, z), (), clip), pieces))
    return tuple(found)


def _clip(said: object, name: str, pointer: str, reader: Reader) -> Clip:
    if not isinstance(said, Mapping):
        reader.wrong("PROP_FORM", pointer, found=repr(said)[:60], wanted="{kind: turn, axis: [0, 0, 1], period: 6 s}")
        return Clip(name, "turn")
    reader.only(said, ("name", "kind", "axis", "period", "amount"), pointer)
    kind = said.get("kind", "turn")
    if kind not in ("turn", "swing", "bob"):
        reader.wrong("PROP_FORM", f"{pointer}/kind", found=repr(kind), wanted="turn, swing or bob")
        kind = "turn"
    axis = reader.vector(said.get("axis", [0, 0, 1]), f"{pointer}/axis")
    length = float(np.sqrt(np.dot(axis, axis)))
    if length < 1e-6:
        reader.wrong("PROP_FORM", f"{pointer}/axis", found=repr(axis), wanted="a direction, such as [0, 0, 1]")
        axis, length = [0.0, 0.0, 1.0], 1.0
    period = reader.number(said.get("period", 6.0), f"{pointer}/period")
    if not 0.2 <= period <= 600:
        reader.wrong("PROP_FORM", f"{pointer}/period", found=f"{period:g} s", wanted="0.2 s to 600 s")
    amount = reader.number(said.get("amount", 0.0), f"{pointer}/amount")
    amount = float(np.radians(amount)) if kind == "swing" else amount
    x, y, z = (value / length for value in axis)
    return Clip(str(said.get("name", name)), kind, (x, y, z), period, amount)


def make_colliders(said: object, near_m: F64, pointer: str, reader: Reader) -> tuple[Collider, ...]:
    """Return what is said, or one box about `near_m` (n, 3), the corners near the ground."""
    if said is None:
        low, high = near_m.min(axis=0), near_m.max(axis=0)
        return (_box((low + high) / 2, np.maximum((high - low) / 2, 1e-3)),)
    if not isinstance(said, list) or len(said) > MOST:
        reader.wrong("PROP_FORM", pointer, found=repr(said)[:60], wanted=f"a list of at most {MOST} solids, or []")
        return ()
    return tuple(c for i, solid in enumerate(said) for c in _collider(solid, f"{pointer}/{i}", reader))


def _collider(solid: object, pointer: str, reader: Reader) -> tuple[Collider, ...]:
    if not isinstance(solid, Mapping) or ("box" in solid) == ("cylinder" in solid):
        wanted = "{box: [w, h, d], at: [x, y, z]} or {cylinder: [radius, height]}"
        reader.wrong("PROP_FORM", pointer, found=repr(solid)[:60], wanted=wanted)
        return ()
    reader.only(solid, ("box", "cylinder", "at", "turn"), pointer)
    at = np.array(reader.vector(solid.get("at"), f"{pointer}/at"))
    yaw = float(np.radians(reader.number(solid.get("turn", 0.0), f"{pointer}/turn")))
    if "box" in solid:
        half = np.array(reader.sizes(solid, "box", pointer, (3,))) / 2
        return (_box(at + np.array([0, half[1], 0]), half, yaw),)
    radius, height = reader.sizes(solid, "cylinder", pointer, (2,))
    centre = (float(at[0]), float(at[1]) + height / 2, float(at[2]))
    return (Collider("cylinder", centre, (radius, height / 2, radius), yaw),)


def _box(centre: F64, half: F64, yaw_rad: float = 0.0) -> Collider:
    x, y, z = (float(v) for v in centre)
    a, b, c = (float(v) for v in half)
    return Collider("box", (x, y, z), (a, b, c), yaw_rad)


def make_decks(said: object, shapes: Mapping[str, Shape], pointer: str, reader: Reader) -> tuple[Deck, ...]:
    """Return the floors one can stand on: those said, and the upper faces of parts tagged `deck: name`."""
    decks = [_top(name.partition(":")[2], shape) for name, shape in shapes.items() if name.startswith("deck:")]
    if not isinstance(said, list) or len(said) > MOST:
        reader.wrong("PROP_FORM", pointer, found=repr(said)[:60], wanted=f"a list of at most {MOST} floors")
        return ()
    for i, floor in enumerate(said):
        at = f"{pointer}/{i}"
        if not isinstance(floor, Mapping) or "size" not in floor:
            reader.wrong(
                "PROP_FORM", at, found=repr(floor)[:60], wanted="{name: deck, size: [width, length], at: [x, y, z]}"
            )
            continue
        reader.only(floor, ("name", "size", "at"), at)
        width, length = reader.sizes(floor, "size", at, (2,))
        corner = np.array([[-1, 0, -1], [-1, 0, 1], [1, 0, 1], [1, 0, -1]]) * np.array([width / 2, 0, length / 2])
        corner = corner + np.array(reader.vector(floor.get("at"), f"{at}/at"))
        decks.append(
            Deck(str(floor.get("name", "deck")), corner.astype(np.float32), np.array([[0, 1, 2], [0, 2, 3]], np.uint32))
        )
    return tuple(decks)


def _top(name: str, shape: Shape) -> Deck:
    up = faces_normal(shape)[:, 1] > 0.7
    top = welded(Shape(shape.position_m, shape.normal, shape.face[up], shape.colour))
    used, face = renumbered(top.face)
    return Deck(name, top.position_m[used].astype(np.float32), face.astype(np.uint32))
