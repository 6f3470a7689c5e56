"""Rooms that are shown cut open: looked into towards their windows, tall things at the far walls, people at work."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon

from tests.rooms.furnished import box_of, load, plan_of
from worldgen.core.seed import world_seed
from worldgen.generate.rooms.asked import Asked
from worldgen.generate.rooms.furnish import Dressed, Sights, dress, furnish
from worldgen.generate.rooms.furnish.fill import HIDING_M
from worldgen.generate.rooms.furnish.poses import TALL_M
from worldgen.generate.rooms.outlook import looked_from

WIDE_M, DEEP_M = 11.0, 8.0
NOWHERE = np.zeros((0, 3))


def test_a_room_is_looked_into_from_the_side_across_its_windows() -> None:
    plan = plan_of("workshop", WIDE_M, DEEP_M, windows=3)  # its windows are in the north
    assert looked_from(plan, plan.rooms[0], {"r"})[1] > 0
    bare = plan_of("workshop", 4.0, 12.0, windows=0)
    x, z = looked_from(bare, bare.rooms[0], {"r"})
    assert abs(x) == abs(z) == 1.0


def hiding(pieces: tuple[Dressed, ...]) -> set[str]:
    """The tall things on the floor that stand before the walls in the south and in the east."""
    near = LineString([(0.0, DEEP_M), (WIDE_M, DEEP_M), (WIDE_M, 0.0)])
    return {
        one.key for one in pieces
        if one.model.height_m >= TALL_M and one.position_m[1] < 0.5
        and near.distance(Polygon(box_of(one.model, one.position_m, one.yaw_rad)).centroid) < HIDING_M
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["workshop", "office", "store"])
def test_nothing_tall_stands_before_the_walls_that_are_cut_away(kind: str) -> None:
    plan = plan_of(kind, WIDE_M, DEEP_M)
    room, seeds = plan.rooms[0], [world_seed(number) for number in range(4)]
    assert any(hiding(dress(plan, room, [], seed, load).pieces) for seed in seeds)  # where nobody looks in
    for seed in seeds:
        made = dress(plan, room, [], seed, load, Sights(NOWHERE, (1.0, 1.0))).pieces
        assert hiding(made) == set()
        assert len(made) > 6


def test_who_faces_the_bench_that_he_is_near_stands_at_it() -> None:
    plan = plan_of("workshop", WIDE_M, DEEP_M)
    asked = [
        Asked("bench", load("workbench"), "/a"),
        Asked("jun", load("apprentice"), "/b", near="bench", facing="bench"),
    ]
    for number in range(6):
        made = furnish(plan, plan.rooms[0], asked, world_seed(number))
        assert made.refused == ()
        bench, jun = made.placed
        shape = Polygon(box_of(asked[0].model, bench.position_m, bench.yaw_rad))
        x, _, z = jun.position_m
        assert shape.distance(Point(x, z)) < 0.6
        ahead = Point(x + 0.7 * math.sin(jun.yaw_rad), z + 0.7 * math.cos(jun.yaw_rad))
        assert shape.contains(ahead)


def test_benches_that_nobody_named_stand_in_a_full_grid() -> None:
    plan = plan_of("workshop", 13.0, 9.0)
    made = dress(plan, plan.rooms[0], [], world_seed(3), load).pieces
    at = np.array([one.position_m for one in made if one.model.id.endswith("workbench")])[:, (0, 2)]
    columns, rows = (sorted(set(np.round(at[:, k], 2).tolist())) for k in (0, 1))
    assert len(at) == len(columns) * len(rows) == 6
    assert len(columns) > len(rows)
