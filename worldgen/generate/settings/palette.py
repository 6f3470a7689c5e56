"""The colours of a land, read from `assets/palettes`; every colour is linear RGB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from worldgen.core.assets import assets_root
from worldgen.core.colour import linear, ramp
from worldgen.core.grid import F32
from worldgen.core.record import dataclass
from worldgen.spec.yaml_text import read_plain

_STEPS = 2048  # of a ramp looked up in place of interpolated


@dataclass(frozen=True, eq=False, slots=True)
class Ramp:
    """Colours (steps, 3) over values from `low` to `high`."""

    low: float
    high: float
    colour: F32

    def at(self, value: F32) -> F32:
        """Return linear RGB (..., 3), held at both ends."""
        index = (np.asarray(value, np.float32) - self.low) * (len(self.colour) / (self.high - self.low))
        return np.asarray(self.colour[np.clip(index, 0, len(self.colour) - 1).astype(np.int64)])


@dataclass(frozen=True, eq=False, slots=True)
class Palette:
    """All colours of one land in one style."""

    ground: Ramp
    rock: tuple[F32, F32]
    volcano: tuple[F32, F32]
    water: Ramp
    stream: Ramp
    covers: Mapping[str, F32]
    lava: tuple[F32, ...]
    foam: F32
    strata: tuple[F32, ...]
    plinth: F32
    bands: tuple[F32, ...] = ()  # of layered rock, from below, each as thick as `band_m`; none where rock is plain
    band_m: float = 2.4
    lush: tuple[F32, float] | None = None  # the colour of turf beside water, and how far from it it reaches, metres
    patch: tuple[F32, float] | None = None  # a colour that lies over the ground in patches, and how strongly, 0..1
    rock_slope: tuple[float, float] = (0.66, 0.80)  # y of the normal of ground that is all rock, and of what is none
    rock_from_m: float = 2.6  # below this height steep ground is not rock: the banks of a sea or a river


@cache
def load_palette(ground: str) -> Palette:
    """Return the colours of the land `ground`, a file in `assets/palettes`."""
    common, own = _read("common"), _read(ground)
    data = {**common, **own, "covers": {**common["covers"], **own.get("covers", {})}}
    slope = data.get("rock_slope", (0.66, 0.80))
    return Palette(
        ground=_ramp(data["ground"]),
        rock=(_one(data["rock"][0]), _one(data["rock"][1])),
        volcano=(_one(data["volcano"][0]), _one(data["volcano"][1])),
        water=_ramp(data["water"]),
        stream=_ramp(data["stream"]),
        covers={name: _one(colour) for name, colour in data["covers"].items()},
        lava=tuple(_one(colour) for colour in data["lava"]),
        foam=_one(data["foam"]),
        strata=tuple(_one(colour) for colour in data["strata"]),
        plinth=_one(data["plinth"]),
        bands=tuple(_one(colour) for colour in data.get("bands", ())),
        band_m=float(data.get("band", 2.4)),
        lush=(_one(data["lush"][0]), float(data["lush"][1])) if "lush" in data else None,
        patch=(_one(data["patch"][0]), float(data["patch"][1])) if "patch" in data else None,
        rock_slope=(float(slope[0]), float(slope[1])),
        rock_from_m=float(data.get("rock_from", 2.6)),
    )


@cache
def _read(name: str) -> dict[str, Any]:
    text = (assets_root() / "palettes" / f"{name}.yaml").read_text("utf-8")
    found: dict[str, Any] = read_plain(text)
    return found


def _ramp(stops: Sequence[Sequence[Any]]) -> Ramp:
    low, high = float(stops[0][0]), float(stops[-1][0])
    value = np.linspace(low, high, _STEPS, dtype=np.float32)
    return Ramp(low, high, ramp(value, [(float(at), colour) for at, colour in stops]))


def _one(colour: str) -> F32:
    return linear(colour)
