"""The lessons that ship, on the land that they really have, over many seeds."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.layout.lands import overlaps
from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.intent import plan_world
from worldgen.generate.layout import lay_out
from worldgen.generate.models import thing_models
from worldgen.generate.registry import REGISTRY
from worldgen.generate.terrain.shape import shape_land
from worldgen.spec.load import load_lesson

LESSON = Path(__file__).parents[2] / "scenes" / "lessons" / "volcano-island.yaml"


@cache
def _lesson():
    return load_lesson(LESSON, REGISTRY)


def _layout(number: int):
    sources = Sources(LESSON.parent)
    plan = replace(plan_world(_lesson()), seed=world_seed(number))
    models = thing_models(_lesson(), plan.seed, sources)
    return lay_out(plan, shape_land(plan, sources), models, plan.seed / "layout")


def _check(number: int) -> None:
    layout = _layout(number)
    assert set(layout.sites) == {thing.id for thing in plan_world(_lesson()).things}
    assert set(layout.sites) >= {"hut", "boat", "seismo", "plume", "board", "lava.basalt_sample", "lava.hammer"}
    assert overlaps(layout) == []
    assert {(view.station, view.target) for view in layout.views} >= {
        ("camp", "cone"),
        ("rim", "cone.crater"),
        ("rim", "seismo"),
    }
    assert min(view.share for view in layout.views) >= 0.5
    assert {route.b for route in layout.network.routes} >= {"lava", "rim"}
    camp = np.array(layout.zones["camp_ground"].centre_m)
    for name in ("hut", "board"):
        assert np.hypot(*(layout.sites[name].footprint_m - camp).T).max() <= 12.0
    flow = layout.land.areas["flow"].mask
    x, _, z = layout.stations["lava"].position_m
    rows, cols = np.nonzero(flow)
    away = np.hypot(
        cols * layout.land.cell_m - layout.land.size_m / 2 - x, rows * layout.land.cell_m - layout.land.size_m / 2 - z
    )
    assert away.min() <= 6.0


@pytest.mark.parametrize("number", [7, 0, 13, 18, 24])
def test_the_volcano_is_laid_out_as_it_says(number):
    _check(number)


@pytest.mark.deep
@pytest.mark.parametrize("number", range(21))
def test_the_volcano_is_laid_out_as_it_says_for_any_seed(number):
    _check(number)
