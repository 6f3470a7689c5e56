"""The teaching places and what learners do there."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from worldgen.spec.params import Params
from worldgen.spec.where import Where
from worldgen.spec.words import Item, Local, Name, Ready, Whole

ActivityKind = Literal["explore", "inspect", "collect", "sort", "order", "label", "measure", "dialogue", "procedure"]


class Media(Params):
    """A picture, a sound or a film shown at a station."""

    noun: ClassVar[str] = "media"
    image: Name | None = Field(None, description="a picture file in the lesson's folder", examples=["media/lava.jpg"])
    audio: Name | None = Field(None, description="a sound file in the lesson's folder", examples=["media/geyser.mp3"])
    video: Name | None = Field(None, description="a film file in the lesson's folder", examples=["media/lava.mp4"])
    alt: Local = Field(description="what is seen or heard, for those who cannot see or hear it")
    credit: Name | None = Field(None, description="who made it", examples=["A. Teacher"])
    license: Name | None = Field(None, description="under which it may be shown", examples=["CC-BY-4.0"])

    @model_validator(mode="after")
    def _one_file(self) -> Self:
        if sum(name is not None for name in (self.image, self.audio, self.video)) != 1:
            raise PydanticCustomError("MEDIA_FILE", "one file is wanted")
        return self


class Station(Item):
    """A teaching place: it is proved that learners can get there and see what they are told to look at."""

    noun: ClassVar[str] = "a station"
    title: Local | None = Field(None, description="its heading; also written on the map", examples=["Base camp"])
    where: Annotated[Where, Ready("where", many=False)] = Field(description="where it is, in words")
    look_at: Name | None = Field(
        None, description="what learners look at: an id; at least half of it will be in view", examples=["cone.crater"]
    )
    text: Local = Field(description="what is taught here")
    support_text: Local | None = Field(None, description="the same in easier words")
    narration: Local | None = Field(None, description="what is read aloud, where it differs from the text")
    alt: Local | None = Field(None, description="what is seen from here, for those who cannot see it")
    media: tuple[Media, ...] = Field((), description="pictures, sounds and films shown here")
    props: tuple[Name, ...] = Field(
        (), description="things within reach: names of the catalogue or of this lesson's own props"
    )
    teaches: tuple[Name, ...] = Field((), description="ids of the objectives that it serves")

    @property
    def label(self) -> dict[str, str]:
        """Its title, or its id in plain words."""
        if self.title:
            return dict(self.title)
        return {next(iter(self.text)): self.id.replace("_", " ").replace("-", " ").capitalize()}


class Activity(Item):
    """Something to do at a station."""

    noun: ClassVar[str] = "an activity"
    station: Name = Field(description="id of the station where it happens", examples=["lava"])
    kind: ActivityKind = Field(description="what learners do")
    things: tuple[Name, ...] = Field((), description="what they do it with: props of the station, or things by id")
    prompt: Local | None = Field(None, description="what learners are told to do")
    text: Local | None = Field(None, description="what they learn by it")
    steps: tuple[Local, ...] = Field((), description="the steps of a procedure, the lines of a dialogue")
    groups: tuple[Local, ...] = Field((), description="the groups to sort into")
    belongs: Mapping[str, Whole] = Field(
        default_factory=dict,
        description="the group that each thing belongs to, 1 for the first; left out, every sorting is as good",
        examples=[{"basalt_sample": 1, "hammer": 2}],
    )
    assesses: tuple[Name, ...] = Field((), description="ids of the objectives that it shows")
