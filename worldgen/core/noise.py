"""Coherent noise on arbitrary points: Perlin's classic (period 256) and a hashed one without a period.

CONTRIBUTOR NOTES
    Random-square gradients measured 1.43 axis/diagonal anisotropy, unit gradients 1.0, hence the circle of 256 unit
    gradients. Where the points are the samples of a grid (x is (1, n), y is (m, 1)) the sum over the four corners
    factors into one pass per lattice row, which costs a tenth of the general path. Both evaluate in blocks that stay
    in the cache. Underflow is let be: right beside a lattice line a weight is too small for float32, so it is zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from worldgen.core.grid import distinct
from worldgen.core.seed import Seed

F32 = NDArray[np.float32]
_F64 = NDArray[np.float64]
_I64 = NDArray[np.int64]
_BLOCK = 1 << 14
_ROWS = 48
_TURN = np.arange(256) * (2.0 * np.pi / 256.0)
_ROOT2 = np.sqrt(2.0)  # brings unit-gradient noise in two dimensions to -1..1
_GRADIENT_X = (_ROOT2 * np.cos(_TURN)).astype(np.float32)
_GRADIENT_Y = (_ROOT2 * np.sin(_TURN)).astype(np.float32)

# The permutation and the edge directions of Perlin, "Improving Noise" (2002), doubled so that sums need no wrap.
_PERMUTATION = (
    "97a0895b5a0f830dc95f6035c2e907e18c24671e458e086325f0150a17be0694f778ea4b001ac53e5efcdbcb75230b2039b121"
    "58ed953857ae147d88aba844af4aa547868b301ba64d929ee7536fe57a3cd385e6dc695c29372ef528f4668f3641193fa101d8"
    "5049d14c84bbd05912a9c8c4878274bc9f56a4646dc6adba034034d9e2fa7c7b05ca2693767eff5255d4cfce3be32f103a11b6"
    "bd1c2adfb7aad577f898022c9aa346dd99659ba72bac09811627fd13626c6e4f71e0e8b2b97068daf661e4fb22f2c1eed2900c"
    "bfb3a2f1513391ebf90eef6b31c0d61fb5c76a9db854ccb07379322d7f0496fe8aeccd5dde72431d1848f38d80c34e42d73d9c"
    "b4"
)

_PERM = np.tile(np.frombuffer(bytes.fromhex(_PERMUTATION), np.uint8).astype(np.int64), 3)
_EDGE_X = np.array([1, -1, 1, -1, 1, -1, 1, -1, 0, 0, 0, 0, 1, -1, 0, 0], np.float32)
_EDGE_Y = np.array([1, 1, -1, -1, 0, 0, 0, 0, 1, -1, 1, -1, 0, 0, -1, 1], np.float32)


@np.errstate(under="ignore")
def perlin(  # noqa: PLR0913  the parameters of pnoise2
    x: ArrayLike,
    y: ArrayLike,
    octaves: int = 1,
    *,
    persistence: float = 0.5,
    lacunarity: float = 2.0,
    repeat: tuple[float, float] = (1024.0, 1024.0),
    base: int = 0,
) -> F32:
    """Return Perlin's improved noise, equal to `pnoise2` of the `noise` package to 1e-6.

    Parameters
    ----------
    x, y : array_like
        Points, broadcast together; rounded to float32 first, as that package does.
    octaves : int
        Layers, each `lacunarity` times finer and `persistence` times weaker; the sum is normalised.
    repeat : tuple of float
        Period in x and y, at most 256 cells in effect.
    base : int
        Offset into the permutation, 0 or 1 for agreement; larger ones wrap here.

    Returns
    -------
    NDArray[float32]
        Of the broadcast shape, about -1..1.
    """
    if octaves < 1:
        raise ValueError(f"octaves is {octaves}, wanted 1 or more")
    px, py = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(y, np.float32))
    shape, px, py = px.shape, px.ravel(), py.ravel()
    out = np.zeros(px.size, np.float32)
    for start in range(0, px.size, _BLOCK):
        part = slice(start, start + _BLOCK)
        frequency = amplitude = np.float32(1.0)
        most = np.float32(0.0)
        for _ in range(octaves):
            period = (np.float32(repeat[0]) * frequency, np.float32(repeat[1]) * frequency)
            out[part] += _perlin_layer(px[part] * frequency, py[part] * frequency, period, base) * amplitude
            most += amplitude
            frequency *= np.float32(lacunarity)
            amplitude *= np.float32(persistence)
        out[part] /= most
    return out.reshape(shape)


def _perlin_layer(x: F32, y: F32, period: tuple[np.float32, np.float32], base: int) -> F32:
    left, right = _wrapped(x, period[0], base)
    near, far = _wrapped(y, period[1], base)
    fx, fy = x - np.floor(x), y - np.floor(y)
    a, b = _PERM[left], _PERM[right]
    wx, wy = _fade(fx), _fade(fy)

    def corner(hashed: _I64, dx: F32, dy: F32) -> F32:
        edge = _PERM[hashed] & 15
        return np.asarray(dx * _EDGE_X[edge] + dy * _EDGE_Y[edge], np.float32)

    low = _lerp(wx, corner(_PERM[a + near], fx, fy), corner(_PERM[b + near], fx - 1, fy))
    high = _lerp(wx, corner(_PERM[a + far], fx, fy - 1), corner(_PERM[b + far], fx - 1, fy - 1))
    return _lerp(wy, low, high)


def _wrapped(value: F32, period: np.float32, base: int) -> tuple[_I64, _I64]:
    cell = np.floor(np.fmod(value, period)).astype(np.int64)
    following = np.fmod((cell + 1).astype(np.float32), period).astype(np.int64)
    return ((cell & 255) + base) & 255, ((following & 255) + base) & 255


@np.errstate(under="ignore")
def gradient_noise(seed: Seed, x: ArrayLike, y: ArrayLike) -> F32:
    """Return hashed gradient noise at points: no period, about -1..1, zero at integers.

    Parameters
    ----------
    x, y : array_like
        Points, broadcast together. The samples of a grid, x (1, n) and y (m, 1), take a path ten times as fast.

    Returns
    -------
    NDArray[float32]
        Of the broadcast shape. The value depends on (seed, point) alone, never on the other points.
    """
    px, py = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if px.ndim == 2 and py.ndim == 2 and px.shape[0] == 1 and py.shape[1] == 1:
        return _on_grid(seed, px[0], py[:, 0])
    px, py = np.broadcast_arrays(px, py)
    if px.size == 0:
        return np.zeros(px.shape, np.float32)
    flat_x, flat_y = px.ravel(), py.ravel()
    out = np.zeros(flat_x.size, np.float32)
    for start in range(0, flat_x.size, _BLOCK):
        part = slice(start, start + _BLOCK)
        out[part] = _at_points(seed, flat_x[part], flat_y[part])
    return out.reshape(px.shape)


@np.errstate(under="ignore")
def fbm(seed: Seed, x: ArrayLike, y: ArrayLike, octaves: int = 5, *, gain: float = 0.5, lacunarity: float = 2.0) -> F32:
    """Return fractal noise: `octaves` layers of `gradient_noise`, normalised to about -1..1."""
    px, py = np.asarray(x, np.float64), np.asarray(y, np.float64)
    total = gradient_noise(seed / 0, px, py)
    most = amplitude = frequency = 1.0
    for octave in range(1, octaves):
        amplitude *= gain
        frequency *= lacunarity
        most += amplitude
        total += np.float32(amplitude) * gradient_noise(seed / octave, px * frequency, py * frequency)
    total *= np.float32(1.0 / most)
    return total


@np.errstate(under="ignore")
def ridged(seed: Seed, x: ArrayLike, y: ArrayLike, octaves: int = 4, *, gain: float = 0.5) -> F32:
    """Return ridged noise in 0..1: sharp crests at 1 (after Musgrave, without his feedback between layers)."""
    px, py = np.asarray(x, np.float64), np.asarray(y, np.float64)
    total = np.zeros((), np.float32)
    most, amplitude, frequency = 0.0, 1.0, 1.0
    for octave in range(octaves):
        crest = 1.0 - np.abs(gradient_noise(seed / octave, px * frequency, py * frequency))
        total = np.asarray(total + np.float32(amplitude) * crest * crest, np.float32)
        most += amplitude
        amplitude *= gain
        frequency *= 2.0
    return (total * np.float32(1.0 / most)).astype(np.float32)


def warp(seed: Seed, x: ArrayLike, y: ArrayLike, amount: float, scale: float) -> tuple[_F64, _F64]:
    """Return the points moved by up to `amount` along smooth noise of wavelength `scale`, broadcast together."""
    px, py = np.asarray(x, np.float64), np.asarray(y, np.float64)
    east = gradient_noise(seed / "x", px / scale, py / scale)
    south = gradient_noise(seed / "y", px / scale, py / scale)
    return px + amount * east, py + amount * south


def _lattice(seed: Seed, rows: _I64, cols: _I64) -> tuple[F32, F32]:
    angle = (seed.bits_at(rows[:, None], cols[None, :]) >> np.uint64(56)).astype(np.int64)
    return _GRADIENT_X.take(angle), _GRADIENT_Y.take(angle)


def _on_grid(seed: Seed, x: _F64, y: _F64) -> F32:
    if not x.size or not y.size:
        return np.zeros((y.size, x.size), np.float32)
    col, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    cols = distinct(np.concatenate([col, col + 1]))
    rows = distinct(np.concatenate([row, row + 1]))
    gx, gy = _lattice(seed, rows, cols)
    fx, fy = (x - col).astype(np.float32), (y - row).astype(np.float32)
    wx, wy = _fade(fx), _fade(fy)
    left, right = np.searchsorted(cols, col), np.searchsorted(cols, col + 1)
    near, far = np.searchsorted(rows, row), np.searchsorted(rows, row + 1)
    along = gx[:, left] * (fx * (1 - wx)) + gx[:, right] * ((fx - 1) * wx)
    across = gy[:, left] * (1 - wx) + gy[:, right] * wx
    out = np.zeros((y.size, x.size), np.float32)
    for start in range(0, y.size, _ROWS):
        part = slice(start, start + _ROWS)
        f, w = fy[part, None], wy[part, None]
        low = along[near[part]] + across[near[part]] * f
        low += (along[far[part]] + across[far[part]] * (f - 1) - low) * w
        out[part] = low
    return out


def _at_points(seed: Seed, x: _F64, y: _F64) -> F32:
    col, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    fx, fy = (x - col).astype(np.float32), (y - row).astype(np.float32)
    c0, r0 = int(col.min()), int(row.min())
    width, depth = int(col.max()) - c0 + 2, int(row.max()) - r0 + 2
    if width * depth <= 4 * x.size:
        gx, gy = (part.ravel() for part in _lattice(seed, np.arange(r0, r0 + depth), np.arange(c0, c0 + width)))
        first = (row - r0) * width + (col - c0)

        def corner(down: int, along: int) -> F32:
            cell = first + (down * width + along)
            return np.asarray(gx.take(cell) * (fx - along) + gy.take(cell) * (fy - down), np.float32)

    else:

        def corner(down: int, along: int) -> F32:
            angle = (seed.bits_at(row + down, col + along) >> np.uint64(56)).astype(np.int64)
            return np.asarray(
                _GRADIENT_X.take(angle) * (fx - along) + _GRADIENT_Y.take(angle) * (fy - down), np.float32
            )

    wx, wy = _fade(fx), _fade(fy)
    return _lerp(wy, _lerp(wx, corner(0, 0), corner(0, 1)), _lerp(wx, corner(1, 0), corner(1, 1)))


def _fade(t: F32) -> F32:
    return t * t * t * (t * (t * 6 - 15) + 10)


def _lerp(t: F32, a: F32, b: F32) -> F32:
    return a + t * (b - a)
