"""A picture of a thousand rays: what stands where in a view, how far away, and how much there is to look at."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from worldgen.preview.compose.sight import Kind, Sight
from worldgen.preview.flatten import Look
from worldgen.preview.light import luma
from worldgen.preview.tree import FAR_M
from worldgen.preview.view import View
from worldgen.scene import F32

GLIMPSE_PX = (48, 27)
RAYS = 4 * GLIMPSE_PX[0] * GLIMPSE_PX[1]  # of one glimpse, at most: solids, land beyond, veils, glow
_BLOCK_PX = (6, 3)  # columns, rows of the blocks in which detail is looked for
_CLOUD_M = 120.0  # smoke further away than this is a cloud


class Glimpse:
    """What a small picture shows; arrays are (rows, columns), row 0 at the top."""

    def __init__(self, sight: Sight, view: View) -> None:
        self.view = view
        self.eye = np.array(view.eye_m, np.float32)
        columns, rows = GLIMPSE_PX
        column, row = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
        self.across = np.subtract(column, 0.5).astype(np.float32)
        self.down = np.subtract(row, 0.5).astype(np.float32)
        direction = view.rays(
            (column.ravel() * view.width_px).astype(np.float32), (row.ravel() * view.height_px).astype(np.float32)
        )
        distance, kind, tone = _trace(sight, self.eye, direction)
        self.distance_m = distance.reshape(rows, columns)
        self.kind = kind.reshape(rows, columns)
        self.height_m = (self.eye[1] + direction[:, 1] * distance).reshape(rows, columns)
        self.tone = tone.reshape(rows, columns)

    def share(self, *kinds: Kind) -> float:
        """Return how much of the picture is of `kinds`."""
        return float(np.isin(self.kind, kinds).mean())

    @cached_property
    def empty(self) -> NDArray[np.bool_]:
        """For each block, whether it is ground with nothing on it and no light and shade in it."""
        wide, high = _BLOCK_PX
        rows, columns = self.kind.shape
        shape = (rows // high, high, columns // wide, wide)
        bare = (self.kind == Kind.GROUND).reshape(shape).mean(axis=(1, 3)) > 0.9
        tone = self.tone.reshape(shape)
        result: NDArray[np.bool_] = bare & (tone.std(axis=(1, 3)) < 0.03)
        return result


def _trace(sight: Sight, eye: F32, direction: F32) -> tuple[F32, NDArray[np.uint8], F32]:
    """Return distance, Kind and brightness (n,) of what rays from `eye` meet."""
    prepared = sight.prepared
    origin = np.broadcast_to(eye, direction.shape)
    still = prepared.solids.still
    hits = still.nearest(origin, direction)
    distance, kind = hits.distance_m.copy(), np.zeros(len(direction), np.uint8)
    tone = np.zeros(len(direction), np.float32)
    met = hits.hit
    if met.any():
        near = hits.pick(met)
        thing = still.soup.thing[near.face]
        kind[met] = np.where(thing >= 0, sight.kind[np.maximum(thing, 0)], Kind.PLANT)
        kind[met & (np.abs(eye + direction * distance[:, None])[:, (0, 2)].max(axis=1) > sight.size_m * 0.51)] = (
            Kind.FAR
        )
        normal, colour = still.surface(near)
        tone[met] = luma(colour[:, :3]) * (0.4 + 0.6 * np.maximum(normal @ sight.sun, 0.0))
    beyond = prepared.solids.around(origin, direction, distance)
    if beyond is not None:
        kind[beyond.hit], distance = Kind.FAR, beyond.distance_m
    level = prepared.sea_level_m
    if level is not None and eye[1] > level:
        sea = np.where(direction[:, 1] < -1e-4, (level - eye[1]) / np.minimum(direction[:, 1], -1e-4), FAR_M)
        wet = sea < distance
        kind[wet], distance = Kind.WATER, np.minimum(distance, sea).astype(np.float32)
    _see_through(sight, origin, direction, distance, kind)
    return distance, kind, tone


def _see_through(sight: Sight, origin: F32, direction: F32, distance: F32, kind: NDArray[np.uint8]) -> None:
    """Write water, smoke and what glows over `kind`, where they are nearer than `distance`."""
    veils = sight.prepared.veils
    veil = veils.nearest(origin, direction, distance)
    if veil.hit.any():
        look = veils.soup.look[np.maximum(veil.face, 0)]
        kind[veil.hit & (look == Look.WATER)] = Kind.WATER
        kind[veil.hit & (look == Look.SMOKE) & (veil.distance_m < _CLOUD_M)] = Kind.SMOKE
    kind[sight.prepared.glow.nearest(origin, direction, distance).hit] = Kind.GLOW
