"""The values of the hero of every setting: dark enough to have form, light enough to invite, never clipped or grey.

Deep tier: `pytest -m deep tests/preview/test_values.py` draws thirteen pictures.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from worldgen.core.sources import Sources
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview import frame, prepare
from worldgen.preview.compose import hero_view

pytestmark = pytest.mark.deep
GALLERY = Path(__file__).resolve().parents[2] / "scenes" / "gallery"
DAY = ((0.12, 0.34), (0.48, 0.76), (0.72, 0.95))  # of luma at 2, 50 and 98 %
NIGHT = ((0.02, 0.14), (0.12, 0.34), (0.28, 0.62))
COLOURFUL = (0.20, 0.75)  # mean saturation of the picture on the screen


@pytest.mark.parametrize("setting", REGISTRY.names("setting"))
def test_the_hero_of_a_setting_has_the_values_of_the_art_direction(setting: str) -> None:
    path = GALLERY / f"{setting}.yaml"
    scene = make_world(load_lesson(path), Sources(path.parent), Stages()).scene
    prepared = prepare(scene)
    view = replace(hero_view(scene, prepared, "draft"), width_px=480, height_px=270)
    colour = frame(prepared, view).astype(np.float64) / 255.0
    found = np.percentile(colour @ [0.2126, 0.7152, 0.0722], (2, 50, 98))
    for value, (low, high) in zip(found, NIGHT if scene.environment.stars > 0.5 else DAY, strict=True):
        assert low <= value <= high, f"luma at 2, 50 and 98 %: {found.round(2)}"
    most, least = colour.max(axis=-1), colour.min(axis=-1)
    saturation = float(((most - least) / np.maximum(most, 1e-6)).mean())
    assert COLOURFUL[0] <= saturation <= COLOURFUL[1]
    assert float((most >= 1.0).mean()) < 0.02  # next to nothing clips
