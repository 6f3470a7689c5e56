"""Mountains, deserts, fields and craters: what weather, layers and farmers do to the land."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terrain.ground import feature, shaped
from worldgen.core.grid import dilate
from worldgen.core.noise import fbm
from worldgen.core.seed import world_seed
from worldgen.generate.ground import GroundLook, Meshing, ground_nodes
from worldgen.generate.ground.layers import bed_rgb, beds, piled_m
from worldgen.generate.land import Cover, Land
from worldgen.generate.settings import KINDS, load_setting
from worldgen.generate.settings.palette import load_palette
from worldgen.generate.terrain.erosion import eroded
from worldgen.generate.terrain.strata import wall, wall_depth_m
from worldgen.scene import Mesh

MIDDLE = {"east": "50 %", "north": "50 %"}
PLAIN = "savanna"


def steepness(land: Land) -> np.ndarray:
    south, east = np.gradient(land.height_m, land.cell_m)
    return np.hypot(south, east)


def away(land: Land, east: float = 0.0, south: float = 0.0) -> np.ndarray:
    x, z = land.axes()
    return np.hypot(x - east, z - south)


def made(land: Land, setting: str, name: str) -> Mesh:
    fine = np.zeros(land.height_m.shape, bool)
    return ground_nodes(land, load_setting(setting), GroundLook(), Meshing(fine, 0.2))[1][name].levels[0][0]


@given(st.integers(0, 10_000), st.sampled_from([65, 129, 257]), st.floats(5.0, 80.0))
@settings(max_examples=12, deadline=None)
def test_erosion_stays_finite_between_the_heights_that_were_and_repeats_itself(seed: int, n: int, tall: float) -> None:
    at = np.linspace(-3.0, 3.0, n, dtype=np.float32)
    before = (tall * (0.5 + 0.5 * fbm(world_seed(seed), at[None, :], at[:, None], 4))).astype(np.float32)
    after = eroded(before, 256.0 / (n - 1), world_seed(seed) / "rain")
    assert np.isfinite(after).all()
    assert after.min() > before.min() - 0.1 * tall - 1.0
    assert after.max() < before.max() + 0.1 * tall + 1.0
    assert np.array_equal(after, eroded(before, 256.0 / (n - 1), world_seed(seed) / "rain"))


def test_erosion_cuts_gullies_into_a_smooth_cone_and_fills_its_foot() -> None:
    at = np.linspace(-128.0, 128.0, 257)
    radius = np.hypot(at[None, :], at[:, None])
    cone = np.maximum(70.0 - 0.7 * radius, 0.0).astype(np.float32)
    change = eroded(cone, 1.0, world_seed(4)) - cone
    flank, foot = (radius > 30) & (radius < 70), (radius > 104) & (radius < 116)
    assert change[flank].mean() < -0.3
    assert change[flank].std() > 0.3  # gullies and ridges between them, not a cone again
    assert change[foot].mean() > 0.0


@given(st.floats(2.0, 120.0))
@settings(max_examples=40, deadline=None)
def test_a_wall_rises_from_nothing_to_all_of_its_height_without_hanging_over(height: float) -> None:
    inside = np.linspace(-5.0, 2.0 * wall_depth_m(height), 400).astype(np.float32)
    share = wall(inside, height)
    assert share[0] == 0.0
    assert share[-1] == 1.0
    assert (np.diff(share) >= 0.0).all()
    rise = np.diff(share)
    assert (rise > 3 * rise.mean()).any()  # cliffs
    assert (rise[20:] < 0.3 * rise.mean()).any()  # ledges


@pytest.mark.parametrize("seed", range(4))
def test_a_mesa_has_a_level_top_and_walls_that_nobody_climbs(seed: int) -> None:
    land = shaped(feature("it", "mesa", at=MIDDLE, radius="40 m", height="24 m"), setting=PLAIN, seed=seed)
    top, foot = land.areas["it.top"].mask, away(land) > 60.0
    rock = land.areas["it"].mask & ~top & (away(land) > 20.0)
    assert np.median(land.height_m[top & (away(land) < 20.0)]) > np.median(land.height_m[foot]) + 18.0
    assert np.median(steepness(land)[top & (away(land) < 18.0)]) < 0.35
    assert np.quantile(steepness(land)[rock], 0.9) > 1.5


@pytest.mark.parametrize("seed", range(4))
def test_the_floor_of_a_canyon_can_be_walked_from_end_to_end(seed: int) -> None:
    ends = {"from_": {"east": "5 %", "north": "40 %"}, "to": {"east": "95 %", "north": "60 %"}}
    before = shaped(setting="night_sky_field", seed=seed)
    cut = feature("it", "canyon", **ends, depth="16 m", width="12 m")
    land = shaped(cut, setting="night_sky_field", seed=seed)
    line = land.areas["it"].line_m
    assert line is not None
    row, col = land.cell_of(line[:, 0], line[:, 1])
    assert (before.height_m[row, col] - land.height_m[row, col]).min() > 6.0
    assert np.quantile(steepness(land)[row, col], 0.95) < 0.6
    assert (land.cover[row, col] == Cover.SAND).mean() > 0.8


def test_a_canyon_by_the_sea_is_never_cut_below_it() -> None:
    ends = {"from_": {"east": "35 %", "north": "45 %"}, "to": {"east": "65 %", "north": "55 %"}}
    before = shaped(seed=3)
    land = shaped(feature("it", "canyon", **ends, depth="40 m"), seed=3)
    assert not (land.wet() & ~before.wet()).any()


@pytest.mark.parametrize("seed", range(4))
def test_a_crater_is_a_bowl_inside_a_raised_rim(seed: int) -> None:
    before = shaped(setting="night_sky_field", seed=seed)
    land = shaped(feature("it", "crater", at=MIDDLE, radius="30 m", depth="7 m"), setting="night_sky_field", seed=seed)
    change = land.height_m - before.height_m
    assert change[away(land) < 5.0].max() < -5.5
    ring = (away(land) > 29.0) & (away(land) < 33.0)
    assert 1.0 < np.median(change[ring]) < 4.0
    assert np.abs(change[away(land) > 80.0]).max() == 0.0


def test_the_middle_of_a_wide_crater_may_spring_back() -> None:
    words = {"at": MIDDLE, "radius": "40 m", "depth": "8 m"}
    low, high = (
        shaped(feature("it", "crater", **words, central_peak=peak), setting="mars").height_m[128, 128]
        for peak in ("no", "yes")
    )
    assert high > low + 3.0


@pytest.mark.parametrize("seed", range(4))
def test_sand_of_a_dune_lies_no_steeper_than_loose_sand_can(seed: int) -> None:
    land = shaped(feature("it", "dunes", height="6 m"), setting="night_sky_field", seed=seed)
    plain = shaped(setting="night_sky_field", seed=seed)
    added = land.height_m - plain.height_m
    slope = np.hypot(*np.gradient(added, land.cell_m))
    assert added.max() > 3.5
    assert np.quantile(slope, 0.995) < 0.9
    assert (land.cover[added > 0.5] == Cover.SAND).mean() > 0.95


@pytest.mark.parametrize("seed", range(4))
def test_the_steps_of_terraces_are_level_and_the_banks_between_them_turf(seed: int) -> None:
    land = shaped(
        feature("it", "terraces", at=MIDDLE, radius="60 m", height="14 m"), setting="night_sky_field", seed=seed
    )
    body = land.areas["it"].mask & (away(land) < 50.0)
    grown = body & np.isin(land.cover, [int(Cover.CROP), int(Cover.WHEAT)])
    assert grown.sum() > 1500
    assert np.median(steepness(land)[grown]) < 0.12
    assert np.median(steepness(land)[body & (land.cover == Cover.GRASS)]) > 0.4


@pytest.mark.parametrize("seed", range(4))
def test_a_cliff_faces_the_way_that_it_is_told(seed: int) -> None:
    ends = {"from_": {"east": "25 %", "north": "50 %"}, "to": {"east": "75 %", "north": "50 %"}}
    plain = shaped(setting="night_sky_field", seed=seed).height_m
    for side, sign in (("south", 1.0), ("north", -1.0)):
        land = shaped(feature("it", "cliff", **ends, height="14 m", faces=side), setting="night_sky_field", seed=seed)
        _, z = land.axes()
        added = (land.height_m - plain)[:, 110:146]
        rows = (z * sign)[:, 0]
        assert added[(rows < -20) & (rows > -26)].mean() > 9.0
        assert np.abs(added[rows > 16]).max() == 0.0


@given(st.integers(0, 2**31))
@settings(max_examples=8, deadline=None)
def test_snow_lies_high_and_never_where_it_would_slide_off(seed: int) -> None:
    land = shaped(setting="mountain_lake", seed=seed)
    snow = land.cover == Cover.SNOW
    assert 0.01 < snow.mean() < 0.4
    assert land.height_m[snow].min() > np.median(land.height_m)
    assert np.quantile(steepness(land)[snow], 0.99) < 3.2
    high = land.height_m > np.quantile(land.height_m[snow], 0.5)
    south, _ = np.gradient(land.height_m, land.cell_m)
    shade, sun = high & (south > 0.4), high & (south < -0.4)
    assert snow[shade].mean() > snow[sun].mean()  # the side that looks north keeps it longer


@given(st.integers(0, 2**31))
@settings(max_examples=8, deadline=None)
def test_fields_lie_on_gentle_dry_ground_with_grass_between_them(seed: int) -> None:
    land = shaped(setting="farmland", seed=seed)
    grown = np.isin(land.cover, [int(Cover.WHEAT), int(Cover.PLOUGHED), int(Cover.CROP)])
    assert grown.mean() > 0.2
    assert not (grown & land.wet()).any()
    assert np.quantile(steepness(land)[grown], 0.99) < 0.4
    assert len({int(code) for code in np.unique(land.cover[grown])}) >= 2
    hedge = land.areas["fields.hedges"]
    assert hedge.line_m is not None
    assert len(hedge.line_m) % 2 == 0
    assert not (grown & hedge.mask).any()


def test_the_fields_of_a_lesson_stand_for_those_of_the_setting_with_all_their_parts() -> None:
    land = shaped(feature("mine", "fields", parcel="20 m"), setting="farmland")
    for name in ("fields", "fields.hedges"):
        assert np.array_equal(land.areas[name].mask, land.areas[name.replace("fields", "mine", 1)].mask)


def test_strips_of_an_open_field_lie_side_by_side_and_no_two_neighbours_are_alike() -> None:
    words = {"at": {"east": "50 %", "north": "50 %"}, "radius": "24 m", "parcel": "6.4 m", "strips": True}
    level = feature("level", "plateau", at=words["at"], radius="50 m", height="6 m")
    field = feature("open", "fields", **words, crops=["wheat", "ploughed", "crop"])
    land = shaped(level, field, setting="river_valley", size_m=176.0)
    area = land.areas["open"]
    line = area.line_m
    assert line is not None
    assert land.areas["open.hedges"].line_m is None
    along = (line[1] - line[0]) / np.hypot(*(line[1] - line[0]))
    steps = np.arange(-22.0, 22.0, 0.25)  # a walk across the strips, through the middle of the field
    middle = line.mean(axis=0)
    walk = land.cover[land.cell_of(middle[0] - steps * along[1], middle[1] + steps * along[0])]
    grown = walk[np.isin(walk, [int(Cover.WHEAT), int(Cover.PLOUGHED), int(Cover.CROP)])]
    passed = grown[np.concatenate([[True], grown[1:] != grown[:-1]])]
    assert len(passed) >= 5
    assert all(len(set(passed[k : k + 3].tolist())) == 3 for k in range(len(passed) - 2))


def test_plants_of_strips_stand_on_their_strips_look_outwards_and_are_plainer_from_afar() -> None:
    words = {"at": {"east": "50 %", "north": "50 %"}, "radius": "14 m", "parcel": "4 m", "strips": True}
    level = feature("level", "plateau", at=words["at"], radius="50 m", height="6 m")
    field = feature("open", "fields", **words, crops=["wheat", "ploughed", "crop"])
    land = shaped(level, field, setting="river_valley", size_m=176.0)
    fine = np.zeros(land.height_m.shape, bool)
    model = ground_nodes(land, load_setting("river_valley"), GroundLook(), Meshing(fine, 0.2))[1]["crops.open"]
    (near,), (far,) = model.levels
    grown = dilate(land.areas["open"].mask, 1.0 / land.cell_m)
    for mesh in (near, far):
        x, y, z = mesh.position_m.T
        assert grown[land.cell_of(x, z)].all()
        above = y - land.height_at(x, z)
        assert above.min() > -0.1  # none hangs in the air or is buried
        assert above.max() < 1.3
        corner = mesh.position_m[mesh.face]
        outward = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        assert ((outward * mesh.normal[mesh.face].mean(axis=1)).sum(axis=1) > 0.0).mean() > 0.97
    assert len(far.face) < 0.25 * len(near.face)
    assert np.allclose(np.ptp(near.position_m, axis=0), np.ptp(far.position_m, axis=0), atol=1.6)


def test_crops_and_hedges_keep_off_paths_and_what_stands_there() -> None:
    land = shaped(setting="farmland", seed=4)
    fine = np.zeros(land.height_m.shape, bool)
    fine[:, 100:140] = True
    mesh = ground_nodes(land, load_setting("farmland"), GroundLook(), Meshing(fine, 0.2))[1]["crops.fields"].levels[0][
        0
    ]
    x = mesh.position_m[:, 0]
    assert not ((x > -24.0) & (x < 8.0)).any()
    assert len(mesh.face) > 4000
    row, col = land.cell_of(x, mesh.position_m[:, 2])
    assert not land.wet()[row, col].all()
    assert np.abs(mesh.position_m[:, 1] - land.height_m[row, col]).max() < 3.0


@pytest.mark.parametrize("faces", ["north", "south", "east", "west"])
def test_a_cave_is_closed_above_open_in_front_and_can_be_entered(faces: str) -> None:
    land = shaped(feature("den", "cave_mouth", at=MIDDLE, width="6 m", faces=faces), setting="night_sky_field")
    inside, line = land.areas["den.inside"].mask, land.areas["den"].line_m
    assert line is not None
    assert np.ptp(land.height_m[inside]) < 0.01
    mesh = made(land, "night_sky_field", "vault.den")
    point = mesh.position_m[mesh.face].astype(float)
    deep = line[0] + 0.5 * (line[1] - line[0])
    floor = float(land.height_m[inside].mean())
    up = np.array([deep[0], floor + 1.5, deep[1]])
    assert hits(point, up, np.array([0.0, 1.0, 0.0]))
    out = np.array([*(line[0] - line[1])])
    assert not hits(point, up, np.array([out[0], 0.0, out[1]]) / np.linalg.norm(out))
    dark = mesh.colour[:, :3].max(axis=1)
    assert dark.min() < 0.02


def hits(corner: np.ndarray, origin: np.ndarray, way: np.ndarray) -> bool:
    """Whether a ray meets any triangle (Moeller and Trumbore)."""
    u, v = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    p = np.cross(way, v)
    det = (u * p).sum(axis=1)
    ok = np.abs(det) > 1e-12
    inv = 1.0 / np.where(ok, det, 1.0)
    s = origin - corner[:, 0]
    a = (s * p).sum(axis=1) * inv
    q = np.cross(s, u)
    b = (q * way).sum(axis=1) * inv
    t = (v * q).sum(axis=1) * inv
    return bool((ok & (a >= 0) & (b >= 0) & (a + b <= 1) & (t > 1e-6)).any())


def test_a_bed_of_rock_has_one_colour_wherever_it_comes_out() -> None:
    land, palette = shaped(setting="desert_canyon", seed=2), load_palette("desert_canyon")
    mesh = made(land, "desert_canyon", "ground")
    corner = mesh.position_m[mesh.face]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    size = np.linalg.norm(normal, axis=1)
    steep = (normal[:, 1] < 0.5 * size) & (size > 0.05)
    piled = piled_m(corner[steep])
    begins, _ = beds(palette, float(piled.min()) - 9.0, float(piled.max()))
    low, high = (np.searchsorted(begins, piled.min(axis=1) + 0.05), np.searchsorted(begins, piled.max(axis=1) - 0.05))
    assert (high <= low).mean() > 0.97  # no face but at the edge of the world runs over from one bed into the next
    wanted = bed_rgb(palette, piled.mean(axis=1))
    rgb = mesh.colour[mesh.face][steep][..., :3].mean(axis=1)
    off = rgb / rgb.sum(axis=1, keepdims=True) - wanted / wanted.sum(axis=1, keepdims=True)
    assert np.quantile(np.abs(off).max(axis=1), 0.9) < 0.06


def test_cutting_rock_into_beds_changes_nothing_of_its_shape() -> None:
    land = shaped(setting="desert_canyon", seed=2)
    banded, plain = (made(land, setting, "ground") for setting in ("desert_canyon", "broadleaf_forest"))
    assert len(banded.face) > 1.1 * len(plain.face)

    def area(mesh: Mesh) -> float:
        corner = mesh.position_m[mesh.face].astype(float)
        return float(np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1).sum())

    assert area(banded) == pytest.approx(area(plain), rel=1e-3)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("size", [64.0, 128.0, 512.0, 1000.0])
def test_a_setting_is_finite_level_in_its_lakes_and_bounded_in_every_size(kind: object, size: float) -> None:
    name = kind.name  # type: ignore[attr-defined]
    for seed in (0, 7):
        land = shaped(setting=name, size_m=size, seed=seed)
        assert np.isfinite(land.height_m).all()
        assert np.abs(land.height_m).max() < 0.6 * size + 20.0
        for area in land.areas.values():
            if area.kind == "lake" and "." not in area.id:
                assert (area.mask & land.wet()).any()
                assert np.ptp(land.water_m[area.mask & land.wet()]) == 0.0


def test_a_length_of_a_setting_that_grows_with_the_world_does() -> None:
    small, large = (shaped(setting="mountain_lake", size_m=size).areas["lake"].mask for size in (128.0, 512.0))
    assert small.sum() * 1.0**2 * 10 < large.sum() * 2.0**2  # in square metres: sixteen times as much
