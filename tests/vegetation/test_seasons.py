"""A season turns leaves, bares crowns and dries grass; it moves nothing and hides nothing."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.core.seed import world_seed
from worldgen.generate.vegetation.nursery import habit_of, species_kinds, species_models
from worldgen.generate.vegetation.seasons import leaf
from worldgen.generate.vegetation.species import Season
from worldgen.scene import Mesh, Model

SEED = world_seed(7)
PLAIN = species_models(species_kinds(), SEED)
SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")
DECIDUOUS = [name for name in species_kinds() if habit_of(name).leaves == "deciduous"]
CONSTANT = [name for name in species_kinds() if habit_of(name).leaves in ("evergreen", "none")]
WITHERING = [name for name in species_kinds() if habit_of(name).leaves == "withering"]


def grown(name: str, season: Season) -> dict[str, Model]:
    return species_models([name], SEED, season=season)


def mesh_of(model: Model, level: int = 0) -> Mesh:
    return model.levels[level][0]


def mean_leaf(mesh: Mesh, leaves: np.ndarray) -> np.ndarray:
    return np.asarray(mesh.colour[leaves, :3].mean(axis=0))


def bytes_of(model: Model) -> bytes:
    return b"".join(
        mesh.position_m.tobytes() + mesh.colour.tobytes() + mesh.face.tobytes()
        for level in model.levels
        for mesh in level
    )


@pytest.mark.parametrize("name", species_kinds())
def test_summer_is_how_a_species_is_drawn(name: str) -> None:
    for model_id, model in grown(name, "summer").items():
        assert bytes_of(model) == bytes_of(PLAIN[model_id])


@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("name", CONSTANT)
def test_evergreens_and_stones_know_no_season(name: str, season: Season) -> None:
    for model_id, model in grown(name, season).items():
        assert bytes_of(model) == bytes_of(PLAIN[model_id])


@pytest.mark.parametrize("name", DECIDUOUS)
def test_autumn_turns_every_crown_and_the_four_variants_differ(name: str) -> None:
    hues = []
    for model_id, model in grown(name, "autumn").items():
        leaves = leaf(mesh_of(PLAIN[model_id]))
        red, green, blue = mean_leaf(mesh_of(model), leaves)
        assert red > 1.15 * green > 1.3 * blue
        assert mesh_of(model).position_m.tobytes() == mesh_of(PLAIN[model_id]).position_m.tobytes()
        hues.append(green / red)
    alike = habit_of(name).autumn is not None
    assert len({round(float(hue), 2) for hue in hues}) >= (1 if alike else 3)


@pytest.mark.parametrize("name", DECIDUOUS)
def test_spring_is_lighter_than_summer(name: str) -> None:
    for model_id, model in grown(name, "spring").items():
        leaves = leaf(mesh_of(PLAIN[model_id]))
        assert mean_leaf(mesh_of(model), leaves).sum() > 1.02 * mean_leaf(mesh_of(PLAIN[model_id]), leaves).sum()


@pytest.mark.parametrize("name", DECIDUOUS)
def test_a_winter_crown_has_no_leaves_but_reaches_as_far(name: str) -> None:
    for model_id, model in grown(name, "winter").items():
        for level in (0, 1):
            bare, full = mesh_of(model, level), mesh_of(PLAIN[model_id], level)
            assert not leaf(bare)[bare.face].all(axis=1).any()
            low, high = full.position_m.min(0), full.position_m.max(0)
            assert (np.abs(bare.position_m.min(0) - low) < 0.12 * (high - low)).all()
            assert (np.abs(bare.position_m.max(0) - high) < 0.12 * (high - low)).all()
        assert model.triangles(0) <= model.triangle_budget
        assert model.triangles(1) <= 0.5 * model.triangles(0)
        assert model.height_m == PLAIN[model_id].height_m
        assert model.colliders == PLAIN[model_id].colliders


@pytest.mark.parametrize("name", DECIDUOUS)
def test_bare_limbs_are_closed_to_the_light_from_outside(name: str) -> None:
    for model in grown(name, "winter").values():
        mesh = mesh_of(model)
        a, b, c = (mesh.position_m[mesh.face[:, i]] for i in range(3))
        facing = (np.cross(b - a, c - a) * mesh.normal[mesh.face].mean(axis=1)).sum(axis=1)
        assert (facing > 0).mean() > 0.97


@pytest.mark.parametrize("name", WITHERING)
def test_grass_and_herbs_go_to_straw(name: str) -> None:
    for season in ("autumn", "winter"):
        for model_id, model in grown(name, season).items():
            leaves = leaf(mesh_of(PLAIN[model_id]))
            now, then = mean_leaf(mesh_of(model), leaves), mean_leaf(mesh_of(PLAIN[model_id]), leaves)
            assert now[0] / now[1] > then[0] / then[1], season
