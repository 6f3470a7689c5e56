"""Which way words run: the Unicode bidirectional algorithm for one line of plain text.

CONTRIBUTOR NOTES
    Rules P2-P3, W1-W7, N1-N2, I1-I2, L1 and L2 of UAX 9. A sign has no embeddings or isolates, so the rules for those
    (X1-X10) are left out, and pairs of brackets (N0) are too: HarfBuzz mirrors a bracket in a run to the left.
    The packages that do all of it are under the LGPL.
"""

from __future__ import annotations

import unicodedata

_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_STRONG = {"L": 0, "R": 1, "AL": 1}
_NUMBERS = ("EN", "AN")

Run = tuple[int, int, bool]
"""First letter, one past the last, and whether it runs to the left."""


def base_level(text: str) -> int:
    """Return 1 when the first strong letter of `text` runs to the left, else 0."""
    kinds = map(unicodedata.bidirectional, text)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), 0)


def runs(text: str, base: int) -> list[Run]:
    """Return the runs of one line in the order in which they are seen, from the left."""
    levels = _levels(text, base)
    found: list[Run] = []
    order = _visual(levels)
    for place in order:
        left = bool(levels[place] % 2)
        if found and left and found[-1][2] and found[-1][0] == place + 1 and levels[place + 1] == levels[place]:
            found[-1] = (place, found[-1][1], True)
        elif found and not left and not found[-1][2] and found[-1][1] == place and levels[place - 1] == levels[place]:
            found[-1] = (found[-1][0], place + 1, False)
        else:
            found.append((place, place + 1, left))
    return found


def _levels(text: str, base: int) -> list[int]:
    kinds = _neutral(_weak([unicodedata.bidirectional(letter) or "L" for letter in text], base), base)
    levels = [base + _rise(kind, base) for kind in kinds]
    for place in range(len(text) - 1, -1, -1):  # L1: spaces at the end belong to the line
        if unicodedata.bidirectional(text[place]) not in ("WS", "S", "B"):
            break
        levels[place] = base
    return levels


def _rise(kind: str, base: int) -> int:
    if base % 2 == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return 1 if kind in ("L", *_NUMBERS) else 0


def _weak(kinds: list[str], base: int) -> list[str]:
    """Return kinds after W1 to W7: only L, R, EN, AN and neutrals are left."""
    start = "R" if base else "L"
    strong, before = start, start
    for place in range(len(kinds)):
        if kinds[place] == "NSM":
            kinds[place] = before  # W1
        if kinds[place] in _STRONG:
            strong = kinds[place]
        elif kinds[place] == "EN" and strong == "AL":
            kinds[place] = "AN"  # W2
        before = kinds[place]
    for place in range(1, len(kinds) - 1):  # W4
        pair = (kinds[place - 1], kinds[place + 1])
        if pair[0] == pair[1] and (kinds[place], pair[0]) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[place] = pair[0]
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):  # W5, from both sides
        before = ""
        for place in order:
            before = kinds[place] = "EN" if kinds[place] == "ET" and before == "EN" else kinds[place]
    strong = start
    for place, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = "R" if kind == "AL" else kind  # W3
            kinds[place] = strong
        elif kind in ("ET", "ES", "CS"):
            kinds[place] = "ON"  # W6
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"  # W7
    return kinds


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Return kinds after N1 and N2: no neutrals are left."""
    own = "R" if base else "L"
    place = 0
    while place < len(kinds):
        if kinds[place] not in _NEUTRAL:
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _side(kinds[place - 1]) if place else own
        after = _side(kinds[end]) if end < len(kinds) else own
        kinds[place:end] = [before if before == after else own] * (end - place)
        place = end
    return kinds


def _side(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind


def _visual(levels: list[int]) -> list[int]:
    """Return the places of letters as they are seen from the left (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = max(end, place + 1)
    return order
