"""Worlds of every size that a lesson may ask for: fine enough to walk, light enough for a small computer."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.issues import SpecError
from worldgen.export.budget import BUDGETS
from worldgen.generate.intent import cell_m
from worldgen.pipeline import build, load_lesson
from worldgen.verify import verify

LAND = {"PLACE_UNREACHABLE", "STATION_UNREACHABLE", "PLACE_TOO_SMALL", "PLACE_EMPTY"}  # no size mends these
GLB = PurePosixPath("world.glb")
LESSON = """
worldgen: 1
lesson: {{id: sized, title: Sized}}
world:
  setting: {setting}
  size: {size} m
  seed: {seed}
  zones:
    - {{id: camp, at: {{east: 48 %, north: 40 %}}, radius: 6 m}}
  things:
    - {{id: shelter, prop: tent, in: camp}}
stations:
  - {{id: start, where: {{in: camp}}, look_at: shelter, text: Here.}}
  - {{id: off, where: {{near: camp, within: {far} m}}, text: There.}}
"""


def write(folder: Path, size: int, setting: str, seed: int) -> Path:
    path = folder / f"{setting}-{size}-{seed}.yaml"
    path.write_text(LESSON.format(size=size, setting=setting, seed=seed, far=max(size // 5, 14)), "utf-8")
    return path


@given(st.floats(64.0, 2000.0))
def test_cells_are_a_power_of_two_and_never_wider_than_a_path(size_m: float) -> None:
    cells = size_m / cell_m(size_m)
    assert cells == pytest.approx(2 ** round(np.log2(cells)))
    assert cell_m(size_m) <= (1.0 if size_m <= 256.0 else 2.0)
    assert cells <= 1024.5


def walked(size: int, setting: str, seed: int, folder: Path) -> None:
    """Build a world for the web, or see it refused for its land; walk it, and hold it against the budget."""
    path = write(folder, size, setting, seed)
    try:
        done = build(path, make=("glb",), profile="web")
    except SpecError as refused:
        if {one.code for one in refused.issues} <= LAND:
            return
        raise
    assert verify(done.files[GLB]).ok
    cost, budget = done.report["worst_view"], BUDGETS["chromebook"]
    assert cost["triangles"] <= budget.triangles
    assert cost["draw_calls"] <= budget.draw_calls
    assert cost["gzip_bytes"] <= budget.gzip_bytes


def test_one_begins_where_one_can_walk_and_not_on_the_bank_of_a_pad(tmp_path: Path) -> None:
    walked(78, "volcanic_island", 84, tmp_path)


@pytest.mark.parametrize(
    ("size", "setting"), [(192, "rocky_coast"), (400, "rocky_coast"), (400, "desert_canyon"), (500, "polar")]
)
def test_cliffs_and_fields_of_ice_are_light_enough_for_a_small_computer(
    tmp_path: Path, size: int, setting: str
) -> None:
    path = write(tmp_path, size, setting, 1)
    cost = build(path, make=("glb",), profile="web").report["worst_view"]
    assert cost["gzip_bytes"] <= BUDGETS["chromebook"].gzip_bytes


@settings(max_examples=6, deadline=None)
@given(st.integers(64, 640), st.sampled_from(["river_valley", "volcanic_island"]), st.integers(0, 99))
def test_worlds_of_any_size_are_built_walked_and_light(
    tmp_path_factory: pytest.TempPathFactory, size: int, setting: str, seed: int
) -> None:
    walked(size, setting, seed, tmp_path_factory.mktemp("sized"))


@pytest.mark.deep
@settings(max_examples=40, deadline=None)
@given(st.integers(64, 2000), st.sampled_from(["river_valley", "volcanic_island"]), st.integers(0, 999))
def test_worlds_of_any_size_up_to_the_largest(
    tmp_path_factory: pytest.TempPathFactory, size: int, setting: str, seed: int
) -> None:
    walked(size, setting, seed, tmp_path_factory.mktemp("sized"))


@pytest.mark.parametrize("setting", ["river_valley", "volcanic_island"])
def test_the_largest_world_is_built_walked_and_light(setting: str, tmp_path: Path) -> None:
    walked(2000, setting, 3, tmp_path)


def test_two_kilometres_are_the_most(tmp_path: Path) -> None:
    assert load_lesson(write(tmp_path, 2000, "river_valley", 1)).world.size == 2000.0
    with pytest.raises(SpecError, match="at most 2000"):
        load_lesson(write(tmp_path, 2001, "river_valley", 1))
