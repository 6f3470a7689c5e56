"""The words for plants and stones over an area: where they may grow, and how many."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from worldgen.spec.params import MetreRange, Metres, Params, Radians

DENSITIES = {"sparse": 0.4, "medium": 1.0, "dense": 1.5}


def _density(value: object) -> object:
    if isinstance(value, str) and value in DENSITIES:
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 5000:
        words = ", ".join(DENSITIES)
        raise ValueError(f"{value!r} is not a density; write {words}, or a number for each hectare up to 5000")
    return float(value)


Density = Annotated[
    str | float,
    BeforeValidator(_density),
    WithJsonSchema(
        {
            "anyOf": [{"enum": list(DENSITIES)}, {"type": "number", "exclusiveMinimum": 0, "maximum": 5000}],
            "description": "sparse, medium, dense, or how many for each hectare (100 m by 100 m)",
            "examples": ["medium", 120],
        }
    ),
]


class Only(Params):
    """Where plants or stones may stand; all that is said must hold together."""

    height: MetreRange | None = Field(None, description="height of the ground above the sea or the river")
    max_slope: Radians | None = Field(None, gt=0, description="steepest ground on which they stand, such as 25 deg")
    in_: str | None = Field(None, alias="in", description="inside a zone or a part of the land")
    near: str | None = Field(None, description="close to a zone, a part of the land, a thing or a station")
    within: Metres = Field(15.0, gt=0, le=500, description="how close `near` means")
    away_from: str | None = Field(None, description="not close to this")
    apart: Metres = Field(12.0, gt=0, le=500, description="how far `away_from` means")

    def names(self) -> tuple[str, ...]:
        """Return every id that this leans on."""
        return tuple(name for name in (self.in_, self.near, self.away_from) if name is not None)


class Growth(Params):
    """What every cover says: where, how many, how soft its edge is. Each kind adds its `species`."""

    only: Only = Field(Only.model_construct(), description="where they may stand; wherever it suits them if left out")
    density: Density = Field("medium", description="how many: sparse, medium, dense, or a number for each hectare")
    edge: Metres = Field(6.0, ge=0, le=60, description="over how many metres they thin out towards their edge")
