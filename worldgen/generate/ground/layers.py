"""Layered rock: steep faces cut along the beds, so that each bed is one clear band of colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.seed import world_seed
from worldgen.generate.ground.foam import cut
from worldgen.generate.settings.palette import Palette

_SEED = world_seed(0) / "ground" / "beds"  # the same in every world: a texture, not a part of its shape
_SWAY_M = np.float32(1.2)  # how far beds rise and fall
_THIN, _THICK = 0.30, 3.2  # of a bed, in the mean of all: most are thin, a few are cliffs of their own
_AT = 9  # the column that says how high a corner is in the pile of beds


def piled_m(point: F32) -> F32:
    """Return how high points (..., 3) are in the pile of beds, which rise and fall a little over the land."""
    sway = fbm(_SEED / "sway", point[..., 0] / 41.0, point[..., 2] / 41.0, 2)
    return np.asarray(point[..., 1] + _SWAY_M * sway, np.float32)


def beds(palette: Palette, low_m: float, high_m: float) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return where beds begin between two heights, rising, and which colour each has; the first lies below `low_m`."""
    count = len(palette.bands)
    thick = _THIN + (_THICK - _THIN) * (_SEED / "thick").at(np.arange(count)) ** 2
    pile = count * palette.band_m
    start = np.concatenate([[0.0], np.cumsum(thick)[:-1]]) / thick.sum() * pile
    piles = np.arange(np.floor(low_m / pile), np.floor(high_m / pile) + 1.0)
    begins = (piles[:, None] * pile + start).ravel()
    which = np.tile(np.arange(count), len(piles))
    first = max(int(np.searchsorted(begins, low_m, side="right")) - 1, 0)
    last = int(np.searchsorted(begins, high_m, side="right"))
    return begins[first:last], which[first:last]


def bed_rgb(palette: Palette, piled: F32) -> F32:
    """Return the colour of rock (k, 3) that lies so high in the pile of beds, each bed all of one colour."""
    if not len(piled):
        return np.zeros((0, 3), np.float32)
    begins, which = beds(palette, float(piled.min()) - palette.band_m, float(piled.max()))
    return np.stack(palette.bands)[which[np.maximum(np.searchsorted(begins, piled, side="right") - 1, 0)]]


def layered(palette: Palette, faces: tuple[F32, F32, F32], share: F32, half_m: float) -> tuple[F32, F32, F32]:
    """Return the corners (m, 3, 3), normals and colours of faces cut along the beds and coloured by them.

    Parameters
    ----------
    faces : corner, normal, colour, (k, 3, 3) float32 each
        Of steep faces; the colour is what the faces have beside their beds, such as shadow and soil.
    share : (k,) float32
        How much of the colour of each face its bed gives.
    half_m : float
        Faces that touch the edge of the world, so far from its middle, are coloured whole: the walls of the base begin
        at the ground's own points there.
    """
    corner, normal, colour = faces
    column = np.concatenate(
        [corner, normal, colour, piled_m(corner)[..., None], np.repeat(share, 3).reshape(-1, 3, 1)], axis=2
    ).astype(np.float32)
    at_edge = (np.abs(corner[..., [0, 2]]).max(axis=2) > half_m - 1e-3).any(axis=1)
    pieces = np.concatenate([column[at_edge], _parted(palette, column[~at_edge])])
    pieces = pieces[_real(pieces)]
    middle = pieces.mean(axis=1)
    rgb = bed_rgb(palette, middle[:, _AT]) * (1.0 + 0.05 * _grain(middle))[:, None]
    rgb = rgb[:, None, :] * _light(pieces[..., 6:9])
    snowless = 1.0 - smoothstep(0.45, 0.75, pieces[..., 6:9].min(axis=-1, keepdims=True))
    mixed = pieces[..., 6:9] + (rgb - pieces[..., 6:9]) * pieces[..., 10:] * snowless
    turned = pieces[..., 3:6] / np.sqrt((pieces[..., 3:6] ** 2).sum(axis=-1, keepdims=True))  # cuts have shortened them
    return pieces[..., :3], turned, np.asarray(mixed, np.float32)


def _parted(palette: Palette, column: F32) -> F32:
    """Return faces (k, 3, 11) cut wherever one bed ends and the next begins, from below."""
    if not len(column):
        return column
    done: list[F32] = []
    rest = column
    for level in beds(palette, float(column[..., _AT].min()), float(column[..., _AT].max()))[0].tolist():
        whole = rest[..., _AT].max(axis=1) <= level
        done.append(rest[whole])
        rest = rest[~whole]
        across = rest[..., _AT].min(axis=1) < level
        done.append(cut(rest[across], _AT, level, keep_above=False))
        rest = np.concatenate([rest[~across], cut(rest[across], _AT, level)])
    return np.concatenate([*done, rest])


def _light(colour: F32) -> F32:
    """Return how light or dark the hollows and shadows have made a colour of rock, about 0.7..1.1."""
    value = colour.mean(axis=-1, keepdims=True)
    return np.asarray(0.72 + 0.34 * smoothstep(0.06, 0.26, value), np.float32)


def _grain(middle: F32) -> F32:
    return gradient_noise(_SEED / "grain", middle[:, 0] / 3.1 + middle[:, 1] / 2.3, middle[:, 2] / 3.1)


def _real(pieces: F32) -> NDArray[np.bool_]:
    """Return which pieces are triangles and not lines."""
    u, v = (pieces[:, k, :3] - pieces[:, 0, :3] for k in (1, 2))
    cross = np.stack([
        u[:, 1] * v[:, 2] - u[:, 2] * v[:, 1],
        u[:, 2] * v[:, 0] - u[:, 0] * v[:, 2],
        u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0],
    ], axis=1)  # fmt: skip
    return np.asarray((cross * cross).sum(axis=1) > 1e-8)
