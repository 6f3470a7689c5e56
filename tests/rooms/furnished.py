"""Rooms for the tests of furnishing: made by hand, with walls, doors and windows where a test wants them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from shapely.geometry import Point

from worldgen.core.seed import Seed, world_seed
from worldgen.generate.props.load import load_model
from worldgen.generate.rooms.floor_plan import FloorPlan, Opening, Room, Storey, Wall
from worldgen.scene import Model

FLOOR_M = 0.15


def load(prop: str, values: object = None) -> Model:
    """Return a prop of the catalogue, made once."""
    key = f"{prop}{values!r}"
    if key not in _MADE:
        _MADE[key] = load_model(prop, values or {}, world_seed(1) / prop)  # type: ignore[arg-type]
    return _MADE[key]


_MADE: dict[str, Model] = {}


def plan_of(
    kind: str, wide: float, deep: float, doors: Sequence[tuple[str, float]] = (("s", 0.2),), windows: int = 2, *,
    wheelchair: bool = False,
) -> FloorPlan:  # fmt: skip
    """Return a plan of one room, its corner at the origin; a door is a side and where along it, as a share."""
    t = 0.3
    ends = {
        "n": ((-t / 2, -t / 2), (wide + t / 2, -t / 2)), "e": ((wide + t / 2, -t / 2), (wide + t / 2, deep + t / 2)),
        "s": ((wide + t / 2, deep + t / 2), (-t / 2, deep + t / 2)), "w": ((-t / 2, deep + t / 2), (-t / 2, -t / 2)),
    }  # fmt: skip
    walls = tuple(Wall(name, 0, a, b, t, (None, "r")) for name, (a, b) in ends.items())
    long = {"n": wide, "s": wide, "e": deep, "w": deep}
    openings = [
        Opening(f"door{k}", "door", side, t / 2 + 0.6 + share * (long[side] - 1.2), 0.9, 2.1)
        for k, (side, share) in enumerate(doors)
    ]
    openings += [
        Opening(
            f"window{k}", "window", "n", t / 2 + (k + 0.5) * wide / windows, min(1.3, 0.6 * wide / windows), 1.2, 0.9
        )
        for k in range(windows)
        if not any(side == "n" for side, _ in doors)
    ]
    outline = ((0.0, 0.0), (0.0, deep), (wide, deep), (wide, 0.0))
    return FloorPlan(
        "b", (Storey(0, FLOOR_M, 3.0),), (Room("r", kind, 0, outline),), walls, tuple(openings), (), "door0",
        wheelchair=wheelchair,
    )  # fmt: skip


def random_plan(kind: str, seed: Seed) -> FloorPlan:
    """Return a room of `kind` of a size and with doors and windows that are drawn."""
    wide, deep = 2.2 + 9.0 * seed.one(), 2.2 + 7.0 * (seed / "deep").one()
    count = 1 + (seed / "doors").choice(2)
    sides = ["s", "e", "w"]
    doors = [(sides.pop((seed / "side" / k).choice(len(sides))), (seed / "along" / k).one()) for k in range(count)]
    return plan_of(kind, wide, deep, doors, (seed / "windows").choice(4), wheelchair=(seed / "sits").one() > 0.7)


def box_of(model: Model, at: tuple[float, float, float], yaw: float) -> np.ndarray:
    """Return the corners on the ground (4, 2) and the span in height of a model, independently of the code."""
    points = np.concatenate([mesh.position_m for mesh in model.levels[0]])
    low, high = points.min(axis=0), points.max(axis=0)
    x = np.array([low[0], high[0], high[0], low[0]])
    z = np.array([low[2], low[2], high[2], high[2]])
    return np.stack([at[0] + x * np.cos(yaw) + z * np.sin(yaw), at[2] - x * np.sin(yaw) + z * np.cos(yaw)], axis=1)


def door_points(plan: FloorPlan) -> list[Point]:
    found = []
    for one in plan.openings:
        if one.kind != "window":
            wall = plan.wall(one.wall)
            (ax, az), (bx, bz) = wall.start_m, wall.end_m
            long = ((bx - ax) ** 2 + (bz - az) ** 2) ** 0.5
            ux, uz = (bx - ax) / long, (bz - az) / long
            middle = ax + ux * one.along_m, az + uz * one.along_m
            inward = (-uz, ux)  # walls run clockwise about the room seen from above
            found.append(Point(middle[0] + inward[0] * 0.65, middle[1] + inward[1] * 0.65))
    return found
