"""The edge of a world, and what stands around it: a quiet plain on a map, trees like its own in the distance."""

from __future__ import annotations

import numpy as np

from worldgen.core.colour import linear
from worldgen.preview.far_things import CANOPY
from worldgen.preview.flatten import Look, Soup
from worldgen.scene import F32, BeyondTrees, Scene

_PALE = np.array([0.62, 0.60, 0.53], np.float32)
_EDGE_STEPS = 129
_AT_EDGE_M = 0.6
_NO_EDGE_M = -8.0  # how low a world's edge is taken to lie where it has none


def plain(soup: Soup, size_m: float, height_m: float | None = None) -> Soup:
    """Return a wide pale ground for a model or a diorama to stand on: at `height_m`, or just under all of `soup`."""
    low = height_m
    if low is None:
        low = float(soup.corner_m[:, :, 1].min()) - 0.002 if len(soup) else 0.0
    half = size_m * 40.0
    a, b, c, d = (-half, low, -half), (-half, low, half), (half, low, half), (half, low, -half)
    corner = np.array([[a, b, c], [a, c, d]], np.float32)
    normal = np.zeros_like(corner)
    normal[..., 1] = 1.0
    colour = np.ones((2, 3, 4), np.float32)
    colour[..., :3] = _PALE
    return Soup(corner, normal, colour, np.full(2, Look.SOLID, np.uint8), np.full(2, -1, np.int32))


def edge_of(soup: Soup, size_m: float) -> F32:
    """Return points of the ground along the world's north, east, south and west edge, with its colour, (4, k, 6)."""
    half = size_m / 2.0
    point, colour = soup.corner_m.reshape(-1, 3), soup.colour.reshape(-1, 4)
    near = np.abs(np.abs(point[:, [0, 2]]).max(axis=1) - half) < 0.02
    near &= (soup.normal[..., 1].reshape(-1) > 0.05) & np.repeat(soup.look == Look.SOLID, 3)
    point, colour = point[near], colour[near]
    along = np.linspace(-half, half, _EDGE_STEPS, dtype=np.float32)
    out = np.zeros((4, _EDGE_STEPS, 6), np.float32)
    for side, (across, sign) in enumerate(((2, -1.0), (0, 1.0), (2, 1.0), (0, -1.0))):
        out[side, :, 2 - across], out[side, :, across], out[side, :, 1] = along, sign * half, _NO_EDGE_M
        own = np.abs(point[:, across] - sign * half) < 0.02
        if own.any():
            order = np.argsort(point[own, 2 - across], kind="stable")
            at = point[own][order, 2 - across]
            out[side, :, 1] = np.interp(along, at, point[own][order, 1])
            for channel in range(3):
                out[side, :, 3 + channel] = np.interp(along, at, colour[own][order, channel])
    return out


def streams_of(soup: Soup, size_m: float) -> F32:
    """Return the height and colour of the water that runs over the four edges, (4, k, 4); NaN where there is none."""
    half = size_m / 2.0
    water = soup.look == Look.WATER
    corner, colour = soup.corner_m[water], soup.colour[water][..., :3]
    along = np.linspace(-half, half, _EDGE_STEPS, dtype=np.float32)
    out = np.full((4, _EDGE_STEPS, 4), np.nan, np.float32)
    for side, (across, sign) in enumerate(((2, -1.0), (0, 1.0), (2, 1.0), (0, -1.0))):
        on = np.abs(corner[..., across] - sign * half) < _AT_EDGE_M
        for a, b in ((0, 1), (1, 2), (2, 0)):
            both = on[:, a] & on[:, b]
            ends = np.sort(corner[both][:, (a, b), 2 - across], axis=1)
            high, rgb = corner[both][:, (a, b), 1].mean(axis=1), colour[both][:, (a, b)].mean(axis=1)
            which, at = np.nonzero((along >= ends[:, :1] - 1e-3) & (along <= ends[:, 1:] + 1e-3))
            out[side, at, 0], out[side, at, 1:] = high[which], rgb[which]
    return out


def canopy_of(scene: Scene) -> tuple[BeyondTrees, F32] | None:
    """Return which trees stand beyond the world and their colours (2, 3); None where no plants are strewn over it.

    They are coloured as the world's own of that kind, or nearest to it, so that season and style go on past the edge.
    """
    kind = scene.environment.beyond_trees
    strewn = {batch.model for node in scene.walk() for batch in node.instances if batch.model.startswith("plant")}
    if not strewn or kind == "none":
        return None
    colour = np.stack([linear(name) for name in CANOPY[kind]])
    for name in sorted(strewn):
        if f".{kind}." in name and scene.models[name].levels:
            leaves = [mesh for mesh in scene.models[name].levels[0] if len(mesh.position_m)]
            high = np.concatenate([mesh.position_m[:, 1] for mesh in leaves])
            rgb = np.concatenate([mesh.colour[:, :3] for mesh in leaves])
            above, below = (
                high > np.quantile(high, 0.8),
                (high > np.quantile(high, 0.3)) & (high < np.quantile(high, 0.5)),
            )
            if above.any() and below.any():
                colour = np.stack([rgb[below].mean(axis=0), rgb[above].mean(axis=0)])
            break
    return kind, colour.astype(np.float32)
