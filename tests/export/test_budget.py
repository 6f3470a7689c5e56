"""The budget of a small computer is kept by dressing alone, or refused with the figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.export.dense import dense_scene
from tests.samples import sample_scene
from worldgen.core.issues import SpecError
from worldgen.export import to_glb
from worldgen.export.batches import Layouts
from worldgen.export.budget import BUDGETS, Budget, fit, measure
from worldgen.export.drawn import Cut
from worldgen.export.fitted import fitted_glb
from worldgen.export.inspect import inspect
from worldgen.scene import STAYS, Instances, Node, Scene, Semantics
from worldgen.verify.glb import Glb

CHROMEBOOK = BUDGETS["chromebook"]


def copies(scene: Scene) -> dict[int, int]:
    """Return the level of detail of every copy by its key."""
    return {
        int(key): int(level)
        for node in scene.walk()
        for batch in node.instances
        for key, level in zip(batch.key, batch.level, strict=True)
    }


def test_a_world_that_fits_is_left_as_it_is() -> None:
    scene = sample_scene()
    assert fit(scene, CHROMEBOOK) is scene


def test_too_many_trees_lose_detail_far_from_the_stations_first() -> None:
    scene = dense_scene(trees=9000)
    assert measure(scene).triangles > CHROMEBOOK.triangles
    fitted = fit(scene, CHROMEBOOK)
    before, after = copies(scene), copies(fitted)
    assert measure(fitted).triangles <= CHROMEBOOK.triangles
    assert after.keys() == before.keys()
    assert all(after[key] >= before[key] for key in before)


def test_where_that_is_not_enough_the_wood_is_thinned_to_a_part_of_itself_and_things_stay() -> None:
    scene = dense_scene(trees=9000, side=33)
    tight = replace(CHROMEBOOK, triangles=30_000)
    fitted, tighter = fit(scene, tight), fit(scene, replace(tight, triangles=20_000))
    assert measure(fitted).triangles <= 30_000
    assert copies(tighter).keys() < copies(fitted).keys() < copies(scene).keys()
    assert [node.id for node in fitted.walk()] == [node.id for node in scene.walk()]
    assert fitted.models is scene.models


def test_copies_that_would_be_missed_stay_however_thin_the_rest_becomes() -> None:
    scene = dense_scene(trees=9000, side=33)
    node = next(one for one in scene.roots if one.instances)
    wood = node.instances[0]
    few = np.arange(len(wood)) < 50
    missed = replace(wood, key=np.where(few, wood.key % np.uint64(STAYS), wood.key))
    scene = replace(
        scene, roots=tuple(replace(one, instances=(missed,)) if one is node else one for one in scene.roots)
    )
    kept = copies(fit(scene, replace(CHROMEBOOK, triangles=20_000)))
    assert len(kept) < len(wood) - 4000
    assert set(missed.key[few].tolist()) <= kept.keys()


def test_what_the_lesson_asks_for_is_refused_with_the_figures_when_it_is_too_much() -> None:
    with pytest.raises(SpecError) as caught:
        fit(dense_scene(trees=10), replace(CHROMEBOOK, triangles=10_000))
    (found,) = caught.value.issues
    assert found.code == "BUDGET_EXCEEDED"
    assert "triangles in one view (at most 10,000)" in found.message
    assert "'rim'" in found.message or "'camp'" in found.message


def test_a_file_that_is_too_large_is_refused_with_its_bytes() -> None:
    with pytest.raises(SpecError, match=r"bytes gzipped \(at most 5,000\)"):
        fitted_glb(sample_scene(), replace(CHROMEBOOK, gzip_bytes=5_000))


def test_what_is_measured_is_what_stands_in_the_file() -> None:
    scene = dense_scene(trees=500, side=65)
    boxes = Layouts(scene).at(Cut(64.0, 64.0, 0)).boxes()
    found = inspect(to_glb(scene, "web"))
    assert sum(box.triangles for box in boxes) == found.triangles
    assert sum(box.draw_calls for box in boxes) == found.draw_calls
    assert measure(scene).materials == found.materials


def test_the_box_of_copies_holds_every_corner_of_every_copy() -> None:
    file = Glb(to_glb(dense_scene(trees=200, side=33), "web"))
    checked = 0
    for node in file.nodes():
        if node.meaning.get("role") == "instances":
            points, _ = file.triangles(node)
            low, high = node.meaning["box_m"]
            assert (points >= np.array(low) - 0.01).all()
            assert (points <= np.array(high) + 0.01).all()
            checked += len(points)
    assert checked > 200


def test_what_stands_behind_every_view_of_a_far_station_is_not_counted_twice() -> None:
    scene = sample_scene()
    camp = next(node for node in scene.walk() if node.id == "camp")
    away = replace(camp, translation_m=(500.0, 1.0, 0.0))
    others = tuple(node for node in scene.roots if node.id not in {"camp", "rim"})
    far = Node("lone", (500.0, 1.0, 3.0), model="hut", semantics=Semantics("building"))
    # From 500 m away one looks at the island or at the hut behind one's back, never at both.
    alone = measure(replace(scene, roots=(*others, away)))
    both = measure(replace(scene, roots=(*others, away, replace(far, translation_m=(530.0, 1.0, 0.0)))))
    assert both.triangles == alone.triangles
    assert both.station == "camp"


def test_more_draw_calls_than_allowed_make_the_places_larger() -> None:
    scene = dense_scene(trees=400, side=33)
    wide = replace(scene, roots=tuple(spread(node) for node in scene.roots))
    few = Budget(200_000, 20, 25, 2_000_000)
    assert Layouts(wide).at(Cut(64.0, 64.0, 0)).boxes() != []
    assert len(Layouts(wide).at(Cut(64.0, 64.0, 0)).boxes()) > 20
    assert measure(fit(wide, few)).draw_calls > 0
    assert inspect(fitted_glb(wide, few).glb).draw_calls <= 20


def spread(node: Node) -> Node:
    batches = tuple(replace(batch, position_m=batch.position_m * np.float32(6.0)) for batch in node.instances)
    return replace(node, instances=batches)


def test_a_file_with_too_many_bytes_gets_thinner_dressing_and_says_so() -> None:
    scene = dense_scene(trees=3000)
    whole = fitted_glb(scene, replace(CHROMEBOOK, triangles=10_000_000, gzip_bytes=10_000_000))
    assert whole.dressing_share == 1.0
    less = fitted_glb(scene, replace(CHROMEBOOK, triangles=10_000_000, gzip_bytes=whole.gzip_bytes - 8_000))
    assert less.gzip_bytes <= whole.gzip_bytes - 8_000
    assert 0.05 < less.dressing_share < 1.0


def of_many_kinds(scene: Scene, kinds: int) -> Scene:
    """Return `scene` with its trees shared out among four variants of each of so many species."""
    names = [f"plant.fir{kind}.{variant}" for kind in range(kinds) for variant in range(4)]

    def split(batch: Instances) -> tuple[Instances, ...]:
        which = np.arange(len(batch)) % len(names)
        rows = ("position_m", "yaw_rad", "scale", "key", "tint", "level")
        return tuple(
            replace(batch, model=name, **{row: getattr(batch, row)[which == i] for row in rows})
            for i, name in enumerate(names)
        )

    roots = tuple(
        replace(node, instances=tuple(part for batch in node.instances for part in split(batch)))
        for node in scene.roots
    )
    models = {name: replace(scene.models["fir"], id=name) for name in names}
    return replace(scene, roots=roots, models={**scene.models, **models})


def test_too_many_kinds_of_plants_for_the_draw_calls_share_their_variants_and_none_moves() -> None:
    many = of_many_kinds(dense_scene(trees=4800, side=33), kinds=12)
    tight = replace(CHROMEBOOK, triangles=int(0.9 * measure(many).triangles))
    fitted = fit(many, tight)
    batches = [batch for node in fitted.walk() for batch in node.instances]
    names = [batch.model for batch in batches]
    assert measure(fitted).draw_calls <= CHROMEBOOK.draw_calls
    assert len(set(names)) == len(names) < 48
    assert {name.split(".")[1] for name in names} == {f"fir{kind}" for kind in range(12)}, "no species is lost"
    assert copies(fitted).keys() == copies(many).keys()
    before = {
        int(k): tuple(p) for b in many.walk() for i in b.instances for k, p in zip(i.key, i.position_m, strict=True)
    }
    assert all(tuple(p) == before[int(k)] for b in batches for k, p in zip(b.key, b.position_m, strict=True))


def test_few_kinds_keep_all_their_variants() -> None:
    few = of_many_kinds(dense_scene(trees=4800, side=33), kinds=2)
    fitted = fit(few, replace(CHROMEBOOK, triangles=100_000))
    assert {batch.model for node in fitted.walk() for batch in node.instances} == {
        f"plant.fir{kind}.{variant}" for kind in range(2) for variant in range(4)
    }


def test_crops_are_drawn_as_seen_from_afar_only_where_a_world_is_too_much() -> None:
    scene = dense_scene(trees=9000)
    tree = next(model for model in scene.models.values() if len(model.levels) > 1)
    crops = Node(id="crops.acre", model="crops.acre", semantics=Semantics("decor"))
    models = {**scene.models, "crops.acre": replace(tree, id="crops.acre")}
    scene = replace(scene, models=models, roots=(*scene.roots, crops))
    roomy = replace(CHROMEBOOK, triangles=10_000_000, draw_calls=10_000)
    assert fit(scene, roomy) is scene
    fitted = fit(scene, CHROMEBOOK)
    assert fitted.models["crops.acre"].triangles() == tree.triangles(1) < tree.triangles()
    assert fitted.models[tree.id] is tree
