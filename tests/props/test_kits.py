"""The kits of props: enough in each, of a size that a person believes, light, solid where they are, useful indoors."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from worldgen.core.seed import world_seed
from worldgen.generate.props.catalogue import kit_names
from worldgen.generate.props.load import load_model
from worldgen.generate.rooms.furnish.model_boxes import size_of, top_of
from worldgen.scene import Model

KITS = (
    "camp", "science", "harbour", "village", "farm", "street", "park", "school", "laboratory", "workshop", "kitchen",
    "hospital", "office", "storage", "shop", "museum", "home", "signs", "people",
)  # fmt: skip
NAMES = tuple(name for kit in KITS for name in kit_names(kit))
LARGE = {"gas_plume", "windmill", "lander", "rover"}  # a cloud of gas, and what is a building rather than a prop
PAYS_FROM = 150  # triangles from which a coarser level is worth its bytes
HANGS = {"curtains"}  # its hem hangs above the floor
TOPS = {  # metres: what carries things, and how high
    "workbench": 0.88, "school_desk": 0.75, "office_desk": 0.77, "lab_bench": 0.9, "dining_table": 0.76,
    "meeting_table": 0.75, "coffee_table": 0.42, "nightstand": 0.54, "kitchen_counter": 0.89, "round_table": 0.75,
    "plinth": 0.9, "sideboard": 0.8, "low_shelf": 0.87,
}  # fmt: skip


@cache
def model_of(name: str) -> Model:
    return load_model(name, {}, world_seed(1) / name)


@cache
def points_of(name: str) -> np.ndarray:
    model = model_of(name)
    parts = [mesh.position_m for mesh in model.levels[0]]
    parts += [mesh.position_m + np.float32(one.pivot_m) for one in model.moving for mesh in one.levels[0]]
    return np.concatenate(parts)


def test_there_are_at_least_two_hundred_and_twenty_props_in_all_kits() -> None:
    assert len(set(NAMES)) >= 220
    few = [kit for kit in KITS if len(kit_names(kit)) < 6]
    assert few == []


@pytest.mark.parametrize("name", NAMES)
def test_a_prop_is_light_and_has_a_coarser_level_where_that_pays(name: str) -> None:
    model = model_of(name)
    assert model.triangles() <= 600 or name in LARGE
    if model.triangles() > PAYS_FROM:
        assert len(model.levels) == 2
        assert model.triangles(1) <= model.triangles(0)


@pytest.mark.parametrize("name", NAMES)
def test_a_prop_has_the_size_of_a_real_thing_and_stands_on_the_ground(name: str) -> None:
    points = points_of(name)
    low, high = points.min(axis=0), points.max(axis=0)
    assert 0.005 <= high[1] <= 30.0
    assert (high - low).max() <= 30.0
    assert low[1] >= -1.0
    assert low[1] <= 0.15 or name in HANGS
    assert (low[[0, 2]] <= 0.3).all()  # its origin is at its foot, not beside it
    assert (high[[0, 2]] >= -0.3).all()


@pytest.mark.parametrize("name", NAMES)
def test_what_stops_a_walker_is_where_the_prop_is(name: str) -> None:
    model = model_of(name)
    points = points_of(name)
    low, high = points.min(axis=0) - 0.12, points.max(axis=0) + 0.12
    for solid in model.colliders:
        half = np.array(solid.half_m)
        if not solid.yaw_rad:
            assert (np.array(solid.centre_m) - half >= low).all()
            assert (np.array(solid.centre_m) + half <= high).all()
    passable = model.airy or high[1] < 0.3 or not model.colliders
    tall = float(np.ptp(points[:, 1])) > 1.2 and min(np.ptp(points[:, (0, 2)], axis=0)) > 0.3
    assert model.colliders or passable
    assert model.colliders or model.airy or not tall or name in {"curtains", "dust_pipe"}


@pytest.mark.parametrize(("name", "height"), TOPS.items())
def test_tables_have_a_top_that_carries_things(name: str, height: float) -> None:
    top = top_of(model_of(name))
    assert top is not None
    assert top.height_m == pytest.approx(height, abs=0.03)
    size = size_of(model_of(name))
    assert top.low_m[0] >= size.low_m[0] - 0.02
    assert top.high_m[0] <= size.high_m[0] + 0.02


@pytest.mark.parametrize("name", ["framed_picture", "hanging_clock", "warning_plate", "notice_board", "wall_cupboard"])
def test_what_hangs_on_a_wall_is_flat_behind_and_in_nobody_s_way(name: str) -> None:
    model = model_of(name)
    size = size_of(model)
    assert size.low_m[1] >= -0.001
    assert size.high_m[1] <= 0.4
    assert not model.colliders
