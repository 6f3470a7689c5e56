"""A scene made ready for pictures: flattened and sorted once, looked at from many places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from worldgen.preview.flatten import Batch, Look, Soup, flatten, to_soup
from worldgen.preview.light import Air, make_air
from worldgen.preview.tree import Hits, Tree, make_tree
from worldgen.scene import F32, Material, Scene

CONTACT_M = 6.0  # how far away a thing still darkens the ground by standing near it
_LEVEL_M = 0.06  # water this close to sea level is the sea


@dataclass(frozen=True, eq=False, slots=True)
class Solids:
    """Everything that casts a shadow: what stands still, and what moves."""

    still: Tree
    moving: Tree

    def nearest(self, origin: F32, direction: F32, far_m: F32 | None = None) -> tuple[Hits, NDArray[np.bool_]]:
        """Return what each ray meets first, and whether that is a moving thing."""
        first = self.still.nearest(origin, direction, far_m)
        if self.moving.scene is None:
            return first, np.zeros(len(origin), np.bool_)
        nearer = self.moving.nearest(origin, direction, first.distance_m)
        moves = nearer.hit
        return (
            Hits(
                nearer.distance_m,
                np.where(moves, nearer.face, first.face),
                np.where(moves[:, None], nearer.weight, first.weight),
            ),
            moves,
        )

    def blocked(self, origin: F32, direction: F32, far_m: F32 | None = None) -> NDArray[np.bool_]:
        """Return whether anything stands in the way of each ray."""
        found = self.still.blocked(origin, direction, far_m)
        if self.moving.scene is None:
            return found
        return found | self.moving.blocked(origin, direction, far_m)

    def surface(self, hits: Hits, moves: NDArray[np.bool_]) -> tuple[F32, F32, F32]:
        """Return smooth normals (n, 3), colours (n, 4) and flat normals (n, 3) where rays hit."""
        if not moves.any():
            return *self.still.surface(hits), self.still.facet(hits)
        still = Hits(hits.distance_m, np.where(moves, -1, hits.face), hits.weight)
        moved = Hits(hits.distance_m[moves], hits.face[moves], hits.weight[moves])
        normal, colour = self.still.surface(still)
        facet = self.still.facet(still)
        normal[moves], colour[moves] = self.moving.surface(moved)
        facet[moves] = self.moving.facet(moved)
        return normal, colour, facet


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """A scene ready to be looked at. Build it with `prepare`; it may be shared by forked processes."""

    solids: Solids
    glow: Tree  # lava and lamps: they light, and cast no shadow
    veils: Tree  # water, foam, glass, smoke: seen through, and cast no shadow
    air: Air
    size_m: float
    sea_level_m: float | None
    contact_m: float
    moving: tuple[Batch, ...]
    materials: Mapping[str, Material]
    nodes: tuple[str, ...]
    notes: tuple[str, ...]
    sky: bool = True  # False: a quiet backdrop instead
    _posed: dict[float, Tree] = field(default_factory=dict)

    @property
    def triangles(self) -> int:
        """How many triangles are drawn."""
        return len(self.solids.still.soup) + len(self.glow.soup) + len(self.veils.soup) + len(self.solids.moving.soup)

    def at(self, time_s: float) -> Prepared:
        """Return the same scene with its moving parts posed at `time_s`; the rest is shared."""
        if not self.moving or time_s == 0.0:
            return self
        if time_s not in self._posed:
            self._posed.clear()  # a film goes forward: only the newest pose is worth keeping
            soup = to_soup(self.moving, self.materials, time_s)
            self._posed[time_s] = make_tree(soup.where(soup.look == Look.SOLID))
        return replace(self, solids=Solids(self.solids.still, self._posed[time_s]))


def prepare(scene: Scene, contact_m: float = CONTACT_M, plain_m: float | None = None) -> Prepared:
    """Return `scene` flattened and sorted for tracing; `plain_m` is how high the plain around it lies.

    A world in the sea is drawn without its base and without its own sea: one endless sea takes their place, so that no
    edge shows. A world inland stands with its base on a quiet plain.
    """
    sea = scene.environment.sea_level_m
    flat = flatten(scene, leave_out=frozenset({"base"}) if sea is not None else frozenset())
    soup = to_soup(flat.still, scene.materials)
    if sea is not None:
        soup = soup.where(~_is_sea(soup, sea))
    else:
        soup = join(soup, plain(soup, scene.size_m, plain_m))
    moved = to_soup(flat.moving, scene.materials)
    solid, glow = soup.look == Look.SOLID, soup.look == Look.EMIT
    return Prepared(
        solids=Solids(make_tree(soup.where(solid)), make_tree(moved.where(moved.look == Look.SOLID))),
        glow=make_tree(soup.where(glow)),
        veils=make_tree(soup.where(~solid & ~glow)),
        air=make_air(scene.environment),
        size_m=scene.size_m,
        sea_level_m=sea,
        contact_m=contact_m,
        moving=flat.moving,
        materials=scene.materials,
        nodes=flat.nodes,
        notes=flat.notes,
    )


def _is_sea(soup: Soup, level_m: float) -> NDArray[np.bool_]:
    """Return which triangles are the world's own piece of the sea, or foam that lies on it."""
    flat = np.abs(soup.corner_m[:, :, 1] - level_m).max(axis=1, initial=0.0) < _LEVEL_M
    return flat & ((soup.look == Look.WATER) | (soup.look == Look.CLEAR))


def plain(soup: Soup, size_m: float, height_m: float | None = None) -> Soup:
    """Return a wide pale ground for a model or a diorama to stand on: at `height_m`, or just under all of `soup`."""
    low = height_m
    if low is None:
        low = float(soup.corner_m[:, :, 1].min()) - 0.002 if len(soup) else 0.0
    half = size_m * 40.0
    a, b, c, d = (-half, low, -half), (-half, low, half), (half, low, half), (half, low, -half)
    corner = np.array([[a, b, c], [a, c, d]], np.float32)
    normal = np.zeros_like(corner)
    normal[..., 1] = 1.0
    colour = np.ones((2, 3, 4), np.float32)
    colour[..., :3] = (0.62, 0.60, 0.53)
    return Soup(corner, normal, colour, np.zeros(2, np.uint8), np.full(2, -1, np.int32))


def join(a: Soup, b: Soup) -> Soup:
    """Return the triangles of both."""
    return Soup(
        np.concatenate([a.corner_m, b.corner_m]),
        np.concatenate([a.normal, b.normal]),
        np.concatenate([a.colour, b.colour]),
        np.concatenate([a.look, b.look]),
        np.concatenate([a.thing, b.thing]),
    )
