"""The board on which a layout is made: the ground as it is so far, and what stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.arrays import between
from worldgen.core.issues import Issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import F32, Area, Land, Mask
from worldgen.generate.layout.fields import FAR_M, Window, distance_m, far_distance_m
from worldgen.generate.layout.indoors import Inside, outline_of, room_named, rooms_of
from worldgen.generate.layout.placed import F64, NO_LIMIT_M, PlacedStation, PlacedThing, View
from worldgen.generate.paths import Routing, reach
from worldgen.generate.plan import Plan
from worldgen.generate.stages import Stages
from worldgen.scene import Model

CLEAR_M = 10.0  # how far the clearance field looks


@dataclass(eq=False, slots=True)
class Board:
    """The state of one layout in the making. Only `commit_*` and the pads change it."""

    plan: Plan
    models: Mapping[str, Model]
    seed: Seed
    land: Land  # as it came; its height is replaced by `height_m`
    height_m: F32
    slope_rad: F32
    depth_m: F32  # of the water
    cover: NDArray[np.uint8]
    fixed: Mask  # levelled, or a street: later pads leave these cells as they are
    pads: NDArray[np.int32]  # number of the pad under things, 0 for none; pads that touch are one
    clear_m: F32  # distance to the nearest footprint, at most CLEAR_M
    sight_m: F32  # tallest thing that hides no promised view
    street: Mask | None = None  # where streets run, if there are any: level but for their kerbs
    reached: Mask | None = None  # where a learner can get to; None until the ways are opened
    ways: Routing | None = None
    routed: Mask | None = None  # `reached` as the search found it, before things were placed
    start_m: tuple[float, float] = (0.0, 0.0)
    least_share: float = 0.5  # of a promised view that must be seen
    avoid: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)  # centres given up, by zone
    indoors: Mapping[str, Inside] = field(default_factory=dict)  # the room of what belongs in one, by id
    refused: dict[str, Issue] = field(default_factory=dict)  # things of rooms, found out before it was their turn
    stages: Stages = field(default_factory=Stages)  # what earlier attempts and builds found out
    careful: bool = False  # search the whole land after each thing, not only where the ground near it is narrow
    zones: dict[str, Area] = field(default_factory=dict)
    radius_m: dict[str, float] = field(default_factory=dict)  # of the zones
    things: dict[str, PlacedThing] = field(default_factory=dict)
    stations: dict[str, PlacedStation] = field(default_factory=dict)
    views: list[View] = field(default_factory=list)
    _hulls: dict[str, F64] = field(default_factory=dict)
    _far: dict[tuple[str, float], F32] = field(default_factory=dict)

    @property
    def cell_m(self) -> float:
        """Size of a cell in metres."""
        return self.land.cell_m

    def hull(self, model: str) -> F64:
        """Return the outline of `model` in its own frame, its corners in order."""
        if model not in self._hulls:
            self._hulls[model] = polygon.hull(self.models[model].footprint_m)
        return self._hulls[model]

    def area(self, name: str) -> Area | None:
        """Return the zone or the piece of land called `name`."""
        return self.zones.get(name) or self.land.areas.get(name)

    def outline(self, name: str) -> F64 | None:
        """Return the outline of a thing, or a small square where a station is."""
        if name in self.things:
            return self.things[name].footprint_m
        room = self.room(name)
        if room is not None:
            return outline_of(self.things[room.building], room.room)
        if name in self.stations:
            x, _, z = self.stations[name].position_m
            return np.array([[x - 0.3, z - 0.3], [x + 0.3, z - 0.3], [x + 0.3, z + 0.3], [x - 0.3, z + 0.3]])
        return None

    def knows(self, name: str) -> bool:
        """Return whether `name` has a place already."""
        return (
            name in self.things or name in self.stations or self.area(name) is not None or self.room(name) is not None
        )

    def room(self, name: str) -> Inside | None:
        """Return the room called `name` of a building that is placed."""
        found = room_named(self.plan, name) if name not in self.things else None
        return found if found is not None and found.building in self.things else None

    def centre_m(self, name: str) -> tuple[float, float]:
        """Return the middle of what is called `name` as (x, z)."""
        if name in self.things:
            x, _, z = self.things[name].position_m
            return x, z
        if name in self.stations:
            x, _, z = self.stations[name].position_m
            return x, z
        area = self.area(name)
        room = self.outline(name) if area is None else None
        if room is not None:
            middle = room.mean(axis=0)
            return float(middle[0]), float(middle[1])
        if area is None:
            raise KeyError(name)
        return area.centre_m

    def yaw_rad(self, name: str) -> float | None:
        """Return which way `name` faces, or None for what has no front."""
        if name in self.things:
            return self.things[name].yaw_rad
        return self.stations[name].yaw_rad if name in self.stations else None

    def distance_m(self, name: str, most_m: float) -> F32:
        """Return the distance of every cell from the edge of `name`: 0 inside it, FAR_M beyond `most_m`."""
        outline = self.outline(name)
        if outline is not None:
            return self.outline_distance_m(outline, most_m)
        if name in self.zones:
            x, z = self.zones[name].centre_m
            axes = self.land.axes()
            away = np.maximum(np.hypot(axes[0] - x, axes[1] - z) - self.radius_m[name], 0.0).astype(np.float32)
            return np.where(away <= most_m, away, FAR_M)
        key = (name, most_m)
        if key not in self._far:
            mask = self._mask(name)
            self._far[key] = distance_m(mask, self.cell_m, most_m)
        return self._far[key]

    def far_distance_m(self, name: str) -> F32:
        """Return the distance of every cell from `name` at any range; coarse for pieces of land."""
        outline = self.outline(name)
        if outline is None and name not in self.zones:
            key = (name, -1.0)
            if key not in self._far:
                self._far[key] = far_distance_m(self._mask(name), self.cell_m)
            return self._far[key]
        x, z = self.centre_m(name)
        axes = self.land.axes()
        inner = self.radius_m[name] if outline is None else polygon.radii(outline - (x, z))[0]
        away: F32 = np.maximum(np.hypot(axes[0] - x, axes[1] - z) - inner, 0.0).astype(np.float32)
        return away

    def outline_distance_m(self, outline: F64, most_m: float) -> F32:
        """Return the distance of every cell from `outline`, FAR_M beyond `most_m`."""
        out = np.full(self.height_m.shape, FAR_M, np.float32)
        box = self.box(outline, most_m)
        away = polygon.distance(self.points(box), outline)
        out[box] = np.where(away <= most_m, away, FAR_M)
        return out

    def box(self, outline: F64, margin_m: float) -> Window:
        """Return the slices of the cells within `margin_m` of `outline`, never empty."""
        low, high = outline.min(axis=0) - margin_m, outline.max(axis=0) + margin_m
        rows, cols = self.cell_of(np.array([low[0], high[0]]), np.array([low[1], high[1]]))
        return slice(int(rows[0]), int(rows[1]) + 1), slice(int(cols[0]), int(cols[1]) + 1)

    def points(self, box: Window) -> F64:
        """Return the (x, z) of the cells of `box`, (rows, cols, 2)."""
        x, z = self.land.axes()
        east, south = np.broadcast_arrays(x[:, box[1]], z[box[0], :])
        return np.stack([east, south], axis=-1).astype(np.float64)

    def height_at(self, x_m: F64, z_m: F64) -> F64:
        """Return the height of the ground so far at points, bilinear."""
        half, last = self.land.size_m / 2, self.land.rows - 1
        u = between(0, (x_m + half) / self.cell_m, last - 1e-6)
        v = between(0, (z_m + half) / self.cell_m, last - 1e-6)
        col, row = u.astype(np.int64), v.astype(np.int64)
        fu, fv = u - col, v - row
        take, at = self.height_m.ravel().take, row * (last + 1) + col
        top = take(at) * (1 - fu) + take(at + 1) * fu
        low = take(at + last + 1) * (1 - fu) + take(at + last + 2) * fu
        return np.asarray(top * (1 - fv) + low * fv, np.float64)

    def cell_of(self, x_m: F64, z_m: F64) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (row, col) of the samples nearest to the points, clipped to the grid."""
        half, last = self.land.size_m / 2, self.land.rows - 1
        row = between(0, np.rint((z_m + half) / self.cell_m), last).astype(np.int64)
        return row, between(0, np.rint((x_m + half) / self.cell_m), last).astype(np.int64)

    def value_at(self, field_: NDArray[Any], points: F64) -> NDArray[Any]:
        """Return the value of a grid at the cells nearest to `points` (..., 2)."""
        rows, cols = self.cell_of(points[..., 0], points[..., 1])
        return np.asarray(field_.ravel().take(rows * field_.shape[1] + cols))

    def inside(self, points: F64, margin_m: float) -> Mask:
        """Return which `points` (..., 2) are in the world, `margin_m` from its edge."""
        return np.asarray(np.abs(points).max(axis=-1) <= self.land.size_m / 2 - margin_m)

    def refresh(self, box: Window) -> None:
        """Bring slope and depth up to date after the ground changed inside `box`."""
        grown = tuple(slice(max(side.start - 2, 0), side.stop + 2) for side in box)
        rows, cols = grown
        dz, dx = np.gradient(self.height_m[rows, cols], self.cell_m)
        pairs = zip(box, grown, strict=True)
        inner = tuple(slice(side.start - big.start, side.stop - big.start) for side, big in pairs)
        self.slope_rad[box] = np.arctan(np.hypot(dx, dz).astype(np.float64))[inner]
        water = self.land.water_m[box]
        self.depth_m[box] = np.where(water > self.height_m[box], water - self.height_m[box], 0.0)

    def taken(self, outline: F64) -> None:
        """Write down that `outline` is built on: the clearance field shrinks around it."""
        box = self.box(outline, CLEAR_M)
        away = polygon.distance(self.points(box), outline).astype(np.float32)
        np.minimum(self.clear_m[box], away, out=self.clear_m[box])

    def ground(self) -> Land:
        """Return the land as it is so far: pads levelled, footprints blocked, zones among its areas."""
        return replace(
            self.land,
            height_m=self.height_m.copy(),
            cover=self.cover.copy(),
            blocked=self.land.blocked | self.solid(0.0),
            areas={**self.land.areas, **self.zones},
        )

    def solid(self, margin_m: float) -> Mask:
        """Return the cells within `margin_m` of a footprint that stops a walker."""
        out = np.zeros(self.height_m.shape, np.bool_)
        for thing in self.things.values():
            if not stops(self.models[thing.model]) or thing.on is not None:
                continue
            box = self.box(thing.footprint_m, margin_m + self.cell_m)
            out[box] |= polygon.distance(self.points(box), thing.footprint_m) <= margin_m + 1e-9
        return out

    def reached_with(self, outline: F64) -> Mask | None:
        """Return where a learner can get to when `outline` is built on as well, None before the ways are known."""
        if self.ways is None:
            return None
        taken = self.solid(0.0)
        box = self.box(outline, self.cell_m)
        taken[box] |= polygon.distance(self.points(box), outline) <= 1e-9
        return reach(self.ways, self._home_m(), taken)

    def _home_m(self) -> tuple[float, float]:
        """Return where the lesson begins: at its first station once that is placed on the ground."""
        first = self.plan.start or next((station.id for station in self.plan.stations), "")
        station = self.stations.get(first)
        if station is None or station.on is not None:
            return self.start_m
        return station.position_m[0], station.position_m[2]

    def _mask(self, name: str) -> Mask:
        area = self.area(name)
        if area is None:
            raise KeyError(name)
        return area.mask


def stops(model: Model) -> bool:
    """Return whether a walker is stopped by `model`: not by smoke, nor by what one walks upon."""
    return not model.airy and not model.landing


def make_board(plan: Plan, land: Land, models: Mapping[str, Model], seed: Seed) -> Board:
    """Return an empty board on `land`."""
    shape, street = land.height_m.shape, land.tread > 0.0
    return Board(
        plan=plan, models=models, seed=seed, land=land,
        height_m=land.height_m.copy(), slope_rad=land.slope_rad(), depth_m=land.depth_m(), cover=land.cover.copy(),
        fixed=street.copy(), street=street if street.any() else None, pads=np.zeros(shape, np.int32),
        clear_m=np.full(shape, CLEAR_M, np.float32),
        sight_m=np.full(shape, NO_LIMIT_M, np.float32), indoors=rooms_of(plan),
    )  # fmt: skip
