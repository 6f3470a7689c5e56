"""Parts of the fonts that are shipped, as font files: for a document whose reader may have none."""

from __future__ import annotations

from collections.abc import Iterable

from worldgen.core.assets import assets_root
from worldgen.letters.shaping import letters_of

SCRIPTS = ("arabic", "devanagari", "chinese")
"""Fonts of letters that many a computer has no font for, by the names of their files."""
_FIRST = 0x590  # before it come Latin, Greek, Cyrillic and Armenian, which every computer writes


def letters_by_font(text: Iterable[str]) -> dict[str, str]:
    """Return the letters of `text` that are in one of SCRIPTS, in their order in Unicode, by its name."""
    letters = sorted({letter for letter in text if ord(letter) >= _FIRST})
    if not letters:
        return {}
    known = letters_of("latin")
    found: dict[str, str] = {}
    for letter in letters:
        for name in SCRIPTS:
            if ord(letter) not in known and ord(letter) in letters_of(name):
                found[name] = found.get(name, "") + letter
                break
    return found


def font_with(name: str, letters: str) -> bytes:
    """Return the font `name` with nothing but `letters` and what they become beside one another: an OpenType file."""
    import uharfbuzz  # noqa: PLC0415  0.02 s, for scripts that need it

    path = next((assets_root() / "fonts").glob(f"{name}.?tf"))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(ord(letter) for letter in letters)
    data: bytes = uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), wanted).blob.data
    return data
