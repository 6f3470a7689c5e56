"""What lies around a world that has no sea: a quiet plain on a map, else land that goes on until the haze hides it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import linear
from worldgen.preview.flatten import Look, Soup
from worldgen.preview.water import patches
from worldgen.scene import F32, Scene

_PALE = np.array([0.62, 0.60, 0.53], np.float32)
# Where the rings of the land around the world lie: shares of half its side, beyond its edge.
_BEYOND = (0.0, 0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.58, 0.78, 1.05, 1.4, 1.9, 2.6, 3.6, 5.0)
_TREES = 9000
# Rings of clouds: how far, how high and how wide, in sides of the world, and how many.
_CLOUDS = ((2.3, 0.29, 0.20, 7), (2.8, 0.78, 0.42, 8))
_CLOUD = np.array([0.84, 0.88, 0.96], np.float32)
_EDGE_STEPS = 65
_NO_EDGE_M = -8.0  # how low a world's edge is taken to lie where it has none


def plain(soup: Soup, size_m: float, height_m: float | None = None) -> Soup:
    """Return a wide pale ground for a model or a diorama to stand on: at `height_m`, or just under all of `soup`."""
    low = height_m
    if low is None:
        low = float(soup.corner_m[:, :, 1].min()) - 0.002 if len(soup) else 0.0
    half = size_m * 40.0
    a, b, c, d = (-half, low, -half), (-half, low, half), (half, low, half), (half, low, -half)
    return _upward(np.array([[a, b, c], [a, c, d]], np.float32), _PALE)


def edge_of(soup: Soup, size_m: float) -> F32:
    """Return points of the ground along the world's north, east, south and west edge, with its colour, (4, k, 6)."""
    half = size_m / 2.0
    point, colour = soup.corner_m.reshape(-1, 3), soup.colour.reshape(-1, 4)
    near = np.abs(np.abs(point[:, [0, 2]]).max(axis=1) - half) < 0.02
    near &= (soup.normal[..., 1].reshape(-1) > 0.3) & np.repeat(soup.look == Look.SOLID, 3)
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


def is_wooded(scene: Scene) -> bool:
    """Return whether plants are strewn over the world, so that the land around it should have some too."""
    return any(batch.model.startswith("plant") for node in scene.walk() for batch in node.instances)


def country(ring: F32, size_m: float, *, wooded: bool) -> Soup:
    """Return hilly land that goes on beyond the world's edge and fades into the haze.

    Parameters
    ----------
    ring : (4, k, 6) float32
        Points of the ground along the north, east, south and west edge, with its colour there.
    wooded : bool
        Whether trees stand on it.
    """
    edge = np.concatenate([ring[0], ring[1], ring[2][::-1], ring[3][::-1]])
    rows = [edge[:, :3]]
    half, mean = size_m / 2.0, float(edge[:, 1].mean())
    for share in _BEYOND[1:]:
        out = 1.0 + share + 0.2 * share * (half / np.hypot(edge[:, 0], edge[:, 2]) - 0.85)
        x, z = edge[:, 0] * out, edge[:, 2] * out
        swell = patches(x / (0.42 * size_m) + 11.0, z / (0.42 * size_m)) + 0.3 * patches(x / 37.0, z / 37.0 + 5.0)
        hill = mean + size_m * (0.030 * share**0.9 + 0.062 * np.minimum(share, 3.0) * (swell - 0.40))
        eased = 1.0 / (1.0 + (share / 0.16) ** 2)
        rows.append(np.stack([x, edge[:, 1] * eased + np.maximum(hill, mean - 4.0) * (1.0 - eased), z], axis=1))
    point = np.stack(rows).astype(np.float32)
    green = edge[:, 3:].mean(axis=0)
    reach = np.array(_BEYOND, np.float32)[:, None, None]
    patchy = 0.86 + 0.28 * patches(point[..., 0] / 31.0, point[..., 2] / 31.0)[..., None]
    far = green * np.array([0.72, 0.86, 0.86], np.float32) * patchy
    colour = (edge[None, :, 3:] + (far - edge[None, :, 3:]) * np.minimum(reach * 6.0, 1.0)).astype(np.float32)
    land = _lofted(point, colour)
    if not wooded:
        return land
    return _together(land, _trees(point))


def clouds(size_m: float) -> Soup:
    """Return a few fair-weather clouds all around, far beyond the world: flat heaps of soft balls, without a shadow."""
    parts = []
    for far, high, wide, count in _CLOUDS:
        for number in range(count):
            draw = patches(np.arange(24.0) + 100.0 * number, np.full(24, 7.0 + 50.0 * high))  # on the lattice: a hash
            turn = 2.0 * np.pi * (number + 0.7 * draw[0]) / count
            middle = np.array([far * np.sin(turn), high * (0.85 + 0.3 * draw[1]), far * np.cos(turn)]) * size_m
            along = np.array([np.cos(turn), 0.0, -np.sin(turn)])
            reach = wide * size_m * (0.7 + 0.6 * draw[2])
            for ball in range(5):
                side = (ball - 2.0 + 0.7 * (draw[3 + ball] - 0.5)) * 0.42 * reach
                size = reach * (0.52 - 0.10 * abs(ball - 2.0)) * (0.8 + 0.4 * draw[10 + ball])
                at = middle + along * side + np.array([0.0, 0.12 * reach * draw[16 + ball], 0.0])
                parts.append(_ball(at, size))
    soup = _upward(np.concatenate([corner for corner, _ in parts]), _CLOUD)
    soup.normal[:] = np.concatenate([normal for _, normal in parts])
    soup.colour[..., 3] = 0.92
    soup.look[:] = Look.SMOKE
    return soup


def _ball(at_m: NDArray[np.float64], radius_m: float) -> tuple[F32, F32]:
    """Return the corners and normals (m, 3, 3) of a flattened ball."""
    rows, columns = 6, 10
    polar, turn = np.linspace(0.0, np.pi, rows + 1), np.linspace(0.0, 2.0 * np.pi, columns + 1)
    unit = np.stack(
        [
            np.sin(polar)[:, None] * np.sin(turn),
            np.cos(polar)[:, None] + 0.0 * turn,
            np.sin(polar)[:, None] * np.cos(turn),
        ],
        axis=-1,
    )
    a, b, c, d = unit[:-1, :-1], unit[1:, :-1], unit[1:, 1:], unit[:-1, 1:]
    normal = np.concatenate(
        [np.stack([a, b, c], axis=2).reshape(-1, 3, 3), np.stack([a, c, d], axis=2).reshape(-1, 3, 3)]
    )
    corner = at_m + normal * np.array([1.0, 0.56, 1.0]) * radius_m
    return corner.astype(np.float32), normal.astype(np.float32)


def _lofted(point: F32, colour: F32) -> Soup:
    """Return the surface through rings of points (rings, k, 3), closed around, in colours (rings, k, 3)."""
    ahead = np.roll(point, -1, axis=1)
    paint = np.roll(colour, -1, axis=1)
    first = np.stack([point[:-1], ahead[:-1], ahead[1:]], axis=2).reshape(-1, 3, 3)
    second = np.stack([point[:-1], ahead[1:], point[1:]], axis=2).reshape(-1, 3, 3)
    one = np.stack([colour[:-1], paint[:-1], paint[1:]], axis=2).reshape(-1, 3, 3)
    two = np.stack([colour[:-1], paint[1:], colour[1:]], axis=2).reshape(-1, 3, 3)
    corner = np.concatenate([first, second]).astype(np.float32)
    facing = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    facing *= np.sign(facing[:, 1:2] + 1e-9)
    facing /= np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-9)
    soup = _upward(corner, np.zeros(3, np.float32))
    soup.colour[..., :3] = np.concatenate([one, two])
    soup.normal[:] = (0.35 * facing + np.array([0.0, 0.65, 0.0]))[:, None, :]
    soup.normal[:] /= np.linalg.norm(soup.normal, axis=-1, keepdims=True)
    return soup


def _trees(point: F32) -> Soup:
    """Return plain conifers strewn over rings of points, in groves; far ones are only a texture of the hills."""
    rings, count = point.shape[:2]
    number = np.arange(_TREES)
    u, v, w = (patches(number * 1.0, np.full(_TREES, 3.0 + 10.0 * k)) for k in range(3))  # on the lattice: a hash
    ring = (rings - 3.01) * u**1.15
    along = v * count
    low, left = ring.astype(np.int64), along.astype(np.int64) % count
    down, side = (ring - low)[:, None], (along % 1.0)[:, None]
    right = (left + 1) % count
    inner = point[low, left] * (1.0 - side) + point[low, right] * side
    outer = point[low + 1, left] * (1.0 - side) + point[low + 1, right] * side
    foot = inner * (1.0 - down) + outer * down
    grove = patches(foot[:, 0] / 48.0 + 3.0, foot[:, 2] / 48.0)
    foot, w = foot[grove > 0.40], w[grove > 0.40]
    tall = (6.0 + 5.5 * w).astype(np.float32)[:, None, None]
    angle = np.arange(6) * (np.pi / 3.0)
    skirt = np.stack([0.27 * np.sin(angle), np.full(6, 0.08), 0.27 * np.cos(angle)], axis=1)
    tip = np.broadcast_to(np.array([0.0, 1.0, 0.0]), skirt.shape)
    cone = np.stack([skirt, np.roll(skirt, -1, axis=0), tip], axis=1).astype(np.float32)
    corner = (cone[None] * tall[..., None] + foot[:, None, None, :]).reshape(-1, 3, 3).astype(np.float32)
    out = cone.mean(axis=1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    soup = _upward(corner, np.zeros(3, np.float32))
    base, top = linear("#1e4f4a"), linear("#5f9a60")
    tint = np.stack([base, base, top])[None, None] * (0.7 + 0.5 * w)[:, None, None, None]
    soup.colour[..., :3] = np.broadcast_to(tint, (len(foot), 6, 3, 3)).reshape(-1, 3, 3)
    soup.normal[:] = np.tile(out, (len(foot), 1))[:, None, :]
    return soup


def _together(a: Soup, b: Soup) -> Soup:
    return Soup(
        np.concatenate([a.corner_m, b.corner_m]), np.concatenate([a.normal, b.normal]),
        np.concatenate([a.colour, b.colour]), np.concatenate([a.look, b.look]), np.concatenate([a.thing, b.thing]),
    )  # fmt: skip


def _upward(corner: F32, rgb: F32) -> Soup:
    normal = np.zeros_like(corner)
    normal[..., 1] = 1.0
    colour = np.ones((len(corner), 3, 4), np.float32)
    colour[..., :3] = rgb
    return Soup(corner, normal, colour, np.zeros(len(corner), np.uint8), np.full(len(corner), -1, np.int32))
