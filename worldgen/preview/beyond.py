"""The land that goes on past the edge of a world until the air hides it: hills, moors, peaks, dunes, mesas, ice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.preview.far_things import bergs, buttes, far_trees
from worldgen.preview.flatten import Look, Soup, join
from worldgen.preview.grain import patches
from worldgen.preview.light import smoothstep
from worldgen.scene import F32, Beyond, BeyondTrees

_UNDER_SEA_M = 9.0  # how deep the land dives where the edge of a world lies in the sea


@dataclass(frozen=True, eq=False, slots=True)
class Rings:
    """Points around the world, ring after ring outwards: x, z (r, k) metres, and how far out, in half sides (r, 1)."""

    x: F32
    z: F32
    share: F32
    size_m: float

    def swell(self, side: float, at: float = 0.0) -> F32:
        """Return smooth noise (r, k) in 0..1 whose lumps are `side` sides of the world wide."""
        wide = side * self.size_m
        return patches((self.x / wide + at).ravel(), (self.z / wide - at).ravel()).reshape(self.x.shape)


def country(
    ring: F32,
    size_m: float,
    beyond: Beyond = "hills",
    canopy: tuple[BeyondTrees, F32] | None = None,
    level_m: float | None = None,
    streams: F32 | None = None,
) -> Soup:
    """Return land that goes on beyond the world's edge and fades into the haze.

    Parameters
    ----------
    ring : (4, k, 6) float32
        Points of the ground along the north, east, south and west edge, with its colour there.
    canopy : tuple, optional
        What trees stand on it, and their colours (2, 3) from below to above.
    level_m : float, optional
        Of the sea: land goes on only where the edge of the world is land.
    streams : (4, k, 4) float32, optional
        The height of the water that runs over each edge and its colour; NaN where none does. It runs on in a valley.
    """
    edge = np.concatenate([ring[0], ring[1], ring[2][::-1], ring[3][::-1]])
    dry = edge if level_m is None or edge[:, 1].max() <= level_m else edge[edge[:, 1] > level_m]
    mean = max(float(dry[:, 1].mean()), (level_m or -1e3) + 2.0)
    share = _SHARES[beyond][:, None]
    out = 1.0 + share + 0.2 * share * (size_m / 2.0 / np.hypot(edge[:, 0], edge[:, 2]) - 0.85)
    rings = Rings((edge[:, 0] * out).astype(np.float32), (edge[:, 2] * out).astype(np.float32), share, size_m)
    hill, colour = _RELIEFS[beyond](rings, dry[:, 3:])
    eased = 1.0 / (1.0 + (share / 0.16) ** 2)
    high = edge[:, 1] * eased + np.maximum(mean + hill, mean - 4.0) * (1.0 - eased)
    if level_m is not None:
        low = level_m - _UNDER_SEA_M
        high = np.where(share > 0.0, low + (high - low) * _land_share((edge[:, 1] - level_m).astype(np.float32)), high)
    point = np.stack([rings.x, high, rings.z], axis=-1).astype(np.float32)
    paint = (edge[None, :, 3:] + (colour - edge[None, :, 3:]) * np.minimum(share * 6.0, 1.0)[..., None]).astype(
        np.float32
    )
    valley = np.zeros(point.shape[:2], np.float32)
    if streams is not None and level_m is None:
        valley = _run_on(
            point, paint, share, np.concatenate([streams[0], streams[1], streams[2][::-1], streams[3][::-1]])
        )
    parts = [_lofted(point, np.clip(paint, 0.0, 1.0), share)]
    if beyond == "mesas":
        parts.append(buttes(point, size_m))
    elif beyond == "ice":
        parts.append(bergs(point, size_m))
    if canopy is not None and canopy[0] != "none":
        parts.append(far_trees(np.concatenate([point, valley[..., None]], axis=2), canopy, size_m, level_m))
    return join(*parts)


def _run_on(point: F32, paint: F32, share: F32, stream: F32) -> F32:
    """Lay the water of streams (k, 4) on points and colours (r, k, 3), outwards until it is lost among the hills.

    Returns how much of each point (r, k) belongs to its valley, 0..1.
    """
    wet = np.isfinite(stream[:, 0])
    if not wet.any():
        return np.zeros(point.shape[:2], np.float32)
    count = len(wet)
    near, wide = _spread(wet.astype(np.float32), 4), _spread(wet.astype(np.float32), 24)
    level = np.interp(np.arange(count), np.flatnonzero(wet), stream[wet, 0], period=count)
    low = np.maximum(smoothstep(0.04, 0.55, near), smoothstep(0.0, 0.5, wide)) * (1.0 - smoothstep(1.2, 2.6, share))
    point[..., 1] += (level - point[..., 1]) * low
    colour = stream[wet, 1:].mean(axis=0)
    paint += (colour - paint) * (smoothstep(0.45, 0.62, near) * (1.0 - smoothstep(0.7, 1.2, share)))[..., None]
    return np.asarray(low, np.float32)


def _land_share(above_m: F32) -> F32:
    """Return how much of the land goes on outwards from each point of the edge (k,), smooth along it."""
    return np.asarray(np.minimum(_spread(smoothstep(-0.5, 1.5, above_m), 6) * 1.2, 1.0), np.float32)


def _spread(value: F32, times: int) -> F32:
    """Return values along the edge (k,), each the mean of itself and its neighbours, over and over."""
    for _ in range(times):
        value = (np.roll(value, 1) + value + np.roll(value, -1)) / 3.0
    return np.asarray(value, np.float32)


def _hills(rings: Rings, edge: F32) -> tuple[F32, F32]:
    swell = rings.swell(0.42, 11.0) + 0.3 * rings.swell(0.15, 5.0)
    share = rings.share
    hill = rings.size_m * (0.030 * share**0.9 + 0.062 * np.minimum(share, 3.0) * (swell - 0.40))
    green = edge.mean(axis=0) * np.array([0.72, 0.86, 0.86], np.float32)
    return np.asarray(hill, np.float32), green * _mottled(rings, 0.28)


def _peaks(rings: Rings, edge: F32) -> tuple[F32, F32]:
    """Return foothills, and behind them walls of sharp mountains in two layers, snow on their shoulders."""
    share = rings.share
    hill, green = _hills(rings, edge)
    sharp = _ridged(rings, 0.62, 3.0) + 0.45 * _ridged(rings, 0.27, 9.0) + 0.2 * _ridged(rings, 0.11, 1.0)
    wall = smoothstep(0.8, 2.6, share) * (0.6 + 0.4 * smoothstep(3.4, 5.2, share)) + 0.0 * share
    high = rings.size_m * 0.25 * wall * np.maximum(sharp - 0.52, 0.0)
    rock = linear("#5f7396") * (0.75 + 0.5 * rings.swell(0.09, 2.0))[..., None]
    colour = green + (rock - green) * smoothstep(0.02, 0.07, high / rings.size_m)[..., None]
    line = high / rings.size_m + 0.05 * (rings.swell(0.08, 7.0) - 0.5)
    colour = colour + (linear("#f4f8ff") - colour) * smoothstep(0.085, 0.11, line)[..., None]
    return np.asarray(0.7 * hill + high, np.float32), colour


def _ridged(rings: Rings, side: float, at: float) -> F32:
    return np.asarray(1.0 - np.abs(2.0 * rings.swell(side, at) - 1.0), np.float32)


def _moors(rings: Rings, edge: F32) -> tuple[F32, F32]:
    """Return bare hills with broad backs: heather and pale grass in patches, rock where they break off."""
    share = rings.share
    hill, green = _hills(rings, edge)
    back = np.maximum(_ridged(rings, 0.7, 4.0) - 0.55, 0.0) + 0.25 * np.maximum(_ridged(rings, 0.22, 2.0) - 0.6, 0.0)
    high = rings.size_m * 0.13 * np.minimum(share, 2.6) / 2.6 * back
    fine = 0.35 * rings.swell(0.035, 9.0)
    pale = smoothstep(0.58, 0.70, 0.65 * rings.swell(0.13, 14.0) + fine)[..., None]
    heath = smoothstep(0.50, 0.62, 0.65 * rings.swell(0.19, 2.0) + fine)[..., None]
    colour = green + (linear("#b9bd7c") - green) * (0.65 * pale)
    colour = colour + (linear("#85627a") - colour) * (0.80 * heath)
    rock = smoothstep(0.36, 0.44, back + 0.20 * (rings.swell(0.05, 5.0) - 0.5))[..., None]
    return np.asarray(hill + high, np.float32), colour + (linear("#8f8a84") - colour) * rock


def _dunes(rings: Rings, edge: F32) -> tuple[F32, F32]:
    """Return dunes in rows: a long windward back, a sharp crest, a short lee."""
    share = np.minimum(rings.share, 3.0)
    wave = (0.86 * rings.x + 0.5 * rings.z) / (0.36 * rings.size_m) + 1.5 * rings.swell(0.55) + 0.25 * rings.swell(0.2)
    turn = wave - np.floor(wave)
    back, lee = smoothstep(0.0, 1.0, turn / 0.74), 1.0 - smoothstep(0.0, 1.0, (turn - 0.74) / 0.26)
    dune = np.where(turn < 0.74, back, lee) * (0.45 + 0.8 * rings.swell(0.3, 4.0))
    sand = edge.mean(axis=0) * _mottled(rings, 0.10)
    return rings.size_m * (0.015 + 0.040 * share) * dune, sand


def _flat(rings: Rings, edge: F32) -> tuple[F32, F32]:
    """Return a wide plain that only just rolls."""
    rolling = rings.size_m * 0.012 * np.minimum(rings.share, 2.5) * (rings.swell(0.5, 2.0) - 0.35)
    return rolling, edge.mean(axis=0) * _mottled(rings, 0.24)


def _ice(rings: Rings, edge: F32) -> tuple[F32, F32]:
    """Return an ice plain under a crust of snow, broken by ridges where floes have pressed together."""
    crack = np.maximum(_ridged(rings, 0.30, 6.0) - 0.86, 0.0) / 0.14
    hill = rings.size_m * (0.016 * crack * (0.4 + rings.swell(0.05)) + 0.008 * rings.swell(0.4, 3.0))
    white = 0.5 * edge.mean(axis=0) + 0.5 * linear("#eef5fb")
    colour = white * _mottled(rings, 0.08)
    return hill, colour + (linear("#a9d4ea") - colour) * (0.55 * smoothstep(0.25, 0.9, crack))[..., None]


def _mottled(rings: Rings, by: float) -> F32:
    return (1.0 - by / 2.0 + by * rings.swell(0.12, 3.0))[..., None]


_FEW = np.array([0.0, 0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.58, 0.78, 1.05, 1.4, 1.9, 2.6, 3.6, 5.0], np.float32)
_MANY = np.concatenate([_FEW[:7], np.linspace(0.5, 6.2, 42, dtype=np.float32)]).astype(np.float32)
_SHARES: dict[Beyond, F32] = {
    "hills": _FEW, "none": _FEW, "plain": _FEW, "mesas": _FEW, "peaks": _MANY, "dunes": _MANY, "ice": _MANY,
    "moors": _MANY,
}  # fmt: skip
_RELIEFS: dict[Beyond, Callable[[Rings, F32], tuple[F32, F32]]] = {
    "hills": _hills, "none": _flat, "plain": _flat, "mesas": _flat, "peaks": _peaks, "dunes": _dunes, "ice": _ice,
    "moors": _moors,
}  # fmt: skip


def _lofted(point: F32, colour: F32, share: F32) -> Soup:
    """Return the surface through rings of points (rings, k, 3), closed around, in colours (rings, k, 3).

    It is smooth where it meets the world, so that a steep edge does not go on as a row of teeth, and faceted far away.
    """
    ahead, paint = np.roll(point, -1, axis=1), np.roll(colour, -1, axis=1)
    corner, rgb = (
        np.concatenate([
            np.stack([own[:-1], next_[:-1], next_[1:]], axis=2).reshape(-1, 3, 3),
            np.stack([own[:-1], next_[1:], own[1:]], axis=2).reshape(-1, 3, 3),
        ]).astype(np.float32)
        for own, next_ in ((point, ahead), (colour, paint))
    )  # fmt: skip
    facing = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    facing *= np.sign(facing[:, 1:2] + 1e-9)
    length = np.linalg.norm(facing, axis=1, keepdims=True)
    facing = np.where(length > 1e-9, facing / np.maximum(length, 1e-9), np.array([0.0, 1.0, 0.0]))
    out, along = np.diff(point, axis=0, append=point[-1:]), np.roll(point, -1, axis=1) - np.roll(point, 1, axis=1)
    out[-1] = out[-2]
    bent = np.cross(along, out)
    bent *= np.sign(bent[..., 1:2] + 1e-9) / np.maximum(np.linalg.norm(bent, axis=2, keepdims=True), 1e-9)
    bent_ahead = np.roll(bent, -1, axis=1)
    smooth = np.concatenate([
        np.stack([bent[:-1], bent_ahead[:-1], bent_ahead[1:]], axis=2).reshape(-1, 3, 3),
        np.stack([bent[:-1], bent_ahead[1:], bent[1:]], axis=2).reshape(-1, 3, 3),
    ])  # fmt: skip
    far = np.tile(np.repeat(smoothstep(0.15, 0.6, share[:-1, 0]), point.shape[1]), 2)[:, None, None]
    facing = smooth + (facing[:, None, :] - smooth) * far
    steep = smoothstep(0.92, 0.70, facing[..., 1:2])
    normal = (0.35 + 0.6 * steep) * facing + np.array([0.0, 0.65, 0.0]) * (1.0 - steep)
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    rgba = np.concatenate([rgb, np.ones((*rgb.shape[:2], 1), np.float32)], axis=2)
    count = len(corner)
    return Soup(
        corner, normal.astype(np.float32), rgba, np.full(count, Look.SOLID, np.uint8), np.full(count, -1, np.int32)
    )
