"""How covers meet their edges and each other: woods thin out, rows are straight, what lives in water stays in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vegetation.island import SEED, cover, disc, island, open_sky
from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.cover import Around, choose_levels, dress, species_in
from worldgen.generate.cover.plot import PATH_M
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.plan import CoverPlan
from worldgen.generate.vegetation import DEAD_WOOD, UNDER_WATER
from worldgen.generate.vegetation.nursery import habit_of, is_rock, species_kinds, species_models
from worldgen.scene import Instances

LAND = island()
FLAT = replace(
    LAND, height_m=np.full_like(LAND.height_m, 5.0), water_m=np.full_like(LAND.water_m, -1000.0),
    cover=np.zeros_like(LAND.cover), tread=np.zeros_like(LAND.tread), areas={},
)  # fmt: skip
MODELS = species_models(species_kinds(), SEED)
PLANTS = tuple(name for name in species_kinds() if not is_rock(name))


def grown(plan: CoverPlan, land: Land, areas: dict[str, Area] | None = None) -> list[Instances]:
    around = Around(open_sky(land), areas or {})
    return [b for batches in dress((plan,), land, around, SEED, MODELS).instances.values() for b in batches]


def where(batches: list[Instances], *names: str) -> np.ndarray:
    chosen = [b.position_m[:, [0, 2]] for b in batches if not names or b.model.split(".")[1] in names]
    return np.concatenate(chosen or [np.zeros((0, 2), np.float32)])


def rows(batches: list[Instances]) -> dict[int, tuple[float, ...]]:
    return {int(k): tuple(p) for b in batches for k, p in zip(b.key, b.position_m, strict=True)}


def test_a_wood_thins_out_towards_its_edge_and_bushes_take_over() -> None:
    areas = {"wood": Area("wood", disc(FLAT, 0.0, 0.0, 60.0), (0.0, 0.0))}
    plan = cover("it", "forest", species=["broadleaf"], only={"in": "wood"}, edge="18 m", density=260)
    trees, bushes = (where(grown(plan, FLAT, areas), name) for name in ("broadleaf", "bush"))
    out = [np.hypot(*at.T) for at in (trees, bushes)]
    deep = np.pi * 40.0**2
    rim = np.pi * (60.0**2 - 50.0**2)
    assert (out[0] < 40).sum() / deep > 2.0 * (out[0] > 50).sum() / rim, "trees"
    assert (out[1] > 50).sum() / rim > 1.3 * (out[1] < 40).sum() / deep, "bushes"


def test_trees_stand_back_from_a_path_and_a_path_that_moves_changes_nothing_beyond_its_surroundings() -> None:
    x, _ = FLAT.axes()
    lands = [
        replace(FLAT, tread=np.broadcast_to(np.abs(x - at) < 1.0, FLAT.tread.shape).astype(np.float32))
        for at in (-20.0, 20.0)
    ]
    plan = cover("it", "forest", species=["broadleaf"], density=300)
    one, two = (grown(plan, land) for land in lands)
    away = np.abs(where(one, "broadleaf")[:, 0] + 20.0)
    assert ((away > 1.5) & (away < 3.5)).sum() < 0.7 * ((away > 10.0) & (away < 12.0)).sum() + 1
    far = PATH_M + 1.0 + 2 * FLAT.cell_m
    kept = [
        {k: p for k, p in rows(each).items() if abs(p[0] + 20.0) > far and abs(p[0] - 20.0) > far}
        for each in (one, two)
    ]
    assert kept[0] == kept[1]
    assert len(kept[0]) > 100


def test_flowers_of_a_colour_stand_together() -> None:
    batches = grown(cover("it", "meadow", species=["flower"], density=900), FLAT)
    at = where(batches)
    colour = np.concatenate([np.full(len(b), int(b.model[-1])) for b in batches])
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    same = colour[apart.argmin(axis=1)] == colour
    assert len(set(colour.tolist())) == 4
    assert same.mean() > 0.6, "a quarter would be chance"


@pytest.mark.parametrize("turn", [0.0, 30.0, -70.0])
def test_crops_stand_in_straight_rows_the_way_the_author_says(turn: float) -> None:
    at = where(grown(cover("it", "crops", species=["corn"], rows=f"{turn} deg", density=2000), FLAT))
    along = np.array([np.sin(np.radians(turn)), -np.cos(np.radians(turn))])
    across = at @ np.array([-along[1], along[0]])
    apart = np.sqrt(1e4 / (2000 * 0.40))
    off = np.abs((across / apart + 0.5) % 1.0 - 0.5)
    assert len(at) == pytest.approx(2000 * (LAND.size_m / 100.0) ** 2, rel=0.1)
    assert off.max() < 0.3
    assert np.median(off) < 0.1


def test_rows_follow_the_fields_that_they_lie_in() -> None:
    line = np.array([[-3.0, 4.0], [3.0, -4.0]], np.float32)  # towards the north-east
    areas = {"fields": Area("fields", disc(FLAT, 0.0, 0.0, 50.0), (0.0, 0.0), line, "fields")}
    at = where(grown(cover("it", "crops", species=["corn"], density=2000, only={"in": "fields"}), FLAT, areas))
    across = at @ np.array([0.8, 0.6])
    assert np.median(np.abs((across / np.sqrt(1e4 / 800.0) + 0.5) % 1.0 - 0.5)) < 0.1
    assert np.hypot(*at.T).max() <= 50.0 + FLAT.cell_m


def test_rows_among_fields_keep_to_bare_parcels_and_out_of_hedges() -> None:
    x, z = FLAT.axes()
    hedge = np.broadcast_to(np.abs(z) < 2.0, FLAT.cover.shape)
    land = replace(FLAT, cover=np.where(x + 0 * z > 10.0, np.uint8(Cover.WHEAT), np.uint8(Cover.PLOUGHED)))
    line = np.array([[0.0, 5.0], [0.0, -5.0]], np.float32)
    areas = {
        "fields": Area("fields", disc(FLAT, 0.0, 0.0, 50.0), (0.0, 0.0), line, "fields"),
        "fields.hedges": Area("fields.hedges", np.ascontiguousarray(hedge), (0.0, 0.0), None, "hedges"),
    }
    at = where(grown(cover("it", "crops", species=["corn"], density=2000, only={"in": "fields"}), land, areas))
    assert len(at) > 300
    assert at[:, 0].max() <= 10.0 + FLAT.cell_m
    assert np.abs(at[:, 1]).min() >= 2.0 - FLAT.cell_m


def test_several_crops_take_turns_in_strips() -> None:
    batches = grown(cover("it", "crops", species=["corn", "wheat"], rows="0 deg", density=2000), FLAT)
    east = [where(batches, name)[:, 0] for name in ("corn", "wheat")]
    edges = np.arange(-80.0, 81.0, 2.0)
    counts = np.stack([np.histogram(x, edges)[0] for x in east])
    assert all(len(x) > 1000 for x in east)
    assert (counts.min(axis=0) < 0.2 * counts.max(axis=0)).mean() > 0.7


def test_a_blocked_place_takes_crops_away_and_moves_none() -> None:
    plan = cover("it", "crops", species=["wheat"])
    before = rows(grown(plan, FLAT))
    after = rows(grown(plan, replace(FLAT, blocked=disc(FLAT, 10.0, 5.0, 12.0))))
    gone = np.array([before[key] for key in before.keys() - after.keys()])
    assert after.items() <= before.items()
    assert np.hypot(gone[:, 0] - 10.0, gone[:, 2] - 5.0).max() < 12.0 + 0.6 + FLAT.cell_m


SEA = st.sampled_from(["island", "ceiling", "lake"])


def land_of(kind: str) -> Land:
    if kind == "ceiling":
        return replace(LAND, water_m=np.full_like(LAND.water_m, -1000.0), ceiling_m=20.0)
    if kind == "lake":
        return island(water_m=np.where(LAND.height_m < 3.0, 3.0, -1000.0).astype(np.float32))
    return LAND


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 10**6), name=st.sampled_from(PLANTS), kind=SEA)
def test_a_plant_stands_where_it_lives_or_nowhere(number: int, name: str, kind: str) -> None:
    land = land_of(kind)
    plan = cover("it", "meadow", pointer="", species=[name], density=600)
    dressing = dress((plan,), land, open_sky(land), world_seed(number), MODELS)
    habit = habit_of(name)
    for batch in dressing.instances["it"]:
        at = batch.position_m
        cells = land.cell_of(at[:, 0], at[:, 2])
        tall = at[:, 1] + MODELS[batch.model].height_m * batch.scale
        ground = land.height_at(at[:, 0], at[:, 2])
        assert (land.tread[cells] == 0).all(), "on a path"
        if habit.water == "under":
            surface = land.height_m + land.swim_m()
            assert (tall <= surface[cells] + 0.3).all(), "out of the water"
            assert (land.swim_m()[cells] > 0.5).all()
        elif habit.water == "afloat":
            assert np.abs(at[:, 1] - land.water_m[cells]).max() < 0.25
            assert (land.depth_m()[cells] > 0).all()
        else:
            assert (land.swim_m()[cells] <= habit.wet_m + 1e-6).all(), "in water"
        if habit.water != "afloat":
            assert (at[:, 1] <= ground + 1e-3).all(), "above the ground"
            assert (at[:, 1] >= ground - 1.4).all(), "sunk"


def test_corals_grow_on_the_floor_of_a_sea_without_a_shore_and_trees_do_not() -> None:
    land = land_of("ceiling")
    reef = grown(cover("it", "reef_life"), replace(land, cover=np.full_like(land.cover, Cover.SAND)))
    assert {b.model.split(".")[1] for b in reef} == set(species_in([cover("it", "reef_life")]))
    with pytest.raises(SpecError) as refused:
        grown(cover("it", "forest", species=["palm"]), land)
    assert refused.value.issues[0].code == "COVER_EMPTY"


@pytest.mark.parametrize("name", [*UNDER_WATER, "water_lily"])
def test_what_lives_in_water_is_kindly_refused_in_a_forest(name: str) -> None:
    with pytest.raises(SpecError) as refused:
        grown(cover("wood", "forest", species=["broadleaf", name]), LAND)
    (found,) = refused.value.issues
    assert (found.code, found.pointer) == ("COVER_UNFIT", "/world/cover/0/species/1")
    assert name in found.message
    assert "reef_life" in found.hint


def test_the_lists_of_what_lives_under_water_and_of_dead_wood_are_those_of_the_species() -> None:
    assert set(UNDER_WATER) == {name for name in PLANTS if habit_of(name).water == "under"}
    assert set(DEAD_WOOD) <= set(PLANTS)


def test_far_grass_is_fewer_and_larger_and_near_grass_stays_as_it_was() -> None:
    batches: list[Any] = grown(cover("it", "meadow", species=["grass_tuft"], density=900), FLAT)
    focus = np.array([[-80.0, 0.0]], np.float32)
    near = far = far_before = 0
    for batch in batches:
        seen = choose_levels(batch, focus, 45.0)
        was, now = rows([batch]), rows([seen])
        scale = dict(zip(batch.key.tolist(), batch.scale.tolist(), strict=True))
        assert now.items() <= was.items()
        away = {key: np.hypot(p[0] + 80.0, p[2]) for key, p in was.items()}
        assert all(key in now for key in was if away[key] < 18.0)
        for key, size in zip(seen.key.tolist(), seen.scale.tolist(), strict=True):
            factor = size / scale[key]
            assert factor == pytest.approx(1.0, abs=1e-3) if away[key] < 18.0 else factor >= 1.0 - 1e-3
            if away[key] > 65.0:
                assert factor == pytest.approx(1.9, rel=1e-3)
        near += sum(away[key] < 18.0 for key in now)
        far += sum(away[key] > 65.0 for key in now)
        far_before += sum(away[key] > 65.0 for key in was)
    assert near > 10
    assert far == pytest.approx(0.5 * far_before, rel=0.15)
