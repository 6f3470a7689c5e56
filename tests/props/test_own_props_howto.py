"""What the how-to says works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from worldgen.core.seed import world_seed
from worldgen.generate.props.load import load_model
from worldgen.spec.yaml_text import read_plain

HOWTO = Path(__file__).parents[2] / "docs" / "howto" / "own-props.md"
EXAMPLES = re.findall(r"```yaml(?: lesson)?\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)


def test_the_first_example_is_built_and_its_thing_sets_its_parameter():
    world = yaml.safe_load(EXAMPLES[0])["world"]
    inline = {prop["id"]: prop for prop in world["props"]}
    (thing,) = world["things"]
    model = load_model(thing["prop"], thing["with"], world_seed(1), inline=inline)
    assert model.height_m == pytest.approx(1.5)
    assert model.use_m == pytest.approx(0.7)
    assert model.label["de"] == "Bodenthermometer"
    assert model.triangles() < 600


def test_the_prop_of_the_example_is_about_fifteen_lines():
    lines = EXAMPLES[0].splitlines()
    assert lines.index("  things:") - lines.index("  props:") <= 15


def test_the_example_of_a_moving_part_moves():
    inline = {"clock": {"parts": [{"box": [1, 2, 0.1]}], **yaml.safe_load(EXAMPLES[1])}}
    (hand,) = load_model("clock", {}, world_seed(1), inline=inline).moving
    assert hand.clip.period_s == 12.0


def test_the_example_of_a_prop_that_carries_others_holds_them_where_it_says():
    model = load_model("stand", {}, world_seed(1), inline={"stand": read_plain(EXAMPLES[2])})
    assert model.height_m == pytest.approx(1.6)
    points = np.concatenate([mesh.position_m for mesh in model.levels[0]])
    desk = points[points[:, 0] > 0.7]
    assert 0.77 + 0.3 < desk[:, 1].max() < 0.77 + 0.6
