"""Layers to walk on and where one steps from one to the next: bridges, jetties, storeys, all alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from worldgen.generate.land import Land
from worldgen.generate.paths.steps import B8, F64, I64
from worldgen.scene import Agent, Collider, Model, Portal, Surface, Vec3

_APART_M: Final = 0.25  # between the places tried along an edge
_OUT_M: Final = 0.12  # how far past an edge one sets one's foot
_CLOSE_M: Final = 3.0
_SLACK_M: Final = 0.01  # around the places tried, for the faces that may lie under them
_NARROWEST: Final = 2.0  # of the agent's radius: a portal less wide is none


def surfaces_of(node: str, model: Model, position_m: Vec3, yaw_rad: float) -> tuple[Surface, ...]:
    """Return the decks of `model` as surfaces in the world, for the node `node` at `position_m` turned by `yaw_rad`."""
    cos, sin = float(np.cos(yaw_rad)), float(np.sin(yaw_rad))
    turn = np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]])
    return tuple(
        Surface(
            f"{node}.{deck.name}", deck.kind, node,
            (deck.position_m.astype(np.float64) @ turn + np.asarray(position_m)).astype(np.float32), deck.face,
        )
        for deck in model.decks
    )  # fmt: skip


def solids_of(model: Model, position_m: Vec3, yaw_rad: float) -> tuple[Collider, ...]:
    """Return the colliders of `model` in the world."""
    cos, sin = float(np.cos(yaw_rad)), float(np.sin(yaw_rad))
    x, y, z = position_m
    return tuple(
        replace(
            solid,
            centre_m=(
                x + solid.centre_m[0] * cos + solid.centre_m[2] * sin,
                y + solid.centre_m[1],
                z - solid.centre_m[0] * sin + solid.centre_m[2] * cos,
            ),
            yaw_rad=solid.yaw_rad + yaw_rad,
        )
        for solid in model.colliders
    )


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
    near = [*decks, *(_near(surface, decks) for surface in surfaces if surface.kind == "ground")]
    around = [(surface, *_spans(surface)) for surface in near]
    standing = _standing(solids)
    portals: list[Portal] = []
    joined: set[tuple[str, str, int, int]] = set()
    for deck in decks:
        number = 0
        for edge in _edges(deck):
            for portal in _along_edge(deck, edge, around, agent, (land, standing)):
                place = (round(portal.centre_m[0] * 2), round(portal.centre_m[2] * 2))
                pair = (min(portal.a, portal.b), max(portal.a, portal.b), *place)
                if pair not in joined:
                    joined.add(pair)
                    portals.append(_named(portal, number))
                    number += 1
    return tuple(portals)


def _named(portal: Portal, number: int) -> Portal:
    return Portal(f"{portal.a}.portal.{number}", portal.a, portal.b, portal.centre_m, portal.yaw_rad, portal.width_m)


def _edges(deck: Surface) -> list[tuple[F64, F64]]:
    """Return the straight stretches (from, to) of the outline of a deck, its inside on the left seen from above."""
    points = deck.position_m.astype(np.float64)
    key = np.unique(np.rint(points * 1000).astype(np.int64), axis=0, return_inverse=True)[1].reshape(-1)
    half = key[np.concatenate([deck.face[:, [0, 1]], deck.face[:, [1, 2]], deck.face[:, [2, 0]]]).astype(np.int64)]
    place = np.zeros((int(key.max()) + 1, 3))
    place[key] = points
    seen = {(int(a), int(b)) for a, b in half}
    border = {a: b for a, b in sorted(seen) if (b, a) not in seen}
    out: list[tuple[F64, F64]] = []
    while border:
        first = min(border)
        loop = [first]
        while loop[-1] in border:
            loop.append(border.pop(loop[-1]))
        out += _straight(place[loop])
    return out


def _straight(loop: F64) -> list[tuple[F64, F64]]:
    """Return a loop of points cut where it turns in plan by more than 10 degrees."""
    step = np.diff(loop[:, [0, 2]], axis=0)
    heading = np.arctan2(step[:, 1], step[:, 0])
    turn = np.abs((np.diff(heading) + np.pi) % (2 * np.pi) - np.pi) > np.radians(10.0)
    cut = [0, *(np.flatnonzero(turn) + 1), len(loop) - 1]
    return [(loop[a], loop[b]) for a, b in pairwise(cut)]


def _along_edge(
    deck: Surface,
    edge: tuple[F64, F64],
    others: Sequence[tuple[Surface, F64, F64]],
    agent: Agent,
    limits: tuple[Land | None, F64],
) -> list[Portal]:
    a, b = edge
    along = b - a
    length = float(np.hypot(along[0], along[2]))
    if length < 1e-6:
        return []
    outward = np.array([-along[2], along[0]]) / length
    count = max(int(np.ceil(length / _APART_M)), 1)
    share = (np.arange(count) + 0.5) / count
    inside = a[None] + along[None] * share[:, None]
    near = inside[:, [0, 2]] - outward * 0.02
    first, last = near.min(axis=0) - _SLACK_M, near.max(axis=0) + _SLACK_M
    own = next((low <= last) & (high >= first) for other, low, high in others if other is deck).all(axis=1)
    level = height_on(replace(deck, face=deck.face[own]), near)
    level = np.where(np.isfinite(level), level, inside[:, 1])
    foot = inside[:, [0, 2]] + outward * _OUT_M
    out: list[Portal] = []
    land, solids = limits
    taken = _shut(np.concatenate([foot[:, :1], level[:, None], foot[:, 1:]], axis=1), solids)
    if land is not None:
        deep = land.depth_m()[land.cell_of(foot[:, 0].astype(np.float32), foot[:, 1].astype(np.float32))] > agent.wade_m
    first, last = foot.min(axis=0) - _SLACK_M, foot.max(axis=0) + _SLACK_M
    for other, low, high in others:
        if other is not deck:
            met = ((low <= last) & (high >= first)).all(axis=1)
            if not met.any():
                continue
            hit = np.abs(height_on(replace(other, face=other.face[met]), foot) - level) <= agent.step_m
            if land is not None and other.kind == "ground":
                hit &= ~deep
            out += _runs(deck.id, other.id, inside, outward, hit & ~taken, agent)
            taken |= hit
    return out


def _near(ground: Surface, decks: Sequence[Surface]) -> Surface:
    """Return only the faces of the ground with a corner close to a deck: the ground is drawn finely there."""
    x, z = ground.position_m[:, 0], ground.position_m[:, 2]
    close = np.zeros(len(x), np.bool_)
    for deck in decks:
        low, high = deck.position_m.min(axis=0) - _CLOSE_M, deck.position_m.max(axis=0) + _CLOSE_M
        close |= (x >= low[0]) & (x <= high[0]) & (z >= low[2]) & (z <= high[2])
    return replace(ground, face=ground.face[close[ground.face].any(axis=1)])


def _spans(surface: Surface) -> tuple[F64, F64]:
    """Return the least and the greatest x and z of every face, (m, 2) each."""
    corner = surface.position_m.astype(np.float64)[:, [0, 2]][surface.face.astype(np.int64)]
    return corner.min(axis=1), corner.max(axis=1)


def _standing(solids: Sequence[Collider]) -> F64:
    """Return the solids as rows (n, 9): middle, half sizes, cosine and sine of their turn, and 1 for a cylinder."""
    rows = [
        (*solid.centre_m, *solid.half_m, np.cos(solid.yaw_rad), np.sin(solid.yaw_rad), solid.kind == "cylinder")
        for solid in solids
    ]
    return np.array(rows, np.float64).reshape(-1, 9)


def _shut(point: F64, solids: F64) -> B8:
    """Return which points (k, 3) lie in a solid, or below its top and above its foot."""
    x0, y0, z0, half_x, half_y, half_z, cos, sin, turned = solids.T
    dx, dz = point[:, :1] - x0, point[:, 2:] - z0
    x, z = dx * cos - dz * sin, dx * sin + dz * cos
    upright = np.abs(point[:, 1:2] + 0.5 - y0) <= half_y + 0.4
    boxed = (np.abs(x) <= half_x) & (np.abs(z) <= half_z)
    inside = np.where(turned > 0.5, np.hypot(x, z) <= half_x, boxed)
    return np.asarray((inside & upright).any(axis=1))


def _runs(a: str, b: str, inside: F64, outward: F64, hit: B8, agent: Agent) -> list[Portal]:
    edge = np.flatnonzero(np.diff(np.concatenate([[False], hit, [False]]).astype(np.int8)))
    apart = float(np.hypot(*(inside[1] - inside[0])[[0, 2]])) if len(inside) > 1 else _APART_M
    yaw = float(np.arctan2(-outward[0], -outward[1]))
    out = []
    for first, last in zip(edge[::2], edge[1::2], strict=True):
        width = (last - first) * apart
        if width >= _NARROWEST * agent.radius_m:
            x, y, z = inside[first:last].mean(axis=0)
            out.append(Portal("", a, b, (float(x), float(y), float(z)), yaw, float(width)))
    return out


def height_on(surface: Surface, xz: F64) -> F64:
    """Return the height of a surface at points (k, 2), the upper one where it folds; NaN where it is not."""
    points = surface.position_m.astype(np.float64)[surface.face.astype(np.int64)]
    a, b, c = points[:, 0], points[:, 1], points[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 2] - a[:, 2]) - (c[:, 0] - a[:, 0]) * (b[:, 2] - a[:, 2])
    real: I64 = np.flatnonzero(np.abs(area) > 1e-9)
    a, b, c, area = a[real], b[real], c[real], area[real]
    px, pz = xz[:, :1] - a[None, :, 0], xz[:, 1:] - a[None, :, 2]
    v = (px * (c - a)[None, :, 2] - (c - a)[None, :, 0] * pz) / area
    w = ((b - a)[None, :, 0] * pz - px * (b - a)[None, :, 2]) / area
    inside = (v >= -1e-6) & (w >= -1e-6) & (v + w <= 1 + 1e-6)
    if not len(a):
        return np.full(len(xz), np.nan)
    height = np.where(inside, a[None, :, 1] + v * (b - a)[None, :, 1] + w * (c - a)[None, :, 1], -np.inf)
    top = height.max(axis=1)
    return np.where(np.isfinite(top), top, np.nan)
