"""Every plant and rock, taken from the registry: no species can be added that escapes these."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.core.seed import world_seed
from worldgen.generate.vegetation.nursery import (
    habit_of,
    is_rock,
    model_ids,
    species_kinds,
    species_models,
)
from worldgen.scene import MATERIALS, Model

SPECIES = tuple(species_kinds())
MODELS = species_models(SPECIES, world_seed(7))
IDS = tuple(MODELS)

# Art direction: triangles of the near and most triangles of the far level, height in metres of any variant.
FIGURES = {
    "palm": (492, 492, 140, 6.0, 9.0),
    "tree_fern": (84, 84, 30, 3.0, 4.0),
    "broadleaf": (340, 420, 120, 5.0, 8.0),
    "conifer": (148, 148, 60, 8.0, 13.0),
    "bush": (160, 160, 60, 0.8, 1.4),
    "grass_tuft": (20, 60, 24, 0.45, 0.75),
    "flower": (20, 60, 24, 0.35, 0.55),
    "reed": (20, 60, 30, 1.3, 1.9),
    "basalt": (80, 80, 24, 0.5, 0.9),
    "granite": (80, 80, 24, 0.5, 0.9),
    "limestone": (80, 80, 24, 0.5, 0.9),
    "sandstone": (80, 80, 24, 0.5, 0.9),
    "acacia": (378, 378, 122, 5.0, 7.0),
    "pine": (368, 368, 92, 9.0, 13.0),
    "birch": (472, 472, 124, 7.0, 10.0),
    "poplar": (330, 330, 86, 10.0, 14.0),
    "willow": (200, 200, 62, 6.0, 8.0),
    "apple_tree": (440, 440, 72, 3.5, 4.5),
    "kapok": (452, 452, 152, 17.0, 23.0),
    "flame_tree": (436, 436, 110, 7.0, 10.0),
    "baobab": (294, 294, 208, 8.0, 11.0),
    "cypress": (100, 100, 21, 8.0, 12.0),
    "dead_tree": (168, 168, 84, 4.0, 6.0),
    "bamboo": (256, 256, 128, 5.0, 7.0),
    "banana": (140, 200, 22, 3.0, 4.0),
    "mangrove": (458, 458, 134, 4.0, 6.0),
    "saguaro": (194, 263, 39, 4.0, 6.0),
    "barrel_cactus": (310, 310, 115, 0.6, 0.9),
    "prickly_pear": (520, 520, 100, 1.0, 1.5),
    "agave": (64, 64, 32, 0.8, 1.2),
    "sagebrush": (218, 218, 122, 0.5, 0.9),
    "dry_grass": (30, 30, 15, 0.6, 1.0),
    "tussock": (39, 39, 21, 0.35, 0.6),
    "seagrass": (45, 45, 24, 0.5, 0.8),
    "wheat": (123, 123, 48, 0.8, 1.0),
    "corn": (138, 138, 36, 1.8, 2.4),
    "sunflower": (100, 100, 64, 1.6, 2.2),
    "cabbage": (112, 112, 36, 0.3, 0.4),
    "lavender": (198, 198, 108, 0.5, 0.7),
    "fern": (72, 72, 18, 0.6, 0.9),
    "alpine_flower": (260, 260, 140, 0.16, 0.26),
    "heather": (232, 232, 96, 0.35, 0.55),
    "mushroom": (310, 310, 54, 0.3, 0.45),
    "water_lily": (184, 184, 104, 0.22, 0.3),
    "brain_coral": (440, 440, 20, 0.6, 1.1),
    "staghorn_coral": (336, 336, 108, 0.8, 1.4),
    "fan_coral": (250, 250, 90, 1.0, 1.5),
    "tube_sponge": (240, 240, 60, 0.8, 1.3),
    "table_coral": (124, 124, 52, 0.6, 1.0),
    "anemone": (82, 82, 39, 0.4, 0.6),
    "kelp": (156, 156, 84, 4.0, 7.0),
    "fallen_log": (178, 178, 90, 0.6, 0.85),
    "stump": (244, 244, 108, 0.4, 0.6),
    "rust_rock": (80, 80, 20, 0.6, 1.7),
    "slate": (80, 80, 20, 0.5, 0.9),
    "chalk": (80, 80, 20, 0.5, 0.9),
    "ice_block": (80, 80, 20, 0.5, 0.9),
}


def name_of(model_id: str) -> str:
    return model_id.split(".")[1]


def bounds(model: Model, level: int) -> tuple[np.ndarray, np.ndarray]:
    position = model.levels[level][0].position_m
    return position.min(0), position.max(0)


def test_every_species_has_its_figures_and_four_variants() -> None:
    assert set(FIGURES) == set(SPECIES)
    assert all(len(model_ids(name)) == 4 for name in SPECIES)
    assert set(IDS) == {f"{'rock' if is_rock(n) else 'plant'}.{n}.{i}" for n in SPECIES for i in range(4)}


@pytest.mark.parametrize("model_id", IDS)
def test_it_keeps_to_the_triangles_and_heights_of_the_art_direction(model_id: str) -> None:
    model = MODELS[model_id]
    least, most, far, low, high = FIGURES[name_of(model_id)]
    assert least <= model.triangles(0) <= most
    assert 0 < model.triangles(1) <= far
    assert model.triangles(0) <= model.triangle_budget
    assert low - 1e-4 <= model.height_m <= high + 1e-4


@pytest.mark.parametrize("model_id", IDS)
def test_its_arrays_are_whole(model_id: str) -> None:
    for level in MODELS[model_id].levels:
        (mesh,) = level  # one mesh and one material: one draw call
        assert mesh.material in MATERIALS
        assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1.0, atol=1e-4)
        assert 0.0 <= mesh.colour.min() <= mesh.colour.max() <= 1.0
        a, b, c = (mesh.position_m[mesh.face[:, i]] for i in range(3))
        assert (np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-7).all(), "a triangle without area"
        assert len(np.unique(mesh.face)) == len(mesh.position_m), "a corner that no triangle uses"


@pytest.mark.parametrize("model_id", IDS)
def test_it_stands_on_the_ground(model_id: str) -> None:
    low, high = bounds(MODELS[model_id], 0)
    assert abs(low[1]) < 1e-4
    assert high[1] == pytest.approx(MODELS[model_id].height_m)
    assert np.abs(MODELS[model_id].footprint_m).max() <= max(abs(low[0]), high[0], abs(low[2]), high[2]) + 0.05


@pytest.mark.parametrize("model_id", IDS)
def test_its_far_level_has_the_silhouette_of_the_near_one(model_id: str) -> None:
    near, far = (np.stack(bounds(MODELS[model_id], level)) for level in (0, 1))
    size = near[1] - near[0]
    assert (np.abs(near - far) <= 0.12 * size + 1e-4).all()
    heights = [np.linalg.norm(MODELS[model_id].levels[k][0].position_m[:, [0, 2]], axis=1).max() for k in (0, 1)]
    assert heights[1] == pytest.approx(heights[0], rel=0.25)


@pytest.mark.parametrize("model_id", [i for i in IDS if name_of(i) in ("broadleaf", "conifer", "palm", "tree_fern")])
def test_no_crown_is_of_one_flat_colour(model_id: str) -> None:
    mesh = MODELS[model_id].levels[0][0]
    green = mesh.colour[:, 1] > mesh.colour[:, 0]
    luma = mesh.colour[green, :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    assert luma.max() > 2.5 * luma.min()
    if name_of(model_id) in ("broadleaf", "conifer"):
        height = mesh.position_m[green, 1]
        top, foot = luma[height > np.quantile(height, 0.85)], luma[height < np.quantile(height, 0.15)]
        assert top.mean() > 1.5 * foot.mean()


@pytest.mark.parametrize("name", SPECIES)
def test_variants_differ_in_shape_and_colour(name: str) -> None:
    models = [MODELS[i] for i in model_ids(name)]
    assert len({model.levels[0][0].position_m.tobytes() for model in models}) == 4
    assert len({model.levels[0][0].colour.tobytes() for model in models}) == 4


@pytest.mark.parametrize("name", SPECIES)
def test_trees_and_rocks_stop_a_walker_and_grass_does_not(name: str) -> None:
    for model_id in model_ids(name):
        model = MODELS[model_id]
        soft = habit_of(name).layer == "ground"
        assert model.airy == soft
        assert bool(model.colliders) != soft
        assert all(0.05 <= solid.half_m[0] <= 1.4 for solid in model.colliders)


def test_a_variant_depends_on_its_own_name_alone() -> None:
    alone = species_models(["palm"], world_seed(7))["plant.palm.2"]
    assert alone.levels[0][0].position_m.tobytes() == MODELS["plant.palm.2"].levels[0][0].position_m.tobytes()
    other = species_models(["palm"], world_seed(8))["plant.palm.2"]
    assert other.levels[0][0].position_m.tobytes() != alone.levels[0][0].position_m.tobytes()


@pytest.mark.parametrize("name", SPECIES)
def test_an_author_may_pin_the_height(name: str) -> None:
    maker = species_kinds()[name].load()
    middle = sum(FIGURES[name][3:]) / 2
    drawn = maker.draw(maker.params.model_validate({"height": f"{middle} m"}), world_seed(3))
    assert maker.make(drawn).height_m == pytest.approx(middle, rel=1e-4)
