"""The prop grammar: data that describe a thing, checked, and made into a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from worldgen.core.arrays import between
from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.props.children import make_sockets
from worldgen.generate.props.colours import COLOURS
from worldgen.generate.props.extras import KEYS_OF_EXTRAS, make_colliders, make_decks, make_moving
from worldgen.generate.props.parameters import HEX, Parameter, check_parameters, numbers_of, values_of, words_of
from worldgen.generate.props.parts import Pieces, make_parts
from worldgen.generate.props.reading import Frame, Reader
from worldgen.generate.shapes import Shape, hull, merge, tinted, to_mesh
from worldgen.scene import Levels, LocalText, Mesh, Model, Moving, Socket

KEYS = (
    "id", "label", "about", "params", "colours", "parts", "moving", "sockets", "colliders", "decks", "use", "footprint",
    "floats", "airy", "in_pieces", "budget", "licence", "author", "kit", "contact",
)  # fmt: skip
MOST_BUDGET = 1500
USUAL_BUDGET = 600
MOST_OF_WORDS = 1000
PAYS_FROM = 150  # triangles from which a coarser level is made
_NEAR_GROUND_M = 2.2


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop that was read: its parameters are checked, its parts are read when it is made."""

    name: str
    data: Mapping[str, Any]
    parameters: tuple[Parameter, ...]
    label: LocalText
    pointer: str


def check_prop(name: str, data: object, pointer: str) -> tuple[Prop, list[Issue]]:
    """Return the prop that `data` describe, and what is wrong with everything but its parts."""
    if not isinstance(data, Mapping):
        found = issue("PROP_FORM", pointer, found=type(data).__name__, wanted="a mapping with `parts`")
        return Prop(name, {}, (), {}, pointer), [found]
    reader = Reader({}, {}, {})
    keys = {str(key): value for key, value in data.items()}
    reader.only(keys, KEYS, pointer)
    if "parts" not in keys and "moving" not in keys:
        reader.wrong("PROP_FORM", pointer, found="no `parts`", wanted="a list of parts under `parts:`")
    parameters, issues = check_parameters(keys.get("params"), f"{pointer}/params")
    colours = keys.get("colours", {})
    if not isinstance(colours, Mapping) or not all(isinstance(c, str) and HEX.fullmatch(c) for c in colours.values()):
        reader.wrong("PROP_FORM", f"{pointer}/colours", found=repr(colours)[:60], wanted="names with '#rrggbb' each")
    for key in ("about", "licence", "author", "kit"):
        if not isinstance(keys.get(key, ""), str):
            reader.wrong("PROP_FORM", f"{pointer}/{key}", found=repr(keys[key])[:60], wanted="text")
    label = _label(keys.get("label", name.replace("_", " ")), f"{pointer}/label", reader)
    return Prop(name, keys, parameters, label, pointer), [*reader.issues, *issues]


def _label(said: object, pointer: str, reader: Reader) -> LocalText:
    if isinstance(said, str):
        return {"en": said}
    if isinstance(said, Mapping) and said and all(isinstance(t, str) for pair in said.items() for t in pair):
        return dict(said)
    reader.wrong("PROP_FORM", pointer, found=repr(said)[:60], wanted="a name, or one for each language: {en: Tent}")
    return {}


def make_prop(
    prop: Prop, said: Mapping[str, object], seed: Seed, text: str, pointers: tuple[str, str]
) -> Model:  # fmt: skip
    """Return the model of `prop` with what the author `said` of it.

    Parameters
    ----------
    text : str
        What is written on it, if it has a board.
    pointers : (str, str)
        Where the prop's own words stand in the lesson, and where the thing that uses it does.

    Raises
    ------
    SpecError
        Everything that is wrong with its parts and values.
    """
    values, issues = values_of(prop.parameters, said, seed, pointers[1])
    if issues:
        raise SpecError(issues)
    written = (text, pointers[1].removesuffix("/with") + "/text" if pointers[1].endswith("/with") else "")
    finest, reader = _level(prop, values, written, 0)
    every = [finest[0], *(shapes for _, shapes in finest[1])]
    count = sum(len(s.face) for shapes in every for name, s in shapes.items() if not name.startswith("deck:"))
    coarse = cache(lambda: _level(prop, values, written, 1)[0]) if count > PAYS_FROM else None
    model = _model(prop, finest, coarse, reader) if not reader.issues else None
    if reader.issues or model is None:
        raise SpecError(reader.issues)
    return model


_Level = tuple[dict[str, Shape], tuple[tuple[Moving, dict[str, Shape]], ...]]


def _level(prop: Prop, values: Mapping[str, float | str], text: tuple[str, str], level: int) -> tuple[_Level, Reader]:
    colours = {**COLOURS, **prop.data.get("colours", {})}
    reader = Reader(numbers_of(prop.parameters, values), words_of(values), colours, *text, level)
    at = prop.pointer
    reader.sockets = make_sockets(prop.data.get("sockets"), f"{at}/sockets", reader)
    still = _merged(make_parts(prop.data["parts"], f"{at}/parts", reader)) if "parts" in prop.data else {}
    moving = make_moving(prop.data.get("moving", []), f"{at}/moving", reader)
    if "contact" not in prop.data or reader.flag(prop.data, "contact", at):
        top = max((float(shape.bounds()[1][1]) for shape in still.values()), default=0.0)
        still = {name: _grounded(shape, top) for name, shape in still.items()}
    return (still, tuple((part, _merged(pieces)) for part, pieces in moving)), reader


def _merged(pieces: Pieces) -> dict[str, Shape]:
    return {name: merge(pieces[name]) for name in sorted(pieces)}


def _grounded(shape: Shape, top_m: float) -> Shape:
    """Return `shape`, of a thing so high, a little darker where it meets the ground, as things are."""
    reach = min(0.35 * max(top_m, 0.2), 0.8)
    share = between(0.0, shape.position_m[:, 1:2] / reach, 1.0)
    return tinted(shape, 0.74 + 0.26 * share * (2.0 - share))


def _meshes(shapes: Mapping[str, Shape]) -> tuple[Mesh, ...]:
    return tuple(
        to_mesh(shape, name) for name, shape in shapes.items() if len(shape.face) and not name.startswith("deck:")
    )


def _model(prop: Prop, finest: _Level, coarse: Callable[[], _Level] | None, reader: Reader) -> Model | None:
    data, at = prop.data, prop.pointer
    still, moving = finest
    budget = int(min(max(reader.number(data.get("budget", USUAL_BUDGET), f"{at}/budget"), 1), MOST_BUDGET))
    budget += MOST_OF_WORDS if reader.text else 0  # how much is written on it is not the prop's own doing
    solid = _solid(still, moving)
    if not len(solid) or not _has_faces(still, moving):
        reader.wrong("PROP_EMPTY", at, name=prop.name)
        return None
    low, high = solid.min(axis=0), solid.max(axis=0)
    airy, floats = reader.flag(data, "airy", at), reader.flag(data, "floats", at)
    decks = make_decks(data.get("decks", []), still, f"{at}/decks", reader)
    near = solid[solid[:, 1] <= max(_NEAR_GROUND_M, float(low[1]) + 0.1)]
    colliders = make_colliders(data.get("colliders"), near, f"{at}/colliders", reader)
    whole = tuple(replace(part, levels=_levels(shapes, coarse, i)) for i, (part, shapes) in enumerate(moving))
    model = Model(
        id=prop.name,
        levels=_levels(still, coarse),
        footprint_m=_footprint(near[:, [0, 2]] if "footprint" not in data else _said(data, at, reader)),
        height_m=float(high[1]),
        moving=whole,
        colliders=() if airy else colliders,
        decks=decks,
        label=prop.label,
        use_m=max(reader.length(data.get("use", 0.0), f"{at}/use"), 0.0),
        floats=floats,
        airy=airy,
        in_pieces=reader.flag(data, "in_pieces", at),
        sockets={name: _socket(frame) for name, frame in reader.sockets.items()},
        triangle_budget=budget,
        licence=str(data.get("licence", "MIT")),
        author=str(data.get("author", "worldgen")),
    )
    if model.triangles() > budget:
        reader.wrong("PROP_TRIANGLES", at, name=prop.name, found=model.triangles(), most=budget)
    return model


def _socket(frame: Frame) -> Socket:
    """Return a frame as a place that is turned about +Y alone: what stands there stands upright."""
    ahead, at = frame[0] @ np.array([0.0, 0.0, 1.0]), frame[1]
    return Socket((float(at[0]), float(at[1]), float(at[2])), float(np.arctan2(ahead[0], ahead[2])))


def _levels(fine: Mapping[str, Shape], coarse: Callable[[], _Level] | None, part: int | None = None) -> Levels:
    """Return the levels of what stands still, or of one moving part."""
    if coarse is None:
        return Levels(_meshes(fine))

    def made() -> tuple[Mesh, ...]:
        still, moving = coarse()
        return _meshes(still if part is None else moving[part][1])

    return Levels(_meshes(fine), made)


def _has_faces(still: Mapping[str, Shape], moving: tuple[tuple[Moving, dict[str, Shape]], ...]) -> bool:
    every = [still, *(shapes for _, shapes in moving)]
    return any(len(shape.face) for shapes in every for name, shape in shapes.items() if not name.startswith("deck:"))


def _solid(still: Mapping[str, Shape], moving: tuple[tuple[Moving, dict[str, Shape]], ...]) -> np.ndarray:
    """Return every corner of the prop as it stands, (n, 3)."""
    points = [shape.position_m for shape in still.values()]
    points += [shape.position_m + np.array(part.pivot_m) for part, shapes in moving for shape in shapes.values()]
    return np.concatenate(points) if points else np.zeros((0, 3))


def _said(data: Mapping[str, Any], at: str, reader: Reader) -> np.ndarray:
    """Return the corners (n, 2) of the ground that a prop says it needs; a point where they are around none."""
    corners = np.array(reader.points(data, "footprint", at, 2, 3)).reshape(-1, 2)
    if len(corners) and len(hull(corners)) < 3:
        reader.wrong("PROP_FORM", f"{at}/footprint", found="corners in one line", wanted="corners around some ground")
    return corners if len(corners) else np.zeros((1, 2))


def _footprint(points: np.ndarray) -> np.ndarray:
    """Return the convex outline (k, 2) of `points` (n, 2) near the ground, never thinner than 10 cm."""
    if float(np.ptp(points, axis=0).min()) < 0.1:
        points = np.concatenate(
            [points + np.array(d) for d in ((-0.05, -0.05), (0.05, -0.05), (0.05, 0.05), (-0.05, 0.05))]
        )
    return hull(points).astype(np.float32)


__all__ = ["KEYS", "KEYS_OF_EXTRAS", "Prop", "check_prop", "make_prop"]
