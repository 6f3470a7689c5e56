"""One shape of a prop at a time: from its words in the grammar to a `Shape`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from worldgen.generate.props.decals import curved, make_decal
from worldgen.generate.props.reading import Reader, short
from worldgen.generate.shapes import (
    Shape,
    box,
    cone,
    cylinder,
    extrude,
    icosphere,
    lathe,
    loft,
    merge,
    mirrored,
    moved,
    plane,
    rounded,
    sweep,
)
from worldgen.generate.shapes.shape import F64

MOST_POINTS = 64
MOST_SIDES = 32
MOST_SECTIONS = 24
Data = Mapping[str, Any]


def make_box(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `box: [width, height, depth]`, with `bevel` and `taper`."""
    size = reader.sizes(part, "box", pointer, (3,))
    bevel = reader.number(part.get("bevel", 0.0), f"{pointer}/bevel")
    return box(
        size, 0.0 if reader.level else max(bevel, 0.0), reader.number(part.get("taper", 1.0), f"{pointer}/taper")
    )


def make_cylinder(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `cylinder: [radius, height]` or `[radius, top radius, height]`."""
    size = reader.sizes(part, "cylinder", pointer, (2, 3))
    bevel = reader.number(part.get("bevel", 0.0), f"{pointer}/bevel")
    open_ended = reader.flag(part, "open", pointer)
    return cylinder(
        size[0], size[-1], sides(part, pointer, reader), top_m=size[1] if len(size) == 3 else None,
        bevel_m=0.0 if reader.level else max(bevel, 0.0), caps=not open_ended,
    )  # fmt: skip


def make_cone(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `cone: [radius, height]`."""
    size = reader.sizes(part, "cone", pointer, (2,))
    return cone(size[0], size[1], sides(part, pointer, reader), caps=not reader.flag(part, "open", pointer))


def make_sphere(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `sphere: radius` or `[x, y, z]` radii, about its own centre; `rounds` 0, 1 or 2 says how fine."""
    said = part["sphere"]
    size = reader.sizes(part, "sphere", pointer, (3,)) if isinstance(said, list) else None
    radii = size or [max(reader.number(said, f"{pointer}/sphere"), 1e-4)] * 3
    rounds = int(min(max(reader.number(part.get("rounds", 1), f"{pointer}/rounds"), 0), 2))
    return moved(icosphere(1.0, min(rounds, 1 - min(reader.level, 1)) if reader.level else rounds), scale=radii)


def make_lathe(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `lathe: [[radius, y], ...]` from bottom to top, with `round` and `facets`."""
    profile = reader.points(part, "lathe", pointer, 2, 2)
    if not profile:
        return merge([])
    profile = [[abs(r), y] for r, y in profile]
    facets, rounded = reader.flag(part, "facets", pointer), reader.flag(part, "round", pointer)
    return lathe(profile, sides(part, pointer, reader), round_profile=rounded, facets=facets)


def make_extrude(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `extrude: [[x, y], ...]` pushed out by `depth` along z, half to each side."""
    outline = reader.points(part, "extrude", pointer, 2, 3)
    depth = reader.number(part.get("depth", 0.1), f"{pointer}/depth")
    if not outline:
        return merge([])
    return extrude(outline, max(abs(depth), 1e-4), round_sides=reader.flag(part, "round", pointer))


def make_sweep(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `sweep: [[x, y, z], ...]`: a tube of `radius` (a number, or one for each point)."""
    path = reader.points(part, "sweep", pointer, 3, 2)
    if not path:
        return merge([])
    said = part.get("radius", 0.05)
    if isinstance(said, list):
        radius = [abs(r) for r in reader.numbers(said, f"{pointer}/radius", (len(path),))] or [0.05] * len(path)
    else:
        radius = [abs(reader.number(said, f"{pointer}/radius"))] * len(path)
    gap = np.abs(np.diff(np.array(path), axis=0)).sum(axis=1)
    if (gap < 1e-6).any():
        reader.wrong("PROP_FORM", f"{pointer}/sweep", found="two points at one place", wanted="a line that goes on")
        return merge([])
    squash = reader.number(part.get("squash", 1.0), f"{pointer}/squash")
    return sweep(path, np.maximum(radius, 1e-4), sides(part, pointer, reader, 6), squash=max(squash, 1e-3))


def make_loft(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `loft: [section, ...]`: a skin from one section to the next, with `sides`, `facets` and `open`."""
    said = part["loft"]
    if not isinstance(said, list | tuple) or not 2 <= len(said) <= MOST_SECTIONS:
        wanted = f"a list of 2 to {MOST_SECTIONS} sections, such as {{at: 0.5, size: [0.4, 0.3]}}"
        reader.wrong("PROP_FORM", f"{pointer}/loft", found=short(said), wanted=wanted)
        return merge([])
    around = sides(part, pointer, reader, 12)
    lines = [_section(section, f"{pointer}/loft/{i}", around, reader) for i, section in enumerate(said)]
    for i, line in enumerate(lines):
        if len(line) and len(lines[0]) and len(line) != len(lines[0]):
            wanted = f"as many as the first section has: {len(lines[0])}; let all say `outline`, or all `size`"
            reader.wrong("PROP_FORM", f"{pointer}/loft/{i}", found=f"{len(line)} points", wanted=wanted)
            return merge([])
    if not all(len(line) for line in lines):
        return merge([])
    caps, facets = not reader.flag(part, "open", pointer), reader.flag(part, "facets", pointer)
    return loft(np.stack(lines), caps=caps, facets=facets)


def _section(said: object, pointer: str, around: int, reader: Reader) -> F64:
    """Return one section of a loft, (n, 3): its outline lies level at its place; none where it is wrong."""
    nothing = np.zeros((0, 3))
    if not isinstance(said, Mapping) or ("size" in said) == ("outline" in said):
        wanted = "a section {at: height, size: [width, depth]}, or with outline: [[x, z], ...]"
        reader.wrong("PROP_FORM", pointer, found=short(said), wanted=wanted)
        return nothing
    reader.only(said, ("at", "size", "round", "outline"), pointer)
    at = said.get("at", 0.0)
    if isinstance(at, list | tuple):
        place = np.array(reader.vector(at, f"{pointer}/at"))
    else:
        place = np.array([0.0, reader.length(at, f"{pointer}/at"), 0.0])
    if "outline" in said:
        points = reader.points(said, "outline", pointer, 2, 3)
        flat = np.array(points, np.float64).reshape(-1, 2)
    else:
        size = reader.numbers(said["size"], f"{pointer}/size", (2,)) or [1.0, 1.0]
        roundness = min(max(reader.number(said.get("round", 1.0), f"{pointer}/round"), 0.0), 1.0)
        flat = rounded(abs(size[0]), abs(size[1]), roundness, around)
    return place + np.column_stack([flat[:, 0], np.zeros(len(flat)), flat[:, 1]])


def make_sheet(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `sheet: [width, depth]`: a level sheet seen from both sides."""
    size = reader.sizes(part, "sheet", pointer, (2,))
    top = plane(size[0], size[1])
    return merge([top, mirrored(top, 1)])


def make_text(part: Data, pointer: str, reader: Reader) -> Shape:
    """Return `text:` as letters facing +Z, centred on the origin, no wider than `width`, no higher than `height`."""
    from worldgen.generate.props.lettering import lettered  # noqa: PLC0415  only props with words pay for it
    from worldgen.letters.missing import MissingLetterError  # noqa: PLC0415

    said = part["text"]
    if not isinstance(said, str):
        reader.wrong(
            "PROP_FORM", f"{pointer}/text", found=repr(said), wanted="words, or '{text}' for those of the thing"
        )
        return merge([])
    other = part.get("else", "")
    written = said.replace("{text}", reader.text or str(other))
    width = reader.number(part.get("width", 1.0), f"{pointer}/width")
    height = reader.number(part.get("height", 0.3), f"{pointer}/height")
    try:
        shape = lettered(written, max(width, 0.01), max(height, 0.01), simple=bool(reader.level))
        return curved(shape, part, pointer, reader)
    except ValueError as error:
        own = "{text}" in said and reader.text and reader.text_at
        at = reader.text_at if own else f"{pointer}/text"
        if isinstance(error, MissingLetterError):
            reader.wrong("LETTER_MISSING", at, text=written, why=str(error))
        else:
            reader.wrong("PROP_TEXT", at, why=str(error))
        return merge([])


def sides(part: Data, pointer: str, reader: Reader, usual: int = 10) -> int:
    """Return how many sides a round shape has."""
    number = int(min(max(reader.number(part.get("sides", usual), f"{pointer}/sides"), 3), MOST_SIDES))
    return min(number, 6) if reader.level else number


SHAPES: Mapping[str, tuple[Callable[[Data, str, Reader], Shape], tuple[str, ...]]] = MappingProxyType(
    {
        "box": (make_box, ("bevel", "taper")),
        "cylinder": (make_cylinder, ("bevel", "sides", "open")),
        "cone": (make_cone, ("sides", "open")),
        "sphere": (make_sphere, ("rounds",)),
        "lathe": (make_lathe, ("sides", "round", "facets")),
        "extrude": (make_extrude, ("depth", "round")),
        "sweep": (make_sweep, ("radius", "sides", "squash")),
        "loft": (make_loft, ("sides", "facets", "open")),
        "sheet": (make_sheet, ()),
        "text": (make_text, ("else", "width", "height", "bend")),
        "decal": (make_decal, ("width", "height", "bend")),
    }
)
"""Every primitive by its word, with the further keys that it reads."""
