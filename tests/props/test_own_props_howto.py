"""What the how-to says works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from worldgen.core.seed import world_seed
from worldgen.generate.props.load import load_model

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
