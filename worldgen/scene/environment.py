"""Sun, sky, fog and sea beyond the edge: what glTF cannot say and `extras.worldgen.environment` carries."""

from __future__ import annotations

from typing import Literal

from worldgen.core.record import dataclass
from worldgen.scene.mesh import Vec3

Beyond = Literal["none", "hills", "peaks", "dunes", "mesas", "plain", "ice", "moors"]
BeyondTrees = Literal["none", "conifer", "broadleaf", "acacia"]
Falling = Literal["none", "rain", "snow"]
Disc = Literal["none", "sun", "moon"]


@dataclass(frozen=True, slots=True)
class Environment:
    """The light of a world; colours are linear RGB, angles radians.

    `sun_azimuth_rad` is where the sun stands, from north (-Z) clockwise, so 90 degrees is east.
    """

    sun_elevation_rad: float
    sun_azimuth_rad: float
    sun_colour: Vec3
    sun_strength: float
    sun_radius_rad: float
    sky_ambient: Vec3  # already multiplied by its strength
    ground_ambient: Vec3
    sky_horizon: Vec3
    sky_mid: Vec3
    sky_zenith: Vec3
    sky_mid_at: float  # sine of the elevation where sky_mid stands
    fog_colour: Vec3
    fog_density: float  # per metre at ground level
    fog_scale_height_m: float
    fog_start_m: float
    fog_most: float
    exposure: float
    saturation: float
    sea_level_m: float | None = None  # None: no sea beyond the edge
    beyond: Beyond = "hills"  # the land that goes on past the edge of a world without a sea
    beyond_trees: BeyondTrees = "conifer"  # what stands on it
    clouds: float = 0.3  # share of the sky, 0..1
    stars: float = 0.0  # how bright the stars are, 0..1
    falling: Falling = "none"
    deck: float = 0.0  # how closed the layer of cloud above the heaps is, 0..1
    disc: Disc = "sun"  # what stands in the sky where the light comes from
    glow: float = 0.22  # by how much of its own colour it brightens the air around it
    lamps: float = 0.0  # how brightly lamps and windows shine, 0 by day to 1 at night
    wet: float = 0.0  # how wet the ground is from rain, 0..1
    ceiling_m: float | None = None  # the water's surface as seen from below, where the world lies under it
