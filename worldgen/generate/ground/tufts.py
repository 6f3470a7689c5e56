"""What lies on the strips of an open field, piece by piece: sheaves of corn, heads of cabbage, clods of earth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32, Mask
from worldgen.core.record import dataclass
from worldgen.core.seed import world_seed
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.settings.palette import Palette

_SEED = world_seed(0) / "tufts"  # the same in every world: a texture, not a part of its shape


@dataclass(frozen=True, slots=True)
class Tuft:
    """How a crop grows: lengths in metres, for a plant of middling size."""

    apart_m: float  # along its row
    rings: tuple[tuple[float, float, float], ...]  # from the ground up: half its width, height, and tone of its colour
    sides: int
    spikes: int  # of one plant
    lean_m: float  # of the tip of a spike


# Corn is a sheaf of stalks that nod outwards; what grows low is a round head; clods lie on each other in a furrow.
TUFTS = {
    Cover.WHEAT: Tuft(0.60, ((0.20, 0.0, 0.52), (0.26, 0.52, 1.0), (0.0, 0.95, 1.36)), 4, 2, 0.22),
    Cover.PLOUGHED: Tuft(0.66, ((0.54, 0.0, 0.72), (0.24, 0.22, 1.08)), 5, 1, 0.10),
    Cover.CROP: Tuft(0.78, ((0.28, 0.0, 0.50), (0.46, 0.20, 0.92), (0.0, 0.46, 1.26)), 6, 1, 0.03),
}
# The same from afar, where two stand for three.
PLAIN = {
    Cover.WHEAT: Tuft(0.90, ((0.50, 0.0, 0.60), (0.0, 1.0, 1.36)), 3, 1, 0.22),
    Cover.PLOUGHED: Tuft(0.99, ((0.66, 0.0, 0.74), (0.0, 0.32, 1.12)), 3, 1, 0.10),
    Cover.CROP: Tuft(1.17, ((0.56, 0.0, 0.60), (0.0, 0.52, 1.26)), 4, 1, 0.03),
}
_ROW_M = 0.7  # between two rows, about
_SPREAD = 0.34  # how far plants differ in size, and in how light they are


def tufts(
    land: Land, palette: Palette, area: Area, crop: Cover, open_: Mask, *, plain: bool = False
) -> tuple[F32, F32, F32, NDArray[np.int64]] | None:
    """Return points, normals, RGB and faces of the plants of `crop` on the strips of `area`; `plain` ones from afar."""
    tuft = (PLAIN if plain else TUFTS)[crop]
    line = np.asarray(area.line_m, np.float32)
    along = (line[1] - line[0]) / np.float32(np.hypot(*(line[1] - line[0])))
    across = np.array([-along[1], along[0]], np.float32)
    strip_m = float(area.facts["strip_m"])
    apart_m = strip_m / max(round(strip_m / _ROW_M), 1)
    most_row, most = int(0.72 * land.size_m / apart_m), int(0.72 * land.size_m / tuft.apart_m)
    row, place = np.arange(-most_row, most_row)[:, None], np.arange(-most, most)[None]
    jitter = [(_SEED / crop.name / name).at(row, place).astype(np.float32) - 0.5 for name in ("along", "across")]
    go = (place + 0.5 * (row % 2) + 0.45 * jitter[0]) * np.float32(tuft.apart_m)
    aside = (row + 0.5 + 0.16 * jitter[1]) * np.float32(apart_m)
    x, z = (go * along[axis] + aside * across[axis] for axis in (0, 1))
    half = land.size_m / 2.0 - 1.0
    grows = ((land.cover == crop) & area.mask & open_)[land.cell_of(x, z)] & (np.abs(x) < half) & (np.abs(z) < half)
    if not grows.any():
        return None
    number, at = np.nonzero(grows)
    x, z = x[grows].astype(np.float32), z[grows].astype(np.float32)
    own = {name: (_SEED / crop.name / name).at(number, at).astype(np.float32) for name in ("size", "turn", "value")}
    size = 1.0 + _SPREAD * (own["size"] - 0.5)
    value = 1.0 + _SPREAD * (own["value"] - 0.5)
    parts = [
        _spike(tuft, np.stack([x, land.height_at(x, z), z], axis=1), size, own["turn"] + spike / tuft.spikes)
        for spike in range(tuft.spikes)
    ]
    tone = np.array([ring[2] for ring in tuft.rings], np.float32).repeat(tuft.sides)
    rgb = np.clip(palette.covers[crop.name.lower()] * value[:, None, None] * tone[None, :, None], 0.0, 1.0)
    points = np.concatenate([point for point, _ in parts]).reshape(-1, 3)
    normals = np.concatenate([normal for _, normal in parts]).reshape(-1, 3)
    colours = np.concatenate([rgb] * tuft.spikes).reshape(-1, 3).astype(np.float32)
    return points, normals, colours, _faces(tuft, tuft.spikes * len(x))


def _spike(tuft: Tuft, foot_m: F32, size: F32, turn: F32) -> tuple[F32, F32]:
    """Return points and normals (k, rings x sides, 3) of a spike of each plant, that leans as `turn` (0..1) says."""
    angle = (2.0 * np.pi * (turn[:, None] + np.arange(tuft.sides) / tuft.sides)).astype(np.float32)
    out = np.stack([np.sin(angle), np.zeros_like(angle), np.cos(angle)], axis=-1)  # (k, sides, 3)
    wide, tall = (np.array([ring[axis] for ring in tuft.rings], np.float32)[None, :, None, None] for axis in (0, 1))
    up = np.array([0.0, 1.0, 0.0], np.float32)
    aside = 0.0 if tuft.spikes == 1 else 0.12
    lean = out[:, None, :1] * (np.float32(aside) + np.float32(tuft.lean_m) * (tall / tall.max()) ** 2)
    point = foot_m[:, None, None] + size[:, None, None, None] * (out[:, None] * wide + tall * up + lean) - 0.06 * up
    normal = out[:, None] * np.float32(0.62) + up * (np.float32(0.45) + np.float32(0.7) * tall / tall.max())
    normal /= np.sqrt((normal * normal).sum(axis=-1, keepdims=True))
    shape = (len(foot_m), len(tuft.rings) * tuft.sides, 3)
    return point.reshape(shape).astype(np.float32), normal.reshape(shape).astype(np.float32)


def _faces(tuft: Tuft, count: int) -> NDArray[np.int64]:
    """Return the faces of `count` spikes: bands of quads between its rings, and the last of them closed, or a point."""
    side = np.arange(tuft.sides)
    beside = (side + 1) % tuft.sides
    rings = len(tuft.rings)
    bands = [
        face
        for low, high in ((k * tuft.sides, (k + 1) * tuft.sides) for k in range(rings - 1))
        for face in (
            np.stack([low + side, low + beside, high + side], axis=1),
            np.stack([low + beside, high + beside, high + side], axis=1),
        )
    ]
    top = (rings - 1) * tuft.sides
    if tuft.rings[-1][0] > 0.0:
        bands.append(np.stack([np.full(tuft.sides - 2, top), top + side[1:-1], top + side[2:]], axis=1))
    else:  # it ends in a point: there the second half of a quad is nothing
        bands.pop()
    one = np.concatenate(bands)
    return (one[None] + (rings * tuft.sides * np.arange(count))[:, None, None]).reshape(-1, 3)
