"""The colours of a land (`assets/palettes`) in a style (`assets/styles`); every colour is linear RGB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from worldgen.core.assets import assets_root
from worldgen.core.colour import linear, ramp, to_srgb
from worldgen.core.grid import F32
from worldgen.core.issues import Issue, issue
from worldgen.core.record import dataclass
from worldgen.spec.yaml_text import read_plain

_STEPS = 2048  # of a ramp looked up in place of interpolated
_FINISHED = "storybook"
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


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


@cache
def load_palette(ground: str, style: str) -> Palette:
    """Return the colours of the land `ground`, a file in `assets/palettes`, in `style`."""
    common, own = _read("palettes", "common"), _read("palettes", ground)
    data = {**common, **own, "covers": {**common["covers"], **own.get("covers", {})}}
    return Palette(
        ground=_ramp(data["ground"], style),
        rock=(_one(data["rock"][0], style), _one(data["rock"][1], style)),
        volcano=(_one(data["volcano"][0], style), _one(data["volcano"][1], style)),
        water=_ramp(data["water"], style),
        stream=_ramp(data["stream"], style),
        covers={name: _one(colour, style) for name, colour in data["covers"].items()},
        lava=tuple(_one(colour, style) for colour in data["lava"]),
        foam=_one(data["foam"], style),
        strata=tuple(_one(colour, style) for colour in data["strata"]),
        plinth=_one(data["plinth"], style),
    )


def restyle(rgb: F32, style: str) -> F32:
    """Return storybook's linear colours (..., 3) as `style` has them: other rooms pass theirs through this too."""
    if style == _FINISHED:
        return rgb
    rule = _read("styles", style)
    out = np.asarray(rgb, np.float32)
    if "saturation" in rule:
        grey = (out @ _LUMA)[..., None]
        out = np.clip(grey + (out - grey) * np.float32(rule["saturation"]), 0.0, 1.0)
    if "ramp" in rule:
        stops = [(k / (len(rule["ramp"]) - 1), colour) for k, colour in enumerate(rule["ramp"])]
        mapped = ramp(to_srgb(out) @ _LUMA, stops)
        out = out + (mapped - out) * np.float32(rule["share"])
    if "nearest" in rule:
        choice = np.stack([linear(colour) for colour in rule["nearest"]])
        away = ((to_srgb(out)[..., None, :] - to_srgb(choice)) ** 2).sum(axis=-1)
        out = choice[np.argmin(away, axis=-1)]
    return out.astype(np.float32)


def style_warnings(style: str) -> tuple[Issue, ...]:
    """Return a warning when `style` is drawn in part only."""
    if style == _FINISHED:
        return ()
    return (issue("STYLE_PARTLY_DRAWN", "/world/style", severity="warning", style=style),)


@cache
def _read(folder: str, name: str) -> dict[str, Any]:
    text = (assets_root() / folder / f"{name}.yaml").read_text("utf-8")
    found: dict[str, Any] = read_plain(text)
    return found


def _ramp(stops: Sequence[Sequence[Any]], style: str) -> Ramp:
    low, high = float(stops[0][0]), float(stops[-1][0])
    value = np.linspace(low, high, _STEPS, dtype=np.float32)
    return Ramp(low, high, restyle(ramp(value, [(float(at), colour) for at, colour in stops]), style))


def _one(colour: str, style: str) -> F32:
    return restyle(linear(colour), style)
