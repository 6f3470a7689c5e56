"""Animals keep to their element, move in both profiles, and stay where they are when something else is edited."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.samples import sample_scene
from tests.vegetation.island import SEED, cover, disc, island, open_sky
from worldgen.core.issues import SpecError
from worldgen.export import to_glb
from worldgen.export.batches import Layouts
from worldgen.export.drawn import CUTS
from worldgen.export.reading import read_json
from worldgen.export.web import web_glb
from worldgen.generate.animals import KITS, animal_models
from worldgen.generate.cover import Dressing, dress
from worldgen.generate.land import Land
from worldgen.generate.plan import CoverPlan
from worldgen.generate.props.catalogue import kit_names
from worldgen.preview.flatten import flatten, to_soup
from worldgen.scene import MATERIALS, Instances, Node, Scene, State

NAMES = [name for kit in KITS for name in kit_names(kit)]
MODELS = {key: model for name in NAMES for key, model in animal_models(name, SEED).items()}
LAND = island()
GULLS = cover("gulls", "flock", groups=3, count=6)
FISH = cover("fish", "shoal", groups=4, count=7)
SHEEP = cover("sheep", "herd", density="dense")
FLIES = cover("flies", "butterflies", groups=4)


def grown(*covers: CoverPlan, land: Land = LAND) -> Dressing:
    return dress(covers, land, open_sky(land), SEED, MODELS)


def circles(batch: Instances) -> np.ndarray:
    """Return places (k, 3) through which a group goes in one round."""
    turn = np.linspace(0.0, 2.0 * np.pi, 24)[:, None]
    x, y, z = (batch.position_m - np.array(batch.pivot_m, np.float32)).T
    px, py, pz = batch.pivot_m
    return np.stack(
        [px + x * np.cos(turn) + z * np.sin(turn), py + y + 0 * turn, pz + z * np.cos(turn) - x * np.sin(turn)], -1
    ).reshape(-1, 3)


def test_fish_stay_under_water_all_the_way_round() -> None:
    batches = grown(FISH).instances["fish"]
    assert len(batches) == 4
    for batch in batches:
        way = circles(batch)
        assert (way[:, 1] < 0.0).all()
        assert (way[:, 1] > LAND.height_at(way[:, 0], way[:, 2])).all()


def test_birds_fly_above_the_ground_and_the_sea_all_the_way_round() -> None:
    for batch in grown(GULLS).instances["gulls"]:
        way = circles(batch)
        assert (way[:, 1] > np.maximum(LAND.height_at(way[:, 0], way[:, 2]), 0.0) + 8.0).all()
        assert np.abs(way[:, [0, 2]]).max() < LAND.size_m / 2


def test_butterflies_flutter_over_dry_grass_and_no_path() -> None:
    for batch in grown(FLIES).instances["flies"]:
        x, _, z = batch.pivot_m
        row, col = LAND.cell_of(np.float32(x), np.float32(z))
        assert LAND.cover[row, col] == 0
        assert not LAND.wet()[row, col]
        assert LAND.tread[row, col] == 0
        way = circles(batch)
        above = way[:, 1] - LAND.height_at(way[:, 0], way[:, 2])
        assert above.min() > 0.1
        assert above.max() < 4.0


def test_every_animal_of_a_group_faces_the_way_it_goes() -> None:
    for name, plan in (("gulls", GULLS), ("fish", FISH)):
        for batch in grown(plan).instances[name]:
            out = batch.position_m - np.array(batch.pivot_m, np.float32)
            ahead = np.stack([out[:, 2], 0 * out[:, 0], -out[:, 0]], 1)  # of a turn about +Y
            front = np.stack([np.sin(batch.yaw_rad), 0 * batch.yaw_rad, np.cos(batch.yaw_rad)], 1)
            assert ((ahead * front).sum(1) / np.linalg.norm(ahead, axis=1) > 0.99).all()


def test_a_herd_stands_on_dry_level_ground_off_the_path() -> None:
    for batch in grown(SHEEP).instances["sheep"]:
        index = LAND.cell_of(batch.position_m[:, 0], batch.position_m[:, 2])
        assert (LAND.tread[index] <= 0.03).all()
        assert (~LAND.wet()[index]).all()
        assert (LAND.slope_rad()[index] < 0.4).all()


@pytest.mark.parametrize("plan", [GULLS, FISH, FLIES], ids=lambda plan: plan.kind)
def test_a_thing_that_stands_elsewhere_moves_no_animal(plan: CoverPlan) -> None:
    name = plan.id
    first = grown(plan).instances[name]
    x, _, z = first[0].pivot_m
    there = disc(LAND, -x, -z, 4.0)
    later = grown(plan, land=replace(LAND, blocked=LAND.blocked | there)).instances[name]
    same = [one for one in later if any(np.array_equal(one.position_m, old.position_m) for old in first)]
    assert len(same) >= len(first) - 1


def test_fish_without_water_are_refused_when_the_lesson_asks_for_them() -> None:
    dry = replace(LAND, water_m=np.full_like(LAND.water_m, -1000.0))
    with pytest.raises(SpecError) as refused:
        grown(FISH, land=dry)
    assert refused.value.issues[0].code == "COVER_EMPTY"


def with_animals() -> Scene:
    scene, dressing = sample_scene(), grown(GULLS, SHEEP)
    nodes = tuple(Node(name, instances=batches) for name, batches in dressing.instances.items())
    used = {batch.model for node in nodes for batch in node.instances}
    models = {**scene.models, **{key: MODELS[key] for key in used}}
    circling = [f"gulls.{batch.clip.name}" for batch in nodes[0].instances if batch.clip]
    clips = ("sheep.animal.sheep.0.nibbles", *circling)
    return replace(scene, roots=(*scene.roots, *nodes), models=models, states=(State("ambient", clips),))


def test_a_flock_moves_in_both_profiles_and_a_herd_nibbles_in_generic() -> None:
    scene = with_animals()
    web = web_glb(scene, Layouts(scene).at(CUTS[0]))
    for data, nibbles in ((to_glb(scene), True), (web, False)):
        found = read_json(data)[0]
        names = [row["name"] for row in found["animations"]]
        assert sum(name.startswith("gulls.circle.") for name in names) == 3
        assert ("sheep.animal.sheep.0.nibbles" in names) == nibbles
        (state,) = found["scenes"][0]["extras"]["worldgen"]["states"]
        assert set(state["clips"]) <= set(names)
        moved = {channel["target"]["node"] for row in found["animations"] for channel in row["channels"]}
        assert all("children" in found["nodes"][node] or "mesh" in found["nodes"][node] for node in moved)


def test_a_preview_moves_a_flock_about_its_middle() -> None:
    scene = with_animals()
    flat = flatten(scene)
    now, later = (to_soup(flat.moving, MATERIALS, time_s) for time_s in (0.0, 2.0))
    apart = np.linalg.norm(now.corner_m - later.corner_m, axis=-1).max(axis=1)
    assert apart.max() > 3.0  # at some metres a second
    assert np.isfinite(later.corner_m).all()
