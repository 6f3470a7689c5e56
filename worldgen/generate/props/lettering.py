"""Letters as geometry: a stroke font of our own, for boards and signs."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

import numpy as np

from worldgen.generate.shapes import Shape, from_faces
from worldgen.generate.shapes.shape import F64

MOST_LETTERS = 48
_LINE = 8.6  # from line to line, in units of the glyph grid
_PEN = 0.98  # width of a stroke

# Each glyph is its width and its strokes, points "xy" on a grid; y 0 is the base line, 6 the top of a capital.
_GLYPHS = {
    "A": "4 00-26-40 12-32", "B": "4 00-06-36-45-44-33-03 33-42-41-30-00", "C": "4 45-36-16-05-01-10-30-41",
    "D": "4 00-06-26-44-42-20-00", "E": "4 46-06-00-40 03-33", "F": "4 46-06-00 03-33",
    "G": "4 45-36-16-05-01-10-30-41-43-23", "H": "4 00-06 40-46 03-43", "I": "0 00-06", "J": "3 36-31-20-10-01",
    "K": "4 00-06 46-03-40", "L": "3 06-00-30", "M": "4 00-06-23-46-40", "N": "4 00-06-40-46",
    "O": "4 10-01-05-16-36-45-41-30-10", "P": "4 00-06-36-45-44-33-03", "Q": "4 10-01-05-16-36-45-41-30-10 22-40",
    "R": "4 00-06-36-45-44-33-03 23-40", "S": "4 45-36-16-05-04-13-33-42-41-30-10-01", "T": "4 06-46 26-20",
    "U": "4 06-01-10-30-41-46", "V": "4 06-20-46", "W": "6 06-10-34-50-66", "X": "4 00-46 06-40",
    "Y": "4 06-23-46 23-20", "Z": "4 06-46-00-40",
    "0": "4 10-01-05-16-36-45-41-30-10", "1": "2 05-16-10", "2": "4 05-16-36-45-44-00-40",
    "3": "4 06-46-24-34-43-41-30-10-01", "4": "4 30-36-02-42", "5": "4 46-06-03-33-42-41-30-10-01",
    "6": "4 36-16-05-01-10-30-41-42-33-03", "7": "4 06-46-10", "8": "4 13-04-05-16-36-45-44-33-13-02-01-10-30-41-42-33",
    "9": "4 10-30-41-45-36-16-05-04-13-43", ".": "0 00-01", ",": "1 11-00", "!": "0 06-02 00-01",
    "?": "4 05-16-36-45-44-22 20-21", "-": "3 03-33", ":": "0 01-02 04-05", "'": "0 06-05", "/": "3 00-36",
    "+": "4 03-43 21-25",
    "(": "1 16-04-02-10", ")": "1 06-14-12-00", "&": "4 40-04-05-16-25-01-10-20-42", "=": "4 02-42 04-44",
    "%": "4 00-46 05-16 30-41", "\u2192": "5 03-53 35-53-31", "\u2190": "5 53-03 25-03-21",
}  # fmt: skip
_MARKS = {
    "\u0300": "17-36", "\u0301": "17-38", "\u0302": "17-28-37", "\u0303": "07-18-37-48", "\u0308": "17-18 37-38",
    "\u030c": "18-27-38", "\u0327": "20-1_", "\u030a": "17-28-37-17",
}  # fmt: skip
_SAME = {"ß": "SS", "Æ": "AE", "Œ": "OE", "Ø": "O", "\u2013": "-", "\u2014": "-", "\u2019": "'", "¿": "?", "¡": "!"}


@cache
def _strokes(text: str) -> tuple[tuple[float, float, float, float], ...]:
    found: list[tuple[float, float, float, float]] = []
    for line in text.split():
        points = [(float(p[0]), -1.2 if p[1] == "_" else float(p[1])) for p in line.split("-")]
        found += [(*a, *b) for a, b in pairwise(points)]
    return tuple(found)


def _glyph(letter: str) -> tuple[float, list[tuple[float, float, float, float]]]:
    """Return (width, strokes) of one letter with its accents."""
    letter = unicodedata.normalize("NFD", letter)
    if letter[0] not in _GLYPHS:
        return 3.0, list(_strokes("03-33"))
    width, strokes = _GLYPHS[letter[0]].split(" ", 1)
    found = list(_strokes(strokes))
    shift = (float(width) - 4.0) / 2.0
    for mark in letter[1:]:
        found += [(x + shift, y, u + shift, v) for x, y, u, v in _strokes(_MARKS.get(mark, ""))]
    return float(width), found


def _line(words: str) -> tuple[float, F64]:
    """Return (width, strokes (k, 4)) of one line."""
    x, found = 0.0, []
    for letter in unicodedata.normalize("NFC", words):
        if letter == " ":
            x += 3.0
            continue
        width, strokes = _glyph(letter)
        found += [(a + x, b, c + x, d) for a, b, c, d in strokes]
        x += width + 2.0
    return max(x - 2.0, 1.0), np.array(found, np.float64).reshape(-1, 4)


def _wrapped(words: list[str], count: int) -> list[str]:
    """Return `words` in `count` lines of about the same length."""
    total = sum(map(len, words)) + len(words) - 1
    lines: list[str] = []
    for word in words:
        if lines and (len(lines[-1]) + len(word) / 2 < total / count or len(lines) == count):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def lettered(text: str, width_m: float, height_m: float, *, simple: bool = False) -> Shape:
    """Return `text` as flat capitals facing +Z about the origin, as large as fits `width_m` by `height_m`.

    Letters that the font lacks are drawn as a dash; the words themselves travel with the thing. `simple` gives one
    bar a line, for a distance at which nobody reads.

    Raises
    ------
    ValueError
        When there are more than `MOST_LETTERS` letters.
    """
    plain = " ".join(text.split()).upper()
    for odd, same in _SAME.items():
        plain = plain.replace(odd, same)
    if len(plain) > MOST_LETTERS:
        raise ValueError(f"{len(plain)} letters do not fit on a sign; write at most {MOST_LETTERS}")
    words = plain.split(" ")
    if not plain:
        return from_faces(np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros((0, 3)))
    best, size = np.zeros((0, 4)), 0.0
    for count in range(1, min(len(words), 4) + 1):
        stroke = _laid([_line(line) for line in _wrapped(words, count)], simple=simple)
        if not len(stroke):
            continue
        wide, tall = np.ptp(stroke.reshape(-1, 2), axis=0) + 1.2 * _PEN
        fits = min(width_m / wide, height_m / tall)
        best, size = (stroke, fits) if fits > size else (best, size)
    return _drawn(best * size, _PEN * size)


def _laid(lines: list[tuple[float, F64]], *, simple: bool) -> F64:
    """Return the strokes (k, 4) of `lines` below each other, about the middle, in units of the glyph grid."""
    strokes = []
    for i, (width, found) in enumerate(lines):
        line = np.array([[0.0, 3.0, width, 3.0]]) if simple else found
        strokes.append(line + np.array([-width / 2, -_LINE * i] * 2))
    stroke = np.concatenate(strokes)
    if not len(stroke):
        return stroke
    ends = stroke.reshape(-1, 2)
    middle = (ends.min(axis=0) + ends.max(axis=0)) / 2
    centred: F64 = stroke - np.concatenate([middle, middle])
    return centred


def _drawn(stroke: F64, pen_m: float) -> Shape:
    """Return strokes (k, 4) of (x, y, x, y) as rectangles, each a little longer than its line so that corners close."""
    start, end = stroke[:, :2], stroke[:, 2:]
    along = (end - start) / np.maximum(np.hypot(*(end - start).T), 1e-9)[:, None] * (pen_m / 2)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    more = along * 0.55
    corner = np.stack([start - more - across, end + more - across, end + more + across, start - more + across], axis=1)
    k = len(stroke)
    position = np.concatenate([corner.reshape(-1, 2), np.zeros((4 * k, 1))], axis=1)
    first = np.arange(k)[:, None] * 4
    face = np.concatenate([first + np.array([0, 1, 2]), first + np.array([0, 2, 3])])
    return from_faces(position, face, np.tile([0.0, 0.0, 1.0], (4 * k, 1)))
