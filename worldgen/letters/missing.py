"""What is said of a letter that cannot be written."""

from __future__ import annotations

import unicodedata


class MissingLetterError(ValueError):
    """None of the fonts that are shipped has this letter."""

    def __init__(self, letter: str) -> None:
        name = unicodedata.name(letter, "no name")
        super().__init__(f"no font has {letter!r} (U+{ord(letter):04X}, {name.lower()})")
        self.letter = letter
