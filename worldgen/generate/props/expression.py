"""Safe arithmetic in props: numbers with units, parameters, + - * / ( ) and a handful of functions. Never `eval`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from worldgen.core.record import dataclass

MOST_LETTERS = 200
MOST_DEPTH = 24
UNITS = {"m": 1.0, "cm": 0.01, "mm": 0.001, "deg": 1.0, "°": 1.0, "%": 0.01, "s": 1.0}
FUNCTIONS: dict[str, tuple[int, Callable[..., float]]] = {
    "min": (2, min),
    "max": (2, max),
    "sin": (1, lambda degrees: math.sin(math.radians(degrees))),
    "cos": (1, lambda degrees: math.cos(math.radians(degrees))),
    "sqrt": (1, math.sqrt),
    "abs": (1, abs),
    "round": (1, lambda value: float(round(value))),
}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)\s*(?P<unit>(?:cm|mm|deg|m|s)\b|[°%])?"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<mark>[-+*/(),]))"
)


def evaluate(text: str, names: Mapping[str, float]) -> float:
    """Return the value of an expression such as `height * 0.5 + 20 cm`.

    Lengths are metres, angles degrees; `names` are the parameters of the prop.

    Raises
    ------
    ValueError
        With a sentence that says what is wrong.
    """
    if len(text) > MOST_LETTERS:
        raise ValueError(f"an expression of {len(text)} letters is too long; at most {MOST_LETTERS}")
    reading = _Reading(_tokens(text), names, text)
    value = reading.sum(0)
    if reading.here < len(reading.tokens):
        raise ValueError(f"{text!r} has {reading.tokens[reading.here][1]!r} where it should end or go on with + - * /")
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a finite number")
    return value


def _tokens(text: str) -> list[tuple[str, str, float]]:
    found: list[tuple[str, str, float]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{text!r} has {text[at:].strip()[:1]!r}, which is not part of an expression")
        kind = match.lastgroup if match.lastgroup != "unit" else "number"
        value = float(match["number"]) * UNITS[match["unit"] or "m"] if kind == "number" else 0.0
        found.append((str(kind), match[0].strip(), value))
        at = match.end()
    return found


@dataclass(slots=True)
class _Reading:
    """A place in a list of tokens; each method reads one level of precedence, at most `MOST_DEPTH` deep."""

    tokens: list[tuple[str, str, float]]
    names: Mapping[str, float]
    text: str
    here: int = 0

    def sum(self, depth: int) -> float:
        if depth > MOST_DEPTH:
            raise ValueError(f"{self.text!r} has too many brackets inside each other")
        value = self.product(depth)
        while (mark := self.taken("+", "-")) is not None:
            other = self.product(depth)
            value = value + other if mark == "+" else value - other
        return value

    def product(self, depth: int) -> float:
        value = self.factor(depth)
        while (mark := self.taken("*", "/")) is not None:
            other = self.factor(depth)
            if mark == "/" and other == 0:
                raise ValueError(f"{self.text!r} divides by zero")
            value = value * other if mark == "*" else value / other
        return value

    def factor(self, depth: int) -> float:
        sign = 1.0
        while (mark := self.taken("-", "+")) is not None:
            sign = -sign if mark == "-" else sign
        return sign * self.atom(depth)

    def atom(self, depth: int) -> float:
        if self.here >= len(self.tokens):
            raise ValueError(f"{self.text!r} ends where a number should follow")
        kind, word, value = self.tokens[self.here]
        self.here += 1
        if kind == "number":
            return value
        if word == "(":
            value = self.sum(depth + 1)
            self.closed()
            return value
        if kind == "name":
            return self.called(word, depth) if word in FUNCTIONS else self.named(word)
        raise ValueError(f"{self.text!r} has {word!r} where a number should be")

    def named(self, word: str) -> float:
        if word not in self.names:
            known = ", ".join(self.names) or "none here"
            raise ValueError(f"{word!r} in {self.text!r} is not a number of this prop (its parameters: {known})")
        return self.names[word]

    def called(self, word: str, depth: int) -> float:
        count, function = FUNCTIONS[word]
        if self.taken("(") is None:
            raise ValueError(f"{word} in {self.text!r} needs brackets, such as {word}({', '.join('ab'[:count])})")
        values = [self.sum(depth + 1)]
        while self.taken(",") is not None:
            values.append(self.sum(depth + 1))
        self.closed()
        if len(values) != count:
            raise ValueError(f"{word} in {self.text!r} takes {count} numbers, not {len(values)}")
        if word == "sqrt" and values[0] < 0:
            raise ValueError(f"{self.text!r} takes the square root of a number below zero")
        return float(function(*values))

    def taken(self, *marks: str) -> str | None:
        if self.here < len(self.tokens) and self.tokens[self.here][1] in marks:
            self.here += 1
            return self.tokens[self.here - 1][1]
        return None

    def closed(self) -> None:
        if self.taken(")") is None:
            raise ValueError(f"{self.text!r} lacks a closing bracket")
