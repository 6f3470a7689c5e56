"""Where one steps from one layer to walk on to the next: bridges, jetties, storeys, all alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from worldgen.core.arrays import distinct_rows
from worldgen.core.grid import distinct
from worldgen.core.record import dataclass
from worldgen.generate.land import Land
from worldgen.generate.paths.heights import Heights
from worldgen.generate.paths.steps import B8, F64, I64
from worldgen.scene import Agent, Collider, Portal, Surface

_APART_M: Final = 0.25  # between the places tried along an edge
_IN_M, _OUT_M = 0.02, 0.12  # how far before an edge one stands on it, and past it sets one's foot
_CLOSE_M: Final = 3.0
_NARROWEST: Final = 2.0  # of the agent's radius: a portal less wide is none


def join_surfaces(
    surfaces: Sequence[Surface], land: Land | None = None, agent: Agent | None = None, solids: Sequence[Collider] = ()
) -> tuple[Portal, ...]:
    """Return a portal wherever the edge of a deck meets another surface within the height of a step.

    One portal for each stretch of an edge that lies next to the same surface. Where a solid (in the world, as
    `solids_of` gives it) stands on the edge, such as a parapet, there is none; nor where the water of `land` is too
    deep to wade in.
    """
    agent = agent or Agent()
    decks = [surface for surface in surfaces if surface.kind != "ground"]
    others = [*decks, *(_near(surface, decks) for surface in surfaces if surface.kind == "ground")]
    heights, standing = Heights(others), _standing(solids)
    ground = [number for number, surface in enumerate(others) if surface.kind == "ground"]
    wadable = np.ones(0, np.bool_) if land is None else land.depth_m() <= agent.wade_m
    portals: list[Portal] = []
    joined: set[tuple[str, str, int, int]] = set()
    for number, deck in enumerate(decks):
        line = _line(_edges(deck))
        level = Heights([deck]).at(line.within())[0]
        level = np.where(np.isfinite(level), level, line.on[:, 1])
        hits = np.abs(heights.at(line.beyond()) - level) <= agent.step_m
        hits[number] = False
        if land is not None:
            x, z = line.beyond().astype(np.float32).T
            hits[ground] &= wadable[land.cell_of(x, z)]
        taken = _shut(line.beyond(), level, standing)
        named = 0
        for portal in _along(deck, others, line, _first(hits, taken), agent):
            place = (round(portal.centre_m[0] * 2), round(portal.centre_m[2] * 2))
            pair = (min(portal.a, portal.b), max(portal.a, portal.b), *place)
            if pair not in joined:
                joined.add(pair)
                portals.append(replace(portal, id=f"{portal.a}.portal.{named}"))
                named += 1
    return tuple(portals)


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """Places `on` (k, 3) the edges of a deck, edge by edge, and which way is `outward` (k, 2) there."""

    on: F64
    outward: F64
    edge: I64  # (k,)

    def within(self) -> F64:
        """Return where one still stands on the deck, (k, 2)."""
        return self.on[:, (0, 2)] - self.outward * _IN_M

    def beyond(self) -> F64:
        """Return where one sets one's foot past the edge, (k, 2)."""
        return self.on[:, (0, 2)] + self.outward * _OUT_M


def _line(edges: F64) -> _Line:
    """Return the places tried along `edges` (e, 2, 3)."""
    along = edges[:, 1] - edges[:, 0]
    length = np.hypot(along[:, 0], along[:, 2])
    real = length >= 1e-6
    begin, along, length = edges[real, 0], along[real], length[real]
    count = np.maximum(np.ceil(length / _APART_M), 1).astype(np.int64)
    edge = np.repeat(np.arange(len(count)), count)
    share = (np.arange(len(edge)) - (np.cumsum(count) - count)[edge] + 0.5) / count[edge]
    outward = np.stack([-along[:, 2], along[:, 0]], axis=1) / length[:, None]
    return _Line(begin[edge] + along[edge] * share[:, None], outward[edge], edge)


def _edges(deck: Surface) -> F64:
    """Return the straight stretches (e, 2, 3) of the outline of a deck: from, to, its inside on the left from above."""
    points = deck.position_m.astype(np.float64)
    _, key = distinct_rows(np.rint(points * 1000).astype(np.int64))
    half = key[np.concatenate([deck.face[:, [0, 1]], deck.face[:, [1, 2]], deck.face[:, [2, 0]]]).astype(np.int64)]
    count = int(key.max()) + 1
    place = np.zeros((count, 3))
    place[key] = points
    there, back = distinct(half[:, 0] * count + half[:, 1]), half[:, 1] * count + half[:, 0]
    lone = np.ones(len(there), np.bool_)
    at = np.minimum(np.searchsorted(there, back), len(there) - 1)
    lone[at[there[at] == back]] = False
    border = dict(zip((there[lone] // count).tolist(), (there[lone] % count).tolist(), strict=True))
    out = [np.zeros((0, 2, 3))]
    while border:
        first = min(border)
        loop = [first]
        while loop[-1] in border:
            loop.append(border.pop(loop[-1]))
        out.append(_straight(place[loop]))
    return np.concatenate(out)


def _straight(loop: F64) -> F64:
    """Return a loop of points cut where it turns in plan by more than 10 degrees, as stretches (e, 2, 3)."""
    step = np.diff(loop[:, [0, 2]], axis=0)
    heading = np.arctan2(step[:, 1], step[:, 0])
    turn = np.abs((np.diff(heading) + np.pi) % (2 * np.pi) - np.pi) > np.radians(10.0)
    cut = np.array([0, *(np.flatnonzero(turn) + 1), len(loop) - 1])
    return np.stack([loop[cut[:-1]], loop[cut[1:]]], axis=1)


def _first(hits: B8, taken: B8) -> B8:
    """Return `hits` (surfaces, k) without what is taken (k,) or was hit on an earlier surface."""
    return hits & ~np.logical_or.accumulate(np.concatenate([taken[None], hits[:-1]]), axis=0)


def _along(deck: Surface, others: Sequence[Surface], line: _Line, hits: B8, agent: Agent) -> Iterator[Portal]:
    """Yield a portal for each stretch of an edge that hits (surfaces, k) the same surface, edge by edge."""
    surface, place = np.nonzero(hits)
    edge = line.edge[place]
    begins = np.ones(len(place) + 1, np.bool_)
    begins[1:-1] = (np.diff(surface) != 0) | (np.diff(place) != 1) | (np.diff(edge) != 0)
    cut = np.flatnonzero(begins)
    runs = [(int(edge[k]), int(surface[k]), int(place[k]), int(last - k)) for k, last in pairwise(cut)]
    for number, other, first, count in sorted(runs):
        begin, end = np.searchsorted(line.edge, (number, number + 1))
        step = line.on[begin + 1] - line.on[begin] if end - begin > 1 else np.array([_APART_M, 0.0, 0.0])
        width = count * float(np.hypot(step[0], step[2]))
        if width >= _NARROWEST * agent.radius_m:
            x, y, z = line.on[first : first + count].mean(axis=0).tolist()
            yaw = float(np.arctan2(*-line.outward[begin]))
            yield Portal("", deck.id, others[other].id, (x, y, z), yaw, width)


def _near(ground: Surface, decks: Sequence[Surface]) -> Surface:
    """Return only the faces of the ground with a corner close to a deck: the ground is drawn finely there."""
    x, z = ground.position_m[:, 0], ground.position_m[:, 2]
    close = np.zeros(len(x), np.bool_)
    for deck in decks:
        low, high = deck.position_m.min(axis=0) - _CLOSE_M, deck.position_m.max(axis=0) + _CLOSE_M
        close |= (x >= low[0]) & (x <= high[0]) & (z >= low[2]) & (z <= high[2])
    return replace(ground, face=ground.face[close[ground.face].any(axis=1)])


def _standing(solids: Sequence[Collider]) -> F64:
    """Return the solids as rows (n, 9): middle, half sizes, cosine and sine of their turn, and 1 for a cylinder."""
    rows = [
        (*solid.centre_m, *solid.half_m, math.cos(solid.yaw_rad), math.sin(solid.yaw_rad), solid.kind == "cylinder")
        for solid in solids
    ]
    return np.array(rows, np.float64).reshape(-1, 9)


def _shut(xz: F64, level: F64, solids: F64) -> B8:
    """Return which points (k, 2) at `level` (k,) lie in a solid, or below its top and above its foot."""
    if not len(xz):
        return np.zeros(0, np.bool_)
    away = np.maximum(xz.min(axis=0) - solids[:, (0, 2)], solids[:, (0, 2)] - xz.max(axis=0)).max(axis=1)
    x0, y0, z0, half_x, half_y, half_z, cos, sin, turned = solids[away <= np.hypot(solids[:, 3], solids[:, 5]) + 0.01].T
    dx, dz = xz[:, :1] - x0, xz[:, 1:] - z0
    x, z = dx * cos - dz * sin, dx * sin + dz * cos
    upright = np.abs(level[:, None] + 0.5 - y0) <= half_y + 0.4
    boxed = (np.abs(x) <= half_x) & (np.abs(z) <= half_z)
    inside = np.where(turned > 0.5, np.hypot(x, z) <= half_x, boxed)
    return np.asarray((inside & upright).any(axis=1))


__all__ = ["join_surfaces"]
