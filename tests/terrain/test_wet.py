"""Water and ice: rivers that never rise, land that drains into them, seas, stacks, reefs, marshes, glaciers."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terrain.drainage import drained, ends_in
from tests.terrain.ground import feature, island_features, shaped
from worldgen.core.grid import distance_m
from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.generate.ground import GroundLook, Meshing, ground_nodes
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.settings import load_setting
from worldgen.generate.stages import Stages
from worldgen.generate.terrain.falls import with_falls
from worldgen.generate.vegetation.nursery import habit_of
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.scene import Mesh

GALLERY = Path(__file__).resolve().parents[2] / "scenes" / "gallery"
OURS = ("rainforest", "broadleaf_forest", "rocky_coast", "polar", "underwater_reef")


def meshes(land: Land, setting: str) -> dict[str, tuple[Mesh, ...]]:
    fine = np.zeros(land.height_m.shape, bool)
    _, models = ground_nodes(land, load_setting(setting), GroundLook(), Meshing(fine, 0.2))
    return {name: model.levels[0] for name, model in models.items()}


def corners(found: tuple[Mesh, ...]) -> np.ndarray:
    return np.concatenate([mesh.position_m for mesh in found]).astype(float)


def surface_along(land: Land, name: str) -> np.ndarray:
    line = land.areas[name].line_m
    assert line is not None
    return land.water_m[land.cell_of(line[:, 0], line[:, 1])]


def test_a_river_passes_the_points_that_the_lesson_names_and_still_never_rises() -> None:
    points = [("32 %", "48 %"), ("40 %", "26 %")]
    through = [{"east": east, "north": north} for east, north in points]
    ends = {"from_": {"east": "2 %", "north": "54 %"}, "to": {"east": "50 %", "north": "1 %"}}
    land = shaped(feature("brook", "river", **ends, through=through, width="8 m"), setting="river_valley", size_m=176.0)
    line = land.areas["brook"].line_m
    assert line is not None
    for east, north in points:
        at = np.array([float(east[:-2]) - 50.0, 50.0 - float(north[:-2])]) * 1.76
        assert float(np.hypot(*(line - at).T).min()) < 14.0
    assert (np.diff(surface_along(land, "brook")) < 0.05).all()


@given(
    st.lists(st.floats(0.0, 6.0, allow_subnormal=False, width=32), min_size=12, max_size=60),
    st.one_of(st.none(), st.integers(0, 4)),
)
@settings(max_examples=60, deadline=None)
def test_drawing_a_rivers_drop_together_into_falls_never_lifts_it_and_keeps_its_ends(
    drops: list[float], count: int | None
) -> None:
    along = np.arange(len(drops), dtype=np.float32) * 2.0
    surface = (np.sum(drops) - np.cumsum(drops)).astype(np.float32)
    profile = with_falls(along, surface, count)
    at = np.linspace(0.0, along[-1], 900).astype(np.float32)
    level = profile.at(at)
    assert np.diff(level).max(initial=0.0) <= 1e-4
    assert (level <= np.interp(at, along, surface) + 1e-3).all()
    assert profile.at(along[[0, -1]]) == pytest.approx(surface[[0, -1]], abs=1e-3)
    assert count is None or len(profile.lips_m) <= count


@pytest.mark.parametrize("seed", range(6))
def test_a_river_over_falls_never_rises_and_each_fall_drops_at_its_lip(seed: int) -> None:
    land = shaped(island_features()[0], feature("it", "river", from_="cone", to="sea", falls=2), seed=seed)
    assert np.diff(surface_along(land, "it")).max() <= 1e-3
    lips = land.areas["it.falls"].line_m
    assert lips is not None
    assert len(lips) == 4
    for left, right in lips.reshape(2, 2, 2):
        right_of_way = (right - left) / np.hypot(*(right - left))
        way = np.array([right_of_way[1], -right_of_way[0]])
        middle = (left + right) / 2.0
        above, below = (land.water_m[land.cell_of(*(middle + way * step))] for step in (-2.0, 3.0))
        assert above > below + 0.3


@given(st.integers(0, 2**31))
@settings(max_examples=8, deadline=None)
def test_the_river_of_a_rainforest_falls_over_the_step_and_never_rises(seed: int) -> None:
    land = shaped(setting="rainforest", seed=seed, size_m=128.0)
    surface = surface_along(land, "river")
    assert (surface > NO_WATER).all()
    assert np.diff(surface).max() <= 1e-3
    assert (surface[:-3] - surface[3:]).max() > 4.0  # a fall, and not a slope
    assert land.areas["river.falls"].mask.any()


def test_falling_water_hangs_between_its_two_levels_before_the_lip() -> None:
    land = shaped(setting="rainforest", seed=4, size_m=128.0)
    lips = land.areas["river.falls"].line_m
    assert lips is not None
    middle = lips.reshape(-1, 2, 2).mean(axis=1)
    water, foam, sheet, strands, spray = meshes(land, "rainforest")["water.river"]
    materials = [mesh.material for mesh in (water, foam, sheet, strands, spray)]
    assert materials == ["water", "foam", "matte", "foam", "smoke"]
    surface = surface_along(land, "river")
    for falling in (sheet, strands):
        at = falling.position_m[:, [0, 2]]
        assert np.hypot(*(at[:, None] - middle).transpose(2, 0, 1)).min(axis=1).max() < 16.0
        assert falling.position_m[:, 1].max() < surface.max() + 0.2
        assert falling.position_m[:, 1].min() > surface.min() - 0.3


def test_a_river_that_is_too_flat_for_its_falls_says_how_many_it_has_room_for() -> None:
    flat = feature("r", "river", from_={"east": "50 %", "north": "20 %"}, to="south", falls=4)
    with pytest.raises(SpecError) as refused:
        shaped(flat, setting="river_valley")
    (found,) = refused.value.issues
    assert found.code == "RIVER_TOO_FLAT"
    assert found.pointer == "/world/terrain/r/falls"


@pytest.mark.parametrize("setting", ["rainforest", "broadleaf_forest"])
@pytest.mark.parametrize("seed", range(3))
def test_rain_beside_a_river_runs_into_it_and_the_river_lies_where_bare_land_would_drain(
    setting: str, seed: int
) -> None:

    land = shaped(setting=setting, seed=seed, size_m=128.0)
    river = land.areas["river"]
    how = drained(np.maximum(land.height_m, land.water_m).astype(float))
    x, z = land.axes()
    beside = (distance_m(river.mask, land.cell_m, 14.0) < 12.0) & ~river.mask
    beside &= np.maximum(np.abs(x), np.abs(z)) < 60.0
    assert ends_in(how, np.flatnonzero(beside), river.mask).mean() > 0.85
    bare = load_setting(setting).shape(x, z, land.size_m, _seed(setting, seed))
    area = drained(bare.astype(float)).area.reshape(bare.shape)
    assert river.line_m is not None
    rows, cols = land.cell_of(river.line_m[:, 0], river.line_m[:, 1])
    most = [area[max(r - 5, 0) : r + 6, max(c - 5, 0) : c + 6].max() for r, c in zip(rows, cols, strict=True)]
    assert (np.array(most) > np.quantile(area, 0.95)).mean() > 0.6


def _seed(setting: str, seed: int) -> object:
    from tests.terrain.ground import plan  # noqa: PLC0415

    return plan(setting=setting, seed=seed).seed / "setting"


@pytest.mark.parametrize("side", ["north", "south", "east", "west"])
@pytest.mark.parametrize("coast", ["gentle", "steep"])
def test_a_sea_lies_on_its_side_at_one_level_and_bears_two_names(side: str, coast: str) -> None:
    land = shaped(feature("bay", "sea", side=side, coast=coast), setting="river_valley", seed=5)
    sea = land.areas["sea"].mask
    line = {"north": sea[0], "south": sea[-1], "west": sea[:, 0], "east": sea[:, -1]}
    assert line[side].mean() > 0.9
    assert 0.1 < sea.mean() < 0.5
    assert np.ptp(land.water_m[sea]) == 0.0
    assert np.array_equal(land.areas["bay"].mask, sea)
    assert land.areas["shore"].mask.any()


def test_a_river_that_runs_to_an_edge_ends_at_the_level_of_the_sea_there() -> None:
    land = shaped(feature("bay", "sea", side="south", level="1 m"), setting="river_valley", seed=3)
    surface = surface_along(land, "river")
    assert np.diff(surface).max() <= 1e-3
    assert surface[-1] == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_stacks_stand_in_the_sea_and_nobody_walks_on_them(seed: int) -> None:
    land = shaped(setting="rocky_coast", seed=seed)
    stacks = land.areas["stacks"].mask
    assert stacks.any()
    assert land.blocked[stacks].all()
    assert land.height_m[stacks].max() > 6.0
    assert not (stacks & land.areas["land"].mask).any()


def test_an_arch_spans_over_open_water() -> None:
    land = shaped(feature("it", "sea_stacks", count=3), setting="rocky_coast", seed=4, size_m=192.0)
    line = land.areas["it.arch"].line_m
    assert line is not None
    point = corners(meshes(land, "rocky_coast")["rock.it.arch"])
    middle = line.mean(axis=0)
    over = point[np.hypot(point[:, 0] - middle[0], point[:, 2] - middle[1]) < 3.0]
    assert over[:, 1].min() > 1.0  # one sees through under it
    assert point[:, 1].min() < 0.0  # its legs stand in the water


@pytest.mark.parametrize("seed", range(5))
def test_icebergs_float_clear_of_the_bed_with_a_part_under_water(seed: int) -> None:
    land = shaped(setting="polar", seed=seed, size_m=192.0)
    pairs = land.areas["icebergs"].line_m
    assert pairs is not None
    middle = pairs.reshape(-1, 2, 2)[:, 0]
    point = corners(meshes(land, "polar")["ice.icebergs"])
    assert (point[:, 1] > land.height_at(point[:, 0], point[:, 2]) - 1e-3).all()
    nearest = np.argmin(np.hypot(*(point[:, None, [0, 2]] - middle).transpose(2, 0, 1)), axis=1)
    for number in range(len(middle)):
        own = point[nearest == number, 1]
        assert own.min() < -0.1
        assert own.max() > 0.1
    assert land.areas["sea"].mask[land.cell_of(middle[:, 0], middle[:, 1])].all()


@pytest.mark.parametrize("seed", range(4))
def test_a_glacier_only_falls_reaches_the_sea_and_breaks_off_there(seed: int) -> None:
    land = shaped(setting="polar", seed=seed)
    ice = land.areas["glacier"]
    assert ice.line_m is not None
    assert np.isin(land.cover[ice.mask], [Cover.ICE, Cover.SNOW]).all()
    front = land.areas["glacier.front"].mask
    assert front.any()
    beside = distance_m(land.areas["sea"].mask, land.cell_m, 8.0) < 4.0
    assert (front & beside).any()
    steep = np.degrees(land.slope_rad())
    assert steep[front].max() > 45.0
    rows, cols = land.cell_of(ice.line_m[:, 0], ice.line_m[:, 1])
    on = ice.mask[rows, cols]
    high = land.height_m[rows, cols][on]
    assert high[: len(high) // 4].mean() > high[-len(high) // 4 :].mean()


@pytest.mark.parametrize("seed", range(4))
def test_a_marsh_is_half_water_at_one_level_held_by_its_edge(seed: int) -> None:
    marsh = feature("it", "marsh", at={"east": "62 %", "north": "36 %"}, radius="26 m", water="50 %")
    land = shaped(marsh, setting="river_valley", seed=seed)
    pools, edge = land.areas["it"].mask, land.areas["it.banks"].mask
    assert np.ptp(land.water_m[pools]) == 0.0
    assert land.depth_m()[pools].max() < 1.2
    assert 0.2 < pools.sum() / (pools | edge).sum() < 0.6
    away = distance_m(pools, 1.0, 3.0)
    assert land.height_m[(away > 0.0) & (away <= 1.0)].min() >= land.water_m[pools].min() - 1e-4


@pytest.mark.parametrize("seed", range(4))
def test_a_reef_keeps_under_the_surface_of_its_sea(seed: int) -> None:
    land = shaped(feature("it", "reef", height="6 m"), seed=seed)
    reef = land.areas["it"].mask
    assert reef.any()
    assert land.height_m[reef].max() < -0.5
    assert (land.cover[reef] == Cover.ROCK).all()


@pytest.mark.parametrize("setting", OURS)
@pytest.mark.parametrize("seed", range(3))
def test_wet_and_cold_settings_are_finite_at_every_size(setting: str, seed: int) -> None:
    for size in (64.0, 128.0, 512.0):
        land = shaped(setting=setting, seed=seed, size_m=size)
        for array in (land.height_m, land.water_m):
            assert np.isfinite(array).all()
        for found in meshes(land, setting).values():
            for mesh in found:
                assert np.isfinite(mesh.position_m).all()
                assert np.isfinite(mesh.colour).all()
                assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1.0, atol=1e-3)


@pytest.mark.parametrize("setting", OURS)
def test_every_face_of_wet_and_cold_land_looks_the_way_of_its_normals(setting: str) -> None:
    land = shaped(setting=setting, seed=4, size_m=192.0)
    for part, found in meshes(land, setting).items():
        for mesh in found:
            a, b, c = (mesh.position_m[mesh.face[:, k]].astype(float) for k in range(3))
            out = np.cross(b - a, c - a)
            real = np.linalg.norm(out, axis=1) > 1e-5
            towards = (out * mesh.normal[mesh.face].mean(axis=1)).sum(axis=1)
            assert (towards[real] > 0).mean() > 0.995, part


def test_the_floor_of_a_sea_is_dry_to_walk_on_and_lies_under_its_ceiling() -> None:
    for seed in range(4):
        land = shaped(setting="underwater_reef", seed=seed)
        assert land.ceiling_m is not None
        assert not land.wet().any()
        assert land.height_m.max() < land.ceiling_m - 2.0
        assert math.degrees(float(np.median(land.slope_rad()))) < 20.0


@pytest.mark.parametrize(
    ("features", "setting"),
    [
        ((feature("s", "sea_stacks"),), "river_valley"),
        ((feature("s", "iceberg_field"),), "river_valley"),
        ((feature("s", "reef", at={"east": "50 %", "north": "50 %"}, radius="8 m"),), "volcanic_island"),
    ],
)
def test_what_stands_in_a_sea_is_refused_where_there_is_none(features: tuple[object, ...], setting: str) -> None:
    with pytest.raises(SpecError) as refused:
        shaped(*features, setting=setting)  # type: ignore[arg-type]
    assert [found.code for found in refused.value.issues] == ["NO_SEA_HERE"]


@pytest.mark.parametrize("setting", OURS)
def test_no_plant_stands_in_water_on_a_path_or_in_the_air_unless_it_lives_there(setting: str) -> None:
    path = GALLERY / f"{setting}.yaml"
    world = make_world(load_lesson(path), Sources(GALLERY), Stages())
    land = world.layout.land
    found = 0
    for node in world.scene.walk():
        for batch in node.instances:
            family, name = batch.model.split(".")[:2]
            if family not in ("plant", "rock"):
                continue
            habit = habit_of(name)
            x, y, z = batch.position_m.T
            cell = land.cell_of(x, z)
            swim = land.depth_m()[cell] if land.ceiling_m is None else land.ceiling_m - land.height_m[cell]
            if habit.water == "under":
                assert (swim > 0.2).all(), batch.model
            elif habit.water == "dry":
                assert land.ceiling_m is not None or (swim <= habit.wet_m + 0.3).all(), batch.model
            assert (land.tread[cell] <= 0.5).all(), batch.model
            assert (y <= land.height_at(x, z) + 0.1).all(), batch.model
            found += len(batch)
    assert found > 20
