"""What is seen from where: points of a target, and rays over the ground and past the things that stand on it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.seed import Seed
from worldgen.generate.land import Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.indoors import Inside, floor_m, outline_of
from worldgen.generate.layout.placed import F64, PlacedThing
from worldgen.generate.layout.rays import past_faces, past_walls, within

OVERHANG_M = 0.25  # how far a thing may stand out beyond its outline on the ground, where it hides a view
MOST_SAMPLES = 64
GRAZING = 0.06  # ground seen flatter than this cosine is not counted as shown
MOUNTAINS = frozenset({"volcano", "hills", "ridge"})
FOOT = 0.4  # share of a mountain's height that counts as its foot
LIFT_M = 0.2  # samples of land stand this much above it
NEAR_TARGET_M = 1.5  # a ray may end in the ground that it looks at
GOLDEN = 0.6180339887


def samples_of(board: Board, name: str, eye_m: F64, most: int = MOST_SAMPLES) -> F64:
    """Return points (k, 3) of `name` that a viewer at `eye_m` (3,) should see, k <= `most`.

    A thing gives points of its box on the sides that face the viewer; a piece of land the points of its surface that
    face the viewer, the more of them the more squarely it does. Where nothing faces the viewer the result is empty.
    """
    if name in board.things:
        thing = board.things[name]
        return samples_of_thing(thing, eye_m, most)
    if name in board.stations:
        x, y, z = board.stations[name].position_m
        return np.array([[x, y + 0.4, z], [x, y + 1.0, z], [x, y + 1.6, z]])
    room = board.room(name)
    if room is not None:
        return samples_of_room(board, room)
    area = board.area(name)
    if area is None:
        return np.zeros((0, 3))
    mask = _above_foot(board, area.mask) if area.kind in MOUNTAINS else area.mask
    crater = board.area(f"{name}.crater") if area.kind in MOUNTAINS else None
    if crater is not None:  # one looks at a mountain, not into it
        mask = mask & ~crater.mask
    return _samples_of_land(board, mask, board.seed / name, eye_m, most)


def _above_foot(board: Board, mask: Mask) -> Mask:
    """Return the part of a mountain that one means by it: its foot runs far out, under the viewer's own feet."""
    height = board.height_m[mask]
    if not height.size:
        return mask
    low, high = float(height.min()), float(height.max())
    return np.asarray(mask & (board.height_m >= low + FOOT * (high - low)))


def samples_of_thing(thing: PlacedThing, eye_m: F64, most: int = MOST_SAMPLES) -> F64:
    """Return points (k, 3) on the walls of the prism of `thing` that face `eye_m`, at all heights alike."""
    outline = thing.footprint_m
    normal, offset = polygon.normals(outline)
    facing = normal @ eye_m[[0, 2]] > offset
    if not facing.any():
        facing[:] = True
    starts, ends = outline[facing], np.concatenate((outline[1:], outline[:1]))[facing]
    count = max(min(most // (4 * len(starts)), 6), 2)
    along = ((np.arange(count) + 0.5) / count)[None, :, None]
    wall = (starts[:, None] + along * (ends - starts)[:, None]).reshape(-1, 2)
    wall = wall[:: -(-len(wall) // most)]
    each = max(most // len(wall), 1)
    phase = (np.arange(len(wall)) + 0.5) * GOLDEN % 1.0  # so that no two columns of points are cut at the same height
    rise = (np.arange(each) + phase[:, None]) / each * max(thing.height_m, 0.1)
    points = np.zeros((len(wall), each, 3))
    points[..., 0], points[..., 2] = wall[:, None, 0], wall[:, None, 1]
    points[..., 1] = thing.position_m[1] + rise
    return points.reshape(-1, 3)


def samples_of_room(board: Board, inside: Inside) -> F64:
    """Return points (k, 3) spread through a room, from the height of a chair to that of a head."""
    site, floors = board.things[inside.building], board.plan.floor_plans[inside.building]
    outline = outline_of(site, inside.room)
    low, high = outline.min(axis=0), outline.max(axis=0)
    x, z = np.meshgrid(*(np.linspace(a, b, 6)[1:-1] for a, b in zip(low, high, strict=True)))
    flat = np.stack([x.ravel(), z.ravel()], axis=1)
    flat = flat[polygon.depth(flat, outline) >= 0.2]
    rise = np.array([0.5, 1.1, 1.7]) + floor_m(site, floors, inside.room.level)
    points = np.repeat(flat, len(rise), axis=0)
    return np.stack([points[:, 0], np.tile(rise, len(flat)), points[:, 1]], axis=1)


def _samples_of_land(board: Board, mask: Mask, seed: Seed, eye_m: F64, most: int) -> F64:
    stride = max(int(np.sqrt(np.count_nonzero(mask) / (6.0 * most))), 1)
    rows, cols = np.nonzero(mask[::stride, ::stride])
    rows, cols = rows * stride, cols * stride
    last = board.land.rows - 1
    height, cell = board.height_m, board.cell_m
    x, z = cols * cell - board.land.size_m / 2, rows * cell - board.land.size_m / 2
    y = height[rows, cols].astype(np.float64)
    east, west = np.minimum(cols + 1, last), np.maximum(cols - 1, 0)
    south, north = np.minimum(rows + 1, last), np.maximum(rows - 1, 0)
    slope_x = (height[rows, east] - height[rows, west]) / ((east - west) * cell)
    slope_z = (height[south, cols] - height[north, cols]) / ((south - north) * cell)
    to_eye = np.stack([eye_m[0] - x, eye_m[1] - y, eye_m[2] - z])
    cosine = (to_eye[1] - slope_x * to_eye[0] - slope_z * to_eye[2]) / (
        np.sqrt(1.0 + slope_x**2 + slope_z**2) * np.maximum(np.sqrt((to_eye**2).sum(axis=0)), 1e-6)
    )
    seen = np.flatnonzero(cosine > GRAZING)
    # a draw without replacement, weighted by the cosine (Efraimidis and Spirakis 2006) and keyed by cell
    rank = -np.log1p(-seed.at(rows[seen], cols[seen])) / cosine[seen]
    order = np.argsort(rank, kind="stable")[:most]
    chosen = np.sort(seen[order])
    water = board.land.water_m[rows[chosen], cols[chosen]]
    return np.stack([x[chosen], np.maximum(y[chosen], water) + LIFT_M, z[chosen]], axis=1)


def over_ground(board: Board, eye_m: F64, samples_m: F64) -> NDArray[np.bool_]:
    """Return which rays from `eye_m` (..., 3) to `samples_m` (..., 3) run free over the ground."""
    way = samples_m - eye_m
    length = np.maximum(np.sqrt((way * way).sum(axis=-1)), 1e-6)
    if not length.size:
        return np.zeros(length.shape, np.bool_)
    steps = int(np.clip(np.ceil(float(length.max()) / (0.8 * board.cell_m)), 8, 160))
    share = ((np.arange(steps) + 0.7) / steps) * np.maximum(1.0 - NEAR_TARGET_M / length, 0.0)[..., None]
    x, y, z = (eye_m[..., i, None] + share * way[..., i, None] for i in range(3))
    return np.asarray((board.height_at(x, z) <= y + 0.02).all(axis=-1))


def past_prism(eye_m: F64, samples_m: F64, outline: F64, bottom_m: float, top_m: float) -> NDArray[np.bool_]:
    """Return which rays from `eye_m` (3,) to `samples_m` (n, 3) miss an upright prism."""
    start = np.broadcast_to(eye_m[[0, 2]], (len(samples_m), 2))
    enter, leave = polygon.crossing(start, samples_m[:, [0, 2]], outline)
    rise = samples_m[:, 1] - eye_m[1]
    first, last = eye_m[1] + enter * rise, eye_m[1] + leave * rise
    apart = (np.minimum(first, last) >= top_m) | (np.maximum(first, last) <= bottom_m)
    return np.asarray((enter >= leave) | apart)


def past_things(board: Board, eye_m: F64, samples_m: F64, without: Iterable[str]) -> NDArray[np.bool_]:
    """Return which rays miss every thing but those of `without` and those of smoke."""
    free = np.ones(len(samples_m), np.bool_)
    skipped = set(without)
    for name, thing in board.things.items():
        if name in skipped or thing.airy:
            continue
        past = past_thing(board, thing, eye_m, samples_m)
        if not past.all() and any(_carries(thing, board.things.get(other)) for other in skipped):
            past |= past_faces(thing, board.models[thing.model], eye_m, samples_m)
        free &= past
    return free


def _carries(thing: PlacedThing, other: PlacedThing | None) -> bool:
    """Return whether `other` stands on top of `thing`, so that one looks along its top and not past its outline."""
    if other is None or not 0.05 < other.position_m[1] - thing.position_m[1] < thing.height_m + 0.05:
        return False
    return bool(polygon.depth(np.array([other.position_m[::2]]), thing.footprint_m)[0] > 0.0)


def past_thing(board: Board, thing: PlacedThing, eye_m: F64, samples_m: F64) -> NDArray[np.bool_]:
    """Return which rays miss `thing`; those into or out of a building go by its doors and windows."""
    floors = board.plan.floor_plans.get(thing.id)
    if floors is not None and len(samples_m) and within(thing, floors, np.concatenate([eye_m[None], samples_m])).any():
        return past_walls(thing, floors, eye_m, samples_m)
    bottom = thing.position_m[1]
    return past_prism(eye_m, samples_m, _silhouette(thing.footprint_m), bottom, bottom + thing.height_m)


def _silhouette(outline: F64) -> F64:
    """Return an outline on the ground as wide as what stands on it may be higher up (a funnel, a roof, a crown)."""
    out = outline - outline.mean(axis=0)
    length = np.maximum(np.hypot(out[:, 0], out[:, 1]), 1e-6)[:, None]
    return np.asarray(outline + out / length * OVERHANG_M)


def share_seen(board: Board, eye_m: F64, samples_m: F64, target: str) -> float:
    """Return the share of `samples_m` seen from `eye_m`, 0 where there is nothing to see."""
    if not len(samples_m):
        return 0.0
    seen = over_ground(board, eye_m, samples_m) & past_things(board, eye_m, samples_m, (target,))
    return float(seen.mean())
