"""Clips as keyframes: what turns, swings or bobs, for ever."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from worldgen.export.document import Document
from worldgen.scene import F32, Clip, Vec3

_TURN_STEPS = 8  # 45 degrees each: exact where an engine interpolates on the sphere, 0.6 degrees off where it does not
_WAVE_STEPS = 16


def keyframes(clip: Clip, pivot_m: Vec3) -> tuple[str, F32, F32]:
    """Return (path, seconds (k,), values (k, 3 or 4)) of one period; the last key equals the first in effect.

    A turn ends on the negative of its first quaternion, which is the same rotation, so that no step goes backwards.
    """
    steps = _TURN_STEPS if clip.kind == "turn" else _WAVE_STEPS
    phase = np.arange(steps + 1) / steps
    time_s = (phase * clip.period_s).astype(np.float32)
    axis = np.array(clip.axis, np.float64)
    axis = axis / max(float(np.linalg.norm(axis)), 1e-9)
    wave = np.sin(2.0 * np.pi * phase)
    if clip.kind == "bob":
        moved = np.array(pivot_m) + clip.amount * wave[:, None] * axis
        return "translation", time_s, moved.astype(np.float32)
    half = (2.0 * np.pi * phase if clip.kind == "turn" else clip.amount * wave) / 2.0
    turned = np.concatenate([np.sin(half)[:, None] * axis, np.cos(half)[:, None]], axis=1)
    return "rotation", time_s, turned.astype(np.float32)


class Animations:
    """The named animations of a file; parts that share a name move in one animation."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._place: dict[str, int] = {}
        self._data: dict[tuple[Clip, Vec3], tuple[str, int, int]] = {}

    def add(self, name: str, node: int, clip: Clip, pivot_m: Vec3) -> None:
        """Let `node` move by `clip` in the animation called `name`."""
        rows = self._document.animations
        if name not in self._place:
            self._place[name] = len(rows)
            rows.append({"channels": [], "name": name, "samplers": []})
        row = rows[self._place[name]]
        path, time, value = self._keys(clip, pivot_m)
        row["channels"].append({"sampler": len(row["samplers"]), "target": {"node": node, "path": path}})
        row["samplers"].append({"input": time, "interpolation": "LINEAR", "output": value})

    def names(self) -> Set[str]:
        """Return the names of the animations so far."""
        return self._place.keys()

    def _keys(self, clip: Clip, pivot_m: Vec3) -> tuple[str, int, int]:
        # Only where it moves up and down does the pivot matter.
        key = (clip, pivot_m if clip.kind == "bob" else (0.0, 0.0, 0.0))
        if key not in self._data:
            path, time_s, values = keyframes(clip, pivot_m)
            time = self._document.data("time", time_s[:, None], bounds=True)
            self._data[key] = (path, time, self._document.data(path, values))
        return self._data[key]
