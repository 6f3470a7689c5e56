"""Lava that ran down the land: a raised tongue between levees, ropy where it cooled, glowing where it is hot."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from worldgen.core.grid import F32, nearest_on_line, smoothstep
from worldgen.core.noise import gradient_noise
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Shaper, Site
from worldgen.generate.land import Cover, Land
from worldgen.generate.terrain.ends import find_end, find_way
from worldgen.generate.terrain.place import marked, pinned, to_cells, with_areas
from worldgen.spec.params import Metres, Params, Share
from worldgen.spec.where import At

_INSIDE_M = 8.0
_TAPER = 0.8  # of what glows, along which it narrows to a tongue
_FAN, _FAN_FROM = 0.7, 0.8  # how much wider lava spreads where it runs into water, and from which share of its way on
_INTO_M = 6.0  # how far it runs out into the water


class LavaFlow(Params):
    """Lava that ran from a crater, a flank or a point down to somewhere lower."""

    from_: str | At = Field(
        alias="from", description="where it came out: a crater, a volcano, an area or a point", examples=["cone.crater"]
    )
    to: str | At = Field("sea", description="how far it got: the sea, an area, an edge or a point", examples=["sea"])
    age: Literal["cooled", "hot"] = Field(
        "cooled", description="cooled: black ropy rock; hot: it still glows and flows"
    )
    glowing: Share | None = Field(
        None,
        description="of its length, from where it came out, that still glows; all of a hot flow, else none",
        examples=["40 %"],
    )
    width: Metres | None = Field(None, ge=2, le=60, description="across; drawn from 7 to 11 m", examples=["9 m"])
    thickness: Metres | None = Field(
        None, ge=0.2, le=8, description="above the ground it ran over; drawn from 0.7 to 1.2 m", examples=["1 m"]
    )


def shape_lava_flow(params: LavaFlow, land: Land, seed: Seed, site: Site) -> Land:
    """Return `land` with a flow along the cheapest way down; areas `<id>` (with its line) and `<id>.end`.

    Raises
    ------
    SpecError
        NO_WAY_DOWN, UNKNOWN_END.
    """
    width = pinned(params.width, seed, "width", 7.0, 11.0)
    thick = pinned(params.thickness, seed, "thickness", 0.7, 1.2)
    source = find_end(params.from_, land, site, "from")
    line = find_way(source.lip(land), find_end(params.to, land, site, "to"), land, seed, site)
    if source.area is not None:
        line = _from_inside(line, source.area.centre_m)
    meets = _meets_water(land, line)
    if meets:
        line = _into_water(line, land.size_m / 2.0)
    cell = land.cell_m
    reach = 0.5 * width * (1.9 + 1.6 * _FAN * meets) + 2.0
    away, along, _ = nearest_on_line(to_cells(land, line), land.height_m.shape, reach / cell)
    away, along = away * cell, along * cell
    x, z = land.axes()
    ragged = gradient_noise(seed / "edge", x / 7.0, z / 7.0)
    total = float(np.hypot(*np.diff(line, axis=0).T).sum())
    fan = np.float32(_FAN * meets) * smoothstep(_FAN_FROM * total, max(total, 1.0), along)
    half = 0.5 * width * (0.75 + 0.55 * smoothstep(0.0, max(total, 1.0), along) + fan) * (1.0 + 0.22 * ragged)
    share = np.where(np.isfinite(away), np.where(np.isfinite(away), away, 0.0) / half, 9.0).astype(np.float32)
    body = (share < 1.0) & (land.cover != Cover.LAVA_HOT)  # a lake of lava stays level
    bend = gradient_noise(seed / "bend", x / 9.0, z / 9.0)
    top = _rise(share, along, thick, bend, 0.05 if params.age == "hot" else 0.12)
    top = top * (1.0 + 0.2 * fan)
    height = np.where(body, land.height_m + top * smoothstep(0.0, 6.0, along), land.height_m)
    glowing = params.glowing if params.glowing is not None else float(params.age == "hot")
    tip = np.clip((glowing * total - along) / max(_TAPER * glowing * total, 1.0), 0.0, 1.0)  # it thins out to a tongue
    hot = body & (share < 0.78 * np.where(glowing < 1.0, tip**0.7, 1.0) * (1.0 + 0.18 * ragged))
    cover = np.where(body, np.uint8(Cover.LAVA_COOLED), land.cover)
    cover = np.where(hot, np.uint8(Cover.LAVA_HOT), cover)
    land = replace(land, height_m=height, cover=cover, blocked=land.blocked | hot)
    last = body & (along > total - 1.5 * width)
    return with_areas(
        land,
        marked(land, site, body, "lava_flow", line_m=line),
        marked(land, site, last, "lava_flow", "end"),
    )


def _meets_water(land: Land, line: F32) -> bool:
    """Return whether the last of the line (k, 2) lies in water."""
    row, col = land.cell_of(*(line[-1:, axis] for axis in (0, 1)))
    return bool(land.wet()[row[0], col[0]])


def _into_water(line: F32, half_m: float) -> F32:
    """Return the line gone on straight for a little, as far as the world reaches."""
    ahead = line[-1] - line[max(len(line) - 4, 0)]
    ahead = ahead / np.float32(max(float(np.hypot(*ahead)), 1e-6))
    out = line[-1] + ahead * np.linspace(1.0, _INTO_M, int(_INTO_M), dtype=np.float32)[:, None]
    out = out[np.abs(out).max(axis=1) <= half_m]
    return np.concatenate([line, out]).astype(np.float32)


def _from_inside(line: F32, centre_m: tuple[float, float]) -> F32:
    """Return the line begun a little inside of where it runs over, so that no ground lies between lake and stream."""
    inward = np.array(centre_m, np.float32) - line[0]
    far = float(np.hypot(*inward))
    reach = min(_INSIDE_M, 0.8 * far)
    steps = int(reach)
    if steps < 1:
        return line
    back = line[0] + (inward / far) * np.linspace(reach, 0.0, steps + 1, dtype=np.float32)[:-1, None]
    return np.concatenate([back, line]).astype(np.float32)


def _rise(share: F32, along: F32, thick: float, bend: F32, rough: float) -> F32:
    """Return how far the flow stands above the ground: levees at its sides, ropes that bend with the current."""
    slab = 1.0 - smoothstep(0.45, 1.0, share)
    levee = 0.65 * np.exp(-(((share - 0.60) / 0.22) ** 2).clip(0.0, 40.0).astype(np.float64))
    ropes = np.sin((along * 1.9 + 2.4 * share * share + 2.0 * bend).astype(np.float64))
    return np.asarray((thick * (slab * 0.75 + levee) + rough * ropes * slab), np.float32)


SHAPER = Shaper(LavaFlow, shape_lava_flow, ("end",), order=1)
