"""Decals: flat symbols that lie on a part of a prop, on a sign, a screen, a crate, round a bottle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from worldgen.core.assets import assets_root
from worldgen.generate.props.reading import Reader, near, short
from worldgen.generate.shapes import Shape, bent, from_faces, merge, triangulated
from worldgen.generate.shapes.shape import F64
from worldgen.spec.yaml_text import read_plain

LIFT_M = 0.004  # so far before its place it lies, so that it is seen and not what it lies on
MOST_TURN = 0.95  # how much of the way round a pillar may be covered


@cache
def symbols() -> Mapping[str, tuple[str, tuple[F64, ...]]]:
    """Return every symbol by its name: what it is, and its outlines (k, 2), counter-clockwise."""
    data: Mapping[str, Any] = read_plain((assets_root() / "symbols.yaml").read_text("utf-8"))
    return {
        name: (str(said["about"]), tuple(_forward(np.array(line, np.float64)) for line in said["outlines"]))
        for name, said in data.items()
    }


def _forward(outline: F64) -> F64:
    x, y = outline.T
    backward = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) < 0.0
    return outline[::-1] if backward else outline


def make_decal(part: Mapping[str, Any], pointer: str, reader: Reader) -> Shape:
    """Return `decal: symbol` or `decal: [[x, y], ...]` facing +Z about the origin, as large as fits its room."""
    said = part["decal"]
    width, height = _room(part, pointer, reader)
    if isinstance(said, str):
        word = reader.words.get(said, said)
        if word not in symbols():
            reader.wrong(
                "PROP_SYMBOL", f"{pointer}/decal", found=short(word), near=near(word, symbols()),
                known=", ".join(symbols()),
            )  # fmt: skip
            return merge([])
        outlines = symbols()[word][1]
    else:
        points = reader.points(part, "decal", pointer, 2, 3)
        outlines = (_forward(np.array(points, np.float64).reshape(-1, 2)),) if points else ()
    return curved(_laid(outlines, width, height), part, pointer, reader)


def _room(part: Mapping[str, Any], pointer: str, reader: Reader) -> tuple[float, float]:
    width = reader.length(part.get("width", part.get("height", 0.3)), f"{pointer}/width")
    height = reader.length(part.get("height", part.get("width", 0.3)), f"{pointer}/height")
    return max(abs(width), 1e-3), max(abs(height), 1e-3)


def _laid(outlines: tuple[F64, ...], width_m: float, height_m: float) -> Shape:
    every = np.concatenate(outlines) if outlines else np.zeros((0, 2))
    if not len(every):
        return merge([])
    low, high = every.min(axis=0), every.max(axis=0)
    size = float((np.array([width_m, height_m]) / np.maximum(high - low, 1e-6)).min())
    made = []
    for outline in outlines:
        flat = (outline - (low + high) / 2.0) * size
        corner = np.column_stack([flat, np.full(len(flat), LIFT_M)])
        made.append(from_faces(corner, triangulated(outline), np.tile([0.0, 0.0, 1.0], (len(corner), 1))))
    return merge(made)


def curved(shape: Shape, part: Mapping[str, Any], pointer: str, reader: Reader) -> Shape:
    """Return a flat `shape` laid round a pillar of the radius `bend`, where the part says one."""
    if "bend" not in part or not len(shape.face):
        return shape
    radius = reader.length(part["bend"], f"{pointer}/bend")
    wide = float(np.ptp(shape.position_m[:, 0]))
    if radius <= 0.0 or wide > MOST_TURN * 2.0 * np.pi * radius:
        wanted = f"a radius of at least {wide / (MOST_TURN * 2.0 * np.pi):.2g} m, so that it goes round less than once"
        reader.wrong("PROP_FORM", f"{pointer}/bend", found=f"{radius:g} m", wanted=wanted)
        return shape
    return bent(shape, radius)
