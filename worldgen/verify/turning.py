"""Room to turn in: in a building for wheelchairs, a free circle in every room, joined to the floor that is reached.

The circle is looked for on a raster and then about its best places more and more finely: its middle may lie between
the cells. It keeps within the outline of the room, off all that stops a body, and on the floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.verify.glb import PlacedNode
from worldgen.verify.regions import Region
from worldgen.verify.walk import Solid, Walker, shifted

F64 = NDArray[np.float64]
RADIUS_M = 0.75  # ISO 21542: 1.5 m across
OFF_M = 0.005  # that a file may round away
FINER = 4  # times: from 0.1 m between the places down to 4 mm
BESIDE_M = 0.1  # from a station to the middle of the circle
SAME_M = 0.1  # between the floor of a room and its place in the tree
MOST_PLACES = 200  # that are looked at more closely
_ROUND = np.array(list(product((-1, 0, 1), repeat=2)), np.float64)


def cramped(
    nodes: Sequence[PlacedNode], regions: Sequence[Region], solids: Sequence[Solid], walker: Walker
) -> Iterator[str]:
    """Yield the rooms, by the names of their nodes, and the stations in them, where a wheelchair has no circle."""
    named = {node.name: node for node in nodes}
    for region in regions:
        home = named.get(region.name)
        if home is None or not home.meaning.get("facts", {}).get("wheelchair"):
            continue
        for node in nodes:
            facts = node.meaning.get("facts", {})
            if node.name.startswith(f"{region.name}.") and facts.get("kind") == "room":
                outline = np.asarray(facts["outline_m"], np.float64)
                walls = outline @ home.world[:3, (0, 2)].T + home.world[:3, 3]
                flat, floor_m, body = walls[:, (0, 2)], float(node.world[1, 3]), _Body(solids, walker)
                if not _turns(flat, floor_m, region, body):
                    yield node.name
                yield from (one.name for one in _stations(nodes, flat, floor_m) if not _turns_at(one, flat, body))


@dataclass(frozen=True, eq=False, slots=True)
class _Body:
    """Who turns, and all that may be in the way."""

    solids: Sequence[Solid]
    walker: Walker


def _turns(walls: F64, floor_m: float, region: Region, body: _Body) -> bool:
    """Return whether there is a circle within `walls` (n, 2) on the floor at that height."""
    low, high = floor_m + body.walker.step_m, floor_m + body.walker.height_m
    stops = [
        one for one in body.solids if one.centre_m[1] + one.half_m[1] > low and one.centre_m[1] - one.half_m[1] < high
    ]
    places, step_m = _reached(region, floor_m, body.walker), region.window.cell_m
    for _ in range(FINER):
        clear = np.minimum(_from_walls(places, walls), _from_solids(places, stops, walls))
        if (clear >= RADIUS_M - OFF_M).any():
            return True
        hopeful = np.flatnonzero(clear >= RADIUS_M - 0.71 * step_m)
        places = places[hopeful[np.argsort(-clear[hopeful], kind="stable")[:MOST_PLACES]]]
        step_m /= 3
        places = (places[:, None] + step_m * _ROUND).reshape(-1, 2)
    return False


def _stations(nodes: Sequence[PlacedNode], walls: F64, floor_m: float) -> Iterator[PlacedNode]:
    """Yield the stations within `walls` (n, 2) on the floor at that height."""
    for node in nodes:
        if node.meaning.get("role") == "station" and abs(float(node.world[1, 3]) - floor_m) <= SAME_M:
            at = np.asarray(node.world[:3, 3], np.float64)[[0, 2]][None]
            if _from_walls(at, walls)[0] > 0.0:
                yield node


def _turns_at(station: PlacedNode, walls: F64, body: _Body) -> bool:
    """Return whether one who stands at `station` can turn there: in a circle about it, or a hand beside it."""
    low, high = float(station.world[1, 3]) + body.walker.step_m, float(station.world[1, 3]) + body.walker.height_m
    stops = [
        one for one in body.solids if one.centre_m[1] + one.half_m[1] > low and one.centre_m[1] - one.half_m[1] < high
    ]
    places = np.asarray(station.world[:3, 3], np.float64)[[0, 2]] + BESIDE_M * _ROUND
    clear = np.minimum(_from_walls(places, walls), _from_solids(places, stops, walls))
    return bool((clear >= RADIUS_M - OFF_M).any())


def _reached(region: Region, floor_m: float, walker: Walker) -> F64:
    """Return the cells (k, 2) that one reaches on a floor, with so much of it around that a circle may lie on it."""
    reach = max(RADIUS_M - walker.radius_m - 0.01, 0.0) / region.window.cell_m
    span = range(-int(reach), int(reach) + 1)
    x, z = region.window.centres()
    found = []
    for layer, far in zip(region.layers[1:], region.far[1:], strict=True):
        held = layer.standable & np.isfinite(far) & (np.abs(layer.height_m - floor_m) <= SAME_M)
        for i, j in product(span, span):
            if 0 < np.hypot(i, j) <= reach:
                held &= shifted(layer.standable, i, j, 0.0)
        rows, cols = np.nonzero(held)
        found.append(np.stack([x[0, cols], z[rows, 0]], axis=1))
    return np.concatenate(found)


def _from_walls(places: F64, walls: F64) -> F64:
    """Return how far places (k, 2) are within an outline, below 0 beyond it."""
    x, z = places.T
    far, odd = np.full(len(places), np.inf), np.zeros(len(places), np.bool_)
    for a, b in zip(walls, np.roll(walls, -1, axis=0), strict=True):
        way = b - a
        share = np.clip(((places - a) @ way) / max(float(way @ way), 1e-12), 0.0, 1.0)
        far = np.minimum(far, np.hypot(*(places - a - share[:, None] * way).T))
        if way[1]:
            odd ^= ((a[1] > z) != (b[1] > z)) & (x < way[0] * (z - a[1]) / way[1] + a[0])
    return np.where(odd, far, -far)


def _from_solids(places: F64, solids: Sequence[Solid], walls: F64) -> F64:
    """Return how far places (k, 2) are from the nearest of the solids that stand at or within `walls`."""
    far = np.full(len(places), np.inf)
    low, high = walls.min(axis=0) - 1.0, walls.max(axis=0) + 1.0
    for one in solids:
        middle, reach = one.centre_m[[0, 2]], float(np.hypot(one.half_m[0], one.half_m[2]))
        if (middle + reach < low).any() or (middle - reach > high).any():
            continue
        dx, dz = (places - middle).T
        if one.kind == "cylinder":
            gap = np.hypot(dx, dz) - one.half_m[0]
        else:
            cos, sin = np.cos(one.yaw_rad), np.sin(one.yaw_rad)
            across, deep = np.abs(cos * dx - sin * dz) - one.half_m[0], np.abs(sin * dx + cos * dz) - one.half_m[2]
            gap = np.hypot(np.maximum(across, 0.0), np.maximum(deep, 0.0))
        far = np.minimum(far, gap)
    return far
