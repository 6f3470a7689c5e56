"""Stages of a build: timed, named to whoever watches, and remembered by the digest of what went in."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import field
from hashlib import blake2b
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass

Out = TypeVar("Out")
MOST_KEPT = 4  # results of a stage, for as many lessons at once
MOST_MODELS = 64


Kept = OrderedDict[tuple[str, bytes], object]


@dataclass(slots=True)
class Stages:
    """Runs stages in order; `kept` may be shared by several builds, since a stage is a pure function of its digest.

    A remembered result is exactly what the stage would return again, so builds give the same bytes with and without it.
    """

    watch: Callable[[str], None] = lambda _: None
    kept: Kept = field(default_factory=OrderedDict)
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self, name: str, work: Callable[[], Out], *inputs: object) -> Out:
        """Return `work()`, or what it returned when it last had the same `inputs`; none given: never remembered."""
        self.watch(name)
        begun = time.perf_counter()
        out = self.recall(name, work, *inputs) if inputs else work()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun
        return out

    def recall(self, name: str, work: Callable[[], Out], *inputs: object, most: int = MOST_KEPT) -> Out:
        """Return `work()`, or what it returned when it last had the same `inputs`; the latest `most` are kept."""
        key = (name, digest(*inputs))
        if key in self.kept:
            self.kept.move_to_end(key)
            return cast("Out", self.kept[key])
        out = self.kept[key] = work()
        alike = [other for other in self.kept if other[0] == name]
        for old in alike[: max(len(alike) - most, 0)]:
            del self.kept[old]
        return out


def digest(*parts: object) -> bytes:
    """Return a digest of arrays by their bytes and of everything else by its `repr`."""
    state = blake2b(digest_size=16)
    for part in parts:
        if isinstance(part, np.ndarray):
            array: NDArray[np.generic] = np.ascontiguousarray(part)
            state.update(f"{array.dtype.str}{array.shape}".encode())  # the name of a type is slow
            state.update(array.data)
        else:
            state.update(repr(part).encode())
        state.update(b"\0")
    return state.digest()
