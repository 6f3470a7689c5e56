"""How everything is drawn: colours, facets, light, lines and grain, as plain data that a file of a style says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from worldgen.core.record import dataclass
from worldgen.scene.mesh import Vec3


@dataclass(frozen=True, slots=True)
class Recolouring:
    """What becomes of a colour, step by step; colours are linear RGB.

    First `saturation`; then a `share` of it becomes the colour of its brightness on `ramp`; then it becomes the nearest
    of `nearest`.
    """

    saturation: float = 1.0
    ramp: tuple[Vec3, ...] = ()
    share: float = 1.0
    nearest: tuple[Vec3, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it leaves every colour as it is."""
        return self.saturation == 1.0 and not self.ramp and not self.nearest


@dataclass(frozen=True, slots=True)
class Line:
    """A line where one thing ends before another; it fades out up to `fade_m`, and is weaker on plants."""

    colour: Vec3
    strength: float
    fade_m: float = 180.0
    plants: float = 0.6


@dataclass(frozen=True, slots=True)
class Style:
    """A whole style. `storybook` changes nothing.

    `roles` are recolourings for the roles of nodes (ground, plant, rock, water, thing, building, ...) that differ from
    the usual one; `light` and `air` replace numbers and colours of the environment by name.
    """

    name: str = "storybook"
    usual: Recolouring = Recolouring()
    roles: Mapping[str, Recolouring] = field(default_factory=lambda: MappingProxyType({}))
    flat: bool = False  # facets everywhere, each of one colour
    jitter: float = 1.0  # how far copies of a plant differ in colour, 0..1
    environment: Mapping[str, float | Vec3] = field(default_factory=lambda: MappingProxyType({}))
    haze: float = 1.0  # how much of the haze stays, 0..1
    line: Line | None = None
    grain: float = 0.0  # of the paper, as a share of white

    def of(self, role: str) -> Recolouring:
        """Return the recolouring of what has `role`."""
        return self.roles.get(role) or self.roles.get(_LIKE.get(role, ""), self.usual)


_LIKE = {"building": "thing", "bridge": "thing", "path": "ground", "rock": "ground", "base": "ground"}
STORYBOOK = Style()
