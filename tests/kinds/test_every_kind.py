"""What holds for every kind of every family, taken from the registry: a new kind is tested by being there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.props.load import load_model
from worldgen.generate.registry import FAMILIES, REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.vegetation.nursery import species_models
from worldgen.generate.world import World, make_world
from worldgen.pipeline import load_lesson
from worldgen.scene import Mesh, Model

GALLERY = Path(__file__).resolve().parents[2] / "scenes" / "gallery"
ALL = [(family, name) for family in FAMILIES for name in REGISTRY.names(family)]
WITH_LESSON = [name for family, name in ALL if family != "style"]
WITH_MODEL = [(family, name) for family, name in ALL if family in ("prop", "species")]
SEEDS = (0, 1, 2, 3, 5, 8)


def world_of(kind: str) -> World:
    """Return the world of the kind's lesson, built with an empty memory."""
    lesson = load_lesson(GALLERY / f"{kind}.yaml")
    return make_world(lesson, Sources(GALLERY), Stages())


def models_of(family: str, name: str, seed: int) -> tuple[Model, ...]:
    if family == "prop":
        return (load_model(name, {}, world_seed(seed) / name),)
    return tuple(species_models([name], world_seed(seed)).values())


def meshes_of(model: Model) -> list[Mesh]:
    parts = [*model.levels, *(level for part in model.moving for level in part.levels)]
    return [mesh for level in parts for mesh in level]


@pytest.mark.parametrize("kind", WITH_LESSON)
def test_the_lesson_of_a_kind_gives_the_same_bytes_twice_within_its_budgets(kind: str) -> None:
    first, second = world_of(kind), world_of(kind)
    assert to_glb(first.scene, "generic") == to_glb(second.scene, "generic")
    for model in first.scene.models.values():
        assert model.triangles(0) <= model.triangle_budget, model.id


@pytest.mark.parametrize(("family", "name"), WITH_MODEL)
def test_a_model_keeps_its_budget_and_is_finite_for_every_seed(family: str, name: str) -> None:
    for seed in SEEDS:
        for model in models_of(family, name, seed):
            assert 0 < model.triangles(0) <= model.triangle_budget
            for mesh in meshes_of(model):
                assert np.isfinite(mesh.position_m).all()
                assert mesh.face.max() < len(mesh.position_m)


@pytest.mark.parametrize(("family", "name"), WITH_MODEL)
def test_a_model_is_named_for_learners(family: str, name: str) -> None:
    for model in models_of(family, name, 0):
        assert model.label["en"].strip()


@pytest.mark.parametrize(("family", "name"), ALL)
def test_a_kind_says_what_it_is_in_a_sentence_of_one_line(family: str, name: str) -> None:
    summary = REGISTRY.summary(family, name)
    assert len(summary.split()) >= 3
    assert "\n" not in summary
    assert summary[0].isupper()
    assert summary.endswith(".")


@pytest.mark.parametrize(("family", "name"), ALL)
def test_every_parameter_is_described_and_has_a_value_of_its_own(family: str, name: str) -> None:
    params = REGISTRY.params(family, name)
    for key, field in params.model_fields.items():
        assert field.description, key
        assert field.description.strip() != key


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_kinds_of_a_family_are_said_to_be_the_same(family: str) -> None:
    said = [REGISTRY.summary(family, name) for name in REGISTRY.names(family)]
    assert len(set(said)) == len(said)
