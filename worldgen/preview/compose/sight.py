"""A scene as a photographer sees it: what there is to show, and what each thing is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.preview.flatten import placed
from worldgen.preview.prepared import Prepared
from worldgen.scene import F32, Instances, Node, Scene

_GRID = 41  # points on a side at which the land is asked for its height
_ASHORE = 0.2  # of the edges that land reaches: with more the world is a coast, not an island
_SKY_M = 2000.0  # from where rays are sent down
_WEIGHT = {"building": 1.0, "bridge": 0.7, "thing": 0.6, "station": 0.5, "area": 0.5}
_GLOWS, _GROWN = 48, 400
_EVERYWHERE = frozenset(
    {"zone", "alias", "reserved", "land", "sea", "shore", "beach"}
)  # kinds of land that are no subject
_LARGEST = 0.2  # of the side of the world: the radius of a piece of land that is a subject


class Kind(IntEnum):
    """What a ray meets."""

    SKY = 0
    FAR = 1  # land beyond the world
    WATER = 2
    GROUND = 3
    PLANT = 4
    THING = 5
    GLOW = 6
    SMOKE = 7


_OF_ROLE = {"plant": Kind.PLANT, "rock": Kind.PLANT, "thing": Kind.THING, "building": Kind.THING, "bridge": Kind.THING}


@dataclass(frozen=True, eq=False, slots=True)
class Sight:
    """What pictures of one world are about; made once for all of them."""

    scene: Scene
    prepared: Prepared
    kind: NDArray[np.uint8]  # (nodes,) a Kind of each of `prepared.nodes`
    land_m: F32  # (n, 3) points of the ground above the water
    spots_m: F32  # (k, 3) the middles of what teaches: stations, things, buildings
    reach_m: F32  # (k,) half their height
    weight: F32  # (k,) how much each matters
    grown_m: F32  # (p, 3) where plants are strewn, a few hundred at most
    swarm_m: F32  # (q, 3) where fish and birds are in the first picture of their round, a few hundred at most
    glow_m: F32  # (g, 3) points of what glows, a few dozen at most
    summit_m: F32  # (3,)
    relief_m: float
    peaked: float  # 1 where one summit stands over all, 0 where the highest land is a plateau
    island: bool  # whether land in a sea reaches few of the edges of the world

    @property
    def size_m(self) -> float:
        """Length of the world's side."""
        return self.prepared.size_m

    @property
    def rising_m(self) -> float:
        """The height from which land stands out: a third of the relief above the low land."""
        return float(np.percentile(self.land_m[:, 1], 10)) + 0.35 * self.relief_m

    @property
    def sun(self) -> F32:
        """The direction (3,) towards the sun."""
        return self.prepared.air.sun

    @property
    def floor_m(self) -> float:
        """The level of the sea, or far down where there is none."""
        return -1e6 if self.prepared.sea_level_m is None else self.prepared.sea_level_m

    def ground(self, point_m: F32) -> F32:
        """Return the height (n,) of the ground near points (n, 3), with what grows there left out of account."""
        away = (point_m[:, None, 0] - self.land_m[None, :, 0]) ** 2
        away = away + (point_m[:, None, 2] - self.land_m[None, :, 2]) ** 2
        found: F32 = self.land_m[away.argmin(axis=1), 1]
        return found


def sight_of(scene: Scene, prepared: Prepared) -> Sight:
    """Return what there is to show of `scene`; roles say what teaches and what is only dressing."""
    roles = {node.id: node.semantics.role for node in scene.walk() if node.semantics is not None}
    looked = frozenset(node.semantics.facts.get("look_at") for node in scene.walk() if node.semantics is not None)
    kind = np.array([_OF_ROLE.get(roles.get(name, ""), Kind.GROUND) for name in prepared.nodes], np.uint8)
    spots = [
        (shift, _half_height(scene, node), _WEIGHT[node.semantics.role])
        for node, _, shift in placed(scene)
        if node.semantics is not None and node.semantics.role in _WEIGHT and _named(node, scene.size_m, looked)
    ]
    land = _land(prepared)
    foot = np.array([spot for spot, _, _ in spots], np.float32).reshape(-1, 3)
    reach = np.array([half for _, half, _ in spots], np.float32)
    weight = np.array([share for _, _, share in spots], np.float32)
    if not spots:
        foot = _middle(land, prepared.size_m)
        reach, weight = np.ones(len(foot), np.float32), np.full(len(foot), 0.5, np.float32)
    glow = prepared.glow.soup.corner_m.mean(axis=1)
    low, broad, high = (float(np.percentile(land[:, 1], share)) for share in (10, 92, 99.5))
    relief = high - low
    return Sight(
        scene=scene,
        prepared=prepared,
        kind=kind,
        land_m=land,
        spots_m=foot + reach[:, None] * np.array([0.0, 1.0, 0.0], np.float32),
        reach_m=reach,
        weight=weight,
        grown_m=_strewn(scene, lambda batch: batch.model.startswith("plant")),
        swarm_m=_strewn(scene, lambda batch: batch.clip is not None),
        glow_m=glow[:: max(1, len(glow) // _GLOWS)] + np.array([0.0, 0.1, 0.0], np.float32),
        summit_m=land[int(land[:, 1].argmax())],
        relief_m=relief,
        peaked=float(min((land[:, 1].max() - broad) / max(0.5 * relief, 1e-3), 1.0)),
        island=prepared.sea_level_m is not None and _few_ashore(land, prepared.size_m),
    )


def _named(node: Node, size_m: float, looked: Collection[object]) -> bool:
    """Return whether a node is something to show: of land, what a station looks at, and middling pieces with a name."""
    means = node.semantics
    if means is None or means.role != "area":
        return True
    if node.id in looked:
        return True
    radius = means.facts.get("radius_m")
    sized = isinstance(radius, int | float) and 2.0 < radius < _LARGEST * size_m
    return sized and "." not in node.id and means.facts.get("kind") not in _EVERYWHERE


def _half_height(scene: Scene, node: Node) -> float:
    """Return half the height of what stands at a node, about half the radius of land, half a learner."""
    radius = node.semantics.facts.get("radius_m") if node.semantics is not None else None
    if isinstance(radius, int | float):
        return min(0.4 * float(radius), 8.0)
    model = scene.models.get(node.model) if node.model else None
    return 0.8 if model is None else min(max(model.height_m / 2.0, 0.3), 12.0)


def _strewn(scene: Scene, chosen: Callable[[Instances], bool]) -> F32:
    """Return where copies of the `chosen` batches are (p, 3), evenly thinned to a few hundred."""
    strewn = [
        batch.position_m + np.asarray(shift, np.float32)
        for node, _, shift in placed(scene)
        for batch in node.instances
        if chosen(batch)
    ]
    every = np.concatenate(strewn) if strewn else np.zeros((0, 3), np.float32)
    return every[:: max(1, len(every) // _GROWN)].astype(np.float32)


def _land(prepared: Prepared) -> F32:
    """Return points (n, 3) of the ground above the sea, at least one."""
    side = np.linspace(-0.47, 0.47, _GRID, dtype=np.float32) * np.float32(prepared.size_m)
    x, z = (a.ravel() for a in np.meshgrid(side, side))
    height = below(prepared, np.stack([x, np.full(len(x), _SKY_M, np.float32), z], axis=1))
    sea = -1e6 if prepared.sea_level_m is None else prepared.sea_level_m + 0.2
    land = np.stack([x, height, z], axis=1)[height > sea].astype(np.float32)
    if prepared.solids.still.scene is None:  # nothing can be traced: the corners of the ground will do
        soup = prepared.solids.still.soup
        land = soup.corner_m[(soup.thing == prepared.ground) & (soup.corner_m[:, 0, 1] > sea), 0][::40]
    return land if len(land) else np.zeros((1, 3), np.float32)


def _few_ashore(land: F32, size_m: float) -> bool:
    """Return whether points (n, 3) of the land reach less than a fifth of the edges of the world."""
    at = np.abs(land[:, (0, 2)]).max(axis=1)
    return int((at > 0.46 * size_m).sum()) < 4.0 * _ASHORE * _GRID


def _middle(land: F32, size_m: float) -> F32:
    """Return the points of the land (k, 3) near its middle: what a world without places to show is about."""
    near = np.hypot(land[:, 0], land[:, 2]) < 0.3 * size_m
    return land[near][::7] if near.any() else land[:1]


def below(prepared: Prepared, point_m: F32) -> F32:
    """Return the height (n,) of what lies below points (n, 3); far down where there is nothing."""
    down = np.broadcast_to(np.array([0.0, -1.0, 0.0], np.float32), point_m.shape)
    found: F32 = point_m[:, 1] - prepared.solids.still.nearest(point_m, down).distance_m
    return found


def in_sight(prepared: Prepared, eye: F32, points: F32, short_m: float = 1.5) -> NDArray[np.bool_]:
    """Return which points (n, 3) are seen from `eye` (3,) up to `short_m` before them."""
    offset = points - eye
    length = np.sqrt((offset * offset).sum(1))
    direction = offset / np.maximum(length, 1e-6)[:, None]
    origin = np.broadcast_to(eye, direction.shape)
    return ~prepared.solids.still.blocked(origin, direction, np.maximum(length - short_m, 0.01).astype(np.float32))
