"""The plan of a building on one sheet: its storeys side by side, a scale, where north is, and the stations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from worldgen.core.record import dataclass
from worldgen.generate.rooms.floor_plan import FloorPlan, Vec2
from worldgen.generate.rooms.names import room_name
from worldgen.languages.numbers import number_in
from worldgen.languages.own import own_word
from worldgen.preview.plans.storey import Drawn, drawn_storey
from worldgen.preview.plans.svg import element, path, text

PX = 32.0  # of a metre
EDGE_M, GAP_M, HEAD_M, FOOT_M = 1.6, 2.4, 2.2, 2.6
FONT = "Atkinson Hyperlegible, Noto Sans, Arial, sans-serif"
RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True, slots=True)
class Marked:
    """A station on a plan: its number on the sheet, what it is called, and where."""

    id: str
    title: str
    level: int
    at_m: Vec2


def plan_svg(plan: FloorPlan, title: str, language: str, marked: Sequence[Marked] = (), yaw_rad: float = 0.0) -> str:
    """Return the plan as an SVG file.

    Parameters
    ----------
    title : str
        What the building is called.
    language : str
        The language of the words on it (BCP 47).
    marked : sequence of Marked
        Stations to show by number.
    yaw_rad : float
        How the building is turned in its world, for the arrow to the north.
    """
    say = partial(own_word, tag=language)
    (low_x, low_z), (high_x, high_z) = _bounds(plan)
    wide, deep = high_x - low_x, high_z - low_z
    count = len(plan.storeys)
    keys = _keys(marked)
    width = (2 * EDGE_M + count * wide + (count - 1) * GAP_M) * PX
    width = max(width, 9.0 * PX)
    height = (HEAD_M + deep + 2.2 + FOOT_M + 0.62 * len(keys)) * PX
    body: list[str] = []
    for index, storey in enumerate(plan.storeys):
        left = EDGE_M + index * (wide + GAP_M)

        def place(point: Vec2, left: float = left) -> Vec2:
            return (point[0] - low_x + left) * PX, (point[1] - low_z + HEAD_M) * PX

        drawn = Drawn(
            plan, storey.level, place, PX, partial(room_name, language=language),
            lambda area: f"{number_in(round(area), language)} {say('m²')}",
            tuple(one.at_m for one in marked if one.level == storey.level),
        )  # fmt: skip
        inner = [*drawn_storey(drawn), *_stations(drawn, marked)]
        if count > 1:
            name = _storey_name(storey.level, language)
            inner.append(text(name, (left * PX, (HEAD_M - 0.45) * PX), font_size=0.42 * PX, fill="#6b665e"))
        body.append(element("g", *inner, id=f"{plan.id}.storey.{storey.level}"))
    body.append(text(title, (EDGE_M * PX, 1.05 * PX), font_size=0.7 * PX, font_weight=700, fill="#2c2a28"))
    base = (HEAD_M + deep + 2.0) * PX
    body += _scale(EDGE_M * PX, base, language)
    body.append(_north(width - (EDGE_M + 0.5) * PX, base, yaw_rad, say("N")))
    body += [
        text(words, (EDGE_M * PX, base + (1.5 + 0.62 * k) * PX), font_size=0.42 * PX, fill="#2c2a28")
        for k, words in enumerate(keys)
    ]
    return _svg(plan, title, language, (width, height), body)


def _svg(plan: FloorPlan, title: str, language: str, size: tuple[float, float], body: Sequence[str]) -> str:
    names = "; ".join(
        f"{_storey_name(storey.level, language)}: "
        + ", ".join(room_name(room, language) for room in plan.rooms if room.level == storey.level)
        for storey in plan.storeys
    )
    width, height = size
    inner = [
        element("title", _escaped(title), id="title"),
        element("desc", _escaped(names), id="desc"),
        element("rect", width="100%", height="100%", fill="#fffdf8"),
        element("g", *body, font_family=FONT),
    ]
    return (
        element(
            "svg", *inner, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}",
            width=round(width), height=round(height), role="img", aria_labelledby="title desc", lang=language,
            direction="rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else None,
        )
        + "\n"
    )  # fmt: skip


def _escaped(words: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415

    return escape(words)


def _bounds(plan: FloorPlan) -> tuple[Vec2, Vec2]:
    points = [point for wall in plan.walls for point in (wall.start_m, wall.end_m)]
    xs, zs = zip(*points, strict=True)
    return (min(xs) - 0.3, min(zs) - 0.3), (max(xs) + 0.3, max(zs) + 0.3)


def _storey_name(level: int, language: str) -> str:
    if level == 0:
        return own_word("Ground floor", language)
    return f"{own_word('Floor', language)} {number_in(level, language)}"


def _stations(drawn: Drawn, marked: Sequence[Marked]) -> list[str]:
    found = []
    for number, one in enumerate(marked, 1):
        if one.level != drawn.level:
            continue
        x, y = drawn.place(one.at_m)
        found.append(
            element(
                "g",
                element("circle", cx=x, cy=y, r=0.36 * PX, fill="#c4512d", stroke="#fffdf8", stroke_width=2.0),
                text(
                    str(number),
                    (x, y + 0.16 * PX),
                    font_size=0.44 * PX,
                    font_weight=700,
                    fill="#ffffff",
                    text_anchor="middle",
                ),
                class_="station",
                id=f"station.{one.id}",
            )
        )
    return found


def _keys(marked: Sequence[Marked]) -> list[str]:
    return [f"{number}  {one.title}" for number, one in enumerate(marked, 1)]


def _scale(x: float, y: float, language: str) -> list[str]:
    """Return a bar of five metres in black and white."""
    out = []
    for k in range(5):
        fill = "#3b3a38" if k % 2 == 0 else "#fffdf8"
        out.append(element("rect", x=x + k * PX, y=y, width=PX, height=0.16 * PX, fill=fill, stroke="#3b3a38"))
    for metres in (0, 5):
        words = number_in(metres, language) + (f" {own_word('m', language)}" if metres else "")
        out.append(
            text(words, (x + metres * PX, y + 0.6 * PX), font_size=0.36 * PX, text_anchor="middle", fill="#3b3a38")
        )
    return out


def _north(x: float, y: float, yaw_rad: float, letter: str) -> str:
    """Return an arrow to the north; at yaw 0 the front of a building is to the south."""
    r = 0.62 * PX
    turn = f"rotate({math.degrees(yaw_rad):.1f} {x:.2f} {y:.2f})"
    tip = x + 1.5 * r * math.sin(yaw_rad), y - 1.5 * r * math.cos(yaw_rad) + 0.15 * PX
    needle = path(
        ((x, y - r), (x + 0.36 * r, y + 0.75 * r), (x, y + 0.4 * r), (x - 0.36 * r, y + 0.75 * r)),
        fill="#3b3a38",
        transform=turn,
    )
    name = text(letter, tip, font_size=0.42 * PX, text_anchor="middle", fill="#3b3a38")
    return element("g", needle, name, class_="north")
