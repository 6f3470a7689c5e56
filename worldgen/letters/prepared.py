"""The letters of Latin and Cyrillic, cut into triangles beforehand: most signs need no shaping and no library.

CONTRIBUTOR NOTES
    Loading HarfBuzz costs an eighth of importing NumPy, and a sign in English needs none of it: a letter is a glyph,
    and kerning is a table of pairs. `tools/prepare_fonts.py` writes the table; a test holds it against HarfBuzz.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from worldgen.core.assets import assets_root
from worldgen.core.record import dataclass
from worldgen.letters.outline import Flat

FILE = "latin.letters"
HEAD = 4  # how many counts stand before the arrays


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Glyphs one after another; glyph k has the corners `corner[k]` to `corner[k + 1]`, and so its faces."""

    place: Mapping[str, int]  # of each letter
    advance: NDArray[np.int16]  # (g,)
    corner: NDArray[np.int32]  # (g + 1,)
    edge: NDArray[np.int32]  # (g + 1,)
    position: NDArray[np.int16]  # (n, 2)
    face: NDArray[np.int16]  # (m, 3), counted within the glyph
    pair: NDArray[np.int32]  # (k,) sorted: place of the left letter times g, plus that of the right
    kern: NDArray[np.int16]  # (k,)


@cache
def table() -> Table:
    """Return the prepared letters."""
    data = (assets_root() / "fonts" / FILE).read_bytes()
    glyphs, corners, faces, pairs = np.frombuffer(data, "<i4", HEAD).tolist()
    shapes: list[tuple[str, tuple[int, ...]]] = [
        ("<i4", (glyphs,)), ("<i4", (glyphs + 1,)), ("<i4", (glyphs + 1,)), ("<i4", (pairs,)), ("<i2", (glyphs,)),
        ("<i2", (corners, 2)), ("<i2", (faces, 3)), ("<i2", (pairs,)),
    ]  # fmt: skip
    arrays, at = [], 4 * HEAD
    for kind, shape in shapes:
        count = int(np.prod(shape))
        arrays.append(np.frombuffer(data, kind, count, at).reshape(shape))
        at += count * int(kind[-1])
    code, corner, edge, pair, advance, position, face, kern = arrays
    place = {chr(one): k for k, one in enumerate(code.tolist())}
    return Table(place, advance, corner, edge, position, face, pair, kern)


def prepared(text: str) -> Flat | None:
    """Return one line of `text`, or None where it holds a letter that must be shaped."""
    known = table()
    places = [known.place.get(letter, -1) for letter in unicodedata.normalize("NFC", text)]
    if -1 in places or not places:
        return None
    glyph = np.array(places)
    step = known.advance[glyph].astype(np.float64)
    step[:-1] += _kerning(known, glyph)
    pen = np.concatenate([[0.0], np.cumsum(step)])
    positions, faces, first = [], [], 0
    for k, x in zip(places, pen.tolist(), strict=False):
        corners = known.position[known.corner[k] : known.corner[k + 1]] + np.array([x, 0.0])
        faces.append(known.face[known.edge[k] : known.edge[k + 1]].astype(np.int64) + first)
        positions.append(corners)
        first += len(corners)
    return Flat(np.concatenate(positions), np.concatenate(faces), float(pen[-1]))


def _kerning(known: Table, glyph: NDArray[np.int64]) -> NDArray[np.float64]:
    if not len(known.pair):
        return np.zeros(len(glyph) - 1)
    key = glyph[:-1] * len(known.advance) + glyph[1:]
    found = np.minimum(np.searchsorted(known.pair, key), len(known.pair) - 1)
    return np.where(known.pair[found] == key, known.kern[found], 0).astype(np.float64)
