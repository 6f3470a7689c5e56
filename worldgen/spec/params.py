"""The words of which every part of the spec is built: strict frozen models, and quantities with units.

Generators declare their parameters with these too, so that the YAML keys, the JSON Schema, the spelling hints and the
docs of a kind come from one declaration. pydantic is imported in this room only.

CONTRIBUTOR NOTES
    The modules of this room that hold models do without `from __future__ import annotations`: pydantic would compile
    the text of each of some 300 annotations again, a hundredth of a small build.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from worldgen.core.quantity import EXAMPLES, Span1, parse, parse_range

# `Field` is handed on, so that generators describe their parameters without importing pydantic themselves.
__all__ = ["Field", "MetreRange", "Metres", "Params", "Radians", "Seconds", "Share", "SquareMetres"]


class Params(BaseModel):
    """Base of every mapping in a lesson: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


def _quantity(kind: str, what: str) -> tuple[BeforeValidator, WithJsonSchema]:
    schema: dict[str, Any] = {
        "type": ["string", "number"],
        "description": f"{what}, such as {EXAMPLES[kind]}",
        "examples": [EXAMPLES[kind]],
        "x-quantity": kind,
    }
    return BeforeValidator(lambda value: parse(value, kind)), WithJsonSchema(schema)


def _range(kind: str, what: str) -> tuple[BeforeValidator, WithJsonSchema]:
    return (
        BeforeValidator(lambda value: value if isinstance(value, tuple) else parse_range(value, kind)),
        WithJsonSchema({"type": ["string", "number"], "description": f"{what}, such as 2..20 m"}),
    )


Metres = Annotated[float, *_quantity("length", "a length")]
Radians = Annotated[float, *_quantity("angle", "an angle")]
Share = Annotated[float, *_quantity("fraction", "a share"), Field(ge=0.0, le=1.0)]
Seconds = Annotated[float, *_quantity("time", "a duration")]
SquareMetres = Annotated[float, *_quantity("area", "an area")]
MetreRange = Annotated[Span1, *_range("length", "a range of lengths")]
