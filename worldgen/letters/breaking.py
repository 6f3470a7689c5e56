"""Where a line of words may end: at spaces, and between the signs of scripts that write none."""

from __future__ import annotations

from worldgen.core.record import dataclass

HINT = "\u200b"
_OPENING = "（〔［｛〈《「『【“‘"  # noqa: RUF001  as they are written
_CLOSING = "）〕］｝〉》」』】”’、。，．：；？！…～·"  # noqa: RUF001
_LOOSE = "·\uff5e"  # they join what stands on both sides


@dataclass(frozen=True, slots=True)
class Piece:
    """What must stay on one line, and whether a space stands before it where a line goes on."""

    text: str
    spaced: bool


def pieces(text: str, *, within: bool = True) -> list[Piece]:
    """Return `text` cut wherever a line may end; a mark of punctuation stays with the sign it belongs to.

    `within`: also between any two signs of a script without spaces, and not only behind their punctuation. Where a
    translator has set zero-width spaces (U+200B), lines end at those alone.
    """
    found: list[Piece] = []
    for word in text.split():
        start = 0
        for place in range(1, len(word)):
            if word[place - 1] == HINT if HINT in word else _breaks(word[place - 1], word[place], within=within):
                found.append(Piece(word[start:place].rstrip(HINT), spaced=start == 0))
                start = place
        found.append(Piece(word[start:].rstrip(HINT), spaced=start == 0))
    return found


def wrapped(parts: list[Piece], count: int) -> list[str]:
    """Return `parts` in at most `count` lines of about the same length."""
    total = sum(len(part.text) + part.spaced for part in parts) - 1
    lines: list[str] = []
    for part in parts:
        if lines and (len(lines[-1]) + len(part.text) / 2 < total / count or len(lines) == count):
            lines[-1] += f" {part.text}" if part.spaced else part.text
        else:
            lines.append(part.text)
    return lines


def _breaks(before: str, after: str, *, within: bool) -> bool:
    if after in _CLOSING or before in _OPENING:
        return False
    return (_wide(before) or _wide(after)) if within else before in _CLOSING and before not in _LOOSE


def _wide(letter: str) -> bool:
    """Return whether a script without spaces writes `letter`: Chinese signs, kana, and their punctuation."""
    return "\u3000" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or "\uff01" <= letter <= "\uff60"
