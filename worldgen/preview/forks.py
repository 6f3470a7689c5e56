"""Work on the rows of a picture in two processes where the system can fork, in one where it cannot.

CONTRIBUTOR NOTES
    Python threads gain nothing here: embreex holds the interpreter while it traces. A fork shares the sorted scene
    for nothing; spawning would build it twice. Bands are handed out one at a time, as they come, so neither process
    waits for the other; what is written for a band does not depend on who writes it.
"""

from __future__ import annotations

import mmap
import os
import sys
import warnings
from collections.abc import Callable

import numpy as np

from worldgen.scene import F32


def processes() -> int:
    """Return how many processes a picture is made in on this machine."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return min(2, len(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else 1


def shared(*shape: int) -> F32:
    """Return zeros of `shape`, float32, in memory that forked processes write to together."""
    memory = mmap.mmap(-1, max(int(np.prod(shape)) * 4, 4))
    return np.frombuffer(memory, np.float32, int(np.prod(shape))).reshape(shape)


def each_band(bands: int, work: Callable[[int], None], count: int | None = None) -> None:
    """Call `work` for each band 0..bands-1, in `count` processes; it must write only to `shared` memory.

    Raises
    ------
    RuntimeError
        When another process failed; what it said is on the standard error stream.
    """
    count = processes() if count is None else count
    if count <= 1 or bands < 2 or not hasattr(os, "fork"):
        for band in range(bands):
            work(band)
        return
    waiting, offered = os.pipe()
    os.write(offered, bytes(range(bands)))
    os.close(offered)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy's threads sleep and hold no lock
        children = [_child(waiting, work) for _ in range(count - 1)]
    try:
        _take(waiting, work)
    finally:
        os.close(waiting)
        failed = [child for child in children if os.waitpid(child, 0)[1] != 0]
    if failed:
        raise RuntimeError(f"{len(failed)} of {count} processes that draw the picture failed")


def _take(waiting: int, work: Callable[[int], None]) -> None:
    while band := os.read(waiting, 1):
        work(band[0])


def _child(waiting: int, work: Callable[[int], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        _take(waiting, work)
        status = 0
    except BaseException as problem:  # noqa: BLE001  (a forked child must never run on into its parent's code)
        os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
    finally:
        os._exit(status)
