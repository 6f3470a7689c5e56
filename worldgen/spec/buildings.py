"""Buildings that one can go into: what they are, their rooms, or a plan of walls, doors and windows."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from worldgen.core.quantity import parse
from worldgen.spec.params import Metres, Params, SquareMetres
from worldgen.spec.where import Where
from worldgen.spec.words import Item, Local, Name, Ready, Whole

RoomKind = Literal[
    "hall", "corridor", "classroom", "workshop", "laboratory", "library", "office", "meeting", "canteen", "kitchen",
    "toilets", "store", "bedroom", "living", "bathroom", "ward", "treatment", "reception", "waiting", "gallery", "shop",
    "platform", "nave", "gym", "studio", "garage", "barn", "glasshouse", "stairs", "lift", "room",
]  # fmt: skip
Access = Literal["walking", "wheelchair"]
_SIZE = re.compile(r"\s*([\d.]+)\s*(?:m|cm|ft)?\s*(?:x|\u00d7|by)\s*([\d.]+)\s*(m|cm|ft)?\s*", re.IGNORECASE)
MOST_M = 60.0  # of a side of a building


def _size(value: object) -> object:
    """Return (across, deep) in metres: `8 x 6 m`."""
    if isinstance(value, tuple):
        return value
    match = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is not a size; write width by depth, such as 8 x 6 m")
    size = tuple(parse(f"{match[at]} {match[3] or 'm'}", "length") for at in (1, 2))
    if not all(0.8 <= side <= MOST_M for side in size):
        raise ValueError(f"{value!r} is not the size of a room; its sides are 0.8 m to {MOST_M:g} m long")
    return size


Size = Annotated[
    tuple[float, float],
    BeforeValidator(_size),
    WithJsonSchema({"type": "string", "description": "width by depth", "examples": ["8 x 6 m"]}),
]


def _point(value: object) -> object:
    """Return (right, back) in metres of `[3, 2.5]` or `[3 m, 250 cm]`."""
    if isinstance(value, list) and len(value) == 2:
        return parse(value[0], "length"), parse(value[1], "length")
    if isinstance(value, tuple):
        return value
    raise ValueError(f"{value!r} is not a point; write [right, back] in metres, such as [3, 2.5]")


Point = Annotated[
    tuple[float, float],
    BeforeValidator(_point),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": ["number", "string"]},
            "minItems": 2,
            "maxItems": 2,
            "description": "metres to the right and to the back, seen from before the front",
            "examples": [[3, 2.5]],
        }
    ),
]


class Room(Item):
    """One room; its id after that of the building is a place: `in: school.workshop`."""

    noun: ClassVar[str] = "a room"
    kind: RoomKind = Field("room", description="what it is for, which says its usual size and windows")
    area: SquareMetres | None = Field(None, ge=1, le=3000, description="of its floor", examples=["40 m2"])
    size: Size | None = Field(None, description="width by depth, in place of the area", examples=["8 x 6 m"])
    storey: Whole = Field(0, ge=0, le=5, description="0 is the ground floor", examples=[1])
    beside: tuple[Name, ...] = Field(
        (), description="rooms of this building next to it, with a door to each", examples=[["store"]]
    )
    windows: Whole | None = Field(
        None, ge=0, le=40, description="how many; as many as usual where nothing is said", examples=[3]
    )
    outside: bool = Field(False, description="whether a door of its own leads outside")
    label: Local | None = Field(None, description="its name for learners", examples=["Workshop"])


class WallLine(Params):
    """A straight wall, by the ends of its middle line."""

    noun: ClassVar[str] = "a wall"
    from_: Point = Field(alias="from", description="where it begins", examples=[[0, 0]])
    to: Point = Field(description="where it ends", examples=[[8, 0]])
    storey: Whole = Field(0, ge=0, le=5, description="0 is the ground floor", examples=[1])


class Hole(Params):
    """A door or a window in the wall that passes through a point."""

    noun: ClassVar[str] = "a door or a window"
    at: Point = Field(description="its middle, on a wall", examples=[[3, 0]])
    width: Metres | None = Field(None, ge=0.4, le=8, description="of the clear opening", examples=["1.2 m"])
    height: Metres | None = Field(None, ge=0.3, le=5, description="of the clear opening", examples=["2.1 m"])
    sill: Metres | None = Field(None, ge=0, le=3, description="of a window above the floor", examples=["0.9 m"])
    kind: Literal["door", "double_door", "passage", "gate"] = Field("door", description="what sort of door it is")
    storey: Whole = Field(0, ge=0, le=5, description="0 is the ground floor", examples=[1])


class Spot(Item):
    """A room of an explicit plan, by a point inside its walls."""

    noun: ClassVar[str] = "a room of the plan"
    at: Point = Field(description="any point inside it", examples=[[2, 3]])
    kind: RoomKind = Field("room", description="what it is for")
    storey: Whole = Field(0, ge=0, le=5, description="0 is the ground floor", examples=[1])
    label: Local | None = Field(None, description="its name for learners", examples=["Workshop"])


class Climb(Params):
    """Stairs, a ramp or a lift of an explicit plan."""

    noun: ClassVar[str] = "stairs, a ramp or a lift"
    kind: Literal["stairs", "ramp", "lift"] = Field("stairs", description="what it is")
    from_: Point = Field(alias="from", description="where one steps on; of a lift, its middle", examples=[[2, 1]])
    to: Point | None = Field(None, description="where one steps off, a storey higher; not of a lift", examples=[[2, 6]])
    width: Metres = Field(1.2, ge=0.8, le=4, description="across", examples=["1.2 m"])
    storey: Whole = Field(0, ge=0, le=4, description="the lower of its two storeys", examples=[0])


class WallPlan(Params):
    """A plan drawn by the author: walls, doors and windows as coordinates, or a drawing."""

    noun: ClassVar[str] = "a plan"
    file: Name | None = Field(None, description="a drawing in the lesson's folder: .svg", examples=["media/plan.svg"])
    unit: Metres = Field(0.01, gt=0, le=10, description="how long one unit of the drawing is", examples=["1 cm"])
    walls: tuple[WallLine, ...] = Field((), max_length=400, description="straight walls")
    doors: tuple[Hole, ...] = Field((), max_length=200, description="doors, the front door first")
    windows: tuple[Hole, ...] = Field((), max_length=400, description="windows")
    rooms: Annotated[tuple[Spot, ...], Ready("spot")] = Field((), description="names of what the walls enclose")
    links: tuple[Climb, ...] = Field((), max_length=40, description="stairs, ramps and lifts")


class Building(Item, Where):
    """A building that one can go into, with its rooms, its plan, or only what it is for and how large."""

    noun: ClassVar[str] = "a building"
    kind: Name = Field(
        description="what it is: a word of the catalogue, which says its usual rooms and looks", examples=["school"]
    )
    area: SquareMetres | None = Field(
        None, ge=4, le=6000, description="of all its floors together, where no rooms are named", examples=["300 m2"]
    )
    size: Size | None = Field(
        None, description="its outside, width by depth; as large as its rooms need otherwise", examples=["20 x 12 m"]
    )
    storeys: Whole = Field(1, ge=1, le=6, description="how many floors", examples=[2])
    access: Access | None = Field(
        None, description="for whom it is proved; wheelchair: no step, wide doors, room to turn, a lift to every floor"
    )
    facing: Name | None = Field(
        None, description="what its front door is turned to: an id of the lesson", examples=["gate"]
    )
    with_: Any = Field(None, alias="with", description="how it looks", examples=[{"era": "victorian"}])
    rooms: Annotated[tuple[Room, ...], Ready("room")] = Field((), description="its rooms")
    plan: Annotated[WallPlan | None, Ready("plan", many=False)] = Field(None, description="a plan of your own")
    sign: Local | None = Field(None, description="what is written on a board at its front door", examples=["Bakery"])
    furnished: bool = Field(True, description="whether its rooms have the furniture that rooms of their kind have")
    label: Local | None = Field(None, description="its name for learners", examples=["Workshop"])
    alt: Local | None = Field(
        None, description="what it looks like, for those who cannot see it", examples=["A long brick school."]
    )

    @property
    def where(self) -> Where:
        """The place words alone."""
        said = {name: getattr(self, name) for name in Where.model_fields if name in self.model_fields_set}
        return Where.model_construct(_fields_set=set(said), **said)
