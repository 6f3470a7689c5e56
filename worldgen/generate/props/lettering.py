"""Letters as geometry: words in any script that the shipped fonts write, for boards and signs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.generate.shapes import Shape, from_faces
from worldgen.generate.shapes.shape import F64
from worldgen.letters.breaking import pieces, wrapped
from worldgen.letters.direction import base_level
from worldgen.letters.line import FINE, line_of
from worldgen.letters.outline import EM, I64, Flat

MOST_LETTERS = 80
MOST_LINES = 4
MOST_TRIANGLES = 1000  # of one text: what is longer is cut into coarser chords; `MOST_OF_WORDS` of a prop
_SLACKS = (FINE, 18.0, 32.0, 60.0)
_LEADING = 1.16 * EM  # from line to line
_TALL = 1.42 * EM  # the same where marks stand above and below the letters
_BAR = 0.22 * EM
_LARGEST = 0.8  # an em, as a share of the height there is
_WITHIN = 0.7  # what a line that ends within a word is worth


def lettered(text: str, width_m: float, height_m: float, *, simple: bool = False) -> Shape:
    """Return `text` as flat letters facing +Z about the origin, as large as fits `width_m` by `height_m`.

    `simple` gives one bar a line, for a distance at which nobody reads.

    Raises
    ------
    ValueError
        When there are more than `MOST_LETTERS` letters, or one that no font has.
    """
    plain = " ".join(text.split())
    if len(plain) > MOST_LETTERS:
        raise ValueError(f"{len(plain)} letters do not fit on a sign; write at most {MOST_LETTERS}")
    if not plain:
        return from_faces(np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros((0, 3)))
    for slack in _SLACKS:
        lines = _best(plain, (width_m, height_m), slack)
        if simple or sum(len(line.face) for line in lines) <= MOST_TRIANGLES:
            break
    position, face = _laid([_bar(line) for line in lines] if simple else lines, _leading(plain))
    return _fitted(position, face, (width_m, height_m))


def _best(plain: str, room_m: tuple[float, float], slack: float) -> list[Flat]:
    """Return the words in as many lines as lets them be largest; a line that ends within a word must pay for it."""
    base, leading = base_level(plain), _leading(plain)
    best: list[Flat] = []
    worth = 0.0
    whole = pieces(plain, within=False)
    for parts, price in ((whole, 1.0), (pieces(plain), _WITHIN)):
        if price < 1.0 and len(parts) == len(whole):
            break
        for count in range(1, min(len(parts), MOST_LINES) + 1):
            lines = [line_of(line, base, slack) for line in wrapped(parts, count)]
            position, _ = _laid(lines, leading)
            fits = _size(position, room_m) * price if len(position) else 0.0
            best, worth = (lines, fits) if fits > worth or not best else (best, worth)
    return best


def _size(position: F64, room_m: tuple[float, float]) -> float:
    """Return metres for each thousandth of an em: as many as fit, and no more than look well."""
    fits = np.array(room_m) / np.maximum(np.ptp(position, axis=0), 1.0)
    return float(min(*fits, _LARGEST * room_m[1] / EM))


def _leading(plain: str) -> float:
    return _TALL if any("\u0590" <= letter <= "\u0dff" for letter in plain) else _LEADING


def _laid(lines: Sequence[Flat], leading: float) -> tuple[F64, I64]:
    """Return corners (n, 2) and faces (m, 3) of `lines` below each other, each about the middle."""
    positions, faces, first = [], [], 0
    for k, line in enumerate(lines):
        positions.append(line.position - np.array([line.advance / 2, leading * k]))
        faces.append(line.face + first)
        first += len(line.position)
    return np.concatenate(positions), np.concatenate(faces)


def _bar(line: Flat) -> Flat:
    if not len(line.position):
        return line
    (left, low), (right, high) = line.position.min(axis=0), line.position.max(axis=0)
    middle = (low + high) / 2
    corner = np.array([[left, middle - _BAR], [right, middle - _BAR], [right, middle + _BAR], [left, middle + _BAR]])
    return Flat(corner, np.array([[0, 1, 2], [0, 2, 3]]), line.advance)


def _fitted(position: F64, face: I64, room_m: tuple[float, float]) -> Shape:
    if not len(position):
        return from_faces(np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros((0, 3)))
    low, high = position.min(axis=0), position.max(axis=0)
    flat = (position - (low + high) / 2) * _size(position, room_m)
    corner = np.concatenate([flat, np.zeros((len(flat), 1))], axis=1)
    return from_faces(corner, face, np.tile([0.0, 0.0, 1.0], (len(corner), 1)))
