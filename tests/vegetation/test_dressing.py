"""What grows where: only where the lesson allows and nature would, never in the way, and edits stay local."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vegetation.island import SEED, cover, disc, island, open_sky
from worldgen.core.issues import SpecError
from worldgen.core.seed import Seed, world_seed
from worldgen.generate.cover import KINDS, Around, Dressing, choose_levels, dress, species_in, spot, thin
from worldgen.generate.cover.stand import reach_m
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.plan import CoverPlan
from worldgen.generate.vegetation.nursery import habit_of, species_kinds, species_models
from worldgen.scene import Instances

MODELS = species_models(species_kinds(), SEED)
LAND = island()
COVERS = (
    cover("palms", "forest", species=["palm", "tree_fern"], only={"height": "1..6 m", "max_slope": "35 deg"}),
    cover("woods", "forest", species=["broadleaf", "bush"], only={"height": "4..12 m"}, density="dense"),
    cover("stones", "rocks", species=["basalt"], only={"near": "flow", "within": "15 m"}),
    cover("grass", "meadow"),
)


def grown(covers: tuple[CoverPlan, ...] = COVERS, land: Land = LAND, keep_clear: Any = None) -> Dressing:
    return dress(covers, land, open_sky(land) if keep_clear is None else keep_clear, SEED, MODELS)


def every(dressing: Dressing, name: str | None = None) -> list[Instances]:
    chosen = dressing.instances.values() if name is None else [dressing.instances[name]]
    return [batch for batches in chosen for batch in batches]


def where(batches: list[Instances]) -> np.ndarray:
    return np.concatenate([batch.position_m[:, [0, 2]] for batch in batches])


def rows(batches: list[Instances]) -> set[tuple[Any, ...]]:
    """Return every copy, to the byte."""
    return {
        (
            b.model,
            int(b.key[i]),
            b.position_m[i].tobytes(),
            b.yaw_rad[i].tobytes(),
            b.scale[i].tobytes(),
            b.tint[i].tobytes(),
        )
        for b in batches
        for i in range(len(b))
    }


def outside(batches: list[Instances], x_m: float, z_m: float, radius_m: float) -> set[tuple[Any, ...]]:
    kept = []
    for batch in batches:
        far = np.hypot(batch.position_m[:, 0] - x_m, batch.position_m[:, 2] - z_m) > radius_m
        kept.append(
            Instances(
                batch.model,
                batch.position_m[far],
                batch.yaw_rad[far],
                batch.scale[far],
                batch.key[far],
                batch.tint[far],
            )
        )
    return rows(kept)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_of_cover_grows_with_no_words_at_all(kind: str) -> None:
    plan = cover("some", kind)
    dressing = dress((plan,), LAND, open_sky(LAND), SEED)
    assert sum(map(len, every(dressing))) >= 8
    assert {batch.model.split(".")[1] for batch in every(dressing)} == set(species_in([plan]))


def test_the_same_lesson_gives_the_same_bytes() -> None:
    again = grown()
    assert [rows(every(again, name)) for name in again.instances] == [
        rows(every(grown(), name)) for name in again.instances
    ]
    assert again.shade.tobytes() == grown().shade.tobytes()


@pytest.mark.parametrize(("x", "z"), [(30.0, 25.0), (-35.0, 0.0), (6.0, -40.0)])
def test_blocking_a_disc_changes_nothing_outside_it(x: float, z: float) -> None:
    before = grown()
    after = grown(land=replace(LAND, blocked=disc(LAND, x, z, 20.0)))
    margin = 20.0 + 0.55 + LAND.cell_m  # the foot of a stem, and the sample nearest to it
    for name in before.instances:
        assert outside(every(before, name), x, z, margin) == outside(every(after, name), x, z, margin)
        assert rows(every(after, name)) <= rows(every(before, name)), "what stays has not moved"
    inside = np.hypot(*(where(every(after)) - (x, z)).T)
    assert (inside > 20.0 - LAND.cell_m).all()
    assert len(rows(every(after))) < len(rows(every(before)))


def test_keeping_a_view_clear_changes_nothing_beyond_the_crowns() -> None:
    keep = open_sky(LAND)
    keep[disc(LAND, 28.0, 20.0, 12.0)] = 0.0
    before, after = grown(), grown(keep_clear=keep)
    widest = max(reach_m(model) * 1.9 for model in MODELS.values())
    assert outside(every(before), 28.0, 20.0, 12.0 + widest) == outside(every(after), 28.0, 20.0, 12.0 + widest)


def test_an_added_cover_leaves_the_earlier_ones_as_they_were() -> None:
    few, more = grown(COVERS[:2]), grown()
    for name in few.instances:
        assert rows(every(few, name)) == rows(every(more, name))


def test_covers_that_do_not_meet_do_not_depend_on_their_order() -> None:
    north = cover("north", "forest", species=["palm"], only={"in": "north"})
    south = cover("south", "rocks", species=["granite"], only={"in": "south"})
    areas = {
        "north": Area("north", disc(LAND, 0, -35, 14), (0, -35)),
        "south": Area("south", disc(LAND, 0, 35, 14), (0, 35)),
    }
    around = Around(open_sky(LAND), areas)
    one, two = grown((north, south), keep_clear=around), grown((south, north), keep_clear=around)
    assert len(every(one)) > 2
    for name in ("north", "south"):
        assert rows(every(one, name)) == rows(every(two, name))


def test_later_covers_keep_off_the_stems_of_earlier_ones() -> None:
    dressing = grown()
    trees = where([b for b in every(dressing, "palms") if ".palm." in b.model])
    for later in ("woods", "stones", "grass"):
        other = where(every(dressing, later))
        assert np.hypot(*(other[:, None] - trees[None]).transpose(2, 0, 1)).min() > 0.9


def test_trees_of_one_cover_keep_their_distance_exactly() -> None:
    for name, species in (("palms", "palm"), ("woods", "broadleaf")):
        at = where([b for b in every(grown(), name) if f".{species}." in b.model])
        apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        spacing = habit_of(species).spacing_m * (0.6 if name == "woods" else 1.0)
        assert len(at) > 20
        assert apart.min() >= spacing - 1e-3


def test_nothing_stands_in_water_on_a_path_or_on_what_is_taken() -> None:
    land = replace(LAND, blocked=disc(LAND, 20, 20, 9))
    at = where(every(grown(land=land)))
    cells = land.cell_of(at[:, 0], at[:, 1])
    assert not land.wet()[cells].any()
    assert not land.blocked[cells].any()
    assert (land.tread[cells] == 0).all()
    assert np.abs(at).max() < land.size_m / 2


def test_plants_shun_bare_rock_and_hot_lava() -> None:
    hot = disc(LAND, -25, 10, 8)
    land = replace(LAND, cover=np.where(hot, np.uint8(Cover.LAVA_HOT), LAND.cover))
    at = where([batch for name in ("palms", "woods", "grass") for batch in every(grown(land=land), name)])
    cells = land.cell_of(at[:, 0], at[:, 1])
    assert set(np.unique(land.cover[cells]).tolist()) <= {int(Cover.GRASS), int(Cover.SAND)}
    assert np.hypot(at[:, 0] + 25, at[:, 1] - 10).min() > 8.0


@pytest.mark.parametrize(
    ("only", "holds"),
    [
        ({"height": "3..7 m"}, lambda x, z, h, s: (h >= 3 - 0.5) & (h <= 7 + 0.5)),
        ({"max_slope": "16 deg"}, lambda x, z, h, s: s <= np.radians(16) + 0.02),
        ({"near": "flow", "within": "9 m"}, lambda x, z, h, s: (np.abs(z) <= 12 + 1.5) & (x < 9 + 1.5)),
        ({"away_from": "flow", "apart": "20 m"}, lambda x, z, h, s: (np.abs(z) > 23 - 1.5) | (x > 18)),
        ({"in": "flow"}, lambda x, z, h, s: (np.abs(z) < 3 + 1) & (x < 1)),
    ],
)
def test_only_is_kept_to(only: dict[str, str], holds: Any) -> None:
    at = where(every(grown((cover("some", "forest", species=["broadleaf"], only=only, density="dense"),))))
    slope = LAND.slope_rad()[LAND.cell_of(at[:, 0], at[:, 1])]
    assert len(at) >= 3
    assert holds(at[:, 0], at[:, 1], LAND.height_at(at[:, 0], at[:, 1]), slope).all()


def test_nothing_rises_above_what_is_kept_clear_under_any_part_of_its_crown() -> None:
    keep = open_sky(LAND)
    wedge = disc(LAND, 25, 15, 16)
    keep[wedge] = 1.2
    for batch in every(grown(keep_clear=keep)):
        model = MODELS[batch.model]
        reach, tall = reach_m(model) * batch.scale, model.height_m * batch.scale
        into = 16.0 - np.hypot(batch.position_m[:, 0] - 25, batch.position_m[:, 2] - 15)
        assert not ((tall > 1.2) & (into + reach > 2.0 * LAND.cell_m + 0.08 * reach)).any(), batch.model
    low = list(every(grown(keep_clear=keep), "grass"))
    assert (np.hypot(*(where(low) - (25, 15)).T) < 14).any(), "low plants may stay"


def test_where_tall_trees_would_cut_a_view_young_and_lower_ones_stand() -> None:
    keep = open_sky(LAND)
    here = disc(LAND, 25, 15, 22)
    keep[here] = 3.6
    broadleaf = cover("woods", "forest", species=["broadleaf"], density=300, undergrowth=False)
    mixed = cover("woods", "forest", species=["broadleaf", "tree_fern"], density=300, undergrowth=False)
    inside = {}
    for name, plan in (("one", broadleaf), ("two", mixed)):
        free, kept = (
            [(b, np.hypot(b.position_m[:, 0] - 25, b.position_m[:, 2] - 15) < 18) for b in every(dressing)]
            for dressing in (grown((plan,)), grown((plan,), keep_clear=keep))
        )
        for batch, near in kept:
            assert (MODELS[batch.model].height_m * batch.scale[near] <= 3.6 + 1e-4).all()
        inside[name] = {b.model.split(".")[1]: int(near.sum()) for b, near in kept if near.any()}
        usual = np.concatenate([b.scale for b, _ in free])
        young = np.concatenate([b.scale[near] for b, near in kept])
        assert len(young) > 3
        assert young.min() < usual.min()
    assert inside["two"].get("tree_fern", 0) > 0
    assert sum(inside["two"].values()) >= sum(inside["one"].values())


def test_where_nothing_may_stand_nothing_stands() -> None:
    sparse = cover("palms", "forest", pointer="", species=["palm"])
    assert every(grown((sparse,), keep_clear=np.zeros_like(LAND.height_m))) == []


def test_an_empty_forest_of_the_lesson_is_refused_with_figures() -> None:
    plans = (
        cover("alpine", "forest", species=["conifer"], only={"height": "100..200 m"}),
        cover("reef", "forest", "/world/cover/1", species=["palm"], only={"height": "..-2 m"}),
    )
    with pytest.raises(SpecError) as refused:
        grown(plans)
    first, second = refused.value.issues
    assert (first.code, first.pointer) == ("COVER_EMPTY", "/world/cover/0")
    assert first.message == "nothing of `alpine` finds a place. Of the land: 100 % at other heights"
    assert second.pointer == "/world/cover/1"
    assert "% under water" in second.message


def test_what_is_too_tall_for_a_zone_is_told_so() -> None:
    low = np.full_like(LAND.height_m, 0.3)
    with pytest.raises(SpecError) as refused:
        grown((cover("woods", "forest", species=["conifer"], undergrowth=False),), keep_clear=low)
    assert "kept open in a zone or a view, where only what is lower may stand" in refused.value.issues[0].message


def test_a_place_that_is_not_there_is_named() -> None:
    with pytest.raises(SpecError) as refused:
        grown((cover("stones", "rocks", only={"near": "glacier"}),))
    (found,) = refused.value.issues
    assert (found.code, found.pointer) == ("PLACE_UNKNOWN", "/world/cover/0/only/near")
    assert "glacier" in found.message


def test_a_place_too_small_for_any_candidate_still_gets_its_plant() -> None:
    spot = Around(open_sky(LAND), {"spot": Area("spot", disc(LAND, 30.0, 30.0, 1.0), (30.0, 30.0))})
    one = grown(
        (cover("lone", "forest", species=["broadleaf"], only={"in": "spot"}, undergrowth=False),), keep_clear=spot
    )
    at = where(every(one))
    assert len(at) == 1
    assert np.hypot(*(at[0] - 30.0)) < 2.5


def test_a_forest_that_gives_way_almost_everywhere_is_reported() -> None:
    keep = np.zeros_like(LAND.height_m)
    keep[disc(LAND, 25, 25, 12)] = 1000.0
    dressing = grown(
        (cover("woods", "forest", species=["broadleaf"], density=300, undergrowth=False),), keep_clear=keep
    )
    (warning,) = dressing.warnings
    assert (warning.code, warning.severity, warning.pointer) == ("COVER_THIN", "warning", "/world/cover/0")
    assert f"{sum(map(len, every(dressing)))} stand" in warning.message


def test_density_means_what_it_says() -> None:
    flat = replace(
        LAND, height_m=np.full_like(LAND.height_m, 5.0), water_m=np.full_like(LAND.water_m, -1000.0),
        cover=np.zeros_like(LAND.cover), tread=np.zeros_like(LAND.tread),
    )  # fmt: skip
    counts = {
        density: sum(
            map(
                len,
                every(
                    grown((cover("wood", "forest", species=["broadleaf"], density=density, undergrowth=False),), flat)
                ),
            )
        )
        for density in ("sparse", "medium", "dense", 100, 300)
    }
    hectares = (flat.size_m / 100.0) ** 2
    assert counts["sparse"] < 0.6 * counts["medium"] < 0.6 * counts["dense"]
    assert counts[100] == pytest.approx(100 * hectares, rel=0.25)
    assert counts[300] == pytest.approx(300 * hectares, rel=0.25)


def test_undergrowth_fills_what_views_keep_free_of_trees_and_can_be_left_out() -> None:
    keep = open_sky(LAND)
    keep[:, LAND.rows // 2 + 10 :] = 2.0
    words = {"species": ["broadleaf"], "density": "medium"}
    full = every(grown((cover("woods", "forest", **words),), keep_clear=keep))
    bare = every(grown((cover("woods", "forest", undergrowth=False, **words),), keep_clear=keep))
    inside = {b.model.split(".")[1] for b in full if (where([b])[:, 0] > 16).any()}
    assert inside == {"bush", "grass_tuft"}
    assert {b.model.split(".")[1] for b in bare} == {"broadleaf"}
    assert rows(bare) == {row for row in rows(full) if "broadleaf" in row[0]}
    assert len({b.model for b in full if ".bush." in b.model}) <= 2


def test_palms_seek_the_shore_and_ferns_grow_under_them() -> None:
    both = every(grown((cover("mix", "forest", species=["palm", "broadleaf", "tree_fern"], density="dense"),)))
    height = {
        name: LAND.height_at(*where([b for b in both if f".{name}." in b.model]).T).mean()
        for name in ("palm", "broadleaf", "tree_fern")
    }
    assert height["palm"] + 2.0 < height["broadleaf"]


def test_plants_stand_in_the_ground_and_vary_as_the_art_direction_says() -> None:
    dressing = grown()
    trees = [b for b in every(dressing) if ".palm." in b.model or ".broadleaf." in b.model]
    for batch in every(dressing):
        above = batch.position_m[:, 1] - LAND.height_at(batch.position_m[:, 0], batch.position_m[:, 2])
        assert (above < 0).all()
        assert (above > -1.3).all()
    scale, tint = (np.concatenate([getattr(b, name) for b in trees]) for name in ("scale", "tint"))
    assert 0.8 * 0.78 * 0.78 <= scale.min() < scale.max() <= 1.25 + 1e-6
    assert np.unique(tint, axis=0).shape[0] == len(tint)
    assert 0.02 < (tint[:, 0] > 1.5 * tint[:, 2]).mean() < 0.2


def test_keys_are_unique_and_come_from_the_cover_and_the_cell() -> None:
    keys = np.concatenate([batch.key for batch in every(grown())])
    assert len(np.unique(keys)) == len(keys)


def test_crowns_darken_the_ground_under_them_and_nowhere_else() -> None:
    dressing = grown(COVERS[:2])
    assert dressing.shade.shape == LAND.height_m.shape
    assert 0.0 <= dressing.shade.min() <= dressing.shade.max() <= 1.0
    at = where([b for b in every(dressing) if ".broadleaf." in b.model])
    assert (dressing.shade[LAND.cell_of(at[:, 0], at[:, 1])] > 0.3).all()
    assert (dressing.shade[LAND.depth_m() > 2.0] == 0).all()


def test_levels_of_detail_follow_the_distance_to_where_learners_walk() -> None:
    batch = every(grown(), "woods")[0]
    focus = np.array([[30.0, 10.0], [-20.0, 30.0]], np.float32)
    chosen = choose_levels(batch, focus, 18.0)
    apart = np.hypot(*(batch.position_m[:, None, [0, 2]] - focus[None]).transpose(2, 0, 1)).min(1)
    assert chosen.level is not None
    assert (chosen.level == (apart >= 18.0)).all()
    assert set(chosen.level.tolist()) == {0, 1}
    assert chosen.position_m.tobytes() == batch.position_m.tobytes()


def test_thinning_keeps_a_part_of_what_a_gentler_thinning_keeps() -> None:
    batches = every(grown())
    half, third = (rows([thin(batch, share) for batch in batches]) for share in (0.5, 0.3))
    assert third < half < rows(batches)
    assert len(half) == pytest.approx(0.5 * len(rows(batches)), rel=0.2)


def _grown_or_refused(plan: CoverPlan, seed: Seed) -> tuple[list[Instances], list[str]]:
    try:
        return every(dress((plan,), LAND, open_sky(LAND), seed, MODELS)), []
    except SpecError as refused:
        return [], [issue.code for issue in refused.issues]


ONLY = st.fixed_dictionaries(
    {},
    optional={
        "height": st.tuples(st.integers(-5, 15), st.integers(0, 12)).map(lambda r: f"{r[0]}..{r[0] + r[1]} m"),
        "max_slope": st.integers(3, 40).map(lambda deg: f"{deg} deg"),
        "near": st.just("flow"),
        "within": st.integers(1, 30).map(lambda m: f"{m} m"),
        "in": st.just("flow"),
    },
)


@settings(max_examples=25, deadline=None)
@given(
    number=st.integers(0, 10**6),
    kind=st.sampled_from([("forest", "broadleaf"), ("forest", "palm"), ("meadow", "flower"), ("rocks", "basalt")]),
    only=ONLY,
    density=st.sampled_from(["sparse", "medium", "dense", 30, 900]),
)
def test_any_words_either_hold_or_are_refused(number: int, kind: tuple[str, str], only: Any, density: Any) -> None:
    plan = cover("some", kind[0], species=[kind[1]], only=only, density=density)
    with np.errstate(all="raise"):
        found, codes = _grown_or_refused(plan, world_seed(number))
    if codes:
        assert codes == ["COVER_EMPTY"]
        return
    batches = [batch for batch in found if f".{kind[1]}." in batch.model]
    at = where(found)
    cells = LAND.cell_of(at[:, 0], at[:, 1])
    assert len(at) > 0
    assert (LAND.depth_m()[cells] <= habit_of(kind[1]).wet_m + 1e-6).all()
    assert (LAND.tread[cells] == 0).all()
    if "max_slope" in only:
        assert (LAND.slope_rad()[cells] <= plan.params.only.max_slope).all()
    if "height" in only:
        low, high = plan.params.only.height
        assert ((LAND.height_m[cells] >= low) & (LAND.height_m[cells] <= high)).all()
    if "in" in only:
        assert LAND.areas["flow"].mask[cells].all()
    if sum(map(len, batches)) > 1:
        trees = where(batches)
        apart = np.hypot(*(trees[:, None] - trees[None]).transpose(2, 0, 1))
        assert apart[~np.eye(len(trees), dtype=bool)].min() >= 0.6 * habit_of(kind[1]).spacing_m - 1e-3


def test_reeds_stand_at_the_water_and_nowhere_else() -> None:
    at = where(every(grown((cover("reeds", "meadow", species=["reed"], density="dense"),))))
    ground = LAND.height_at(at[:, 0], at[:, 1])
    out = np.hypot(at[:, 0], at[:, 1])
    assert len(at) > 20
    assert (ground > -0.35 - 0.4).all()
    assert (np.abs(out - 0.42 * LAND.size_m) < 3.5 + 1.5 * LAND.cell_m).all(), "the shore is a circle"


def test_a_cover_may_lean_on_a_thing_or_a_station() -> None:
    around = Around(open_sky(LAND), {"hut": spot(LAND, "hut", (30.0, 20.0))})
    words = {"species": ["palm"], "density": "dense", "undergrowth": False}
    near = grown((cover("some", "forest", only={"near": "hut", "within": "12 m"}, **words),), keep_clear=around)
    away = grown((cover("some", "forest", only={"away_from": "hut", "apart": "12 m"}, **words),), keep_clear=around)
    assert np.hypot(*(where(every(near)) - (30, 20)).T).max() < 12 + 1.5 + 2 * LAND.cell_m
    assert np.hypot(*(where(every(away)) - (30, 20)).T).min() > 12 - LAND.cell_m
