"""Pictures that the author asks for, besides the hero, the map and those of the stations."""

import math
from typing import ClassVar, Literal

from pydantic import Field

from worldgen.spec.params import Metres, Radians
from worldgen.spec.where import At
from worldgen.spec.words import Clock, Item, Local, Name

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
PICTURES = ("hero", "map", "sheet")
"""Names of pictures that every world has: no shot and no station can have them."""


class Shot(Item):
    """A picture that the author asks for; what is not said of it is chosen so that it becomes a good one."""

    noun: ClassVar[str] = "a shot"
    of: Name | None = Field(None, description="what it shows: an id", examples=["cone.crater"])
    from_: Name | None = Field(
        None, alias="from", description="the place it is taken from: an id; of a station, the eye of a learner there",
        examples=["camp"],
    )  # fmt: skip
    at: At | None = Field(
        None, description="the point it is taken from, instead of `from`",
        examples=[{"east": "50 %", "north": "20 %"}],
    )  # fmt: skip
    facing: Name | None = Field(
        None, description="which way it looks: an id, or north, north-east, east, ...; with `of` alone, a compass word "
        "says from which side", examples=["north-east"],
    )  # fmt: skip
    height: Metres | None = Field(
        None, ge=0.3, le=500, description="of the camera above the ground or the water", examples=["12 m"]
    )
    lens: Literal["wide", "normal", "long"] | None = Field(
        None, description="how much is in the picture: wide 65 deg, normal 45 deg, long 24 deg; else what `of` needs"
    )
    fov: Radians | None = Field(
        None, ge=math.radians(5), le=math.radians(100), description="the same as an angle, from top to bottom",
        examples=["50 deg"],
    )  # fmt: skip
    time: Clock | None = Field(None, description="the time of day in this picture alone", examples=["18:00"])
    title: Local | None = Field(None, description="what stands under it on the contact sheet", examples=["The crater"])
    alt: Local | None = Field(None, description="what it shows, for those who cannot see it")
