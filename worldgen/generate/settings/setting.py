"""What a setting brings, and the light of its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.settings.light import Light, light_at
from worldgen.generate.settings.weather import Season, Weather, in_season, in_weather
from worldgen.scene import Beyond, BeyondTrees, Environment

__all__ = ["Light", "Season", "Setting", "Usual", "Weather"]


@dataclass(frozen=True, slots=True)
class Usual:
    """Something that a setting brings when the lesson does not: a feature or a cover, in an author's words."""

    id: str
    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)
    of_side: Mapping[str, float] = field(default_factory=dict)  # lengths that grow with the world, in its sides

    def said(self, size_m: float) -> dict[str, Any]:
        """Return all parameters as an author would write them for a world of `size_m`."""
        return {**self.params, **{name: share * size_m for name, share in self.of_side.items()}}


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole place in one word.

    `shape(x_m (1, n), z_m (n, 1), size_m, seed)` gives the height of the bare land (n, n) in metres, where 0 is the
    level of the sea or of the valley's river. `cover` gives what that land is made of, a `Cover` each.

    `hero` says how its picture is best taken: "high" from the air, for land that is shown by its shape; "low" from
    among what grows or lies there, for a forest, a reef, a cave; "sky" from there with
    most of the picture for the sky.
    """

    name: str
    shape: Callable[[F32, F32, float, Seed], F32]
    light: Light
    ground: str  # its colours, a file in assets/palettes
    cover: Callable[[F32, F32, float, Seed], NDArray[np.uint8]] | None = None  # as `shape`; turf where none is said
    sea_level_m: float | None = None
    features: tuple[Usual, ...] = ()  # each used unless the lesson has a feature of its kind
    covers: tuple[Usual, ...] = ()  # used when the lesson names no cover
    areas: tuple[str, ...] = ("land", "shore")  # names that a lesson can use without declaring them
    tree_line: float | None = None  # in sides of the world: above it is bare rock
    snow_line: float | None = None  # in sides of the world: above it lies snow
    look_from: str = "south"  # the side from which the hero picture is taken, where nothing else decides
    hero: Literal["high", "low", "sky"] = "high"
    hour: float | None = None  # the time of day where the lesson names none
    beyond: Beyond = "hills"  # what goes on past the edge where there is no sea
    beyond_trees: BeyondTrees = "conifer"
    ceiling_m: float | None = None  # the water's surface above a world that lies under it
    snows: bool = True  # whether snow lies there in winter
    stars: bool = False  # whether stars are seen by day too: no air

    def environment(self, time_h: float, season: Season | None = None, weather: Weather = "clear") -> Environment:
        """Return the light at `time_h` (0..24) in a season and a weather; the recipe is half past nine, clear."""
        light = in_weather(in_season(self.light, season), weather)
        seen = light_at(light, time_h)
        return replace(
            seen,
            sea_level_m=self.sea_level_m,
            beyond=self.beyond,
            beyond_trees=self.beyond_trees,
            stars=1.0 if self.stars else seen.stars,
            ceiling_m=self.ceiling_m,
        )
