"""Parameter types made from data: what `with:` may say of a prop that is itself a file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, create_model

from worldgen.core.record import dataclass
from worldgen.spec.params import Metres, Params, Radians, Seconds, Share

_TYPES: dict[str, Any] = {"length": Metres, "angle": Radians, "fraction": Share, "time": Seconds, "number": float}


@dataclass(frozen=True, slots=True)
class Word:
    """One parameter: its kind (length, angle, fraction, time, number, colour, choice) and its limits in SI units."""

    kind: str
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    about: str = ""
    default: float | str = 0.0


def params_type(name: str, words: Mapping[str, Word]) -> type[Params]:
    """Return a params type with an optional field for each of `words`; None where the author says nothing."""
    fields: dict[str, Any] = {
        key: (_annotation(word) | None, Field(None, description=word.about or f"usually {word.default}"))
        for key, word in words.items()
    }
    title = "".join(part.capitalize() for part in name.split("_"))
    made: type[Params] = create_model(title, __base__=Params, **fields)
    return made


def _annotation(word: Word) -> Any:
    if word.kind == "choice":
        return Literal[word.choices]
    if word.kind == "colour":
        return Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#b8644c"])]
    if word.kind == "fraction" and word.high > 1.0:
        return Annotated[float, Field(ge=max(word.low, -1e9), le=min(word.high, 1e9))]
    limits: dict[str, Any] = {k: v for k, v in (("ge", word.low), ("le", word.high)) if math.isfinite(v)}
    return Annotated[_TYPES[word.kind], Field(**limits)] if limits else _TYPES[word.kind]


def validated(of: type[Params], said: Mapping[str, object]) -> tuple[Params | None, list[tuple[str, str]]]:
    """Return `said` as `of`, or None with (key, reason) for each that is wrong."""
    try:
        return of.model_validate(dict(said)), []
    except ValidationError as error:
        wrong = [(str(found["loc"][0]) if found["loc"] else "", str(found["msg"])) for found in error.errors()]
        return None, wrong
