"""The parameters of a prop: their declared kinds and ranges, and the values they take."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Literal

from worldgen.core.issues import Issue, issue
from worldgen.core.quantity import parse, parse_range
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed

ParameterKind = Literal["length", "angle", "fraction", "time", "number", "colour", "choice"]
KEYS = ("default", "range", "draw", "choice", "about")
HEX = re.compile(r"#[0-9a-fA-F]{6}")
MOST_PARAMETERS = 24
_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_UNIT = re.compile(r"[a-zA-Z°%]+\s*$")
_KIND_OF_UNIT = {
    "m": "length", "cm": "length", "mm": "length", "km": "length", "ft": "length", "deg": "angle", "°": "angle",
    "rad": "angle", "%": "fraction", "s": "time", "min": "time", "h": "time",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing about a prop that an author can set; numbers are SI units."""

    name: str
    kind: ParameterKind
    default: float | str
    low: float = -math.inf
    high: float = math.inf
    drawn: tuple[float, float] | None = None  # drawn between these where nobody says
    choices: tuple[str, ...] = ()
    draws_choice: bool = False
    about: str = ""

    def value(self, said: object, pointer: str) -> tuple[float | str, Issue | None]:
        """Return what an author's word `said` means here, and the issue when it is not allowed."""
        try:
            value = self._read(said)
        except ValueError as error:
            return self.default, issue("PROP_VALUE", pointer, name=self.name, why=str(error))
        if isinstance(value, float) and not self.low <= value <= self.high:
            why = f"{said!r} lies outside {_shown(self.low, self.kind)} to {_shown(self.high, self.kind)}"
            return self.default, issue("PROP_VALUE", pointer, name=self.name, why=why)
        return value, None

    def _read(self, said: object) -> float | str:
        if self.kind == "colour":
            if isinstance(said, str) and (HEX.fullmatch(said) or said in self.choices):
                return said
            raise ValueError(f"{said!r} is not a colour; write one such as '#b8644c'")
        if self.kind == "choice":
            if isinstance(said, str) and said in self.choices:
                return said
            raise ValueError(f"{said!r} is not one of {', '.join(self.choices)}")
        return parse(said, "fraction" if self.kind == "number" else self.kind)

    def draw(self, seed: Seed) -> float | str:
        """Return the value that the prop has where nobody says one."""
        if self.drawn is not None:
            return (seed / self.name).one(*self.drawn)
        if self.draws_choice:
            return self.choices[(seed / self.name).choice(len(self.choices))]
        return self.default


def _shown(value: float, kind: str) -> str:
    if kind == "angle":
        return f"{math.degrees(value):g} deg"
    return f"{value * 100:g} %" if kind == "fraction" else f"{value:g}{' m' if kind == 'length' else ''}"


def check_parameters(data: object, pointer: str) -> tuple[tuple[Parameter, ...], list[Issue]]:
    """Return the parameters that a prop declares, and what is wrong with the declaration."""
    if data is None:
        return (), []
    if not isinstance(data, Mapping) or len(data) > MOST_PARAMETERS:
        why = f"`params` must be a mapping of at most {MOST_PARAMETERS} names"
        return (), [issue("PROP_PARAM", pointer, name="params", why=why)]
    found, issues = [], []
    for name, said in data.items():
        try:
            found.append(_parameter(name, said))
        except ValueError as error:
            issues.append(issue("PROP_PARAM", f"{pointer}/{name}", name=name, why=str(error)))
    return tuple(found), issues


def _parameter(name: object, said: object) -> Parameter:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError("its name must be of small letters, digits and _, such as `leg_height`")
    if not isinstance(said, Mapping):
        said = {"default": said}
    unknown = [str(key) for key in said if key not in KEYS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a key here; allowed are {', '.join(KEYS)}")
    about = said.get("about", "")
    if not isinstance(about, str):
        raise ValueError("`about` must be a sentence")
    if "choice" in said:
        return _choice(name, said, about)
    sample = said.get("default", said.get("range", said.get("draw")))
    if isinstance(sample, str) and HEX.fullmatch(sample):
        return Parameter(name, "colour", sample, about=about)
    return _number(name, said, sample, about)


def _choice(name: str, said: Mapping[str, Any], about: str) -> Parameter:
    choices = said["choice"]
    if not isinstance(choices, list | tuple) or not choices or not all(isinstance(c, str) for c in choices):
        raise ValueError("`choice` must be a list of words, such as [oak, pine]")
    kind: ParameterKind = "colour" if all(HEX.fullmatch(c) for c in choices) else "choice"
    default = said.get("default", choices[0])
    if default not in choices:
        raise ValueError(f"its default {default!r} is not one of the choices")
    return Parameter(
        name, kind, default, choices=tuple(choices), draws_choice=said.get("draw") is True, about=about
    )  # fmt: skip


def _number(name: str, said: Mapping[str, Any], sample: object, about: str) -> Parameter:
    if sample is None:
        raise ValueError("it needs a `default`, a `range` or a `choice`")
    kind = _kind(sample, said)
    as_kind = "fraction" if kind == "number" else kind
    low, high = parse_range(said["range"], as_kind) if "range" in said else (-math.inf, math.inf)
    draw = said.get("draw")
    drawn = (low, high) if draw is True else parse_range(draw, as_kind) if draw is not None else None
    if drawn is not None and not all(map(math.isfinite, drawn)):
        raise ValueError("what is drawn needs two ends, such as 0.8..1.2 m")
    if drawn is not None and not low <= drawn[0] <= drawn[1] <= high:
        raise ValueError("what is drawn lies outside its range")
    middle = sum(drawn) / 2 if drawn else (low + high) / 2
    default = parse(said["default"], as_kind) if "default" in said else middle
    if not math.isfinite(default) or not low <= default <= high:
        raise ValueError(f"its default {said.get('default')!r} lies outside its range")
    return Parameter(name, kind, default, low, high, drawn, about=about)


def _kind(sample: object, said: Mapping[str, Any]) -> ParameterKind:
    texts = [str(text) for text in (sample, said.get("range"), said.get("draw")) if isinstance(text, str)]
    for text in texts:
        unit = _UNIT.search(text)
        if unit:
            kind = _KIND_OF_UNIT.get(unit[0].strip())
            if kind is None:
                raise ValueError(f"{text!r} has a unit that is not known; use m, cm, deg, %, s or none")
            return kind  # type: ignore[return-value]
    return "number"


def values_of(
    parameters: tuple[Parameter, ...], said: Mapping[str, object], seed: Seed, pointer: str
) -> tuple[dict[str, float | str], list[Issue]]:
    """Return a value for each parameter: what is said, or else its draw or default; and what is wrong."""
    values: dict[str, float | str] = {}
    issues: list[Issue] = []
    for parameter in parameters:
        if said.get(parameter.name) is None:
            values[parameter.name] = parameter.draw(seed)
            continue
        value, wrong = parameter.value(said[parameter.name], f"{pointer}/{parameter.name}")
        values[parameter.name] = value
        issues += [wrong] if wrong else []
    names = [parameter.name for parameter in parameters]
    for name in said:
        if name not in names:
            known = ", ".join(names) or "it has none"
            issues.append(issue("PROP_VALUE", f"{pointer}/{name}", name=name, why=f"it is not a parameter ({known})"))
    return values, issues


def numbers_of(parameters: tuple[Parameter, ...], values: Mapping[str, float | str]) -> dict[str, float]:
    """Return those of `values` that are numbers, as parts reckon with them: angles in degrees."""
    angles = {p.name for p in parameters if p.kind == "angle"}
    return {n: math.degrees(v) if n in angles else v for n, v in values.items() if isinstance(v, float)}


def words_of(values: Mapping[str, float | str]) -> dict[str, str]:
    """Return those of `values` that are words: colours and choices."""
    return {name: value for name, value in values.items() if isinstance(value, str)}
