"""What a page brings along to show its letters where a computer has no font for them: a part of each font, packed."""

from __future__ import annotations

import gzip
import json
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from worldgen.letters.subsets import font_with, letters_by_font

_SAMPLE = 8
_NUMERALS = {"ar": "".join(map(chr, range(0x660, 0x66D)))}
"""What the page writes numbers with that are not in its texts, by language."""


def fonts_of(data: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a font for each script in the page's `data` that many a computer lacks, smallest that can be.

    Each has its `name`, a `sample` of its letters to find out with whether the computer shows them, and as `data` an
    OpenType file, packed by gzip, in base64.
    """
    numerals = "".join(_NUMERALS.get(tag.split("-")[0], "") for tag in data["languages"])
    found = letters_by_font(json.dumps(data, ensure_ascii=False) + numerals)
    return [
        {"name": name, "sample": _sample(letters), "data": _packed(font_with(name, letters))}
        for name, letters in found.items()
    ]


def _sample(letters: str) -> str:
    proper = [letter for letter in letters if unicodedata.category(letter) == "Lo"] or [*letters]
    return "".join(proper[:: max(len(proper) // _SAMPLE, 1)][:_SAMPLE])


def _packed(font: bytes) -> str:
    return b64encode(gzip.compress(font, 9, mtime=0)).decode()
