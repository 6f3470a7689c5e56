"""What is written on a map: names of places, which way is north, how long ten metres are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from worldgen.core.record import dataclass
from worldgen.languages.numbers import number_in
from worldgen.languages.own import own_word
from worldgen.preview.flatten import placed
from worldgen.preview.lettered import written
from worldgen.preview.png import Picture
from worldgen.preview.view import View
from worldgen.scene import F32, Node, Scene, words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_INK, _PAPER = (59, 42, 74), (255, 250, 240)
_DOT = {"station": (221, 107, 77), "area": (63, 138, 140)}
_EVERYWHERE = frozenset({"land", "sea", "shore", "beach"})
_NICE_M = (5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """A name and the point of the world it belongs to."""

    text: str
    point_m: F32
    role: str


def letter_map(scene: Scene, view: View, picture: Picture) -> Picture:
    """Return `picture` (h, w, 3) with the names of stations and zones, a scale bar and an arrow to the north.

    Raises
    ------
    SpecError
        LETTER_MISSING, where no font has a letter of a name.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415  (a build without pictures does not need Pillow)

    image = Image.fromarray(picture)
    page = _Page(image, ImageDraw.Draw(image, "RGBA"), view, scene.language, _larger(scene))
    _names(page, names(scene))
    _scale(page)
    _north(page)
    return np.asarray(image)


@dataclass(frozen=True, eq=False, slots=True)
class _Page:
    """The map on its way: what is drawn on, in which language, and how much larger than usual its letters are."""

    image: Image
    draw: ImageDraw
    view: View
    language: str
    larger: float


def _larger(scene: Scene) -> float:
    about = scene.facts.get("personalise")
    supports = about.get("supports") if isinstance(about, dict) else None
    return 1.4 if isinstance(supports, list) and "larger_text" in supports else 1.0


def names(scene: Scene) -> list[Name]:
    """Return stations first, then zones that no station has taken the place of."""
    found = [
        Name(words(node.semantics.label, scene.language) or node.id, shift, node.semantics.role)
        for node, _, shift in placed(scene)
        if node.semantics is not None and node.semantics.role in _DOT and not _part(node) and not _again(node)
    ]
    stations = [name for name in found if name.role == "station"]
    near = 0.05 * scene.size_m
    zones = [
        name
        for name in found
        if name.role == "area" and all(float(np.hypot(*(name.point_m - s.point_m)[[0, 2]])) > near for s in stations)
    ]
    return stations + zones


def _part(node: Node) -> bool:
    """Return whether a node is a part of something, or land that needs no name on a map (`cone.rim`, `sea`)."""
    return "." in node.id or node.id in _EVERYWHERE


def _again(node: Node) -> bool:
    """Return whether a node is a second name of a place that has one already (`river` for the lesson's `brook`)."""
    return node.semantics is not None and node.semantics.facts.get("kind") == "alias"


def _names(page: _Page, found: list[Name]) -> None:
    """Write each name beside its mark, on the first side that is still free."""
    taken: list[tuple[float, float, float, float]] = []
    dots = page.view.project(np.array([name.point_m for name in found], np.float32)) if found else np.zeros((0, 3))
    for name, (column, row, _) in zip(found, dots.tolist(), strict=True):
        taken.append(_mark(page, name, (column, row)))
    for name, (column, row, _) in zip(found, dots.tolist(), strict=True):
        size = _letters(page, name)
        text = written(name.text, size)
        width, height = text.width_px + size * 0.9, size * 1.5
        box = _free((column, row), (width, height), taken, page.view)
        if box is None:
            continue
        taken.append(box)
        page.draw.rounded_rectangle(box, size * 0.45, fill=(*_PAPER, 240 if name.role == "station" else 150))
        text.onto(page.image, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), _INK)


def _mark(page: _Page, name: Name, at: tuple[float, float]) -> tuple[float, float, float, float]:
    """Draw a disc for a station and a diamond for a piece of the land, so that no colour has to tell them apart."""
    (column, row), radius = at, _letters(page, name) * 0.42
    disc = (column - radius, row - radius, column + radius, row + radius)
    line = max(2, round(radius / 3))
    if name.role == "station":
        page.draw.ellipse(disc, fill=_DOT[name.role], outline=_PAPER, width=line)
    else:
        reach = radius * 1.2
        corners = [(column, row - reach), (column + reach, row), (column, row + reach), (column - reach, row)]
        page.draw.polygon(corners, fill=_DOT[name.role], outline=_PAPER, width=line)
    return disc


def _letters(page: _Page, name: Name) -> int:
    """Return the size of a name's letters in pixels: places that teach are larger than pieces of the land."""
    usual = page.view.height_px / (50 if name.role == "station" else 72)
    return max(10, round(usual * page.larger))


def _free(
    dot: tuple[float, float], size: tuple[float, float], taken: list[tuple[float, float, float, float]], view: View
) -> tuple[float, float, float, float] | None:
    """Return a box beside `dot` that covers no other; further and further off, and None where the map is full."""
    (column, row), (width, height) = dot, size
    for far in (1.0, 1.8, 2.6, 3.4):
        gap = height * 0.5 * far
        for across, down in ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            left = column - width / 2 + across * (width / 2 + gap)
            top = row - height / 2 + down * (height / 2 + gap)
            left = min(max(left, 4.0), view.width_px - width - 4.0)
            top = min(max(top, 4.0), view.height_px - height - 4.0)
            box = (left, top, left + width, top + height)
            if not any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
                return box
    return None


def _scale(page: _Page) -> None:
    """Draw a bar of a round number of metres in the lower left corner."""
    draw, view = page.draw, page.view
    ends = view.project(np.array([[-0.5, 0.0, 0.0], [0.5, 0.0, 0.0]], np.float32))
    pixel_per_m = float(ends[1, 0] - ends[0, 0])
    length_m = max((nice for nice in _NICE_M if nice * pixel_per_m < 0.22 * view.width_px), default=_NICE_M[0])
    size = max(11, round(view.height_px / 52 * page.larger))
    left, low = view.width_px * 0.035, view.height_px * 0.965
    width, thick = length_m * pixel_per_m, max(4.0, size * 0.36)
    pad = size * 0.7
    draw.rounded_rectangle(
        (left - pad, low - thick - size * 1.6 - pad, left + width + pad, low + pad), size * 0.5, fill=(*_PAPER, 225)
    )
    draw.rectangle((left, low - thick, left + width, low), fill=_PAPER, outline=_INK, width=1)
    for part in (0, 2):
        draw.rectangle((left + width * part / 4, low - thick, left + width * (part + 1) / 4, low), fill=_INK)
    middle = low - thick - size * 0.85
    zero = written(number_in(0, page.language), size)
    zero.onto(page.image, (left + zero.width_px / 2, middle), _INK)
    end = written(f"{number_in(length_m, page.language)} {own_word('m', page.language)}", size)
    end.onto(page.image, (left + width - end.width_px / 2, middle), _INK)


def _north(page: _Page) -> None:
    """Draw an arrow to the north in the upper right corner."""
    draw, view = page.draw, page.view
    size = view.height_px * 0.028
    column, row = view.width_px * 0.945, view.height_px * 0.075
    draw.ellipse((column - size * 1.5, row - size * 1.5, column + size * 1.5, row + size * 1.5), fill=(*_PAPER, 225))
    tip, low = row - size * 0.35, row + size * 1.0
    wing = size * math.sin(math.radians(40.0))
    draw.polygon([(column, tip), (column - wing, low), (column, low - size * 0.35)], fill=_INK)
    draw.polygon([(column, tip), (column + wing, low), (column, low - size * 0.35)], fill=_DOT["station"])
    written(own_word("N", page.language), max(11, int(size * 0.85))).onto(page.image, (column, row - size * 0.8), _INK)
