"""Letters that depend on their neighbours: shaped by HarfBuzz with the fonts that are shipped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from worldgen.core.assets import assets_root
from worldgen.letters.direction import Run
from worldgen.letters.missing import MissingLetterError
from worldgen.letters.outline import EM, Flat, Tracer, triangles

if TYPE_CHECKING:
    import uharfbuzz

FACES = ("latin", "arabic", "devanagari", "chinese", "symbols")
FEATURES: Mapping[str, bool] = {"liga": False}
_SILENT = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # they steer shaping and have no look of their own


@cache
def _font(face: str) -> uharfbuzz.Font:
    import uharfbuzz  # noqa: PLC0415  0.02 s, for signs in scripts that need it

    path = next((assets_root() / "fonts").glob(f"{face}.?tf"))
    return uharfbuzz.Font(uharfbuzz.Face(path.read_bytes()))


@cache
def letters_of(face: str) -> frozenset[int]:
    """Return the letters that a font has, as their numbers in Unicode."""
    return frozenset(_font(face).face.unicodes)


def face_of(letter: str) -> str:
    """Return the font that writes `letter`.

    Raises
    ------
    MissingLetterError
        When none does.
    """
    for face in FACES:
        if ord(letter) in letters_of(face):
            return face
    raise MissingLetterError(letter)


def shaped(text: str, runs: Iterable[Run], slack: float) -> Flat:
    """Return one line of `text`, its runs as they are seen from the left.

    Raises
    ------
    MissingLetterError
        When no font has one of its letters.
    """
    drawn: list[Flat] = []
    for start, end, leftward in runs:
        parts = _by_face(text[start:end])
        for face, part in reversed(parts) if leftward else parts:
            drawn += _glyphs(face, part, leftward=leftward, slack=slack)
    return joined(drawn)


def joined(drawn: Iterable[Flat]) -> Flat:
    """Return pieces one after another."""
    positions, faces, first, x = [np.zeros((0, 2))], [np.zeros((0, 3), np.int64)], 0, 0.0
    for flat in drawn:
        positions.append(flat.position + np.array([x, 0.0]))
        faces.append(flat.face + first)
        first += len(flat.position)
        x += flat.advance
    return Flat(np.concatenate(positions), np.concatenate(faces), x)


def _by_face(text: str) -> list[tuple[str, str]]:
    """Return `text` cut where the font changes; marks, joiners and spaces stay with the letter before them."""
    found: list[tuple[str, str]] = []
    for letter in text:
        clings = letter in _SILENT or letter == " " or unicodedata.category(letter).startswith("M")
        if found and clings and (letter in _SILENT or ord(letter) in letters_of(found[-1][0])):
            face = found[-1][0]
        else:
            face = FACES[0] if letter in _SILENT else face_of(letter)
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + letter)
        else:
            found.append((face, letter))
    return found


def _glyphs(face: str, text: str, *, leftward: bool, slack: float) -> list[Flat]:
    import uharfbuzz  # noqa: PLC0415

    font = _font(face)
    scale = EM / font.face.upem
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(font, buffer, dict(FEATURES))
    found = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = _glyph(face, info.codepoint, slack)
        shift = np.array([place.x_offset, place.y_offset]) * scale
        found.append(Flat(glyph.position + shift, glyph.face, place.x_advance * scale))
    return found


@cache
def _glyph(face: str, number: int, slack: float) -> Flat:
    import uharfbuzz  # noqa: PLC0415

    font = _font(face)
    scale = EM / font.face.upem
    pen = Tracer(slack / scale)
    draw: Any = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda x, y, into: into.move(x, y))
    draw.set_line_to_func(lambda x, y, into: into.line(x, y))
    draw.set_quadratic_to_func(lambda ax, ay, x, y, into: into.quadratic(ax, ay, x, y))
    draw.set_cubic_to_func(lambda ax, ay, bx, by, x, y, into: into.cubic((ax, ay), (bx, by), (x, y)))
    draw.set_close_path_func(lambda _: None)
    font.draw_glyph(number, draw, pen)
    contours = [[(x * scale, y * scale) for x, y in contour] for contour in pen.contours]
    return triangles(contours, slack, 0.0)
