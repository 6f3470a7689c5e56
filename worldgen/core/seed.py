"""Random numbers addressed by name, never by order.

`Seed(7) / "forest" / "oak-12"` is the same stream in every build, whatever else the lesson holds, so editing one
thing leaves every other draw as it was. There is no shared stream and no `numpy.random` here: a draw is a pure
function of (path, index).

CONTRIBUTOR NOTES
    A sequential sampler keeps 2-4 % of a scatter after one building is added; draws addressed by cell keep 99.97 %
    and more. The mixer is the finaliser of SplitMix64 (Steele, Lea, Flood 2014), which passes BigCrush as a counter
    hash and is four vectorised operations in numpy.
"""

from __future__ import annotations

from hashlib import blake2b
from itertools import takewhile

import numpy as np
from numpy.typing import ArrayLike, NDArray

from worldgen.core.record import dataclass

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # golden ratio; SplitMix64
_GOLDEN, _MIX_1, _MIX_2 = np.uint64(_STEP), np.uint64(_FIRST), np.uint64(_SECOND)
_S30, _S27, _S31, _S11 = (np.uint64(n) for n in (30, 27, 31, 11))
_WORD = 2**64 - 1
_TO_UNIT = 2.0**-53


def mix(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return `bits` thoroughly mixed, element by element (the finaliser of SplitMix64)."""
    bits = (bits ^ (bits >> _S30)) * _MIX_1
    bits = (bits ^ (bits >> _S27)) * _MIX_2
    return bits ^ (bits >> _S31)


def _mix(bits: int) -> int:
    """Return what `mix` does with a single number of 64 bits: an array of one takes ten times as long."""
    bits = (bits ^ (bits >> 30)) * _FIRST & _WORD
    bits = (bits ^ (bits >> 27)) * _SECOND & _WORD
    return bits ^ (bits >> 31)


@dataclass(frozen=True, slots=True)
class Seed:
    """A place in the tree of random streams; `key` is 64 bits."""

    key: int

    def __truediv__(self, name: str | int) -> Seed:
        """Return the child seed called `name`."""
        tag = f"i{name}" if isinstance(name, int) else f"s{name}"
        digest = blake2b(self.key.to_bytes(8, "little") + tag.encode(), digest_size=8).digest()
        return Seed(int.from_bytes(digest, "little"))

    def uniform(self, *shape: int) -> NDArray[np.float64]:
        """Return uniform draws in [0, 1) of `shape`; the first k of n draws never depend on n."""
        count = int(np.prod(shape, dtype=np.int64))
        return self._unit(np.arange(1, count + 1, dtype=np.uint64) * _GOLDEN).reshape(shape)

    def one(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a single uniform draw in [low, high)."""
        bits = _mix((self.key + _STEP) & _WORD)
        return low + (high - low) * ((bits >> 11) * _TO_UNIT)

    def normal(self, *shape: int) -> NDArray[np.float64]:
        """Return standard normal draws of `shape` (Box-Muller)."""
        radius = np.sqrt(-2.0 * np.log1p(-(self / "radius").uniform(*shape)))
        return radius * np.cos(2.0 * np.pi * (self / "angle").uniform(*shape))

    def choice(self, count: int) -> int:
        """Return an integer in [0, count)."""
        return min(int(self.one() * count), count - 1)

    def at(self, *index: ArrayLike) -> NDArray[np.float64]:
        """Return a uniform draw in [0, 1) for each integer coordinate, broadcast over `index` (e.g. row, col)."""
        return self._unit(self.bits_at(*index), mixed=True)

    def bits_at(self, *index: ArrayLike) -> NDArray[np.uint64]:
        """Return 64 mixed bits for each integer coordinate, broadcast over `index`."""
        parts = [np.asarray(part, np.int64) for part in index]
        key, lone = self.key, list(takewhile(lambda part: not part.ndim, parts))
        for part in lone:
            key = _mix(((key ^ (int(part) & _WORD)) * _STEP + _STEP) & _WORD)
        bits = np.full(1, key, np.uint64)
        for part in parts[len(lone) :]:
            bits = mix((bits ^ part.view(np.uint64)) * _GOLDEN + _GOLDEN)
        return mix(bits)

    def _unit(self, bits: NDArray[np.uint64], *, mixed: bool = False) -> NDArray[np.float64]:
        if not mixed:
            bits = mix(bits + np.full(1, self.key, np.uint64))
        return (bits >> _S11).astype(np.float64) * _TO_UNIT


def world_seed(number: int) -> Seed:
    """Return the root seed of a world from the author's `seed:` number."""
    return Seed(int.from_bytes(blake2b(b"worldgen" + str(int(number)).encode(), digest_size=8).digest(), "little"))
