"""How a building looks: what an author may say of it, and the colours and forms that follow from era and region."""

from __future__ import annotations

from typing import Literal

from worldgen.spec.params import Field, Params

Era = Literal["ancient", "medieval", "victorian", "modern"]
Region = Literal["northern", "mediterranean", "tropical", "asian", "desert"]
WallKind = Literal["plaster", "timber", "stone", "brick", "boards", "glass", "metal", "mud", "logs"]
RoofKind = Literal["gable", "hip", "flat", "shed", "sawtooth", "spire", "dome", "thatch", "pagoda", "vault", "none"]


class Look(Params):
    """What an author may say of the looks of a building; what is not said follows from its kind, or is drawn."""

    era: Era | None = Field(None, description="when it was built")
    region: Region | None = Field(None, description="where it stands")
    walls: WallKind | None = Field(None, description="of what its walls are")
    roof: RoofKind | None = Field(None, description="the form of its roof")
    wall_colour: str | None = Field(None, pattern="^#[0-9a-fA-F]{6}$", description="of its walls", examples=["#f6ead0"])
    roof_colour: str | None = Field(None, pattern="^#[0-9a-fA-F]{6}$", description="of its roof", examples=["#b8644c"])
    door_colour: str | None = Field(None, pattern="^#[0-9a-fA-F]{6}$", description="of doors and shutters")
    chimney: bool | None = Field(None, description="whether it has a chimney")
    shutters: bool | None = Field(None, description="whether its windows have shutters")
