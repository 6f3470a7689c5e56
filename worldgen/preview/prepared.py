"""A scene made ready for pictures: flattened and sorted once, looked at from many places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.beyond import country
from worldgen.preview.clouds import clouds
from worldgen.preview.far_things import islets
from worldgen.preview.flatten import Batch, Look, Soup, flatten, join, to_soup
from worldgen.preview.lamps import Lamps, lamps_of
from worldgen.preview.light import Air, make_air
from worldgen.preview.surroundings import canopy_of, edge_of, plain, streams_of
from worldgen.preview.tree import Hits, Tree, make_tree
from worldgen.preview.water import RIVER, SEA, Kind, styled
from worldgen.scene import F32, Environment, Material, Scene, Style, Vec3

CONTACT_M = 6.0  # how far away a thing still darkens the ground by standing near it
_LEVEL_M = 0.06  # water this close to sea level is the sea


@dataclass(frozen=True, eq=False, slots=True)
class Solids:
    """Everything that casts a shadow: what stands still, and what moves."""

    still: Tree
    moving: Tree
    beyond: Tree | None = None  # clouds, and land around the world: seen, but they cast no shadow into it

    def around(self, origin: F32, direction: F32, far_m: F32) -> Hits | None:
        """Return what beyond the world rays meet nearer than `far_m`, or None where there is none."""
        return None if self.beyond is None else self.beyond.nearest(origin, direction, far_m)

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
    rim_m: F32  # (4, k) depth of the sea along the north, east, south and west edge
    rim_light: F32  # (3,) colour of the sea's bed along the edge
    lamps: Lamps
    style: Style
    waters: tuple[Kind, Kind]  # the sea, and rivers and lakes
    ground: int  # index of the ground among `nodes`, -1 where there is none
    round_light: Vec3 = (0.0, 0.0, 0.0)  # of lamps, that goes round a room: what is near throws it back
    _posed: dict[float, Tree] = field(default_factory=dict)

    @property
    def triangles(self) -> int:
        """How many triangles are drawn."""
        return len(self.solids.still.soup) + len(self.glow.soup) + len(self.veils.soup) + len(self.solids.moving.soup)

    def ceiling_over(self, eye_m: F32) -> bool:
        """Return whether an eye is under the water's surface of a world that lies under it."""
        ceiling = self.air.environment.ceiling_m
        return ceiling is not None and not self.air.clear and float(eye_m[1]) < ceiling

    def at(self, time_s: float) -> Prepared:
        """Return the same scene with its moving parts posed at `time_s`; the rest is shared."""
        if not self.moving or time_s == 0.0:
            return self
        if time_s not in self._posed:
            self._posed.clear()  # a film goes forward: only the newest pose is worth keeping
            soup = to_soup(self.moving, self.materials, time_s)
            self._posed[time_s] = make_tree(soup.where(soup.look == Look.SOLID))
        return replace(self, solids=Solids(self.solids.still, self._posed[time_s], self.solids.beyond))


def prepare(scene: Scene, contact_m: float = CONTACT_M, plain_m: float | None = None) -> Prepared:
    """Return `scene` flattened and sorted for tracing; `plain_m` is how high a bare plain lies.

    A world in the sea is drawn without its base and without its own sea: one endless sea takes their place, so that no
    edge shows. A world inland stands with its base on a quiet plain.
    """
    sea = scene.environment.sea_level_m
    flat = flatten(scene, leave_out=frozenset({"base"}) if sea is not None else frozenset())
    soup = to_soup(flat.still, scene.materials)
    if sea is not None:
        soup = soup.where(~_is_sea(soup, sea))
    elif plain_m is not None:
        soup = join(soup, plain(soup, scene.size_m, plain_m))
    else:
        soup = join(soup, plain(soup, scene.size_m))
    moved = to_soup(flat.moving, scene.materials)
    solid, glow = soup.look == Look.SOLID, soup.look == Look.EMIT
    still = make_tree(soup.where(solid))
    air = make_air(scene.environment)
    ground = flat.nodes.index("ground") if "ground" in flat.nodes else -1
    ring = edge_of(soup.where(soup.thing == ground) if ground >= 0 else soup, scene.size_m)  # and not of its plinth
    rim, rim_colour = _rim(ring, 0.0 if sea is None else sea)
    return Prepared(
        solids=Solids(still, make_tree(moved.where(moved.look == Look.SOLID)), _around(scene, ring, soup, plain_m)),
        glow=make_tree(soup.where(glow)),
        veils=make_tree(soup.where(~solid & ~glow)),
        air=air,
        size_m=scene.size_m,
        sea_level_m=sea,
        contact_m=contact_m,
        moving=flat.moving,
        materials=scene.materials,
        nodes=flat.nodes,
        notes=flat.notes,
        rim_m=rim,
        lamps=lamps_of(scene),
        style=scene.style,
        waters=(styled(SEA, scene.style), styled(RIVER, scene.style)),
        ground=ground,
        rim_light=rim_colour * _on_rim(air),
    )


def relit(prepared: Prepared, environment: Environment) -> Prepared:
    """Return the same scene in another light: its air, and the bed of the sea that it shines on."""
    air = make_air(environment)
    return replace(prepared, air=air, rim_light=prepared.rim_light / _on_rim(prepared.air) * _on_rim(air))


def _on_rim(air: Air) -> F32:
    """Return the light (3,) that falls on level ground."""
    light: F32 = air.sun_light * air.sun[1] * 0.8 + air.sky_light * 0.9
    return light


def _around(scene: Scene, ring: F32, own: Soup, plain_m: float | None) -> Tree | None:
    """Return clouds, and the land that goes on past the edge: all around, or by the sea where the edge is land."""
    env = scene.environment
    if plain_m is not None:
        return None
    soup = clouds(scene.size_m, 0.0 if env.ceiling_m is not None else env.clouds)
    dry = env.sea_level_m is None or float(ring[..., 1].max()) > env.sea_level_m
    if dry and env.beyond != "none":
        streams = streams_of(own, scene.size_m)
        soup = join(soup, country(ring, scene.size_m, env.beyond, canopy_of(scene), env.sea_level_m, streams))
    elif env.sea_level_m is not None and env.ceiling_m is None:
        soup = join(soup, islets(scene.size_m, env.sea_level_m))
    return make_tree(soup) if len(soup) else None


def _is_sea(soup: Soup, level_m: float) -> NDArray[np.bool_]:
    """Return which triangles are the world's own piece of the sea, or foam that lies on it."""
    flat = np.abs(soup.corner_m[:, :, 1] - level_m).max(axis=1, initial=0.0) < _LEVEL_M
    result: NDArray[np.bool_] = flat & ((soup.look == Look.WATER) | (soup.look == Look.CLEAR))
    return result


def _rim(ring: F32, level_m: float) -> tuple[F32, F32]:
    """Return how deep the sea is along the world's four edges (4, k), and the mean colour (3,) of its bed there."""
    return np.maximum(level_m - ring[..., 1], 0.5).astype(np.float32), ring[..., 3:].reshape(-1, 3).mean(axis=0)
