"""Quantities as an author writes them, turned into SI once: `12 m`, `25 deg`, `80 %`, `2..20 m`, `25 min`."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_ONE = re.compile(rf"\s*({_NUMBER})\s*([a-zA-Z°%/]*[2²]?)\s*")
_RANGE = re.compile(rf"\s*({_NUMBER})?\s*([a-zA-Z°%/]*)\s*\.\.\s*({_NUMBER})?\s*([a-zA-Z°%/]*)\s*")

UNITS: dict[str, dict[str, float]] = {
    "length": {"m": 1.0, "km": 1000.0, "cm": 0.01, "mm": 0.001, "ft": 0.3048},
    "angle": {"deg": math.pi / 180.0, "°": math.pi / 180.0, "rad": 1.0},
    "fraction": {"%": 0.01, "": 1.0},
    "time": {"s": 1.0, "min": 60.0, "h": 3600.0},
    "area": {"m2": 1.0, "m²": 1.0, "ha": 10_000.0},
}
EXAMPLES = {"length": "12 m", "angle": "25 deg", "fraction": "80 %", "time": "25 min", "area": "40 m2"}
# A bare number is unambiguous for a length (metres) and an angle (degrees); a duration must name its unit.
_BARE = {"length": 1.0, "angle": math.pi / 180.0, "fraction": 1.0, "area": 1.0}


class Span1(NamedTuple):
    """A range of one quantity, both ends in SI; an open end is infinite."""

    low: float
    high: float


def parse(text: object, kind: str) -> float:
    """Return `text` (such as `"12 m"` or `12`) as a number of SI units.

    Parameters
    ----------
    text : object
        A number or a string; a bare number is metres for a length, degrees for an angle, a share of one for a fraction.
    kind : str
        One of `UNITS`: length, angle, fraction, time, area.

    Raises
    ------
    ValueError
        With a sentence that says what was found and what is allowed.
    """
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise ValueError(_wanted(text, kind))
    match = _ONE.fullmatch(str(text))
    if match is None:
        raise ValueError(_wanted(text, kind))
    return _finite(_si(float(match[1]), match[2], kind, text), text, kind)


def parse_range(text: object, kind: str) -> Span1:
    """Return a range such as `"2..20 m"`, `"..5 m"` or `"10 m.."` in SI; one value alone is a range of no width.

    Raises
    ------
    ValueError
        With a sentence that says what was found and what is allowed, also when the ends are the wrong way round.
    """
    match = _RANGE.fullmatch(str(text)) if isinstance(text, str) else None
    if match is None or (match[1] is None and match[3] is None):
        value = parse(text, kind)
        return Span1(value, value)
    unit_high = match[4] or match[2]
    unit_low = match[2] or match[4]
    low = -math.inf if match[1] is None else _si(float(match[1]), unit_low, kind, text)
    high = math.inf if match[3] is None else _si(float(match[3]), unit_high, kind, text)
    if low > high:
        raise ValueError(f"{text!r} begins above its end; write the smaller number first")
    return Span1(low, high)


def _si(number: float, unit: str, kind: str, text: object) -> float:
    units = UNITS[kind]
    if not unit and kind in _BARE:
        return number * _BARE[kind]
    if unit not in units:
        raise ValueError(_wanted(text, kind))
    return number * units[unit]


def _finite(value: float, text: object, kind: str) -> float:
    if not math.isfinite(value):
        raise ValueError(_wanted(text, kind))
    return value


def _wanted(text: object, kind: str) -> str:
    allowed = ", ".join(unit for unit in UNITS[kind] if unit)
    return f"{text!r} is not {_ARTICLE[kind]}; write a number with a unit ({allowed}), such as {EXAMPLES[kind]}"


_ARTICLE = {"length": "a length", "angle": "an angle", "fraction": "a share", "time": "a duration", "area": "an area"}
