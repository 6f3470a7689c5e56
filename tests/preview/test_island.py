"""The first lesson's own picture keeps to the values of the art direction."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from worldgen.core.sources import Sources
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview import frame, prepare
from worldgen.preview.compose import hero_view
from worldgen.preview.light import luma
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import View
from worldgen.scene import Scene

LESSON = Path(__file__).parents[2] / "scenes" / "lessons" / "volcano-island.yaml"


@pytest.fixture(scope="module")
def world() -> tuple[Scene, Prepared]:
    scene = make_world(load_lesson(LESSON), Sources(LESSON.parent), Stages()).scene
    return scene, prepare(scene)


@pytest.fixture(scope="module")
def hero(world: tuple[Scene, Prepared]) -> View:
    return hero_view(*world)


def test_dark_middle_and_bright_values_are_those_of_the_target_picture(
    world: tuple[Scene, Prepared], hero: View
) -> None:
    picture = frame(world[1], replace(hero, width_px=320, height_px=180)) / 255.0
    dark, middle, bright = np.percentile(luma(picture), [2, 50, 98])
    assert 0.18 < dark < 0.36  # target .25
    assert 0.56 < middle < 0.74  # target .66
    assert 0.82 < bright < 0.95  # target .89
    assert float((picture > 0.995).all(axis=-1).mean()) < 0.002  # nothing clips


def test_the_crater_the_camp_and_the_hut_are_in_the_hero(world: tuple[Scene, Prepared], hero: View) -> None:
    scene, _ = world
    places = {node.id: node.translation_m for node in scene.walk()}
    spots = hero.project(np.array([places["hut"], places["camp"], places["cone.crater"]], np.float32))
    share = spots[:, :2] / [hero.width_px, hero.height_px]
    assert ((share > 0.03) & (share < 0.97)).all()


def test_the_world_is_drawn_within_the_budget_of_triangles(world: tuple[Scene, Prepared]) -> None:
    assert world[1].triangles <= 600_000
    assert world[1].size_m == pytest.approx(256.0)
    assert math.isfinite(float(world[1].solids.still.soup.corner_m.sum()))
