"""How high layers to walk on are at many places at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from worldgen.generate.paths.steps import F64
from worldgen.scene import Surface

_AT_ONCE: Final = 48  # places: those of an edge or two, so that few faces come near them
_SLACK_M: Final = 0.01  # around a face, in which a place may still count as on it
_FLAT_M2: Final = 1e-9  # twice the area in plan below which a face is not walked on


class Heights:
    """The faces of `surfaces`, ready to be asked how high they are."""

    def __init__(self, surfaces: Sequence[Surface]) -> None:
        parts = [one.position_m.astype(np.float64)[one.face.astype(np.int64)] for one in surfaces]
        corner = np.concatenate([np.zeros((0, 3, 3)), *parts])
        of = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        a, b, c = corner[:, 0], corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
        area = b[:, 0] * c[:, 2] - c[:, 0] * b[:, 2]
        real = np.flatnonzero(np.abs(area) > _FLAT_M2)
        self._count, self._of = len(parts), of[real]
        self._face = np.concatenate([a, b, c, area[:, None]], axis=1)[real]
        flat = corner[real][:, :, (0, 2)]
        self._low, self._high = flat.min(axis=1) - _SLACK_M, flat.max(axis=1) + _SLACK_M

    def at(self, xz: F64) -> F64:
        """Return the height of each surface at points (k, 2), as (surfaces, k): the upper one where it folds.

        It is -inf where the surface is not. Of all pairs of a point and a face only those are looked at in full whose
        boxes meet, so that a long edge beside a fine ground costs no more than its length.
        """
        out = np.full((self._count, len(xz)), -np.inf)
        for begin in range(0, len(xz), _AT_ONCE):
            some = xz[begin : begin + _AT_ONCE]
            near = np.flatnonzero(((self._low <= some.max(axis=0)) & (self._high >= some.min(axis=0))).all(axis=1))
            low, high = self._low[near].T[..., None], self._high[near].T[..., None]
            x, z = some.T
            face, point = np.nonzero((low[0] <= x) & (high[0] >= x) & (low[1] <= z) & (high[1] >= z))
            face = near[face]
            inside, height = _on(self._face[face], some[point])
            np.maximum.at(out, (self._of[face[inside]], begin + point[inside]), height[inside])
        return out


def _on(face: F64, xz: F64) -> tuple[F64, F64]:
    """Return which of points (n, 2) lie on their faces (n, 10): a, b - a, c - a, twice the area; and how high there."""
    ax, ay, az, bx, by, bz, cx, cy, cz, area = face.T
    px, pz = xz[:, 0] - ax, xz[:, 1] - az
    v = (px * cz - cx * pz) / area
    w = (bx * pz - px * bz) / area
    return (v >= -1e-6) & (w >= -1e-6) & (v + w <= 1 + 1e-6), ay + v * by + w * cy


__all__ = ["Heights"]
