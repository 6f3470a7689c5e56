"""The shape of the land: every kind, water that only runs down, names, and edits that stay where they are made."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.terrain.ground import KIND, camp, feature, island_features, shaped
from worldgen.core.issues import SpecError
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.settings import KINDS as SETTINGS
from worldgen.generate.settings import load_setting

ALONE = {
    "street": {"through": [{"east": "5 %", "north": "50 %"}, {"east": "95 %", "north": "55 %"}]},
    "hills": {},
    "ridge": {"from_": {"east": "20 %", "north": "30 %"}, "to": {"east": "80 %", "north": "60 %"}},
    "valley": {"from_": {"east": "20 %", "north": "30 %"}, "to": {"east": "80 %", "north": "60 %"}},
    "plateau": {},
    "volcano": {},
    "lava_flow": {"from_": {"east": "60 %", "north": "60 %"}, "to": "south"},
    "river": {"from_": {"east": "60 %", "north": "60 %"}, "to": "south"},
    "lake": {},
    "beach": {},
    "canyon": {"from_": {"east": "10 %", "north": "30 %"}, "to": {"east": "90 %", "north": "60 %"}},
    "glacier": {"from_": {"east": "60 %", "north": "70 %"}, "to": "south"},
    "cliff": {"from_": {"east": "20 %", "north": "40 %"}, "to": {"east": "80 %", "north": "50 %"}},
}
# Where a kind finds what it needs.
PLACE = {
    "beach": "volcanic_island",
    "fields": "farmland",
    "street": "farmland",
    "iceberg_field": "polar",
    "sea_stacks": "rocky_coast",
}
SOMETIMES = {"falls", "arch", "crossings"}  # pieces that there are where the land has room for them, or the lesson asks


def finite_and_named(land: Land) -> None:
    assert np.isfinite(land.height_m).all()
    assert np.abs(land.height_m).max() < 120.0
    wet = land.wet()
    assert (land.water_m[wet] > NO_WATER).all()
    assert np.isin(land.cover, [int(code) for code in Cover]).all()
    for name, area in land.areas.items():
        assert area.id == name
        assert area.mask.shape == land.height_m.shape
        assert max(map(abs, area.centre_m)) <= land.size_m / 2.0
        if area.line_m is not None:
            assert np.isfinite(area.line_m).all()
            assert np.abs(area.line_m).max() <= land.size_m / 2.0 + 1e-3


@pytest.mark.parametrize("kind", sorted(set(KIND) - {"heightmap"}))
@pytest.mark.parametrize("seed", range(10))
def test_every_kind_with_its_own_draws_gives_finite_named_land(kind: str, seed: int) -> None:
    place = PLACE.get(kind, "volcanic_island" if seed % 2 else "river_valley")
    land = shaped(feature("it", kind, **ALONE.get(kind, {})), setting=place, seed=seed)
    finite_and_named(land)
    assert land.areas["it"].mask.any()
    for part in set(KIND[kind].parts) - SOMETIMES:
        assert land.areas[f"it.{part}"].mask.any(), part


@pytest.mark.parametrize("kind", SETTINGS, ids=lambda kind: kind.name)
def test_a_setting_has_the_areas_that_it_offers_and_falls_away_where_it_should(kind: object) -> None:
    name = kind.name  # type: ignore[attr-defined]
    setting = load_setting(name)
    for seed in range(4):
        land = shaped(setting=name, seed=seed)
        finite_and_named(land)
        assert set(kind.parts) <= set(land.areas)  # type: ignore[attr-defined]
        assert set(setting.areas) <= set(kind.parts)  # type: ignore[attr-defined]
        edge = np.concatenate([land.height_m[0], land.height_m[-1], land.height_m[:, 0], land.height_m[:, -1]])
        if name == "volcanic_island":
            assert edge.max() == pytest.approx(-7.0, abs=0.2)
        elif setting.sea_level_m is not None:
            assert edge.min() < -5.0 < 2.0 < edge.max()  # the land goes on on one side, the sea on the other
        elif name == "river_valley":
            assert land.height_m[0].max() > 15.0  # a backdrop in the north
            assert np.median(land.height_m[-40:, 60:-60]) < 8.0


def surface_along(land: Land, name: str) -> np.ndarray:
    line = land.areas[name].line_m
    assert line is not None
    row, col = land.cell_of(line[:, 0], line[:, 1])
    return land.water_m[row, col]


def never_rises(land: Land, name: str) -> None:
    surface = surface_along(land, name)
    assert (surface > NO_WATER).all()
    assert np.diff(surface).max() <= 1e-3
    river = land.areas[name].mask
    assert (land.water_m[river] >= land.height_m[river]).mean() > 0.97


@given(st.integers(0, 2**31))
@settings(max_examples=12, deadline=None)
def test_the_brook_of_a_volcano_never_runs_uphill_and_reaches_the_sea(seed: int) -> None:
    land = shaped(*island_features(), seed=seed, zones=(camp(),))
    never_rises(land, "brook")
    assert surface_along(land, "brook")[-1] == pytest.approx(0.0, abs=1e-4)
    line = land.areas["brook"].line_m
    assert line is not None
    row, col = land.cell_of(line[-1:, 0], line[-1:, 1])
    assert land.areas["sea"].mask[row, col].all()
    assert not (land.areas["brook"].mask & land.areas["flow"].mask & ~land.areas["sea"].mask).any()


@given(st.integers(0, 2**31))
@settings(max_examples=12, deadline=None)
def test_the_river_of_a_valley_never_runs_uphill_from_edge_to_edge(seed: int) -> None:
    land = shaped(setting="river_valley", seed=seed)
    never_rises(land, "river")
    line = land.areas["river"].line_m
    assert line is not None
    assert line[0, 1] == pytest.approx(-128.0, abs=4.1)
    assert line[-1, 1] == pytest.approx(128.0, abs=4.1)


def test_a_river_grows_wider_on_its_way() -> None:
    land = shaped(*island_features())
    river, line = land.areas["brook"].mask, land.areas["brook"].line_m
    assert line is not None
    rows, cols = np.nonzero(river)
    x, z = cols - 128.0, rows - 128.0
    nearest = np.argmin((x[:, None] - line[:, 0]) ** 2 + (z[:, None] - line[:, 1]) ** 2, axis=1) / len(line)
    assert ((nearest > 0.6) & (nearest < 0.9)).sum() > 1.3 * ((nearest > 0.1) & (nearest < 0.4)).sum()


@pytest.mark.parametrize("seed", range(6))
def test_a_flow_runs_from_the_breach_to_the_sea_past_the_camp(seed: int) -> None:
    zone = camp()
    land = shaped(*island_features(), seed=seed, zones=(zone,))
    line = land.areas["flow"].line_m
    assert line is not None
    assert np.hypot(*(line[0] - land.areas["cone.crater"].centre_m)) < 40.0
    row, col = land.cell_of(line[-1:, 0], line[-1:, 1])
    assert land.height_m[row, col].max() < 2.0
    assert np.hypot(line[:, 0], line[:, 1] - (128.0 - 0.12 * 256.0)).min() > 12.0
    assert (land.cover[land.areas["flow"].mask] == Cover.LAVA_COOLED).mean() > 0.9
    assert "camp" not in land.areas  # the layout names zones


def test_a_hot_flow_is_closed_to_walkers_and_a_cooled_one_is_not() -> None:
    for age, closed in (("hot", True), ("cooled", False)):
        flow = feature("flow", "lava_flow", from_="cone.crater", to="sea", age=age)
        land = shaped(feature("cone", "volcano", crater="empty"), flow)
        assert bool(land.blocked[land.areas["flow"].mask].any()) is closed


def test_the_glowing_share_of_a_flow_is_its_upper_end_and_closed_to_walkers() -> None:
    flow = feature("flow", "lava_flow", from_="cone.crater", to="sea", glowing="40 %")
    land = shaped(feature("cone", "volcano", crater="lava_lake"), flow)
    area = land.areas["flow"]
    hot = area.mask & (land.cover == Cover.LAVA_HOT)
    cooled = area.mask & (land.cover == Cover.LAVA_COOLED)
    assert 0.05 < hot.sum() / area.mask.sum() < 0.4
    assert land.height_m[hot].mean() > land.height_m[cooled].mean() + 5.0
    assert land.blocked[hot].all()
    assert not land.blocked[cooled].any()


@pytest.mark.parametrize("seed", range(6))
def test_the_rim_is_a_level_ledge_above_a_lake_that_shows_through_the_breach(seed: int) -> None:
    land = shaped(*island_features(), seed=seed, zones=(camp(),))
    rim, crater = land.areas["cone.rim"].mask, land.areas["cone.crater"].mask
    assert rim.sum() > 200
    assert np.percentile(land.slope_rad()[rim], 75) < math.radians(20)
    lake = crater & (land.cover == Cover.LAVA_HOT)
    assert np.ptp(land.height_m[lake]) == 0.0
    assert land.blocked[lake].all()
    level = float(land.height_m[lake].max())
    assert land.height_m[rim].mean() > level + 5.0
    # the sill: going round just outside the crater, the ground comes down to the lake somewhere, in the south
    angle = np.linspace(-1.2, 1.2, 200)
    x0, z0 = land.areas["cone.crater"].centre_m
    sill = land.height_at(
        (x0 + 21.0 * np.sin(angle)).astype(np.float32), (z0 + 21.0 * np.cos(angle)).astype(np.float32)
    )
    assert sill.min() < level + 1.5


@pytest.mark.parametrize("crater", ["lava_lake", "empty", "water"])
def test_a_crater_holds_what_is_asked(crater: str) -> None:
    land = shaped(feature("cone", "volcano", crater=crater, breach="none"))
    bowl = land.areas["cone.crater"].mask
    assert ((land.cover == Cover.LAVA_HOT) & bowl).any() == (crater == "lava_lake")
    assert (land.wet() & bowl).any() == (crater == "water")
    if crater == "water":
        assert np.ptp(land.water_m[land.wet() & bowl]) == 0.0


@pytest.mark.parametrize("seed", range(6))
def test_a_lake_is_level_and_held_by_its_shore(seed: int) -> None:
    land = shaped(feature("tarn", "lake", at={"east": "30 %", "north": "35 %"}, radius="18 m"), setting="river_valley",
                  seed=seed)  # fmt: skip
    lake = land.areas["tarn"].mask
    wet = land.wet() & lake
    assert wet.sum() > 0.9 * lake.sum()
    level = land.water_m[wet].min()
    assert np.ptp(land.water_m[wet]) == 0.0
    grown = np.zeros_like(lake)
    grown[1:] |= lake[:-1]
    grown[:-1] |= lake[1:]
    grown[:, 1:] |= lake[:, :-1]
    grown[:, :-1] |= lake[:, 1:]
    assert land.height_m[grown & ~lake & ~land.areas["river"].mask].min() > level


def test_the_sea_is_at_its_level_and_reaches_the_edge() -> None:
    land = shaped(*island_features())
    sea = land.areas["sea"].mask
    assert (land.water_m[sea] == 0.0).all()
    assert (land.height_m[sea] < 0.0).all()
    assert sea[0].all()
    assert sea[-1].all()
    shore = land.areas["shore"].mask
    assert not (shore & land.wet()).any()
    assert shore.sum() > 1000


def test_the_same_plan_gives_the_same_bytes() -> None:
    one, two = (shaped(*island_features(), zones=(camp(),)) for _ in range(2))
    for name in ("height_m", "water_m", "cover", "blocked"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
    assert {k: a.mask.tobytes() for k, a in one.areas.items()} == {k: a.mask.tobytes() for k, a in two.areas.items()}


def test_a_new_plateau_leaves_the_land_elsewhere_as_it_was() -> None:
    before = shaped(*island_features(), seed=3)
    meadow = feature("meadow", "plateau", at={"east": "25 %", "north": "75 %"}, radius="10 m", skirt="6 m")
    after = shaped(*island_features(), meadow, seed=3)
    x, z = before.axes()
    away = np.hypot(x + 64.0, z + 64.0) > 20.0
    away &= ~(before.areas["brook.banks"].mask | before.areas["brook"].mask)
    away &= ~(after.areas["brook.banks"].mask | after.areas["brook"].mask)
    assert (before.height_m != after.height_m)[away].mean() < 0.02


def test_another_order_of_features_of_one_kind_gives_the_same_land() -> None:
    a = feature("a", "hills", at={"east": "30 %", "north": "30 %"}, radius="30 m")
    b = feature("b", "hills", at={"east": "70 %", "north": "70 %"}, radius="30 m")
    assert np.array_equal(shaped(a, b).height_m, shaped(b, a).height_m)


@pytest.mark.parametrize("size", [64.0, 128.0, 512.0, 1000.0])
def test_worlds_of_other_sizes_shape_too(size: float) -> None:
    finite_and_named(shaped(setting="river_valley", size_m=size))
    finite_and_named(shaped(size_m=size))


@pytest.mark.parametrize(("mode", "most"), [("L", 255), ("I;16", 65535)])
def test_a_heightmap_runs_from_low_to_high_north_up(tmp_path: Path, mode: str, most: int) -> None:
    grey = np.zeros((65, 65), np.uint8 if mode == "L" else np.uint16)
    grey[:, :] = (np.linspace(0.0, 1.0, 65)[:, None] * most).round()
    out = BytesIO()
    Image.fromarray(grey).save(out, "PNG")
    (tmp_path / "land.png").write_bytes(out.getvalue())
    mine = feature("mine", "heightmap", image="land.png", low="2 m", high="42 m")
    land = shaped(mine, feature("r", "river", from_="south", to="north"), setting="river_valley", root=tmp_path)
    far = ~(land.areas["r"].mask | land.areas["r.banks"].mask)
    far[:, 60:200] &= False
    assert land.height_m[0][far[0]] == pytest.approx(2.0, abs=0.01)
    assert land.height_m[-1][far[-1]] == pytest.approx(42.0, abs=0.01)
    assert land.height_m[128][far[128]] == pytest.approx(22.0, abs=0.1)


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        (Image.new("RGB", (32, 32)), "HEIGHTMAP_NOT_GREY"),
        (Image.new("L", (32, 64)), "HEIGHTMAP_NOT_SQUARE"),
        (Image.new("L", (2049, 2049)), "HEIGHTMAP_TOO_LARGE"),
        (None, "HEIGHTMAP_UNREADABLE"),
    ],
)
def test_a_picture_that_is_no_heightmap_is_refused(tmp_path: Path, picture: Image.Image | None, code: str) -> None:
    path = tmp_path / "land.png"
    if picture is None:
        path.write_bytes(b"not a picture")
    else:
        picture.save(path, "PNG")
    with pytest.raises(SpecError) as refused:
        shaped(feature("mine", "heightmap", image="land.png"), root=tmp_path)
    assert [found.code for found in refused.value.issues] == [code]


@pytest.mark.parametrize(
    ("features", "code"),
    [
        ((feature("r", "river", from_="hills", to="sea"),), "UNKNOWN_END"),
        ((feature("r", "river", from_="sea", to={"east": "50 %", "north": "50 %"}),), "NO_WAY_DOWN"),
        ((feature("l", "lake", at={"east": "3 %", "north": "50 %"}),), "FEATURE_OUTSIDE"),
        ((feature("v", "volcano", at={"east": "1 %", "north": "50 %"}),), "FEATURE_OUTSIDE"),
        ((feature("v", "volcano", radius="60 m", crater_radius="50 m"),), "VOLCANO_CRATER_TOO_WIDE"),
        (
            (feature("b", "beach", at={"east": "50 %", "north": "50 %"}, radius="5 m"),),
            "NO_SHORE_HERE",
        ),
    ],
)
def test_what_cannot_be_shaped_is_refused_with_its_reason(features: tuple[object, ...], code: str) -> None:
    with pytest.raises(SpecError) as refused:
        shaped(*features)  # type: ignore[arg-type]
    (found,) = refused.value.issues
    assert found.code == code
    assert found.pointer.startswith("/world/terrain/")
    assert found.hint


@pytest.mark.parametrize("kind", SETTINGS, ids=lambda kind: kind.name)
def test_the_sun_rises_in_the_east_stands_low_in_the_morning_and_sets_in_the_west(kind: object) -> None:
    setting = load_setting(kind.name)  # type: ignore[attr-defined]
    morning = setting.environment(9.5)
    assert math.degrees(morning.sun_elevation_rad) == pytest.approx(setting.light.sun_elevation_deg)
    assert math.degrees(morning.sun_azimuth_rad) == pytest.approx(setting.light.sun_azimuth_deg)
    hours = np.arange(6.0, 18.01, 0.25)
    azimuth = [setting.environment(float(hour)).sun_azimuth_rad for hour in hours]
    assert (np.diff(azimuth) > -1e-9).all()
    assert math.degrees(azimuth[0]) == pytest.approx(90.0)
    assert math.degrees(azimuth[-1]) == pytest.approx(270.0)
    for hour in np.arange(0.0, 24.0, 0.5):
        air = setting.environment(float(hour))
        assert math.radians(4.9) < air.sun_elevation_rad < math.radians(45)
        assert min(air.sun_colour) >= 0.0
