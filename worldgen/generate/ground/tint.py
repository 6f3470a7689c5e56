"""The colours of the ground: a ramp by height, rock by slope, what covers it, and the shadow of hollows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, blur, distance_m, smoothstep
from worldgen.core.noise import fbm, gradient_noise
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed, world_seed
from worldgen.generate.ground.seasons import GroundLook, Spots, lay_season
from worldgen.generate.land import Cover, Land
from worldgen.generate.settings.palette import Palette

_GRAIN = world_seed(0) / "ground" / "grain"  # the same in every world: a texture, not a part of its shape
_LIFT_M = 3.0  # the ramp is shifted by up to this much, so that it does not follow contour lines
_SEA_RAMP_M = -4.0  # a ramp that begins below this is one of a sea
_HOLLOW_M = 1.5  # a hollow this deep is in full shadow
_EDGES = {int(Cover.LAVA_COOLED): (0.36, 0.60)}  # where a cover begins and is whole; rock that ran has a hard edge
_COVERED = {Cover.SOIL: 0.55, Cover.GRAVEL: 0.5}  # how much of the ground a cover hides; 1 where nothing is said


@dataclass(frozen=True, eq=False, slots=True)
class Grain:
    """Noise over the grid in two sizes, about -1..1, (n, n) each."""

    broad: F32
    fine: F32


def grain_of(land: Land) -> Grain:
    """Return the noise by which colours vary; addressed by world position."""
    x, z = land.axes()
    return Grain(fbm(_GRAIN / "broad", x / 21.0, z / 21.0, 2), gradient_noise(_GRAIN / "fine", x / 4.3, z / 4.3))


def tint(land: Land, palette: Palette, index: NDArray[np.int64], normal_y: F32, shade: F32 | None,
         look: GroundLook) -> F32:  # fmt: skip
    """Return linear RGB (k, 3) of the samples `index` (flat).

    Parameters
    ----------
    normal_y : (k,)
        How level the ground is there.
    shade : (n, n) or None
        1 where the sky is open, 0 where it is hidden, such as under trees.
    """
    grain = grain_of(land)
    broad, fine = grain.broad.ravel().take(index), grain.fine.ravel().take(index)
    height = land.height_m.ravel().take(index)
    lift = _LIFT_M * broad * smoothstep(2.5, 9.0, height) + 0.35 * broad * smoothstep(0.6, 2.0, height)
    out = palette.ground.at(height + lift)
    if palette.patch is not None:
        out = _towards(out, palette.patch[0], palette.patch[1] * smoothstep(-0.05, 0.5, broad + 0.3 * fine))
    if palette.lush is not None:
        out = _towards(out, palette.lush[0], _moist(land, palette.lush[1], index, broad))
    rock = _between(palette.rock, 0.5 + 0.35 * broad + 0.2 * fine)
    out = _towards(out, rock, _rockiness(palette, height, normal_y, fine))
    shares = _shares(land, index)
    out = _covered(out, palette, shares, (height, broad, fine))
    if Cover.ICE in shares:
        out = _towards(out, palette.covers["ice_deep"], shares[Cover.ICE] * _blue(land, index, normal_y))
    worn = smoothstep(0.30, 0.72, land.tread.ravel().take(index) + 0.05 * fine)  # trodden, with a ragged edge of grass
    path = palette.covers["tread"] * (1.0 - 0.22 * smoothstep(8.0, 26.0, height))[:, None]
    out = _towards(out, path, worn * np.float32(0.88))
    warm = np.array([0.075, 0.02, -0.07], np.float32) * _meadowy(land, index, height)[:, None]
    out = out * (1.0 + 0.055 * fine[:, None] + warm * (0.6 * broad + 0.5 * fine)[:, None])
    if look.season is not None or look.snow:
        under = np.ones(index.shape, np.float32) if shade is None else shade.ravel().take(index)
        out = lay_season(out, land, Spots(index, normal_y, broad, fine, under), look, palette)
    return np.asarray(np.clip(out * _open(land, index, shade)[:, None], 0.0, 1.0), np.float32)


def _moist(land: Land, reach_m: float, index: NDArray[np.int64], broad: F32) -> F32:
    """Return how much water there is in the ground, 0..1: all beside a lake or a river, none `reach_m` away."""
    away = distance_m(land.wet(), land.cell_m, 1.4 * reach_m).ravel().take(index) / np.float32(reach_m)
    return np.float32(0.8) * (1.0 - smoothstep(0.25, 1.0, away + 0.35 * broad))


def _meadowy(land: Land, index: NDArray[np.int64], height: F32) -> F32:
    """Return where turf varies between fresh and dry green: grass above the beach, off the paths."""
    grass = (land.cover.ravel().take(index) == Cover.GRASS) & (land.tread.ravel().take(index) < np.float32(0.05))
    return np.asarray(grass * smoothstep(1.5, 3.0, height), np.float32)


def _rockiness(palette: Palette, height: F32, normal_y: F32, fine: F32) -> F32:
    low = palette.rock_from_m
    return (1.0 - smoothstep(*palette.rock_slope, normal_y + 0.05 * fine)) * smoothstep(low, low + 1.6, height)


def _shares(land: Land, index: NDArray[np.int64]) -> dict[Cover, F32]:
    """Return how much of each cover but grass there is at the samples: its edge eases over two cells, without teeth."""
    present = np.flatnonzero(np.bincount(land.cover.ravel(), minlength=len(Cover)))
    return {
        Cover(code): smoothstep(*_EDGES.get(code, (0.15, 0.85)), _spread(land, code).ravel().take(index))
        for code in present.tolist()
        if code != Cover.GRASS
    }


def _spread(land: Land, code: int) -> F32:
    own = land.cover == code
    return blur(own.astype(np.float32), 1.3) if code in _EDGES else _eased(own)


def _eased(mask: NDArray[np.bool_]) -> F32:
    """Return the mean of each sample and its eight neighbours."""
    wide = np.pad(mask, 1, mode="edge").astype(np.uint8)
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) * np.float32(1.0 / 9.0), np.float32)


def _covered(out: F32, palette: Palette, shares: dict[Cover, F32], noise: tuple[F32, F32, F32]) -> F32:
    height, broad, fine = noise
    for code, share in shares.items():
        if code == Cover.ROCK:
            out = _towards(out, _between(palette.volcano, 0.5 + 0.5 * broad + 0.2 * fine), share * np.float32(0.8))
        elif code == Cover.LAVA_COOLED:
            pair = (palette.covers["lava_cooled"], palette.covers["lava_seam"])
            out = _towards(out, _between(pair, 0.6 + 0.9 * fine + 0.3 * broad), share)
        else:
            weight = share * np.float32(_COVERED.get(code, 1.0))
            if code == Cover.SAND and palette.ground.low < _SEA_RAMP_M:  # by the sea the ramp knows wet sand from dry
                weight = weight * smoothstep(1.5, 2.2, height)
            out = _towards(out, palette.covers[code.name.lower()] * (1.0 + 0.04 * broad[:, None]), weight)
    return out


def _blue(land: Land, index: NDArray[np.int64], normal_y: F32) -> F32:
    """Return how blue ice is, 0..1: in its cracks and on its walls, where light has gone far through it."""
    hollow = blur(land.height_m, max(2.2 / land.cell_m, 1.0)) - land.height_m
    deep = np.clip(hollow.ravel().take(index) / np.float32(0.9), 0.0, 1.0)
    return np.asarray(np.maximum(deep, 0.75 * (1.0 - smoothstep(0.35, 0.8, normal_y))), np.float32)


def _open(land: Land, index: NDArray[np.int64], shade: F32 | None) -> F32:
    hollow = blur(land.height_m, max(4.0 / land.cell_m, 1.0)) - land.height_m
    sky = 1.0 - np.clip(hollow.ravel().take(index) / np.float32(2.0 * _HOLLOW_M), 0.0, 0.75)
    if shade is not None:
        sky = sky * shade.ravel().take(index)
    return np.asarray((0.55 + 0.45 * sky), np.float32)


def _towards(colour: F32, other: F32, share: F32 | NDArray[np.bool_]) -> F32:
    return np.asarray(colour + (other - colour) * np.asarray(share, np.float32)[:, None], np.float32)


def _between(pair: tuple[F32, F32], share: F32) -> F32:
    return np.asarray(pair[0] + (pair[1] - pair[0]) * np.clip(share, 0.0, 1.0)[:, None], np.float32)


def facet_grain(seed_x: F32, seed_z: F32) -> F32:
    """Return the small difference in value of a facet whose middle is at (x, z), about -1..1."""
    cell = Seed(_GRAIN.key).at(np.floor(seed_x * 7.0), np.floor(seed_z * 7.0))
    return (2.0 * cell - 1.0).astype(np.float32)
