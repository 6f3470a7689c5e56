"""A small catalogue that the tests of the spec own: enough for the two lessons and the broken ones."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from worldgen.spec.params import MetreRange, Metres, Params, Radians
from worldgen.spec.where import At


class Hills(Params):
    height: Metres = Field(12.0, gt=0, le=120, description="height above the plain")
    spacing: Metres = Field(60.0, gt=0, description="from hill to hill")


class Volcano(Params):
    at: At | None = Field(None, description="where its middle is")
    height: Metres = Field(38.0, gt=0, le=300, description="height above the sea")
    radius: Metres = Field(100.0, gt=0, description="reach of its flanks")
    crater: Literal["lava_lake", "crater_lake", "empty"] = Field("lava_lake", description="what lies in it")


class Flow(Params):
    from_: str = Field(alias="from", description="where it comes from")
    to: str = Field(description="where it goes")
    width: Metres = Field(6.0, gt=0, description="how wide it is")
    age: Literal["cooled", "hot"] = Field("cooled", description="whether it still flows")


class River(Params):
    from_: str = Field(alias="from", description="where it rises")
    to: str = Field(description="where it ends")
    width: Metres = Field(4.0, gt=0, description="how wide it is")


class Lake(Params):
    at: At | None = Field(None, description="where its middle is")
    radius: Metres = Field(20.0, gt=0, description="how far it reaches")


class Heightmap(Params):
    image: str = Field(description="a grey picture file")
    scale: Metres = Field(gt=0, description="height of white above black")


class Only(Params):
    height: MetreRange | None = Field(None, description="height above the sea")
    max_slope: Radians | None = Field(None, gt=0, description="steepest ground")
    near: str | None = Field(None, description="close to what")
    within: Metres = Field(15.0, gt=0, description="how close near means")


class Forest(Params):
    species: tuple[str, ...] = Field(description="which plants")
    only: Only | None = Field(None, description="where alone it grows")
    density: Literal["sparse", "medium", "dense"] = Field("medium", description="how close they stand")


class Rocks(Forest):
    pass


class Prop(Params):
    colour: str = Field("wood", description="a colour of the palette")
    width: Metres = Field(1.0, gt=0, le=20, description="how wide it is")


class Style(Params):
    pass


class Look(Params):
    era: str | None = Field(None, description="when it was built")


PROPS = (
    "sign", "bench", "rowing_boat", "tent", "ranger_hut", "seismometer", "gas_plume", "basalt_sample", "hammer",
    "heron", "jetty", "windmill",
)  # fmt: skip
STYLES = ("lowpoly", "storybook", "clay", "paper", "blueprint", "high_contrast")
FAMILIES: dict[str, dict[str, type[Params]]] = {
    "setting": dict.fromkeys(("volcanic_island", "river_valley", "mountain_lake"), Style),
    "terrain": {
        "hills": Hills,
        "volcano": Volcano,
        "lava_flow": Flow,
        "river": River,
        "lake": Lake,
        "heightmap": Heightmap,
    },
    "cover": {"forest": Forest, "rocks": Rocks},
    "species": dict.fromkeys(("palm", "tree_fern", "oak", "spruce", "basalt"), Style),
    "prop": dict.fromkeys(PROPS, Prop),
    "style": dict.fromkeys(STYLES, Style),
    "building": dict.fromkeys(("house", "school", "museum"), Look),
}
PARTS = {"volcano": ("rim", "crater")}
AREAS = {
    "volcanic_island": ("sea", "shore", "land"),
    "river_valley": ("land", "shore", "river"),
    "mountain_lake": ("lake", "shore", "land"),
}


class FakeKinds:
    """Kinds without a generator behind them."""

    def names(self, family: str) -> tuple[str, ...]:
        return tuple(FAMILIES[family])

    def params(self, family: str, name: str) -> type[Params]:
        return FAMILIES[family][name]

    def parts(self, family: str, name: str) -> tuple[str, ...]:
        return PARTS.get(name, ())

    def summary(self, family: str, name: str) -> str:
        return f"{name.replace('_', ' ')}, one of {family}"

    def areas(self, setting: str) -> tuple[str, ...]:
        return AREAS[setting]


KINDS = FakeKinds()
