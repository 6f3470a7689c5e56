"""Places in words: where a zone, a thing or a station is to be."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from worldgen.core.quantity import parse
from worldgen.spec.params import Metres, Params


def _along(value: object) -> tuple[float, bool]:
    """Return (number, whether it is a share of the world's side): `55 %` or `40 m`."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str) and value.strip().endswith("%"):
        return parse(value, "fraction"), True
    return parse(value, "length"), False


Coordinate = Annotated[
    tuple[float, bool],
    BeforeValidator(_along),
    WithJsonSchema({"type": ["string", "number"], "description": "from the edge, such as 55 % or 40 m"}),
]


class At(Params):
    """A point by its distance from the west edge (east) and from the south edge (north)."""

    east: Coordinate = Field(description="from the west edge towards the east, such as 55 % or 40 m", examples=["55 %"])
    north: Coordinate = Field(
        description="from the south edge towards the north, such as 55 % or 40 m", examples=["40 m"]
    )


class Where(Params):
    """A place in words; all that is said must hold together."""

    at: At | None = Field(
        None,
        description="a point, by distance from the west and the south edge",
        examples=[{"east": "50 %", "north": "20 %"}],
    )
    in_: str | None = Field(
        None, alias="in", description="inside a zone or a part of the land", examples=["camp_ground"]
    )
    on: str | None = Field(
        None,
        description="on a zone, a part of the land, or a thing one can stand on; a thing also on a socket of another",
        examples=["shore", "desk.left"],
    )
    near: str | None = Field(
        None, description="close to something (10 m unless `within` says otherwise)", examples=["boat"]
    )
    within: Metres | None = Field(None, gt=0, description="how close `near` means")
    beside: str | None = Field(None, description="right next to a thing, without touching it", examples=["hut"])
    between: tuple[str, str] | None = Field(
        None, description="about half way between two things", examples=[["hut", "boat"]]
    )
    along: str | None = Field(None, description="on the bank of a river, a path or a flow", examples=["brook"])
    side: Literal["north", "south", "east", "west", "left", "right", "front", "back"] | None = Field(
        None, description="on which side of what it is near to, beside or in; of a street that it is along"
    )
    away_from: str | None = Field(None, description="as far from this as the rest allows", examples=["camp"])
    visible_from: str | None = Field(
        None, description="a station from which at least half of it must be seen", examples=["rim"]
    )

    def names(self) -> tuple[str, ...]:
        """Return every id that this place leans on, in the order of the words above."""
        single = (self.in_, self.on, self.near, self.beside, self.along, self.away_from, self.visible_from)
        return tuple(name for name in (*single, *(self.between or ())) if name is not None)
