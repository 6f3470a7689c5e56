"""The world as the lesson asks for it."""

import math
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from worldgen.core.record import dataclass
from worldgen.spec.params import Metres, Params, Radians
from worldgen.spec.where import Where
from worldgen.spec.words import Clock, Id, Item, Local, Name, Ready, Whole

if TYPE_CHECKING:
    from worldgen.spec.buildings import Building
else:
    Building = Any  # read item by item; few lessons have any, and their models take a while to load

Ground = Literal["grass", "sand", "rock", "soil", "gravel", "paved"]
ColourVision = Literal["usual", "protan", "deutan", "tritan", "grey"]
STYLE_FILES = (".yaml", ".yml")  # what the name of a school's own style ends in
Weather = Literal["clear", "cloudy", "overcast", "mist", "fog", "rain", "storm", "snow"]
PLACE_WORDS = tuple(Where.model_fields)


@dataclass(frozen=True, slots=True)
class Feature:
    """One entry of `terrain` or `cover`; `params` is of the type that the kind asks for."""

    id: str
    kind: str
    params: Params
    pointer: str
    label: Mapping[str, str] = field(default_factory=dict)


def _place(of: Where) -> Where:
    said = {name: getattr(of, name) for name in PLACE_WORDS if name in of.model_fields_set}
    return Where.model_construct(_fields_set=set(said), **said)


class Zone(Item, Where):
    """A round place with a name, levelled so that one can stand and build on it."""

    noun: ClassVar[str] = "a zone"
    radius: Metres = Field(8.0, gt=0, le=200, description="how far it reaches from its middle", examples=["12 m"])
    ground: Ground | None = Field(None, description="what it is covered with; left as it is where nothing is said")
    label: Local | None = Field(None, description="its name for learners")

    @property
    def where(self) -> Where:
        """The place words alone."""
        return _place(self)


class Thing(Item, Where):
    """One prop, building or model that stands in the world."""

    noun: ClassVar[str] = "a thing"
    prop: Name | None = Field(None, description="what it is: a name of the catalogue, or of this lesson's own props")
    model: Name | None = Field(
        None,
        description="a model file in the lesson's folder: .glb, .gltf, .obj, .stl or .ply",
        examples=["media/hut.glb"],
    )
    height: Metres | None = Field(None, gt=0, le=200, description="the height that a model file is scaled to")
    with_: Any = Field(
        None,
        alias="with",
        description="parameters of the prop, such as a colour or a width",
        examples=[{"width": "2 m"}],
    )
    facing: Name | None = Field(None, description="what its front is turned to: an id of the lesson", examples=["cone"])
    against: Name | None = Field(
        None, description="in a room: wall, window, or a thing that it stands against with its back", examples=["wall"]
    )
    text: Local | None = Field(None, description="what is written on it, such as on a sign")
    label: Local | None = Field(None, description="its name for learners")
    alt: Local | None = Field(None, description="what it looks like, for those who cannot see it")
    licence: Name | None = Field(None, description="the licence of a model file", examples=["CC-BY-4.0"])
    author: Name | None = Field(None, description="who made a model file", examples=["A. Teacher"])

    @property
    def where(self) -> Where:
        """The place words alone."""
        return _place(self)


class Paths(Params):
    """How footpaths are laid."""

    noun: ClassVar[str] = "paths"
    connect: Literal["stations", "none"] = Field("stations", description="what paths lead to")
    access: Literal["walking", "wheelchair"] = Field(
        "walking",
        description="for whom every way is proved; wheelchair: no steps, at most 1 in 12, at least 0.9 m wide, and "
        "things within reach from a seat",
    )
    width: Metres = Field(1.6, ge=0.8, le=6, description="of the tread")
    max_slope: Radians = Field(
        0.2094,
        gt=0,
        le=math.radians(35),
        description="the steepest grade along the tread, which may switch back",
        examples=["12 deg"],
    )


class OwnParams(Params):
    """Parameters of a prop that the lesson brings along, as they were written; its grammar says what they may be."""

    model_config = ConfigDict(extra="allow")


class OwnProp(Item):
    """A prop that the lesson brings along; `grammar` is what its mapping says besides the id."""

    noun: ClassVar[str] = "a prop of the lesson"
    grammar: Mapping[str, Any] = Field(default_factory=dict, description="the prop in the words of the prop grammar")


class World(Params):
    """The world: a preset, and all that overrides it or adds to it."""

    noun: ClassVar[str] = "the section world"
    setting: Name = Field(description="a preset of terrain, climate, sky and water; all below overrides or adds to it")
    size: Metres = Field(256.0, ge=64, le=2000, description="the length of a side", examples=["256 m", "1 km"])
    seed: Whole = Field(1, ge=0, le=2**53, description="another number gives another world of the same kind")
    style: Name = Field(
        "storybook",
        description="how everything is drawn: a style of the catalogue, or a YAML file of your own beside the lesson",
    )
    colour_vision: ColourVision = Field("usual", description="colours that can be told apart with this colour vision")
    time: Clock = Field(10.0, description="the time of day, which places the sun", examples=["09:30"])
    season: Literal["spring", "summer", "autumn", "winter"] | None = Field(None, description="the time of year")
    weather: Weather = Field("clear", description="sky, light and fog")
    budget: Literal["phone", "chromebook", "laptop", "desktop", "headset"] = Field(
        "chromebook", description="the smallest machine it must run well on"
    )
    terrain: Annotated[tuple[Feature, ...], Ready("terrain")] = Field((), description="features of the land")
    zones: Annotated[tuple[Zone, ...], Ready("zone")] = Field((), description="round places with a name")
    cover: Annotated[tuple[Feature, ...], Ready("cover")] = Field((), description="plants and stones over an area")
    things: Annotated[tuple[Thing, ...], Ready("thing")] = Field((), description="props, buildings and models")
    buildings: Annotated[tuple[Building, ...], Ready("building")] = Field(
        (), description="buildings that one can go into, with rooms that are places"
    )
    props: Annotated[tuple[OwnProp, ...], Ready("own_prop")] = Field(
        (), description="props that this lesson brings along, in the words of the prop grammar"
    )
    paths: Annotated[Paths, Ready("paths", many=False)] = Field(Paths.model_construct(), description="footpaths")

    @property
    def time_h(self) -> float:
        """Hours since midnight."""
        return self.time


__all__ = ["Feature", "Ground", "Id", "OwnParams", "OwnProp", "Paths", "Thing", "Weather", "World", "Zone"]
