"""Memory that one build frees is kept for the rest of it."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # numbers of mallopt(3)
_MOST_ARRAY = 1 << 25  # bytes, the most that glibc takes
_MOST_KEPT = 1 << 30


def keep_freed_memory() -> bool:
    """Let the allocator of Linux keep what is freed, and return whether it will; others do so by themselves, or cannot.

    By itself glibc asks the kernel for each large array and gives it back at once; the kernel clears every page anew,
    14,000 more of them in a small build. The most that is in use at one time stays the same.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    if mallopt is None:
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _MOST_ARRAY)) and bool(mallopt(_TRIM_THRESHOLD, _MOST_KEPT))
