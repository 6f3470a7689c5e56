"""A floor plan out of an SVG drawing: lines of the classes wall, door and window, and words where rooms are.

What is read is bounded: no document type, no entities, no scripts, no links; straight lines only. A class may stand on
an element or on a group around it, or be the beginning of an id or of the name of a layer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.sources import Source
from worldgen.generate.rooms.floor_plan import OpeningKind, Vec2
from worldgen.generate.rooms.kinds import KINDS
from worldgen.generate.rooms.strokes import Gap, Line, Name, Strokes

MOST_BYTES = 1_000_000
MOST_SHAPES, MOST_DEPTH = 4000, 30
SORTS = ("wall", "door", "window", "room")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_STOREY = re.compile(r"(?:storey|floor|level)[ _-]?(\d)")
_LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"


@dataclass(frozen=True, slots=True)
class _Turn:
    """An affine map of the plane."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, point: Vec2) -> Vec2:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: _Turn) -> _Turn:
        (a, b), (c, d) = (self.a, self.b), (self.c, self.d)
        e, f = self.of((inner.e, inner.f))
        return _Turn(
            a * inner.a + c * inner.b, b * inner.a + d * inner.b, a * inner.c + c * inner.d, b * inner.c + d * inner.d,
            e, f,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Within:
    """What an element inherits: its sort, its storey, how it is moved, and how deep it lies."""

    sort: str = ""
    level: int = 0
    turn: _Turn = _Turn()
    depth: int = 0


def read_svg(source: Source, unit_m: float, pointer: str) -> Strokes:
    """Return the plan in a drawing of which one unit is `unit_m` metres.

    Raises
    ------
    SpecError
        PLAN_DRAWING, with what is wrong.
    """
    data = source.data
    if len(data) > MOST_BYTES:
        raise _bad(pointer, source.name, f"it is larger than {MOST_BYTES} bytes", "leave pictures out of it")
    try:
        text = data.decode("utf-8-sig")  # what is looked through and what is read are the same signs
    except UnicodeDecodeError:
        raise _bad(pointer, source.name, "it is not written in UTF-8", "save it as plain SVG in UTF-8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        why = "it declares a document type or entities, which can hide anything"
        raise _bad(pointer, source.name, why, "save it as plain SVG")
    try:
        root = ET.fromstring(text)  # noqa: S314  no entities, bounded above
    except ET.ParseError as error:
        raise _bad(pointer, source.name, f"it is not XML ({error})", "save it as plain SVG") from None
    if not root.tag.endswith("svg"):
        raise _bad(pointer, source.name, "it is not an SVG drawing", "save it as plain SVG")
    found = list(_walk(root, _Within(), (source.name, pointer)))
    if len(found) > MOST_SHAPES:
        raise _bad(pointer, source.name, f"it has more than {MOST_SHAPES} lines", "keep only walls, doors and windows")
    lines = [_line(one, unit_m, pointer) for one in found if isinstance(one, Line)]
    gaps = [_gap(one, unit_m, pointer) for one in found if isinstance(one, Gap)]
    names = [_name(one, unit_m, pointer) for one in found if isinstance(one, Name)]
    return Strokes(tuple(lines), tuple(gaps), _numbered(names))


def _bad(pointer: str, name: str, what: str, mend: str) -> SpecError:
    return SpecError([issue("PLAN_DRAWING", pointer, name=name, what=what, mend=mend)])


def _scaled(point: Vec2, unit_m: float) -> Vec2:
    return point[0] * unit_m, point[1] * unit_m


def _line(line: Line, unit_m: float, pointer: str) -> Line:
    return Line(_scaled(line.start, unit_m), _scaled(line.end, unit_m), line.level, pointer)


def _gap(gap: Gap, unit_m: float, pointer: str) -> Gap:
    return replace(gap, at=_scaled(gap.at, unit_m), width_m=(gap.width_m or 0.0) * unit_m, pointer=pointer)


def _name(name: Name, unit_m: float, pointer: str) -> Name:
    return replace(name, at=_scaled(name.at, unit_m), pointer=pointer)


def _numbered(names: list[Name]) -> tuple[Name, ...]:
    seen: dict[str, int] = {}
    out = []
    for one in names:
        seen[one.id] = seen.get(one.id, 0) + 1
        out.append(one if seen[one.id] == 1 else replace(one, id=f"{one.id}_{seen[one.id]}"))
    return tuple(out)


def _walk(node: ET.Element, within: _Within, file: tuple[str, str]) -> Iterator[Line | Gap | Name]:
    if within.depth > MOST_DEPTH:
        raise _bad(file[1], file[0], f"it is nested more than {MOST_DEPTH} levels deep", "ungroup its shapes")
    here = _inherited(node, within)
    tag = node.tag.rpartition("}")[2]
    if tag == "text" and here.sort in ("", "room"):
        yield from _words(node, here)
        return
    if here.sort in ("wall", "door", "window"):
        corners = _corners(node, tag, file)
        for start, end in corners:
            yield from _stroke(here, here.turn.of(start), here.turn.of(end))
    for child in node:
        if isinstance(child.tag, str):
            yield from _walk(child, here, file)


def _inherited(node: ET.Element, within: _Within) -> _Within:
    words = f"{node.get('class', '')} {node.get('id', '')} {node.get(_LABEL, '')}".lower()
    sort = next((sort for sort in SORTS if re.search(rf"\b{sort}", words)), within.sort)
    storey = _STOREY.search(words)
    level = int(storey[1]) if storey else int(node.get("data-storey", within.level))
    return _Within(sort, level, within.turn.after(_turn(node.get("transform", ""))), within.depth + 1)


def _turn(text: str) -> _Turn:
    turn = _Turn()
    for word, inner in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        n = [float(one) for one in _NUMBER.findall(inner)]
        if word == "translate":
            turn = turn.after(_Turn(e=n[0], f=n[1] if len(n) > 1 else 0.0))
        elif word == "scale":
            turn = turn.after(_Turn(a=n[0], d=n[1] if len(n) > 1 else n[0]))
        elif word == "matrix" and len(n) == 6:
            turn = turn.after(_Turn(*n))
        elif word == "rotate" and len(n) == 1:
            sin, cos = math.sin(math.radians(n[0])), math.cos(math.radians(n[0]))
            turn = turn.after(_Turn(cos, sin, -sin, cos))
    return turn


def _stroke(here: _Within, start: Vec2, end: Vec2) -> Iterator[Line | Gap]:
    if here.sort == "wall":
        yield Line(start, end, here.level, "")
    else:
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        kind: OpeningKind = "window" if here.sort == "window" else "door"
        yield Gap(middle, kind, here.level, "", math.dist(start, end))


def _corners(node: ET.Element, tag: str, file: tuple[str, str]) -> list[tuple[Vec2, Vec2]]:
    def number(key: str) -> float:
        found = _NUMBER.match(node.get(key, "0"))
        return float(found[0]) if found else 0.0

    if tag == "line":
        return [((number("x1"), number("y1")), (number("x2"), number("y2")))]
    if tag == "rect":
        x, y, w, h = (number(key) for key in ("x", "y", "width", "height"))
        return _chained([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], closed=True)
    if tag in ("polyline", "polygon"):
        n = [float(one) for one in _NUMBER.findall(node.get("points", ""))]
        return _chained(list(zip(n[::2], n[1::2], strict=False)), closed=tag == "polygon")
    return _path(node.get("d", ""), file) if tag == "path" else []


def _chained(points: list[Vec2], *, closed: bool) -> list[tuple[Vec2, Vec2]]:
    rest = [*points[1:], points[0]] if closed else points[1:]
    return [(a, b) for a, b in zip(points, rest, strict=False) if a != b]


def _path(text: str, file: tuple[str, str]) -> list[tuple[Vec2, Vec2]]:
    found: list[tuple[Vec2, Vec2]] = []
    at = first = (0.0, 0.0)
    for command, inner in _COMMAND.findall(text):
        n = [float(one) for one in _NUMBER.findall(inner)]
        word, off = command.upper(), at if command.islower() else (0.0, 0.0)
        if word not in "MLHVZ":
            raise _bad(file[1], file[0], "a wall, door or window of it is a curve", "draw it with straight lines")
        if word == "Z":
            found += [(at, first)] if at != first else []
            at = first
            continue
        pairs = [(n[k], n[k + 1]) for k in range(0, len(n) - 1, 2)] if word in "ML" else [(value, value) for value in n]
        for k, (x, y) in enumerate(pairs):
            off = at if command.islower() else (0.0, 0.0)
            to = (x + off[0] if word != "V" else at[0], y + off[1] if word != "H" else at[1])
            if word == "M" and k == 0:
                first = to
            elif to != at:
                found.append((at, to))
            at = to
    return found


def _words(node: ET.Element, here: _Within) -> Iterator[Name]:
    words = " ".join("".join(node.itertext()).split())
    spot = next((one for one in node.iter() if one.get("x") is not None), node)
    slug = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_0123456789")
    if not slug:
        return
    named = next(
        (kind for kind in KINDS if kind in words.lower() or KINDS[kind].label.lower() in words.lower()), "room"
    )
    kind = node.get("data-kind", named)
    x, y = (float((_NUMBER.match(spot.get(key, "0")) or ["0"])[0]) for key in ("x", "y"))
    kind = kind if kind in KINDS else "room"
    yield Name(node.get("data-id", slug)[:40], kind, here.turn.of((x, y)), here.level, "", {"": words})
