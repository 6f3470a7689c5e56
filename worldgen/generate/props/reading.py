"""Reading the words of a prop: numbers, lists, colours, flags; each that is wrong becomes an issue at its pointer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from worldgen.core.issues import Issue, issue
from worldgen.core.record import dataclass
from worldgen.generate.props.expression import evaluate
from worldgen.generate.props.parameters import HEX
from worldgen.generate.shapes.shape import F64, linear_of

MOST_METRES = 200.0
MOST_NUMBER = 100_000
MOST_ISSUES = 20
MOST_POINTS = 64
MOST_PARTS = 300

Frame = tuple[F64, F64]
"""A turn (3, 3) and a place (3,)."""


@dataclass(slots=True)
class Reader:
    """What the parts of one prop are read with; `issues` and `parts` fill up while it reads."""

    names: Mapping[str, float]
    words: Mapping[str, str]
    colours: Mapping[str, str]
    text: str = ""
    text_at: str = ""  # pointer of the thing whose words these are
    level: int = 0
    issues: list[Issue] = field(default_factory=list)
    parts: int = 0
    sockets: Mapping[str, Frame] = field(default_factory=dict)  # of the prop itself
    carried: dict[str, dict[str, Frame]] = field(default_factory=dict)  # those of the props in the list being read

    def wrong(self, code: str, pointer: str, **facts: Any) -> None:
        """Remember a problem."""
        if len(self.issues) < MOST_ISSUES:
            self.issues.append(issue(code, pointer, **facts))

    def number(self, said: object, pointer: str) -> float:
        """Return a number or the value of an expression; 1 where it is wrong, so that reading can go on."""
        if isinstance(said, float | int) and not isinstance(said, bool) and -MOST_NUMBER <= said <= MOST_NUMBER:
            return round(float(said), 6)  # as most are
        try:
            if isinstance(said, bool) or not isinstance(said, int | float | str):
                raise ValueError(f"{said!r} is not a number; write one such as 0.4, 40 cm or height / 2")
            value = evaluate(said, self.names) if isinstance(said, str) else float(said)
            if not math.isfinite(value) or abs(value) > MOST_NUMBER:
                raise ValueError(f"{said!r} is out of bounds")
        except (ValueError, OverflowError) as error:
            self.wrong("PROP_NUMBER", pointer, why=str(error))
            return 1.0
        return round(value, 6)  # what is finer than a thousandth of a millimetre only makes arithmetic underflow

    def length(self, said: object, pointer: str) -> float:
        """Return a length no further than `MOST_METRES` from nothing."""
        value = self.number(said, pointer)
        if abs(value) > MOST_METRES:
            self.wrong("PROP_SIZE", pointer, size=value, most=MOST_METRES)
            return 1.0
        return value

    def numbers(self, said: object, pointer: str, counts: tuple[int, ...]) -> list[float]:
        """Return a list of numbers of one of the `counts`, or the empty list where it is something else."""
        if not isinstance(said, list | tuple) or len(said) not in counts:
            wanted = f"a list of {' or '.join(map(str, counts))} numbers"
            self.wrong("PROP_FORM", pointer, found=short(said), wanted=wanted)
            return []
        return [self.length(value, f"{pointer}/{i}") for i, value in enumerate(said)]

    def sizes(self, part: Mapping[str, Any], key: str, pointer: str, counts: tuple[int, ...]) -> list[float]:
        """Return the sizes of a shape, none below a tenth of a millimetre."""
        found = self.numbers(part[key], f"{pointer}/{key}", counts) or [1.0] * counts[0]
        if min(found) < 0:
            self.wrong("PROP_FORM", f"{pointer}/{key}", found=short(part[key]), wanted="sizes above zero")
        return [max(abs(value), 1e-4) for value in found]

    def points(
        self, part: Mapping[str, Any], key: str, pointer: str, width: int, least: int
    ) -> list[list[float]]:  # fmt: skip
        """Return a list of points, or the empty list where it is something else."""
        said = part[key]
        if not isinstance(said, list | tuple) or not least <= len(said) <= MOST_POINTS:
            wanted = f"a list of {least} to {MOST_POINTS} points of {width} numbers"
            self.wrong("PROP_FORM", f"{pointer}/{key}", found=short(said), wanted=wanted)
            return []
        found = [self.numbers(point, f"{pointer}/{key}/{i}", (width,)) for i, point in enumerate(said)]
        return found if all(found) else []

    def vector(self, said: object, pointer: str, usual: float = 0.0) -> list[float]:
        """Return three numbers; `usual` three times where there is nothing to read."""
        return [usual] * 3 if said is None else self.numbers(said, pointer, (3,)) or [usual] * 3

    def flag(self, part: Mapping[str, Any], key: str, pointer: str) -> bool:
        """Return a yes or no, written true or false."""
        said = part.get(key, False)
        if not isinstance(said, bool):
            self.wrong("PROP_FORM", f"{pointer}/{key}", found=short(said), wanted="true or false")
            return False
        return said

    def colour(self, said: object, pointer: str) -> F64:
        """Return linear RGB (3,) of a hex colour, a named colour, or a parameter that is a colour."""
        word = self.words.get(said, said) if isinstance(said, str) else said
        word = self.colours.get(word, word) if isinstance(word, str) else word
        if isinstance(word, str) and HEX.fullmatch(word):
            return linear_of(word)
        self.wrong(
            "PROP_COLOUR", pointer, found=short(said), near=near(said, self.colours), known=", ".join(self.colours)
        )
        return np.ones(3)

    def only(self, part: Mapping[str, Any], allowed: tuple[str, ...], pointer: str) -> None:
        """Remember a problem for each key that is not allowed here."""
        for key in part:
            if key not in allowed:
                likely = near(key, allowed)
                self.wrong("PROP_KEY", f"{pointer}/{key}", key=key, near=likely, allowed=", ".join(allowed))


def near(said: object, known: Iterable[str]) -> str:
    """Return the start of a hint that names the word that was probably meant, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415  only where something is wrong

    found = get_close_matches(said, known, 1, 0.6) if isinstance(said, str) else []
    return f"did you mean {found[0]}? " if found else ""


def short(said: object) -> str:
    """Return how something that was said is shown in a message."""
    text = repr(said)
    return text if len(text) <= 60 else f"{text[:57]}..."
